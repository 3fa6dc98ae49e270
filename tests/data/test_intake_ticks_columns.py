"""Ticks that stand in a column for each option are the answers to one question."""

from __future__ import annotations

import pytest

from analysis.answers.intake_report import Found
from data.sources.columns import table_of
from tests.surveys import book, take
from tests.traders import GOODS, form, traders
from tests.traders.files import examined
from tests.traders.tools import ticks

ASKED = "Which tools? Tick all."
TEXTS = ("Pen", "Ink", "Loud hailer")


def tools(**more):
    options = [
        {"code": "pen", "text": "Pen", "aliases": ["SQ001"]},
        {"code": "ink", "text": "Ink", "aliases": ["SQ002"]},
        {"code": "hailer", "text": "Loud hailer", "aliases": ["SQ003"]},
    ]
    return {"text": ASKED, "kind": "multi-select", "headers": ["Q7"], "options": options} | more


BOOK = book({"tools": tools(other=True)})
CLOSED = book({"tools": tools()})


def read(heads, *people, codebook=BOOK):
    """What is read of people, all of them solo, and of a last one who said nothing but Team."""
    sheet = [["Team", *heads], *(["Solo", *cells] for cells in people), ["Team"]]
    return take(table_of([sheet]), codebook)


def said(answers, name="tools", count=3):
    """The places of each person's ticks, None for no answer, without the last person's."""
    columns = [answers.table[f"q_{name}_{n}"].to_pylist() for n in range(count)]
    people = zip(*columns, strict=True)
    ticked = [None if None in marks else {n for n, m in enumerate(marks) if m} for marks in people]
    return ticked[:-1]


def counts(answers):
    """How many people's ticks were read, missing and set aside, without the last person's."""
    (found,) = (each for each in answers.report.questions if each.question == "tools")
    return found.read, found.missing - 1, found.set_aside


PEOPLE = (["1", "", "1"], ["", "1", ""], ["", "", ""])
MEANT = [{0, 2}, {1}, None]

HEADS = {
    "LimeSurvey, codes": ["Q7[SQ001]", "Q7[SQ002]", "Q7[SQ003]"],
    "LimeSurvey, texts": [f"{ASKED} [{text}]" for text in TEXTS],
    "LimeSurvey, codes and texts": [f"Q7 [{text}]" for text in TEXTS],
    "Qualtrics": [f"{ASKED} - {text}" for text in TEXTS],
    "Qualtrics, selected choice": [f"{ASKED} - Selected Choice - {text}" for text in TEXTS],
    "a colon": [f"{ASKED}: {text}" for text in TEXTS],
    "brackets": [f"{ASKED} ({text})" for text in TEXTS],
    "a slash, as KoBo writes it": [f"Q7/{code}" for code in ("pen", "ink", "hailer")],
    "a slash with spaces": [f"{ASKED} / {text}" for text in TEXTS],
    "an underline": [f"Q7_{code}" for code in ("pen", "ink", "hailer")],
    "a point": [f"Q7.{code}" for code in ("pen", "ink", "hailer")],
    "Typeform": list(TEXTS),
    "other letters": [f"{ASKED} [{text}]".upper() for text in TEXTS],
}


@pytest.mark.parametrize("heads", HEADS.values(), ids=list(HEADS))
def test_a_column_is_found_by_the_question_and_its_option(heads):
    found = read(heads, *PEOPLE)
    assert said(found) == MEANT
    assert counts(found) == (2, 1, 0)


def test_the_columns_may_stand_in_any_order_and_apart():
    heads = [f"{ASKED} [{TEXTS[n]}]" for n in (2, 0, 1)]
    people = [[cells[2], "x", cells[0], cells[1]] for cells in PEOPLE]
    assert said(read([heads[0], "Notes", heads[1], heads[2]], *people)) == MEANT


def test_that_they_are_read_so_is_reported():
    found = read(HEADS["Qualtrics"], *PEOPLE).report.findings
    told = [(each.where, each.count) for each in found if each.found is Found.DOUBLED_COLUMN]
    assert told == [(ASKED, 3)]


MARKS = {
    "1": True, "1.0": True, "Y": True, "yes": True, "TRUE": True, "x": True, "✓": True,
    "Selected": True, "checked": True, "Ja": True, "Sí": True, "Pen": True, "pen": True,
    "SQ001": True, " PEN ": True,
    "": False, "0": False, "0.0": False, "N": False, "No": False, "FALSE": False, "nein": False,
    "Not selected": False, "unchecked": False,
    "N/A": None, "Prefer not to say": None,
}  # fmt: skip


