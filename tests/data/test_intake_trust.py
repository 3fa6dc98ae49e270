"""A question of which too much can't be read is withheld, and nobody's words are shown for it."""

from __future__ import annotations

import re

import pytest

from analysis.answers.intake_report import Found
from analysis.errors import SurveyError
from data.intake import Answers, Examined
from data.sources.columns import table_of
from tests.surveys import book
from tests.traders import GOODS, OFTEN, Trader, asked, form, traders
from tests.traders.files import examined
from tests.traders.meaning import set_aside, withheld

REGION = "Where is your market?"
AGAIN = "Would you do it again?"


def looked_at(rows, codebook=None) -> Examined:
    return examined(table_of([rows]), codebook)


def with_region(*cells: str, people: int = 120, codebook=None) -> Examined:
    """The region of the first traders in other words; the others' as they said it."""
    said = dict(enumerate(cells, 1))
    rows = form(traders()[:people], region=lambda t: said.get(t.number, t.region))
    return looked_at(rows, codebook)


def problem(found: Examined) -> str:
    (doubt,) = found.report.doubts
    return doubt.problem


@pytest.mark.parametrize(
    ("answers", "unread", "is_withheld"),
    [(120, 11, False), (120, 12, False), (120, 13, True), (119, 12, True), (110, 11, False),
     (110, 12, True), (20, 2, False), (20, 3, True), (5, 2, False), (5, 3, True)],
)  # fmt: skip
def test_more_than_a_tenth_of_the_answers_unread_and_three_at_least(answers, unread, is_withheld):
    """Blanks are no answers: of the first so many traders each says something."""
    read = [("North", "South")[n % 2] for n in range(answers - unread)]
    cells = [*[f"elsewhere {n}" for n in range(unread)], *read]
    found = with_region(*cells, *[""] * (120 - answers))
    assert set_aside(found.report) == {"region": unread}
    assert withheld(found.report) == (frozenset(["region"]) if is_withheld else frozenset())
    if is_withheld:
        share = f"{100 * unread / answers:.1f} %"
        assert f"{unread} of its {answers} answers ({share}) can't be read" in problem(found)


@pytest.mark.parametrize(
    ("unread", "readable", "is_withheld"),
    [(6, "1", False), (7, "1", True), (12, "1", True), (12, "01", False)],
    ids=["a twentieth", "one more", "a tenth", "a tenth, two kinds of answers"],
)
def test_one_answer_for_all_is_doubtful_where_more_than_a_twentieth_is_unread(
    unread, readable, is_withheld
):
    """What could be read would be a share of 100, or of none."""
    codebook = asked(again={"text": AGAIN, "kind": "yes-no"})
    column = (
        AGAIN,
        lambda t: "perhaps" if t.number <= unread else readable[t.number % len(readable)],
    )
    found = looked_at(form(extra=[column]), codebook)
    assert set_aside(found.report) == {"again": unread}
    assert withheld(found.report) == (frozenset(["again"]) if is_withheld else frozenset())


class TestWhatIsShownOfUnreadValues:
    @pytest.mark.parametrize(("rows", "is_shown"), [(9, False), (10, True), (11, True)])
    def test_only_what_stands_in_ten_rows(self, rows, is_shown):
        cells = [*["Midday"] * rows, *[f"place {n}" for n in range(8)]]
        said = problem(with_region(*cells))
        assert (f"Found instead: 'Midday' in {rows} rows." in said) == is_shown
        assert "place" not in said

    @pytest.mark.parametrize(
        ("value", "is_shown"),
        [
            ("3", True),
            ("-1", True),
            ("2.5", True),
            ("NE", True),
            ("In the middle of town", True),
            ("one two three four five six", True),
            ("one two three four five six seven", False),
            ("x" * 40, True),
            ("x" * 41, False),
            ("anna@example.org", False),
            ("@anna_sells", False),
            ("https://example.org/anna", False),
            ("see www.example.org", True),
            ("see https://example.org", False),
            ("+49 171 2345678", False),
            ("192.168.0.1", False),
            ("two\nlines", False),
            ("write to anna@example", False),
        ],
    )
    def test_only_what_looks_like_an_option_or_a_number(self, value, is_shown):
        said = problem(with_region(*[value] * 20))
        assert ("Found instead" in said) == is_shown
        assert (repr(value)[1:-1] in said) == is_shown

    def test_the_six_most_frequent(self):
        cells = [f"v{n}" for n in range(8) for _ in range(17 - n)]
        said = problem(with_region(*cells))
        shown = [f"'v{n}' in {17 - n} rows" for n in range(6)]
        assert said.endswith(f" Found instead: {', '.join(shown)}.")

    def test_of_ticks_the_parts_that_are_no_option(self):
        def write(trader):
            return ", ".join(("Loaves" if good == "Bread" else good) for good in trader.goods)

        said = problem(looked_at(form(goods=write), asked(goods={"other": False})))
        assert said.endswith("Found instead: 'loaves' in 47 rows.")
        assert "fruit" not in said

    def test_invisible_characters_are_told_by_their_codes(self):
        said = problem(with_region(*["N\u202eorth"] * 13))
        assert "\u202e" not in said
        assert "u202eorth' in 13 rows" in said


