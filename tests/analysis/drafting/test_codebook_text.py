"""The file that is written: always a codebook, and never with what few people wrote."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook.parsing import parse
from analysis.drafting import toml_values as toml
from analysis.drafting.codebook_text import codebook_text
from analysis.drafting.draft import draft
from analysis.drafting.sides import Wish
from tests.analysis.drafting.sheets import columns, view

GROUPS = {"Do you work alone?": {"Yes, alone": 60, "No, with others": 60}}
ROWS = 120


def written(sheet, rows=ROWS, wish=None):
    made = draft(columns(GROUPS | sheet), view(rows), wish or Wish(), "answers.csv")
    return codebook_text(made, "answers", 2026)


def book(sheet, **keys):
    return parse(tomllib.loads(written(sheet, **keys)))


@given(st.text())
def test_any_text_is_written_as_toml_reads_it(text):
    assert tomllib.loads(toml.line("key", text)) == {"key": text}


def test_values_are_written_as_toml_reads_them():
    held = {"a": 1, "b": 0.5, "c": True, "d": ["x", "y"], "e": {"f": "g"}, "h": ["long " * 9] * 4}
    text = "\n".join(toml.line(key, value, "a comment") for key, value in held.items())
    assert tomllib.loads(text) == held


HEADERS = st.text(min_size=1, max_size=40).map(str.strip).filter(bool)
CELLS = st.one_of(
    st.text(max_size=30),
    st.integers(-5, 200).map(str),
    st.sampled_from(
        ["Never", "Always", "Yes", "No", "N/A", "1-5", "6 or more", "2/3/2026", "A, B"]
    ),
)
SHEETS = st.dictionaries(
    HEADERS.filter(lambda head: head not in GROUPS),
    st.lists(CELLS, min_size=1, max_size=8).map(lambda held: (held * ROWS)[:ROWS]),
    max_size=6,
)


@settings(max_examples=200, deadline=None)
@given(SHEETS)
def test_whatever_a_sheet_holds_the_draft_is_a_codebook(sheet):
    drafted = book(sheet)
    assert drafted.grouping.question in drafted.questions


SECRET = "Zxqvwt"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["Never", "Often", "7", "Yes", "2/13/2026", "A, B"]), max_size=4),
    st.sampled_from(["{}", "{} Smith", "A, {}", "{}@example.org", "see www.{}.org", "7 {}"]),
    st.integers(1, 9),
)
def test_what_fewer_than_ten_rows_hold_is_never_written(common, form, rows):
    cells = [*([form.format(SECRET)] * rows), *(common * ROWS)[: ROWS - rows]]
    text = written({"What is it?": [*cells, *[""] * (ROWS - len(cells))]})
    assert SECRET.casefold() not in text.casefold()


def test_every_guess_and_every_wording_says_so():
    text = written({"I am tired.": dict.fromkeys(("Never", "Often", "Always"), 40)})
    assert '"Never", score = 0' in text
    assert 'kind = "ordinal" # guess: ordered answers, by known words' in text
    assert 'title = "Our survey" # change me' in text
    assert "# guess: the question that tells the two groups apart." in text


def test_a_scale_says_what_must_be_checked():
    often = dict.fromkeys(("Never", "Often", "Always"), 40)
    text = written({"I am tired.": often, "I am rested.": often})
    (above,) = [part for part in text.split("\n\n") if "[indicators.scale_1]" in part]
    assert "worded the other way round" in above
    assert 'direction = "neutral" # change me: "higher-is-worse", "higher-is-better"' in above
    assert "headline = true" in above


@pytest.mark.parametrize(
    ("rows", "words"), [(19, "19 rows are too few"), (20, "The rows are few"), (99, "The rows are")]
)
def test_a_small_sheet_is_told_what_can_not_be_told(rows, words):
    assert words in written({}, rows=rows)
    assert words not in written({}, rows=100)


def test_ignored_columns_are_listed_with_the_reason():
    text = written({"E-mail": {"a@b.org": 60, "c@d.org": 60}, "Comments": {"x": 60, "y": 60}})
    assert '  "E-mail", # its header asks who somebody is' in text
    assert '  "Comments", # answers in people\'s own words' in text
    assert "a@b.org" not in text


def test_filters_are_questions_with_a_few_large_answers():
    sheet = {
        "Where?": {"North": 50, "South": 70},
        "What size?": {"Small": 105, "Large": 15},
        "Again?": {"Yes": 40, "Maybe": 40, "No": 40},
        "Timestamp": {"2/13/2026": 120},
    }
    assert book(sheet).dimensions == ("where", "wave")


def test_columns_with_one_header_are_one_question():
    twice = columns(GROUPS) + columns({"Where?": {"North": 60, "South": 60}}) * 2
    text = codebook_text(draft(twice, view(ROWS), Wish(), "answers.csv"), "answers", 2026)
    assert text.count('text = "Where?"') == 1
    parse(tomllib.loads(text))


def test_fillers_that_a_sheet_holds_are_listed_as_missing():
    assert "-" in book({"Where?": {"North": 50, "South": 60, "-": 10}}).intake.missing
    assert book({"Where?": {"North": 60, "South": 60}}).intake.missing[0] == "NA"


def test_na_in_many_rows_is_asked_about():
    text = written({"Region": {"EMEA": 40, "LATAM": 40, "NA": 40}})
    assert "# NA stands in many rows and is taken for no answer." in text
