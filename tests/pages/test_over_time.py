"""Over time: every published wave, every hidden one by name, and whether the gap changes."""

from __future__ import annotations

import pytest

from analysis.codebook import Kind
from analysis.exhibits.over_time import MomentRow, OverTime, caption, over_time
from analysis.published import Comparison, Withheld
from analysis.release import Release
from analysis.release.rows_behind import taken
from analysis.release.wave_gaps import wave_dimension, wave_gaps
from analysis.sentences.over_time import over_time_headline
from pages.parts import labels
from pages.parts.figures import draw
from tests.pages.drawn import pictured
from tests.pages.stores import plain, read

HEADLINES = ("burnout", "isolation", "praise")


@pytest.fixture(scope="module")
def gaps(demo):
    return wave_gaps(demo, "isolation")


def test_the_waves_are_those_of_the_codebook_in_order(demo, gaps):
    assert [gap.cohort for gap in gaps] == [f"wave={code}" for code in demo.values("wave")]
    assert any(gap.shown for gap in gaps)


def test_every_point_is_a_published_average(demo, gaps):
    drawn = pictured(over_time(demo, "isolation", "")).picture
    solo, team, apart = drawn.data
    for n, gap in enumerate(gaps):
        found = gap.shown
        assert solo.y[n] == (found.solo.mean if found else None)
        assert team.y[n] == (found.team.mean if found else None)
        assert apart.y[n] == (found.difference if found else None)
        if found:
            low, high = apart.error_y.arrayminus[n], apart.error_y.array[n]
            assert apart.y[n] - low == pytest.approx(found.low)
            assert apart.y[n] + high == pytest.approx(found.high)


def test_a_hidden_wave_is_named_in_picture_words_and_table(demo):
    values = [f"{name}={code}" for name in demo.codebook.dimensions for code in demo.values(name)]
    waves_of = {each: wave_gaps(demo, "isolation", each) for each in values if "wave" not in each}
    cohort, found = next(
        (each, gaps)
        for each, gaps in waves_of.items()
        if 0 < sum(isinstance(gap.found, Withheld) for gap in gaps) < len(gaps)
    )
    hidden = [gap.label for gap in found if isinstance(gap.found, Withheld)]
    made = pictured(over_time(demo, "isolation", cohort))
    told = dict(zip(made.table["Wave"], made.table["Difference"], strict=True))
    for wave in hidden:
        assert f"{wave}: not shown, to protect people who answered." in made.subtitle
        assert f"{wave}: not shown, to protect people who answered." in made.alt
        assert told[wave] == "not shown, to protect people who answered"
    drawn = [note.text for note in made.picture.layout.annotations]
    assert drawn.count("not<br>shown") == len(hidden)
    assert not made.picture.data[0].connectgaps


def test_the_data_behind_are_the_rows_of_the_waves_that_are_shown(demo, gaps):
    found = taken(demo, over_time(demo, "isolation", "").rows)
    shown = {gap.cohort for gap in gaps if gap.shown}
    assert set(found["cohort"]) == shown
    assert len(found) == 3 * len(shown)  # two averages and their difference


def test_the_sentences_are_those_of_the_published_trend(visit, demo, demo_survey):
    told = read(visit(demo_survey, "over-time"))
    for name in HEADLINES:
        trend = demo.figure(name, "trend")
        low, high = (f"{abs(end):.1f}" for end in (trend.low, trend.high))
        assert trend.verdict == "too uncertain to call"
        assert f"No clear change over the waves in the gap on {name} (change per wave" in told
        assert low in told
        assert high in told


def test_the_title_calls_no_change_that_the_trends_do_not(visit, demo, demo_survey):
    title = plain(visit(demo_survey, "over-time").title[0].value)
    assert title.startswith("No steady change from wave to wave")
    unlike = {n for n in HEADLINES if (demo.figure(n, "p_heterogeneity").value or 0) < 0.05}
    assert {name for name in HEADLINES if name in title} == unlike


