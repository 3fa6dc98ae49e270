"""Waves, like with like, counts against each other, who answered: as published, and in words."""

from __future__ import annotations

import pytest

from analysis.exhibits import words as heads
from analysis.exhibits.likeness import AS_IT_IS, IN_MODEL, LIKE, likeness
from analysis.exhibits.opposing import opposing
from analysis.exhibits.people import people
from analysis.exhibits.segments import Order, segments
from analysis.exhibits.waves import waves
from analysis.published import Comparison, Reason, Withheld
from analysis.release.opposites import opposites
from analysis.release.rows_behind import taken
from pages.parts import labels
from tests.pages.drawn import bare, intervals, pictured, words
from tests.pages.stores import behind, plain, read

HEADLINES = ("isolation", "burnout", "praise")
WHY = [Withheld(each).text for each in (Reason.TOO_FEW, Reason.COMPLEMENTARY)]


@pytest.fixture(params=HEADLINES)
def indicator(request):
    return request.param


def waves_of(demo, indicator, cohort=""):
    joined = f"{cohort}&" if cohort else ""
    return [
        (option.text, demo.comparison(indicator, f"{joined}wave={option.code}"))
        for option in demo.codebook.options("wave")
    ]


@pytest.mark.parametrize("cohort", ["", "industry=retail"])
def test_each_published_wave_is_a_point_with_its_interval_and_hidden_ones_are_named(
    demo, indicator, cohort
):
    made, found = pictured(waves(demo, indicator, cohort)), waves_of(demo, indicator, cohort)
    (points,) = made.picture.data
    shown = [(n, each) for n, (_, each) in enumerate(found) if isinstance(each, Comparison)]
    assert list(points.x) == [n for n, _ in shown]
    assert list(points.y) == [each.difference for _, each in shown]
    ends = zip(points.y, points.error_y.arrayminus, points.error_y.array, strict=True)
    assert [(y - minus, y + plus) for y, minus, plus in ends] == [
        pytest.approx((each.low, each.high)) for _, each in shown
    ]
    hidden = [label for label, each in found if isinstance(each, Withheld)]
    assert all(label in made.subtitle for label in hidden)
    assert any(each in made.subtitle for each in WHY) == bool(hidden)
    assert made.table["Wave"] == [label for label, _ in found]


def test_the_title_of_waves_is_the_published_trend(demo):
    trend = demo.figure("isolation", "trend")
    title = pictured(waves(demo, "isolation", "")).title
    assert f"{trend.high:.1f} points)" in title
    assert f"(change per wave between \u2212{-trend.low:.1f} and" in title
    alike = demo.figure("isolation", "p_heterogeneity").value
    assert ("differs from wave to wave, with no clear trend" in title) == (alike < 0.05)


def test_a_group_without_a_trend_is_told_by_its_verdicts(demo):
    shown = [e for _, e in waves_of(demo, "isolation", "industry=retail") if hasattr(e, "verdict")]
    title = pictured(waves(demo, "isolation", "industry=retail")).title
    assert f"of {len(shown)} waves shown, " in title


@pytest.mark.parametrize("cohort", ["wave=2026-q3", "industry=retail&wave=2026-q3"])
def test_a_wave_falls_into_no_waves(demo, cohort):
    assert pictured(waves(demo, "isolation", cohort)) is None


def test_where_fewer_than_two_waves_are_published_it_says_so(tiny_release):
    found = pictured(waves(tiny_release, "strain", ""))
    shown = [each for _, each in waves_of(tiny_release, "strain") if isinstance(each, Comparison)]
    assert len(shown) < 2
    assert found is None or found.why == Withheld(Reason.TOO_FEW)


def test_like_with_like_stands_beside_the_difference_of_the_same_people(demo, indicator):
    made = pictured(likeness(demo, indicator, ""))
    figures = [
        demo.figure(indicator, "mean_difference"),
        demo.figure(indicator, "unadjusted_difference", term="like_with_like"),
        demo.figure(indicator, "adjusted_difference", term="like_with_like"),
    ]
    assert made.table[heads.COMPARED] == [AS_IT_IS, IN_MODEL, LIKE]
    assert intervals(made.picture.data[0]) == [
        pytest.approx((each.low, each.value, each.high)) for each in figures
    ]
    assert made.title.startswith("Comparing like with like: ")
    assert "with the same organisation size, industry, seniority, region and" in made.subtitle
    # only tested differences carry a verdict
    told = words(made.picture)
    assert told.count(figures[0].verdict) == 2


@pytest.mark.parametrize("cohort", ["industry=technology", "region=europe&employment=in-house"])
def test_models_are_of_everyone_so_groups_have_no_like_with_like(demo, indicator, cohort):
    assert pictured(likeness(demo, indicator, cohort)) is None


def test_only_indicators_with_opposites_are_told_against_them(demo, tiny_release):
    assert opposites(demo, "praise") == (
        ("praise_internal", "criticism_internal"),
        ("praise_followers", "criticism_followers"),
    )
    assert opposites(demo, "burnout") == opposites(demo, "isolation") == ()
    assert opposites(tiny_release, "strain") == ()
    assert pictured(opposing(demo, "burnout", "")) is None


