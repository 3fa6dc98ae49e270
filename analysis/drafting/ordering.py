"""Answers in their natural order: by words that are known, by a number in front, by amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.codebook.matching import plain
from analysis.drafting.amounts import Amount, amount_of
from analysis.drafting.columns import Column, Value
from analysis.drafting.vocabularies import OFFERED, ORDERED
from analysis.drafting.words import ANYTHING_ELSE, NONE_OF_THEM, UNDECIDED, says_alone

SMALL = 100  # answers; with fewer, an answer that the form offers may not have been given yet
HIGHEST = 100  # the score of the last answer, where equal steps of whole numbers lead there
LEADING = re.compile(r"\(?(\d{1,2})\)?\s*(?:[-:.=)]|\s)\s*(?=\D)(.+)")
CODE = re.compile(r"[A-Za-z]{1,2}(\d{1,2})")  # LimeSurvey's codes of answers
FEWEST_CODES = 4
STARS = re.compile("(?:[★⭐]\ufe0f?)+☆*")
MOST_STEPS = 11  # from 0 to 10


@dataclass(frozen=True)
class Ordered:
    """Answers from least to most, each with its score; None where it says neither.

    ``vocabulary`` names the list of known words, or is empty. ``added`` are answers that the sheet
    lacks and such a list has.
    """

    texts: tuple[str, ...]
    scores: tuple[int | None, ...]
    vocabulary: str = ""
    added: tuple[str, ...] = ()


def by_words(shown: Sequence[Value], column: Column) -> Ordered | None:
    """The answers ordered by a list of known words, which must know all of them.

    The rare ones of the column that the list knows are answers as well: its words name nobody.
    """
    decided, undecided = _apart(shown)
    for name, steps in ORDERED.items():
        if len(decided) < 2 or not all(value.key in steps for value in decided):
            continue
        rare = [value for value in column.values if value.key in steps]
        for values in ((*rare, *decided), decided):
            known = {value.key: value.text for value in values}
            added = _offered_too(set(known)) if column.answered < SMALL else {}
            order = sorted(known | added, key=lambda key: steps.get(key, 0))
            if len({steps.get(key) for key in order}) == len(order):
                texts = tuple((known | added)[key] for key in order)
                return _ordered(texts, equal_steps(len(texts)), undecided, name, added)
    return None


def _apart(shown: Sequence[Value]) -> tuple[list[Value], tuple[str, ...]]:
    """The answers that say something, and the texts of those that leave it open."""
    undecided = tuple(value.text for value in shown if value.key in UNDECIDED)
    return [value for value in shown if value.key not in UNDECIDED], undecided


def _ordered(
    texts: Sequence[str],
    scores: Sequence[int],
    undecided: Sequence[str],
    vocabulary: str = "",
    added: Mapping[str, str] | None = None,
) -> Ordered:
    """The answers in order, and behind them the undecided ones, which score nothing."""
    nothing = [None] * len(undecided)
    added_texts = tuple((added or {}).values())
    return Ordered((*texts, *undecided), (*scores, *nothing), vocabulary, added_texts)


def _offered_too(known: set[str]) -> dict[str, str]:
    """What a usual list of answers has besides the known ones, of which it lacks two at most."""
    for offered in sorted(OFFERED, key=len):
        listed = {plain(text): text for text in offered}
        if known <= set(listed) and len(known) >= max(3, len(listed) - 2):
            return {key: text for key, text in listed.items() if key not in known}
    return {}


def equal_steps(count: int) -> tuple[int, ...]:
    """Scores at equal distances: 0 to 100 where that goes in whole numbers, else 0, 1, 2 ..."""
    steps = count - 1
    size = HIGHEST // steps if steps and HIGHEST % steps == 0 else 1
    return tuple(size * n for n in range(count))


def by_number(shown: Sequence[Value]) -> Ordered | None:
    """The answers ordered by a number in each: '0 - not important', '4 (always)', A3, ★★★."""
    decided, undecided = _apart(shown)
    numbers: dict[int, str] = {}
    for value in decided:
        number = _number_in(value.text, codes=len(decided) >= FEWEST_CODES)
        if number is None:
            return None
        numbers[number] = value.text
    order = sorted(numbers)
    is_scale = 2 < len(order) == len(decided) <= MOST_STEPS
    if not is_scale or any(after - before != 1 for before, after in pairwise(order)):
        return None
    return _ordered([numbers[n] for n in order], order, undecided)


def _number_in(text: str, *, codes: bool) -> int | None:
    """The number that an answer begins with, that of a code, or how many stars it has."""
    if STARS.fullmatch(text):
        return len(re.findall("[★⭐]", text))
    found = LEADING.fullmatch(text) or (CODE.fullmatch(text) if codes else None)
    return int(found[1]) if found else None


def by_amounts(
    shown: Sequence[Value], months: Mapping[str, int], dated: Mapping[str, Amount]
) -> dict[str, Amount] | None:
    """The answers that are ranges of numbers, in order; None where they aren't.

    'Just me' before '2 to 4' is 1. A date is a range only among ranges; ``dated`` are those of
    serial numbers.
    """
    found = {value.text: amount_of(value.text, months) for value in shown} | dict(dated)
    found |= _in_words(found)
    amounts = {text: amount for text, amount in found.items() if amount is not None}
    rest = [v for v in shown if found[v.text] is None and v.key not in UNDECIDED | ANYTHING_ELSE]
    is_range = [text for text, held in amounts.items() if held.low < held.high]
    written = [text for text in amounts if not _is_date_alone(text)]
    if len(amounts) < 2 or rest or not is_range or not written:
        return None
    return dict(sorted(amounts.items(), key=lambda each: (each[1], each[0])))


def _in_words(found: Mapping[str, Amount | None]) -> dict[str, Amount]:
    """The answer in words before ranges that begin with 2 or 1: 'Just me' is 1, 'None' is 0."""
    lowest = min((amount.low for amount in found.values() if amount is not None), default=0)
    words = [text for text, amount in found.items() if amount is None]
    if lowest == 2:
        return {text: Amount(1, 1) for text in words if says_alone(text)}
    return {text: Amount(0, 0) for text in words if lowest == 1 and plain(text) in NONE_OF_THEM}


def _is_date_alone(text: str) -> bool:
    """Whether a text stands for an amount only because a spreadsheet made a date of it."""
    return amount_of(text, {}) is None


def disjoint(amounts: Iterable[Amount]) -> bool:
    """Whether no number is in two of the ranges."""
    return all(one.high < other.low for one, other in pairwise(sorted(amounts)))
