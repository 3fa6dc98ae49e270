"""What is told by the answer that makes the groups, such as averages by team size.

Of everyone, and of all of a group's answers or none of them: so nothing is left over that could be
worked out. Each answer holds k people with a score (rule 1) who are mixed enough (rule 6), and is
told again only once k of them came or went since every earlier telling (rule 7). The indicator and
the head counts by answer must be told afresh with it, lest they differ by fewer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.counting.cohorts import EVERYONE
from analysis.counting.moments import band_counts, moments
from analysis.counting.tabulation import GROUPS, Tallies
from analysis.disclosure.changes import aligned, change
from analysis.disclosure.means import alone_rows
from analysis.disclosure.past import Past
from analysis.disclosure.public_tables import ESTIMATES, PublicTables, in_order
from analysis.disclosure.suppression import Mask, publishable
from analysis.levels import LEVEL, is_level, level_codes, level_cohort, level_cohorts

COLUMNS = ("cohort", "measure", "group", "level", "n")  # of tallies
KEY = ["indicator", "group"]  # what is told, or carried over, as a whole


def with_levels(
    tables: PublicTables,
    levels: Tallies | None,
    codebook: Codebook,
    as_of: str,
    past: Sequence[Past] = (),
    refused: Collection[str] = (),
) -> PublicTables:
    """The tables of what is shown afresh, with the averages by answer that may be.

    Those of the indicators that are ``refused`` are left out.
    """
    if levels is None or not _answers_told(tables, codebook):
        return tables
    parts = [
        each.assign(as_of=as_of)
        for group in GROUPS
        for each in _rows(tables, levels, codebook, group, past)
    ]
    told = [each[~each["indicator"].isin(refused)] for each in parts]
    return replace(tables, estimates=in_order(pd.concat([tables.estimates, *told]), ESTIMATES))


def with_carried_levels(now: PublicTables, last: PublicTables | None) -> PublicTables:
    """The tables with the averages by answer that only the last release told."""
    if last is None:
        return now
    held = last.estimates[is_level(last.estimates)]
    told = now.estimates[is_level(now.estimates)]
    again, before = (pd.MultiIndex.from_frame(each[KEY]) for each in (told, held))
    carried = held[~before.isin(again)]
    if not len(carried):
        return now
    return replace(now, estimates=in_order(pd.concat([now.estimates, carried]), ESTIMATES))


def with_level_cohorts(tallies: Tallies, levels: Tallies | None, codebook: Codebook) -> Tallies:
    """Private: the tallies with the cohorts that the groups' answers make, after all others."""
    names = [each for each in level_cohorts(codebook) if each not in tallies.cohorts]
    wider = replace(tallies, cohorts=(*tallies.cohorts, *names))
    if levels is None:
        return wider
    place = [wider.cohorts.index(each) if each in names else -1 for each in levels.cohorts]
    more = replace(levels, cohort=np.array(place)[levels.cohort])
    both = (
        np.concatenate([getattr(tallies, name), getattr(more, name)[more.cohort >= 0]])
        for name in COLUMNS
    )
    return Tallies(wider.cohorts, wider.measures, *both)


def _answers_told(tables: PublicTables, codebook: Codebook) -> bool:
    """Whether the head counts by answer are shown of everyone."""
    rows = tables.items["item"] == codebook.grouping.question
    return bool((rows & (tables.items["cohort"] == EVERYONE)).any())


def _rows(
    tables: PublicTables,
    levels: Tallies,
    codebook: Codebook,
    group: str,
    past: Sequence[Past],
) -> Iterator[pd.DataFrame]:
    """The rows of one group: how many have a score, and their average."""
    codes = level_codes(codebook, group)
    if not codes:
        return
    now = _alone(levels, GROUPS.index(group), [level_cohort(codebook, code) for code in codes])
    allowed = _allowed(now, codebook) & _told_of_everyone(tables, now)
    for each in past:
        allowed &= ~_told(each, group, now) | _moved(each, group, now, codebook.policy.k)
    mask = allowed & (now.sizes()[:, :1, 0] > 0)
    mask[:, 0] = False
    rows = alone_rows(now, moments(now), band_counts(now), mask)
    answers = rows["cohort"].str.split("=", n=1).str[1]
    named = {"cohort": EVERYONE, "group": group, "measure": LEVEL + rows["measure"]}
    yield rows.assign(**named, term=answers)


def _alone(levels: Tallies, side: int, cohorts: Sequence[str]) -> Tallies:
    """The people of one group by answer, in the places of both: so what must hold for both does."""
    place = np.array([cohorts.index(each) if each in cohorts else -1 for each in levels.cohorts])
    rows = (levels.group == side) & (place[levels.cohort] >= 0)
    twice = [np.tile(getattr(levels, name)[rows], 2) for name in ("measure", "level", "n")]
    cohort, group = np.tile(place[levels.cohort[rows]], 2), np.repeat([0, 1], rows.sum())
    return Tallies(tuple(cohorts), levels.measures, cohort, twice[0], group, *twice[1:])


def _allowed(now: Tallies, codebook: Codebook) -> Mask:
    """The measures in which each answer that anybody gave holds enough people, (measures,).

    One answer alone is the whole group.
    """
    enough = publishable(now.sizes(), band_counts(now), codebook.policy.k)
    given = now.sizes()[:, :1, 0] > 0
    return np.asarray((enough | ~given).all(axis=0) & (given.sum() > 1))


def _told_of_everyone(tables: PublicTables, now: Tallies) -> Mask:
    """The measures that are shown afresh of everyone, (measures,); never the head count."""
    means = (tables.estimates["cohort"] == EVERYONE) & (tables.estimates["measure"] == "mean")
    names = {*tables.estimates.loc[means, "indicator"]}
    return np.array([False, *(made.id in names for made in now.measures)])


def _told(past: Past, group: str, now: Tallies) -> Mask:
    """The measures that an earlier release told by answer, by its own numbers, (measures,)."""
    table = past.tables.estimates
    own = is_level(table) & (table["as_of"] == past.release) & (table["group"] == group)
    names = {*table.loc[own, "indicator"]}
    return np.array([False, *(made.id in names for made in now.measures)])


def _moved(past: Past, group: str, now: Tallies, k: int) -> Mask:
    """The measures in which k people of each answer came or went since a release, (measures,)."""
    if past.levels is None:
        return np.ones(len(now.measures) + 1, dtype=bool)
    then = _alone(past.levels, GROUPS.index(group), now.cohorts)
    before, after = aligned([then, now])
    found = change(before, after)
    quiet = ~found.shows | (found.went >= k)
    nobody = (before.sizes() == 0) & (after.sizes() == 0)
    return np.asarray((((found.people >= k) & quiet) | nobody).all(axis=(0, 2)))