@pytest.mark.parametrize(("mark", "is_ticked"), MARKS.items())
def test_a_cell_ticks_its_option_or_does_not(mark, is_ticked):
    """Beside a tick of Ink, which shows that the person answered at all."""
    found = read(HEADS["Qualtrics"], [mark, "Ink", ""])
    assert said(found) == [{0, 1} if is_ticked else {1}]


@pytest.mark.parametrize(("marks", "ticked"), [("101", {0, 2}), ("010", {1}), ("000", set())])
def test_a_0_says_no_though_an_option_has_the_code_0(marks, ticked):
    options = [{"code": str(n), "text": text} for n, text in enumerate(TEXTS)]
    codebook = book({"tools": tools(options=options)})
    assert said(read(HEADS["Qualtrics"], list(marks), codebook=codebook)) == [ticked]


@pytest.mark.parametrize("mark", ["2", "maybe", "Ink", "?", "#REF!", "Pencil", "-1"])
def test_a_cell_that_says_neither_sets_the_persons_ticks_aside(mark):
    people = [["Pen", "", ""]] * 20
    found = read(HEADS["Qualtrics"], [mark, "Ink", ""], *people)
    assert said(found)[0] is None
    assert counts(found) == (20, 0, 1)
    assert said(found)[1:] == [{0}] * 20


@pytest.mark.parametrize(
    ("cells", "ticked"),
    [
        (["", "", ""], None),
        (["N/A", "N/A", "N/A"], None),
        (["N/A", "", "N/A"], None),
        (["0", "0", "0"], set()),
        (["", "0", ""], set()),
        (["No", "N/A", "No"], set()),
        (["1", "1", "1"], {0, 1, 2}),
    ],
)
def test_who_left_all_blank_said_nothing_and_who_said_no_ticked_nothing(cells, ticked):
    found = read(HEADS["LimeSurvey, codes"], cells)
    assert said(found) == [ticked]
    assert counts(found) == ((0, 1, 0) if ticked is None else (1, 0, 0))


OWN_HEADS = {
    "LimeSurvey": (HEADS["LimeSurvey, codes"], "Q7[other]"),
    "Qualtrics": (HEADS["Qualtrics"], f"{ASKED} - Other - Text"),
    "Qualtrics, text": (HEADS["Qualtrics"], f"{ASKED} - Text"),
    "SurveyMonkey, one row": (HEADS["Qualtrics"], f"{ASKED} - Other (please specify)"),
    "Typeform": (HEADS["Typeform"], "Other"),
    "Spanish": (HEADS["LimeSurvey, texts"], f"{ASKED} [Otro]"),
    "German": (HEADS["LimeSurvey, texts"], f"{ASKED} [Sonstiges]"),
}


class TestOwnAnswers:
    @pytest.mark.parametrize(("heads", "own"), OWN_HEADS.values(), ids=list(OWN_HEADS))
    def test_in_their_column_are_counted_and_tick_nothing(self, heads, own):
        found = read([*heads, own], ["1", "", "", "a drum"], ["", "", "", "two drums"])
        assert said(found) == [{0}, set()]
        (told,) = (each for each in found.report.findings if each.found is Found.OWN_ANSWER)
        assert (told.where, told.count) == (ASKED, 2)
        assert "drum" not in "\n".join(found.report.lines())

    @pytest.mark.parametrize("cell", ["", "0", "N/A", "No", "FALSE"])
    def test_that_are_none_count_for_nothing(self, cell):
        found = read([*HEADS["Typeform"], "Other"], ["Pen", "", "", cell])
        assert said(found) == [{0}]
        assert [each for each in found.report.findings if each.found is Found.OWN_ANSWER] == []

    @pytest.mark.parametrize("cell", ["#REF!", "?", "..."])
    def test_that_are_errors_set_the_person_aside(self, cell):
        people = [["Pen", "", "", ""]] * 20
        found = read([*HEADS["Typeform"], "Other"], ["Pen", "", "", cell], *people)
        assert said(found)[0] is None
        assert counts(found) == (20, 0, 1)


class TestAnOptionThatMeansNone:
    codebook = book(
        {
            "tools": {
                "text": ASKED,
                "kind": "multi-select",
                "other": True,
                "options": [
                    {"code": "pen", "text": "Pen"},
                    {"code": "ink", "text": "Ink"},
                    {"code": "none", "text": "None of these", "none": True},
                ],
            }
        }
    )
    heads = (f"{ASKED} [Pen]", f"{ASKED} [Ink]", f"{ASKED} [None of these]", f"{ASKED} [Other]")

    @pytest.mark.parametrize(
        ("cells", "ticked", "set_aside"),
        [
            (["1", "1", "", ""], {0, 1}, 0),
            (["", "", "1", ""], {2}, 0),
            (["1", "", "1", ""], None, 1),
            (["", "", "1", "a drum"], None, 1),
            (["0", "0", "1", "0"], {2}, 0),
        ],
    )
    def test_contradicts_every_other_tick(self, cells, ticked, set_aside):
        people = [["1", "", "", ""]] * 20
        found = read(self.heads, cells, *people, codebook=self.codebook)
        assert said(found)[0] == ticked
        assert counts(found)[2] == set_aside


