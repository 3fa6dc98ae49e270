"""What a Google Sheet makes of answers: numbers, dates and truth values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from analysis.codebook import Codebook
from tests.sheets_server import Tab
from tests.traders import (
    HEADERS,
    OFTEN,
    REGIONS,
    Cell,
    Table,
    Trader,
    asked,
    book,
    form,
    often,
    options,
)
from tests.traders.answers import ITEMS
from tests.traders.meaning import Said, meant

Write = Callable[[Trader], Cell]


@dataclass(frozen=True)
class Typed:
    """A sheet of typed cells; ``formats`` are the number formats of its columns.

    What is ``wanted``, ``aside`` and ``withheld`` is told as of a Variant.
    """

    rows: Table
    codebook: Codebook = field(default_factory=book)
    wanted: Mapping[str, list[Said]] = field(default_factory=meant)
    aside: Mapping[str, int] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    formats: Sequence[str | None] = ()
    locale: str = "en_GB"

    def tab(self) -> Tab:
        return Tab(0, "Form Responses 1", self.rows, formats=self.formats)


def typed(people: Sequence[Trader] | None = None, **written: Any) -> Table:
    """A form's sheet whose moments are dates and whose days are numbers."""
    known: dict[str, Write] = {"wave": lambda t: t.wave, "days": lambda t: float(t.days)}
    return form(people, **{**known, **written})


def formatted(kind: str, *questions: str) -> list[str | None]:
    """The number formats of the columns, these questions' being of a kind."""
    return [kind if question in questions else None for question in HEADERS]


def scale(texts: Sequence[str], cells: Sequence[Cell], codes: Sequence[str] | None = None) -> Typed:
    """The items with these answers, which the sheet has turned into these cells."""
    said = dict(zip(OFTEN, cells, strict=True))
    written = {item: lambda t, item=item: said[getattr(t, item)] for item in ITEMS}
    answers = often(*texts, codes=codes) if codes else often(*texts)
    return Typed(typed(**written), book(answers=answers))


def regions(texts: Sequence[str], cells: Sequence[Cell]) -> Typed:
    said = dict(zip(REGIONS, cells, strict=True))
    rows = typed(region=lambda trader: said[trader.region])
    return Typed(rows, asked(region={"options": options(*texts)}))


def thousands(write: Write, locale: str, **outcome: Any) -> Typed:
    """Thousands of customers as many as days, in a sheet of a country."""
    codebook = book(
        questions={"days": {"max": 100_000}}, indicators={"days": {"bands": [0, 100, 1000]}}
    )
    wanted = meant(days=lambda trader: 1000 * trader.days)
    return Typed(typed(days=write), codebook, wanted, locale=locale, **outcome)


def unread(**aside: int) -> dict[str, Any]:
    return {"aside": aside, "withheld": frozenset(aside)}


def filled_down(*cells: Cell, first: bool = False) -> Typed:
    """Helper columns that go on to row 1000."""
    helpers = [(f"Helper {n}", lambda trader, cell=cell: cell) for n, cell in enumerate(cells)]
    rows: Table = [*typed(extra=helpers), *([[""] * 8 + list(cells)] * 879)]
    return Typed([[*row[8:], *row[:8]] for row in rows] if first else rows)


def beside(cells: Sequence[Cell], *numbers: int) -> Typed:
    """Notes to the right of the header's end, in these rows of answers or in all."""
    rows = typed()
    noted = [
        [*row, *(cells if n and (not numbers or n in numbers) else ())]
        for n, row in enumerate(rows)
    ]
    return Typed(noted)


def doubled(question: str) -> Typed:
    """A question's column twice under its header: answers of the first sixty, and of the others."""
    at = list(HEADERS).index(question)
    rows = [
        [
            *row[:at],
            row[at] if n <= 60 else None,
            row[at] if n > 60 or not n else None,
            *row[at + 1 :],
        ]
        for n, row in enumerate(typed())
    ]
    return Typed(rows)


def day(month: int, number: int, year: int = 2026) -> datetime:
    return datetime(year, month, number)


SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
MIRRORED = ("1-2", "2-1", "3-3", "4-4", "5-5")
SIZES = ("1-2", "3-5", "6-10", "11-12", "13+")
TO_NUMBERS: dict[str, tuple[Sequence[str], Sequence[Cell]]] = {
    "percentages": (("0%", "25%", "50%", "75%", "100%"), SHARES),
    "percentages, a space": (("0 %", "25 %", "50 %", "75 %", "100 %"), SHARES),
    "percentages, a comma": (("0%", "12,5%", "50%", "75%", "100%"), (0.0, 0.125, 0.5, 0.75, 1.0)),
    "zeros before": (("001", "002", "003", "010", "020"), (1.0, 2.0, 3.0, 10.0, 20.0)),
    "halves": (("0", "0.5", "1", "1.5", "2"), (0.0, 0.5, 1.0, 1.5, 2.0)),
    "halves, a comma": (("0", "0,5", "1", "1,5", "2"), (0.0, 0.5, 1.0, 1.5, 2.0)),
    "signs": (("-2", "-1", "0", "+1", "+2"), (-2.0, -1.0, 0.0, 1.0, 2.0)),
    "signs, a real minus": (("−2", "−1", "0", "+1", "+2"), (-2.0, -1.0, 0.0, 1.0, 2.0)),
    "versions": (("1.0", "2.0", "3.0", "4.0", "5.0"), (1.0, 2.0, 3.0, 4.0, 5.0)),
    "years": (("2022", "2023", "2024", "2025", "2026"), (2022.0, 2023.0, 2024.0, 2025.0, 2026.0)),
    "truth values": (
        ("TRUE", "FALSE", "Maybe", "Both", "Neither"),
        (True, False, "Maybe", "Both", "Neither"),
    ),
    "days, month first": (SIZES, (day(1, 2), day(3, 5), day(6, 10), day(11, 12), "13+")),
    "days, day first": (SIZES, (day(2, 1), day(5, 3), day(10, 6), day(12, 11), "13+")),
    "days of another year": (
        SIZES,
        (day(1, 2, 2025), day(3, 5, 2025), day(6, 10), day(11, 12), "13+"),
    ),
    "a month and a year": (
        ("1-5", "6-49", "50-99", "100-200", "200+"),
        (day(5, 1), datetime(2049, 6, 1), "50-99", "100-200", "200+"),
    ),
    "names of months": (
        ("Jan 1", "Mar 2", "May", "June 5", "Dec"),
        (day(1, 1), day(3, 2), "May", day(6, 5), "Dec"),
    ),
}
KINDS: dict[str, Callable[[], Typed]] = {
    "base": lambda: Typed(typed()),
    "17 two helper columns": partial(filled_down, False, 0.0),
    "17 row numbers before the questions": partial(filled_down, 7.0, first=True),
    "17 a helper column of blanks": partial(filled_down, ""),
    "17 notes beside some rows": partial(beside, ["note", 5.0], 5, 9),
    "17 notes beside all rows": partial(beside, ["note", 5.0]),
    "41 regions with zeros before": partial(regions, ("01", "02", "10"), (1.0, 2.0, 10.0)),
    "41 regions with zeros before, kept as texts": partial(
        regions, ("01", "02", "10"), ("01", "02", "10")
    ),
    "41 percentages, kept as texts": partial(scale, *[TO_NUMBERS["percentages"][0]] * 2),
    "41 percentages, of which 100% is the code of 25%": lambda: replace(
        scale(*TO_NUMBERS["percentages"], codes="01234"),
        aside={"tired": 21, "rested": 4, "lonely": 19}, withheld=frozenset(["tired", "lonely"]),
    ),
    "41 days that two answers may have become": lambda: replace(
        scale(MIRRORED, (day(1, 2), day(2, 1), day(3, 3), day(4, 4), day(5, 5))),
        **unread(tired=20, rested=61, lonely=38),
    ),
    "23 numbers, asked again": partial(doubled, "days"),
    "23 moments, asked again": partial(doubled, "wave"),
    "23 the group, asked again": partial(doubled, "stall"),
    "38 numbers": partial(thousands, lambda t: 1000.0 * t.days, "de_DE"),
    "38 texts of an English sheet": partial(thousands, lambda t: f"{t.days},000", "en_US"),
    "38 percentages among the counts": lambda: Typed(
        typed(days=lambda t: t.days / 100),
        formats=formatted("PERCENT", "days"), **unread(days=120),
    ),
    "38 whole percentages among the counts": lambda: Typed(
        typed(days=lambda t: float(t.number % 2)),
        formats=formatted("PERCENT", "days"), **unread(days=120),
    ),
    "38 days of a month among the counts": lambda: Typed(
        typed(days=lambda t: datetime(1900, 1, t.days)), **unread(days=120)
    ),
    "38 amounts of money": lambda: Typed(typed(), formats=formatted("CURRENCY", "days")),
}  # fmt: skip
KINDS |= {f"41 {name}": partial(scale, *of) for name, of in TO_NUMBERS.items()}

# A text is no number with decimals: right by the sheet's locale, or set aside; never 2 for 2.000.
EITHER: dict[str, Callable[[], Typed]] = {
    f"38 2.000 as a text of a sheet in {locale}": partial(
        thousands, lambda trader: f"{trader.days}.000", locale
    )
    for locale in ("de_DE", "es_ES", "fr_FR")
}
