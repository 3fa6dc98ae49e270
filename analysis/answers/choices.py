"""Which option of a question a cell means."""

from __future__ import annotations

import difflib
import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeVar

from analysis.answers.answer import Answer, By, Picked, Unread
from analysis.answers.dates import day_and_month, days
from analysis.answers.numbers import Symbols, read_number
from analysis.codebook import OTHER, Option
from analysis.codebook.matching import as_number, plain

ERRORS = frozenset(
    ("#n/a", "#ref!", "#div/0!", "#value!", "#name?", "#num!", "#null!", "#error!", "#spill!",
     "#calc!", "loading...")
)  # fmt: skip
FILLERS = frozenset(
    ("-", "--", "---", ".", "..", "...", "?", "??", "n/a", "na", "n.a.", "nan", "nat", "<na>",
     "null", "none", "nil")
)  # fmt: skip
TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
DATE_LIKE = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})")
SERIALS = range(36526, 73051)  # the days from 2000 to 2099, as spreadsheets number them
ALMOST = 0.8  # likeness of a misspelt option to the option

Pair = frozenset[int]  # day and month, or month and year, in whichever order
Name = TypeVar("Name", str, Fraction, Pair)
Reader = Callable[[str], Answer]


def undressed(text: str) -> str:
    """The text as it is compared, without what it is dressed in: tags, quotes, a full stop."""
    bare = plain(TAG.sub(" ", html.unescape(text)))
    bare = bare.strip("'\" ")
    return bare.removesuffix(".").rstrip() or bare


def no_answer(text: str) -> Unread | None:
    """The reason why a text is nobody's answer: an error value, damaged, or a filler."""
    said = plain(text)
    if said in ERRORS:
        return Unread.ERROR
    if "\ufffd" in said:  # what a byte becomes that no encoding knows
        return Unread.DAMAGED
    return Unread.FILLER if said in FILLERS else None


@dataclass(frozen=True)
class Names:
    """Everything that options may be named by.

    A text or an alias comes before all else, then a number within a range, then a code. Then come
    the number that an option's text stands for ('25%' is 0.25 in a sheet, '01' is 1) and the date
    that a spreadsheet made of it ('2-3' is 2 March), where only one option can be meant.
    """

    texts: Mapping[str, int]
    bare: Mapping[str, int]
    codes: Mapping[str, int]
    ranges: tuple[tuple[float, float, int], ...]
    values: Mapping[Fraction, int]
    dates: Mapping[Pair, int]
    other: int | None = None
    months: Mapping[str, int] = field(default_factory=dict)


def names_of(options: tuple[Option, ...], months: Mapping[str, int], *, own: bool = False) -> Names:
    """What the options may be named by; ``own`` answers count as the option 'other'."""
    said = [
        (text, n) for n, option in enumerate(options) for text in (option.text, *option.aliases)
    ]
    coded = [(option.code, n) for n, option in enumerate(options)]
    return Names(
        texts=dict(reversed([(plain(text), n) for text, n in said])),
        bare=_unambiguous((undressed(text), n) for text, n in said),
        codes=_codes(coded, [text for text, _ in said]),
        ranges=tuple((*option.range, n) for n, option in enumerate(options) if option.range),
        values=_unambiguous((value, n) for text, n in said for value in _values(text)),
        dates=_unambiguous((pair, n) for text, n in said + coded for pair in _pairs(text, months)),
        other=dict(coded).get(OTHER) if own else None,
        months=months,
    )


def _codes(coded: list[tuple[str, int]], texts: list[str]) -> dict[str, int]:
    """The codes that a cell may hold; where texts are numbers, a number is never a code."""
    if any(as_number(text) is not None for text in texts):
        return {code: n for code, n in coded if as_number(code) is None}
    return dict(coded)


