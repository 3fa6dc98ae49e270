"""From a sheet to a release: only when the rules allow, whole or not at all, and nothing exact."""

from __future__ import annotations

import hashlib
import json
import stat
from dataclasses import replace
from datetime import timedelta

import pytest

from analysis.errors import NotYet, SurveyError
from analysis.published import Withheld
from data.adding import publishing
from data.publish import publish
from data.reading import read, survey_of
from data.releases import Store
from data.settings import SHIPPED_CODEBOOK
from tests.surveys import NOON, TINY, people, settings, write_sheet


@pytest.fixture
def survey(tmp_path):
    """Writes so many soloists and team members to the sheet, and gives its settings."""

    def written(solo, team, name="answers.csv"):
        return settings(write_sheet(tmp_path / name, people(solo, team)))

    return written


def listed(here):
    return Store(here.store).ids()


@pytest.mark.parametrize(
    ("solo", "team", "cut"), [(49, 50, False), (50, 50, True), (50, 51, True), (20, 80, True)]
)
def test_the_first_release_needs_a_hundred_responses(survey, solo, team, cut):
    here = survey(solo, team)
    if cut:
        assert publish(here, NOON) == "r0001"
    else:
        with pytest.raises(NotYet, match="There are 99 responses"):
            publish(here, NOON)
    assert listed(here) == ["r0001"] * cut


def test_the_next_release_needs_fifty_more(survey):
    publish(survey(50, 50), NOON)
    with pytest.raises(
        NotYet, match="1 more response is needed for the next release, which holds the first 150"
    ):
        publish(survey(70, 79), NOON)
    here = survey(70, 80)
    assert publish(here, NOON) == "r0002"
    with pytest.raises(NotYet, match="50 more responses are needed"):
        publish(here, NOON)
    assert publish(survey(130, 130), NOON + timedelta(days=1)) == "r0004"
    assert listed(here) == ["r0004", "r0002", "r0001"]


def test_closing_ends_the_waiting_but_shows_no_change_of_fewer_than_k_people(survey):
    publish(survey(50, 50), NOON)
    for solo, team in ((51, 51), (59, 80), (80, 59)):
        with pytest.raises(NotYet, match="can't be shown yet"):
            publish(survey(solo, team), NOON, close=True)
    assert publish(survey(60, 60), NOON, close=True) == "r0001.20"


def test_a_small_survey_has_one_release(survey):
    publish(survey(30, 40), NOON, close=True)
    with pytest.raises(NotYet, match="one release only"):
        publish(survey(45, 50), NOON, close=True)
    with pytest.raises(NotYet, match="30 more responses"):  # 50 more, and a whole block
        publish(survey(60, 60), NOON)
    assert publish(survey(75, 75), NOON) == "r0002"


def test_an_indicator_can_t_be_scored_otherwise_under_the_same_name(survey, tmp_path):
    here = survey(50, 50)
    publish(here, NOON)
    mended = tmp_path / "mended.toml"
    mended.write_text(TINY.read_text().replace('reversed = ["eager"]', ""))
    with pytest.raises(SurveyError, match=r"scores .strain. otherwise than release r0001"):
        publish(replace(survey(90, 90), codebook=mended), NOON)


def test_a_small_survey_shows_everyone_only_and_only_when_it_is_closed(survey):
    here = survey(40, 59)
    with pytest.raises(NotYet):
        publish(here, NOON)
    release = Store(here.store).load(publish(here, NOON, close=True))
    for table in (release.counts, release.estimates, release.items):
        assert set(table["cohort"]) == {""}
    assert isinstance(release.comparison("strain", "region=north"), Withheld)


@pytest.mark.parametrize(
    ("solo", "team", "cut"), [(9, 30, False), (30, 9, False), (10, 10, True), (11, 10, True)]
)
def test_even_a_closed_survey_shows_nobody_below_the_threshold(survey, solo, team, cut):
    here = survey(solo, team)
    if cut:
        assert publish(here, NOON, close=True)
        return
    with pytest.raises(NotYet, match="Fewer than 10 people of one of the groups") as caught:
        publish(here, NOON, close=True)
    assert caught.value.remedy == (
        "Wait until at least 10 soloists and 10 people in teams have answered."
    )
    assert listed(here) == []


