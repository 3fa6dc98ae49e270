"""The log as lines of JSON: one object a line, whoever writes it, with no more than it may say."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading

import pytest

from analysis.errors import SurveyError
from data.web.logs import MOST_OF_A_KIND, WINDOW, Sparing, _thread_failed
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
early.warning("No fragment %s of %d", "{MARKER}", 7)
early.warning('a "quoted" line\\nand another \\u202e')
late.error("late")
logging.getLogger("urllib3").warning("theirs")
for name in ("team_of_one", "streamlit.late", "uvicorn.error", "urllib3"):
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
    assert told[:5] == [
        ("info", "team_of_one", "Read well"),
        ("warning", "streamlit.early", "No fragment … of …"),
        ("warning", "streamlit.early", 'a "quoted" line\nand another \u202e'),
        ("error", "streamlit.late", "late"),
        ("warning", "urllib3", "theirs"),
    ]
    assert all(each["time"].endswith("+00:00") for each in lines)


def test_a_failure_tells_where_it_was_and_not_what_it_quoted(lines):
    failed = [each for each in lines if each["message"] == "It failed"]
    assert {each["logger"] for each in failed} == {
        *("team_of_one", "streamlit.late", "uvicorn.error", "urllib3")
    }
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


class TestHowMuch:
    """Visitors can bring lines about at will; the log is no larger for it."""

    def record(self, words, *values, name="uvicorn.error", trace=None):
        record = logging.LogRecord(name, logging.WARNING, "", 1, words, values, None)
        record.exc_text = trace
        return record

    def test_the_same_line_is_written_once_a_minute(self):
        now = [0.0]
        sparing = Sparing(lambda: now[0])
        line = "Invalid HTTP request received."
        assert [sparing.filter(self.record(line)) for _ in range(3)] == [True, False, False]
        now[0] = WINDOW - 0.1
        assert not sparing.filter(self.record(line))
        now[0] = WINDOW
        assert sparing.filter(self.record(line))

    def test_another_line_logger_value_or_place_of_a_failure_is_another(self):
        sparing = Sparing(lambda: 0.0)
        others = [
            self.record("A %s", "b"),
            self.record("A %s", "c"),
            self.record("A b"),
            self.record("A %s", "b", name="other"),
            self.record("A %s", "b", trace="line 1"),
            self.record("A %s", "b", trace="line 2"),
        ]
        assert all(map(sparing.filter, others))
        assert not any(map(sparing.filter, others))

    def test_of_lines_that_differ_in_their_values_so_many_are(self):
        sparing = Sparing(lambda: 0.0)
        written = [sparing.filter(self.record("From %s", n)) for n in range(2 * MOST_OF_A_KIND)]
        assert written == [True] * MOST_OF_A_KIND + [False] * MOST_OF_A_KIND

    def test_who_opened_a_session_is_not_written(self):
        line = self.record('%s - "WebSocket %s" [accepted]', "203.0.113.9:5", "/_stcore/stream")
        assert not Sparing(lambda: 0.0).filter(line)

    def test_every_logger_is_sparing_those_to_come_too(self):
        said = f"""{PROGRAM}
for logger in (early, late, get_logger("streamlit.latest"), logging.getLogger("uvicorn.error")):
    for _ in range(5):
        logger.error("again")
"""
        ran = subprocess.run(
            [sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, timeout=60
        )
        assert ran.stderr.count("again") == 4


def test_text_is_the_default_and_nonsense_is_refused():
    assert from_environment({}).log_json is False
    assert from_environment({"SURVEY_LOG": "json"}).log_json is True
    with pytest.raises(SurveyError, match="SURVEY_LOG can't be 'xml'"):
        from_environment({"SURVEY_LOG": "xml"})
