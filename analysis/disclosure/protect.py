"""From private counts to the tables everyone may read: choose, round, audit, and say no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis.codebook import Codebook
from analysis.codebook.scoring import Measure
from analysis.counting.cohorts import filters_of
from analysis.counting.counted import Counted
from analysis.counting.moments import band_counts
from analysis.counting.tabulation import GROUPS, Ints
from analysis.disclosure.audit import Audit, Bounded, audit
from analysis.disclosure.changes import aligned
from analysis.disclosure.choice import Question
from analysis.disclosure.lattice import closed_set
from analysis.disclosure.models.told import with_models
from analysis.disclosure.outsider import Outside, Table, chains
from analysis.disclosure.past import Past
from analysis.disclosure.public_tables import PublicTables, fresh_tables, with_carried
from analysis.disclosure.showing import Showing, showing, survey_question
from analysis.disclosure.suppression import Mask
from analysis.errors import NotYet

ROUNDS = 8  # of hiding one sibling of each finding, before whole tables go


def protect(
    counted: Counted,
    codebook: Codebook,
    as_of: str,
    past: Sequence[Past] = (),
) -> PublicTables:
    """The published tables of a release; ``past`` are the survey's earlier ones, oldest first.

    What the audit finds has a sibling hidden until it finds nothing. NotYet where nothing can be
    shown afresh, or where hiding does not help.
    """
    held = aligned([*(each.tallies for each in past), counted.tallies])
    now, bands = held[-1], [band_counts(each) for each in held]
    asked = survey_question(counted, codebook, past)
    refused = np.zeros_like(asked.allowed)
    for attempt in range(2 * ROUNDS):
        chosen = showing(counted, codebook, past, asked, refused)
        tables = fresh_tables(
            replace(counted, tallies=now), codebook, chosen.scores, chosen.answers, as_of
        )
        audits = audited([*(each.outside for each in past), Outside.of(as_of, tables)],
                         codebook, now.measures)  # fmt: skip
        small = [
            (number, finding.cohort)
            for table, told in audits.items()
            for finding in told.findings
            if _is_few(asked, bands, number := _number(table, now.measures), table, finding)
        ]
        if not small:
            whole = _whole(tables, past, chosen, audits, codebook)
            return with_models(whole, counted, codebook, as_of, past)
        for number, cohort in small:
            _refuse(refused[:, number], chosen, cohort, number, whole=attempt >= ROUNDS)
    raise NotYet(
        "These answers can't be shown without letting somebody work out a small group.",
        "Wait for more answers.",
    )


def audited(
    releases: Sequence[Outside],
    codebook: Codebook,
    measures: Sequence[Measure],
) -> dict[Table, Audit]:
    """The audit of every table of the last of the releases."""
    seen = {cohort for each in releases for cohort in each.counts["cohort"].unique()}
    lattice = closed_set(codebook, sorted(seen))
    told = dict(chains(releases, lattice, {made.id: made for made in measures}))
    return {key: audit(lattice, chain) for key, chain in told.items()}


def _number(table: Table, measures: Sequence[Measure]) -> int:
    return next((n for n, made in enumerate(measures, start=1) if made.id == table.indicator), 0)


def _is_few(
    asked: Question, bands: Sequence[Ints], number: int, table: Table, found: Bounded
) -> bool:
    """Whether there truly are 1 to k - 1 people behind what was found; nobody is nobody's secret.

    An outsider sees only that there may be nobody.
    """
    at = asked.lattice.position.get(found.cohort)
    if at is None:
        return False
    place = at, number, GROUPS.index(table.group)
    if table.band is None:
        people = asked.earlier[-found.since].changed if found.since else asked.unknown
        return bool(0 < people[place] < asked.k)
    then = bands[-1 - found.since][place][table.band] if found.since else 0
    return bool(0 < abs(bands[-1][place][table.band] - then) < asked.k)


def _refuse(refused: Mask, chosen: Showing, cohort: str, number: int, whole: bool) -> None:
    """Marks what must not be shown so that a cohort can't be worked out.

    That is the smallest shown sibling in each of its lines or, where there is none, the cohort
    the line adds up to; when that did not help, the ``whole`` table the cohort is in.
    """
    asked, shown = chosen.asked, chosen.scores[:, number]
    if whole:
        dimensions = set(filters_of(cohort))
        for at, each in enumerate(asked.lattice.cohorts):
            refused[at] |= dimensions <= set(filters_of(each))
        return
    wanted, names = filters_of(cohort), asked.lattice.cohorts
    for line in asked.lattice.lines:
        parent, member = (filters_of(names[at]) for at in (line.parent, line.members[0]))
        through = set(member) == set(wanted) and parent.items() <= wanted.items()
        if through and shown[line.parent]:
            siblings = line.members[shown[line.members]]
            smallest = sorted(siblings, key=lambda at: _size(asked, at))[:1] or [line.parent]
            refused[smallest] = True


def _size(asked: Question, at: int) -> tuple[int, str]:
    return int(asked.sizes[at].min()), asked.lattice.cohorts[at]


def _whole(
    tables: PublicTables,
    past: Sequence[Past],
    chosen: Showing,
    audits: dict[Table, Audit],
    codebook: Codebook,
) -> PublicTables:
    """The tables with what is carried over, and what became of how many cohorts.

    All of the closed set count, so that nobody sees that somebody came where nobody was.
    """
    asked, heads = chosen.asked, chosen.scores[:, 0]
    carried = asked.carried[:, 0] & ~heads
    hidden = (asked.sizes >= asked.k).all(axis=1) & ~heads & ~carried
    numbers = {"published": heads, "carried-over": carried, "complementary": hidden}
    told = {reason: int(mask.sum()) for reason, mask in numbers.items()}
    everything = len(closed_set(codebook, sorted(asked.lattice.cohorts)).cohorts)
    return replace(
        with_carried(tables, past[-1].tables if past else None),
        cohorts=told | {"too-few": everything - sum(told.values())},
        audited=sum(each.tried for each in audits.values()),
    )
