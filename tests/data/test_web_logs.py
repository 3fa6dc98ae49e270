"""The log as lines of JSON: one object a line, whoever writes it, with no more than it may say."""

from __future__ import annotations

import json
import subprocess
import sys
import threading

import pytest

from analysis.errors import SurveyError
from data.web.logs import _thread_failed
from data.web.settings import from_environment
from tests.browser.server import ROOT

MARKER = "the-marker-of-an-answer"
PROGRAM = f"""
import logging
from streamlit.logger import get_logger
early = get_logger("streamlit.early")
from data.web.logs import keep_discreet, write_json
keep_discreet()
write_json()
late = get_logger("streamlit.late")
logging.getLogger("team_of_one").info("Read %s", "well")
early.warning('a "quoted" line\\nand another \\u202e')
late.error("late")
logging.getLogger("urllib3").warning("theirs")
for name in ("team_of_one", "streamlit.late", "uvicorn.error"):
    try:
        raise ValueError("{MARKER}")
    except ValueError:
        logging.getLogger(name).exception("It failed")
"""


@pytest.fixture(scope="module")
def lines():
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == ""
    return [json.loads(line) for line in ran.stderr.splitlines()]


def test_every_logger_writes_lines_of_json(lines):
    told = [(each["level"], each["logger"], each["message"]) for each in lines]
    assert told[:4] == [
        ("info", "team_of_one", "Read well"),
        ("warning", "streamlit.early", 'a "quoted" line\nand another \u202e'),
        ("error", "streamlit.late", "late"),
        ("warning", "urllib3", "theirs"),
    ]
    assert all(each["time"].endswith("+00:00") for each in lines)


def test_a_failure_tells_where_it_was_and_not_what_it_quoted(lines):
    failed = [each for each in lines if each["message"] == "It failed"]
    assert {each["logger"] for each in failed} == {"team_of_one", "streamlit.late", "uvicorn.error"}
    assert all(each["trace"].endswith("ValueError") for each in failed)
    assert MARKER not in json.dumps(lines)


@pytest.mark.parametrize(
    ("error", "told"),
    [(ValueError(MARKER), ["A thread failed"]), (SystemExit(3), []), (SystemExit(MARKER), [])],
)
def test_what_ends_a_thread_is_logged_unless_it_asked_for_its_end(
    monkeypatch, caplog, capsys, error, told
):
    def fail():
        raise error

    monkeypatch.setattr(threading, "excepthook", _thread_failed)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join(10)
    assert caplog.messages == told
    assert capsys.readouterr().err == ""


def test_text_is_the_default_and_nonsense_is_refused():
    assert from_environment({}).log_json is False
    assert from_environment({"SURVEY_LOG": "json"}).log_json is True
    with pytest.raises(SurveyError, match="SURVEY_LOG can't be 'xml'"):
        from_environment({"SURVEY_LOG": "xml"})
