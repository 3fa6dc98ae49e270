"""Whatever Google, the sheet or the network does while the survey is read, over real HTTP."""

from __future__ import annotations

import functools
import time
from dataclasses import replace

import pytest

from data.explanations import explanation
from data.refresher import Refresher
from data.releases import Store
from data.sources import sheets
from data.sources.patience import Patience
from data.status import read_status
from tests.faults.declared import BANNER, NOTHING, Declared
from tests.faults.sheet_faults import ANSWERED, LASTING, PASSING, share
from tests.pages.stores import plain, read
from tests.surveys import NOON

FIRST = "r0001"
SURVIVED = "tests/faults/test_reading_faults.py::test_a_fault_that_passes_is_not_noticed"
TOLD = "tests/faults/test_reading_faults.py::test_a_fault_that_lasts_is_told_with_its_remedy"
DECLARED = [
    *(
        Declared("While it passes: not noticed", each.fault, NOTHING, "", SURVIVED)
        for each in PASSING
    ),
    *(
        Declared("While it lasts", each.fault, BANNER, f"{each.problem} {each.remedy}", TOLD)
        for each in LASTING
    ),
]


@pytest.fixture
def waits(monkeypatch):
    """The seconds that a reading would have slept; ``case`` sets its other limits."""
    return []


@pytest.fixture
def refresh(survey, waits, monkeypatch):
    """One reading of the survey, as ``case`` wants it."""

    def once(case=None):
        limits = case.patience if case else {}
        patient = functools.partial(Patience, sleep=waits.append, **limits)
        monkeypatch.setattr(sheets, "Patience", patient)
        if case and case.is_long:
            monkeypatch.setattr(sheets, "WHOLE_UP_TO", 60)
            monkeypatch.setattr(sheets, "ROWS_AT_ONCE", 50)
        return Refresher(survey.settings, now=lambda: NOON).once()

    return once


@pytest.fixture
def whole(survey):
    """Fails where a release is not as it was, or anything half-made lies in the store."""
    store = Store(survey.settings.store)
    before = store.verified(FIRST)

    def check():
        assert store.ids() == [FIRST]
        assert store.verified(FIRST) == before
        assert not list(store.releases.glob(".*"))
        assert not list(store.private.glob(".*"))

    return check


@pytest.mark.parametrize("case", PASSING, ids=lambda case: case.fault)
def test_a_fault_that_passes_is_not_noticed(case, survey, refresh, whole, visit, waits):
    report = Store(survey.settings.store).intake_report()
    case.spoil(survey)
    status = refresh(case)
    assert (status.state, status.failures) == ("ok", 0)
    told = Store(survey.settings.store).intake_report()
    answered = len(survey.tab.rows) - 1
    assert told.rows in (answered, answered - 1)  # one that came meanwhile waits for the next
    if answered == ANSWERED:
        assert replace(told, source=report.source) == report  # a tab may have another title
    if "with `Retry" in case.fault:
        assert all(wait >= 3 for wait in waits)
    whole()
    page = visit(survey.settings)
    assert not page.warning
    assert page.get("plotly_chart")


@pytest.mark.parametrize("case", LASTING, ids=lambda case: case.fault)
def test_a_fault_that_lasts_is_told_with_its_remedy(case, survey, refresh, whole, visit):
    store, began = Store(survey.settings.store), time.monotonic()
    refresh()
    good = store.intake_report()
    case.spoil(survey)
    status = refresh(case)
    why = explanation(store)
    assert (status.state, why.problem, why.remedy) == ("stale", case.problem, case.remedy)
    assert status.last_success is not None
    assert time.monotonic() - began < 30
    assert read_status(survey.settings.store) == status
    assert store.intake_report() == good
    whole()
    page = visit(survey.settings)
    (banner,) = page.warning
    assert "Answers last read" in plain(banner.value)
    assert f"What you see is release {FIRST} of 22 November 2026." in plain(banner.value)
    assert case.problem not in read(page)
    assert page.get("plotly_chart")


@pytest.mark.parametrize("case", [LASTING[4], LASTING[8], LASTING[20]], ids=lambda case: case.fault)
def test_once_it_is_mended_all_answers_are_read(case, survey, refresh, whole):
    case.spoil(survey)
    assert refresh(case).state == "stale"
    survey.server.heal()
    share(survey.server)
    assert refresh().state == "ok"
    assert Store(survey.settings.store).intake_report().used == ANSWERED
    whole()