def test_a_wave_that_was_chosen_elsewhere_is_no_filter_here_and_is_kept(visit, demo, demo_survey):
    at = visit(demo_survey, "over-time", wave="2026-q3")
    solo, _ = demo.heads()
    assert f"bout {solo.about} teams of one" in read(at)
    assert "filter-wave" not in {box.key for box in at.selectbox}
    assert at.query_params == {"wave": "2026-q3"}


def test_within_a_group_the_waves_are_those_of_the_group(visit, demo, demo_survey):
    at = visit(demo_survey, "over-time", region="europe")
    assert plain(at.title[0].value).startswith("Europe: the gaps wave by wave")
    assert labels.TRENDS_OF_ALL in read(at)
    found = wave_gaps(demo, "burnout", "region=europe")
    assert {gap.cohort.split("&")[0] for gap in found} == {"region=europe"}
    shut = {box.key for box in at.selectbox if box.disabled}
    assert shut == {"filter-industry", "filter-org_size", "filter-seniority", "filter-employment"}


def test_where_all_waves_are_hidden_the_page_says_so(visit, shipped, tiny_release):
    waves = wave_gaps(tiny_release, "strain")
    at = visit(shipped, "over-time")
    shown = sum(isinstance(gap.found, Comparison) for gap in waves)
    assert bool(at.get("plotly_chart")) == bool(shown)
    if not shown:
        assert plain(at.title[0].value) == "No wave can be shown yet"
        assert "not shown, to protect people who answered" in read(at).lower()


def test_a_survey_without_dates_has_no_waves(demo):
    book = demo.codebook
    dims = tuple(dim for dim in book.dimensions if book.questions[dim].kind is not Kind.DATE)
    assert wave_dimension(book) == "wave"
    assert wave_dimension(book.model_copy(update={"dimensions": dims})) is None


def retold(demo, **verdicts):
    """The demo's release with other verdicts on its trends, and waves that do not differ."""
    table = demo.estimates.copy()
    table["verdict"] = table["verdict"].astype(object)
    for name, verdict in verdicts.items():
        trend = (table["indicator"] == name) & (table["measure"] == "trend")
        table.loc[trend, "verdict"] = verdict
    table.loc[table["measure"] == "p_heterogeneity", "value"] = 0.5
    return Release(demo.manifest, demo.codebook, demo.counts, table, demo.items)


@pytest.mark.parametrize(
    ("verdicts", "title"),
    [
        ({"burnout": "higher"}, "The gap on burnout grows from wave to wave"),
        (
            {"burnout": "higher", "praise": "lower"},
            "The gap on burnout grows and the gap on praise shrinks from wave to wave",
        ),
        (dict.fromkeys(HEADLINES, "about the same"), "The gaps are about the same in all waves"),
        ({"burnout": "about the same"}, "No steady change from wave to wave"),
    ],
)
def test_the_title_says_what_the_published_verdicts_allow(demo, verdicts, title):
    release = retold(demo, **verdicts)
    assert over_time_headline(release, HEADLINES) == title
    first, *_ = verdicts
    heading = caption(release, first, wave_gaps(release, first)).title
    ends = {"higher": "the gap grows from wave to wave", "lower": "the gap shrinks"}
    assert ends.get(verdicts[first], "the gap is about the same in all waves") in heading


def test_many_waves_with_long_names_keep_their_words_apart(demo, gaps):
    found = next(gap.shown for gap in gaps if gap.shown)
    names = [f"Wave number {n} in the late spring" for n in range(12)]
    rows = [
        MomentRow(name, found if n % 3 else None, ("1", "2", "3")) for n, name in enumerate(names)
    ]
    drawn = draw(OverTime(tuple(rows), ("one", "two"), None, "not shown"), "light")
    shown = [text for text in drawn.layout.xaxis.ticktext if text]
    assert len(shown) <= 5
    assert all(len(line) <= 9 for text in shown for line in text.split("<br>"))
    assert not drawn.layout.annotations
    assert len(drawn.data[0].x) == 12
