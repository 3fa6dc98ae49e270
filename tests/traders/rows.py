"""Rows that are no responses, columns that a helper fills, and letters that a file has lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from tests.traders import HEADERS, OFTEN, Cell, Trader, book, form, often, traders
from tests.traders.answers import ITEMS
from tests.traders.files import delimited
from tests.traders.variant import Variant, Variants

HEADER = list(HEADERS.values())
BLANK = [""] * len(HEADER)
TITLE = "Market survey 2026 - answers"
TOTALS: dict[str, list[Cell]] = {
    "Total": ["Total", "120", "", "", "", "", "1742", ""],
    "Average": ["Average", "2", "", "", "", "", "14.5", ""],
    "Mean": ["Mean", "2", "2", "3", "1", "", "14", ""],
    "TOTAL:": ["TOTAL:", "2", "", "", "", "", "14", ""],
    "Grand Total": ["Grand Total", "2", "", "", "", "", "14", ""],
    "Summe": ["Summe", "2", "", "", "", "", "14", ""],
    "Mittelwert": ["Mittelwert", "2", "", "", "", "", "14,5", ""],
    "Promedio": ["Promedio", "2", "", "", "", "", "14,5", ""],
    "Moyenne": ["Moyenne", "2", "", "", "", "", "14,5", ""],
    "without a word": ["", "2", "", "", "", "", "14.5", ""],
    "without a word, whole": ["", "2", "", "", "", "", "14", ""],
}
COUNTED = ["", "120", "120", "120", "120", "111", "120", "120"]
MODE = ["Mode", "Just me", "Sometimes", "Sometimes", "Sometimes", "Fruit", "22", "North"]
GERMAN = dict(zip(OFTEN, ("Nie", "Selten", "Gelegentlich", "Häufig", "Ständig"), strict=True))
TIRED = "Ich war am Ende des Markttags müde."


def above(*rows: list[Cell]) -> Variant:
    return Variant([*rows, *form()])


def between(at: int, *rows: list[Cell]) -> Variant:
    """Rows that are no responses among the others; ``at`` counts the header as 0."""
    sheet = form()
    return Variant([*sheet[:at], *rows, *sheet[at:]])


def declared(first: str, delimiter: str) -> Variant:
    """A first line that says which delimiter follows."""
    return Variant(f"{first}\r\n{delimited(form(), delimiter)}")


def helpers(*cells: str, first: bool = False) -> Variant:
    """Columns that are filled down to row 1000, whatever stands beside them."""
    columns = [(f"Helper {n}", lambda trader, cell=cell: cell) for n, cell in enumerate(cells)]
    rows = form(extra=columns) + [[*BLANK, *cells]] * 879
    at = len(BLANK)
    return Variant([[*row[at:], *row[:at]] for row in rows] if first else rows)


def german(**written: Callable[[Trader], Cell]) -> str:
    """The text of a file with letters that encodings write in different ways."""
    items = {item: lambda t, item=item: GERMAN[getattr(t, item)] for item in ITEMS}
    comment = ("Anmerkung", lambda trader: "schön" * (trader.number == 7))
    return delimited(form(heads={"tired": TIRED}, extra=[comment], **{**items, **written}))


def in_german(rows: str | bytes) -> Variant:
    return Variant(
        rows, book(answers=often(*GERMAN.values()), questions={"tired": {"text": TIRED}})
    )


def spoilt(word: str, times: int = 1) -> Variant:
    """A word of the file, the first so many times, in Latin-1 among UTF-8."""
    with_own = german(goods=lambda t: ", ".join([*t.goods, *["Käse"] * (t.number == 5)]))
    return in_german(with_own.encode().replace(word.encode(), word.encode("latin-1"), times))


def of_first(said: str, times: int) -> dict[str, int]:
    """How many of the first so many cells with this answer belong to each item."""
    cells = [item for trader in traders() for item in ITEMS if getattr(trader, item) == said]
    return {item: cells[:times].count(item) for item in ITEMS if item in cells[:times]}


def everywhere(kinds: dict[str, list[Cell]]) -> Variants:
    places = (("below the header", 1), ("in the middle", 60), ("at the end", 121))
    return {
        f"12 totals {where}: {name}": partial(between, at, row)
        for where, at in places
        for name, row in kinds.items()
        if at == 121 or name in ("Total", "Average", "without a word")
    }


def titled(*titles: Sequence[Cell]) -> Callable[[], Variant]:
    return partial(above, *map(list, titles))


KINDS: Variants = {
    "12 a title": titled([TITLE]),
    "12 a title over all columns": titled([TITLE, *BLANK[1:]]),
    "12 two titles": titled([TITLE], ["exported", "28 Nov 2026", "by", "hand"]),
    "12 a title and a blank row": titled([TITLE], BLANK),
    "12 sections above": titled(["", "You", "How often", "", "", "Your goods", "", "Place"]),
    "12 letters of columns": titled("ABCDEFGH"),
    "12 the header again, directly": partial(between, 1, HEADER),
    "12 the header again, in the middle": partial(between, 60, HEADER),
    "12 the header again, at the end": partial(between, 121, HEADER),
    "12 the header again, small letters": partial(between, 9, [head.lower() for head in HEADER]),
    "12 the header again, its first cell blank": partial(between, 50, ["", *HEADER[1:]]),
    "12 the header twice more": partial(between, 30, HEADER, BLANK, HEADER),
    "12 a row of spaces": partial(between, 30, [" ", *BLANK[1:]]),
    "12 totals after a blank row": partial(between, 121, BLANK, TOTALS["without a word"]),
    "12 counts without a word": partial(between, 121, COUNTED),
    "12 the commonest answers": partial(between, 121, MODE),
}
KINDS |= everywhere(TOTALS)
KINDS |= {
    f"12 {first}": partial(declared, first, delimiter)
    for delimiter in ";,\t|"
    for first in (f"sep={delimiter}", f'"SEP={delimiter}"')
}
KINDS |= {
    "12 sep=; and a title": lambda: Variant("sep=;\r\n" + delimited([[TITLE], *form()], ";")),
    "12 sep=; after a mark of byte order": partial(declared, "\ufeffsep=;", ";"),
    "17 two helper columns": partial(helpers, "FALSE", "0"),
    "17 row numbers before the questions": partial(helpers, "7", first=True),
    "17 errors of formulas": partial(helpers, "#N/A", "#REF!"),
    "19 UTF-8": lambda: in_german(german()),
    "19 Windows-1252": lambda: replace(in_german(german()), encoding="cp1252"),
    "19 UTF-16": lambda: replace(in_german("\ufeff" + german()), encoding="utf-16-be"),
    "19 a bad byte in an answer": lambda: replace(spoilt("Häufig"), aside=of_first("Often", 1)),
    "19 bad bytes in twelve answers": lambda: replace(
        spoilt("Häufig", 12), aside=of_first("Often", 12)
    ),
    "19 a bad byte in a comment": partial(spoilt, "schön"),
    "19 a bad byte in an own answer": lambda: replace(spoilt("Käse"), aside={"goods": 1}),
}
