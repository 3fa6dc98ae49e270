"""Every row is a response or is set aside with the number it has in the sheet; nobody is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from analysis.answers.intake_report import Found
from analysis.codebook import Exclusion
from analysis.codebook.intake_rules import NO_RESPONSES
from data.intake import examine
from data.sources.columns import table_of
from tests.surveys import book, ordinal
from tests.traders import TODAY

WHEN = {"text": "When", "kind": "date", "date_order": "ymd"}
MOOD = ordinal(0, 1, text="Mood")
POSTS = {"text": "Posts", "kind": "count", "max": 500}
KIND = {
    "text": "Kind",
    "kind": "category",
    "options": [{"code": "a", "text": "Sum"}, {"code": "b", "text": "Mean"}],
}
TIMED = book(
    {
        "when": WHEN,
        "mood": MOOD,
        "posts": POSTS,
        "sort": KIND,
    }
)
UNTIMED = book({"mood": MOOD, "posts": POSTS, "sort": KIND})
HEADER = ["When", "Team", "Mood", "Posts", "Kind"]
ASIDE = (
    Found.EMPTY_ROWS,
    Found.NO_RESPONSE,
    Found.LONG_ROWS,
    Found.EXCLUDED,
    Found.DUPLICATE_ROWS,
)


def person(number: int, *, day: str = "", side: str = "") -> list[str]:
    moment = day or f"2026-03-{number % 28 + 1:02} 10:{number % 60:02}"
    said = side or ("Solo", "Team")[number % 2]
    return [moment, said, "Option 1", str(number), ("Sum", "Mean")[number % 2]]


def people(count: int, first: int = 1) -> list[list[str]]:
    return [person(number) for number in range(first, first + count)]


def looked_at(rows: Sequence[Sequence[object]], codebook=TIMED, **about):
    table = replace(table_of([list(rows)]), **about)
    return examine(table, codebook, "answers.csv", TODAY).report


def aside(report, *kinds: Found) -> list[tuple[int, ...]]:
    return [each.rows for each in report.findings if each.found in (kinds or ASIDE)]


TOTALS = {
    "Total": ["Total", "", "", "6", ""],
    "a colon": ["TOTAL: ", "", "", "6", ""],
    "average of all": ["Average", "1", "0.5", "2", "1"],
    "in the second column": ["", "Mean", "0.5", "2", ""],
    "in the third column": ["", "", "Median", "2", ""],
    "Spanish": ["Promedio", "", "", "2,5", ""],
    "no word": ["", "1", "", "6", ""],
    "no word, full": ["", "3", "3", "6", "3"],
}


@pytest.mark.parametrize("row", TOTALS.values(), ids=list(TOTALS))
@pytest.mark.parametrize("behind", [0, 4], ids=["last", "fifth from the end"])
def test_totals_are_no_response(row, behind):
    rows = people(8)
    at = len(rows) - behind
    report = looked_at([HEADER, *rows[:at], row, *rows[at:]])
    assert (report.used, report.solo, report.team) == (8, 4, 4)
    assert aside(report) == [(at + 2,)]


STAYS = {
    "Max": ["Max", *person(9)],
    "Sum": ["Sum", *person(9)],
    "Total": ["total", *person(9)],
    "Mean, no mood": ["Mean", *person(9)[:2], "", *person(9)[3:]],
    "Count, nothing but the group": ["Count", *person(9)[:2], "", "", ""],
    "Anzahl with a serial number": ["Anzahl", "46085.5", *person(9)[1:]],
    "an initial": ["M", *person(9)],
}


@pytest.mark.parametrize("row", STAYS.values(), ids=list(STAYS))
def test_somebody_who_is_called_like_a_total_stays(row):
    """Nicknames stand in the first column; a moment makes a row a response."""
    rows = [["Ada", *each] for each in people(8)]
    report = looked_at([["Nickname", *HEADER], *rows, row])
    assert (report.used, report.solo + report.team) == (9, 9)
    assert aside(report) == []


@pytest.mark.parametrize(
    ("row", "stays"),
    [
        (["Max", "Solo", "Option 1", "", ""], True),
        (["Sum", "Solo", "Option 1", "3", ""], True),  # more than half of the questions
        (["Sum", "Solo", "Option 1", "", ""], False),
        (["Sum", "", "", "3", ""], False),
        (["Sum", "Solo", "Option 1", "3", "Mean"], True),
    ],
    ids=["Max", "three of four", "two of four", "one of four", "all"],
)
def test_where_no_moment_tells_it_more_than_half_of_the_answers_make_a_response(row, stays):
    rows = [["Ada", *each[1:]] for each in people(8)]
    report = looked_at([["Nickname", *HEADER[1:]], *rows, row], UNTIMED)
    assert report.used == (9 if stays else 8)


def test_an_answer_that_is_a_total_word_makes_no_total():
    rows = [["Sum", each[0], *each[1:4]] for each in people(8)]
    report = looked_at([["Kind", *HEADER[:4]], *rows])
    assert (report.used, aside(report)) == (8, [])


@pytest.mark.parametrize("moment", ["2026-03-09 10:00", "", "soon"])
def test_somebody_whose_first_answer_is_called_like_a_total_stays(moment):
    """Baja, Media, Alta: low, middle, high in Spanish. A partial response has no moment."""
    options = [{"code": word, "text": word.title()} for word in ("baja", "media", "alta")]
    level = {"text": "Nivel", "kind": "category", "options": options}
    codebook = book({"level": level, "mood": MOOD, "when": WHEN})
    rows = [["Alta", *each[1:3], each[0]] for each in people(8)]
    sheet = [["Nivel", "Team", "Mood", "When"], *rows, ["Media", "Solo", "Option 1", moment]]
    assert looked_at(sheet, codebook).used == 9


def test_a_survey_in_numbers_keeps_a_last_response_without_a_moment():
    coded = book(
        {"when": WHEN, "posts": POSTS},
    )
    rows = [[person(n)[0], ("Solo", "Team")[n % 2], str(n)] for n in range(8)]
    report = looked_at([["When", "Team", "Posts"], *rows, ["", "", "9"]], coded)
    assert (report.used, aside(report)) == (9, [])


@pytest.mark.parametrize(
    ("cells", "is_header"),
    [
        (["When", "Team", "Mood", "Posts", "Kind"], True),
        (["when ", "TEAM", "mood", "posts", "kind"], True),
        (["", "Team", "Mood", "Posts", "3"], True),
        (["2026-03-09", "Team", "Mood", "7", ""], True),
        (["2026-03-09", "Team", "Mood", "7", "Mean"], False),
        (["2026-03-09", "Team", "", "", ""], False),
        (["2026-03-09", "Team", "Option 1", "7", "Mean"], False),
        (["When", "", "", "", ""], False),
    ],
    ids=[
        "all", "other letters", "three of four", "two of three", "two of four", "one of one",
        "one of four", "the moment alone",
    ],
)  # fmt: skip
def test_the_header_again_is_told_by_most_of_a_rows_cells_and_two_at_least(cells, is_header):
    """Of the cells beside the moment; a group may be called as its question is."""
    report = looked_at([HEADER, *people(6), cells])
    assert aside(report, Found.NO_RESPONSE) == ([(8,)] if is_header else [])
    assert report.used == (6 if is_header else 7)


@pytest.mark.parametrize(
    ("longer", "set_aside"), [(0, 0), (1, 1), (4, 4), (8, 8), (9, 0), (10, 0)], ids="{}".format
)
def test_rows_longer_than_a_files_header_are_set_aside_unless_nearly_all_are(longer, set_aside):
    """A comma that nobody quoted moves answers; notes beside every row don't."""
    rows = [[*each, "x"] if n < longer else each for n, each in enumerate(people(10))]
    report = looked_at([HEADER, *rows])
    assert report.used == 10 - set_aside
    assert aside(report) == ([tuple(range(2, 2 + longer))] if set_aside else [])


