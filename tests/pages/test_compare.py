"""Compare: everything published of any indicator or question, in any group that can be shown."""

from __future__ import annotations

import pytest

from analysis.codebook import NOT_GIVEN
from analysis.exhibits.question import question
from analysis.published import Withheld
from analysis.sentences.estimates import all_lines
from pages.parts import comparing, labels
from tests.pages.drawn import pictured
from tests.pages.stores import plain, read


def rows(at, number):
    """The cells of a table of a page, row by row, as they are read."""
    table = at.table[number].value
    return [[plain(str(cell)) for cell in row] for row in table.itertuples(index=False)]


@pytest.fixture
def key_numbers(visit, demo_survey):
    """Measure -> (value, interval) of the numbers that isolation over everyone is judged by."""
    at = visit(demo_survey, "compare", indicator="isolation")
    table = next(rows(at, n) for n, t in enumerate(at.table) if "Hedges' g" in str(t.value))
    return {what: (value, between) for what, value, between in table}


def test_the_key_numbers_are_those_that_were_published(demo, key_numbers):
    def published(measure):
        return demo.figure("isolation", measure)

    difference, g = published("mean_difference"), published("hedges_g")
    assert key_numbers["Difference of averages"] == (
        f"{difference.value:.2f} points, {difference.verdict}",
        f"{difference.low:.2f} to {difference.high:.2f}",
    )
    assert key_numbers["Hedges' g"][0] == f"{g.value:.3f}"
    delta, order = published("cliffs_delta"), published("superiority")
    assert key_numbers["Cliff's delta"] == (
        f"{delta.value:.3f}",
        f"{delta.low:.3f} to {delta.high:.3f}",
    )
    assert key_numbers["Probability of superiority"][0] == f"{order.value:.3f}"


def test_of_a_p_value_that_is_too_small_its_bound_and_its_logarithm_are_told(demo, key_numbers):
    assert demo.figure("isolation", "p_welch").reason == "below 0.0001"
    assert key_numbers["Welch's test, p"] == ("p < 0.0001", "")
    log10 = demo.figure("isolation", "log10_p_welch").value
    assert key_numbers["Welch's test, log10 p"][0] == f"{log10:.1f}".replace("-", "−")


def test_the_adjusted_p_names_its_method_and_family(key_numbers):
    assert "Difference of averages, adjusted p (Holm, 3 comparisons)" in key_numbers


def test_what_such_a_survey_can_detect_is_among_them(demo, key_numbers):
    least = demo.figure("isolation", "minimum_detectable").value
    assert key_numbers["Minimum detectable difference"] == (f"{least:.2f} points", "")


def test_the_table_of_all_estimates_leaves_none_out(visit, demo, demo_survey):
    at = visit(demo_survey, "compare", indicator="praise", region="europe")
    published = demo.figures("praise", "region=europe")
    assert len(rows(at, -1)) + len(rows(at, -2)) == len(published)
    assert len({line.what for line in all_lines(demo, "praise", "region=europe")}) == len(published)


@pytest.mark.parametrize("cohort", ["", "region=europe"])
def test_no_two_lines_of_any_indicator_are_called_the_same(demo, cohort):
    for name in demo.measures:
        called = [line.what for line in all_lines(demo, name, cohort)]
        assert len(set(called)) == len(called), name


def test_no_line_shows_an_id(demo):
    for name in ("isolation", "gap_mentoring", "sign_offs"):
        for line in all_lines(demo, name):
            assert "_" not in f"{line.what}{line.value}{line.between}"


def test_every_indicator_and_every_published_question_can_be_chosen(visit, demo, demo_survey):
    at = visit(demo_survey, "compare")
    box = at.selectbox(key="compare-about")
    offered = comparing.offered(demo)
    assert len(box.options) == len(offered) == len(set(offered))
    assert set(demo.measures) <= set(offered)
    questions = set(offered) - set(demo.measures)
    assert {"worn_out", "barrier_mentoring", "importance_mentoring"} <= questions
    assert not questions & {"team_size", *demo.codebook.dimensions}


def test_choosing_writes_the_address_and_keeps_the_group(visit, demo_survey):
    at = visit(demo_survey, "compare", region="europe")
    at.selectbox(key="compare-about").select("belonging").run()
    assert at.query_params == {"region": "europe", "indicator": "belonging"}
    assert "belonging" in plain(at.title[0].value)


def test_one_question_shows_its_answers_and_makes_no_test(visit, demo_survey):
    at = visit(demo_survey, "compare", indicator="no_sounding_board")
    told = read(at)
    assert plain(at.title[0].value) == "Nobody to think aloud with"
    assert "teams of one say often or always" in told
    assert labels.NO_TEST in told
    assert "p =" not in told
    assert "Verdict" not in told
    assert at.get("plotly_chart")


def test_of_two_filters_one_question_is_not_shown_and_one_click_leads_out(visit, demo_survey):
    asked = {"indicator": "worn_out", "industry": "technology", "wave": "2026-q3"}
    at = visit(demo_survey, "compare", **asked)
    assert plain(at.info[0].value) == labels.NO_PARTS
    at.button(key="instead").click().run()
    assert at.query_params == {"indicator": "worn_out", "industry": "technology"}
    assert at.get("plotly_chart")


def test_an_unknown_indicator_is_the_first_one(visit, demo, demo_survey):
    at = visit(demo_survey, "compare", indicator="<script>")
    assert next(iter(demo.measures)) in plain(at.title[0].value)


def test_a_group_that_is_withheld_says_so_and_shows_no_number(visit, demo, demo_survey):
    pair = next(
        {"industry": code, "seniority": rank}
        for code in demo.values("industry")
        for rank in demo.values("seniority")
        if isinstance(demo.comparison("roles", f"industry={code}&seniority={rank}"), Withheld)
    )
    at = visit(demo_survey, "compare", indicator="roles", **pair)
    assert "to protect people" in read(at)
    assert not at.table
    assert not at.get("plotly_chart")


def test_the_bars_of_a_question_are_shares_of_its_published_counts(demo):
    item = "barrier_mentoring"
    found, drawn = demo.answers(item), pictured(question(demo, item, (), ""))
    for side, bars in zip((found.solo, found.team), drawn.picture.data, strict=True):
        given = [count.about for code, count in side.items() if code != NOT_GIVEN]
        assert list(bars.x) == pytest.approx([100 * each / sum(given) for each in given])
        assert [int(told) for told in bars.text] == [round(share) for share in bars.x]
    texts = [option.text for option in demo.codebook.options(item)]
    assert drawn.table["Answer"] == [*texts, "Left out"]
    assert all(text in drawn.alt for text in texts)
