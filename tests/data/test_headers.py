"""The columns of a sheet are found by their headers, whatever a form or a person did to them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.answers.intake_report import Found
from analysis.errors import SurveyError
from data.intake.headers import Matched, match_headers
from data.intake.layout import lay_out
from data.sources.raw import RawTable
from tests.surveys import book, filled, headers_only, ordinal, raw, sheet, take, tiny

WHOLE = sheet(**filled(4), posts=["1", "2", "3", "4"], region=["North", "South", "", "North"])


def match(table, codebook=None) -> Matched:
    book = codebook or tiny()
    return match_headers(lay_out(table, book), book)


def columns(table, codebook=None):
    """The columns of whole answers of every question that has some."""
    places = match(table, codebook).places
    return {name: list(place.whole) for name, place in places.items()}


def findings(table, kind, codebook=None):
    told = match(table, codebook).findings
    return [(finding.where, finding.detail) for finding in told if finding.found is kind]


def refusal(table, codebook=None) -> SurveyError:
    found = match(table, codebook).refusal
    assert found is not None
    return found


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(len(WHOLE.headers))))
def test_columns_may_stand_in_any_order(order):
    mixed = RawTable(
        tuple(WHOLE.headers[at] for at in order), tuple(WHOLE.columns[at] for at in order)
    )
    found, expected = take(mixed).table, take(WHOLE).table
    assert found.select(expected.column_names).equals(expected)


@pytest.mark.parametrize(
    "written",
    [
        "i'm TIRED",
        "  I'm \u00a0 tired\n",
        "I’m tired",
        "\ufeffI'm tired",
        "I\u200b'm tired",
        "Ｉ'm tired",
    ],
)
def test_case_spacing_quotes_and_invisible_marks_do_not_matter(written):
    table = RawTable((WHOLE.headers[0], written, *WHOLE.headers[2:4]), WHOLE.columns[:4])
    assert columns(table)["tired"] == [1]


def test_an_unknown_column_is_noted_and_not_read():
    table = sheet({"Favourite colour": ["red"] * 4}, **filled(4))
    assert findings(table, Found.UNKNOWN_COLUMN) == [
        ("Favourite colour", "the codebook does not know this column")
    ]
    assert "q_favourite" not in " ".join(take(table).table.column_names)


def test_a_column_to_ignore_is_passed_over_without_a_note():
    ignoring = tiny().model_copy(
        update={"intake": tiny().intake.model_copy(update={"ignore": ("Favourite Colour",)})}
    )
    table = sheet({" favourite colour ": ["red"] * 4}, **filled(4))
    assert findings(table, Found.UNKNOWN_COLUMN, ignoring) == []


def test_a_missing_required_column_is_named_with_the_closest_header_found():
    cells = filled(2)
    del cells["tense"]
    told = refusal(sheet({"I'm so tense": ["Often"] * 2}, **cells))
    assert told.problem == 'The required question "I\'m tense" has no column in the sheet.'
    assert told.remedy.startswith('The closest header found is "I\'m so tense": rename it, or add')
    assert "questions.tense.headers" in told.remedy


def test_a_sheet_without_the_grouping_column_is_refused():
    cells = filled(2)
    del cells["team"]
    told = refusal(sheet(**cells))
    assert "'How many people are in your team?' has no column" in told.problem


def test_one_header_twice_is_one_question_whose_answers_are_joined():
    cells = filled(4) | {"tired": ["Never", "", "Often", ""]}
    table = sheet({"I’m tired": ["", "Always", "Often", ""]}, **cells)
    assert take(table).table["q_tired"].to_pylist() == [0, 4, 3, None]
    assert findings(table, Found.DOUBLED_COLUMN) == [
        ("I'm tired", "has 2 columns; in each row the one that is answered counts")
    ]


def test_where_one_header_has_two_answers_neither_counts():
    cells = filled(40) | {"tired": ["Never", *["Often"] * 39]}
    answers = take(sheet({"I’m tired": ["Always", *[""] * 39]}, **cells))
    assert answers.table["q_tired"].to_pylist()[:2] == [None, 3]
    reasons = [f.detail for f in answers.report.findings if f.found is Found.UNREADABLE]
    assert reasons == ["1 answer set aside, contradictory"]


def test_a_question_that_was_not_asked_is_noted():
    noted = dict(findings(sheet(**filled(2)), Found.NOT_ASKED))
    assert noted["How many posts last week?"] == "no column has this header"
    assert "Timestamp" not in noted  # written by the form, not asked


def test_an_earlier_wording_fills_what_the_current_one_leaves_empty():
    cells = filled(4) | {"tired": ["Never", "", "", "Always"]}
    table = sheet({"tired  AFTER work": ["Always", "Rarely", "", "Never"]}, **cells)
    assert take(table).table["q_tired"].to_pylist() == [0, 1, None, 4]


def test_the_current_wording_comes_first_wherever_it_stands():
    cells = filled(2) | {"tired": ["Never", ""]}
    after = sheet({"Tired after work": ["Always", "Rarely"]}, **cells)
    before = RawTable(after.headers[::-1], after.columns[::-1])
    assert take(before).table["q_tired"].to_pylist() == [0, 1]


def test_an_earlier_wording_alone_is_enough():
    cells = filled(2)
    cells.pop("tired")
    table = sheet({"Tired after work": ["Rarely", "Never"]}, **cells)
    assert take(table).table["q_tired"].to_pylist() == [1, 0]


@pytest.mark.parametrize("other", ["Calm? ", "CALM?", "Calm？"])
def test_two_spellings_of_one_header_in_the_codebook_are_one_column(other):
    made = book(
        {"calm": ordinal(0, 1, text="Calm?") | {"headers": [other]}},
        {"calm": {"label": "Calm", "items": ["calm"], "headline": True}},
    )
    table = raw("| Team | Calm? |\n| Solo | Option 0 |")
    assert columns(table, made)["calm"] == [1]


def test_grid_questions_are_found_under_heading_and_row():
    made = book(
        {"calm": ordinal(0, 1, text="calm") | {"grid": "feel"}},
        {"calm": {"label": "Calm", "items": ["calm"], "headline": True}},
        grids={"feel": {"text": "Last week I felt"}},
    )
    assert columns(headers_only("Team", "Last week I felt [Calm]"), made) == {
        "team": [0],
        "calm": [1],
    }


@pytest.mark.parametrize(
    "header", ["Email Address", "Your name", "Instagram handle", "What is your phone number?"]
)
def test_an_unknown_column_that_asks_who_somebody_is_is_refused_by_its_header(header):
    told = findings(sheet({header: ["x", "y"]}, **filled(2)), Found.IDENTITY)
    assert told == [(header, "the header asks who somebody is; the column is not read")]


@pytest.mark.parametrize(
    "cell", ["anna@example.org", "+49 171 2345678", "@anna_posts", "192.0.2.17"]
)
def test_an_unknown_column_with_one_cell_that_names_a_person_is_refused_by_value(cell):
    told = findings(sheet({"Anything else?": ["no", cell]}, **filled(2)), Found.IDENTITY)
    assert told == [
        ("Anything else?", "its cells look like somebody's identity; the column is not read")
    ]


def test_a_question_of_the_codebook_that_asks_who_somebody_is_is_not_read():
    made = book({"who": ordinal(0, 1, text="Your name")})
    table = raw("| Team | Your name |\n| Solo | Option 1 |\n| Team | Option 0 |")
    assert findings(table, Found.IDENTITY, made) == [
        ("Your name", "the header asks who somebody is; the column is not read")
    ]
    assert take(table, made).table.column_names == ["q_team"]


def test_a_required_question_that_asks_who_somebody_is_is_refused():
    made = book(
        {"who": ordinal(0, 1, text="Employer name")},
        {"who": {"label": "Who", "items": ["who"], "headline": True}},
    )
    told = refusal(headers_only("Team", "Employer name"), made)
    assert told.problem == "The required question 'Employer name' asks who somebody is."


def test_a_column_without_a_header_is_noted_only_if_it_holds_something():
    table = sheet(**filled(2))
    empty = raw("| a |\n| |\n| |").columns
    full = raw("| a |\n| |\n| 7 |").columns
    wider = RawTable((*table.headers, "", " "), (*table.columns, *empty, *full))
    assert findings(wider, Found.UNKNOWN_COLUMN) == [
        ("Column 6, without a header", "the codebook does not know this column")
    ]


def test_three_hundred_columns_are_read_like_three():
    extra = {f"Extra question {n}": ["yes", "no"] for n in range(300)}
    table = sheet(extra, **filled(2))
    assert len(findings(table, Found.UNKNOWN_COLUMN)) == 300
    assert take(table).report.used == 2
