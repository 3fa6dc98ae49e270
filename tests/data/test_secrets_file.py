"""Settings in secrets.toml are those of the app and of the command line, the same for both."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from analysis.errors import SurveyError
from data.secrets_file import add_secrets
from tests.browser.server import ROOT, environment
from tests.data.test_settings import NAMES
from tests.planted_keys import put_into_secrets
from tests.surveys import TINY, people, write_sheet

MARKER = "the-marker-of-a-secret"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The folder that the program is started from, by somebody with a home of their own."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def added(**env):
    add_secrets(env)
    return env


def refused(**env):
    with pytest.raises(SurveyError) as caught:
        add_secrets(env)
    said = f"{caught.value} {caught.value.__cause__} {caught.value.__context__}"
    assert MARKER not in said
    return caught.value


def test_without_the_file_nothing_is_added():
    assert added(A="b") == {"A": "b"}


@pytest.mark.parametrize("name", [each for each in NAMES if each != "GOOGLE_SERVICE_ACCOUNT"])
def test_every_setting_of_the_readme_may_stand_in_it(folder, name):
    put_into_secrets(folder, f'{name} = "said"\n[auth]\nclient_id = "x"')
    assert added() == {name: "said"}


def test_numbers_and_yes_or_no_are_what_they_are_in_the_environment(folder):
    put_into_secrets(folder, "SURVEY_PROXIES = 2\nSURVEY_QUALITY_PAGE = true\nOTHER = 1")
    assert added() == {"SURVEY_PROXIES": "2", "SURVEY_QUALITY_PAGE": "1"}


def test_what_is_set_in_both_must_be_the_same(folder):
    put_into_secrets(folder, f'SURVEY_STORE = "{MARKER}"')
    assert added(SURVEY_STORE=MARKER) == added(SURVEY_STORE="") == {"SURVEY_STORE": MARKER}
    error = refused(SURVEY_STORE=f"{MARKER}-2")
    assert error.problem == (
        "SURVEY_STORE is set in the environment and in secrets.toml, and not to the same."
    )
    assert error.remedy == "Remove one of the two."


def test_the_file_in_the_home_folder_counts_where_that_of_this_folder_says_nothing(folder):
    put_into_secrets(folder.parent / "home", 'SURVEY_STORE = "home"\nSURVEY_LOG = "json"')
    put_into_secrets(folder, 'SURVEY_STORE = "here"')
    assert added() == {"SURVEY_STORE": "here", "SURVEY_LOG": "json"}


def test_the_app_may_be_told_of_another_file(folder):
    put_into_secrets(folder, 'SURVEY_STORE = "here"')
    (folder / "other.toml").write_text('SURVEY_STORE = "there"')
    env = {}
    add_secrets(env, files=[str(folder / "other.toml"), str(folder)])
    assert env == {"SURVEY_STORE": "there"}


@pytest.mark.parametrize("value", ["[1]", "{a = 1}", "1979-05-27"])
def test_what_is_neither_text_nor_number_is_told(folder, value):
    put_into_secrets(folder, f"SURVEY_HOSTS = {value}")
    assert refused().problem == "SURVEY_HOSTS in secrets.toml is no text and no number."


@pytest.mark.parametrize("form", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_told_in_words(folder, form):
    put_into_secrets(folder, "")
    file = folder / ".streamlit" / "secrets.toml"
    file.write_bytes(f'SURVEY_SOURCE = "{MARKER}"'.encode(form))
    error = refused()
    assert "is in UTF-16" in error.problem
    assert error.remedy == "Save it as UTF-8."


@pytest.mark.parametrize("content", [b"\xff", f"SURVEY_SOURCE = {MARKER}".encode(), b"[", b"a\0b"])
def test_so_is_what_is_no_toml(folder, content):
    put_into_secrets(folder, "")
    (folder / ".streamlit" / "secrets.toml").write_bytes(content)
    assert refused().remedy


class TestAsStarted:
    """As a person starts the program in that folder."""

    def run(self, folder, *words, **env):
        return subprocess.run(
            [sys.executable, *words], cwd=folder, capture_output=True, text=True, timeout=120,
            env=environment(PYTHONPATH=ROOT, **env),
        )  # fmt: skip

    APP = ("-c", "import app; print(app.settings.source, app.web.hosts, app.settings.store)")

    @pytest.fixture
    def survey(self, folder):
        write_sheet(folder / "answers.csv", people(60, 60))
        said = {"SURVEY_SOURCE": "answers.csv", "SURVEY_CODEBOOK": str(TINY), "SURVEY_STORE": "s"}
        lines = [f"{name} = {json.dumps(value)}" for name, value in said.items()]
        put_into_secrets(folder, "\n".join([*lines, 'SURVEY_HOSTS = "a.example"']))
        return folder

    def test_the_command_line_reads_the_survey_that_the_app_shows(self, survey):
        app = self.run(survey, *self.APP)
        assert app.stdout.split() == ["answers.csv", "('a.example',)", "s"], app.stderr
        checked = self.run(survey, "-m", "data", "check", "--json")
        assert json.loads(checked.stdout)["used"] == 120, checked.stderr
        published = self.run(survey, "-m", "data", "publish")
        assert (published.stdout, published.returncode) == ("r0001\n", 0), published.stderr
        assert (survey / "s" / "releases" / "r0001").is_dir()

    @pytest.mark.parametrize("words", [APP, ("-m", "data", "check")])
    def test_both_refuse_two_that_differ_in_one_sentence(self, survey, words):
        ran = self.run(survey, *words, SURVEY_STORE="other")
        assert ran.returncode == 1
        assert "SURVEY_STORE is set in the environment and in secrets.toml" in ran.stderr
        assert "Traceback" not in ran.stderr

    @pytest.mark.parametrize("words", [APP, ("-m", "data", "check")])
    def test_both_tell_of_utf_16(self, folder, words):
        put_into_secrets(folder, "")
        file = folder / ".streamlit" / "secrets.toml"
        file.write_bytes('SURVEY_SOURCE = "x"'.encode("utf-16"))
        ran = self.run(folder, *words)
        assert ran.returncode == 1
        assert "is in UTF-16" in ran.stderr
        assert "Traceback" not in ran.stderr
