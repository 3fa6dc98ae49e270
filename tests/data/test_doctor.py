"""The doctor's findings, one by one: what is wrong is named with its remedy, and no secret is."""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit import config

from analysis.hosting import OPTIONS, forced
from data.doctor import shelves
from data.doctor.finding import Finding, State
from data.publish import publish
from tests.planted_keys import BROKEN, KEY_ID, TEXTS, leaks, put_into_secrets
from tests.sheets_http import Handler
from tests.sheets_server import EMAIL, NO_PERMISSION, Tab
from tests.surveys import NOON, TINY, people, settings, write_sheet

ROOT = Path(__file__).parents[2]
ID = "1QrStUvWxYz"
CHECKS = (
    "settings", "secrets", "codebook", "account", "source", "clock", "answers", "next", "store",
    "lasting", "counts", "release", "visitors", "memory", "host",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _as_wanted():
    """Streamlit set as .streamlit/config.toml sets it, which is in another folder than a test's."""
    before = {each.option: config.get_option(each.option) for each in OPTIONS}
    for each in OPTIONS:
        config.set_option(each.option, each.value)
    yield
    for option, value in before.items():
        config.set_option(option, value)


@pytest.fixture
def examined(cli, server, tmp_path, monkeypatch):
    """Examines a survey in a sheet; returns the outcome, and its findings by check."""
    rows = [list(people(1, 0)[0]), *(list(each.values()) for each in people(60, 60))]
    server.share(ID, Tab(0, "Form Responses 1", rows))
    key = server.key_file(tmp_path)
    key.chmod(0o600)

    def run(**more):
        said = {
            "SURVEY_SOURCE": f"sheet:{ID}#0", "SURVEY_CODEBOOK": TINY, "SURVEY_STORE": "store",
            "GOOGLE_SERVICE_ACCOUNT": key, "SHEETS_API_ROOT": server.root,
        }  # fmt: skip
        for name, value in (said | more).items():
            monkeypatch.setenv(name, str(value))
        outcome = cli("doctor", "--json")
        return outcome, {each["check"]: each for each in json.loads(outcome.out)}

    return run


def is_(finding, state, *words):
    assert finding["state"] == state, finding
    told = f"{finding['sentence']} {finding['remedy']}"
    assert [each for each in words if each not in told] == [], told
    assert finding["remedy"] or state == "ok"


def test_a_survey_that_is_well_is_told_check_by_check(examined):
    outcome, told = examined()
    assert (outcome.code, outcome.err) == (0, "")
    assert tuple(told) == CHECKS
    assert {name for name, each in told.items() if each["state"] != "ok"} <= {"lasting"}
    is_(told["account"], "ok", EMAIL)
    is_(told["source"], "ok", "120 rows")
    is_(told["clock"], "ok")
    is_(told["next"], "ok", "r0001")


def test_every_check_is_one_line_and_ends_with_its_remedy(cli, tmp_path):
    told = cli("doctor", write_sheet(tmp_path / "few.csv", people(20, 20)), "--codebook", TINY)
    assert told.code == 0
    lines = {line.split()[1]: line for line in told.out.splitlines()}
    assert tuple(lines) == tuple(each for each in CHECKS if each != "account")
    assert lines["next"].startswith("ok         next       There are 40 responses;")
    assert lines["next"].endswith("python -m data publish --close")
    assert lines["clock"].startswith("unchecked ")


def test_it_leaves_nothing_behind(examined, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    examined()
    assert sorted(tmp_path.rglob("*")) == before


def test_a_sheet_that_is_not_shared_names_the_account(examined, server):
    server.spreadsheets[ID].refusal = NO_PERMISSION
    outcome, told = examined()
    assert outcome.code == 1
    is_(told["source"], "fault", f"isn't shared with {EMAIL}", "Share", f"add {EMAIL} as Viewer")
    is_(told["answers"], "unchecked")
    is_(told["store"], "ok")
    problem, remedy = outcome.err.splitlines()
    assert problem == "Something keeps the survey from being shown: source."
    assert remedy.endswith("python -m data doctor")


def test_a_damaged_key_and_what_does_not_hang_on_it(examined, server):
    outcome, told = examined(GOOGLE_SERVICE_ACCOUNT=json.dumps(server.account())[:-40])
    assert outcome.code == 1
    is_(told["account"], "fault", "isn't JSON", "Copy all of it")
    is_(told["source"], "fault", "isn't JSON")
    is_(told["release"], "ok")


def test_a_key_that_other_accounts_can_read(examined, tmp_path):
    (tmp_path / "key.json").chmod(0o644)
    outcome, told = examined()
    assert outcome.code == 0
    is_(told["secrets"], "warning", "can read key.json", f"chmod 600 {tmp_path / 'key.json'}")


def test_secrets_that_other_accounts_can_read_although_no_key_is_in_them(examined, tmp_path):
    put_into_secrets(tmp_path, '[auth]\ncookie_secret = "of-the-cookies-and-of-nobody-else"\n')
    (tmp_path / ".streamlit" / "secrets.toml").chmod(0o640)
    outcome, told = examined()
    is_(told["secrets"], "warning", "can read secrets.toml", "chmod 600 .streamlit/secrets.toml")
    assert "of-the-cookies" not in outcome.out + outcome.err


def test_secrets_that_can_t_be_read_are_a_fault_and_the_host_is_looked_at(examined, tmp_path):
    put_into_secrets(tmp_path, "SURVEY_SOURCE = ")
    outcome, told = examined()
    assert outcome.code == 1
    is_(told["settings"], "fault", "secrets.toml can't be read as TOML")
    assert tuple(told) == ("settings", "secrets", "host")


@pytest.mark.parametrize(
    ("date", "way"),
    [("Sun, 22 Nov 2020 12:00:00 GMT", "ahead of"), ("Sun, 22 Nov 2099 12:00:00 GMT", "behind")],
)
def test_a_clock_that_is_not_google_s(examined, monkeypatch, date, way):
    monkeypatch.setattr(Handler, "date_time_string", lambda *_: date)
    outcome, told = examined()
    assert outcome.code == 0
    is_(told["clock"], "warning", f"minutes {way} Google's", "network time")


def test_the_clock_is_told_by_a_refusal_too(examined, server, monkeypatch):
    monkeypatch.setattr(Handler, "date_time_string", lambda *_: "Sun, 22 Nov 2020 12:00:00 GMT")
    server.spreadsheets[ID].refusal = NO_PERMISSION
    is_(examined()[1]["clock"], "warning", "ahead of Google's")


@pytest.mark.parametrize("date", ["yesterday", ""])
def test_a_reply_without_a_date_tells_no_time(examined, monkeypatch, date):
    monkeypatch.setattr(Handler, "date_time_string", lambda *_: date)
    is_(examined()[1]["clock"], "unchecked")


def test_a_store_where_something_else_lies(examined, tmp_path):
    (tmp_path / "store").write_text("no folder")
    outcome, told = examined()
    assert outcome.code == 1
    is_(told["store"], "fault", "The store store can't be written", "Set SURVEY_STORE")


def test_a_store_whose_private_folder_is_open(examined, tmp_path):
    (tmp_path / "store" / "private").mkdir(parents=True)
    (tmp_path / "store" / "private").chmod(0o755)
    is_(examined()[1]["store"], "warning", "Other accounts", "chmod 700 store/private")


class TestAfterARelease:
    @pytest.fixture
    def published(self, examined, tmp_path):
        """The store of the examined sheet, with one release."""
        here = settings(write_sheet(tmp_path / "answers.csv", people(60, 60)))
        here = replace(here, store=tmp_path / "store")
        assert publish(here, NOON) == "r0001"
        return here.store, lambda: examined(SURVEY_SOURCE=here.source)[1]

    def test_it_is_whole_and_remembered(self, published):
        told = published[1]()
        is_(told["release"], "ok", "r0001 of 2026-11-22 is whole")
        is_(told["counts"], "ok", "there and whole")
        is_(told["next"], "ok", "needed for the next release")
        is_(told["store"], "ok", "1 release.")

    def test_a_file_that_was_changed(self, published):
        (published[0] / "releases" / "r0001" / "counts.parquet").write_bytes(b"PAR1")
        is_(published[1]()["release"], "fault", "r0001 is damaged: counts.parquet")

    def test_lost_private_counts(self, published):
        (published[0] / "private" / "r0001.tallies.parquet").unlink()
        is_(published[1]()["counts"], "warning", "counts of r0001 are missing", "backup")

    def test_damaged_private_counts(self, published):
        (published[0] / "private" / "r0001.tallies.parquet").write_bytes(b"PAR1")
        is_(published[1]()["counts"], "fault", "r0001.tallies.parquet is damaged")

    def test_corrections_that_can_t_be_read(self, published):
        (published[0] / "releases" / "corrections.json").write_text("[")
        assert published[1]()["release"]["state"] == "fault"


class TestWhetherTheStoreLasts:
    MOUNTS = (
        "24 1 8:1 / / rw - overlay overlay rw\n"
        "25 24 0:23 / /dev/shm rw,relatime shared:4 - tmpfs tmpfs rw\n"
        "26 24 8:1 / /data rw,relatime - ext4 /dev/sda1 rw\n"
        "27 26 0:24 / /data/fast rw - tmpfs tmpfs rw\n"
    )

    @pytest.mark.parametrize(
        ("folder", "mount"),
        [
            ("/app/.store", ("/", "overlay")),
            ("/data/store", ("/data", "ext4")),
            ("/data/fast", ("/data/fast", "tmpfs")),
            ("/data/faster", ("/data", "ext4")),
        ],
    )
    def test_the_nearest_mount_above_it_counts(self, folder, mount):
        assert shelves.mounted(Path(folder), self.MOUNTS) == mount

    @pytest.mark.parametrize(
        ("folder", "env", "state", "words"),
        [
            ("/data/store", {}, State.OK, "ext4"),
            ("/data/store", {"SPACE_ID": "a/b"}, State.OK, "ext4"),
            ("/data/fast/store", {}, State.WARNING, "memory"),
            ("/app/store", {}, State.WARNING, "layer of a container"),
            ("/app/store", {"K_SERVICE": "survey"}, State.WARNING, "Cloud Run"),
            ("/app/store", {"SPACE_ID": "a/b"}, State.WARNING, "Hugging Face Spaces"),
        ],
    )
    def test_what_is_lost_at_a_restart_says_so(
        self, folder, env, state, words, shipped, tmp_path, monkeypatch
    ):
        (tmp_path / "mountinfo").write_text(self.MOUNTS)
        monkeypatch.setattr(shelves, "MOUNTS", tmp_path / "mountinfo")
        told = shelves.lasting(replace(shipped, store=Path(folder)), env)
        assert (told.state, words in told.sentence) == (state, True), told
        assert ("backup" in told.remedy) == (state is not State.OK)

    def test_where_no_mount_can_be_read_it_says_so(self, shipped, tmp_path, monkeypatch):
        monkeypatch.setattr(shelves, "MOUNTS", tmp_path / "absent")
        assert shelves.lasting(shipped, {}).state is State.UNCHECKED


class TestWhatAHostForces:
    @pytest.mark.parametrize("each", OPTIONS, ids=lambda each: each.option)
    def test_each_is_named_with_what_comes_of_it(self, examined, each):
        config.set_option(each.option, "full" if each.value == "none" else not each.value)
        outcome, told = examined()
        assert outcome.code == 0
        is_(told["host"], "warning", each.option, each.consequence)

    def test_the_environment_counts_before_the_files(self, examined):
        told = examined(STREAMLIT_SERVER_RUN_ON_SAVE="true")[1]["host"]
        is_(told, "warning", "server.runOnSave")
        is_(examined(STREAMLIT_SERVER_RUN_ON_SAVE="false")[1]["host"], "ok")

    def test_what_is_wanted_is_what_the_configuration_says(self):
        said = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
        assert list(forced(lambda name: said[name.partition(".")[0]][name.partition(".")[2]])) == []


@pytest.mark.parametrize("form", [*TEXTS, *BROKEN])
@pytest.mark.parametrize("setting", ["GOOGLE_SERVICE_ACCOUNT", "SURVEY_SOURCE", "SURVEY_HOSTS"])
def test_no_part_of_a_key_is_in_what_it_says(examined, server, form, setting):
    key = server.account() | {"private_key_id": KEY_ID}
    outcome, told = examined(**{setting: (TEXTS | BROKEN)[form](key)})
    assert leaks(outcome.out + outcome.err, key) == []
    assert len(told) >= 3


def test_no_secret_is_in_what_it_says_of_an_alert(examined):
    outcome, _ = examined(SURVEY_ALERT_URL="https://hooks.example.org/T0/a-word-for-me-alone")
    assert "a-word-for-me-alone" not in outcome.out + outcome.err


def test_exact_counts_shown_to_anybody(examined):
    is_(examined(SURVEY_QUALITY_PAGE="1")[1]["visitors"], "warning", "SURVEY_OPERATORS")


def test_a_finding_is_one_line_without_a_key():
    told = Finding("source", State.FAULT, f"Two\nlines, {KEY_ID}.", "Mend  it.").line()
    assert told == ("fault      source     Two lines, (not shown: it looks like a key). Mend it.")
    assert os.linesep not in told
