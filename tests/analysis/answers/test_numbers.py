"""A number is read in the one way it can be meant, or set aside."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.answers.answer import Unread
from analysis.answers.numbers import read_number, symbols_of

TWO, NONE, PERCENT = Unread.TWO_NUMBERS, Unread.NO_NUMBER, Unread.PERCENTAGE
DE, EN, FR = symbols_of("de"), symbols_of("en_GB"), symbols_of("fr-FR")


@pytest.mark.parametrize(
    ("cell", "undeclared", "german", "english", "typed"),
    [
        ("12", 12, 12, 12, 12),
        ("-3", -3, -3, -3, -3),
        ("0012", 12, 12, 12, 12),
        ("'12", 12, 12, 12, 12),
        ("１２", 12, 12, 12, 12),
        ("2.000", TWO, 2000, 2, TWO),  # no number is typed with zeros at its end
        ("1,200", TWO, Fraction(6, 5), 1200, TWO),
        ("1 200", 1200, 1200, 1200, 1200),
        ("1\u202f200", 1200, 1200, 1200, 1200),
        ("1'200", 1200, 1200, 1200, 1200),
        ("1.234.567", 1234567, 1234567, TWO, 1234567),
        ("1,234.5", Fraction(2469, 2), TWO, Fraction(2469, 2), Fraction(2469, 2)),
        ("1.5", Fraction(3, 2), TWO, Fraction(3, 2), Fraction(3, 2)),
        ("12,0", 12, 12, TWO, 12),
        ("0.125", Fraction(1, 8), TWO, Fraction(1, 8), Fraction(1, 8)),
        ("1e3", 1000, 1000, 1000, 1000),
        ("45%", PERCENT, PERCENT, PERCENT, PERCENT),
        ("100 %", PERCENT, PERCENT, PERCENT, PERCENT),
        ("12 5", NONE, NONE, NONE, NONE),
        ("1.234.56", NONE, NONE, NONE, NONE),
        ("12.", NONE, NONE, NONE, NONE),
        ("10-14", NONE, NONE, NONE, NONE),
        ("~12", NONE, NONE, NONE, NONE),
        ("12+", NONE, NONE, NONE, NONE),
        ("12 days", NONE, NONE, NONE, NONE),
        ("3/4", NONE, NONE, NONE, NONE),
        ("12:00", NONE, NONE, NONE, NONE),
        ("½", NONE, NONE, NONE, NONE),
        ("TRUE", NONE, NONE, NONE, NONE),
        ("9" * 40, NONE, NONE, NONE, NONE),
    ],
)
def test_a_number_has_one_reading_or_none(cell, undeclared, german, english, typed):
    assert read_number(cell) == undeclared
    assert read_number(cell, DE) == german
    assert read_number(cell, EN) == english
    assert read_number(cell, typed=True) == typed


@given(st.integers(-(10**9), 10**9), st.sampled_from([DE, EN, FR]))
def test_what_a_locale_writes_is_read_back_under_it(number, symbols):
    assert symbols is not None
    written = f"{number:,}".replace(",", symbols.group)
    assert read_number(written, symbols) == number


@given(st.integers(0, 10**7), st.sampled_from(["{:,}", "{}", "{:.1f}", "{:.2f}", "{:.3f}"]))
def test_undeclared_a_number_is_what_was_meant_or_set_aside(number, form):
    for written in (form.format(number), form.format(number).translate({44: 46, 46: 44})):
        assert read_number(written) in (number, Unread.TWO_NUMBERS)


def test_an_unknown_locale_declares_nothing():
    assert symbols_of("xx_nowhere") is None
    assert symbols_of(None) is None
