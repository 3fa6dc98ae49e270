"""The waves that days of answering fall into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from analysis.codebook import Period, Wave


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


def waves_of(
    people: Mapping[date, int], period: Period, fewest: int, named: Collection[Wave] = ()
) -> tuple[Wave, ...]:
    """The periods in which at least ``fewest`` people answered, in order of time.

    ``people`` are those of each day. A period of fewer has no name, which would tell of them; but
    those ``named`` before keep theirs, as losing it would tell that people left.
    """
    sizes = Counter[tuple[str, str]]()
    for day, number in people.items():
        sizes[wave_of(day, period)] += number
    found = {each.code: each for each in named}
    found |= {code: Wave(code=code, text=text) for (code, text), n in sizes.items() if n >= fewest}
    return tuple(found[code] for code in sorted(found))
