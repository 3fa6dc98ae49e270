"""Whether a recount of the answers gives the numbers that a release published of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.codebook import NOT_GIVEN, Codebook, ScoreKind
from analysis.counting.counted import Counted
from analysis.counting.moments import band_counts, moments
from analysis.counting.tabulation import GROUPS, ItemTallies, Tallies
from analysis.disclosure.public_tables import PublicTables
from analysis.disclosure.rounding import DUST
from analysis.levels import is_level

SCORES = ["cohort", "indicator", "group"]
BANDS = [*SCORES, "band_low"]
ANSWERS = ["cohort", "item", "group", "answer"]
HEADS = ""  # stands for the head count, and NO_BAND for its band, where a key must not be null
NO_BAND = -np.inf
DIGITS = 4  # of a band's edge, as it is published


def numbers_apart(
    published: PublicTables, release: str, counted: Counted, codebook: Codebook
) -> int:
    """How many of a release's own numbers of people, and means, the exact counts don't round to.

    What it carried over is an earlier release's to compare.
    """
    own = {
        name: table[table["as_of"] == release]
        for name, table in (
            ("counts", published.counts),
            ("items", published.items),
            ("estimates", published.estimates),
        )
    }
    bands = own["counts"].fillna({"indicator": HEADS, "band_low": NO_BAND})
    means = own["estimates"].query("measure == 'mean' and group.notna()")
    return (
        _outside(bands.astype({"band_low": float}), _bands(counted.tallies), BANDS)
        + _outside(own["items"], _answers(counted.items, codebook), ANSWERS)
        + _off(means[_is_a_score(means, counted.tallies)], _means(counted.tallies))
    )


def _is_a_score(means: pd.DataFrame, tallies: Tallies) -> pd.Series:
    """Which means are those of a cohort's scores: no share, and none of a team size alone."""
    shares = [made.id for made in tallies.measures if made.kind is ScoreKind.SHARE]
    return ~is_level(means) & ~means["indicator"].isin(shares)


def _outside(published: pd.DataFrame, exact: pd.DataFrame, keys: list[str]) -> int:
    """How many counts don't lie in the interval that their published number stands for."""
    n = _beside(published, exact, keys, "n").fillna(0)
    inside = (published["count_low"].to_numpy() <= n) & (n <= published["count_high"].to_numpy())
    return int((~inside).sum())


def _off(published: pd.DataFrame, exact: pd.DataFrame) -> int:
    """How many means are further from their published number than half a step."""
    mean = _beside(published, exact, SCORES, "mean")
    step = published["step"].to_numpy(float)
    apart = (mean - published["value"].to_numpy(float)).abs()
    return int((~(apart <= step * (0.5 + DUST))).sum())


def _beside(published: pd.DataFrame, exact: pd.DataFrame, keys: list[str], name: str) -> pd.Series:
    """The exact number of each published row, NaN where there is none."""
    wanted, there = (each.astype(dict.fromkeys(keys, object)) for each in (published[keys], exact))
    return wanted.merge(there, on=keys, how="left")[name]


def _bands(tallies: Tallies) -> pd.DataFrame:
    """The people in each band, and all people as the one band of the head count."""
    found = band_counts(tallies)
    heads = pd.DataFrame(_scores(tallies, 0) | {"n": found[:, 0, :, 0].reshape(-1)})
    parts = [heads.assign(indicator=HEADS, band_low=NO_BAND)]
    for number, made in enumerate(tallies.measures, start=1):
        for band, low in enumerate(np.round(np.array(made.bands[:-1], dtype=float), DIGITS)):
            n = found[:, number, :, band].reshape(-1)
            parts.append(pd.DataFrame(_scores(tallies, number) | {"band_low": low, "n": n}))
    return pd.concat(parts, ignore_index=True)


def _means(tallies: Tallies) -> pd.DataFrame:
    """The mean of each score but shares, which are computed from the published counts."""
    found = moments(tallies).mean
    parts = [pd.DataFrame(columns=[*SCORES, "mean"])]
    parts += [
        pd.DataFrame(_scores(tallies, number) | {"mean": found[:, number].reshape(-1)})
        for number, made in enumerate(tallies.measures, start=1)
        if made.kind is not ScoreKind.SHARE
    ]
    return pd.concat(parts[1:] or parts, ignore_index=True)


def _scores(tallies: Tallies, number: int) -> dict[str, object]:
    """The keys of one measure's numbers in every cohort and group."""
    cohorts = np.array(tallies.cohorts, dtype=object)
    return {
        "cohort": np.repeat(cohorts, len(GROUPS)),
        "group": np.tile(np.array(GROUPS, dtype=object), len(cohorts)),
        "indicator": tallies.measures[number - 1].id if number else HEADS,
    }


def _answers(items: ItemTallies, codebook: Codebook) -> pd.DataFrame:
    """The people behind each answer, those who gave none last."""
    codes = {
        item: [*(option.code for option in codebook.options(item)), NOT_GIVEN]
        for item in dict.fromkeys(items.item)
    }
    told = zip(items.item, items.answer, strict=True)
    return pd.DataFrame(
        {
            "cohort": items.cohort,
            "item": items.item,
            "group": np.array(GROUPS, dtype=object)[items.group],
            "answer": [codes[item][answer] for item, answer in told],  # -1 is the last place
            "n": items.n,
        }
    )