def test_the_manifest_says_what_a_release_is(shipped):
    told = json.loads((shipped.store / "releases/r0002.4/manifest.json").read_bytes())
    assert told["schema_version"] == 3
    assert (told["id"], told["created"]) == ("r0002.4", "2026-11-22T12:00:00+00:00")
    assert (told["synthetic"], told["source_kind"], told["wave"]) == (False, "csv", "Q3 2026")
    assert told["policy"]["k"] == 10
    assert (told["codebook_id"], told["codebook_version"]) == ("tiny", "1.0")
    assert told["licence"] == "CC-BY-4.0"
    assert told["citation"] == "A tiny survey, written for tests."
    # everyone, north, south, one wave, and their pairs
    release = Store(shipped.store).load("r0002.4")
    assert told["cohorts"]["published"] == release.counts["cohort"].nunique()
    assert sum(told["cohorts"].values()) == 6
    assert set(told["cohorts"]) == {"published", "carried-over", "withheld"}
    assert "audited" not in told  # how many small counts there are to audit is a count of them
    assert set(told["files"]) == {
        *("counts.parquet", "estimates.parquet", "items.parquet"),
        *("codebook.json", "methods.json", "package.zip"),
    }


def test_every_file_has_its_checksum(shipped):
    folder = shipped.store / "releases/r0002.4"
    told = json.loads((folder / "manifest.json").read_bytes())["files"]
    assert {each.name for each in folder.iterdir()} == {*told, "manifest.json"}
    for name, checksum in told.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum


def test_the_same_answers_give_the_same_bytes(survey, tmp_path):
    here = survey(60, 60)
    again = replace(here, store=tmp_path / "again")
    publish(here, NOON)
    publish(again, NOON)
    first, second = (Store(each.store).manifest("r0001") for each in (here, again))
    assert first == second


def test_what_is_private_is_only_its_owners(shipped):
    private = shipped.store / "private"
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    notes = sorted(private.iterdir())
    assert len(notes) == 6
    assert {stat.S_IMODE(note.stat().st_mode) for note in notes} == {0o600}
    told = [json.loads(note.read_bytes()) for note in notes if note.suffix == ".json"]
    responses = [each.get("responses") for each in told]
    assert 154 in responses


def test_no_exact_number_of_people_is_public(shipped):
    folder = shipped.store / "releases/r0002.4"
    said = json.loads((folder / "manifest.json").read_bytes())
    manifest = json.dumps(
        {key: said[key] for key in said if "sha256" not in key and key != "files"}
    )
    release = Store(shipped.store).load("r0002.4")
    heads = release.counts[release.counts["indicator"].isna()]
    assert heads.query("cohort == ''")["count"].tolist() == [72, 82]  # 73 and 81
    assert "154" not in manifest
    assert set(release.counts["count"] % 5) == {2}


def test_the_intake_report_is_kept_even_where_no_release_is_cut(survey):
    here = survey(5, 5)
    with pytest.raises(NotYet):
        publish(here, NOON)
    assert Store(here.store).intake_report() == read(here, NOON).answers.report
    assert Store(here.store).intake_report().used == 10


def test_a_survey_is_known_by_its_source_and_its_codebook(survey, tmp_path, monkeypatch):
    here, other = survey(10, 10), survey(10, 10, "other.csv")
    key, kind = survey_of(here)
    assert (kind, key.split("-")[0]) == ("csv", "tiny")
    assert survey_of(other)[0] != key
    assert survey_of(replace(here, codebook=SHIPPED_CODEBOOK))[0].startswith("smm-")
    monkeypatch.chdir(tmp_path)
    assert survey_of(replace(here, source="answers.csv"))[0] == key
    assert "answers" not in key


def test_two_surveys_in_one_store_do_not_count_for_each_other(survey):
    here, other = survey(50, 50), survey(80, 80, "other.csv")
    assert publish(here, NOON) == "r0001"
    assert publish(other, NOON) == "r0002"
    store = Store(here.store)
    newest = {survey_of(each)[0]: store.newest(survey_of(each)[0]).id for each in (here, other)}
    assert newest == {survey_of(here)[0]: "r0001", survey_of(other)[0]: "r0002"}


def test_an_id_of_another_survey_is_not_given_again(survey):
    here = survey(50, 50)
    publish(here, NOON)
    before = Store(here.store).verified("r0001")
    with pytest.raises(SurveyError, match="holds another release r0001") as caught:
        publish(survey(60, 60, "other.csv"), NOON)
    assert "a store of its own" in caught.value.remedy
    assert Store(here.store).verified("r0001") == before


def test_only_one_publishes_at_a_time(survey):
    here = survey(50, 50)
    with (
        publishing(Store(here.store)),
        pytest.raises(SurveyError, match="Another process is publishing"),
    ):
        publish(here, NOON)
    assert publish(here, NOON) == "r0001"


def test_an_unknown_engine_is_refused(survey):
    with pytest.raises(SurveyError, match="There is no engine 'sparkle'") as caught:
        publish(replace(survey(50, 50), engine="sparkle"), NOON)
    assert caught.value.remedy == "Set SURVEY_ENGINE to duckdb or spark."


def test_progress_is_told_in_order(survey):
    steps = []
    publish(survey(50, 50), NOON, progress=steps.append)
    assert steps == ["Reading the source", "Counting", "Estimating and protecting", "Writing"]
