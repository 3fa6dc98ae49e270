"""``check`` answers the owner's question first, and ends with 1 where publishing would mislead."""

from __future__ import annotations

import json
import re

import pytest

from tests import other_surveys
from tests.sheets_cases import ID
from tests.sheets_server import Tab
from tests.traders import (
    BOOK,
    GOODS,
    HEADERS,
    answers,
    counts,
    dates,
    exports,
    form,
    rows,
    traders,
    typed,
)
from tests.traders.files import delimited, written

SECRETS = (
    "Anna Schmidt", "anna.schmidt@example.org", "+49 171 2345678", "@anna_sells", "192.168.7.1",
    "my boss reads my mail", "https://example.org/anna", "Käse from Oma", "Zwiebelkuchen",
)  # fmt: skip


@pytest.fixture
def check(cli, tmp_path):
    """Runs ``check`` on a grid or a text with the traders' codebook, or one that is changed."""

    def run(sheet, *options: str, codebook: str | None = None):
        file = written(tmp_path / "answers.csv", sheet)
        book = BOOK
        if codebook is not None:
            book = written(tmp_path / "survey.toml", codebook)
        return cli("check", file, "--codebook", book, *options)

    return run


def lines(outcome) -> list[str]:
    return outcome.out.splitlines()


def refused(outcome) -> tuple[str, str]:
    """The problem and the remedy on the error channel: one sentence each, nothing else."""
    assert outcome.code == 1
    problem, remedy = outcome.err.splitlines()
    assert problem.endswith(".")
    assert remedy.endswith(".")
    return problem, remedy


def said_in_toml(old: str, new: str) -> str:
    text = BOOK.read_text("utf-8")
    assert old in text
    return text.replace(old, new)


class TestTheFirstLine:
    def test_says_how_many_in_which_group_and_the_second_that_all_was_read(self, check):
        outcome = check(form())
        assert outcome.code == 0
        assert outcome.err == ""
        assert lines(outcome)[:2] == [
            "120 responses: 63 lone traders, 57 traders with helpers.",
            "Everything was read: 951 answers to 8 questions.",
        ]

    def test_counts_those_in_neither_group(self, check):
        outcome = check(form(stall=lambda t: "" if t.number <= 3 else t.stall))
        assert (
            lines(outcome)[0]
            == "120 responses: 60 lone traders, 57 traders with helpers, 3 in neither group."
        )

    def test_or_says_what_was_not_read_as_a_count_and_a_share(self, check):
        outcome = check(form(tired=lambda t: "often-ish" if t.number <= 4 else t.tired))
        assert outcome.code == 0
        assert lines(outcome)[1] == (
            "4 of 951 answers (0.4 %) could not be read and are set aside."
        )

    def test_and_how_many_rows_are_left_out(self, check):
        outcome = check(rows.between(60, rows.HEADER, rows.TOTALS["Total"]).rows)
        assert lines(outcome)[0] == "120 responses: 63 lone traders, 57 traders with helpers."
        assert lines(outcome)[2] == "2 of 122 rows are left out; see below."

    def test_stands_for_one_person_too(self, check):
        assert (
            lines(check(form(traders()[:1])))[0]
            == "1 response: 1 lone trader, 0 traders with helpers."
        )

    def test_every_question_has_its_three_counts(self, check):
        said = check(form(goods=lambda t: "" if t.number <= 20 else "Fruit")).out
        assert re.search(r"What do you sell\? Tick all\. +100 +20 +0\n", said)
        for header in HEADERS.values():
            assert f"  {header}" in said


