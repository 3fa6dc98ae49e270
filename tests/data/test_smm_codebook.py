"""The shipped codebook asks everything the survey promises, and nothing that names a person."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from itertools import combinations

import pytest

from analysis.answers.answer import Picked
from analysis.answers.reading import Manner, read_cells
from analysis.codebook import AtLeast, Codebook, Direction, Kind, ScoreKind
from analysis.codebook.matching import header_names_identity, plain
from data.codebooks import load
from data.settings import SHIPPED_CODEBOOK

SUPPORTS = (
    "conference_budget", "events", "memberships", "online_groups", "introductions", "mentoring",
    "community_time", "feedback", "listening", "manager_learning", "praise_given",
)  # fmt: skip
ITEMS = {  # every construct of one score: its items, the answers or the kind they have
    "burnout": (6, "how_often"),
    "isolation": (4, "how_often"),
    "praise": (4, "how_often"),
    "praise_internal": (1, Kind.COUNT),
    "criticism_internal": (1, Kind.COUNT),
    "praise_followers": (1, Kind.COUNT),
    "criticism_followers": (1, Kind.COUNT),
    "roles": (1, Kind.MULTI_SELECT),
    "sign_offs": (1, Kind.COUNT),
    "hours_waiting": (1, Kind.COUNT),
    "approver_understands": (1, "agreement"),
    "hostile_days": (1, Kind.COUNT),
    "reopened": (1, "how_often"),
    "slip_fear": (1, "agreement"),
    "misunderstood": (1, "how_often"),
    "overload": (1, "how_often"),
    "always_on": (1, "how_often"),
    "validated": (1, "how_often"),
    "belonging": (1, "how_often"),
    "unsolicited_tips": (1, Kind.COUNT),
    "fulfilment": (1, "agreement"),
}
SHARES = {"told_to_ignore": ("yes",), "slip_happened": ("yes",)}
DIMENSIONS = {"industry": 8, "org_size": 5, "seniority": 4, "region": 6, "employment": 3}


@cache
def smm() -> Codebook:
    return load(SHIPPED_CODEBOOK)


@pytest.mark.parametrize(("indicator", "asked"), ITEMS.items())
def test_each_construct_has_its_items(indicator, asked):
    count, answers = asked
    items = smm().indicators[indicator].items
    assert len(items) == count
    for item in items:
        question = smm().questions[item]
        assert (question.answers or question.kind) == answers


@pytest.mark.parametrize(("indicator", "counted"), SHARES.items())
def test_each_yes_or_no_construct_is_a_share(indicator, counted):
    made = smm().indicators[indicator]
    assert made.kind is ScoreKind.SHARE
    assert made.where == {indicator: counted}
    assert smm().questions[indicator].kind is Kind.YES_NO


def test_there_are_no_other_indicators():
    derived = {f"{part}_{name}" for part in ("has", "wants", "gap") for name in SUPPORTS}
    assert set(smm().indicators) == {*ITEMS, *SHARES} | derived


def test_every_question_serves_something():
    used = {item for made in smm().indicators.values() for item in (*made.items, *made.where)}
    used |= {part.barrier for part in smm().supports.values() if part.barrier}
    assert used | {*smm().dimensions, "team_size"} == set(smm().questions)


def test_the_three_headlines_and_their_directions():
    assert smm().headlines == ("burnout", "isolation", "praise")
    said = {name: smm().indicators[name] for name in smm().headlines}
    assert {name: made.direction for name, made in said.items()} == {
        "burnout": Direction.HIGHER_IS_WORSE,
        "isolation": Direction.HIGHER_IS_WORSE,
        "praise": Direction.HIGHER_IS_BETTER,
    }
    assert {made.sesoi for made in said.values()} == {5}
    assert {made.answered for made in said.values()} == {"half"}
    assert all(made.wording.on and made.wording.more for made in said.values())


def test_only_having_peers_elsewhere_is_reversed():
    reversed_items = {name: made.reversed for name, made in smm().indicators.items()}
    assert {name: items for name, items in reversed_items.items() if items} == {
        "isolation": ("peers_elsewhere",)
    }


@pytest.mark.parametrize("answers", ["how_often", "agreement"])
def test_ordinal_answers_score_in_even_steps(answers):
    assert [option.score for option in smm().answers[answers].options] == [0, 25, 50, 75, 100]


def test_importance_runs_from_0_to_4_and_3_is_important():
    options = smm().answers["importance"].options
    assert [(option.code, option.score) for option in options] == [
        ("0", 0), ("1", 1), ("2", 2), ("3", 3), ("4", 4),
    ]  # fmt: skip
    assert smm().important_at_least == 3


def test_each_of_the_eleven_supports_is_received_wanted_and_barred():
    assert tuple(smm().supports) == SUPPORTS
    for name, support in smm().supports.items():
        asked = [smm().questions[q] for q in (support.received, support.importance)]
        assert [question.answers for question in asked] == ["yes_no", "importance"]
        assert support.barrier == f"barrier_{name}"
        gap = smm().indicators[f"gap_{name}"].where
        assert gap == {f"received_{name}": ("no",), f"importance_{name}": AtLeast(at_least=3)}


def test_barriers_are_money_time_permission_and_not_knowing():
    codes = [option.code for option in smm().answers["barrier"].options]
    assert codes == ["money", "time", "permission", "unaware"]


def test_roles_are_the_eight_and_one_s_own():
    assert [option.text for option in smm().options("roles")] == [
        "Content creator", "Strategist", "Photographer", "Videographer", "Copywriter",
        "Customer service", "On-camera talent", "Community manager",
    ]  # fmt: skip
    assert smm().questions["roles"].other


def test_dimensions_in_the_order_cohort_names_use():
    assert smm().dimensions == (*DIMENSIONS, "wave")
    assert {name: len(smm().options(name)) for name in DIMENSIONS} == DIMENSIONS


def test_working_alone_makes_solo_and_any_larger_team_makes_team():
    grouping = smm().grouping
    assert grouping.question == "team_size"
    assert grouping.solo.answers == ("1",)
    assert grouping.team.answers == ("2-3", "4-6", "7-plus")
    assert (grouping.solo.one, grouping.solo.many) == ("team of one", "teams of one")


@pytest.mark.parametrize(
    ("code", "cells"),
    {
        "1": ("1", "1.0", " Only me ", "just me", "1 (only me)"),
        "2-3": (
            *("2 to 3", "2-3", "2–3", "2", "3", "2-Mar", "3-Feb", "03-Feb", "3-feb"),
            *("2026-02-03", "3/2/2026", "46056"),
        ),
        "4-6": ("4 to 6", "4-6", "4—6", "5", "4-Jun", "6-Apr", "Apr-06"),
        "7-plus": ("7 or more", "7+", "7", "40"),
    }.items(),
)
def test_team_sizes_are_read_however_a_sheet_writes_them(code, cells):
    # A spreadsheet makes dates of '2-3' and '4-6': their months tell the sizes apart.
    place = [option.code for option in smm().options("team_size")].index(code)
    manner = Manner(date(2026, 10, 1))
    answers = read_cells(cells, [1] * len(cells), smm(), "team_size", manner).answers
    picked = [answer.option for answer in answers if isinstance(answer, Picked)]
    assert picked == [place] * len(cells)


def test_families_are_tested_together():
    families = smm().families
    assert families["headline"].indicators == ("burnout", "isolation", "praise")
    assert families["headline"].method == "holm"
    assert families["supports"].indicators == tuple(f"gap_{name}" for name in SUPPORTS)
    assert families["supports"].method == "benjamini-hochberg"


def test_every_question_offers_no_answer():
    for name, asked in smm().questions.items():
        # A count may be left empty; the form writes the moment of answering itself.
        if asked.kind not in (Kind.COUNT, Kind.DATE):
            assert smm().offered_missing(name) in (("Prefer not to say",), ("Does not apply",))


def test_no_option_has_a_comma():
    options = [option.text for name in smm().questions for option in smm().options(name)]
    assert [text for text in options if "," in text] == []


def test_no_two_answers_of_a_question_are_written_alike():
    for name in smm().questions:
        ways = [
            {plain(text) for text in (option.text, *option.aliases)} | {option.code}
            for option in smm().options(name)
        ]
        assert not any(one & other for one, other in combinations(ways, 2)), name


def test_every_header_is_unique():
    headers = [plain(head) for name in smm().questions for head in smm().headers(name)]
    assert [head for head, count in Counter(headers).items() if count > 1] == []


def test_the_moment_of_answering_is_found_under_its_localised_names():
    assert smm().timestamp() == "wave"
    assert smm().header("wave") == "Timestamp"
    assert {"Zeitstempel", "Marca temporal", "Horodateur"} <= set(smm().headers("wave"))


def test_no_question_asks_who_somebody_is():
    asked = [head for name in smm().questions for head in smm().headers(name)]
    assert [head for head in asked if header_names_identity(head, asked=True)] == []


def test_every_question_has_a_short_label_of_its_own():
    labels = [smm().label(name) for name in smm().questions]
    assert max(map(len, labels)) <= 50
    assert len(set(labels)) == len(labels)


def test_every_count_has_bands_within_its_range():
    for name, made in smm().indicators.items():
        asked = [smm().questions[item] for item in made.items]
        if asked and asked[0].kind is Kind.COUNT:
            assert made.bands[0] == asked[0].min, name
            assert made.bands[-1] <= asked[0].max, name
            assert made.unit != "points", name


def test_a_sheet_without_a_headline_item_or_the_team_size_is_refused():
    required = {name for name in smm().questions if smm().is_required(name)}
    items = {item for name in smm().headlines for item in smm().indicators[name].items}
    assert required == items | {"team_size"}
    assert len(required) == 15


def test_who_answered_and_under_which_licence():
    assert (smm().id, smm().version, smm().licence) == ("smm", "1.0", "CC-BY-4.0")
    assert smm().people == "social media managers"
    assert smm().citation


def test_an_editor_finds_the_schema():
    assert SHIPPED_CODEBOOK.read_text("utf-8").startswith("#:schema ./codebook.schema.json\n")