class TestColumnsHeadedByTheOptionAlone:
    def test_are_withheld_where_only_half_of_the_options_have_one(self):
        found = read(["Pen", "Ink"], ["x", "x"], ["", "x"])
        assert "q_tools_0" not in found.table.column_names
        assert "'Loud hailer'" in found.report.doubts[0].problem

    @pytest.mark.parametrize("heads", [["Pen"], ["Pen", "Hammer"]])
    def test_are_no_ticks_where_there_is_but_one(self, heads):
        found = read(heads, ["x"] * len(heads))
        assert "q_tools_0" not in found.table.column_names
        told = [each.where for each in found.report.findings if each.found is Found.NOT_ASKED]
        assert told == [ASKED]

    def test_belong_to_a_question_of_that_name_before_all(self):
        yes_no = {"text": "Pen", "kind": "yes-no"}
        codebook = book({"tools": tools(), "pen": yes_no})
        found = read(["Pen", "Ink", "Loud hailer"], ["No", "Ink", ""], codebook=codebook)
        assert found.table["q_pen"].to_pylist() == [1, None]
        assert "the sheet has none for 'Pen'" in found.report.doubts[0].problem

    def test_are_not_read_where_the_question_has_a_column_of_its_own(self):
        found = read([ASKED, "Pen", "Ink"], ["Loud hailer", "Pen", "Ink"])
        assert said(found) == [{2}]


class TestNobodyIsLostOrMixedUp:
    def test_who_ticks_much_and_says_little_else_is_no_second_header(self):
        """The cells of such columns hold what stands above them."""
        found = read(HEADS["Typeform"], TEXTS, ["Pen", "Ink", ""], ["", "", "Loud hailer"])
        assert (found.report.used, found.report.solo) == (4, 3)
        assert said(found) == [{0, 1, 2}, {0, 1}, {2}]

    def test_an_option_without_a_column_is_said_or_its_question_withheld(self):
        """Else nobody would seem to have ticked it."""
        heads = [f"{ASKED} [Pen]", f"{ASKED} [Ink]"]
        report = read(heads, *[["Pen", "Ink"], ["", "Ink"]] * 10, codebook=CLOSED).report
        named = [each for each in report.findings if "Loud hailer" in each.detail + each.where]
        assert named or report.doubts

    def test_an_option_that_the_codebook_does_not_know_leaves_the_others_alone(self):
        heads = [*HEADS["LimeSurvey, texts"], f"{ASKED} [Drum]"]
        found = read(heads, ["Pen", "", "", "Drum"], ["", "Ink", "Loud hailer", ""])
        assert said(found) == [{0}, {1, 2}]
        told = [each.where for each in found.report.findings if each.found is Found.UNKNOWN_COLUMN]
        assert told == [f"{ASKED} [Drum]"]

    def test_an_option_below_the_questions_header_that_the_codebook_does_not_know(self):
        """SurveyMonkey's two header rows: the ticks of the others must not become one answer."""
        sheet = [
            ["Team", ASKED, "", "", ""],
            ["Response", "Pen", "Ink", "Loud hailer", "Drum"],
            ["Solo", "Pen", "Ink", "", "Drum"],
            ["Team", "Pen", "Ink", "Loud hailer", ""],
        ]
        found = examined(table_of([sheet]), CLOSED)
        if not found.report.doubts:
            answers = found.trusted()
            columns = [answers.table[f"q_tools_{n}"].to_pylist() for n in range(3)]
            assert columns == [[1, 1], [1, 1], [0, 1]]

    def test_a_sheet_with_ticks_in_columns_says_what_the_same_ticks_in_one_cell_say(self):
        heads = [f"What do you sell? Tick all. [{good}]" for good in GOODS]
        whole = form()
        at = whole[0].index("What do you sell? Tick all.")
        marks = [heads, *([w(t) for _, w in ticks(heads)] for t in traders())]
        apart = [[*r[:at], *m, *r[at + 1 :]] for r, m in zip(whole, marks, strict=True)]
        one, other = (examined(table_of([rows])).trusted() for rows in (whole, apart))
        assert one.table.equals(other.table)