@pytest.mark.parametrize("cohort", ["", "industry=technology"])
def test_praise_points_right_and_criticism_left_on_one_scale(demo, cohort):
    made = pictured(opposing(demo, "praise", cohort))
    pairs = [
        [demo.comparison(name, cohort) for name in names] for names in opposites(demo, "praise")
    ]
    right, left, *team = made.picture.data
    assert list(right.x) == [one.solo.mean for one, _ in pairs]
    assert list(left.x) == [-other.solo.mean for _, other in pairs]
    assert list(team[0].x) == [one.team.mean for one, _ in pairs]
    low, high = made.picture.layout.xaxis.range
    assert low == -high
    assert high > max(each.team.high for pair in pairs for each in pair)
    assert right.marker.color != left.marker.color  # filled against hollow
    assert "Criticism from colleagues" in words(made.picture)
    assert len(made.table[heads.MEASURE]) == 4


def test_its_numbers_are_those_of_its_table_with_no_more_decimals(demo):
    codes = [
        f"{name}={o.code}" for name in ("industry", "wave") for o in demo.codebook.options(name)
    ]
    drawn_in = [pictured(opposing(demo, "praise", cohort)) for cohort in ("", *codes)]
    shown = [made for made in drawn_in if hasattr(made, "picture")]
    assert len(shown) > 3
    for made in shown:
        _, *groups = made.table.values()
        told = sorted(cell.split(" (")[0] for cells in groups for cell in cells)
        assert sorted(each for each in words(made.picture) if each[:1].isdigit()) == told


@pytest.mark.parametrize("dimension", ["industry", "org_size", "region", "wave"])
def test_who_answered_are_the_published_rounded_counts(demo, dimension):
    made = pictured(people(demo, dimension, ""))
    options = demo.codebook.options(dimension)
    shown = {o.text: demo.heads(f"{dimension}={o.code}") for o in options}
    for label, found in shown.items():
        place = made.table[heads.GROUP].index(label)
        if isinstance(found, Withheld):
            assert made.table["Teams of one"][place] in WHY
            assert any(f"{label}: {each}." in made.alt for each in WHY)
        else:
            name = f"{label}: "
            solo = next(
                x for x, told in zip(made.picture.data[0].x, made.picture.data[0].hovertemplate,
                                     strict=True) if bare(told).startswith(name)
            )  # fmt: skip
            assert solo == found[0].about
    assert made.title.startswith(demo.codebook.label(dimension))


@pytest.mark.parametrize(
    ("exhibit", "indicator", "rows"),
    [(waves, "isolation", 4), (likeness, "isolation", 3), (opposing, "praise", 8)],
)
def test_the_data_behind_each_are_exactly_the_rows_drawn(demo, exhibit, indicator, rows):
    assert len(taken(demo, exhibit(demo, indicator, "").rows)) == rows


def test_the_data_behind_who_answered_are_its_head_counts(demo):
    found = taken(demo, people(demo, "employment", "").rows)
    assert set(found["cohort"]) == {
        f"employment={code}" for code in ("in-house", "agency", "freelance")
    }
    assert found["indicator"].isna().all()


@pytest.mark.parametrize("path", ["", *HEADLINES])
@pytest.mark.parametrize(
    "asked", [{}, {"industry": "technology"}, {"region": "europe", "employment": "in-house"}],
    ids=["everyone", "single", "pair"],
)  # fmt: skip
def test_every_picture_of_a_page_gives_its_data_and_its_table(visit, demo_survey, path, asked):
    at = visit(demo_survey, path, **asked)
    charts = len(at.get("plotly_chart"))
    assert charts >= 1
    assert len(behind(at)) == len(at.table) == charts


def test_the_overview_tells_the_release_its_day_and_each_finding_in_two_ways(
    visit, demo, demo_survey
):
    at = visit(demo_survey)
    told = read(at)
    assert f"Release {demo.id} of {demo.manifest.created_at.day} " in told
    assert told.count("Compare a random team of one with a random person in a team: ") == 3
    assert [plain(each.value) for each in at.subheader] == [
        labels.FOR_RESPONDENTS,
        labels.FOR_ORGANISATIONS,
        labels.FOR_RESEARCHERS,
    ]


def test_who_answered_can_be_told_by_every_dimension_but_the_chosen_one(visit, demo_survey):
    at = visit(demo_survey, industry="technology")
    by = next(each for each in at.button_group if each.key == "who-by")
    assert by.options[0] == "Organisation size"
    assert "Industry" not in by.options
    by.set_value("region").run()
    assert not at.exception
    assert [each for each in at.header if "by region: most often" in plain(each.value)]


def test_segments_can_be_sorted_by_their_difference_and_by_their_people(visit, demo, demo_survey):
    at = visit(demo_survey, "isolation")
    labels_of = {order: segments(demo, "isolation", "", order).marks.rows for order in Order}
    asked = [row.heading for row in labels_of[Order.AS_ASKED]]
    assert len(set(asked)) == 1 + len(demo.codebook.dimensions)  # the whole has none
    found = [each for _, each in demo.segments("isolation") if isinstance(each, Comparison)]
    largest = max(found, key=lambda each: each.difference)
    by_difference = [
        row.points[0].value for row in labels_of[Order.BY_DIFFERENCE][1:] if row.points
    ]
    assert by_difference == sorted(by_difference, reverse=True)
    assert by_difference[0] == largest.difference
    most = max(found, key=lambda each: each.solo.n.about + each.team.n.about)
    assert labels_of[Order.BY_PEOPLE][1].points[0].value == most.difference
    order = next(each for each in at.button_group if each.key == "segments-order")
    order.set_value(Order.BY_DIFFERENCE).run()
    assert not at.exception
    tables = [each.value for each in at.table if heads.GROUP in each.value]
    first = [plain(name) for table in tables for name in table[heads.GROUP]][1]
    assert first == labels_of[Order.BY_DIFFERENCE][1].label
