"""The demo survey is as dirty as real response sheets are, in known doses."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from analysis.answers.dates import days
from analysis.codebook import Kind
from analysis.codebook.matching import plain
from tests.data.demo_survey import CHOICES, cells, items, known, smm, table


def rows_where(found: Callable[[str, str], bool], kinds: tuple[Kind, ...]) -> float:
    """The share of rows with a cell, in questions of these kinds, for which ``found`` holds."""
    hit = np.zeros(len(table()), dtype=bool)
    for question, asked in smm().questions.items():
        if asked.kind in kinds:
            hit |= [cell is not None and found(question, cell) for cell in cells(question)]
    return float(hit.mean())


def is_spaced(question: str, cell: str) -> bool:
    return cell != cell.strip()


def is_cased(question: str, cell: str) -> bool:
    return cell not in known(question) and cell.swapcase() in known(question)


def is_misspelt(question: str, cell: str) -> bool:
    return cell not in known(question) and cell[:-1] in known(question)


def is_curled(question: str, cell: str) -> bool:
    return "\u2019" in cell


def is_mangled(question: str, cell: str) -> bool:
    return question == "team_size" and re.fullmatch(r"\d-(Feb|Mar|Apr|Jun)", cell) is not None


def is_impossible_count(question: str, cell: str) -> bool:
    asked = smm().questions[question]
    return not asked.min <= int(cell) <= asked.max


def is_impossible_date(question: str, cell: str) -> bool:
    day = days(cell, {}).get("mdy")
    return day is None or day.year < 2000


@pytest.mark.parametrize(
    ("found", "kinds"),
    [
        (is_spaced, CHOICES),
        (is_cased, CHOICES),
        (is_misspelt, CHOICES),
        (is_curled, CHOICES),
        (is_mangled, CHOICES),
        (is_impossible_count, (Kind.COUNT,)),
        (is_impossible_date, (Kind.DATE,)),
    ],
)
def test_each_kind_of_dirt_befalls_about_one_person_in_a_hundred(found, kinds):
    assert 0.005 <= rows_where(found, kinds) <= 0.015


def test_misspelt_answers_mean_nothing_and_other_spellings_what_they_meant():
    for question, asked in smm().questions.items():
        if asked.kind in CHOICES:
            meant = {plain(text) for text in known(question)}
            for cell in filter(None, cells(question)):
                other = is_misspelt(question, cell) or is_mangled(question, cell)
                assert (plain(cell) in meant) is not other


def test_every_mangled_size_is_one_the_codebook_can_read():
    aliases = {alias for option in smm().options("team_size") for alias in option.aliases}
    mangled = {cell for cell in cells("team_size") if cell and is_mangled("team_size", cell)}
    assert len(mangled) >= 3
    assert mangled <= aliases


def test_one_row_in_a_hundred_is_an_exact_copy():
    rows = list(zip(*(values.to_pylist() for values in table().columns), strict=True))
    assert len(rows) - len(set(rows)) == 14


def test_scales_are_broken_off_with_half_or_one_of_their_items():
    half = alone = 0
    for name in smm().headlines:
        answered = np.array([[c is not None for c in cells(i)] for i in items(name)])
        count = answered.sum(axis=0)
        began = answered[0] & ~answered[-1]
        half += int((began & (count == len(items(name)) // 2)).sum())
        alone += int((began & (count == 1)).sum())
    assert 3 <= half <= 21
    assert 3 <= alone <= 21


def test_some_answers_are_left_out_and_some_not_said():
    scales = [cells(item) for name in smm().headlines for item in items(name)]
    blank = np.mean([[cell is None for cell in held] for held in scales])
    not_said = np.mean([[cell == "Prefer not to say" for cell in held] for held in scales])
    assert 0.008 <= blank <= 0.025
    assert 0.007 <= not_said <= 0.013


def test_the_team_size_is_always_given_but_may_be_kept_private():
    assert None not in cells("team_size")
    assert "Prefer not to say" in cells("team_size")