def choice_reader(
    names: Names, symbols: Symbols | None, *, typed: bool, percent: bool = False
) -> Reader:
    """The function that tells which option a cell means, and by what; or why it means none.

    In a column of ``percent`` a sheet shows 0.8 as 80 %, and 80 is what a range holds.
    """

    def read(cell: str) -> Answer:
        said = plain(cell)
        if said in names.texts:
            return Picked(names.texts[said])
        bare = undressed(cell)
        if bare in names.bare:
            return Picked(names.bare[bare])
        number = read_number(cell, symbols, typed=typed)
        if number is Unread.PERCENTAGE:
            share = read_number(said.removesuffix("%"), symbols)
            return Unread.PERCENTAGE if isinstance(share, Unread) else _by_share(names, share)
        if percent and not isinstance(number, Unread):
            return _by_share(names, number * 100, number)
        if not isinstance(number, Unread):
            return _by_number(names, number, said)
        if said in names.codes:
            return Picked(names.codes[said], By.CODE)
        return _by_date(names, cell) or _own(names, cell, bare)

    return read


def _by_share(names: Names, share: Fraction, number: Fraction | None = None) -> Answer:
    """The option whose range holds a percentage, or whose text is the number it stands for."""
    option = _in_range(names, share)
    if option is None:
        option = names.values.get(share / 100 if number is None else number)
    return Unread.PERCENTAGE if option is None else Picked(option, By.RANGE)


def _in_range(names: Names, number: Fraction) -> int | None:
    return next((n for low, high, n in names.ranges if low <= number <= high), None)


def _by_number(names: Names, number: Fraction, said: str) -> Answer:
    if names.dates and number in SERIALS and (dated := _by_date(names, said)):
        return dated
    if (ranged := _in_range(names, number)) is not None:
        return Picked(ranged, By.RANGE)
    whole = str(int(number)) if number.denominator == 1 else said  # a sheet's 3.0 means the code 3
    coded = names.codes.get(said, names.codes.get(whole))
    valued = names.values.get(number)
    if coded is not None and valued not in (None, coded):
        return Unread.TWO_NUMBERS
    if coded is not None:
        return Picked(coded, By.CODE)
    if valued is not None:
        return Picked(valued, By.VALUE)
    return _by_date(names, said) or Unread.NO_OPTION


def _by_date(names: Names, cell: str) -> Answer | None:
    """The option whose text a spreadsheet turned into this date; None where the cell is no date."""
    known = day_and_month(cell, names.months)
    found = set(days(cell, names.months).values())
    if known is None and not found:
        return None
    pairs = [frozenset(known)] if known else []
    for day in found:
        pairs.append(frozenset((day.day, day.month)))
        if day.day == 1:  # 6-25 became June 2025
            pairs.append(frozenset((day.month, day.year % 100)))
    meant = {names.dates[pair] for pair in pairs if pair in names.dates}
    return Picked(meant.pop(), By.DATE) if len(meant) == 1 else Unread.BECAME_A_DATE


def _own(names: Names, cell: str, bare: str) -> Answer:
    """An own answer where those are taken; a misspelt option is none."""
    if nothing := no_answer(cell):
        return nothing
    if names.other is None or not re.search(r"[^\W\d_]", bare):
        return Unread.NO_OPTION
    if difflib.get_close_matches(bare, names.bare, n=1, cutoff=ALMOST):
        return Unread.REWORDED
    return Picked(names.other, By.OWN)


def _unambiguous(named: Iterable[tuple[Name, int]]) -> dict[Name, int]:
    """The names that mean one option only."""
    distinct = set(named)
    times = Counter(name for name, _ in distinct)
    return {name: option for name, option in distinct if times[name] == 1}


def _values(text: str) -> list[Fraction]:
    """The number a spreadsheet turns a text into: a tenth of '10%', 1 of '01'."""
    said = plain(text)
    percent = said.endswith("%")
    number = read_number(said.removesuffix("%").strip(), typed=True)
    if isinstance(number, Unread):
        return []
    return [number / 100 if percent else number]


def _pairs(text: str, months: Mapping[str, int]) -> list[Pair]:
    """Day and month as which a spreadsheet may take a text such as '2-3' or '2-Mar'."""
    found = DATE_LIKE.fullmatch(plain(text))
    named = day_and_month(text, months)
    pair = (int(found[1]), int(found[2])) if found else named
    return [frozenset(pair)] if pair and min(pair) <= 12 else []
