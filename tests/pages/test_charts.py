"""From a release to charts: the message, the words for it, the table and the picture agree."""

from __future__ import annotations

import re

import pytest

from analysis import sentences as say
from analysis.exhibits.averages import averages
from analysis.exhibits.bands import bands
from analysis.exhibits.items import items
from analysis.exhibits.levels import levels
from analysis.exhibits.segments import segments
from analysis.published import Comparison, Reason, Withheld
from tests.pages.drawn import intervals, pictured, words

HEADLINES = ("isolation", "burnout", "praise")
COHORTS = ("", "industry=technology", "seniority=lead")
KINDS = {
    "gap": lambda release, _, cohort: pictured(averages(release, HEADLINES, cohort)),
    "bands": lambda release, name, cohort: pictured(bands(release, name, cohort)),
    "items": lambda release, name, cohort: pictured(items(release, name, cohort)),
    "segments": lambda release, name, cohort: pictured(segments(release, name, cohort)),
    "levels": lambda release, name, _: pictured(levels(release, name, "")),
}
# A plain hyphen before a digit that is no range; NaN and None; a probability of nothing.
WRONG = re.compile(r"(?<![\w\d])-\d|\bnan\b|\bNone\b|p = 0\.0+\b|\b0 points\b", re.IGNORECASE)


@pytest.fixture(params=HEADLINES)
def indicator(request):
    return request.param


@pytest.fixture(params=COHORTS, ids=lambda cohort: cohort or "everyone")
def cohort(request):
    return request.param


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_has_a_message_words_for_it_and_a_whole_table(demo, indicator, cohort, kind):
    made = KINDS[kind](demo, indicator, cohort)
    assert made.title
    assert made.alt.endswith(".")
    columns = list(made.table.values())
    assert len({len(column) for column in columns}) == 1
    assert len(columns[0]) >= 2
    told = [made.title, made.subtitle, made.alt, *(cell for column in columns for cell in column)]
    assert [each for each in told if WRONG.search(each)] == []


def test_the_gap_s_marks_are_the_published_means_with_their_intervals(demo, cohort):
    solo, team = pictured(averages(demo, HEADLINES, cohort)).picture.data
    for row, name in enumerate(HEADLINES):
        found, rule = demo.comparison(name, cohort), demo.measures[name]
        for trace, group in ((solo, found.solo), (team, found.team)):
            published = [(each - rule.low) / (rule.high - rule.low)
                         for each in (group.low, group.mean, group.high)]  # fmt: skip
            assert intervals(trace)[row] == pytest.approx(published)


def test_the_numbers_of_a_chart_have_one_precision(demo, cohort):
    made = pictured(averages(demo, HEADLINES, cohort))
    told = [cell for column in [*made.table.values()][1:3] for cell in column]
    assert len({len(each.partition(".")[2]) for each in told}) == 1


def test_the_gap_is_told_by_every_finding_in_its_order(demo):
    made = pictured(averages(demo, HEADLINES, ""))
    places = [made.alt.index(f"on {name} (95% interval") for name in HEADLINES]
    assert places == sorted(places)
    assert [label.split(" ")[0].lower() for label in made.table[""]] == list(HEADLINES)


def test_bands_show_the_published_counts_as_shares(demo, indicator, cohort):
    made = pictured(bands(demo, indicator, cohort))
    found = demo.bands(indicator, cohort)
    for y, counts in ((0, [b.solo.about for b in found]), (-1, [b.team.about for b in found])):
        drawn = [bar.x[0] for bar in made.picture.data if bar.y[0] == y]
        assert drawn == pytest.approx([100 * each / sum(counts) for each in counts])
        assert sum(drawn) == pytest.approx(100)
    ours, theirs = (
        sum(int(say.number(bar.x[0])) for bar in made.picture.data[at : at + 2]) for at in (3, 8)
    )
    told = r"(\d+) \((\d+) to (\d+)\) in 100"
    title = rf"{told} teams of one are in the two highest bands, {told} people in teams"
    solo, low, high, team, *_ = map(int, re.fullmatch(title, made.title).groups())
    assert (solo, team) == (ours, theirs)
    assert low < solo < high


def test_items_are_the_questions_of_the_scale_with_their_answers_as_shares(demo, indicator, cohort):
    made = pictured(items(demo, indicator, cohort))
    asked = [demo.codebook.label(item) for item in demo.codebook.indicators[indicator].items]
    assert words(made.picture)[: len(asked)] == asked
    assert all(label in made.alt for label in asked)
    by_row = {}
    for bar in made.picture.data:
        by_row.setdefault(bar.y[0], []).append(bar.x[0])
    assert len(by_row) == 2 * len(asked)
    assert [sum(parts) for parts in by_row.values()] == pytest.approx([100] * len(by_row))


def test_segments_are_all_one_filter_narrower_and_withheld_ones_are_named(demo, indicator):
    cohort = "industry=charity"
    made = pictured(segments(demo, indicator, cohort))
    found = dict(demo.segments(indicator, cohort))
    shown = [each for each in found.values() if isinstance(each, Comparison)]
    assert 0 < len(shown) < len(found)
    assert len(intervals(made.picture.data[0])) == len(shown) + 1  # and the whole
    for drawn, each in zip(intervals(made.picture.data[0])[1:], shown, strict=True):
        assert drawn == pytest.approx((each.low, each.difference, each.high))
    assert sum(
        made.alt.count(Withheld(why).text) for why in (Reason.TOO_FEW, Reason.COMPLEMENTARY)
    ) == len(found) - len(shown)
    assert len(made.table["Group"]) == len(found) + 1


def test_team_sizes_stand_below_the_teams_with_their_published_averages(demo, indicator):
    made, compared = pictured(levels(demo, indicator, "")), demo.comparison(indicator)
    scores = [compared.solo, compared.team, *(score for *_, score in demo.levels(indicator))]
    rule = demo.measures[indicator]
    marks = [mark for drawn in made.picture.data for mark in intervals(drawn)]
    for mark, score in zip(marks, scores, strict=True):
        published = [(each - rule.low) / (rule.high - rule.low)
                     for each in (score.low, score.mean, score.high)]  # fmt: skip
        assert mark == pytest.approx(published)
    names = ["Teams of one", "People in teams", "2 to 3", "4 to 6", "7 or more"]
    assert made.table["Group"] == names
    assert [each for each in words(made.picture) if not each[0].isdigit() or " " in each] == names
    means = sorted(score.mean for score in scores[2:])
    assert f"teams of one {compared.solo.mean:.0f}, people in teams {means[0]:.0f} (" in made.title
    assert f"to {means[-1]:.0f} (" in made.title


def test_team_sizes_are_told_of_everyone_only(demo):
    assert pictured(levels(demo, "burnout", "industry=technology")) is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_dark_scheme_draws_the_same_in_other_colours(demo, kind):
    light = KINDS[kind](demo, "burnout", "")
    made = {
        "gap": lambda: pictured(averages(demo, HEADLINES, ""), "dark"),
        "bands": lambda: pictured(bands(demo, "burnout", ""), "dark"),
        "items": lambda: pictured(items(demo, "burnout", ""), "dark"),
        "segments": lambda: pictured(segments(demo, "burnout", ""), "dark"),
        "levels": lambda: pictured(levels(demo, "burnout", ""), "dark"),
    }[kind]()
    assert (made.title, made.alt, made.table) == (light.title, light.alt, light.table)
    assert made.picture.layout.paper_bgcolor != light.picture.layout.paper_bgcolor
    assert words(made.picture) == words(light.picture)
