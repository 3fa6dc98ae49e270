"""Texts are compared as people read them, and what names a person is recognised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.codebook.matching import as_number, header_names_identity, plain, value_names_identity


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("  I'm   tired ", "i'm tired"),
        ("I’m tired", "i'm tired"),
        ("I‘m tired", "i'm tired"),
        ("“quoted”", '"quoted"'),
        ("«quoted»", '"quoted"'),
        ("\ufeffTimestamp", "timestamp"),
        ("zero\u200bwidth", "zerowidth"),
        ("non\u00a0breaking\u202fspace\n", "non breaking space"),
        ("STRASSE", "straße"),
        ("ﬁne", "fine"),
        ("Ⅳ", "iv"),
        ("2–3", "2-3"),
        ("−5", "-5"),
        ("e\u0301tat", "état"),
        ("", ""),
    ],
)
def test_two_texts_that_read_alike_are_alike(written, meant):
    assert plain(written) == plain(meant)


@given(st.text(st.characters(max_codepoint=0x17F)))
def test_comparing_twice_changes_nothing(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("-1726", -1726),
        ("0.5", 0.5),
        ("1E3", 1000),
        ("99999999999", 99999999999),
    ],
)
def test_a_number_is_read(text, number):
    assert as_number(text) == number


@pytest.mark.parametrize("text", ["", "1,5", "1 000", "seven", "7 days", "nan", "inf", "0x10", "."])
def test_what_may_mean_two_numbers_is_none(text):
    assert as_number(text) is None


@pytest.mark.parametrize(
    "value",
    [
        "anna@example.org",
        " Anna.B+x@Mail.Example.CO.UK ",
        "@anna_posts",
        "https://social.example/anna",
        "www.anna.example",
        "192.0.2.17",
        "192.0.2.17:8080",
        "2001:db8::1",
        "+49 171 2345678",
        "0171-2345678",
        "(212) 555-0123",
        "2125550123",
        "212.555.0123",
    ],
)
def test_a_cell_that_names_a_person_is_recognised(value):
    assert value_names_identity(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Never",
        "7",
        "1400",
        "2-3",
        "1-5",
        "2026-11-22",
        "22.11.2026",
        "11/22/2026 9:30:00",
        "45000.5",
        "12345678",
        "3.14159",
        "0 - not important",
        "مرحبا",
        "🙂",
    ],
)
def test_an_answer_is_not_taken_for_a_person(value):
    assert not value_names_identity(value)


@pytest.mark.parametrize(
    "header",
    [
        *("Email", "E-mail address", "Your name", "Full name:", "Phone (optional)", "IP"),
        *("Phone number", "What is your name?", "Employer name", "Handle", "Instagram handle"),
        *("User name", "Nom", "Nombre", "Vorname", "IP address"),
    ],
)
def test_a_header_that_asks_who_somebody_is_is_recognised(header):
    assert header_names_identity(header, asked=True)
    assert header_names_identity(header, asked=False)


@pytest.mark.parametrize(
    ("header", "unknown"),
    [
        ("Which e-mail lists do you read?", True),
        ("Do you use Instagram at work?", True),
        ("Your team's name on the door", True),
        ("How tired are you?", False),
        ("Nominal hours", False),
        ("Shipping", False),
    ],
)
def test_a_question_of_the_codebook_may_mention_a_name_and_an_unknown_column_may_not(
    header, unknown
):
    assert not header_names_identity(header, asked=True)
    assert header_names_identity(header, asked=False) == unknown


@pytest.mark.parametrize("header", ["Facebook", " instagram ", "TikTok"])
def test_a_header_that_is_a_brand_alone_may_be_a_question_about_it(header):
    assert not header_names_identity(header, asked=True)
    assert not header_names_identity(header, asked=False)
    assert header_names_identity(f"Your {header.strip()} handle", asked=False)


def test_an_emoji_is_compared_without_how_it_is_drawn():
    assert plain("☺️ Always") == plain("☺ always")


@pytest.mark.parametrize(("value", "names"), [("1000-5000", False), ("5000-1000", True)])
def test_a_range_is_no_phone_number(value, names):
    assert value_names_identity(value) is names
