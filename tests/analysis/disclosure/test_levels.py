"""Averages by team size: of all sizes or none, and again only when k people of each are new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.codebook import Codebook
from analysis.counting.counted import count
from analysis.disclosure.levels import with_levels
from analysis.disclosure.outsider import Outside
from analysis.disclosure.past import Past
from analysis.disclosure.protect import protect
from analysis.disclosure.public_tables import PublicTables
from analysis.levels import is_level, level_cohorts
from analysis.published import Reason, Withheld
from data.engines import run_duckdb
from tests.surveys import answers, book, ordinal, release

FIRST, SECOND, THIRD = "2026-11-01.1", "2026-11-22.1", "2026-12-01.1"
SIZES = ("1", "2-3", "4-6", "7-plus")
TEAM = {"text": "Team", "kind": "category", "label": "Team size"} | {
    "options": [{"code": code, "text": f"{code} people"} for code in SIZES]
}
FIVE = (0, 25, 50, 75, 100)


def survey(*solo: str) -> Codebook:
    """One scale and one share; the team is told apart by its size."""
    sides = {"solo": solo, "team": tuple(code for code in SIZES if code not in solo)}
    named = {name: {"one": name, "many": f"{name}s", "answers": own} for name, own in sides.items()}
    return book(
        {
            "team": TEAM,
            "tired": ordinal(*FIVE, text="Tired"),
            "mentor": {"text": "Mentor", "kind": "yes-no"},
        },
        {
            "tired": {"label": "Tired", "items": ["tired"], "headline": True},
            "mentor": {"label": "Mentor", "kind": "share", "where": {"mentor": ["yes"]}},
        },
        grouping={"question": "team", **named},
    )


BOOK = survey("1")
Said = dict[str, list[int | None]]


def people(*sizes: int) -> Said:
    """So many people of each team size; of each, every answer is given by a fifth."""
    said: Said = {"team": [], "tired": [], "mentor": []}
    for size, n in enumerate(sizes):
        said["team"] += [size] * n
        said["tired"] += [at % len(FIVE) for at in range(n)]
        said["mentor"] += [at % 2 for at in range(n)]
    return said


def without(said: Said, question: str, size: int, n: int) -> Said:
    """The first n people of a size leave a question out."""
    own = [at for at, each in enumerate(said["team"]) if each == size][:n]
    held = [None if at in own else each for at, each in enumerate(said[question])]
    return said | {question: held}


def cut(
    said: Said, as_of: str = FIRST, past: Sequence[Past] = (), codebook: Codebook = BOOK
) -> tuple[PublicTables, Past]:
    """A release of these answers, and what is kept of it."""
    table = answers(said)
    found = count(codebook, table.column_names, lambda sql: run_duckdb(sql, table))
    told = protect(found, codebook, as_of, past)
    return told, Past(as_of, told, found.tallies, found.items, found.levels)


def told(tables: PublicTables, indicator: str = "tired") -> pd.DataFrame:
    rows = tables.estimates
    return rows[is_level(rows) & (rows["indicator"] == indicator)]


def when(tables: PublicTables, indicator: str = "tired") -> set[str]:
    return {*told(tables, indicator)["as_of"]}


def test_averages_and_sizes_are_those_of_the_answers_rounded():
    tables, _ = cut(people(40, 20, 23, 31))
    rows = told(tables).set_index(["measure", "term"])
    assert {*rows["group"]} == {"team"}
    assert {*rows["cohort"]} == {""}
    assert rows.loc["level_n", ["value", "low", "high"]].to_numpy().tolist() == [
        [22, 20, 24],
        [22, 20, 24],
        [32, 30, 34],
    ]
    for size, n in zip(SIZES[1:], (20, 23, 31), strict=True):
        scores = np.array([FIVE[at % 5] for at in range(n)])
        value, low, high, step = rows.loc[("level_mean", size), ["value", "low", "high", "step"]]
        assert abs(value - scores.mean()) <= step / 2
        assert step >= 4 * 25 / n / 2  # as coarse as any average of so few
        error = 1.96 * scores.std() / n**0.5
        assert value - 2 * error - step <= low <= value - error
        assert value + error <= high <= value + 2 * error + step


def test_the_spread_of_an_answers_people_is_not_told():
    tables, _ = cut(people(40, 20, 23, 31))
    assert {*told(tables)["measure"]} == {"level_n", "level_mean"}


@pytest.mark.parametrize("smallest", [9, 10, 11])
def test_all_sizes_are_told_or_none(smallest):
    """Rule 1 for each size that anybody is of: k - 1, k, k + 1 of the smallest."""
    tables, _ = cut(people(40, 30, 30, smallest))
    assert {*told(tables)["term"]} == ({*SIZES[1:]} if smallest >= 10 else set())


def test_a_size_that_nobody_is_of_is_no_hindrance():
    tables, _ = cut(people(40, 30, 30, 0))
    assert {*told(tables)["term"]} == {"2-3", "4-6"}


def test_a_size_that_all_are_of_is_the_group_itself():
    tables, _ = cut(people(40, 60, 0, 0))
    assert len(told(tables)) == 0


def test_what_the_audit_refuses_is_left_out_of_that_indicator_alone():
    found = people(40, 30, 30, 30)
    tables, kept = cut(found)
    bare = replace(tables, estimates=tables.estimates[~is_level(tables.estimates)])
    again = with_levels(bare, kept.levels, BOOK, FIRST, refused={"tired"})
    assert (len(told(again)), len(told(again, "mentor"))) == (0, 6)


@pytest.mark.parametrize(("silent", "shown"), [(3, True), (4, False)])
def test_it_is_people_with_a_score_that_count(silent, shown):
    said = without(people(40, 30, 30, 13), "tired", 3, silent)
    tables, _ = cut(said)
    assert len(told(tables)) == (6 if shown else 0)
    assert len(told(tables, "mentor")) == 6


def test_a_size_whose_people_are_alike_hides_all_sizes():
    """Rule 6: more than nine tenths of fewer than 50 in one part of the scale."""
    said = people(40, 30, 30, 30)
    alike = [
        0 if size == 3 else each for size, each in zip(said["team"], said["tired"], strict=True)
    ]
    tables, _ = cut(said | {"tired": alike})
    assert len(told(tables)) == 0
    assert len(told(tables, "mentor")) == 6


def test_a_group_of_one_answer_has_no_parts_and_one_of_several_has():
    assert {*told(cut(people(40, 30, 30, 30))[0])["group"]} == {"team"}
    both, _ = cut(people(40, 40, 30, 30), codebook=survey("1", "2-3"))
    assert {(g, t) for g, t in told(both)[["group", "term"]].to_numpy().tolist()} == {
        ("solo", "1"), ("solo", "2-3"), ("team", "4-6"), ("team", "7-plus"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "as_of"),
    [((10, 10, 10, 10), SECOND), ((60, 60, 60, 9), FIRST), ((60, 60, 9, 60), FIRST)],
)
def test_they_are_told_again_when_k_people_of_each_size_are_new(more, as_of):
    first, past = cut(people(40, 30, 30, 30))
    now = tuple(n + new for n, new in zip((40, 30, 30, 30), more, strict=True))
    second, _ = cut(people(*now), SECOND, [past])
    assert when(second) == {as_of}
    assert {*second.estimates.query("measure == 'mean' and indicator == 'tired'")["as_of"]} == {
        SECOND
    }
    if as_of == FIRST:
        same = [told(each).reset_index(drop=True) for each in (first, second)]
        pd.testing.assert_frame_equal(*same)


def test_what_was_carried_over_is_held_to_the_release_that_told_it():
    """Five of a size came twice: since the first release ten did."""
    _, first = cut(people(40, 30, 30, 30))
    second, between = cut(people(60, 50, 50, 35), SECOND, [first])
    third, _ = cut(people(80, 70, 70, 40), THIRD, [first, between])
    assert when(second) == {FIRST}
    assert when(third) == {THIRD}


def test_they_wait_for_the_head_counts_by_size():
    """Else a size's people then and its scores now would differ by those who came between."""
    _, first = cut(without(people(40, 30, 30, 30), "tired", 3, 21))  # the scores: untold
    second, _ = cut(people(60, 60, 60, 35), SECOND, [first])
    heads = second.items[(second.items["item"] == "team") & (second.items["group"] == "team")]
    assert {*heads["as_of"]} == {FIRST}
    assert len(told(second)) == 0