CODED = {
    "kind": "ordinal",
    "options": [{"code": str(n), "text": text, "score": n} for n, text in enumerate(OFTEN)],
}
FROM_ONE = {
    "kind": "ordinal",
    "options": [{"code": str(n), "text": text, "score": n} for n, text in enumerate(OFTEN, 1)],
}

NUMBERS = {
    "kind": "ordinal",
    "options": [{"code": str(n), "text": str(n), "score": n} for n in range(1, 6)],
}
ALIASES = {
    "kind": "ordinal",
    "options": [
        {"code": f"o{n}", "text": text, "score": n, "aliases": [str(n)]}
        for n, text in enumerate(OFTEN, 1)
    ],
}


def scales(asks, **columns: str) -> Examined:
    """Questions with these options; each column's cells are repeated for sixty people."""
    codebook = book({name: {"text": name, **asks} for name in columns})
    heads = ["Team", *columns]
    cells = [column.split() for column in columns.values()]
    rows = [[("Solo", "Team")[n % 2], *(each[n % len(each)] for each in cells)] for n in range(60)]
    return looked_at([heads, *rows], codebook)


SHIFTS = {
    "1 to 5 against 0 to 4": (CODED, "1 2 3 4 5", True),
    "2 to 6 against 0 to 4": (CODED, "2 3 4 5 6", True),
    "with points": (CODED, "1.0 2.0 3.0 4.0 5.0", True),
    "nobody said the first": (CODED, "2 3 4 5", True),
    "a single 5": (CODED, " ".join(["1 2 3 4"] * 14 + ["5"]), True),
    "0 to 4 against 1 to 5": (FROM_ONE, "0 1 2 3 4", True),
    "a single 0": (FROM_ONE, " ".join(["1 2 3 4"] * 14 + ["0"]), True),
    "a single 0, the options' texts are numbers": (
        NUMBERS, " ".join(["1 2 3 4"] * 14 + ["0"]), True,
    ),
    "a single 0, the options' aliases are numbers": (
        ALIASES, " ".join(["1 2 3 4"] * 14 + ["0"]), True,
    ),
    "the options' texts": (NUMBERS, "1 2 3 4 5", False),
    "the codes": (CODED, "0 1 2 3 4", False),
    "the other codes": (FROM_ONE, "1 2 3 4 5", False),
    "codes within": (CODED, "1 2 3", False),
    "all codes and a single 5": (CODED, " ".join(["0 1 2 3 4"] * 11 + ["5"]), False),
    "codes and a single 9": (CODED, " ".join(["1 2 3 4"] * 14 + ["9"]), False),
    "words": (CODED, "Never Rarely Sometimes Often Always", False),
    "words, and one 5 that no option has": (
        CODED, " ".join(["Never Rarely Sometimes Often Always"] * 11 + ["5"]), False,
    ),
}  # fmt: skip


