"""A tally says what counting the rows one by one says, for every cohort of the closed set."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.surveys import answers, book, ordinal, tally

CATEGORY = {"kind": "category"} | {
    "options": [{"code": "a", "text": "A"}, {"code": "b", "text": "B"}, {"code": "c", "text": "C"}]
}
SURVEY = book(
    {
        "colour": CATEGORY | {"text": "Colour"},
        "shape": CATEGORY | {"text": "Shape"},
        "size": CATEGORY | {"text": "Size"},
        "tired": ordinal(0, 25, 50, text="Tired"),
        "calm": ordinal(0, 25, 50, text="Calm"),
    },
    {
        "mood": {"label": "Mood", "items": ["tired", "calm"], "reversed": ["calm"]},
        "weary": {"label": "Weary", "kind": "share", "where": {"tired": ["o2"]}},
    },
    dimensions=["colour", "shape", "size"],
)
DIMENSIONS = ("colour", "shape", "size")
GROUPS = ("solo", "team")
CODES = ("a", "b", "c", "not-given")

CELL = st.one_of(st.none(), st.integers(0, 2))
ROW = st.tuples(st.one_of(st.none(), st.integers(0, 1)), *[CELL] * 5)
SHEETS = st.lists(ROW, min_size=1, max_size=30)


def table(rows):
    columns = zip(*rows, strict=True)
    return answers(dict(zip(("team", *DIMENSIONS, "tired", "calm"), columns, strict=True)))


def found(tallies):
    """The tally as a Counter of (cohort, measure, group, score)."""
    ids = ("people", *(made.id for made in tallies.measures))
    units = np.array([1, *(made.denominator for made in tallies.measures)])
    counted = Counter()
    for cohort, measure, group, level, n in zip(
        tallies.cohort, tallies.measure, tallies.group, tallies.level, tallies.n, strict=True
    ):
        key = (tallies.cohorts[cohort], ids[measure], GROUPS[group], level / units[measure])
        assert key not in counted
        counted[key] = int(n)
    return counted


def expanded(rows):
    """Each row once for every cohort and measure it belongs to, one by one."""
    people = []
    for group, *dims, tired, calm in rows:
        if group is None:
            continue
        codes = [CODES[-1 if value is None else value] for value in dims]
        pairs = list(zip(DIMENSIONS, codes, strict=True))
        said = [tired, None if calm is None else 2 - calm]
        mood = [25 * each for each in said if each is not None]
        scores = {"people": 0, "mood": sum(mood) / len(mood) if mood else None}
        scores["weary"] = None if tired is None else 100 * (tired == 2)
        for size in (0, 1, 2):
            for some in combinations(pairs, size):
                cohort = "&".join(f"{name}={code}" for name, code in some)
                people += [
                    (cohort, measure, GROUPS[group], score)
                    for measure, score in scores.items()
                    if score is not None
                ]
    return pd.DataFrame(people, columns=["cohort", "measure", "group", "score"])


@settings(max_examples=20, deadline=None)
@given(SHEETS)
def test_a_tally_equals_the_rows_counted_one_by_one(rows):
    tallies, _ = tally(SURVEY, table(rows))
    people = expanded(rows)
    assert found(tallies) == Counter(people.itertuples(index=False, name=None))
    assert set(tallies.cohorts) == {"", *people["cohort"]}
    assert len(set(tallies.cohorts)) == len(tallies.cohorts)


@settings(max_examples=12, deadline=None)
@given(SHEETS)
def test_the_levels_of_every_dimension_add_up_to_everyone(rows):
    tallies, _ = tally(SURVEY, table(rows))
    sizes = dict(zip(tallies.cohorts, tallies.sizes(), strict=True))
    for dim in DIMENSIONS:
        singles = [name for name in sizes if name.startswith(f"{dim}=") and "&" not in name]
        np.testing.assert_array_equal(sum(sizes[name] for name in singles), sizes[""])
    for first, second in combinations(DIMENSIONS, 2):
        for code in CODES:
            pairs = [name for name in sizes if name.startswith(f"{first}={code}&{second}=")]
            single = sizes.get(f"{first}={code}", 0)
            np.testing.assert_array_equal(sum(sizes[name] for name in pairs), single)


def test_a_missing_value_is_a_level_of_its_own():
    rows = [(0, 0, None, 1, 2, None), (0, 0, None, 1, 0, 0), (1, None, 2, 1, 2, 2)]
    tallies, _ = tally(SURVEY, table(rows))
    counted = found(tallies)
    assert counted["shape=not-given", "people", "solo", 0] == 2
    assert counted["colour=a&shape=not-given", "mood", "solo", 25] == 1  # 0 and 50 mirrored to 50
    assert counted["colour=a&shape=not-given", "mood", "solo", 50] == 1
    assert counted["colour=not-given", "weary", "team", 100] == 1
    assert "colour=a&shape=c" not in tallies.cohorts


def test_who_is_in_no_group_is_in_no_cohort():
    tallies, items = tally(SURVEY, table([(None, 0, 0, 0, 0, 0), (1, 1, 1, 1, 1, 1)]))
    assert "colour=a" not in tallies.cohorts
    assert tallies.sizes()[0, 0].tolist() == [0, 1]
    assert set(items.cohort) == {"", "colour=b", "shape=b", "size=b"}


def test_a_dimension_that_the_sheet_does_not_have_is_not_given_by_everyone():
    some = table([(0, 0, 1, 2, 0, 0), (1, 1, 0, 0, 0, 0)]).drop_columns("q_shape")
    tallies, _ = tally(SURVEY, some)
    shapes = {part for name in tallies.cohorts for part in name.split("&") if "shape" in part}
    assert shapes == {"shape=not-given"}


@settings(max_examples=12, deadline=None)
@given(SHEETS)
def test_answers_to_single_questions_are_counted_for_everyone_and_single_values(rows):
    _, items = tally(SURVEY, table(rows))
    counted = Counter()
    for row in zip(items.cohort, items.item, items.group, items.answer, items.n, strict=True):
        counted[tuple(row[:4])] += int(row[4])
    expected = Counter()
    for group, *dims, tired, calm in rows:
        if group is not None:
            codes = [CODES[-1 if value is None else value] for value in dims]
            singles = [f"{name}={code}" for name, code in zip(DIMENSIONS, codes, strict=True)]
            for cohort in ("", *singles):
                for item, answer in (("team", group), ("tired", tired), ("calm", calm)):
                    expected[cohort, item, group, -1 if answer is None else answer] += 1
    assert counted == expected
