"""Answers that are ranges of numbers: '2 to 3', '10-49', 'fewer than 10', '7 or more', '11+'."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.answers.dates import day_and_month, days
from analysis.codebook.matching import plain

LARGEST = 999_999  # where 'or more' ends
NUMBER = r"(\d{1,3}(?:[ ,.']\d{3})+|\d{1,6})"
UNIT = r"(?: ?(?:%|[^\W\d_][^\d]*|\([^)]*\)))?"  # what is counted, after the number
EXACTLY = re.compile(rf"{NUMBER}(?: ?\([^)]*\)| [^\W\d_][^\d]*| ?%)?")
BETWEEN = re.compile(
    rf"(?:from |between |de |von |entre )?{NUMBER}{UNIT} ?(?:-|to|and|a|y|bis|und|until) ?{NUMBER}"
    rf"{UNIT}"
)
AT_LEAST = re.compile(
    rf"{NUMBER} ?(?:\+|or more|and more|or over|and over|or above|and above|or older|o más|y más|"
    rf"oder mehr|und mehr){UNIT}|(?:at least|as many as|≥|desde|mindestens) ?{NUMBER}{UNIT}"
)
MORE_THAN = re.compile(
    rf"(?:more than|over|above|greater than|>|más de|mehr als|über) ?{NUMBER}{UNIT}"
)
LESS_THAN = re.compile(
    rf"(?:fewer than|less than|under|below|<|menos de|weniger als|unter) ?{NUMBER}{UNIT}"
)
UP_TO = re.compile(
    rf"(?:up to|at most|≤|hasta|bis zu) ?{NUMBER}{UNIT}|"
    rf"{NUMBER} (?:or (?:fewer|less)|o menos){UNIT}"
)


@dataclass(frozen=True, order=True)
class Amount:
    """The numbers from ``low`` to ``high``, both included."""

    low: int
    high: int

    @property
    def is_open(self) -> bool:
        return self.high == LARGEST

    @property
    def code(self) -> str:
        """'1', '2-3', 'under-10', '7-plus'."""
        if self.is_open:
            return f"{self.low}-plus"
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


def amount_of(text: str, months: Mapping[str, int]) -> Amount | None:
    """The numbers that an answer stands for; also those of a date that was '2-3' once."""
    said = plain(text)
    if found := BETWEEN.fullmatch(said):
        return _amount(_whole(found[1]), _whole(found[2]))
    for pattern, below, above in (
        (AT_LEAST, 0, None), (MORE_THAN, 1, None), (LESS_THAN, None, -1), (UP_TO, None, 0),
    ):  # fmt: skip
        if found := pattern.fullmatch(said):
            number = _whole(next(filter(None, found.groups())))
            if above is None:
                return Amount(number + (below or 0), LARGEST)
            return _amount(0, number + above)
    if found := EXACTLY.fullmatch(said):
        return Amount(_whole(found[1]), _whole(found[1]))
    return _from_date(text, months)


def _from_date(text: str, months: Mapping[str, int]) -> Amount | None:
    """2 to 3, where a spreadsheet made the 2nd of March of '2-3'."""
    pair = day_and_month(text, months)
    found = set(days(text, months).values())
    if pair is None and len(found) == 1:
        day = found.pop()
        pair = (day.day, day.month)
    return _amount(*sorted(pair)) if pair else None


def _amount(low: int, high: int) -> Amount | None:
    return Amount(low, high) if low <= high else None


def _whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))