def doubtful() -> dict:
    wide = said_in_toml("max = 31", "max = 100000")
    return {
        "a scale in other words": (form(tired=lambda t: "Frequently"), None, "questions.tired"),
        "the group in other words": (
            answers.reworded("stall", "Just me", "Only me").rows, None, "questions.stall",
        ),
        "a region that nothing rests on": (form(region=lambda t: "?"), None, "questions.region"),
        "ticks, none of which is an option": (
            form(goods=lambda t: "Honey"), None, "questions.goods",
        ),
        "dates that fit both orders": (
            dates.stamps("{m}/{d}/{Y}", dates.until(6)).rows, None, "date_order",
        ),
        "thousands of no declared country": (
            counts.grouped(".", None).rows, wide, "locale",
        ),
        "nobody answered what the score rests on": (
            form(lonely=lambda t: ""), None, "take the question out",
        ),
        "no answers to a question, a column called nearly so": (
            form(days=lambda t: "", extra=[(HEADERS["days"] + " 2", lambda t: "3")]),
            None, "questions.days",
        ),
    }  # fmt: skip


class TestWherePublishingWouldMislead:
    @pytest.mark.parametrize("case", doubtful())
    def test_it_ends_with_one_sentence_and_its_remedy(self, check, case):
        sheet, codebook, word = doubtful()[case]
        outcome = check(sheet, codebook=codebook)
        problem, remedy = refused(outcome)
        assert "is withheld" in problem
        assert word in remedy
        assert "What would mislead" in lines(outcome)
        assert any(line.strip().startswith(problem) for line in lines(outcome))

    @pytest.mark.parametrize("case", doubtful())
    def test_the_report_in_json_says_so_too(self, check, case):
        sheet, codebook, _ = doubtful()[case]
        outcome = check(sheet, "--json", codebook=codebook)
        problem, _ = refused(outcome)
        assert problem in [each["problem"] for each in json.loads(outcome.out)["doubts"]]

    def test_more_doubts_are_counted_on_the_error_channel_and_all_of_them_told(self, check):
        outcome = check(form(tired=lambda t: "x", rested=lambda t: "y", region=lambda t: "z"))
        _, remedy = refused(outcome)
        assert remedy.endswith("The report lists 2 more.")
        assert outcome.out.count("is withheld:") == 3

    @pytest.mark.parametrize(
        ("sheet", "problem"),
        [
            ([["Name", "Age"], ["x", "3"]], "has no column in the sheet."),
            ([list(HEADERS.values())], "has its headers but no answers yet."),
            ("", "is empty."),
            (form(stall=lambda t: ""), "nobody answered it"),
        ],
        ids=["another sheet", "no answers", "nothing", "no group"],
    )
    def test_a_sheet_that_holds_no_answers_of_this_survey(self, check, sheet, problem):
        assert problem in refused(check(sheet))[0]

    def test_a_codebook_that_reads_a_cell_in_two_ways(self, check):
        twice = said_in_toml('text = "Rarely"', 'text = "Never"')
        outcome = check(form(), codebook=twice)
        assert (outcome.code, outcome.out) == (1, "")
        assert "has the text 'never' in two answers, 'never' and 'rarely'." in outcome.err

    def test_publishing_stops_at_the_same_point(self, check, cli, tmp_path):
        assert check(form(tired=lambda t: "Frequently")).code == 1
        file, store = tmp_path / "answers.csv", tmp_path / "store"
        outcome = cli("publish", file, "--codebook", BOOK, "--store", store)
        assert outcome.code == 1
        assert outcome.err.startswith(f"{HEADERS['tired']!r} is withheld: too many of its answers")
        assert not list(store.glob("*/manifest.json"))


def clean() -> dict:
    return {
        "a form": form(),
        "ticks joined by semicolons": form(goods=lambda t: ";".join(t.goods)),
        "a few answers set aside": form(days=lambda t: "many" if t.number < 9 else str(t.days)),
        "an optional question that nobody answered": form(days=lambda t: ""),
        "own answers": form(
            goods=lambda t: ", ".join([*t.goods, *["Honey"] * (t.number % 4 == 0)])
        ),
        "totals below": rows.between(121, rows.TOTALS["Total"]).rows,
        "a helper column": rows.helpers("FALSE").rows,
        "previews": exports.previews("Survey Preview", "IP Address", "False", "True").rows,
    }


@pytest.mark.parametrize("case", clean())
def test_where_nothing_misleads_it_ends_with_0_and_silence(check, case):
    outcome = check(clean()[case])
    assert (outcome.code, outcome.err) == (0, "")


