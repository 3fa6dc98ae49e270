"""Days are read as forms, tools and people write them, under the order that the column has."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.answers.dates import EPOCH, day_and_month, days, decide, has_time, month_names

MONTHS = month_names(("en", "es"))
FEB_3, MAR_2 = date(2026, 2, 3), date(2026, 3, 2)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-02-03", "2026-02-03 22:27:00", "2026-02-03T22:27:00Z",
        "2026-02-03T22:27:00.000+02:00", "2026-03-27 18:16:00 UTC".replace("03-27", "02-03"),
        "2026/02/03 10:27:00 PM GMT+2",  # a form's own download
        "2026-02-03 22.27.00",  # Swedish
        "2026. 02. 03. 22:27:00",  # Hungarian
        "2026. 2. 3 오후 10:27:00",  # Korean
        "2026년 2월 3일", "2026 02 03", "20260203", "20260203 2227", "46056", "46056.935",
        "03.02.2026", "03.02.2026 22.27.00",
        "Feb 03, 2026 10:27 PM", "February 3rd, 2026", "3 Feb 2026 22:27", "3-Feb-2026",
        "Tuesday, February 3, 2026 at 10:27 PM",
        "3 de febrero de 2026", "3-feb-2026", "martes, 3 de febrero de 2026, 22:27",
    ],
)  # fmt: skip
def test_these_are_the_third_of_february_in_any_order(cell):
    assert days(cell, MONTHS) == {"mdy": FEB_3, "dmy": FEB_3, "ymd": FEB_3}


@pytest.mark.parametrize("cell", ["2/3/2026", "02-03-2026 10:27:00", "2/3/2026 22:27"])
def test_these_are_two_days_until_the_order_is_known(cell):
    assert days(cell, MONTHS) == {"mdy": FEB_3, "dmy": MAR_2}


def test_a_year_of_two_digits_may_stand_first():
    in_2003 = date(2003, 2, 26)
    assert days("26.02.03", MONTHS) == {"dmy": in_2003, "ymd": FEB_3}
    assert order("26/02/03", "26/02/28") == "ymd"  # nobody answered in 2028
    assert order("26/02/03", "26/02/04") is None


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("25/12/2026", {"dmy": date(2026, 12, 25)}),
        ("12/25/2026", {"mdy": date(2026, 12, 25)}),
        ("2/29/2024", {"mdy": date(2024, 2, 29)}),
        ("2/29/2026", {}),
        ("2026-02-30", {}),
        ("13/13/2026", {}),
        ("2026", {}),
        ("February 2026", {}),
        ("yesterday", {}),
        ("maybe 3/4/2026", {}),
        ("3/4/2026 maybe", {}),
        ("2-Mar", {}),
        ("", {}),
    ],
)
def test_an_impossible_day_is_none(cell, found):
    assert days(cell, MONTHS) == found


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
@settings(max_examples=60)
def test_a_serial_number_is_its_day(day):
    assert days(str((day - EPOCH) // timedelta(days=1)), {})["mdy"] == day


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%m/%d/%Y", "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%d.%m.%Y"]),
)
def test_a_written_day_is_among_its_readings(day, form):
    assert day in days(day.strftime(form), MONTHS).values()


@pytest.mark.parametrize(
    ("cell", "pair"),
    [("2-Mar", (2, 3)), ("Mar-02", (2, 3)), ("3 feb", (3, 2)), ("6-abr", (6, 4)), ("May", None),
     ("2-Mar-2026", None)],
)  # fmt: skip
def test_a_day_and_a_month_without_a_year(cell, pair):
    assert day_and_month(cell, MONTHS) == pair


@pytest.mark.parametrize(
    ("cell", "timed"),
    [
        ("3/1/2026", False), ("3/1/2026 0:00:00", False), ("2026-03-01 00:00:00", False),
        ("3/1/2026 12:00 AM", False), ("46056", False), ("2026-03-01T00:00:00+02:00", False),
        ("2026. 3. 1 오전 12:00:00", False), ("20260301 0000", False), ("3/1/2026 12:00 PM", True),
        ("Sunday, March 1, 2026 9:05 AM", True), ("3/1/2026 0:00:07", True), ("46056.0", False),
        ("3/1/2026 9:05", True), ("2026-03-01T09:05:00Z", True), ("46056.5", True),
        ("03.01.2026 22.27.00", True), ("20260203 2227", True),
    ],
)  # fmt: skip
def test_midnight_is_no_time_of_day(cell, timed):
    assert has_time(cell) is timed


def order(*cells: str, counts: tuple[int, ...] | None = None) -> str | None:
    found = [
        {name: day for name, day in days(cell, MONTHS).items() if day < date(2027, 1, 1)}
        for cell in cells
    ]
    return decide(cells, found, counts or (1,) * len(cells)).order


def test_one_date_that_fits_one_order_decides_for_the_column():
    assert order("3/4/2026", "13/4/2026") == "dmy"
    assert order("3/4/2026", "4/13/2026") == "mdy"


def test_nothing_decides_where_all_fit_both():
    assert order("3/4/2026", "5/6/2026") is None
    assert order("3/3/2026", "2026-05-06") is not None  # one reading only, whatever the order


@pytest.mark.parametrize(("against", "decided"), [(1, "dmy"), (2, None)])
def test_what_clearly_more_dates_say_decides(against, decided):
    assert order("13/4/2026", "4/13/2026", "3/4/2026", counts=(10, against, 5)) == decided
