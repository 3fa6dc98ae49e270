"""Days fall into months, quarters, halves and years."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.answers.waves import wave_of, waves_of
from analysis.codebook import Period


@pytest.mark.parametrize(
    ("period", "day", "wave"),
    [
        (Period.MONTH, date(2026, 3, 31), ("2026-03", "March 2026")),
        (Period.QUARTER, date(2026, 3, 31), ("2026-q1", "Q1 2026")),
        (Period.QUARTER, date(2026, 4, 1), ("2026-q2", "Q2 2026")),
        (Period.QUARTER, date(2026, 12, 31), ("2026-q4", "Q4 2026")),
        (Period.HALF_YEAR, date(2026, 6, 30), ("2026-h1", "First half 2026")),
        (Period.HALF_YEAR, date(2026, 7, 1), ("2026-h2", "Second half 2026")),
        (Period.YEAR, date(2026, 7, 1), ("2026", "2026")),
    ],
)
def test_a_day_falls_into_its_period(period, day, wave):
    assert wave_of(day, period) == wave


def test_waves_stand_in_order_of_time_and_only_once():
    days = {date(2026, 5, 1): 5, date(2025, 12, 1): 10, date(2026, 4, 1): 5}
    assert [wave.code for wave in waves_of(days, Period.QUARTER, 10)] == ["2025-q4", "2026-q2"]


def test_a_wave_that_had_a_name_keeps_it_however_many_leave():
    named = waves_of({date(2026, 4, 1): 10, date(2026, 1, 1): 10}, Period.QUARTER, 10)
    for left in (9, 1, 0):
        days = {date(2026, 7, 1): 9, date(2026, 4, 1): left, date(2026, 1, 1): 30}
        assert waves_of(days, Period.QUARTER, 10, named) == named


@pytest.mark.parametrize("k", [10, 15])
@pytest.mark.parametrize(("more", "named"), [(-1, False), (0, True), (1, True)])
def test_a_wave_has_a_name_from_k_people_on(k, more, named):
    days = {date(2026, 1, 1): 500, date(2026, 4, 1): k - 1, date(2026, 6, 30): 1 + more}
    codes = [wave.code for wave in waves_of(days, Period.QUARTER, k)]
    assert codes == ["2026-q1"] + ["2026-q2"] * named