@pytest.mark.parametrize("case", [*clean(), *doubtful()])
def test_the_counts_of_every_question_add_up_to_the_responses(check, case):
    sheet, codebook, *_ = doubtful().get(case) or (clean()[case], None)
    said = json.loads(check(sheet, "--json", codebook=codebook).out)
    totals = {q["question"]: q["read"] + q["missing"] + q["set_aside"] for q in said["questions"]}
    assert totals
    assert set(totals.values()) == {said["used"]}
    assert said["solo"] + said["team"] <= said["used"] <= said["rows"]


class TestNobodysWordsAreInIt:
    def dirty(self):
        """Words of nine people in every place where a sheet may hold some."""

        def own(trader):
            return SECRETS[trader.number - 1] if trader.number <= len(SECRETS) else None

        return form(
            extra=[
                ("Anything else?", lambda t: own(t) or ""),
                ("Your name", lambda t: own(t) or ""),
                ("", lambda t: own(t) or ""),
            ],
            wave=lambda t: own(t) or f"{t.wave:%Y-%m-%d %H:%M}",
            tired=lambda t: own(t) or t.tired,
            goods=lambda t: ", ".join([*t.goods, own(t) or "Fruit"]),
            days=lambda t: own(t) or str(t.days),
            region=lambda t: own(t) or t.region,
        )

    @pytest.mark.parametrize("options", [(), ("--json",)], ids=["lines", "json"])
    def test_when_some_answers_are_set_aside(self, check, options):
        outcome = check(self.dirty(), *options)
        assert outcome.code == 0
        for secret in SECRETS:
            assert secret not in outcome.out + outcome.err

    @pytest.mark.parametrize("options", [(), ("--json",)], ids=["lines", "json"])
    def test_when_a_question_is_withheld(self, check, options):
        """Every sentence stands in nine rows, one less than would be shown."""

        def own(trader, otherwise):
            said = SECRETS[trader.number % len(SECRETS)]
            return said if trader.number <= 9 * len(SECRETS) else otherwise

        sheet = form(
            tired=lambda t: own(t, t.tired),
            region=lambda t: own(t, t.region),
            goods=lambda t: f"Fruit and {own(t, 'more')}",
        )
        outcome = check(sheet, *options)
        assert outcome.code == 1
        for secret in SECRETS:
            assert secret.casefold() not in (outcome.out + outcome.err).casefold()

    @pytest.mark.parametrize("secret", [s for s in SECRETS if re.search(r"[@:]|\d{3}", s)])
    def test_however_often_an_identity_stands_there(self, check, secret):
        outcome = check(form(tired=lambda t: secret, region=lambda t: secret))
        assert outcome.code == 1
        assert secret not in outcome.out + outcome.err

    @pytest.mark.parametrize(("rows_", "is_shown"), [(9, False), (10, True)])
    def test_a_value_is_shown_from_ten_rows_on(self, check, rows_, is_shown):
        """Five more unread answers, each another one, make the question doubtful."""
        sheet = form(
            tired=lambda t: "Frequently" if t.number <= rows_
            else f"level {t.number}" if t.number <= rows_ + 5 else t.tired
        )  # fmt: skip
        outcome = check(sheet)
        assert outcome.code == 1
        assert ("'Frequently' in 10 rows" in outcome.out) == is_shown
        assert ("Frequently" in outcome.out + outcome.err) == is_shown
        assert "level" not in outcome.out + outcome.err


@pytest.mark.parametrize(("above", "blank", "row"), [(0, 0, 9), (0, 3, 12), (2, 0, 11), (2, 3, 14)])
def test_rows_have_the_numbers_that_the_sheet_shows(check, above, blank, row):
    """The eighth response, below a title and blank rows and below blank rows in between."""
    sheet = form(days=lambda t: "many" if t.number == 8 else str(t.days))
    rows_ = [*[["Market survey"], []][:above], *sheet[:5], *[[]] * blank, *sheet[5:]]
    outcome = check(rows_)
    assert f"1 answer set aside, not a number (row {row})." in outcome.out
    found = json.loads(check(rows_, "--json").out)["findings"]
    assert [each["rows"] for each in found if each["found"] == "answers set aside"] == [[row]]