@pytest.mark.parametrize(("longer", "is_doubtful"), [(1, False), (2, True)])
def test_more_than_a_tenth_of_longer_rows_is_doubtful(longer, is_doubtful):
    rows = [[*each, "x"] if n < longer else each for n, each in enumerate(people(10))]
    doubts = looked_at([HEADER, *rows]).doubts
    assert [each.problem for each in doubts] == (
        [f"{longer} of 10 responses have more cells than the header."] if is_doubtful else []
    )


@pytest.mark.parametrize("longer", [1, 4])
def test_cells_of_a_sheet_do_not_move(longer):
    rows = [[*each, "x"] if n < longer else each for n, each in enumerate(people(10))]
    assert looked_at([HEADER, *rows], typed=True).used == 10


def test_a_cell_below_a_blank_header_within_the_table_is_no_long_row():
    header = ["When", "Team", "", "Mood", "Posts", "Kind"]
    rows = [[*each[:2], "note", *each[2:]] for each in people(6)]
    assert looked_at([header, *rows]).used == 6


def excluding(*rules: dict) -> object:
    intake = TIMED.intake.model_copy(update={"exclude": tuple(Exclusion(**r) for r in rules)})
    return TIMED.model_copy(update={"intake": intake})


@pytest.mark.parametrize(
    ("rule", "gone", "why"),
    [
        ({"question": "mood", "values": ["Option 0"]}, [3], "'Option 0'"),
        ({"question": "mood", "values": ["option  0 "]}, [3], "'Option 0'"),
        ({"question": "mood", "values": [""]}, [5], "nothing"),
        ({"question": "mood", "values": ["Option 0", ""]}, [3, 5], "'Option 0' or nothing"),
        ({"column": "Round", "values": ["test"]}, [2, 4], "'Test' or 'test'"),
        ({"column": "ROUND ", "values": ["pilot", "live"]}, [6, 7], "'live' or 'pilot'"),
        ({"column": "Round", "values": [""]}, [3, 5], "nothing"),
        ({"question": "posts", "values": ["6"]}, [7], "'6'"),
        ({"column": "No such column", "values": [""]}, [], None),
        ({"question": "mood", "values": ["Option"]}, [], None),
    ],
)  # fmt: skip
def test_responses_are_left_out_by_what_a_cell_says(rule, gone, why):
    rows = people(6)
    rows[1][2], rows[3][2] = "Option 0", ""
    rounds = ["Test", "", "test", " ", "pilot", "live"]
    sheet = [[*HEADER, "Round"], *([*r, each] for r, each in zip(rows, rounds, strict=True))]
    report = looked_at(sheet, excluding(rule))
    assert report.used == 6 - len(gone)
    found = [each for each in report.findings if each.found is Found.EXCLUDED]
    assert [each.rows for each in found] == ([tuple(gone)] if gone else [])
    if why:
        holds = "row holds" if len(gone) == 1 else "rows hold"
        assert found[0].detail == f"{len(gone)} {holds} {why}"


