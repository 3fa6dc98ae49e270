"""The frame of every page: with a release, without one, damaged, stale."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from analysis.errors import NotYet, SurveyError
from analysis.promise import promise
from data.explanations import explain
from data.publish import publish
from data.releases import Store
from data.settings import Settings
from tests.pages.stores import newest, pages_of, plain, read, tell
from tests.surveys import NOON, people, settings, tiny, write_sheet


@pytest.fixture
def copy(shipped, tmp_path):
    """A copy of the tiny survey with its release, to be changed."""
    store = shutil.copytree(shipped.store, tmp_path / "store")
    return replace(shipped, store=store)


def test_before_anything_was_read_the_page_says_to_wait(visit, tmp_path):
    at = visit(Settings(store=tmp_path / "store"))
    assert plain(at.title[0].value) == "Results will appear here"
    assert "being read for the first time" in at.info[0].value
    assert not at.error


def test_without_a_release_the_page_says_what_is_awaited(visit, tmp_path):
    nothing = Settings(store=tmp_path / "store")
    tell(nothing, "ok", is_waiting=True)
    explain(Store(nothing.store), NotYet("There are 12 responses.", "Close the survey."))
    at = visit(nothing)
    assert at.info[0].value == (
        "Results appear once 100 people have answered, or the survey is closed, and nobody can be "
        "recognised in them."
    )
    assert "12" not in read(at)
    assert "Close" not in read(at)


def test_without_a_release_a_visitor_is_told_since_when_the_source_fails_and_no_more(
    visit, tmp_path
):
    nothing = Settings(store=tmp_path / "store")
    tell(nothing, "stale", failing_since="2026-11-22T14:05:00+02:00", show_quality=True)
    explain(
        Store(nothing.store), SurveyError("The file a.csv isn't there.", "Check SURVEY_SOURCE.")
    )
    at = visit(nothing)
    assert [each.value for each in at.info] == [
        "Results are not available at the moment, and have not been since 22 November 2026, "
        "12:05 UTC."
    ]
    assert not at.error
    assert "a.csv" not in read(at)
    assert "SURVEY_SOURCE" not in read(at)


def test_the_navigation_leads_to_the_headlines_of_the_codebook(visit, demo_survey, shipped):
    headlines = {"burnout", "isolation", "praise"}
    assert pages_of(visit(demo_survey)) >= {"", "data", "methods", *headlines}
    assert pages_of(visit(shipped)) >= {"", "data", "methods", "strain"}
    assert not pages_of(visit(shipped)) & headlines


def test_data_quality_is_for_operators_who_ask_for_it(visit, copy):
    tell(copy, "ok", show_quality=True)
    at = visit(copy, "quality")
    assert [metric.value for metric in at.metric] == ["154", "73", "81", "0", "0"]
    tell(copy, "ok", show_quality=False)
    assert "quality" not in pages_of(visit(copy))


@pytest.mark.parametrize("path", ["", "burnout", "isolation", "praise", "data", "methods"])
def test_made_up_data_is_labelled_on_every_page(visit, demo_survey, path):
    assert "Synthetic demo data" in read(visit(demo_survey, path))


@pytest.mark.parametrize("path", ["", "strain", "data", "methods"])
def test_real_data_is_not_called_made_up_and_every_page_names_its_release(visit, shipped, path):
    told = read(visit(shipped, path))
    assert "Synthetic" not in told
    assert "Release r0002.4, 22 November 2026" in told
    assert promise(tiny(), 10) in told


def test_a_failing_source_is_told_above_what_was_published_before(visit, copy):
    tell(copy, "stale")
    explain(Store(copy.store), SurveyError("Google did not answer.", "Wait."))
    at = visit(copy)
    (banner,) = at.warning
    told = plain(banner.value)
    assert "Answers last read 3 hours ago" in told
    assert "release r0002.4 of 22 November 2026" in told
    assert "Google" not in read(at)  # what is wrong is its operator's to know
    assert at.get("plotly_chart")
    tell(copy, "stale", show_quality=True)
    assert "Google did not answer. Wait." in read(visit(copy, "quality"))


def test_the_operator_s_page_says_what_is_awaited_and_what_ails_the_correction_log(visit, copy):
    tell(copy, "ok", is_waiting=True, show_quality=True)
    explain(Store(copy.store), NotYet("12 of 50 new responses have come in.", "Wait."))
    (copy.store / "releases" / "corrections.json").write_text("tampered")
    at = visit(copy, "quality")
    assert [plain(each.value) for each in at.info] == ["12 of 50 new responses have come in. Wait."]
    assert [plain(each.value) for each in at.error] == [
        "The correction log can't be read: corrections.json is not what was written. Restore it "
        "from a backup; whether a release was corrected is not known meanwhile."
    ]
    assert "corrections.json" not in read(visit(copy))


def test_a_report_of_an_earlier_version_is_no_report(visit, copy):
    tell(copy, "ok", show_quality=True)
    explain(Store(copy.store), None)
    Store(copy.store).notes.keep("intake.json", {"rows": 154, "findings": []})
    at = visit(copy, "quality")
    assert [plain(each.value) for each in at.info] == [
        "There is no report yet. Make one with: python -m data check"
    ]
    assert not at.metric
    assert not at.exception


def test_another_survey_s_explanation_is_not_shown_before_its_own_first_reading(visit, copy):
    explain(Store(copy.store), SurveyError("Google did not answer.", "Wait."))
    tell(copy, "starting", show_quality=True)
    assert "Google" not in read(visit(copy, "quality"))


def test_the_newest_release_is_shown_and_of_a_damaged_one_the_one_before(visit, copy):
    first, second, third = ("r0002.4", "r0003", "r0004")
    releases = copy.store / "releases"
    for later in (second, third):
        shutil.copytree(releases / first, releases / later)
        manifest = releases / later / "manifest.json"
        manifest.write_text(manifest.read_text("utf-8").replace(first, later), "utf-8")
    (releases / third / "estimates.parquet").write_bytes(b"damaged")
    at = visit(copy)
    assert f"Release {second}," in read(at)
    (banner,) = at.warning
    assert plain(banner.value) == (
        "The newest release can't be shown at the moment. What you see is release "
        f"{second} of 22 November 2026."
    )


def test_a_small_survey_that_was_closed_shows_everyone_and_offers_no_filter(visit, tmp_path):
    small = settings(write_sheet(tmp_path / "answers.csv", people(30, 35)))
    publish(small, NOON, close=True)
    at = visit(small, "strain")
    release = newest(small)
    assert set(release.estimates["cohort"]) == {""}
    solo, team = (people.about for people in release.heads())
    assert f"bout {solo} soloists and about {team} people in teams answered" in read(at)
    assert at.selectbox
    assert all(box.disabled and box.options == ["All"] for box in at.selectbox)
    assert "not shown, to protect people who answered" in read(at).lower()
