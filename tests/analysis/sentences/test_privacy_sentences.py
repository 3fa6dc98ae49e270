"""The privacy ledger says what a manifest tells, and no more."""

from __future__ import annotations

import pytest

from analysis.disclosure import RULES_IN_FORCE, blocks
from analysis.sentences import privacy as say
from tests.told import told_release

AUDITED = {"k": 10, "rules": ["1 threshold", "3 audit"]}


def manifest(**said):
    return told_release(**said).manifest


@pytest.mark.parametrize(("published", "carried", "withheld"), [(3, 0, 9), (0, 4, 0), (1, 2, 1200)])
def test_of_withheld_groups_one_number_is_told_and_no_reason_alone(published, carried, withheld):
    numbers = {"published": published, "carried-over": carried, "withheld": withheld}
    told = manifest(cohorts=numbers)
    assert [number for _, number in say.became(told)] == [
        str(published), str(carried), f"{withheld:,}".replace(",", "\u202f"),
    ]  # fmt: skip
    (_, _, (why, _)) = say.became(told)
    assert "perhaps nobody" in why
    (row,) = say.history([told])
    assert list(row) == ["Release", "Shown afresh", "Kept as it was", "Hidden"]


def test_what_the_audit_looked_for_is_told_without_how_much_it_found_to_look_at():
    audited, unaudited = say.audited(manifest(policy=AUDITED)), say.audited(manifest())
    assert "at least three more or less" in audited
    assert not any(each.isdigit() for each in audited.replace("10 people", ""))
    assert unaudited == "This release was cut by rules without an audit of the hidden numbers."


@pytest.mark.parametrize(
    ("release", "held"), [("r0007", "400"), ("r0007.12", "412"), ("r0000.73", "73")]
)
def test_how_many_answers_a_release_holds_is_what_its_id_says(release, held):
    (told,) = say.rules(manifest(id=release, policy={"k": 10, "rules": ["7 blocks and cadence"]}))
    assert f"holds the first {held} answers, in the order in which they came." in told
    assert f"is of {blocks.needed_new(100)} or, in large surveys, a twentieth" in told
    assert blocks.needed_new(20_000) == 20_000 // 20
    assert told.endswith(say.RULES["7"].format(k=10))


def test_of_a_release_from_before_there_were_blocks_no_number_of_answers_is_told():
    policy = {"k": 10, "rules": ["7 cadence"]}
    assert say.rules(manifest(policy=policy)) == [say.RULES["7"].format(k=10)]


@pytest.mark.parametrize(("rule", "told"), [("3 audit", False), ("3 feasibility intervals", True)])
def test_head_counts_are_said_to_be_eight_wide_only_where_they_were_audited_so(rule, told):
    (words,) = say.rules(manifest(policy={"k": 10, "rules": [rule]}))
    assert words.endswith(say.HEADS.format(k=10)) == told


def test_the_rule_that_looks_at_head_counts_is_in_force():
    assert say.BY_HEADS in RULES_IN_FORCE
