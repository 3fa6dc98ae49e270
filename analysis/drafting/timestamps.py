"""The column that holds the moment of answering, and how its dates are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.answers.dates import EARLIEST, SERIAL, Days, Decision, days, decide
from analysis.codebook.matching import plain
from analysis.codebook.types import Kind, Period
from analysis.drafting.columns import Column
from analysis.drafting.looks import Guess, View, question_of

MOST_UNREAD = 0.1  # of the cells of a column of dates
SAMPLE = 200  # distinct cells that tell quickly whether a column may hold dates
LONG_YEARS = 3  # over which quarters are too many filters
TOMORROW = timedelta(days=1)
SUBMITTED = re.compile(
    r"timestamp|submit|submission|completion|completed|recorded|end ?date|datestamp|zeitstempel|"
    r"marca temporal|horodateur|fecha de envío|informazioni cronologiche|tijdstempel|"
    r"carimbo de data|sygnatura czasowa|tidsstämpel|tidsstempel|aikaleima|časová značka|"
    r"zaman damgası|отметка времени|タイムスタンプ|타임스탬프|时间戳记|時間戳記"
)
MOMENT = re.compile(r"\b(date|time|day|when|started?|fecha|hora|datum|zeit)\b|startdate")
PAST = re.compile(r"birth|born|nacimiento|geburt")


@dataclass(frozen=True)
class _Dates:
    """A column's dates: how they are read, how many there are, the first and the last day.

    ``depends``: some of them are other days, or none, if day and month change places.
    """

    decision: Decision
    depends: bool
    rows: int
    first: date
    last: date


def timestamp_of(columns: Sequence[Column], view: View) -> Guess | None:
    """The question for the moment of answering: the column whose header says so most clearly."""
    best: tuple[tuple[int, int, int], Guess] | None = None
    for at, column in enumerate(columns):
        rank = _rank(column, first=at == 0)
        found = _dates(column, view) if rank else None
        if found is None:
            continue
        order = (rank, found.rows, -at)
        if best is None or order > best[0]:
            best = (order, _guess(column, found))
    return best[1] if best else None


def _rank(column: Column, *, first: bool) -> int:
    names = [plain(name) for name in column.names]
    if any(PAST.search(name) for name in names):
        return 0
    if any(SUBMITTED.search(name) for name in names):
        return 3
    return 2 if any(MOMENT.search(name) for name in names) else int(first)


def is_dates(column: Column, view: View) -> bool:
    """Whether most cells of a column are dates."""
    return _dates(column, view) is not None


def _dates(column: Column, view: View) -> _Dates | None:
    sample = column.values[:SAMPLE]
    if 2 * sum(bool(days(value.text, view.months)) for value in sample) < len(sample):
        return None
    cells = [value.text for value in column.values]
    rows = [value.rows for value in column.values]
    if column.formatted != "date" and all(SERIAL.fullmatch(cell) for cell in cells):
        return None  # numbers of five digits
    latest = view.today + TOMORROW
    found = [_possible(days(cell, view.months), latest) for cell in cells]
    read = sum(n for each, n in zip(found, rows, strict=True) if each)
    if not read or read < (1 - MOST_UNREAD) * sum(rows):
        return None
    decision = decide(cells, found, rows)
    order = decision.order or "mdy"
    told = sorted(each[order] for each in found if order in each)
    depends = any(each and each.get("mdy") != each.get("dmy") for each in found)
    return _Dates(decision, depends, read, told[0], told[-1]) if told else None


def _possible(found: Days, latest: date) -> Days:
    return {order: day for order, day in found.items() if EARLIEST <= day <= latest}


def _guess(column: Column, dates: _Dates) -> Guess:
    long = dates.last.year - dates.first.year > LONG_YEARS
    period = Period.YEAR if long else Period.QUARTER
    comments = {
        "kind": "guess: the moment of answering",
        "period": "guess: how finely time is shown; or month, half-year, year",
    }
    order = dates.decision.order if dates.depends else None
    if order is not None:
        comments["date_order"] = "decided by the dates that can be read in one way only"
    question = question_of(column, Kind.DATE, label="Wave", date_order=order, period=period)
    decide = "" if dates.decision.example is None else BOTH_ORDERS
    return Guess(column, question, comments, decide=decide)


BOTH_ORDERS = (
    "its dates can be read in two ways, as 3/4/2026 is 4 March or 3 April. Add here "
    'date_order = "mdy" where the month stands first, or date_order = "dmy" where the day does.'
)
