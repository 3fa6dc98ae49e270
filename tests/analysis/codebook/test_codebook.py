"""A codebook is refused with every fault at once, and a sound one says the whole survey."""

from __future__ import annotations

import copy
import json
import tomllib
from pathlib import Path

import pytest

from analysis.codebook import Codebook
from analysis.codebook.parsing import parse
from analysis.errors import SurveyError
from data.codebooks import load
from data.settings import SHIPPED_CODEBOOK
from tests.surveys import CODEBOOKS, TINY, book, ordinal, tiny

SCHEMA = SHIPPED_CODEBOOK.with_name("codebook.schema.json")


def changed(**places):
    """The tiny codebook's mapping with other values: indicators__strain__items=[...]."""
    said = tomllib.loads(TINY.read_text("utf-8"))
    for place, value in places.items():
        *path, last = place.split("__")
        table = said
        for key in path:
            table = table.setdefault(key, {})
        table[last] = copy.deepcopy(value)
    return said


def faults(said, file="tiny.toml"):
    """The lines that say what is wrong, without their indent."""
    with pytest.raises(SurveyError) as caught:
        parse(said, file)
    head, *lines = caught.value.problem.splitlines()
    assert head.startswith(f"The codebook {file} has {len(lines)} problem")
    return [line.strip() for line in lines]


def test_the_tiny_codebook_is_sound():
    assert parse(changed()) == tiny()


def test_all_faults_are_told_at_once_each_with_file_key_and_remedy():
    lines = faults(
        changed(
            questions__region__kind="categroy",  # of form
            titel="A tiny survey",  # an unknown key
            indicators__posts__items=["psts"],  # a reference
            grouping__solo__answers=["one"],  # another one
        )
    )
    assert lines[0].startswith("tiny.toml: questions.region.kind: can't be 'categroy'. Use 'ord")
    assert lines[1:] == [
        "tiny.toml: titel: is not a key codebooks have. Did you mean title?",
        "tiny.toml: indicators.posts.items: names 'psts', which is no question. "
        "Did you mean posts?",
        "tiny.toml: grouping.solo.answers: names 'one', which is no answer to it. Remove it or "
        "correct its name.",
    ]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("policy__k", 5),
        ("intake__duplicate_rows", "drop"),
        ("grouping__colour", "red"),
        ("important_at_least", "often"),
    ],
)
def test_a_fault_in_a_table_that_stands_once_hides_no_other(place, value):
    lines = faults(changed(**{place: value}, indicators__posts__items=["psts"]))
    told = "tiny.toml: indicators.posts.items: names 'psts', which is no question."
    assert lines[1:] == [f"{told} Did you mean posts?"]


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        ("questions__tired__answers", "oftn", "questions.tired.answers: names 'oftn', which is no"),
        ("questions__tired__answers", "oftn", "Did you mean often?"),
        ("questions__tired__grid", "g", "questions.tired.grid: names 'g', which is no grid."),
        ("questions__posts__min", 51, "questions.posts.min: is above max. Exchange them."),
        ("questions__region__options", [], "questions.region.options: has too few answers."),
        ("dimensions", ["regoin"], "dimensions: names 'regoin', which is no question."),
        ("dimensions", ["team"], "dimensions: lists the grouping question."),
        ("dimensions", ["posts"], "dimensions: lists 'posts', whose answers are no groups."),
        ("grouping__question", "teem", "grouping.question: names 'teem', which is no question. Di"),
        ("grouping__team__answers", ["1"], "grouping: puts '1' in both groups. Leave it in one."),
        ("indicators__weary__where", {"tired": ["offen"]}, "Did you mean often?"),
        ("indicators__weary__where", {}, "indicators.weary.where: must hold the answers that cou"),
        ("indicators__strain__items", [], "indicators.strain.items: must list its questions."),
        ("indicators__strain__items", ["region"], "lists 'region', whose answers have no scores."),
        ("indicators__strain__answered", 4, "indicators.strain.answered: asks for 4 of 3 items."),
        ("indicators__strain__items", ["often"], "strain.items: names 'often', which is no quest"),
        ("indicators__strain__reversed", ["posts"], "names 'posts', which is no item of it."),
        ("dimensions", ["strain"], "dimensions: names 'strain', which is no question."),
        ("indicators__strain__bands", [0, 50, 25], "indicators.strain.bands: must be at most five"),
        ("indicators__strain__bands", [0, 1, 2, 3, 4, 5], "must be at most five rising lower edge"),
        ("indicators__strain__cut", 55, "indicators.strain.cut: is 55, where no published band st"),
        ("indicators__strain__cut", 0, "starts. Use one of 20, 40, 60, 80, or change the bands."),
        ("indicators__weary__cut", 50, "indicators.weary.cut: is given for a share. Remove it;"),
        ("indicators__hats__items", ["tired"], "indicators.hats.items: is no multi-select questi"),
        ("indicators__strain__instrument", "who5", "Use one of cbi-work, ucla-3, who-5, olbi-"),
        ("indicators__strain__instrument", "who-5", "lists 3 items; WHO-5 well-being index has 5."),
        ("indicators__strain__instrument", "ucla-3", "questions.tired: scores 0 to 100; Three-it"),
        ("supports__mentor__received", "mntor_got", "Did you mean mentor_got?"),
        ("families", {"f": {"indicators": ["strane"], "method": "holm"}}, "Did you mean strain?"),
        ("families", {"f": {"indicators": [], "method": "bonferroni"}}, "Use 'holm' or 'benjami"),
        ("questions__tired__headers", ["i'm TENSE "], "shares the header"),
        ("title", "", "title: can't be ''"),
    ],
)
def test_each_fault_names_its_key_and_a_remedy(place, value, told):
    lines = faults(changed(**{place: value}))
    assert any(told in line for line in lines), lines
    assert all(line.startswith("tiny.toml: ") and line.endswith((".", "?")) for line in lines)


