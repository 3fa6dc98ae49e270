"""Scores as a codebook's words say them: one answer after the other, in exact fractions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from fractions import Fraction
from math import ceil

import pyarrow as pa

from analysis.codebook import Codebook
from analysis.counting.cohorts import EVERYONE
from analysis.counting.tabulation import GROUPS, Tallies

Scored = Counter[tuple[str, Fraction]]


def points(
    codebook: Codebook, item: str, reversed_items: Collection[str], answer: int | None
) -> Fraction | None:
    """What one answer to one item scores; None where it is no answer or has no score."""
    asked = codebook.questions[item]
    if asked.kind == "count":
        possible = [asked.min, asked.max]
        said = None if answer is None else Fraction(answer, 100 if asked.decimals else 1)
    else:
        scores = [option.score for option in codebook.options(item)]
        possible = [each for each in scores if each is not None]
        known = None if answer is None else scores[answer]
        said = None if known is None else Fraction(known)
    if said is None or item not in reversed_items:
        return said
    return max(possible) + min(possible) - said


def score(codebook: Codebook, answered: Mapping[str, int | None]) -> Fraction | None:
    """A person's score on the mean or sum ``x``; None where too little is answered."""
    made = codebook.indicators["x"]
    held = [points(codebook, item, made.reversed, answered[item]) for item in made.items]
    known = [each for each in held if each is not None]
    least = {"half": ceil(len(held) / 2), "all": len(held)}.get(made.answered, made.answered)
    if len(known) < least:
        return None
    mean = sum(known, Fraction(0)) / len(known) * made.factor
    return mean * len(held) if made.kind == "sum" else mean


def scored(codebook: Codebook, table: pa.Table) -> Scored:
    """How many people of each group have each score on ``x``."""
    found: Scored = Counter()
    for row in table.to_pylist():
        answered = {name.removeprefix("q_"): answer for name, answer in row.items()}
        own = score(codebook, answered)
        if own is not None:
            found[GROUPS[answered["team"]], own] += 1
    return found


def tallied(tallies: Tallies) -> Scored:
    """The same, as the tallies of everyone have it."""
    (number,) = (n for n, made in enumerate(tallies.measures, start=1) if made.id == "x")
    unit = tallies.measures[number - 1].denominator
    rows = (tallies.measure == number) & (tallies.cohort == tallies.cohorts.index(EVERYONE))
    columns = (each[rows].tolist() for each in (tallies.group, tallies.level, tallies.n))
    held = zip(*columns, strict=True)
    return Counter({(GROUPS[group], Fraction(level, unit)): n for group, level, n in held})
