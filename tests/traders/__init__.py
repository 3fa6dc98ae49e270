"""A hundred and twenty made-up market traders whose numbers are known, and their answers' sheets.

A sheet is a grid: its header, then a row for each trader. ``form`` writes it as Google Forms does;
what tools do to it stands in ``tools``. Who answers a question differently, or is asked it under
another header, is said by the name of the question.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from analysis.codebook import Codebook
from analysis.codebook.parsing import parse

FOLDER = Path(__file__).parent
BOOK = FOLDER / "traders.toml"
TODAY = date(2026, 11, 28)

Cell = str | float | bool | datetime | None
Table = list[list[Cell]]
Headed = tuple[str, Callable[["Trader"], Cell]]  # a header, and what stands below it

OFTEN = ("Never", "Rarely", "Sometimes", "Often", "Always")
STALLS = ("Just me", "2 to 4", "5 or more")
GOODS = ("Fruit", "Bread", "Flowers", "Tools")
REGIONS = ("North", "South", "East")
HEADERS = {
    "wave": "Timestamp",
    "stall": "How many people work at your stall, counting you?",
    "tired": "I was tired at the end of a market day.",
    "rested": "I felt rested on a day off.",
    "lonely": "I had nobody to talk shop with.",
    "goods": "What do you sell? Tick all.",
    "days": "On how many days did you sell last month?",
    "region": "Where is your market?",
}


@dataclass(frozen=True)
class Trader:
    """One response: ``number`` counts them from 1, in the order of their moments."""

    number: int
    wave: datetime
    stall: str
    tired: str
    rested: str
    lonely: str
    goods: tuple[str, ...]
    days: int
    region: str


@cache
def traders() -> tuple[Trader, ...]:
    """Everybody, the first to answer first."""
    with (FOLDER / "base.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_trader(number, row) for number, row in enumerate(csv.DictReader(file), 1))


def _trader(number: int, row: Mapping[str, str]) -> Trader:
    said: dict[str, Any] = {name: row[header] for name, header in HEADERS.items()}
    said["wave"] = datetime.strptime(said["wave"], "%m/%d/%Y %H:%M:%S")
    said["goods"] = tuple(said["goods"].split(", ")) if said["goods"] else ()
    said["days"] = int(said["days"])
    return Trader(number=number, **said)


def stamped(trader: Trader) -> str:
    """The moment as Google Forms writes it in an American sheet."""
    return f"{trader.wave.month}/{trader.wave.day}/{trader.wave:%Y %H:%M:%S}"


AS_A_FORM: Mapping[str, Callable[[Trader], Cell]] = {
    "wave": stamped,
    "stall": lambda trader: trader.stall,
    "tired": lambda trader: trader.tired,
    "rested": lambda trader: trader.rested,
    "lonely": lambda trader: trader.lonely,
    "goods": lambda trader: ", ".join(trader.goods),
    "days": lambda trader: str(trader.days),
    "region": lambda trader: trader.region,
}


def columns(
    heads: Mapping[str, str] | None = None, **written: Callable[[Trader], Cell]
) -> dict[str, Headed]:
    """A column for each question, under its header and written as a form does unless said."""
    writers = {**AS_A_FORM, **written}
    named = {**HEADERS, **(heads or {})}
    return {name: (named[name], write) for name, write in writers.items()}


def grid(of: Sequence[Headed], people: Sequence[Trader] | None = None) -> Table:
    """The header, and below it a row for each of these traders (everybody)."""
    rows = [[write(each) for _, write in of] for each in people or traders()]
    return [[head for head, _ in of], *rows]


def form(
    people: Sequence[Trader] | None = None,
    heads: Mapping[str, str] | None = None,
    extra: Sequence[Headed] = (),
    **written: Callable[[Trader], Cell],
) -> Table:
    """The sheet that a form writes, with ``extra`` columns to its right."""
    return grid([*columns(heads, **written).values(), *extra], people)


def book(**changes: Any) -> Codebook:
    """The traders' codebook with some of its entries changed; a None takes an entry out."""
    return parse(_changed(_entries(), changes), "traders.toml") if changes else _book()


def asked(**questions: Any) -> Codebook:
    """The traders' codebook with some of its questions changed."""
    changes = {name: change for name, change in questions.items() if change != {}}
    return book(questions=changes) if changes else _book()


def options(*texts: str, **about: Any) -> list[dict[str, Any]]:
    """Options of these texts, with their places as codes; ``about`` maps codes to more keys."""
    return [
        {"code": f"o{n}", "text": text, **about.get(f"o{n}", {})} for n, text in enumerate(texts)
    ]


def often(*texts: str, codes: Sequence[str] = ("never", "rarely", "sometimes", "often", "always")):
    """The shared answers in other words, or under other codes."""
    return {
        "often": {
            "options": [
                {"code": code, "text": text, "score": score}
                for score, (code, text) in enumerate(zip(codes, texts or OFTEN, strict=True))
            ]
        }
    }


@cache
def _entries() -> dict[str, Any]:
    return tomllib.loads(BOOK.read_text("utf-8"))


@cache
def _book() -> Codebook:
    return parse(_entries(), "traders.toml")


def _changed(held: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(held)
    for key, change in changes.items():
        if change is None:
            merged.pop(key, None)
        elif isinstance(change, Mapping) and isinstance(merged.get(key), dict):
            merged[key] = _changed(merged[key], change)
        else:
            merged[key] = change
    return merged
