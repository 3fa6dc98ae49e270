"""A sheet that loses rows or a column at once is not believed until somebody says it is meant."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analysis.errors import NotYet
from data.explanations import explanation
from data.last_reading import refuse_sudden_change
from data.publish import publish
from data.refresher import LONGEST_PAUSE, Refresher
from data.releases import Store
from data.settings import Settings
from data.status import Status
from tests.surveys import NOON, people, settings, write_sheet

MENTOR = "Have you had a mentor?"


@pytest.fixture
def here(tmp_path):
    """A survey of 120 that was read once."""
    found = settings(write_sheet(tmp_path / "answers.csv", people(60, 60)))
    assert Refresher(found, now=lambda: NOON).once().state == "ok"
    return found


def answered(here, rows):
    write_sheet(here.store.parent / "answers.csv", rows)
    return Refresher(here, now=lambda: NOON).once()


def why(here):
    """What the operator is told of the last reading."""
    return explanation(Store(here.store))


def renamed(rows, old, new):
    return [{new if head == old else head: cell for head, cell in row.items()} for row in rows]


@pytest.mark.parametrize(("solo", "is_sudden"), [(59, False), (36, False), (35, True), (1, True)])
def test_more_than_a_fifth_of_the_responses_do_not_go_unasked(here, solo, is_sudden):
    """24 of 120 is a fifth."""
    status = answered(here, people(solo, 60))
    assert (status.state == "stale") == is_sudden
    if is_sudden:
        assert why(here).problem == "The sheet has far fewer responses than at the last reading."
        assert "version history" in why(here).remedy
    told = Store(here.store).intake_report()
    assert told.rows == (120 if is_sudden else solo + 60)
    assert Store(here.store).newest().id == "r0001"


def test_rows_that_are_no_responses_make_up_for_none(here):
    rows = people(45, 45)
    again = {head: head for head in rows[0]}
    assert answered(here, [*rows, *[again] * 30]).state == "stale"
    assert why(here).problem == "The sheet has far fewer responses than at the last reading."


def test_the_log_holds_no_number_of_responses(here, caplog):
    answered(here, people(20, 30))
    assert "far fewer responses" in caplog.text
    assert not re.search(r"\b(50|70|120)\b", "".join(caplog.messages))


def test_a_note_of_an_earlier_version_holds_nobody_to_its_number_of_rows(here):
    store = Store(here.store)
    note = store.notes.note("reading.json", dict)
    old = {"survey": note["survey"], "rows": 120, "matched": note["matched"]}
    store.notes.keep("reading.json", old)
    assert answered(here, renamed(people(90, 90), MENTOR, "Mentor?")).state == "stale"
    assert answered(here, people(20, 20)).state == "ok"
    assert store.notes.note("reading.json", dict) == {
        "survey": note["survey"], "used": 40, "matched": note["matched"],
    }  # fmt: skip


@pytest.mark.parametrize(("left", "is_sudden"), [(10, False), (9, True)])
def test_in_a_small_survey_ten_may_take_their_answers_back(tmp_path, left, is_sudden):
    here = settings(write_sheet(tmp_path / "answers.csv", people(10, 10)))
    Refresher(here, now=lambda: NOON).once()
    assert (answered(here, people(left, 0)).state == "stale") == is_sudden


def test_it_stays_refused_until_the_rows_are_back(here):
    for _ in range(2):
        assert answered(here, people(20, 20)).state == "stale"
    assert answered(here, people(60, 60)).state == "ok"


def test_whoever_runs_the_survey_can_say_that_it_was_meant(here):
    answered(here, people(40, 40))
    assert why(here).remedy.endswith("accept it with: python -m data publish")
    with pytest.raises(NotYet, match="fewer than 100"):
        publish(here, NOON)
    assert answered(here, people(40, 40)).state == "ok"


def test_a_question_that_nobody_must_ask_does_not_vanish_unasked(here):
    status = answered(here, renamed(people(90, 90), MENTOR, "Did you have a mentor?"))
    assert status.state == "stale"
    assert why(here).problem == f"The column {MENTOR!r} is no longer in the sheet."
    assert why(here).remedy.startswith("Give the column its old header back.")
    assert Store(here.store).ids() == ["r0001"]
    assert not answered(here, people(90, 90)).is_waiting
    assert Store(here.store).ids() == ["r0002", "r0001"]


def test_a_new_column_is_welcome(here):
    rows = [row | {"Anything else?": "No"} for row in people(60, 60)]
    assert answered(here, rows).state == "ok"


def test_another_survey_is_not_held_to_it(here, tmp_path):
    other = replace(here, source=str(write_sheet(tmp_path / "other.csv", people(5, 5))))
    assert Refresher(other, now=lambda: NOON).once().state == "ok"


def test_nor_is_a_first_reading(here, tmp_path):
    report = Store(here.store).intake_report()
    assert refuse_sudden_change(Store(tmp_path / "new"), "a-survey", report, None) is None


@pytest.mark.parametrize(
    ("every", "failures", "pause"),
    [
        *((300, 0, 300), (300, 1, 300), (300, 2, 600), (300, 3, 1200), (300, 4, 2400)),
        *((300, 5, LONGEST_PAUSE), (300, 10_000, LONGEST_PAUSE), (1, 13, LONGEST_PAUSE)),
        *((86_400, 7, 86_400), (0, 3, None)),
    ],
)
def test_the_pause_doubles_with_every_failure_up_to_an_hour(every, failures, pause):
    refresher = Refresher(Settings(source="answers.csv", refresh_seconds=every))
    status = Status("tiny-1", "csv", state="stale", failures=failures)
    assert refresher.pause_after(status) == pause


def test_failures_are_counted_until_a_reading_succeeds(here):
    sheet = here.store.parent / "answers.csv"
    good = sheet.read_bytes()
    sheet.unlink()
    told = [Refresher(here, now=lambda: NOON).once().failures for _ in range(3)]
    sheet.write_bytes(good)
    assert [*told, Refresher(here, now=lambda: NOON).once().failures] == [1, 2, 3, 0]
