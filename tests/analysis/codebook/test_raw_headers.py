"""A column's raw name is told from the words of a question."""

from __future__ import annotations

import pytest

from analysis.codebook.raw_headers import is_raw_header, raw_headers
from data import codebooks
from data.settings import SHIPPED_CODEBOOK
from tests.surveys import CODEBOOKS, book, ordinal


@pytest.mark.parametrize(
    "text",
    [
        "WHO5S1", "Q12", "q_12", "Q1.a", "AdultCohabitants", "OrganizationSize", "work_interfere",
        "fulltime", "age", "no-of-children", "G01Q02[SQ001]", "burnout/score", "v17", "2",
        "BMI_2024", " Q3 ", "itemA", "Q3_1_TEXT", "WHO-5",
    ],
)  # fmt: skip
def test_what_a_program_called_a_column_is_a_raw_name(text):
    assert is_raw_header(text)


@pytest.mark.parametrize(
    "text",
    [
        "Timestamp", "Gender", "Age", "Sex?", "Country", "Language", "Do you work alone?", "Why?",
        "I am tired", "tired?", "How many people are in your team", "1. How are you?", "Alter",
        "Zeitstempel", "Q12 How are you", "Größe", "性别", "Вопрос", "BMI", "R&D",
        "e-mail answered?",
    ],
)  # fmt: skip
def test_words_of_a_question_are_none(text):
    assert not is_raw_header(text)


def test_a_question_with_a_label_is_called_by_that():
    asked = {
        "raw": ordinal(0, 1, text="WHO5S1"),
        "named": ordinal(0, 1, text="WHO5S2") | {"label": "Cheerful"},
        "worded": ordinal(0, 1, text="I felt calm.") | {"headers": ["WHO5S3"]},
    }
    assert [*raw_headers(book(asked))] == ["raw"]


def test_surveys_of_ours_and_for_tests_are_called_by_words():
    for file in (SHIPPED_CODEBOOK, *(CODEBOOKS / f"{n}.toml" for n in ("nurses", "rowers"))):
        assert [*raw_headers(codebooks.load(file))] == []
