"""Texts that a spreadsheet types over when it takes them in: 2-3 becomes the 2nd of March."""

from __future__ import annotations

import re
from itertools import permutations

LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # months, in a leap year
FIRST_YEAR = 1900  # of Excel's calendar
NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTHS = {name[:3]: number for number, name in enumerate(NAMES, start=1)}
MONTHS |= {name: number for number, name in enumerate(NAMES, start=1)} | {"sept": 9}

NUMBERS = re.compile(r"\d{1,4}(?:\s*[-/]\s*\d{1,4}){1,2}")
DOTTED = re.compile(r"\d{1,2}\.\s?\d{1,2}\.(?:\s?(?:\d{4}|\d{2}))?")
NAMED = re.compile(r"(?:\d{1,4}[-/.,\s]*)?[a-z]+(?:[-/.,\s]*\d{1,4}){0,2}")
TIME = re.compile(r"\d{1,2}(?::\d{1,2}){1,2}(?:\s*[ap]m)?|\d{1,2}\s[ap]m")


def becomes_a_date(text: str) -> bool:
    """Whether a spreadsheet keeps a date, or a time of day, in place of this text.

    Two numbers are taken for day and month if they can be, in the order of the sheet's country or
    the other one, else for month and year; what can be neither stays text (Microsoft's article
    214391). So 10-12 and 10-49, which is October 1949, are lost; 13-40, 30-50 and 0-100 are not.
    Between points they need one at the end, as 1.5 is a number in most countries. Names of months
    are known in English, with a space or without: so genes named MARCH1 were lost (Ziemann, Eren &
    El-Osta 2016, Genome Biology 17, 177). A dash in place of the hyphen keeps 2–3 a text.
    """
    said = text.strip().lower()
    numbers = [int(number) for number in re.findall(r"\d+", said)]
    if TIME.fullmatch(said):
        return True
    if NUMBERS.fullmatch(said) or DOTTED.fullmatch(said):
        return _are_day(numbers) if len(numbers) == 3 else _are_two_parts(*numbers)
    words = re.findall(r"[a-z]+", said)
    if NAMED.fullmatch(said) and len(words) == 1 and words[0] in MONTHS:
        return _follow(MONTHS[words[0]], numbers)
    return False


def _are_two_parts(first: int, second: int) -> bool:
    """Whether two numbers are a day of a month, a month of a year, or a year and its month."""
    is_day = _is_day(first, second) or _is_day(second, first)
    is_month = _is_month(first) and _is_year(second)
    return is_day or is_month or (first >= FIRST_YEAR and _is_month(second))


def _are_day(numbers: list[int]) -> bool:
    return any(_is_day(month, day) and _is_year(year) for month, day, year in permutations(numbers))


def _follow(month: int, numbers: list[int]) -> bool:
    """Whether these stand beside a month's name as its day, its year or both."""
    if len(numbers) == 1:
        return _is_day(month, numbers[0]) or _is_year(numbers[0])
    both = permutations(numbers) if len(numbers) == 2 else ()
    return any(_is_day(month, day) and _is_year(year) for day, year in both)


def _is_day(month: int, day: int) -> bool:
    return _is_month(month) and 1 <= day <= LONGEST[month - 1]


def _is_month(number: int) -> bool:
    return 1 <= number <= 12


def _is_year(number: int) -> bool:
    """Two digits, or four of a calendar that begins with 1900."""
    return number <= 99 or number >= FIRST_YEAR
