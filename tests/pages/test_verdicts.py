"""The page says of a difference what the release says, in words, tables and pictures."""

from __future__ import annotations

import pytest

from analysis.counting.cohorts import cohort_id
from analysis.published import Comparison, Verdict
from tests.pages.stores import plain, read

HEADLINES = ("burnout", "isolation", "praise")
COHORTS = ("", "industry=technology", "region=europe", "seniority=lead", "org_size=50-249")


def verdict(release, indicator, cohort=""):
    """The verdict in the release's table."""
    table = release.estimates
    (found,) = table[
        (table["cohort"] == cohort)
        & (table["indicator"] == indicator)
        & (table["measure"] == "mean_difference")
    ]["verdict"]
    return found


def asked(cohort):
    return dict(part.split("=") for part in cohort.split("&") if part)


@pytest.mark.parametrize("cohort", COHORTS)
def test_the_title_says_more_or_less_only_where_the_verdict_does(visit, demo, demo_survey, cohort):
    title = plain(visit(demo_survey, **asked(cohort)).title[0].value)
    words = {Verdict.HIGHER: "more", Verdict.LOWER: "less"}
    for name in HEADLINES:
        called = words.get(verdict(demo, name, cohort))
        assert [word for word in words.values() if f"{word} {name}" in title] == (
            [called] if called else []
        )


@pytest.mark.parametrize("cohort", COHORTS)
@pytest.mark.parametrize("indicator", HEADLINES)
def test_the_sentence_of_a_page_carries_the_verdict(visit, demo, demo_survey, indicator, cohort):
    told = read(visit(demo_survey, indicator, **asked(cohort)))
    sentence = {
        Verdict.HIGHER: f"higher on {indicator} (95",
        Verdict.LOWER: f"lower on {indicator} (95",
        Verdict.SAME: f"about the same on {indicator}",
        Verdict.UNCERTAIN: f"Too uncertain to call on {indicator}",
    }
    said = [call for call, words in sentence.items() if words in told]
    assert said == [verdict(demo, indicator, cohort)]


@pytest.mark.parametrize("indicator", HEADLINES)
def test_every_segment_s_row_and_words_carry_its_verdict(visit, demo, demo_survey, indicator):
    at = visit(demo_survey, indicator)
    place = next(n for n, each in enumerate(at.table) if "Group" in each.value)
    rows, alt = at.table[place].value, plain(at.get("plotly_chart")[place].proto.alt)
    cells = dict(zip(rows["Group"].map(plain), rows["Difference"].map(plain), strict=True))
    checked = 0
    for dim in demo.codebook.dimensions:
        for option in demo.codebook.options(dim):
            cohort = cohort_id({dim: option.code}, demo.codebook)
            if isinstance(demo.comparison(indicator, cohort), Comparison):
                said = verdict(demo, indicator, cohort)
                assert cells[option.text].startswith(said)
                assert f"{option.text}: {said}" in alt
                checked += 1
    assert checked > 20


def test_the_table_of_everything_carries_every_verdict(visit, demo, demo_survey):
    cells = [plain(cell) for cell in visit(demo_survey, "methods").table[0].value["Difference"]]
    verdicts = [verdict(demo, name) for name in demo.measures]
    assert len(cells) == len(verdicts) > 40
    assert all(cell.startswith(said) for cell, said in zip(cells, verdicts, strict=True))
