"""Whatever a tool made of the answers, each counts as what was meant by it, or not at all.

A hundred and twenty traders said what they said; tests/traders writes it down as tools export it,
in the kinds of ../shared/intake, by number. Nothing may be published that is silently different.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pyarrow as pa
import pytest

from analysis.answers.intake_report import Found
from analysis.errors import SurveyError
from data import codebooks, demo
from data.intake import Examined, take_in
from data.settings import SHIPPED_CODEBOOK
from data.sources.address import SheetAddress
from data.sources.columns import text_array
from data.sources.sheets import GoogleSheet
from tests.sheets_cases import ID
from tests.sheets_server import Tab
from tests.traders import (
    TODAY,
    answers,
    book,
    counts,
    dates,
    doubled,
    exports,
    form,
    often,
    options,
    rows,
    strangers,
    ticking,
    traders,
    typed,
)
from tests.traders.files import examined, looked_at, written
from tests.traders.meaning import (
    TRUTH,
    TRUTH_SOLO,
    lost,
    means,
    meant,
    misread,
    read,
    set_aside,
    unaccounted,
    withheld,
)
from tests.traders.variant import Variant

ALONE = [trader for trader in traders() if trader.stall == "Just me"]
FILES = (answers, ticking, counts, dates, rows, doubled, exports, strangers)


def tables(name, *modules):
    """Every kind that the modules list, each under its name."""
    listed = (getattr(module, name, {}).items() for module in modules)
    kinds = [pytest.param(made, id=kind) for table in listed for kind, made in table]
    return pytest.mark.parametrize("made", kinds)


def test_the_traders_means_are_known():
    said = {name: (round(float(mean), 3), people) for name, (mean, people) in TRUTH.items()}
    assert said == {"strain": (2.356, 120), "goods": (1.982, 111), "days": (14.517, 120)}
    assert means(meant()) == TRUTH
    assert means(meant(ALONE)) == TRUTH_SOLO
    assert (len(traders()), len(ALONE)) == (120, 63)


@tables("KINDS", *FILES)
def test_a_file_of_this_kind(made, tmp_path):
    kind = made()
    found = looked_at(written(tmp_path / "answers.csv", kind.rows, kind.encoding), kind.codebook)
    holds_to(kind, found)


@tables("EITHER", *FILES)
def test_a_file_of_which_nothing_is_read_as_something_else(made, tmp_path):
    kind = made()
    found = looked_at(written(tmp_path / "answers.csv", kind.rows, kind.encoding), kind.codebook)
    changes_nothing(kind, found)


@tables("KINDS", typed)
def test_a_sheet_of_this_kind(made, server, settings):
    kind = made()
    holds_to(kind, of_sheet(server, settings, kind))


@tables("EITHER", typed)
def test_a_sheet_of_which_nothing_is_read_as_something_else(made, server, settings):
    kind = made()
    changes_nothing(kind, of_sheet(server, settings, kind))


def of_sheet(server, settings, kind: typed.Typed) -> Examined:
    """How the kind reads over the wire."""
    server.share(ID, kind.tab(), locale=kind.locale)
    return examined(GoogleSheet(SheetAddress(ID), settings).read(), kind.codebook)


def holds_to(kind: Variant | typed.Typed, found: Examined) -> None:
    """What is told of the kind: its groups, its exact means, and what is set aside of it."""
    report = found.report
    assert unaccounted(report) == []
    assert set_aside(report) == kind.aside
    assert withheld(report) == kind.withheld
    assert len(report.doubts) == len(kind.withheld)
    if any(kind.codebook.is_required(question) for question in kind.withheld):
        with pytest.raises(SurveyError):
            found.trusted()
        return
    solo = sum(place == 0 for place in kind.wanted["stall"])
    assert (report.solo, report.team) == (solo, len(kind.wanted["stall"]) - solo)
    assert misread(found, kind.wanted) == {}
    if not kind.aside and not kind.withheld:
        said = read(found.trusted())
        assert said == {question: kind.wanted[question] for question in said}
        assert means(said) == means(kind.wanted)


def changes_nothing(kind: Variant | typed.Typed, found: Examined) -> None:
    """What was read is what was meant; what was not is counted, or its question withheld."""
    report = found.report
    assert unaccounted(report) == []
    try:
        found.trusted()
    except SurveyError:
        assert report.doubts
        return
    assert misread(found, kind.wanted) == {}
    aside = set_aside(report)
    assert all(count <= aside.get(name, 0) for name, count in lost(found, kind.wanted).items())


CLASHES = {
    "02 an answer that the question lists as missing": (
        {"questions": {"region": {"options": options("NA", "B"), "missing": ["na"]}}},
        ("'NA' as missing", "the answer 'o0'"),
    ),
    "02 an alias that the shared list lists as missing": (
        {"answers": {"often": {"missing": ["Sometimes", "-"]}}},
        ("answers.often", "'Sometimes' as missing", "the answer 'sometimes'"),
    ),
    "02 a code that the question lists as missing": (
        {"questions": {"region": {"options": [{"code": "na", "text": "North America"},
                                              {"code": "b", "text": "B"}], "missing": ["NA"]}}},
        ("as missing", "the answer 'na'"),
    ),
    "04 codes from 0 against ranges from 1": (
        counts.ranged(("0", "Just me", (1, 1)), ("1", "2 or more", (2, 99))),
        ("calls the answer '1' '1'", "in the range of '0'"),
    ),
    "04 codes from 1 against ranges": (
        counts.ranged(("1", "Just me", (1, 1)), ("2", "2 to 4", (2, 4)), ("3", "More", (5, 99))),
        ("calls the answer '3' '3'", "in the range of '2'"),
    ),
    "04 a text that is a number of another range": (
        counts.ranged(("one", "1", (1, 1)), ("few", "3", (2, 3)), ("many", "3.0", (4, 99))),
        ("calls the answer 'many' '3.0'", "in the range of 'few'"),
    ),
    "05 ranges that share a number": (
        counts.ranged(("one", "Just me", (1, 2)), ("few", "2 to 4", (2, 4))),
        ("the number 2 in the ranges", "'one' and 'few'"),
    ),
    "05 a range within another": (
        counts.ranged(("one", "Just me", (1, 1)), ("few", "2 up", (2, 99)), ("x", "5", (5, 9))),
        ("the number 5 in the ranges", "'few' and 'x'"),
    ),
    "05 a range that runs backwards": (
        counts.ranged(("one", "Just me", (1, 1)), ("few", "2 to 4", (4, 2))),
        ("the range [4, 2] in 'few'", "backwards"),
    ),
    "05 a text twice": (
        {"answers": often("Never", "Rarely", "Sometimes", " RARELY", "Always")},
        ("answers.often", "the text 'rarely' in two answers", "'rarely' and 'often'"),
    ),
    "05 an alias twice": (
        {"questions": {"region": {"options": options(
            "A", "B", o0={"aliases": ["Team"]}, o1={"aliases": ["team "]})}}},
        ("the text 'team' in two answers", "'o0' and 'o1'"),
    ),
    "05 an alias that is another's text": (
        {"questions": {"goods": {"options": options("Fruit", "Bread", o1={"aliases": ["fruit"]})}}},
        ("the text 'fruit' in two answers", "'o0' and 'o1'"),
    ),
    "05 a code that is another's text": (
        {"questions": {"region": {"options": [{"code": "few", "text": "Many"},
                                              {"code": "many", "text": "Few"}]}}},
        ("'few'", "'many'"),
    ),
    "36 a tick made of other ticks": (
        {"questions": {"goods": {"options": options("Fruit, nuts", "Fruit", "Nuts")}}},
        ("'Fruit, nuts'", "parts are answers of their own"),
    ),
    "35 own answers where nothing is chosen": (
        {"questions": {"days": {"other": True}}},
        ("questions.days.other",),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "places"), CLASHES.values(), ids=list(CLASHES))
def test_a_codebook_that_would_read_a_cell_in_two_ways_is_refused_and_says_where(changes, places):
    with pytest.raises(SurveyError) as caught:
        book(**changes)
    assert "1 problem:" in caught.value.problem or "problems:" in caught.value.problem
    for place in places:
        assert place in caught.value.problem


def test_19_a_header_with_a_lost_letter_is_named_beside_the_one_that_was_looked_for(tmp_path):
    kind = rows.in_german(rows.german())
    spoilt = kind.rows.encode().replace("müde".encode(), "müde".encode("latin-1"), 1)
    with pytest.raises(SurveyError) as caught:
        looked_at(written(tmp_path / "answers.csv", spoilt), kind.codebook)
    assert f"{rows.TIRED!r} has no column" in caught.value.problem
    assert "Ich war am Ende des Markttags m\ufffdde." in caught.value.remedy


@pytest.mark.parametrize("pattern", dates.MOMENTS)
def test_09_who_repeats_a_row_with_the_moment_within_the_day_is_one_person(pattern, tmp_path):
    kind = dates.twice(pattern)
    found = looked_at(written(tmp_path / "answers.csv", kind.rows)).report
    assert (found.rows, found.used, found.solo, found.team) == (240, 120, 63, 57)


@pytest.mark.parametrize(
    ("above", "row"), [((), 9), (([], [], ["Market survey"]), 12)], ids=["none", "three"]
)
def test_13_a_row_is_named_by_the_number_that_it_has_in_the_sheet(above, row, tmp_path):
    """A blank row and a cell of two lines stand before the eighth answer's row."""
    said = {4: "Fruit, home-made\njam"}
    sheet = form(
        goods=lambda trader: said.get(trader.number, ", ".join(trader.goods)),
        days=lambda trader: "many" if trader.number == 7 else str(trader.days),
    )
    file = written(tmp_path / "answers.csv", [*above, *sheet[:6], [], *sheet[6:]])
    (aside,) = (each for each in looked_at(file).report.findings if each.found is Found.UNREADABLE)
    assert aside.rows == (row,)


