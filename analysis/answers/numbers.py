"""Numbers as people and spreadsheets write them: read one way only, or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from analysis.answers.answer import Unread
from analysis.codebook.matching import plain

WRITTEN = re.compile(r"([-+]?)(\d[\d., ']*?)(?:e([-+]?\d{1,2}))?")
GROUPED = re.compile(r"[1-9]\d{0,2}(?:([., '])\d{3})(?:\1\d{3})*")
OPEN = re.compile(r"[1-9]\d{0,2}\.\d\d[1-9]")  # 1.125 of a sheet: a number, or a text of thousands
EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")  # 2.000 is two, or two thousand
LONGEST = 30  # characters; what is longer was not meant as a number


@dataclass(frozen=True)
class Symbols:
    """The marks of a locale's numbers: before decimals, and between thousands."""

    decimal: str
    group: str


def symbols_of(locale: str | None) -> Symbols | None:
    """The marks of a locale such as "de" or "en_GB"; None where it is unknown."""
    try:
        known = Locale.parse(locale.replace("-", "_")) if locale else None
    except (UnknownLocaleError, ValueError):
        return None
    if known is None:
        return None
    return Symbols(get_decimal_symbol(known), plain(get_group_symbol(known)) or " ")


def read_number(
    text: str, symbols: Symbols | None = None, *, typed: bool = False
) -> Fraction | Unread:
    """The exact number in a cell, or why there is none.

    Where no locale is declared, only what can be read in one way is: 12,5 and 1 200 and
    1.234.567, but neither 2.000 nor 1,200. A ``typed`` cell is a number whose point stands before
    decimals, unless it ends in zeros after its point, as numbers never do: then it is a text.
    """
    if any(unicodedata.category(letter) == "No" for letter in text):  # 7² is no 72
        return Unread.NO_NUMBER
    said = plain(text).removeprefix("'").strip()
    if re.fullmatch(r"[-+]?[\d., ']+ ?%", said):
        return Unread.PERCENTAGE
    found = WRITTEN.fullmatch(said) if len(said) <= LONGEST else None
    if found is None:
        return Unread.NO_NUMBER
    sign, digits, exponent = found.groups()
    if typed and symbols and symbols.group == "." and OPEN.fullmatch(digits):
        return Unread.TWO_NUMBERS
    if typed and re.fullmatch(r"\d+(\.\d*[1-9])?", digits):
        amount: Fraction | Unread = Fraction(digits)
    else:
        amount = _amount(digits, symbols)
    if isinstance(amount, Unread):
        return amount
    return amount * Fraction(10) ** int(exponent or 0) * (-1 if sign == "-" else 1)


def _amount(digits: str, symbols: Symbols | None) -> Fraction | Unread:
    if digits.isdecimal():
        return Fraction(digits)
    found = set(_readings(digits))
    if symbols is not None:
        if not found:
            return Unread.NO_NUMBER
        found &= {(symbols.decimal, mark) for mark in (symbols.group, "", " ", "'")}
        return _value(digits, *found.pop()) if len(found) == 1 else Unread.TWO_NUMBERS
    if EITHER.fullmatch(digits):
        return Unread.TWO_NUMBERS
    values = {_value(digits, decimal, group) for decimal, group in found}
    return values.pop() if len(values) == 1 else Unread.NO_NUMBER


def _readings(digits: str) -> Iterator[tuple[str, str]]:
    """Every (decimal mark, group mark) under which the digits are well written."""
    for decimal, group in ((".", ","), (",", "."), (".", ""), (",", ""), *_SPACED):
        whole, mark, rest = digits.partition(decimal)
        if mark and not rest.isdecimal():
            continue
        grouped = GROUPED.fullmatch(whole)
        if (group and grouped and grouped[1] == group) or (
            not group and mark and whole.isdecimal()
        ):
            yield decimal, group


_SPACED = tuple((decimal, group) for decimal in ".," for group in " '")


def _value(digits: str, decimal: str, group: str) -> Fraction:
    return Fraction((digits.replace(group, "") if group else digits).replace(decimal, "."))
