"""The codebook's page says of each question what may be answered and what is counted."""

from __future__ import annotations

import re
from html import unescape

import pytest

from data.exports.codebook_html import codebook_page
from tests.surveys import answers, book, ordinal, release


@pytest.fixture(scope="module")
def text():
    """The page as plain text, of a survey with every way to answer that needs a word."""
    perks = [
        {"code": "gym", "text": "Gym"},
        {"code": "none", "text": "None of these", "none": True},
        {"code": "other", "text": "Something else"},
    ]
    codebook = book(
        {
            "hours": {"text": "Hours?", "kind": "count", "max": 80, "decimals": True},
            "days": {"text": "Days?", "kind": "count", "max": 7},
            "perks": {"text": "Perks?", "kind": "multi-select", "other": True, "options": perks},
            "often": ordinal(0, 1, text="Often?") | {"other": True},
            "still": ordinal(0, 1, text="Still?"),
        }
    )
    manifest = release(codebook, answers({"team": [0, 1] * 20})).manifest
    page = re.sub(r"<style>.*?</style>", "", codebook_page(manifest, codebook), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_a_number_says_its_range_and_whether_decimals_are_taken(text):
    assert "Hours? hours a number, 0 to 80, decimals too" in text
    assert "Days? days a number, 0 to 7 " in text
    assert "0 to 7, decimals" not in text


def test_an_answer_that_says_nothing_applies_counts_as_no_tick(text):
    assert "gym Gym none None of these (counts as no tick) other Something else" in text


def test_own_answers_are_said_to_be_taken_and_not_kept(text):
    assert "Perks? perks several answers, or an own one, which is not kept" in text
    assert "Often? often one answer, in order, or an own one, which is not kept" in text
    assert "Still? still one answer, in order Answers" in text


def test_what_own_answers_count_as_is_marked_where_one_answer_is_chosen(text):
    """Ticks keep their own answers apart, so that an option named 'other' is like any there."""
    assert "other Other (any own answer)" in text
    assert text.count("(any own answer)") == 1
