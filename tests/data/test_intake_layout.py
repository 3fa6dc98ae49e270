"""The header is found wherever a tool puts it, and no answer is taken for a part of it."""

from __future__ import annotations

import pytest

from analysis.answers.intake_report import Found
from analysis.errors import SurveyError
from data.intake.layout import lay_out
from data.sources.columns import table_of
from tests.surveys import book, ordinal, take

BOOK = book(
    {
        "mood": ordinal(0, 1, text="How are you?") | {"headers": ["Q2"]},
        "posts": {"text": "How many posts?", "kind": "count", "headers": ["Q3"]},
        "tools": {
            "text": "Which tools? Tick all.",
            "kind": "multi-select",
            "options": [{"code": "pen", "text": "Pen"}, {"code": "ink", "text": "Ink"}],
        },
    }
)
HEADER = ["Team", "How are you?", "How many posts?", "Which tools? Tick all."]
PEOPLE = [["Solo", "Option 0", "3", "Pen"], ["Team", "Option 1", "0", "Pen, Ink"]]
NAMES = ["Q1", "Q2", "Q3", "Q4"]
IDS = [f'{{"ImportId":"QID{n}"}}' for n in range(4)]
LOOKED_AT = 12  # rows below the first, among which the header may be


def laid_out(*rows):
    return lay_out(table_of([list(rows)]), BOOK)


def answers(*rows):
    return take(table_of([list(rows)]), BOOK)


def titles(count):
    return [[f"Title {n}"] for n in range(count)]


@pytest.mark.parametrize("above", [0, 1, 2, LOOKED_AT - 1, LOOKED_AT])
def test_the_header_may_have_rows_above_it_which_are_counted(above):
    found = answers(*titles(above), HEADER, *PEOPLE)
    assert found.table["q_posts"].to_pylist() == [3, 0]
    said = [(each.count, each.detail) for each in found.report.findings]
    rows = "1 row stands" if above == 1 else f"{above} rows stand"
    holds = "holds" if above == 1 else "hold"
    assert said == ([(above, f"{rows} above the header and {holds} no answers")] if above else [])


def test_a_header_further_down_is_none():
    with pytest.raises(SurveyError, match=r"required question 'Team' has no column"):
        answers(*titles(LOOKED_AT + 1), HEADER, *PEOPLE)


def test_blank_rows_above_it_do_not_count():
    assert answers(*[[]] * 40, HEADER, *PEOPLE).report.used == 2


@pytest.mark.parametrize(
    ("rows", "header", "first_row"),
    [
        ([HEADER], HEADER, 2),
        ([["Answers"], HEADER], HEADER, 3),
        ([["Answers", "of", "Team"], HEADER], HEADER, 3),
        ([["Team"], [], HEADER], HEADER, 4),
        ([NAMES, HEADER, IDS], HEADER, 4),
        ([NAMES, HEADER], HEADER, 3),
        ([[*NAMES[:3], "Which tools? Tick all."], HEADER], HEADER, 3),
        ([["Team", *NAMES[1:]], ["Wording"] * 4, IDS], ["Team", *NAMES[1:]], 4),
        ([HEADER, IDS], HEADER, 3),
        ([["a", "b", "c", "d"], HEADER], HEADER, 3),
    ],
    ids=[
        "alone",
        "a title",
        "a title with a word of the header",
        "a title that is a question, and a blank row",
        "names, texts, import ids",
        "names, texts",
        "names of which one is a text",
        "names, other wordings, import ids",
        "import ids alone",
        "letters",
    ],
)
def test_the_row_with_most_questions_is_the_header_and_those_that_belong_to_it_no_answers(
    rows, header, first_row
):
    sheet = laid_out(*rows, *PEOPLE)
    assert list(sheet.header) == header
    assert sheet.raw.row_numbers().tolist() == [first_row, first_row + 1]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["Team", "How often?", "", "Which tools? Tick all.", ""],
         ["Response", "How are you?", "How many posts?", "Pen", "Ink"]),
        (["Team", "", "", "Which tools? Tick all.", ""],
         ["Response", "How are you?", "How many posts?", "Pen", "Ink"]),
        (["Team", "How are you?", "How many posts?", "Which tools? Tick all.", ""],
         ["Response", "Response", "Open-Ended Response", "Pen", "Ink"]),
        (["Team", "How are you?", "How many posts?", "Which tools? Tick all.", ""],
         ["Respuesta", "Respuesta", "", "Pen", "Ink"]),
        (["Team", "How are you?", "How many posts?", "Which tools? Tick all.", ""],
         ["Antwort", "Antwort", "", "Pen", "Ink"]),
    ],
    ids=["a grid", "a grid without a text", "no grid", "Spanish", "German"],
)  # fmt: skip
def test_a_second_row_names_what_the_first_left_open(upper, lower):
    people = [["Solo", "Option 0", "3", "Pen", ""], ["Solo", "Option 1", "0", "Pen", "Ink"]]
    found = answers(upper, lower, *people)
    assert found.report.used == 2
    assert found.table["q_tools_0"].to_pylist() == [1, 1]
    assert found.table["q_tools_1"].to_pylist() == [0, 1]
    assert found.table["q_posts"].to_pylist() == [3, 0]


def test_a_text_over_several_columns_ends_where_no_name_is_below():
    upper = ["Team", "How are you?", "How many posts?", "Which tools? Tick all.", "", ""]
    lower = ["Response", "Response", "Open-Ended Response", "Pen", "Ink", ""]
    sheet = laid_out(upper, lower, ["Solo", "Option 0", "3", "Pen", "", "a note"])
    assert sheet.names[4] == ("Which tools? Tick all. [Ink]", "Ink")
    assert sheet.names[0] == ("Team",)
    assert sheet.names[5] == ()


@pytest.mark.parametrize(
    "first",
    [
        ["Solo", "Option 0", "3", "Response"],
        ["Response", "Option 0", "3", "Pen"],
        ["Solo", "How are you?", "3", "Pen"],
        ["Solo", "", "", ""],
        ["Team", "Option 1", "3", "Pen"],
    ],
    ids=["one tool's word", "in the group", "one header", "three blanks", "a group called as its"],
)
def test_the_first_answer_is_never_taken_for_a_part_of_the_header(first):
    found = laid_out(HEADER, first, *PEOPLE)
    assert len(found.raw) == 3


@pytest.mark.parametrize("below", [0, 1, 5])
def test_the_header_again_is_no_other_header(below):
    people = [*PEOPLE * 3][: below + 2]
    found = answers(HEADER, *people[:below], HEADER, *people[below:])
    assert found.report.used == len(people)
    (again,) = (each for each in found.report.findings if each.found is Found.NO_RESPONSE)
    assert (again.rows, again.detail) == ((below + 2,), "1 row holds the header again")


def test_a_sheet_without_one_known_header_is_refused_and_says_what_is_missing():
    with pytest.raises(SurveyError) as caught:
        answers(["Name", "Age"], ["x", "3"])
    assert caught.value.problem == "The required question 'Team' has no column in the sheet."
    assert caught.value.remedy.startswith("No header in the sheet comes close")