class Test14AFormThatWasLinkedAnew:
    """The tab that is read is always named, and so is another with the same questions."""

    early, late = typed.typed(traders()[:80]), typed.typed(traders()[80:])

    @pytest.mark.parametrize(
        ("gid", "title", "other", "people", "unread"),
        [
            (None, "Form Responses 2", "Form Responses 1", traders()[80:], 80),
            (1, "Form Responses 1", "Form Responses 2", traders()[:80], 40),
        ],
    )
    def test_each_tab_is_read_by_itself(self, server, settings, gid, title, other, people, unread):
        tabs = (Tab(0, "Form Responses 2", self.late), Tab(1, "Form Responses 1", self.early))
        server.share(ID, *tabs, Tab(2, "Notes", [["To do"], ["nothing"]]))
        found = examined(GoogleSheet(SheetAddress(ID, gid), settings).read())
        said = [each for each in found.report.findings if each.found is Found.OTHER_TAB]
        assert misread(found, meant(people)) == {}
        assert found.report.source.startswith(f"'{title}' of ")
        assert [(each.where, each.count) for each in said] == [(f"Tab {other}", unread)]

    @pytest.mark.parametrize(
        ("change", "is_said"),
        [
            (lambda row: row[::-1], True),
            (lambda row: [*row, "x"], True),
            (lambda row: row[:7], True),
            (lambda row: row[:3], False),
        ],
        ids=["another order", "one question more", "one question fewer", "other questions"],
    )
    def test_a_tab_with_nearly_all_of_the_questions_counts_as_the_same(
        self, server, settings, change, is_said
    ):
        server.share(ID, Tab(0, "New", self.late), Tab(1, "Old", list(map(change, self.early))))
        found = examined(GoogleSheet(SheetAddress(ID), settings).read()).report
        assert any(each.found is Found.OTHER_TAB for each in found.findings) == is_said

    def test_a_tab_without_another_is_named_as_well(self, server, settings):
        server.share(ID, Tab(0, "Antworten (1)", typed.typed()))
        found = examined(GoogleSheet(SheetAddress(ID), settings).read()).report
        assert found.source == "'Antworten (1)' of answers.csv"
        assert [each for each in found.findings if each.found is Found.OTHER_TAB] == []


