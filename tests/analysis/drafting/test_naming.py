"""Ids, codes and labels: short, unique, and of the letters that a codebook allows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.drafting.naming import code_of, codes, label, question_id, short_label


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Never", "never"),
        ("11+", "11-plus"),
        ("Yes, I am the only one", "yes-i-am-the-only-one"),
        ("There's no money for it", "theres-no-money-for-it"),
        ("Ordering books, magazines", "ordering-books-magazines"),
        ("Más o menos", "mas-o-menos"),
        ("Straße", "strasse"),
        ("25%", "25-percent"),
        ("<18", "under-18"),
        ("R&D", "r-and-d"),
        ("Я согласен", ""),
    ],
)
def test_codes_are_made_from_the_texts(text, code):
    assert code_of(text) == code


def test_texts_without_latin_letters_get_numbered_codes():
    assert codes(["Да", "Нет", "Не знаю"]) == ["answer-1", "answer-2", "answer-3"]


def test_texts_that_would_share_a_code_get_different_ones():
    assert codes(["C", "C+", "c#", "C."]) == ["c", "c-2", "c-3", "c-4"]
    assert codes(["Not given"]) == ["not-given-2"]  # kept for a filter's blanks
    assert codes(["Other"], kept=["other"]) == ["other-2"]


@given(st.lists(st.text(min_size=1, max_size=200), max_size=8))
def test_codes_are_always_accepted_and_never_repeated(texts):
    made = codes(texts)
    assert len(set(made)) == len(made) == len(texts)
    assert all(re.fullmatch(r"[a-z0-9-]{1,64}", code) for code in made)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("How many classes visited the library last month?", "classes_visited_library"),
        ("I feel worn down. (1 = not at all, 5 = completely)", "feel_worn_down"),
        ("YearsOfExperience", "years_experience"),
        ("no_employees", "employees"),
        ("2nd job?", "q_2nd_job"),
        ("What did you do?", "what_did_you_do"),
        ("¿Con qué frecuencia se siente solo?", "frecuencia_siente_solo"),
        ("質問", "question"),
        ("lang", "lang_2"),  # the pages' own parameter
    ],
)
def test_ids_are_the_words_that_tell_most(text, name):
    assert question_id(text, ()) == name


def test_ids_differ_where_questions_begin_alike():
    taken: list[str] = []
    for _ in range(3):
        taken.append(question_id("Mentoring", taken))
    assert taken == ["mentoring", "mentoring_2", "mentoring_3"]


@given(st.text(max_size=300))
def test_ids_are_always_accepted(text):
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,63}", question_id(text, ()))


def test_a_label_leaves_out_brackets_and_is_cut_between_words():
    assert label("My work is noticed. (1 = not at all, 5 = completely)") == "My work is noticed"
    long = "In the last four weeks, did somebody at work tell you to just ignore hostility?"
    assert label(long) == "In the last four weeks, did somebody at work tell you to…"
    assert len(label(long)) <= 60


def test_a_text_that_will_do_gets_no_label_of_its_own():
    assert short_label("Where is your market?") == ""
    assert short_label("¿Tiene hijos?") == ""
    assert short_label("Pay (1 to 5)") == "Pay"
