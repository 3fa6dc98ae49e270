"""The published figures of every cohort and indicator."""

from __future__ import annotations

import pandas as pd

from analysis.codebook import Codebook
from analysis.estimates.figures.difference_rows import difference_rows
from analysis.estimates.figures.group_rows import group_rows
from analysis.estimates.figures.order_rows import order_rows
from analysis.estimates.figures.share_rows import share_rows
from analysis.estimates.figures.shown import Shown


def cohort_figures(shown: Shown, codebook: Codebook) -> pd.DataFrame:
    """One row for each estimate, in the contract's columns but ``term`` and ``as_of``."""
    return pd.concat(
        [
            *group_rows(shown),
            *share_rows(shown),
            *difference_rows(shown, codebook),
            *order_rows(shown),
        ],
        ignore_index=True,
    )
