"""Dates as sheets write them, and the waves they fall into."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from analysis.codebook import Period, Wave

SHEET_EPOCH = date(1899, 12, 30)  # day 0 of Google's and Excel's serial numbers
EARLIEST = date(2000, 1, 1)
PARTS = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})\.?")


def read_date(text: str, order: str) -> date | None:
    """The day a cell names: ISO, with / . or -, or a sheet's serial number; None if none.

    ``order`` (mdy, dmy, ymd) decides 3/4/2026. A four-digit year in front always means ymd, and
    dots, which nobody writes between months and days the other way round, mean dmy.
    """
    cell = text.strip()
    if re.fullmatch(r"\d{4,6}(\.\d+)?", cell):
        serial = int(cell.split(".")[0])
        return SHEET_EPOCH + timedelta(days=serial) if serial < 200_000 else None
    found = PARTS.match(cell)
    if found is None:
        return None
    parts = [int(part) for part in found.groups()]
    letters = "ymd" if len(found.group(1)) == 4 else "dmy" if "." in found.group() else order
    told = dict(zip(letters, parts, strict=True))
    year = told["y"] + 2000 if told["y"] < 100 else told["y"]
    try:
        return date(year, told["m"], told["d"])
    except ValueError:
        return None


def wave_of(day: date, period: Period) -> tuple[str, str]:
    """Code and text of the period a day falls into: ('2026-q1', 'Q1 2026')."""
    match period:
        case Period.MONTH:
            return f"{day:%Y-%m}", f"{day:%B %Y}"
        case Period.QUARTER:
            quarter = (day.month + 2) // 3
            return f"{day.year}-q{quarter}", f"Q{quarter} {day.year}"
        case Period.HALF_YEAR:
            half = (day.month + 5) // 6
            return f"{day.year}-h{half}", f"{'First' if half == 1 else 'Second'} half {day.year}"
    return str(day.year), str(day.year)


def waves_of(days: Iterable[date], period: Period) -> tuple[Wave, ...]:
    """The periods that hold at least one of the days, in order of time."""
    found = dict(wave_of(day, period) for day in sorted(days))
    return tuple(Wave(code=code, text=text) for code, text in found.items())
