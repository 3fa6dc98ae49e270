"""The published answers to single questions, for everyone and for single dimension values."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.codebook import NOT_GIVEN, Codebook
from analysis.cohorts import EVERYONE
from analysis.disclosure.rounding import counted
from analysis.disclosure.suppression import Mask, enough_people, mixed_enough
from analysis.tabulation import GROUPS, Ints, ItemTallies, Tallies

ITEMS = ["cohort", "group", "item", "answer", "count", "count_low", "count_high"]


def item_counts(
    tallies: Tallies, items: ItemTallies, allowed: Mask, codebook: Codebook
) -> pd.DataFrame:
    """One row per cohort, group, item and answer, where an indicator made from the item is
    published and the item's own answers pass the same rules."""
    where = _shown_with(tallies, codebook, allowed)
    parts = [pd.DataFrame(columns=ITEMS)]
    for item in dict.fromkeys(items.item):
        options = len(codebook.options(item))
        cohorts, counts = _dense(items, item, options)
        safe = _safe(counts[..., :-1], item, codebook)
        safe &= np.isin(cohorts.astype(str), list(where.get(item, ())))
        parts.append(_told(item, cohorts[safe], counts[safe], codebook))
    return pd.concat([part for part in parts if len(part)] or parts)


def _dense(items: ItemTallies, item: str, options: int) -> tuple[npt.NDArray[np.object_], Ints]:
    """The cohorts of an item and its counts, shape (cohorts, groups, answers), left out last."""
    rows = items.item == item
    cohorts, place = np.unique(items.cohort[rows], return_inverse=True)
    counts = np.zeros((len(cohorts), len(GROUPS), options + 1), dtype=np.int64)
    counts[place, items.group[rows], items.answer[rows]] = items.n[rows]  # -1 is the last place
    return cohorts, counts


def _safe(answered: Ints, item: str, codebook: Codebook) -> Mask:
    """Rules 1 and 6; for the grouping question every level that occurs holds k people."""
    k = codebook.policy.k
    if item == codebook.grouping.question:
        levels = answered.sum(axis=1)
        return np.asarray(((levels == 0) | (levels >= k)).all(axis=-1))
    return enough_people(answered.sum(axis=-1), k) & mixed_enough(answered)


def _told(
    item: str, cohorts: npt.NDArray[np.object_], counts: Ints, codebook: Codebook
) -> pd.DataFrame:
    """The rows of an item; of the grouping question each group has only its own answers."""
    grouping = codebook.grouping
    codes = np.array([*(o.code for o in codebook.options(item)), NOT_GIVEN], dtype=object)
    parts = []
    for side, own in enumerate((grouping.solo.answers, grouping.team.answers)):
        kept = np.array([item != grouping.question or code in own for code in codes])
        told = {
            "cohort": np.repeat(cohorts, kept.sum()),
            "group": GROUPS[side],
            "item": item,
            "answer": np.tile(codes[kept], len(cohorts)),
        }
        parts.append(pd.DataFrame(told | counted(counts[:, side, kept].reshape(-1))))
    return pd.concat(parts)


def _shown_with(tallies: Tallies, codebook: Codebook, allowed: Mask) -> dict[str, set[str]]:
    """For each item, the cohorts in which an indicator made from it is published."""
    published = {
        made.id: {tallies.cohorts[at] for at in np.flatnonzero(allowed[:, number])}
        for number, made in enumerate(tallies.measures, start=1)
    }
    shown: dict[str, set[str]] = {codebook.grouping.question: {EVERYONE}}
    for name, made in codebook.indicators.items():
        for item in (*made.items, *made.where):
            shown.setdefault(item, set()).update(published.get(name, set()))
    for name, support in codebook.supports.items():
        if support.barrier is not None:
            shown[support.barrier] = published.get(f"gap_{name}", set())
    return shown