def test_a_cell_of_several_lines_is_one_row(check):
    sheet = form(
        goods=lambda t: "Fruit\nBread" if t.number == 2 else ", ".join(t.goods),
        days=lambda t: "many" if t.number == 8 else str(t.days),
    )
    assert "(row 9)" in check(sheet).out


def test_the_first_eight_rows_are_named_and_that_there_are_more(check):
    outcome = check(form(days=lambda t: "many" if t.number <= 10 else str(t.days)))
    assert (
        "10 answers set aside, not a number (rows 2, 3, 4, 5, 6, 7, 8, 9 and more)." in outcome.out
    )


class TestAGoogleSheet:
    def settings(self, monkeypatch, server, folder):
        monkeypatch.setenv("SURVEY_SOURCE", f"sheet:{ID}#0")
        monkeypatch.setenv("GOOGLE_SERVICE_ACCOUNT", str(server.key_file(folder)))
        monkeypatch.setenv("SHEETS_API_ROOT", server.root)

    def test_is_named_by_the_tab_that_was_read_and_by_the_other(
        self, cli, monkeypatch, server, tmp_path
    ):
        early, late = typed.typed(traders()[:80]), typed.typed(traders()[80:])
        server.share(ID, Tab(0, "Form Responses 2", late), Tab(1, "Form Responses 1", early))
        self.settings(monkeypatch, server, tmp_path)
        outcome = cli("check", "--codebook", BOOK)
        assert outcome.code == 0
        assert lines(outcome)[0] == "40 responses: 19 lone traders, 21 traders with helpers."
        assert "Read from 'Form Responses 2' of Google Sheet" in outcome.out
        assert "Tab Form Responses 1" in outcome.out
        assert "80 rows" in outcome.out

    def test_a_helper_column_makes_nobody(self, cli, monkeypatch, server, tmp_path):
        kind = typed.filled_down(False, 0.0)
        server.share(ID, kind.tab())
        self.settings(monkeypatch, server, tmp_path)
        outcome = cli("check", "--codebook", BOOK)
        assert (outcome.code, lines(outcome)[0]) == (
            0,
            "120 responses: 63 lone traders, 57 traders with helpers.",
        )
        assert "879 rows hold no answer to any question (rows 122, 123," in outcome.out


def test_the_goods_of_an_export_with_another_delimiter_are_read(check):
    said = json.loads(check("sep=;\r\n" + delimited(form(), ";"), "--json").out)
    counts_ = {each["question"]: each["read"] for each in said["questions"]}
    assert counts_["goods"] == sum(bool(set(t.goods) & set(GOODS)) for t in traders())


class TestRawNames:
    def test_a_question_called_by_a_column_s_raw_name_is_warned_of_and_published(
        self, cli, tmp_path
    ):
        survey = other_surveys.survey("rowers", tmp_path)
        book = survey.codebook.read_text("utf-8")
        asked = "How much do you enjoy rowing?"
        (tmp_path / "raw.toml").write_text(book.replace(asked, "JOY_1"), "utf-8")
        sheet = tmp_path / "rowers.csv"
        sheet.write_text(sheet.read_text("utf-8").replace(asked, "JOY_1"), "utf-8")
        outcome = cli("check", sheet, "--codebook", tmp_path / "raw.toml")
        assert outcome.code == 0
        told = outcome.out.splitlines()
        at = told.index("Question called by a column's raw name")
        assert told[at + 1].startswith("  JOY_1 – pages would show this name; give the question a")
        (tmp_path / "named.toml").write_text(
            book.replace(f'text = "{asked}"', 'text = "JOY_1"\nlabel = "Joy"'), "utf-8"
        )
        outcome = cli("check", sheet, "--codebook", tmp_path / "named.toml")
        assert outcome.code == 0
        assert "raw name" not in outcome.out
