"""Numbers as people and spreadsheets write them, and people counted where options are ranges."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.traders import Trader, asked, book, form, traders
from tests.traders.meaning import meant
from tests.traders.variant import Variant, Variants, withheld

DAYS_READ = ("{}.0", "{},0", "{}.00", "'{}", " {} ", "{}\xa0", "0{}", "+{}", "{}E+00")
DAYS_ASIDE = (
    "{} days", "~{}", "{}+", "{}.5", "{},5", "{}½", "-{}", "{}%", "{}.000", "{},000", "{} or 9",
    "{0}-{0}", "2026-01-{:02}", "0x{}", "({})", "<b>{}</b>", "{}00",
)  # fmt: skip
# Between thousands, and the locale that is declared; None: none is.
GROUPED = (
    (".", "de"), (".", "es"), (".", "pt_BR"), (".", "de-DE"), (",", "en"), (",", "en_IN"),
    (" ", None), ("\xa0", "fr"), ("\u202f", None), ("'", "de_CH"), ("’", None), ("", None),
    ("", "de"),
)  # fmt: skip
GROUPED_ASIDE = ((".", None), (",", None), (".", "en"), (",", "de"), (".", "fr"), ("_", None))


def days(pattern: str) -> Variant:
    return Variant(form(days=lambda trader: pattern.format(trader.days)))


def customers(trader: Trader) -> int:
    """Between 137 and 9,074; of 102 traders a thousand or more."""
    return trader.days * trader.days * 37 % 9000 + 100


def counted(write: Callable[[int], str], locale: str | None = None) -> Variant:
    """Thousands of customers, written by this rule, in a sheet whose locale may be declared."""
    codebook = book(
        questions={"days": {"max": 100_000}},
        indicators={"days": {"bands": [0, 100, 1000]}},
        intake={"locale": locale} if locale else {},
    )
    rows = form(days=lambda trader: write(customers(trader)))
    return Variant(rows, codebook, meant(days=customers))


def grouped(mark: str, locale: str | None) -> Variant:
    return counted(lambda number: f"{number:,}".replace(",", mark), locale)


def halves(pattern: str) -> Variant:
    """Days and a half, where the codebook says that there are such."""
    rows = form(days=lambda trader: pattern.format(trader.days))
    wanted = meant(days=lambda trader: 100 * trader.days + 50)
    return Variant(rows, asked(days={"decimals": True, "max": 40}), wanted)


def at_stall(trader: Trader) -> int:
    """How many people work there: one, two to four, five or more."""
    first, few = {"Just me": (1, 1), "2 to 4": (2, 3), "5 or more": (5, 20)}[trader.stall]
    return first + trader.number % few


def stalls(write: Callable[[Trader], str], **changes: Any) -> Variant:
    return Variant(form(stall=write), book(**changes))


def ranged(*options: tuple[str, str, tuple[int, int]]) -> dict[str, Any]:
    """What a codebook says of stalls: codes, texts and ranges, the first of them solo."""
    listed = [{"code": code, "text": text, "range": ends} for code, text, ends in options]
    solo, *team = (code for code, _, _ in options)
    return {
        "questions": {"stall": {"options": listed}},
        "grouping": {"solo": {"answers": [solo]}, "team": {"answers": team}},
    }


AGREEING = ranged(("1", "Just me", (1, 1)), ("2", "2 to 4", (2, 4)), ("5", "5 or more", (5, 99)))
GAP = ranged(("one", "Just me", (1, 1)), ("few", "2 to 4", (2, 4)), ("many", "5 or more", (6, 99)))

KINDS: Variants = {f"22 {pattern}": partial(days, pattern) for pattern in DAYS_READ}
KINDS |= {
    f"22 {pattern}": lambda pattern=pattern: withheld(days(pattern), "days", of=120)
    for pattern in DAYS_ASIDE
}
KINDS |= {
    f"38 1{mark}200, locale {locale}": partial(grouped, mark, locale) for mark, locale in GROUPED
}
KINDS |= {
    f"38 1{mark}200, locale {locale}": lambda mark=mark, locale=locale: withheld(
        grouped(mark, locale), "days", of=102
    )
    for mark, locale in GROUPED_ASIDE
}
KINDS |= {
    "38 1.200,00": lambda: counted(lambda n: f"{n:,}".replace(",", ".") + ",00"),
    "38 1,200.00": lambda: counted(lambda n: f"{n:,}.00"),
    "38 1.2k": lambda: withheld(counted(lambda n: f"{n / 1000}k"), "days", of=120),
    "38 halves, with a point": partial(halves, "{}.5"),
    "38 halves, with a comma": partial(halves, "{},50"),
    "38 1.200 in few answers": lambda: Variant(
        form(days=lambda t: f"{t.days}.000" if t.number <= 12 else str(t.days)), aside={"days": 12}
    ),
}
KINDS |= {
    "04 people counted": partial(stalls, lambda trader: str(at_stall(trader))),
    "04 people counted, with a point": partial(stalls, lambda trader: f"{at_stall(trader)}.0"),
    "04 half of them counted": partial(
        stalls, lambda trader: trader.stall if trader.number % 2 else str(at_stall(trader))
    ),
    "04 codes that agree with the ranges": partial(
        stalls, lambda trader: str(at_stall(trader)), **AGREEING
    ),
    "05 a number between two ranges": lambda: Variant(
        form(stall=lambda trader: "5" if trader.number in (9, 21) else trader.stall),
        book(**GAP),
        meant([trader for trader in traders() if trader.number not in (9, 21)]),
        aside={"stall": 2},
    ),
}
