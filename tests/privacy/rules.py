"""What the rules promise, checked against the truth that only the maker of a survey knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from tests.privacy.closed_set import BANDS, INDICATORS, PLACE, ClosedSet, Floats
from tests.privacy.outsider import GROUPS, Tables
from tests.privacy.respondents import AT, K, Rows
from tests.privacy.truth import columns_of, tally

HEADS = "people"
KEYS = ("cohort", "indicator", "item", "group", "answer", "band_low", "measure", "term")
COUNTED = {HEADS: [PLACE["head",]]} | {name: BANDS[name] for name in INDICATORS}


@dataclass(frozen=True)
class Cut:
    """A release and the rows it was cut from."""

    tables: Tables
    rows: Rows


def shown(tables: Tables, name: str) -> set[str]:
    """The cohorts in which an indicator, or the number of people, is shown."""
    return tables.heads() if name == HEADS else tables.shown(name)


def sizes(held: Floats, closed: ClosedSet, name: str) -> Floats:
    """Private: how many people are counted, (groups, cohorts)."""
    every = held.reshape(2, len(closed.cohorts), -1)
    return every[:, :, COUNTED[name]].sum(axis=2)


def too_small(tables: Tables, held: Floats, closed: ClosedSet) -> list[str]:
    """Rule 1: what is shown although fewer than k of a group are counted."""
    return [
        f"{name} of {cohort or 'everyone'}"
        for name in COUNTED
        for cohort in sorted(shown(tables, name))
        if sizes(held, closed, name)[:, closed.at[cohort]].min() < K
    ]


def orphans(tables: Tables) -> list[str]:
    """Rule 2: pairs that are shown although one of their singles is not."""
    return [
        f"{name} of {cohort}"
        for name in COUNTED
        for cohort in sorted(shown(tables, name))
        if "&" in cohort and not set(cohort.split("&")) <= shown(tables, name)
    ]


def open_increments(before: Cut, after: Cut, closed: ClosedSet) -> list[str]:
    """Rule 7: lines of increments, in rows that were only added to, that break rule 2."""
    tallies = [tally(cut.rows, closed) for cut in (before, after)]
    found = []
    for name in COUNTED:
        fresh = {
            closed.at[cohort]
            for cohort, (old, new) in _days(before, after, name).items()
            if (old, new) == (before.tables.id, after.tables.id)
        }
        grown = sizes(tallies[1] - tallies[0], closed, name)
        found += _open(f"increment of {name}", fresh, fresh, grown, closed)
    return found


def _open(
    name: str, parents: set[int], children: set[int], counts: Floats, closed: ClosedSet
) -> Iterator[str]:
    for parent, line in closed.lines:
        rest = [child for child in line if child not in children]
        for group in (0, 1):
            held = counts[group, rest]
            told = parent in parents and len(rest) < len(line)
            if told and held.sum() > 0 and (held.sum() < K or (held > 0).sum() < 2):
                where = f"{closed.cohorts[parent] or 'everyone'} over {closed.cohorts[line[0]]} ..."
                rest_is = f"{held.sum():.0f} in {(held > 0).sum()} cells"
                yield f"{name}: {where}, {GROUPS[group]}: {rest_is}"


def _days(before: Cut, after: Cut, name: str) -> dict[str, tuple[str, str]]:
    """Since when the numbers are of each cohort that both releases show."""
    told = []
    for cut in (before, after):
        counts = cut.tables.counts
        rows = counts["indicator"].isna() if name == HEADS else counts["indicator"] == name
        told.append(counts[rows].groupby("cohort")["as_of"].first().to_dict())
    return {cohort: (told[0][cohort], told[1][cohort]) for cohort in told[0] if cohort in told[1]}


def refreshed_too_early(chain: Sequence[Cut], closed: ClosedSet) -> list[str]:
    """Rule 7: numbers that changed their day with fewer than k new people in a group."""
    people = {cut.tables.id: _people(cut.rows, closed) for cut in chain}
    found = []
    for before, after in pairwise(chain):
        for name in COUNTED:
            for cohort, (old, new) in _days(before, after, name).items():
                if old != new:
                    came = _came(people[old], people[new], closed.at[cohort], name)
                    found += [f"{name} of {cohort or 'everyone'}: {came}"] * (min(came) < K)
    return found


@dataclass(frozen=True)
class _People:
    """What each adds to each column, which cohorts hold whom, and who is alone."""

    columns: Floats
    members: npt.NDArray[np.bool_]
    solo: npt.NDArray[np.bool_]


def _people(rows: Rows, closed: ClosedSet) -> _People:
    return _People(columns_of(rows), closed.members(rows), rows[:, AT["team"]] == 0)


def _came(old: _People, new: _People, cohort: int, name: str) -> tuple[int, ...]:
    """How many people of each group are counted now and were not; edited ones are new."""
    counted = [_scores(people, cohort, name) for people in (old, new)]
    return tuple((after - before).total() for before, after in zip(*counted, strict=True))


def _scores(people: _People, cohort: int, name: str) -> list[Counter[float]]:
    """How often each score occurs in a cohort, per group."""
    counted = people.columns[:, COUNTED[name]]
    inside = people.members[cohort] & (counted.sum(axis=1) > 0)
    score = counted @ np.arange(len(COUNTED[name]))
    if name == "strain":
        score = people.columns[:, PLACE["sum",]].round(9)
    return [Counter(score[inside & side].tolist()) for side in (people.solo, ~people.solo)]


def rewritten(chain: Sequence[Cut]) -> list[str]:
    """Rule 7: numbers that differ between two releases although they are of the same day."""
    seen: dict[tuple[object, ...], tuple[str, str]] = {}
    found = []
    for cut in chain:
        for table in ("counts", "estimates", "items"):
            for key, as_of, said in _rows(getattr(cut.tables, table), table):
                first = seen.setdefault((*key, as_of), said)
                found += [f"{table} {key} as of {as_of}"] * (first != said)
    return found


def _rows(table: pd.DataFrame, name: str) -> Iterator[tuple[tuple[object, ...], str, str]]:
    keys = [each for each in KEYS if each in table]
    rest = [each for each in table if each not in (*keys, "as_of", "verdict")]
    for row in table.astype(object).where(table.notna(), None).to_dict("records"):
        if row.get("measure") != "p_adjusted":  # adjusted to whatever else is shown that day
            key = (name, *(row[each] for each in keys))
            yield key, row["as_of"], repr([row[each] for each in rest])


def withdrawn(before: Tables, after: Tables) -> list[str]:
    """Rule 7: what was shown and is no more, so that somebody must have gone."""
    return [
        f"{name} of {cohort or 'everyone'}"
        for name in COUNTED
        for cohort in sorted(shown(before, name) - shown(after, name))
    ]
