"""A question that stands in two columns, and columns in which there are no answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from tests.traders import HEADERS, Cell, Trader, form, traders
from tests.traders.meaning import meant
from tests.traders.variant import Variant, Variants, withheld

Half = Callable[[Trader, Cell], Cell]


def doubled(question: str, one: Half, other: Half) -> Variant:
    """The question's column twice under one header; each holds what is said of the answer."""
    sheet, at = form(), list(HEADERS).index(question)
    rows = [
        [*row[:at], one(trader, row[at]), other(trader, row[at]), *row[at + 1 :]]
        for trader, row in zip(traders(), sheet[1:], strict=True)
    ]
    head = sheet[0]
    return Variant([[*head[: at + 1], *head[at:]], *rows])


def whole(_: Trader, cell: Cell) -> Cell:
    return cell


def blank(_: Trader, __: Cell) -> Cell:
    return ""


def early(trader: Trader, cell: Cell) -> Cell:
    return cell if trader.number <= 60 else ""


def late(trader: Trader, cell: Cell) -> Cell:
    return cell if trader.number > 60 else ""


def otherwise(half: Half, filler: str) -> Half:
    """Half of the answers, and a filler in the place of every other one."""
    return lambda trader, cell: half(trader, cell) or (filler if cell else "")


def never(people: int) -> Half:
    """'Never' from the first so many, which three of forty had said before."""
    return lambda trader, cell: "Never" if trader.number <= people else ""


def day_first(trader: Trader, _: Cell) -> Cell:
    return f"{trader.wave:%d/%m/%Y}" if trader.number > 60 else ""


HALVES: dict[str, tuple[Half, Half]] = {
    "asked again": (early, late),
    "asked again, the new column in front": (late, early),
    "one of them blank": (blank, whole),
    "the same twice": (whole, whole),
    "N/A in the other": (otherwise(early, "N/A"), otherwise(late, "N/A")),
}
KINDS: Variants = {
    f"23 {question}, {name}": partial(doubled, question, *halves)
    for question in HEADERS
    for name, halves in HALVES.items()
    if name == "asked again" or question in ("wave", "goods", "days")
}
KINDS |= {
    "23 contradictions": lambda: replace(doubled("tired", whole, never(10)), aside={"tired": 10}),
    "23 contradictions in a third of the answers": lambda: withheld(
        doubled("tired", whole, never(40)), "tired", of=39
    ),
    "23 errors and marks in the other": partial(
        doubled, "days", otherwise(early, "#REF!"), otherwise(late, "-")
    ),
    "23 moments in two orders": partial(doubled, "wave", early, day_first),
    "24 a region that cannot be read": lambda: withheld(
        Variant(form(region=lambda trader: "?")), "region", of=120
    ),
    "24 an item that cannot be read": lambda: withheld(
        Variant(form(tired=lambda trader: "Not shown")), "tired", of=120
    ),
    "24 nobody answered what the score rests on": lambda: Variant(
        form(tired=lambda trader: "N/A"), withheld=frozenset(["tired"])
    ),
    "24 nobody answered, but a column is called nearly so": lambda: Variant(
        form(days=lambda trader: "", extra=[(f"{HEADERS['days']} 2", lambda t: str(t.days))]),
        withheld=frozenset(["days"]),
    ),
    "24 nobody answered, and nothing rests on it": lambda: Variant(
        form(days=lambda trader: "", region=lambda trader: "N/A"),
        wanted=meant(days=lambda trader: None, region=lambda trader: None),
    ),
}
