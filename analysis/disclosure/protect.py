"""From private counts to the tables everyone may read: choose, round, audit, and say no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analysis.codebook import Codebook
from analysis.counting.counted import Counted
from analysis.disclosure.auditor import Auditor
from analysis.disclosure.changes import aligned
from analysis.disclosure.few import Exact, Few
from analysis.disclosure.kinds import HEADS, Column
from analysis.disclosure.lattice import closed_set
from analysis.disclosure.levels import with_carried_levels, with_level_cohorts, with_levels
from analysis.disclosure.outsider import Outside
from analysis.disclosure.past import Past
from analysis.disclosure.public_tables import (
    ESTIMATES,
    PublicTables,
    fresh_tables,
    in_order,
    with_carried,
)
from analysis.disclosure.refusing import REMEDIES, refuse
from analysis.disclosure.showing import Refused, Showing, showing, survey_question
from analysis.errors import NotYet
from analysis.estimates.figures.cohort_figures import cohort_figures
from analysis.estimates.models.told import with_models
from analysis.levels import GROUPS, level_codes, level_cohort, level_cohorts

ROUNDS = 5  # of each remedy for what is found in a family, before only those after it are tried


def protect(
    counted: Counted,
    codebook: Codebook,
    as_of: str,
    past: Sequence[Past] = (),
) -> PublicTables:
    """The published tables of a release; ``past`` are the survey's earlier ones, oldest first.

    What the audit finds has others hidden beside it until nothing is found; then the estimates are
    computed, once, from what is published. NotYet where nothing
    can be shown afresh, or where hiding does not help.
    """
    held = aligned([*(each.tallies for each in past), counted.tallies])
    now = held[-1]
    asked = survey_question(counted, codebook, past)
    lattice = closed_set(codebook, [*now.cohorts, *level_cohorts(codebook)])
    answers = [*(each.answers for each in past), counted.items]
    levels = [*(each.levels for each in past), counted.levels]
    finer = [with_level_cohorts(*each, codebook) for each in zip(held, levels, strict=True)]
    exact = [Exact(*each) for each in zip(finer, answers, strict=True)]
    changed = [each.changed for each in asked.earlier]
    named = {
        group: [level_cohort(codebook, code) for code in level_codes(codebook, group)]
        for group in GROUPS
    }
    few = Few(lattice, exact[::-1], changed[::-1], codebook.policy.k, named)
    outside = [each.outside(codebook, first=not n) for n, each in enumerate(past)]
    auditor = Auditor(lattice, now.measures, codebook, outside, few)
    refused = Refused.nothing(asked, now.measures)
    rounds = Counter[tuple[str, str]]()
    while max(rounds.values(), default=0) < ROUNDS * REMEDIES:
        chosen = showing(counted, codebook, past, asked, refused)
        tables = fresh_tables(
            replace(counted, tallies=now), codebook, chosen.scores, chosen.answers, as_of
        )
        tables = with_levels(tables, counted.levels, codebook, as_of, past, refused.levels)
        seen = Outside.of(as_of, tables, codebook, first=not past)
        audits = auditor.audits(seen)
        findings = [(audit.family, each) for audit in audits for each in audit.findings]
        if not findings:
            figures = cohort_figures(tables.counts, tables.estimates, codebook)
            figures = in_order(figures.assign(as_of=as_of), ESTIMATES)
            tables = replace(tables, estimates=figures)
            last = past[-1].tables if past else None
            whole = with_carried_levels(with_carried(tables, last), last)
            told = with_models(whole, counted, codebook, as_of, past)
            return replace(told, scope=auditor.scope(seen))
        _stay_hidden(refused, chosen)
        hidden = [
            refuse(refused, chosen, family, each, rounds[family.key] // ROUNDS)
            for family, each in findings
        ]
        if not any(hidden):
            break
        rounds.update({family.key for family, _ in findings if family.columns != (HEADS,)})
    raise NotYet(
        "These answers can't be shown without letting somebody work out a small group.",
        "Wait for more answers.",
    )


def _stay_hidden(refused: Refused, chosen: Showing) -> None:
    """Marks what was not shown, so that every attempt tells less than the one before it."""
    columns = [HEADS, *(Column(each.id) for each in chosen.measures)]
    for each in (*columns, *(Column(None, item) for item in chosen.answers)):
        refused.of(each)[:] |= ~chosen.of(each)
