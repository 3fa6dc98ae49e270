"""The operator's webhook is told once when the source goes stale and once when it recovers."""

from __future__ import annotations

import json
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from analysis.errors import SurveyError
from data.alerts import Alerts, alert_address, change
from data.refresher import Refresher
from data.status import Status
from tests.sheets_http import LocalServer, Reply
from tests.surveys import people, settings, write_sheet

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEW = Status("tiny-1", "csv")
GOOD = NEW.succeeded(NOON)
BAD = GOOD.failed(NOON + timedelta(minutes=5))


class Webhook:
    """A webhook on this machine that answers with these statuses, the last one for ever."""

    def __init__(self, *answers):
        self.heard, self.answers = [], list(answers)
        self.server = LocalServer(self._answer)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/a-secret-token"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def _answer(self, request):
        self.heard.append((request.address, json.loads(request.body)))
        status = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return Reply(status, b"", {"Location": "http://127.0.0.1:9/"})

    def until(self, count):
        end = time.monotonic() + 5
        while len(self.heard) < count and time.monotonic() < end:
            time.sleep(0.01)
        return [told["event"] for _, told in self.heard]


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        (GOOD, BAD, "stale"),
        (NEW, NEW.failed(NOON), "stale"),  # it never could be read
        (BAD, BAD.succeeded(NOON), "recovered"),
        (BAD, BAD.failed(NOON), None),
        (GOOD, GOOD.succeeded(NOON, is_waiting=True), None),
        (NEW, GOOD, None),
        (BAD, NEW, None),  # another survey is configured
    ],
)
def test_only_a_turn_is_told(before, after, event):
    found = change(before, after)
    assert (found and found.change) == event


def test_what_is_told_names_the_survey_and_the_time_and_no_number_of_answers():
    told = change(GOOD, BAD).as_json()
    assert told == {
        "event": "stale",
        "survey": "tiny-1",
        "at": "2026-11-22T12:05:00+00:00",
        "last_success": "2026-11-22T12:00:00+00:00",
        "text": "The survey tiny-1 can't be read. It was last read at "
        "2026-11-22T12:00:00+00:00. See the server's log.",
    }


def test_a_webhook_hears_of_each_turn_once():
    with Webhook(200) as webhook:
        alerts, known = Alerts(webhook.url), NEW
        turns = {0: GOOD, 1: GOOD, 2: BAD, 3: BAD, 4: BAD, 5: GOOD, 6: GOOD, 7: BAD}
        for number, after in turns.items():
            alerts.saw(known, after)
            known = after
            webhook.until(sum(turn <= number for turn in (2, 5, 7)))
        time.sleep(0.1)  # for one too many
        assert webhook.until(3) == ["stale", "recovered", "stale"]
        assert {address for address, _ in webhook.heard} == {"/a-secret-token"}


@pytest.mark.parametrize("url", [None, "https://hooks.example.org/x"])
def test_without_a_webhook_nothing_is_sent(monkeypatch, url):
    sent = []
    monkeypatch.setattr(Alerts, "send", lambda alerts, alert: sent.append(alert))
    Alerts(url).saw(GOOD, BAD)
    for thread in threading.enumerate():
        if thread.name == "alert":
            thread.join(5)
    assert sent == ([change(GOOD, BAD)] if url else [])


@pytest.mark.parametrize(
    ("answers", "taken", "tries"),
    [((200,), True, 1), ((204,), True, 1), ((500, 503, 200), True, 3), ((500,), False, 3)],
)
def test_a_webhook_in_trouble_is_tried_three_times(answers, taken, tries):
    pauses = []
    with Webhook(*answers) as webhook:
        assert Alerts(webhook.url, pauses.append).send(change(GOOD, BAD)) is taken
        assert len(webhook.heard) == tries
    assert pauses == [1.0, 2.0, 4.0][: tries if not taken else tries - 1]


def test_a_webhook_can_t_send_the_alert_elsewhere():
    with Webhook(302) as webhook:
        assert not Alerts(webhook.url, lambda _: None).send(change(GOOD, BAD))
        assert len(webhook.heard) == 3


def test_a_failing_webhook_is_told_to_the_log_without_its_address(caplog):
    alerts = Alerts("http://127.0.0.1:9/a-secret-token", lambda _: None)
    assert not alerts.send(change(GOOD, BAD))
    assert "The alert webhook was not reached: ConnectionError" in caplog.text
    assert "a-secret-token" not in caplog.text
    assert "a-secret-token" not in repr(alerts)


@pytest.mark.parametrize("said", ["https://hooks.example.org/x", "http://127.0.0.1:80/x", None])
def test_an_address_is_one_nobody_else_reads_along_with(said):
    assert alert_address(said) == said


@pytest.mark.parametrize(
    "said",
    [
        "http://hooks.example.org/x",
        "ftp://x/y",
        "hooks",
        "https:///x",
        "https://[x",
        "https://\uff0f\u2100",
    ],
)
def test_any_other_is_refused_without_being_repeated(said):
    with pytest.raises(SurveyError) as caught:
        alert_address(said)
    assert said not in str(caught.value)


def test_a_source_that_vanishes_and_comes_back_is_told_by_the_refresher(tmp_path):
    sheet = write_sheet(tmp_path / "answers.csv", people(12, 12))
    with Webhook(200) as webhook:
        refresher = Refresher(settings(sheet, alert_url=webhook.url))
        refresher.once()
        kept = sheet.read_bytes()
        sheet.unlink()
        for _ in range(3):
            refresher.once()
        assert webhook.until(1) == ["stale"]
        sheet.write_bytes(kept)
        refresher.once()
        refresher.once()
        assert webhook.until(2) == ["stale", "recovered"]
