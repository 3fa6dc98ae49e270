"""Scales whose scores, as whole numbers of one unit, are as large as any that are accepted."""

from __future__ import annotations

import random
from math import lcm
from typing import Any

import pyarrow as pa

from analysis.codebook import Codebook
from tests.surveys import book, ordinal

MOST_ITEMS = 31
TOP = 124  # the highest score of 31 items: one point more and the scores are too large
UNIT = lcm(*range(16, MOST_ITEMS + 1))  # a score is made from 16 to 31 answers


def scale(count: int, *scores: int | None, **made: Any) -> Codebook:
    """A scale ``x`` of so many items, each with answers that score so."""
    asked = {f"i{n}": ordinal(*scores, text=f"Item {n}") for n in range(count)}
    reversed_items = [name for n, name in enumerate(asked) if n % 3 == 2]
    said = {"label": "X", "items": list(asked), "reversed": reversed_items}
    return book(asked, {"x": said | made})


def widest() -> Codebook:
    """The mean of 31 items whose score reaches to 0.6 % below 2^53."""
    return scale(MOST_ITEMS, 0, 1, 62, 123, TOP)


def drawn(codebook: Codebook, people: int, seed: int = 0) -> pa.Table:
    """Answers of so many people, a quarter of them left out; the first two score least and most."""
    rng = random.Random(seed)
    columns: dict[str, list[int | None]] = {"q_team": [n % 2 for n in range(people)]}
    made = codebook.indicators["x"]
    for name in made.items:
        last = len(codebook.options(name)) - 1
        ends = [last, 0] if name in made.reversed else [0, last]
        answers = [None if rng.random() < 0.25 else rng.randint(0, last) for _ in range(people - 2)]
        columns[f"q_{name}"] = [*ends, *answers]
    return pa.table({name: pa.array(held, pa.int32()) for name, held in columns.items()})
