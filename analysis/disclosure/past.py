"""What is kept of a release beside what it told: the exact counts that later ones are held to."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pyarrow as pa

from analysis.codebook import SMALLEST_K, Codebook
from analysis.codebook.scoring import Measure
from analysis.counting.tabulation import ItemTallies, Tallies
from analysis.disclosure.items import as_tallies
from analysis.disclosure.outsider import Outside
from analysis.disclosure.public_tables import PublicTables
from analysis.errors import SurveyError


@dataclass(frozen=True)
class Past:
    """Private: an earlier release of the survey, with its tables and its exact counts.

    ``levels`` is None where it tells nothing by the answer that makes the groups.
    """

    release: str
    tables: PublicTables
    tallies: Tallies
    answers: ItemTallies
    levels: Tallies | None = None

    def outside(self, codebook: Codebook, *, first: bool) -> Outside:
        """``first``: it decided what is told together, by a k of that day."""
        told = Outside.of(self.release, self.tables, codebook, first=first)
        return replace(told, k=SMALLEST_K)


def tallies_table(tallies: Tallies) -> pa.Table:
    """Private: the tallies with ids for positions; an empty id is the head count."""
    ids = np.array(["", *(made.id for made in tallies.measures)], dtype=object)
    return pa.table(
        {
            "cohort": pa.array(tallies.cohort_ids(tallies.cohort)).dictionary_encode(),
            "measure": pa.array(ids[tallies.measure]).dictionary_encode(),
            "group": tallies.group,
            "level": tallies.level,
            "n": tallies.n,
        }
    )


def tallies_from(table: pa.Table, measures: Sequence[Measure]) -> Tallies:
    """The tallies in a table, of those measures that are still there."""
    number = {"": 0} | {made.id: at for at, made in enumerate(measures, start=1)}
    frame = table.to_pandas()
    frame = frame[frame["measure"].isin(number)]
    cohort, ids = pd.factorize(frame["cohort"].astype(str))
    return Tallies(
        tuple(ids), tuple(measures), cohort.astype(np.int64),
        frame["measure"].astype(str).map(number).to_numpy(np.int64),
        *(frame[name].to_numpy(np.int64) for name in ("group", "level", "n")),
    )  # fmt: skip


def answers_table(answers: ItemTallies) -> pa.Table:
    """Private: the tallies of single answers."""
    return pa.table(
        {
            "cohort": pa.array(answers.cohort).dictionary_encode(),
            "item": pa.array(answers.item).dictionary_encode(),
            "group": answers.group,
            "answer": answers.answer,
            "n": answers.n,
        }
    )


def answers_from(table: pa.Table) -> ItemTallies:
    names = (table[name].to_pandas().astype(object).to_numpy() for name in ("cohort", "item"))
    numbers = (table[name].to_numpy() for name in ("group", "answer", "n"))
    return ItemTallies(*names, *numbers)


def fingerprints(tallies: Tallies, answers: ItemTallies, codebook: Codebook) -> dict[str, str]:
    """For each indicator, and each question by its own answers, a digest of how it is counted."""
    asked = as_tallies(answers, tallies, codebook).measures
    named = {made.id: made for made in tallies.measures}
    named |= {f"answers to {made.id}": made for made in asked}
    return {
        name: hashlib.sha256(_scoring(made).encode()).hexdigest()[:16]
        for name, made in named.items()
    }


def _scoring(made: Measure) -> str:
    return repr((made.sql, made.denominator, made.low, made.high, made.spacing, made.bands))


def refuse_changed_scoring(release: str, then: Mapping[str, str], now: Mapping[str, str]) -> None:
    """SurveyError where an indicator is scored otherwise than in an earlier release.

    Two scorings of the same answers could be subtracted to find a person.
    """
    for name in sorted(set(then) & set(now)):
        if then[name] != now[name]:
            raise SurveyError(
                f"The codebook scores {name!r} otherwise than release {release} did.",
                "Give the new scoring a name of its own, or begin a new store with the next wave's "
                "sheet.",
            )
