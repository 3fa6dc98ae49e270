"""Ranges behind the numbers that spreadsheets give to days: '2-3', taken for a date, is 46056."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta

from analysis.answers.choices import SERIALS
from analysis.answers.dates import EPOCH
from analysis.codebook.matching import plain
from analysis.drafting.amounts import Amount, amount_of
from analysis.drafting.ordering import disjoint
from analysis.drafting.words import ANYTHING_ELSE, UNDECIDED, says_alone

OLDEST = 10_959  # 1 January 1930: '10-49' becomes October 1949
MOST = 999  # where ranges end that could have become dates
MOST_ANSWERS = 12  # to choose from


def ranges_behind(texts: Sequence[str], months: Mapping[str, int]) -> dict[str, Amount] | None:
    """The range that each serial number among these answers was; None where one can't be told.

    Numbers of five digits are dates only where every other answer is a small number or range. Which
    ranges they were is told only where the others are ranges, too, and all share no number.
    """
    serials = [text for text in texts if _is_serial(text)]
    others = {text: amount_of(text, months) for text in texts if text not in serials}
    amounts = [amount for amount in others.values() if amount is not None]
    if not serials or not amounts or len(texts) > MOST_ANSWERS or not _are_small(others):
        return {}
    found = {text: _behind(int(text)) for text in serials}
    held = {text: amount for text, amount in found.items() if amount is not None}
    suggest = any(amount.low < amount.high for amount in amounts)
    if len(held) < len(found) or not suggest or not disjoint([*amounts, *held.values()]):
        return None
    return held


def _is_serial(text: str) -> bool:
    return re.fullmatch(r"\d{5}", text) is not None and OLDEST <= int(text) < SERIALS.stop


def _are_small(others: Mapping[str, Amount | None]) -> bool:
    """Whether all answers are small numbers or ranges, apart from those in known words."""
    return all(
        _is_in_words(text)
        if amount is None
        else amount.low <= MOST and (amount.is_open or amount.high <= MOST)
        for text, amount in others.items()
    )


def _is_in_words(text: str) -> bool:
    return plain(text) in UNDECIDED | ANYTHING_ELSE or says_alone(text)


def _behind(serial: int) -> Amount | None:
    """The day and the month of a serial number as a range; None before 2000: a month and a year."""
    if serial not in SERIALS:
        return None
    day = EPOCH + timedelta(days=serial)
    return Amount(*sorted((day.day, day.month)))
