"""What other tools and other people write: each found once in a sheet that was read wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from analysis.answers.intake_report import Found, IntakeReport
from analysis.codebook import Codebook
from data.intake import Answers, Examined, examine
from data.sources.columns import table_of
from tests.surveys import book
from tests.traders import TODAY

WHEN: dict[str, Any] = {"text": "Timestamp", "kind": "date"}


def options(*texts: str) -> list[dict[str, Any]]:
    return [{"code": f"o{n}", "text": text} for n, text in enumerate(texts)]


def ticks(*texts: str, **more: Any) -> Codebook:
    asked = {"text": "Tools", "kind": "multi-select", "options": options(*texts)} | more
    return book({"when": WHEN, "tools": asked})


def read(rows: Sequence[Sequence[str]], codebook: Codebook, **about: Any) -> Examined:
    table = replace(table_of([[list(row) for row in rows]]), **about)
    return examine(table, codebook, "answers.csv", TODAY)


def people(header: str, cells: Sequence[str]) -> list[list[str]]:
    """A respondent for each cell, a minute after the one before."""
    rows = [
        [f"2026-03-{2 + n // 60:02} 10:{n % 60:02}:07", ("Solo", "Team")[n % 2], cell]
        for n, cell in enumerate(cells)
    ]
    return [["Timestamp", "Team", header], *rows]


def answers(found: Examined) -> Answers:
    assert found.report.doubts == ()
    return found.trusted()


def problems(found: Examined) -> str:
    return " ".join(doubt.problem for doubt in found.report.doubts)


def aside(report: IntakeReport, question: str) -> int:
    return next(each.set_aside for each in report.questions if each.question == question)


SHARES = [
    {"code": "low", "text": "Up to 25%", "range": [0, 25]},
    {"code": "mid", "text": "26 to 75%", "range": [26, 75]},
    {"code": "high", "text": "Over 75%", "range": [76, 100]},
]
SIZES = [
    {"code": "few", "text": "1-9", "range": [1, 9]},
    {"code": "some", "text": "10-49", "range": [10, 49]},
    {"code": "many", "text": "50 or more", "range": [50, 100_000]},
]


@pytest.mark.parametrize(
    ("asked", "cells", "format", "meant"),
    [
        (SHARES, ["0.8", "0.1", "0.5", "1"], "percent", [2, 0, 1, 2]),
        (SHARES, ["80%", "10 %", "50%", "100%"], None, [2, 0, 1, 2]),
        (SIZES, ["46031", "7", "20", "60"], None, [0, 0, 1, 2]),  # 46031 is 9 January 2026
    ],
    ids=["percent cells", "percentages", "serial numbers"],
)
def test_a_number_within_a_range_is_what_the_sheet_shows(asked, cells, format, meant):
    made = book({"when": WHEN, "size": {"text": "Size", "kind": "category", "options": asked}})
    found = read(people("Size", cells), made, typed=True, formats=(None, None, format))
    assert answers(found).table["q_size"].to_pylist() == meant


def test_a_raised_number_is_no_digit():
    made = book({"when": WHEN, "posts": {"text": "Posts", "kind": "count"}})
    found = read(people("Posts", ["7²", *["7"] * 30]), made)
    assert aside(found.report, "posts") == 1


@pytest.mark.parametrize(
    ("texts", "cell"),
    [
        (("面包", "水果", "花"), "面包、花"),
        (("面包", "水果", "花"), "面包┋花"),
        (("面包", "水果", "花"), "面包，花"),
        (("Go", "C", "JS"), "Go;JS"),
        (("Bread, cakes", "Tea", "Jam"), '"Bread, cakes",Jam'),
    ],
)
def test_ticks_are_joined_by_the_marks_of_other_scripts_and_tools(texts, cell):
    table = answers(read(people("Tools", [cell, texts[1]]), ticks(*texts))).table
    assert [table[f"q_tools_{n}"].to_pylist() for n in range(3)] == [[1, 0], [0, 1], [1, 0]]


def test_words_of_an_option_among_others_are_found_in_scripts_without_spaces():
    found = read(
        people("Tools", ["面包和水果", *["花"] * 30]), ticks("面包", "水果", "花", other=True)
    )
    assert aside(found.report, "tools") == 1


@pytest.mark.parametrize(
    "heads",
    [
        ("tools___o0", "tools___o1"), ("Tools (choice=Pen)", "Tools (choice=Ink)"),
        ("Tools >> Pen", "Tools >> Ink"), ("Tools/Pen", "Tools/Ink"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("yes", "no"),
    [("1", "0"), ("Oui", "Non"), ("WAHR", "FALSCH"), ("예", "아니요"), ("Sim", "Não")],
)
def test_columns_of_ticks_are_named_and_marked_in_many_ways(heads, yes, no):
    codebook = ticks("Pen", "Ink", headers=["tools"])
    rows = [["Team", *heads], ["Solo", yes, no], ["Team", no, yes]]
    table = answers(read(rows, codebook)).table
    assert [table[f"q_tools_{n}"].to_pylist() for n in range(2)] == [[1, 0], [0, 1]]


def test_one_tick_in_each_of_several_columns_is_one_answer():
    rows = [["Team", "Tools", "Tools"], ["Solo", "Pen", "Ink"], ["Team", "Ink", ""]]
    table = answers(read(rows, ticks("Pen", "Ink"))).table
    assert [table[f"q_tools_{n}"].to_pylist() for n in range(2)] == [[1, 0], [1, 1]]


def test_options_in_another_language_are_nobody_s_own_answers():
    cells = ["Pen", "Ink"] * 40 + ["Lápiz", "Tinta"] * 20
    found = read(people("Tools", cells), ticks("Pen", "Ink", other=True))
    assert "own answers hold" in problems(found)


def test_what_many_wrote_is_told_though_it_counts_as_own():
    cells = ["Pen, Radio", *["Pen", "Ink"] * 5] * 12
    found = read(people("Tools", cells), ticks("Pen", "Ink", other=True))
    assert found.report.doubts == ()
    told = [each.detail for each in found.report.findings if each.found is Found.OWN_ANSWER]
    assert "12 people wrote 'radio'; if it is an option, list it" in told


@pytest.mark.parametrize(
    ("rule", "used", "is_doubtful"),
    [
        ({"column": "Consent", "values": ["No"]}, 20, False),
        ({"column": "Consnt", "values": ["No"]}, 30, True),
        ({"column": "Consent", "values": ["Nope"]}, 30, False),
    ],
    ids=["as meant", "a column that isn't there", "a value that nobody has"],
)
def test_a_rule_that_catches_nothing_does_not_pass_in_silence(rule, used, is_doubtful):
    rows = people("Consent", ["Yes"] * 20 + ["No"] * 10)
    found = read(rows, book({"when": WHEN}, intake={"exclude": [rule]}))
    assert (found.report.used, bool(found.report.doubts)) == (used, is_doubtful)
    kept = [each.detail for each in found.report.findings if each.found is Found.EXCLUDED]
    assert is_doubtful or "20 rows that hold 'Yes' are kept" in kept


def test_a_number_to_leave_out_may_have_a_point():
    rows = people("Age", ["17.0", *["30"] * 20])
    rule = {"column": "Age", "values": ["17"]}
    assert read(rows, book({"when": WHEN}, intake={"exclude": [rule]})).report.used == 20


def test_a_class_that_answers_within_a_minute_is_no_crowd_of_copies():
    rows = [
        ["Timestamp", "Team"],
        *[["3/13/2026 9:00", ("Solo", "Team")[n % 2]] for n in range(40)],
    ]
    assert read(rows, book({"when": WHEN})).report.used == 40


def test_a_table_below_the_answers_makes_nobody():
    rows = people("Note", [""] * 20)
    below = [["", "", ""], ["", "Solo", "10"], ["", "Team", "10"]]
    found = read([*rows, *below], book({"when": WHEN}))
    assert (found.report.used, found.report.solo, found.report.team) == (20, 10, 10)


@pytest.mark.parametrize("again", ["Posts.1", "Posts (2)", "Posts 2", "Posts_2"])
def test_a_question_asked_again_under_a_header_that_a_tool_numbered_is_doubted(again):
    made = book({"when": WHEN, "posts": {"text": "Posts", "kind": "count"}})
    rows = people("Posts", ["3"] * 20 + [""] * 20)
    rows = [[*row, cell] for row, cell in zip(rows, [again, *[""] * 20, *["4"] * 20], strict=True)]
    assert f"the column '{again}', which is not read" in problems(read(rows, made))


def test_days_that_became_months_are_doubted():
    turned = [[f"2026-{n:02}-03", "Solo"] for n in range(1, 10)]  # 1 to 9 March, exchanged
    texts = [[f"{n}/03/2026", "Team"] for n in range(13, 22)]
    found = read([["Timestamp", "Team"], *turned, *texts], book({"when": WHEN}), typed=True)
    assert "took the days of some dates for months" in problems(found)


def test_a_row_of_more_cells_is_longer_though_they_are_blank(tmp_path):
    from data.sources.files import CsvFile

    lines = [f"2026-03-02 10:{n:02}:07,{('Solo', 'Team')[n % 2]},Pen," for n in range(40)]
    lines[3] = "2026-03-02 10:03:07,Team,Pen,Ink,"
    file = tmp_path / "answers.csv"
    file.write_text("\n".join(["Timestamp,Team,Tools,Comments", *lines]), "utf-8")
    report = examine(CsvFile(file).read(), ticks("Pen", "Ink"), "answers.csv", TODAY).report
    assert [each.rows for each in report.findings if each.found is Found.LONG_ROWS] == [(5,)]