class TestNumbersThatAreShiftedAgainstTheCodes:
    @pytest.mark.parametrize(("asks", "cells", "is_shifted"), SHIFTS.values(), ids=list(SHIFTS))
    def test_run_past_them_at_one_end_and_miss_the_other(self, asks, cells, is_shifted):
        found = scales(asks, mood=cells)
        assert ("mood" in withheld(found.report)) == is_shifted
        if is_shifted:
            assert "its numbers run from" in problem(found)
            assert "those of its options from" in problem(found)

    def test_the_ends_of_both_are_said(self):
        assert problem(scales(CODED, mood="1 2 3 4 5")) == (
            "'mood' is withheld: its numbers run from 1 to 5, those of its options from 0 to 4."
        )

    def test_questions_that_share_their_answers_are_looked_at_together(self):
        found = scales(CODED, mood="1 2 3 4 5", sleep="1 2 3 4", food="2 3 4", drink="3")
        assert withheld(found.report) == {"mood", "sleep", "food", "drink"}

    def test_a_question_of_words_beside_them_is_not_touched(self):
        found = scales(CODED, mood="1 2 3 4 5", sleep="Never Often")
        assert withheld(found.report) == {"mood"}

    def test_each_is_looked_at_by_itself_too(self):
        """One of two may have been exported from 0, the other from 1."""
        found = scales(CODED, mood=" ".join(["1 2 3 4"] * 14 + ["5"]), sleep="0 1 2 3 4")
        assert withheld(found.report) == {"mood"}

    @pytest.mark.parametrize(("beyond", "is_shifted"), [(2, False), (3, True)])
    def test_three_rows_beyond_an_end_are_no_slip(self, beyond, is_shifted):
        found = scales(
            CODED, mood=" ".join(["0 1 2 3 4"] * 11 + ["5"] * beyond + ["2"] * (5 - beyond))
        )
        assert (withheld(found.report) == {"mood"}) == is_shifted

    def test_questions_with_other_answers_are_not_looked_at_together(self):
        codebook = book({"mood": {"text": "mood", **CODED}, "sleep": {"text": "sleep", **FROM_ONE}})
        people = [[("Solo", "Team")[n % 2], str(n % 5), str(n % 5 + 1)] for n in range(60)]
        found = looked_at([["Team", "mood", "sleep"], *people], codebook)
        assert withheld(found.report) == frozenset()


def mixed(trader: Trader, own: int) -> str:
    """So many own answers, spread among the others over the whole survey."""
    at = 7 * trader.number % 120  # 7 and 120 have no divisor in common
    return f"Honey {'i' * at}" if at < own else GOODS[trader.number % len(GOODS)]


class TestWhatIsDoneAboutADoubt:
    def test_a_question_that_nothing_rests_on_is_left_out_and_the_rest_is_published(self):
        found = with_region(*["Midday"] * 20)
        assert isinstance(found.outcome, Answers)
        assert "q_region" not in found.outcome.table.column_names
        assert "region" not in dict(found.report.matched)
        assert (found.report.solo, found.report.team) == (63, 57)

    def test_a_question_that_the_headline_rests_on_stops_it(self):
        found = looked_at(form(tired=lambda trader: "Frequently"))
        with pytest.raises(SurveyError) as caught:
            found.trusted()
        assert caught.value.problem == found.report.doubts[0].summary
        assert not re.search(r"\d", str(caught.value))  # it may come to a log
        assert "questions.tired" in caught.value.remedy

    def test_so_does_the_question_that_tells_the_groups(self):
        found = looked_at(form(stall=lambda t: "Only me" if t.stall == "Just me" else t.stall))
        with pytest.raises(SurveyError, match="too many of its answers"):
            found.trusted()
        assert (found.report.solo, found.report.team) == (0, 0)

    @pytest.mark.parametrize(
        ("written", "remedy"),
        [
            ({"days": lambda t: f"{t.days}.000"}, 'locale = "..."'),
            ({"region": lambda t: "?"}, "questions.region"),
            ({"wave": lambda t: "soon"}, "questions.wave"),
            ({"goods": lambda t: "Honey"}, "questions.goods"),
        ],
        ids=["counts", "one answer", "moments", "ticks"],
    )
    def test_every_doubt_says_where_in_the_codebook_it_is_mended(self, written, remedy):
        (doubt,) = looked_at(form(**written)).report.doubts
        assert remedy in doubt.remedy
        assert doubt.remedy.endswith(".")

    def test_dates_that_fit_both_orders_are_shown_in_both(self):
        people = [trader for trader in traders() if trader.wave.day <= 6]
        (doubt,) = looked_at(form(people)).report.doubts
        assert "2/3/2026 is 3 February 2026 with the month first" in doubt.problem
        assert "2 March 2026 with the day first" in doubt.problem
        assert doubt.remedy == 'Add date_order = "mdy" or date_order = "dmy" to questions.wave.'

    def test_of_ticks_more_than_half_may_not_be_own_answers(self):
        for own, is_withheld in ((60, False), (61, True)):
            rows = form(goods=lambda t, own=own: mixed(t, own))
            assert ("goods" in withheld(looked_at(rows).report)) == is_withheld

    def test_it_stands_among_the_findings(self):
        found = with_region(*["Midday"] * 20).report
        (said,) = (each for each in found.findings if each.found is Found.WITHHELD)
        assert said.where == REGION