def test_somebody_who_left_is_not_told_before_k_have():
    """An average that fell short of what was told gives away that people went."""
    _, first = cut(people(60, 60, 60, 60))
    second, _ = cut(people(80, 80, 80, 51), SECOND, [first])
    assert when(second) == {FIRST}


def test_an_outsider_adds_them_up_to_everyone():
    """The audit looks at them as cohorts: of every line they are a part of the sum."""
    tables, _ = cut(people(40, 20, 23, 31))
    seen = Outside.of(FIRST, tables, BOOK).estimates
    own = seen[seen["cohort"].isin([*level_cohorts(BOOK)])]
    assert {*own["cohort"]} == {"team=2-3", "team=4-6", "team=7-plus"}
    assert {*own["measure"]} == {"n", "mean"}
    assert own["value"].sum() == told(tables)["value"].sum() + told(tables, "mentor")["value"].sum()


def test_a_release_gives_them_by_group_and_answer():
    said = answers(people(40, 20, 23, 31))
    made = release(BOOK, said)
    found = made.levels("tired")
    assert [(group, code) for group, code, _ in found] == [("team", code) for code in SIZES[1:]]
    assert [score.n.about for *_, score in found] == [22, 22, 32]
    assert all(score.low <= score.mean <= score.high for *_, score in found)


@pytest.mark.parametrize(
    ("sizes", "why"), [((40, 30, 30, 9), Reason.NOT_COMPUTED), ((40, 20, 20, 20), None)]
)
def test_a_release_without_them_says_why(sizes, why):
    made = release(BOOK, answers(people(*sizes)))
    found = made.levels("tired")
    assert (found.reason if isinstance(found, Withheld) else None) == why
