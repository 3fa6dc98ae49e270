"""The published answers to single questions, for everyone and for single dimension values."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.codebook import NOT_GIVEN, Codebook, Direction, ScoreKind
from analysis.codebook.scoring import Measure
from analysis.counting.cohorts import EVERYONE
from analysis.counting.moments import band_counts
from analysis.counting.tabulation import GROUPS, Ints, ItemTallies, Tallies
from analysis.disclosure.rounding import counted
from analysis.disclosure.suppression import Mask, publishable

ITEMS = ["cohort", "group", "item", "answer", "count", "count_low", "count_high"]
LEFT_OUT = -1  # the answer of somebody who gave none


def as_tallies(items: ItemTallies, heads: Tallies, codebook: Codebook) -> Tallies:
    """Single answers as scores whose levels, and bands, are the answers, head counts first.

    So the rules for scores hold for answers too. Cohorts are everyone and single values.
    """
    cohorts = tuple(dict.fromkeys([EVERYONE, *items.cohort]))
    place = {cohort: at for at, cohort in enumerate(cohorts)}
    asked = tuple(item for item in dict.fromkeys(items.item) if item in codebook.questions)
    number = {item: at for at, item in enumerate(asked, start=1)}
    given = (items.answer != LEFT_OUT) & np.isin(items.item.astype(str), asked)
    names = heads.cohort_ids(heads.cohort)
    counted_ = (heads.measure == 0) & np.isin(names.astype(str), cohorts)

    measure = np.array([number.get(item, 0) for item in items.item], dtype=np.int64)

    def column(of_heads: Ints, of_items: Ints) -> Ints:
        return np.concatenate([of_heads[counted_], of_items[given]])

    at = np.array([place.get(name, 0) for name in names], dtype=np.int64)
    return Tallies(
        cohorts,
        tuple(_answers(item, codebook) for item in asked),
        column(at, np.array([place[name] for name in items.cohort], dtype=np.int64)),
        column(heads.measure, measure),
        column(heads.group, items.group),
        column(heads.level, items.answer),
        column(heads.n, items.n),
    )


def _answers(item: str, codebook: Codebook) -> Measure:
    options = [option.code for option in codebook.options(item)]
    return Measure(
        item, codebook.label(item), ScoreKind.MEAN, Direction.NEUTRAL, 1, 0.0,
        float(len(options) - 1), 1.0, tuple(map(float, range(len(options) + 1))), (item,), 1, None,
        ",".join(options),
    )  # fmt: skip


def allowed_answers(
    answers: Tallies, codebook: Codebook, told: Mapping[str, frozenset[str]]
) -> Mask:
    """Where an item may be shown by its own answers, shape (cohorts, items with heads first).

    Rules 1 and 6, and only in the cohorts in which every indicator made from the item is ``told``.
    The grouping question is shown for everyone, if each of its answers that occurs holds k people.
    """
    k = codebook.policy.k
    bands = band_counts(answers)
    allowed = publishable(answers.sizes(), bands, k)
    for number, made in enumerate(answers.measures, start=1):
        if made.id == codebook.grouping.question:
            levels = bands[:, number].sum(axis=1)
            allowed[:, number] = ((levels == 0) | (levels >= k)).all(axis=-1)
        where = told.get(made.id, frozenset())
        allowed[:, number] &= np.array([cohort in where for cohort in answers.cohorts])
    return allowed


def every_level_moved(then: Tallies, now: Tallies, question: str, k: int) -> bool:
    """Whether each answer to a question that occurs has changed by k people for everyone."""
    number = next(at for at, made in enumerate(now.measures, start=1) if made.id == question)
    at = now.cohorts.index(EVERYONE)
    before, after = (band_counts(each)[at, number].sum(axis=0) for each in (then, now))
    return bool(((np.abs(after - before) >= k) | (before + after == 0)).all())


def told_with(
    codebook: Codebook, indicators: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """For each item, the cohorts in which all indicators made from it are told.

    ``indicators`` says where each is. Somebody who knew an indicator's answers could otherwise
    read off the indicator where it is withheld.
    """
    made_from: dict[str, list[str]] = {}
    for name, made in codebook.indicators.items():
        for item in dict.fromkeys((*made.items, *made.where)):
            made_from.setdefault(item, []).append(name)
    for name, support in codebook.supports.items():
        if support.barrier is not None:
            made_from.setdefault(support.barrier, []).append(f"gap_{name}")
    told = {
        item: frozenset.intersection(*(indicators.get(name, frozenset()) for name in names))
        for item, names in made_from.items()
    }
    return told | {codebook.grouping.question: frozenset({EVERYONE})}


def item_counts(
    items: ItemTallies, shown: Mapping[str, frozenset[str]], codebook: Codebook
) -> pd.DataFrame:
    """One row per cohort, group, item and answer, in the cohorts where the item is ``shown``."""
    parts = [pd.DataFrame(columns=ITEMS)]
    for item in dict.fromkeys(items.item):
        cohorts, counts = _dense(items, item, len(codebook.options(item)))
        kept = np.isin(cohorts.astype(str), list(shown.get(item, ())))
        parts.append(_told(item, cohorts[kept], counts[kept], codebook))
    return pd.concat([part for part in parts if len(part)] or parts)


def _dense(items: ItemTallies, item: str, options: int) -> tuple[npt.NDArray[np.object_], Ints]:
    """The cohorts of an item and its counts, shape (cohorts, groups, answers), left out last."""
    rows = items.item == item
    cohorts, place = np.unique(items.cohort[rows], return_inverse=True)
    counts = np.zeros((len(cohorts), len(GROUPS), options + 1), dtype=np.int64)
    counts[place, items.group[rows], items.answer[rows]] = items.n[rows]  # -1 is the last place
    return cohorts, counts


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
