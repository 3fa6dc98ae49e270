"""What a release shows afresh, from the counts now and the earlier releases of the survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.codebook.scoring import Measure
from analysis.counting.cohorts import is_named
from analysis.counting.counted import Counted
from analysis.counting.moments import band_counts
from analysis.counting.tabulation import Tallies
from analysis.disclosure.changes import aligned, change
from analysis.disclosure.choice import Earlier, Question, fresh
from analysis.disclosure.items import allowed_answers, as_tallies, every_level_moved, told_with
from analysis.disclosure.kinds import Column
from analysis.disclosure.lattice import Lattice
from analysis.disclosure.past import Past
from analysis.disclosure.public_tables import HEAD_COUNT
from analysis.disclosure.suppression import Mask, publishable


@dataclass(frozen=True)
class Refused:
    """What must not be shown: masks over cohorts, by indicator, by item, and of the head count;
    and the indicators that must not be told by the answers that make a group."""

    heads: Mask
    indicators: Mapping[str, Mask]
    items: dict[str, Mask] = field(default_factory=dict)
    levels: set[str] = field(default_factory=set)

    @classmethod
    def nothing(cls, asked: Question, measures: Sequence[Measure]) -> Refused:
        none = np.zeros_like(asked.allowed)
        return cls(none[:, 0], {made.id: none[:, at] for at, made in enumerate(measures, start=1)})

    def of(self, column: Column) -> Mask:
        """The mask that holds a column; writing to it refuses."""
        if column.item is not None:
            return self.items.setdefault(column.item, np.zeros_like(self.heads))
        return self.heads if column.indicator is None else self.indicators[column.indicator]

    @property
    def scores(self) -> Mask:
        """Shape (cohorts, measures with the head count first)."""
        return np.column_stack([self.heads, *self.indicators.values()])


@dataclass(frozen=True)
class Showing:
    """``scores`` (cohorts, measures) shown afresh and, per item, the cohorts whose ``answers`` are.

    Positions are those of ``asked``, what the choice rests on.
    """

    asked: Question
    measures: Sequence[Measure]
    scores: Mask
    answers: Mapping[str, frozenset[str]]

    def of(self, column: Column) -> Mask:
        """The cohorts in which a column is shown."""
        if column.item is not None:
            told = self.answers.get(column.item, frozenset())
            return np.array([cohort in told for cohort in self.asked.lattice.cohorts])
        names = [None, *(made.id for made in self.measures)]
        return self.scores[:, names.index(column.indicator)]


def survey_question(counted: Counted, codebook: Codebook, past: Sequence[Past]) -> Question:
    """What the choice of scores rests on; its cohorts are those of any release and now."""
    *then, now = aligned([*(each.tallies for each in past), counted.tallies])
    told = [_fresh(each.tables.counts, "indicator", each.release, now) for each in past]
    allowed = publishable(now.sizes(), band_counts(now), codebook.policy.k)
    allowed &= np.array([[is_named(cohort)] for cohort in now.cohorts])
    return _question(now, then, told, allowed, codebook.policy.k)


def showing(
    counted: Counted, codebook: Codebook, past: Sequence[Past], asked: Question, refused: Refused
) -> Showing:
    """What is shown, without what was ``refused``."""
    scores = fresh(replace(asked, allowed=asked.allowed & ~refused.scores))
    answers = _answers(counted, codebook, past, asked, scores, refused)
    return Showing(asked, counted.tallies.measures, scores, answers)


def _question(
    now: Tallies, then: Sequence[Tallies], told: Sequence[Mask], allowed: Mask, k: int
) -> Question:
    """A number told before may be told anew once k people in each group came or went since.

    Unless those who went were fewer than k and the new numbers would give it away.
    """
    changes = [change(each, now) for each in then]
    carried, enough = np.zeros_like(allowed), np.ones_like(allowed)
    unknown = now.sizes()
    for before, changed in zip(told, changes, strict=True):
        carried |= before
        unknown[before] = changed.people[before]
        quiet = np.logical_or(~changed.shows, changed.went >= k)
        moved = np.logical_and(changed.people >= k, quiet).min(axis=-1)
        enough = np.where(before, moved, enough)
    return Question(
        lattice=Lattice(now.cohorts),
        allowed=allowed & enough,
        carried=carried,
        steady=carried & (unknown == 0).all(axis=-1),
        unknown=unknown,
        sizes=now.sizes()[:, 0],
        earlier=tuple(Earlier(each, made.people) for each, made in zip(told, changes, strict=True)),
        k=k,
    )


def _fresh(table: pd.DataFrame, name: str, release: str, now: Tallies) -> Mask:
    """What a release's table told by its own answers, shape (cohorts, measures)."""
    place = {cohort: at for at, cohort in enumerate(now.cohorts)}
    number = {HEAD_COUNT: 0} | {made.id: at for at, made in enumerate(now.measures, start=1)}
    own = table[table["as_of"] == release].fillna({name: HEAD_COUNT})
    at, measure = own["cohort"].map(place), own[name].map(number)
    known = at.notna() & measure.notna()
    told = np.zeros(now.shape[:2], dtype=bool)
    told[at[known].astype(int), measure[known].astype(int)] = True
    return told


