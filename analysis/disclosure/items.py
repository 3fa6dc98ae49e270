"""The published answers to single questions, for everyone and for single dimension values."""

from __future__ import annotations

import numpy as np
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
    table = pd.DataFrame(vars(items))
    parts = [pd.DataFrame(columns=ITEMS)]
    for (cohort, item), rows in table.groupby(["cohort", "item"], sort=False):
        options = codebook.options(str(item))
        counts = np.zeros((len(GROUPS), len(options) + 1), dtype=np.int64)
        counts[rows["group"], rows["answer"]] = rows["n"]  # -1, left out, is the last place
        if cohort in where.get(str(item), ()) and _safe(counts[:, :-1], str(item), codebook):
            codes = [*(option.code for option in options), NOT_GIVEN]
            for side, group in enumerate(GROUPS):
                told = {"cohort": cohort, "group": group, "item": item, "answer": codes}
                rows = pd.DataFrame(told | counted(counts[side]))
                parts.append(rows[_possible(codes, str(item), side, codebook)])
    return pd.concat(parts[1:] or parts)


def _possible(codes: list[str], item: str, side: int, codebook: Codebook) -> list[bool]:
    """Which answers a group can have given: to the grouping question only its own."""
    grouping = codebook.grouping
    own = (grouping.solo, grouping.team)[side].answers
    return [item != grouping.question or code in own for code in codes]


def _safe(answered: Ints, item: str, codebook: Codebook) -> bool:
    """Rules 1 and 6; for the grouping question every level that occurs holds k people."""
    k = codebook.policy.k
    if item == codebook.grouping.question:
        levels = answered.sum(axis=0)
        return bool((levels[levels > 0] >= k).all())
    return bool(enough_people(answered.sum(axis=-1), k) and mixed_enough(answered))


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
