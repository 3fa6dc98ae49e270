"""No word says more than its number: small differences, ties, directions, roundings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import sentences as say
from analysis.exhibits import people, segments
from analysis.published import Count, GroupScore
from analysis.release.missing import Shown
from analysis.sentences.calling import TOO_LITTLE
from analysis.sentences.missing import missing_headline
from analysis.sentences.numbers import number, rounded
from analysis.sentences.row_words import called, cell, directions
from analysis.sentences.telling import tell
from tests.told import book, groups, row, told_release


def compared(value, low, high, verdict, cohort="", **beside):
    rows = [row("mean_difference", value, low, high, verdict=verdict, cohort=cohort)]
    rows += [row(measure, each, cohort=cohort, step=None) for measure, each in beside.items()]
    release = told_release(*groups(cohort=cohort), *rows)
    return release, release.comparison("isolation", cohort)


@pytest.mark.parametrize(
    ("value", "verdict", "title", "word"),
    [
        (3.0, "higher", "slightly more isolation (possibly too little to matter)", True),
        (-3.0, "lower", "slightly less isolation (possibly too little to matter)", True),
        (9.0, "higher", "more isolation", False),
        (-9.0, "lower", "less isolation", False),
    ],
)
def test_what_may_be_too_little_to_matter_heads_no_page_as_plain_more(value, verdict, title, word):
    release, found = compared(value, value - 2.5, value + 2.5, verdict)
    assert say.headline(release, ["isolation"]) == f"Teams of one report {title}"
    assert ("possibly too little to matter" in cell(release, found)) == word


@pytest.mark.parametrize(
    ("value", "verdict", "title"),
    [
        (3.0, "higher", "slightly more isolation: 3 points (1 to 6), " + TOO_LITTLE),
        (-9.0, "lower", "less isolation: 9 points (6 to 12)"),
    ],
)  # fmt: skip
def test_a_page_of_one_indicator_has_its_number_in_the_title(value, verdict, title):
    width = 2.5 if abs(value) < 5 else 3
    release, _ = compared(value, value - width, value + width, verdict)
    told = say.numbered(release, "isolation")
    assert told.replace("\u00a0", " ") == f"Teams of one report {title}"
    assert "(1\u00a0to\u00a06)" in told or "(6\u00a0to\u00a012)" in told


@pytest.mark.parametrize("verdict", ["about the same", "too uncertain to call"])
def test_what_is_not_called_has_no_number_in_the_title(verdict):
    release, _ = compared(1.0, -2.0, 4.0, verdict)
    assert say.numbered(release, "isolation") == say.headline(release, ["isolation"])


def test_a_row_says_itself_why_a_clear_interval_has_no_verdict():
    release, found = compared(4.0, 1.0, 7.0, "too uncertain to call")
    assert called(release, found) == "too uncertain to call (several measures were compared)"
    release, found = compared(4.0, 1.0, 7.0, "too uncertain to call", "place=north")
    assert called(release, found) == "too uncertain to call (many groups were compared)"
    release, found = compared(4.0, -1.0, 9.0, "too uncertain to call")
    assert called(release, found) == "too uncertain to call"


def test_no_clear_difference_is_none_that_is_not_there():
    ways = [
        ("higher", 6.0),
        *[("too uncertain to call", 3.0)] * 24,
        *[("about the same", -1.0)] * 2,
    ]
    shown = [compared(value, value - 9, value + 9, verdict)[1] for verdict, value in ways]
    told = directions(book(), "isolation", shown, "groups shown")
    assert told == "more isolation in 25 of 27 groups shown, clear by itself in 1"
    told = directions(book(), "isolation", shown[1:], "groups shown")
    assert told == "more isolation in 24 of 26 groups shown, not one clear by itself"
    other = compared(-8.0, -12.0, -4.0, "lower")[1]
    told = directions(book(), "isolation", [*shown, other], "groups shown")
    assert told.endswith("clear by itself in 1; less isolation in 3, clear by itself in 1")
    release = compared(6.0, 3, 9, "higher")[0]
    title = segments.caption(release, "isolation", [("All", shown[0]), ("North", shown[1])]).title
    assert title == "Teams of one: more isolation in 1 of 1 groups shown, not one clear by itself"


NAMED = {"mentoring": "Mentoring", "peers": "Peers", "budget": "A budget", "time": "Time"}


def without(*ends):
    """The supports of solo people who go without (value, low, high), and the release."""
    release, plain = compared(9.0, 6.0, 12.0, "higher")
    (support,) = release.codebook.supports.values()
    named = {name: support.model_copy(update={"label": label}) for name, label in NAMED.items()}
    release = replace(release, codebook=release.codebook.model_copy(update={"supports": named}))
    shares = (replace(plain, solo=GroupScore(plain.solo.n, *each)) for each in ends)
    return release, [
        Shown(name, plain, plain, each) for name, each in zip(NAMED, shares, strict=False)
    ]


@pytest.mark.parametrize(
    ("ends", "title"),
    [
        ([(60, 55, 65)], "Teams of one most often go without mentoring"),
        ([(60, 55, 65), (40, 35, 45)], "Teams of one most often go without mentoring"),
        (
            [(60, 55, 65), (57, 52, 62)],
            "Teams of one go without mentoring and peers, about equally often",
        ),
        (
            [(60, 55, 65), (57, 52, 62), (56, 51, 61), (20, 15, 25)],
            "Teams of one go without mentoring and 2 others, about equally often",
        ),
        (  # wide at the end of the list
            [(60, 55, 65), (50, 46, 54), (30, 5, 58)],
            "Teams of one go without mentoring and budget, too uncertain to rank",
        ),
    ],
)
def test_most_often_is_said_only_of_what_is_told_apart_from_all_others(ends, title):
    told = missing_headline(*without(*ends))
    assert told == title.replace("budget", "a budget")


def test_the_largest_part_is_named_only_where_it_is_the_largest():
    release = told_release(*groups())
    rows = [("Small", (Count(52, 50, 54), Count(52, 50, 54))), ("Large", (Count(57, 55, 59),) * 2)]
    assert "most often Large" in people.caption(release, "size", "", rows).title
    rows[0] = ("Small", (Count(57, 55, 59), Count(52, 50, 54)))
    assert "Large and Small, about equally often" in people.caption(release, "size", "", rows).title


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [
        (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-2.5, 0, "−3"), (0.125, 2, "0.13"),
        (2.675, 2, "2.68"), (1.005, 2, "1.01"), (12.499999999999998, 0, "13"), (0.4, 0, "0"),
        (-0.4, 0, "0"),
    ],
)  # fmt: skip
def test_halves_are_rounded_away_from_zero(value, decimals, told):
    assert number(value, decimals) == told


@given(st.integers(-(10**7), 10**7), st.integers(0, 3))
def test_rounding_is_that_of_the_number_as_it_is_written(thousandths, decimals):
    value = thousandths / 1000
    away = abs(Decimal(str(rounded(value, decimals))) - Decimal(thousandths).scaleb(-3))
    assert away <= Decimal(5).scaleb(-decimals - 1)
    assert rounded(-value, decimals) == -rounded(value, decimals)


def test_how_many_comparisons_a_p_was_made_over_is_said_with_it():
    found = [row("p_adjusted", 0.02, method="holm", step=None)]
    found.append(row("comparisons_adjusted", 2.0, method="holm", step=None))
    release = told_release(
        *groups(), row("mean_difference", 5.0, 2.0, 8.0, verdict="higher"), *found
    )
    told = tell(release, release.figure("isolation", "mean_difference"))
    assert "ithin its family (Holm, 2 comparisons) p = 0.020" in told.technical
    alone = tell(release, release.figure("isolation", "comparisons_adjusted")).plain
    assert alone == "The p-value of the difference on isolation is adjusted for 2 comparisons."
