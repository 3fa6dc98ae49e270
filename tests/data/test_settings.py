"""What an operator may set: within which range, and what an empty setting is."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest

from analysis.errors import SurveyError
from data.settings import A_WEEK, from_environment
from data.web.settings import MOST, MOST_PROXIES
from data.web.settings import from_environment as web_from_environment

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
NAMES = re.findall(r"^\| `([A-Z_]+)` \|", README, flags=re.M)
WINDOWS_WAITS = 4_294_967  # seconds at most
LARGEST = {
    "SURVEY_REFRESH_SECONDS": (from_environment, "refresh_seconds", A_WEEK),
    "SURVEY_PROXIES": (web_from_environment, "proxies", MOST_PROXIES),
    "SURVEY_API_LIMIT": (web_from_environment, "api_limit", MOST),
    "SURVEY_SESSION_LIMIT": (web_from_environment, "session_limit", MOST),
    "SURVEY_OPEN_LIMIT": (web_from_environment, "open_limit", MOST),
    "SURVEY_CLIENT_OPEN_LIMIT": (web_from_environment, "client_open_limit", MOST),
}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The folder that the program is started from, without a secrets.toml."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", LARGEST)
def test_a_number_is_taken_up_to_the_largest_and_refused_beyond_it_in_one_sentence(name):
    read, field, most = LARGEST[name]
    for number in (0, 1, most - 1, most):
        assert getattr(read({name: str(number)}), field) == number
    for said in (str(most + 1), "99999999999", "9" * 5000, "-1", "1.5", "1e3", "٣", "soon"):
        with pytest.raises(SurveyError) as refused:
            read({name: said})
        assert refused.value.problem.endswith(f", which is no number from 0 to {most:,}.")
        assert refused.value.problem.startswith(f"{name} is '")
        assert len(refused.value.problem) < 200


def test_every_number_in_the_readme_has_a_range():
    numbers = re.findall(r"^\| `([A-Z_]+)` \|[^|]*\| `\d+` \|", README, flags=re.M)
    assert set(numbers) == set(LARGEST)


def test_the_longest_pause_is_one_that_every_machine_can_wait():
    assert min(threading.TIMEOUT_MAX, WINDOWS_WAITS) > A_WEEK


@pytest.mark.parametrize("said", ["2", "yes", "true", "01"])
def test_the_quality_page_is_on_or_off(said):
    with pytest.raises(SurveyError, match="SURVEY_QUALITY_PAGE can't be"):
        from_environment({"SURVEY_QUALITY_PAGE": said})


@pytest.mark.parametrize("name", NAMES)
def test_what_is_set_to_nothing_is_not_set(name):
    """A compose file hands on what its .env lacks as an empty text."""
    assert from_environment({name: ""}) == from_environment({})
    assert web_from_environment({name: ""}) == web_from_environment({})