@pytest.mark.parametrize(
    ("column", "value", "other"),
    [
        ("Status", "Survey Preview", "IP Address"),
        ("Status", "Survey Test", "Imported"),
        ("Status", "Spam", "IP Address"),
        ("Status", "Offline Preview", "Offline"),
        ("DistributionChannel", "preview", "anonymous"),
        ("Response Type", "partial", "completed"),
        ("Finished", "False", "True"),
        ("Finished", "0", "1"),
        ("finished", "FALSE", "TRUE"),
    ],
)
def test_what_tools_call_no_response_is_left_out_unless_the_codebook_says_otherwise(
    column, value, other
):
    rows = [[*each, value if n < 2 else other] for n, each in enumerate(people(6))]
    sheet = [[*HEADER, column], *rows]
    assert tuple(TIMED.intake.exclude) == NO_RESPONSES
    assert looked_at(sheet).used == 4
    assert looked_at(sheet, excluding()).used == 6
    assert looked_at(sheet, excluding({"question": "mood", "values": ["never said"]})).used == 6


@pytest.mark.parametrize(
    ("again", "used"),
    [
        ([], 6),
        ([0], 6),
        ([0, 0, 3], 6),
    ],
    ids=["none", "one", "three"],
)
def test_a_row_that_repeats_another_with_its_moment_counts_once(again, used):
    rows = people(6)
    report = looked_at([HEADER, *rows, *(rows[n] for n in again)])
    assert report.used == used
    numbers = tuple(range(8, 8 + len(again)))
    assert aside(report) == ([numbers] if again else [])


