"""People who left a filter question out are in no group of it, and cost no group its numbers."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from analysis.codebook import NOT_GIVEN
from tests.surveys import answers, book, ordinal, published

SHARES = {
    "quarter": (0.25, 0.25, 0.25, 0.25),
    "level": (0.3, 0.35, 0.2, 0.15),
    "sector": (0.5, 0.3, 0.2),
}


def dimension(name, parts):
    options = [{"code": f"v{n}", "text": f"{name} {n}"} for n in range(parts)]
    return {"text": name.title(), "kind": "category", "options": options}


BOOK = book(
    {
        "tired": ordinal(0, 25, 50, 75, 100, text="Tired"),
        "tense": ordinal(0, 25, 50, 75, 100, text="Tense"),
        **{name: dimension(name, len(shares)) for name, shares in SHARES.items()},
    },
    {"strain": {"label": "Strain", "items": ["tired", "tense"], "headline": True}},
    dimensions=list(SHARES),
)


@cache
def survey(people, blanks, seed):
    """The answers; of each dimension so many people, in turn, left it out."""
    chance = np.random.default_rng(seed)
    columns = {"team": chance.integers(0, 2, people)}
    columns |= {name: chance.integers(0, 5, people) for name in ("tired", "tense")}
    held = {name: each.tolist() for name, each in columns.items()}
    for (name, shares), missing in zip(SHARES.items(), blanks, strict=True):
        said = chance.choice(len(shares), people, p=shares).astype(object)
        said[chance.choice(people, missing, replace=False)] = None
        held[name] = said.tolist()
    return held


@cache
def tables(people, blanks, seed):
    return published(BOOK, answers(survey(people, blanks, seed)))


def enough(columns):
    """The single values that ten of each group gave."""
    for name, shares in SHARES.items():
        for code in range(len(shares)):
            sides = [g for g, said in zip(columns["team"], columns[name], strict=True)
                     if said == code]  # fmt: skip
            if min(sides.count(0), sides.count(1)) >= BOOK.policy.k:
                yield f"{name}=v{code}"


CASES = [(300, (17, 6, 4), seed) for seed in (5, 12, 14, 16)]
CASES += [(600, (17, 6, 4), seed) for seed in (13, 19, 21)]
CASES += [(600, (60, 40, 1), 3), (300, (0, 1, 9), 4)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_handful_without_an_answer_hides_no_value(case):
    shown = set(tables(*case).counts.query("indicator.isna()")["cohort"])
    assert set(enough(survey(*case))) <= shown


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_table_holds_them_as_a_group(case):
    made = tables(*case)
    for table in (made.counts, made.estimates, made.items):
        assert not table["cohort"].str.contains(NOT_GIVEN).any()
