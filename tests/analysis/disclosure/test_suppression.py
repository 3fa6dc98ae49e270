"""Who may be shown at all: rules 1 (threshold) and 6 (homogeneity) at their boundaries."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.disclosure.public_tables import cohort_numbers
from analysis.disclosure.suppression import enough_people, mixed_enough, publishable
from tests.surveys import answers, book, ordinal, published


@pytest.mark.parametrize("k", [10, 15])
@pytest.mark.parametrize(
    ("solo", "team", "shown"),
    [
        (-1, 5, False),
        (0, 5, True),
        (1, 5, True),
        (5, -1, False),
        (5, 0, True),
        (5, 1, True),
        (0, 0, True),
        (-1, -1, False),
    ],
)
def test_both_groups_need_k_people(k, solo, team, shown):
    assert enough_people(np.array([k + solo, k + team]), k) == shown


@pytest.mark.parametrize(
    ("bands", "shown"),
    [
        ([9, 1], True),  # nine of ten are 90%, not more
        ([10, 0], False),
        ([44, 5], True),  # 44 of 49 are 89.8%
        ([45, 4], False),  # 45 of 49 are 91.8%
        ([49, 0], False),
        ([50, 0], True),  # from fifty on the rule does not ask
        ([46, 4], True),
        ([18, 2, 0, 0, 0], True),
        ([0, 0, 19, 1, 0], False),
    ],
)
def test_a_small_group_that_all_answered_alike_is_not_shown(bands, shown):
    mixed = [30] * len(bands)
    assert mixed_enough(np.array([bands, mixed])) == shown
    assert mixed_enough(np.array([mixed, bands])) == shown


def test_the_head_count_is_free_of_the_second_rule():
    alike = np.array([[[[20, 0], [20, 0]], [[20, 0], [20, 0]]]])
    allowed = publishable(np.array([[[20, 20], [20, 20]]]), alike, 10)
    assert allowed.tolist() == [[True, False]]


REGIONS = [{"code": "n", "text": "North"}, {"code": "s", "text": "South"}]
SURVEY = book(
    {
        "region": {"text": "Region", "kind": "category", "options": REGIONS},
        "tired": ordinal(0, 25, 50, 75, 100, text="Tired"),
        "calm": ordinal(0, 25, 50, 75, 100, text="Calm"),
    },
    {"tired": {"label": "Tired", "items": ["tired"]}, "calm": {"label": "Calm", "items": ["calm"]}},
    dimensions=["region"],
)


def release(north, scored=None):
    """20 and 20 people in the south; in the north so many of each group, so many of them scored.

    Each group gives one answer to ``calm``, and all five in turn to ``tired``.
    """
    scored = scored or north
    group = [0] * 20 + [1] * 20 + [0] * north[0] + [1] * north[1]
    tired = [n % 5 for n in range(40)]
    for size, known in zip(north, scored, strict=True):
        tired += [n % 5 if n < known else None for n in range(size)]
    columns = {"team": group, "region": [1] * 40 + [0] * sum(north)}
    return published(SURVEY, answers(columns | {"tired": tired, "calm": [n % 5 for n in group]}))


def shown(tables):
    told = tables.estimates
    return set(zip(told["cohort"], told["indicator"], strict=True))


@pytest.mark.parametrize(
    ("north", "there"),
    [((9, 10), False), ((10, 9), False), ((10, 10), True), ((11, 10), True), ((10, 11), True)],
)
def test_no_table_of_a_release_names_a_cohort_below_the_threshold(north, there):
    tables = release(north)
    for table in (tables.counts, tables.estimates, tables.items):
        assert ("region=n" in set(table["cohort"])) == there
        assert "region=s" in set(table["cohort"])  # rounding leaves the north within eight people
        assert "" in set(table["cohort"])
    told = {"published": 3} if there else {"published": 2, "withheld": 1}
    numbers = cohort_numbers(tables.counts, SURVEY, "2026-11-22.1")
    assert {what: n for what, n in numbers.items() if n} == told


@pytest.mark.parametrize(
    ("scored", "there"), [((9, 15), False), ((15, 9), False), ((10, 10), True), ((11, 15), True)]
)
def test_an_indicator_needs_k_scored_people_however_many_answered(scored, there):
    tables = release((15, 15), scored)
    assert (("region=n", "tired") in shown(tables)) == there
    items = tables.items.query("cohort == 'region=n' and item == 'tired'")
    assert bool(len(items)) == there
    heads = tables.counts[tables.counts["indicator"].isna()]
    assert "region=n" in set(heads["cohort"])


def test_an_indicator_on_which_a_small_group_is_alike_is_withheld_alone():
    assert ("region=s", "calm") not in shown(release((20, 20)))  # all of a group said the same
    assert ("region=s", "tired") in shown(release((20, 20)))


def test_a_stricter_codebook_hides_more():
    strict = SURVEY.model_copy(update={"policy": SURVEY.policy.model_copy(update={"k": 21})})
    columns = {"team": [0] * 21 + [1] * 21, "region": [0] * 42, "tired": [n % 5 for n in range(42)]}
    assert len(published(SURVEY, answers(columns).slice(1)).estimates) > 0
    full = published(strict, answers(columns))
    assert {"", "region=n"} == set(full.estimates["cohort"])
    fewer = published(strict, answers(columns).slice(1))
    assert len(fewer.estimates) == 0
