"""One tally of two groups, read from JSON: how many people of each have each level."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NoReturn

from analysis.codebook.problems import nearest
from analysis.errors import SurveyError

MOST_PEOPLE = 10**15  # of one level in one group; whole numbers stay exact as floats up to 9e15
LARGEST, SMALLEST = 1e50, 1e-50  # sizes of a level whose squares neither overflow nor vanish
KEYS = ("levels", "solo", "team", "cut", "sesoi")
FORM = (
    'A tally looks like {"levels": [0, 50, 100], "solo": [3, 5, 2], "team": [1, 4, 7]}, '
    'with "cut" and "sesoi" if you want them.'
)


@dataclass(frozen=True)
class Tally:
    """Private: exact counts of two groups over the same strictly ascending levels.

    ``levels``, ``solo`` and ``team`` have equal lengths of at least 1; counts are whole numbers
    from 0 to 10^15. ``cut`` and ``sesoi`` (the smallest effect size of interest, above 0) are in
    the unit of the levels; None where they were not given.
    """

    levels: tuple[float, ...]
    solo: tuple[int, ...]
    team: tuple[int, ...]
    cut: float | None = None
    sesoi: float | None = None


def read_tally(text: str) -> Tally:
    """The tally that a JSON text holds.

    Raises SurveyError, one sentence and a remedy, for whatever is not a tally; keys other than the
    five, or given twice, are refused, as what was meant by them would silently be lost.
    """
    given = _parsed(text)
    if not isinstance(given, dict):
        _refuse("The tally is not a JSON object.", FORM)
    for key in given:
        if key not in KEYS:
            _refuse(f"The tally has {_shown(key)}, which is no key of tallies.", nearest(key, KEYS))
    for key in KEYS[:3]:
        if key not in given:
            _refuse(f'The tally has no "{key}".', FORM)
    levels = _levels(given["levels"])
    solo, team = (_counts(given[group], group, len(levels)) for group in ("solo", "team"))
    sesoi = _optional(given, "sesoi")
    if sesoi is not None and sesoi <= 0:
        _refuse(f'"sesoi" is {_shown(sesoi)}.', "Give a number above zero, or leave it out.")
    return Tally(levels, solo, team, _optional(given, "cut"), sesoi)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        _refuse(f"The tally is not JSON: it can't be read at {where}.", FORM)
    except (RecursionError, ValueError):  # thousands of brackets; thousands of digits
        _refuse("The tally is not JSON that can be read.", FORM)


def _refuse_constant(name: str) -> NoReturn:
    _refuse(f"The tally holds {name}, which is not a number.", "Leave out what is not known.")


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object of these keys and values; JSON itself would keep the last of two values."""
    held = dict(pairs)
    if len(held) < len(pairs):
        ((key, _),) = Counter(key for key, _ in pairs).most_common(1)
        _refuse(f"The tally has {_shown(key)} more than once.", "Leave the one that is meant.")
    return held


def _levels(given: Any) -> tuple[float, ...]:
    if not isinstance(given, list) or not given:
        _refuse('"levels" is not a list with at least one number.', FORM)
    levels = tuple(_number(level, "levels") for level in given)
    if any(low >= high for low, high in pairwise(levels)):
        _refuse(
            '"levels" do not ascend, or one is repeated.',
            "Sort them, each once, and the counts with them.",
        )
    return levels


def _counts(given: Any, group: str, levels: int) -> tuple[int, ...]:
    if not isinstance(given, list):
        _refuse(f'"{group}" is not a list of counts.', FORM)
    if len(given) != levels:
        _refuse(
            f'"{group}" has {len(given)} counts for {levels} levels.',
            "Give one count for each level, 0 where nobody has it.",
        )
    return tuple(_count(each, group) for each in given)


def _count(given: Any, group: str) -> int:
    number = _number(given, group)
    if number < 0 or number != int(number) or number > MOST_PEOPLE:
        _refuse(
            f'"{group}" holds {_shown(given)}, which is not a number of people.',
            "Counts are whole numbers from 0 to 10^15.",
        )
    return int(number)


def _optional(given: dict[str, Any], key: str) -> float | None:
    return None if given.get(key) is None else _number(given[key], key)


def _number(given: Any, key: str) -> float:
    """A finite number that is zero or between 1e-50 and 1e50 in size; a boolean is none."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        _refuse(f'"{key}" holds {_shown(given)}, which is not a number.', FORM)
    if not _fits(given):
        _refuse(
            f'"{key}" holds {_shown(given)}, which is too large or too small.',
            "Numbers are zero or between 1e-50 and 1e50 in size.",
        )
    return given


def _fits(number: float) -> bool:
    if isinstance(number, float) and not math.isfinite(number):
        return False
    return number == 0 or SMALLEST <= abs(number) <= LARGEST


def _shown(given: Any) -> str:
    """What was given, as JSON, cut short."""
    text = json.dumps(given)
    return text if len(text) <= 30 else f"{text[:27]}..."


def _refuse(problem: str, remedy: str) -> NoReturn:
    raise SurveyError(problem, remedy) from None