@pytest.mark.parametrize(
    ("place", "meant"),
    [
        ("citaton", "citation"),
        ("intake__ignor", "ignore"),
        ("indicators__strain__headlin", "headline"),
        ("questions__tired__anwsers", "answers"),
    ],
)
def test_it_suggests_the_key_that_was_meant_wherever_it_stands(place, meant):
    (line,) = faults(changed(**{place: "x"}))
    key = place.replace("__", ".")
    assert line == f"tiny.toml: {key}: is not a key codebooks have. Did you mean {meant}?"


def test_an_answer_without_a_code_is_named_by_its_place():
    (line,) = faults(changed(answers__often__options=[{"code": "a", "text": "A"}, {"text": "B"}]))
    assert line == "tiny.toml: answers.often.options.1.code: is missing. Add it: code = ..."


@pytest.mark.parametrize("k", [0, 5, 9])
def test_a_codebook_cannot_lower_the_threshold_below_ten(k):
    (line,) = faults(changed(policy__k=k))
    assert line.startswith(f"tiny.toml: policy.k: can't be {k}: input should be greater than or eq")


@pytest.mark.parametrize("k", [10, 11, 30])
def test_a_codebook_may_raise_the_threshold(k):
    assert parse(changed(policy__k=k)).policy.k == k


@pytest.mark.parametrize("cut", [20, 40.0, 60, 80])
def test_a_cut_may_stand_wherever_a_published_band_starts(cut):
    assert parse(changed(indicators__strain__cut=cut)).indicators["strain"].cut == cut
    assert tiny().indicators["strain"].cut is None


def test_without_a_policy_the_threshold_is_ten():
    assert tiny().policy.k == 10


UNSCORED = {"code": "yes", "text": "Aye"}, {"code": "no", "text": "Nay"}


@pytest.mark.parametrize(
    "places",
    [
        {"questions__mentor_got__options": UNSCORED, "indicators__posts__items": ["mentor_got"]},
        {"indicators__posts__bands": [5, 20]},
        {"dimensions": ["region", "region"]},
        {"questions__tense__text": "I’m tired"},
        {"supports__mentor__received": "tired"},
        {"supports__mentor__importance": "mentor_got"},
        {"indicators__weary__where": {"region": {"at_least": 1}}},
    ],
    ids=[
        "items of a mean whose answers have no scores",
        "bands that leave out the lowest scores",
        "a dimension listed twice",
        "two headers that differ in their quotation marks only",
        "a support received that nobody can answer yes",
        "a support wanted that nobody can give a number",
        "at least a number, of answers without numbers",
    ],
)
def test_what_could_only_be_counted_wrongly_is_refused(places):
    assert faults(changed(**places))


def test_a_support_makes_three_shares():
    made = tiny().indicators
    assert made["has_mentor"].where == {"mentor_got": ("yes",)}
    assert made["wants_mentor"].where["mentor_wish"].at_least == 3
    assert set(made["gap_mentor"].where) == {"mentor_wish", "mentor_got"}
    assert made["gap_mentor"].where["mentor_got"] == ("no",)
    assert made["gap_mentor"].wording.have == "want a mentor and go without"


def test_only_the_grouping_and_the_headline_items_are_required():
    required = {name for name in tiny().questions if tiny().is_required(name)}
    assert required == {"team", "tired", "tense", "eager"}


def test_a_grid_question_is_found_under_the_grids_heading():
    made = book(
        {"calm": ordinal(0, 1, text="calm") | {"grid": "feel", "headers": ["Calm?"]}},
        grids={"feel": {"text": "Last week I felt", "headers": ["I felt"]}},
    )
    assert made.headers("calm") == ("Last week I felt [calm]", "I felt [calm]", "Calm?")


def test_the_json_schema_beside_the_codebooks_is_the_one_they_are_checked_by():
    fresh = json.dumps(Codebook.model_json_schema(), indent=1, ensure_ascii=False) + "\n"
    assert SCHEMA.is_file(), "data/codebooks/codebook.schema.json is missing; run: make schema"
    assert SCHEMA.read_text("utf-8") == fresh, "The schema is out of date; run: make schema"


@pytest.mark.parametrize("file", [SHIPPED_CODEBOOK, *sorted(CODEBOOKS.glob("*.toml"))])
def test_every_codebook_here_is_sound_and_names_its_schema(file):
    assert load(file).headlines
    first = file.read_text("utf-8").splitlines()[0]
    assert first.startswith("#:schema ")
    assert (file.parent / first.removeprefix("#:schema ")).resolve() == SCHEMA


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "There is no codebook"),
        (b"id = ", "is not valid TOML"),
        ("title = 'Größe'".encode("latin-1"), "can't be read as a text file"),
        (b"", "has 6 problems"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused_with_a_remedy(tmp_path: Path, content, told):
    file = tmp_path / "mine.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SurveyError, match=told) as caught:
        load(file)
    assert caught.value.remedy


def test_a_byte_order_mark_does_not_spoil_a_codebook(tmp_path):
    file = tmp_path / "tiny.toml"
    file.write_bytes(b"\xef\xbb\xbf" + TINY.read_bytes())
    assert load(file) == tiny()
