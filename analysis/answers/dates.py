"""Days as people, forms and spreadsheets write them, under each order of day and month."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError

Order = Literal["mdy", "dmy", "ymd"]
ORDERS: tuple[Order, ...] = ("mdy", "dmy", "ymd")
Days = Mapping[Order, date]

EPOCH = date(1899, 12, 30)  # day 0 of Google's and Excel's serial numbers
EARLIEST = date(2000, 1, 1)
MONTHS = 12
SEVERAL = 5  # dates of each sort, so that chance does not make them differ
CLEARLY = 10  # times as many dates as speak for the other order

SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
YEAR_FIRST = re.compile(
    r"(\d{4})\s*[-/.\s년年]\s*(\d{1,2})\s*[-/.\s월月]\s*(\d{1,2})(?!\d)[일日.]?"
)
YEAR_LAST = re.compile(r"(\d{1,2})\s*([-/.\s])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?!\d)\.?")
WEEKDAY = re.compile(r"[^\W\d]{2,}\.?,\s*(?=.*\d)")
BETWEEN = r"[\s,./-]*(?:(?:de|del|of)\s+)?"
DAY = r"(\d{1,2})(?!\d)(?:st|nd|rd|th|º|\.)?"
YEAR = r"(\d{4}|\d{2})(?![\d:])"
NAME = r"([^\W\d]{3,})\.?"
DAY_NAME = re.compile(rf"{DAY}{BETWEEN}{NAME}(?:{BETWEEN}{YEAR})?")
NAME_DAY = re.compile(rf"{NAME}{BETWEEN}{DAY}(?:{BETWEEN}{YEAR})?")
# A clock's time, with what is written before and after it; a time without a colon is 4 or 6 digits.
CLOCK = re.compile(
    r"[\s,.]*(?:t|at|um|kl\.?|[^\W\d]{1,4}\.?)?\s*"
    r"(?:\d{1,2}[:.h]\d{2}[^a-z]*(?:[ap]\.?\s?m\.?)?.{0,40}|\d{4}(?:\d{2})?z?)?"
)
TIME = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?")
MORNING = re.compile(r"오전|午前|上午|\ba\.?\s?m\b")


@lru_cache
def month_names(languages: tuple[str, ...]) -> Mapping[str, int]:
    """The number of each month by its names in these languages, full and short, without points."""
    names: dict[str, int] = {}
    for language in languages:
        try:
            known = Locale.parse(language.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in known.months[form][width].items():
                    names.setdefault(_lower(name).rstrip("."), number)
    return names | {"sept": 9}


def days(text: str, months: Mapping[str, int]) -> Days:
    """The day that a cell names under each order; the same one where only one way is possible.

    Empty where it names none. A four-digit year in front means year, month, day; a month's name
    and a serial number leave nothing open; with points between them the day comes first, as
    nobody writes months and days the other way round with points.
    """
    found = _found(_lower(text), months)
    return {order: day for order, day in found.items() if day is not None}


def day_and_month(text: str, months: Mapping[str, int]) -> tuple[int, int] | None:
    """Day and month of a cell that names no year: '2-Mar', 'Mar 02', '3 feb'."""
    said = _lower(text)
    for pattern, day_at, name_at in ((DAY_NAME, 1, 2), (NAME_DAY, 2, 1)):
        found = pattern.fullmatch(said)
        if found and found[3] is None and found[name_at] in months:
            return int(found[day_at]), months[found[name_at]]
    return None


def has_time(text: str) -> bool:
    """Whether a cell tells a moment within the day: two people rarely share one.

    Midnight is what a date without a time becomes, so it tells none.
    """
    said = _lower(text)
    if SERIAL.fullmatch(said):
        return "." in said and not said.endswith(".0")
    said = WEEKDAY.sub("", said, count=1) if WEEKDAY.match(said) else said
    for pattern in (COMPACT, YEAR_FIRST, YEAR_LAST, DAY_NAME, NAME_DAY):
        if found := pattern.match(said):
            return _is_within_the_day(said[found.end() :])
    return False


def has_seconds(text: str) -> bool:
    """Whether a moment is told to the second, or more finely."""
    said = _lower(text)
    return bool(re.search(r"\d[:.]\d{2}[:.]\d{2}", said) or re.fullmatch(r"\d{5}\.\d{3,}", said))


def _is_within_the_day(rest: str) -> bool:
    """Whether what stands after a date is a time of day other than midnight."""
    if clock := TIME.search(rest):
        hour, *others = (int(part or 0) for part in clock.groups())
        is_midnight = hour == 0 or (hour == 12 and MORNING.search(rest) is not None)
        return not is_midnight or any(others)
    digits = re.fullmatch(r"\D*(\d{4}|\d{6})z?", rest)
    return digits is not None and int(digits[1]) > 0


def _found(said: str, months: Mapping[str, int]) -> dict[Order, date | None]:
    if serial := SERIAL.fullmatch(said):
        return _certain(EPOCH + timedelta(days=int(serial[1])))
    for pattern in (COMPACT, YEAR_FIRST):
        if (found := pattern.match(said)) and _ends(said, found):
            return _certain(_day(found[1], found[2], found[3]))
    if (found := YEAR_LAST.match(said)) and _ends(said, found):
        return _in_each_order(found[1], found[3], found[4], dotted=found[2] == ".")
    said = WEEKDAY.sub("", said, count=1) if WEEKDAY.match(said) else said
    for pattern, day_at, name_at in ((DAY_NAME, 1, 2), (NAME_DAY, 2, 1)):
        found = pattern.match(said)
        if found and found[3] and found[name_at] in months and _ends(said, found):
            return _certain(_day(found[3], months[found[name_at]], found[day_at]))
    return {}


def _in_each_order(one: str, two: str, three: str, *, dotted: bool) -> dict[Order, date | None]:
    day_first, month_first = _day(three, two, one), _day(three, one, two)
    if len(three) == 2:  # 26/02/03 may begin with its year
        found: dict[Order, date | None] = {"dmy": day_first, "ymd": _day(one, two, three)}
    elif dotted:
        return _certain(day_first)
    else:
        found = {"dmy": day_first}
    return found if dotted else found | {"mdy": month_first}


def _certain(day: date | None) -> dict[Order, date | None]:
    return dict.fromkeys(ORDERS, day)


def _day(year: str, month: str | int, day: str) -> date | None:
    whole = int(year) + 2000 if len(year) < 4 else int(year)
    try:
        return date(whole, int(month), int(day))
    except ValueError:
        return None


def _ends(said: str, found: re.Match[str]) -> bool:
    """Whether nothing but a time of day stands after the date."""
    return CLOCK.fullmatch(said[found.end() :]) is not None


def _lower(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()


@dataclass(frozen=True)
class Decision:
    """How a column's dates are read: in an order, or, where ``order`` is None, in any of several,
    of which ``example`` is read differently in each."""

    order: Order | None
    example: str | None = None
    is_half_turned: bool = False


def is_half_turned(found: Sequence[Days], counts: Sequence[int]) -> bool:
    """Whether a spreadsheet took some days for months and left the other dates as texts.

    Then all texts name a day above 12, and all that became dates none: days and months of these
    are exchanged.
    """
    certain, texts = [], []
    for each, count in zip(found, counts, strict=True):
        if len(each) == len(ORDERS) and len(set(each.values())) == 1:
            certain.append((next(iter(each.values())).day <= MONTHS, count))
        elif each:
            texts.append((len(each) == 1, count))
    enough = min(sum(n for _, n in certain), sum(n for _, n in texts)) >= SEVERAL
    return enough and all(low for low, _ in certain) and all(high for high, _ in texts)


def decide(cells: Sequence[str], found: Sequence[Days], counts: Iterable[int]) -> Decision:
    """In which order the dates of a column put day, month and year.

    The order in which fewest are impossible is taken, if clearly more are impossible in the next.
    Where several fit alike, nothing in the column tells.
    """
    impossible = dict.fromkeys(ORDERS, 0)
    for days_of_cell, count in zip(found, counts, strict=True):
        for order in ORDERS:
            impossible[order] += count * bool(days_of_cell and order not in days_of_cell)
    best, *others = sorted(ORDERS, key=lambda order: impossible[order])
    fitting = [best, *(o for o in others if impossible[o] < CLEARLY * max(impossible[best], 1))]
    if impossible[best] == 0:
        fitting = [order for order in ORDERS if impossible[order] == 0]
    for cell, days_of_cell in zip(cells, found, strict=True):
        if len({days_of_cell[order] for order in fitting if order in days_of_cell}) > 1:
            return Decision(None, cell.strip())
    return Decision(best)