@cache
def shipped_book():
    return codebooks.load(SHIPPED_CODEBOOK)


@cache
def managers():
    """The demo's answers to the shipped form, with 68 teams of 2 to 3 and 31 of 4 to 6."""
    return demo.raw_table(200, seed=7)


@cache
def clean():
    return take_in(managers(), shipped_book(), "answers.csv", TODAY)


class Test30AnAnswerThatASpreadsheetTookForADate:
    """The shipped form once offered 2-3 and 4-6 people, which are days of March and of June."""

    @property
    def at(self) -> int:
        book = shipped_book()
        return managers().headers.index(book.header(book.grouping.question))

    def cells(self) -> list[str]:
        return [cell or "" for cell in managers().columns[self.at].to_pylist()]

    def with_cells(self, cells):
        columns = list(managers().columns)
        columns[self.at] = pa.chunked_array([text_array(cells)])
        return replace(managers(), columns=tuple(columns))

    @pytest.mark.parametrize(
        ("two_to_three", "four_to_six"),
        [
            ("2/3/2026", "4/6/2026"),
            ("2026-02-03", "2026-04-06"),
            ("2026-02-03 00:00:00", "2026-04-06 00:00:00"),
            ("03.02.2026", "06.04.2026"),
            ("02/03/2025", "04/06/2025"),
            ("3-Feb", "6-Apr"),
            ("2-Mar", "4-Jun"),
            ("03-Feb", "06-Apr"),
            ("Feb-03", "Apr-06"),
            ("3-feb", "6-abr"),
            ("3 de febrero", "6 de abril"),
            ("46056", "46118"),
            ("2–3", "4—6"),
        ],
    )
    def test_is_read_back(self, two_to_three, four_to_six):
        became = {"2 to 3": two_to_three, "4 to 6": four_to_six}
        dressed = self.with_cells([became.get(cell, cell) for cell in self.cells()])
        found = take_in(dressed, shipped_book(), "answers.csv", TODAY)
        assert found.table.equals(clean().table)
        assert (found.report.solo, found.report.team) == (clean().report.solo, clean().report.team)
        assert unaccounted(found.report) == []

    def test_is_said_with_its_rows(self):
        became = {"2 to 3": "2026-02-03"}
        dressed = self.with_cells([became.get(cell, cell) for cell in self.cells()])
        found = take_in(dressed, shipped_book(), "answers.csv", TODAY).report
        (said,) = (each for each in found.findings if each.found is Found.DATES_READ_BACK)
        dates_ = [n for n, cell in enumerate(self.cells(), 2) if cell == "2 to 3"]
        assert (said.count, list(said.rows)) == (len(dates_), dates_[:8])

    def test_is_read_from_a_sheet_with_dates_in_it(self, server, settings):
        became = {"2 to 3": typed.day(2, 3), "4 to 6": typed.day(4, 6)}
        columns = [column.to_pylist() for column in managers().columns]
        columns[self.at] = [became.get(cell, cell) for cell in columns[self.at]]
        sheet = [list(managers().headers), *map(list, zip(*columns, strict=True))]
        server.share(ID, Tab(0, "Form Responses 1", sheet))
        raw = GoogleSheet(SheetAddress(ID), settings).read()
        found = take_in(raw, shipped_book(), "answers.csv", TODAY)
        assert found.table.equals(clean().table)

    def test_is_set_aside_where_it_is_the_day_of_no_answer(self):
        dressed = self.with_cells([*["2026-02-04"] * 12, *self.cells()[12:]])
        found = take_in(dressed, shipped_book(), "answers.csv", TODAY).report
        counts_ = {each.question: each for each in found.questions}
        assert counts_[shipped_book().grouping.question].set_aside == 12