def _answers(
    counted: Counted,
    codebook: Codebook,
    past: Sequence[Past],
    asked: Question,
    scores: Mask,
    refused: Refused,
) -> dict[str, frozenset[str]]:
    """For each item the cohorts that show it afresh, by the rules that hold for scores.

    Where no indicator made from it stands still or is withheld.
    """
    held = [as_tallies(each.answers, each.tallies, codebook) for each in past]
    *then, now = aligned([*held, as_tallies(counted.items, counted.tallies, codebook)])
    told = [
        _fresh(each.tables.items, "item", each.release, now)
        | _fresh(_heads(each), "indicator", each.release, now)
        for each in past
    ]
    heads = _cohorts(asked.lattice.cohorts, scores[:, 0])
    ids = (made.id for made in counted.tallies.measures)
    live = {
        name: _cohorts(asked.lattice.cohorts, (scores | asked.steady)[:, number])
        for number, name in enumerate(ids, start=1)
    }
    allowed = allowed_answers(now, codebook, told_with(codebook, live))
    allowed[:, 0] &= np.array([cohort in heads for cohort in now.cohorts])
    for number, made in enumerate(now.measures, start=1):
        hidden = refused.items.get(made.id)
        if hidden is not None:
            gone = _cohorts(asked.lattice.cohorts, hidden)
            allowed[:, number] &= np.array([cohort not in gone for cohort in now.cohorts])
    wanted = _question(now, then, told, allowed, codebook.policy.k)
    _hold_back_levels(wanted, now, then, told, codebook)
    shown = fresh(wanted)
    return {
        made.id: _cohorts(now.cohorts, shown[:, number])
        for number, made in enumerate(now.measures, start=1)
    }


def _hold_back_levels(
    wanted: Question,
    now: Tallies,
    then: Sequence[Tallies],
    told: Sequence[Mask],
    codebook: Codebook,
) -> None:
    """The team sizes are told anew only if each of them has changed by k people."""
    names = [made.id for made in now.measures]
    if codebook.grouping.question not in names:
        return
    number = names.index(codebook.grouping.question) + 1
    last = [held for held, mask in zip(then, told, strict=True) if mask[:, number].any()]
    if last and not every_level_moved(last[-1], now, codebook.grouping.question, codebook.policy.k):
        wanted.allowed[:, number] = False


def _cohorts(names: Sequence[str], mask: Mask) -> frozenset[str]:
    return frozenset(name for name, told in zip(names, mask, strict=True) if told)


def _heads(past: Past) -> pd.DataFrame:
    counts = past.tables.counts
    return counts[counts["indicator"].isna()]
