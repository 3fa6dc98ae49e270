"""The published figures of every cohort and indicator."""

from __future__ import annotations

import pandas as pd

from analysis.codebook import Codebook
from analysis.estimates.figures.difference_rows import difference_rows
from analysis.estimates.figures.group_rows import group_rows
from analysis.estimates.figures.level_rows import level_rows
from analysis.estimates.figures.order_rows import order_rows
from analysis.estimates.figures.share_rows import share_rows
from analysis.estimates.figures.shown import published


def cohort_figures(counts: pd.DataFrame, means: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """One row for each estimate, in the contract's columns but ``as_of``.

    ``counts`` are the published counts, ``means`` the published averages (rows ``mean``, ``sd``,
    ``level_n``, ``level_mean``), both with the columns of the contract: a reader who has nothing
    but a release can compute all of it again.
    """
    shown = published(counts, means, codebook)
    return pd.concat(
        [
            *group_rows(shown),
            *share_rows(shown),
            *difference_rows(shown, codebook),
            *order_rows(shown),
            *level_rows(means, shown),
        ],
        ignore_index=True,
    )