@pytest.mark.parametrize(
    ("change", "used"),
    [
        ({0: "2026-03-02 10:02"}, 7),
        ({3: "77"}, 7),
        ({3: "1 "}, 7),
        ({5: "another note"}, 7),
        ({}, 6),
    ],
    ids=["another minute", "another answer", "a space", "another note", "nothing"],
)
def test_a_row_that_differs_in_one_cell_is_another_person(change, used):
    rows = [[*each, "note"] for each in people(6)]
    again = [change.get(n, cell) for n, cell in enumerate(rows[0])]
    assert looked_at([[*HEADER, "Note"], *rows, again]).used == used


@pytest.mark.parametrize(
    ("moment", "told_apart"),
    [
        ("2026-03-02", False),
        ("2026-03-02 00:00:00", False),
        ("3 March 2026", False),
        ("46083", False),
        ("", False),
        ("soon", False),
        ("2026-03-02 00:00:01", True),
        ("2026-03-02 10:27", True),
        ("2026-03-02T10:27:00.5Z", True),
        ("46083.25", True),
    ],
)
def test_two_who_answered_alike_are_one_only_where_the_time_of_day_is_told(moment, told_apart):
    rows = [*people(4, first=40), person(3, day=moment or " "), person(3, day=moment or " ")]
    assert looked_at([HEADER, *rows]).used == (5 if told_apart else 6)


def test_repeated_rows_may_be_kept():
    intake = TIMED.intake.model_copy(update={"duplicate_rows": "keep"})
    kept = TIMED.model_copy(update={"intake": intake})
    assert looked_at([HEADER, *people(4), *people(4)], kept).used == 8


HELPERS = {
    "a truth value": ["FALSE", ""],
    "a number": ["0", ""],
    "an error": ["#N/A", "#REF!"],
    "a running number": ["{}", ""],
    "a space": [" ", "x"],
}


@pytest.mark.parametrize("cells", HELPERS.values(), ids=list(HELPERS))
def test_rows_in_which_only_a_helper_column_is_filled_are_no_responses(cells):
    rows = [[*each, "TRUE", "1"] for each in people(6)]
    more = [[""] * 5 + [cell.format(n) for cell in cells] for n in range(7, 1000)]
    report = looked_at([[*HEADER, "Checked", "No"], *rows, *more])
    assert (report.rows, report.used) == (999, 6)
    (found,) = (each for each in report.findings if each.found is Found.EMPTY_ROWS)
    assert (found.count, found.rows) == (993, tuple(range(8, 16)))
    assert found.detail == "993 rows hold no answer to any question"


def test_a_row_of_helpers_with_one_answer_is_a_response():
    rows = [[*each, "TRUE"] for each in people(6)]
    report = looked_at([[*HEADER, "Checked"], *rows, ["", "", "Option 1", "", "", "TRUE"]])
    assert (report.used, report.solo + report.team) == (7, 6)
    (found,) = (each for each in report.findings if each.found is Found.NO_GROUP)
    assert found.rows == (8,)


def test_the_rows_that_are_left_out_add_up():
    rows = people(12)
    sheet = [
        ["Survey"],
        HEADER,
        *rows[:4],
        [],
        HEADER,
        *rows[4:8],
        [*rows[8], "moved"],
        *rows[9:],
        rows[0],
        ["", "", "", "", "", "", "note"],
        ["Total", "", "", "78", ""],
    ]
    report = looked_at(sheet, excluding({"question": "posts", "values": ["2"]}))
    found = [(each.found, each.count, each.rows) for each in report.findings]
    assert [each for each in found if each[0] in ASIDE] == [
        (Found.EMPTY_ROWS, 1, (18,)),
        (Found.NO_RESPONSE, 1, (8,)),
        (Found.NO_RESPONSE, 1, (19,)),
        (Found.LONG_ROWS, 1, (13,)),
        (Found.EXCLUDED, 1, (4,)),
        (Found.DUPLICATE_ROWS, 1, (17,)),
    ]
    assert (report.rows, report.used, report.solo + report.team) == (16, 10, 10)
