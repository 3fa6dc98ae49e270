"""p adjusted within its family: what is tested together, and how."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.codebook import Codebook
from analysis.counting.cohorts import EVERYONE, is_pair
from analysis.disclosure.rounding import Floats
from analysis.disclosure.suppression import Mask
from analysis.estimates.figures.rows import Texts
from analysis.estimates.figures.shown import Shown
from analysis.statistics.comparison import adjusted

HOLM, BENJAMINI_HOCHBERG = "holm", "benjamini-hochberg"
HEADLINE = "headline"


@dataclass(frozen=True)
class AdjustedP:
    """p adjusted within its family (NaN where it is not known), of how many, by which method."""

    p: Floats
    comparisons: Floats
    method: Texts


def adjusted_p(shown: Shown, p: Floats, known: Mask, codebook: Codebook) -> AdjustedP:
    """Of the p-values that are ``known``."""
    names, result = _families(shown, codebook), np.full(len(p), np.nan)
    comparisons = np.full(len(p), np.nan)
    methods = {HEADLINE: HOLM} | {key: made.method for key, made in codebook.families.items()}
    for name, rows in pd.Series(p[known]).groupby(names[known]):
        method = methods.get(str(name), BENJAMINI_HOCHBERG)
        at = np.flatnonzero(known)[rows.index]
        result[at], comparisons[at] = adjusted(rows.tolist(), method), len(rows)
    used = {name: methods.get(name, BENJAMINI_HOCHBERG) for name in np.unique(names)}
    methods_used = np.array([*used.values()], dtype=object)
    return AdjustedP(result, comparisons, methods_used[np.unique(names, return_inverse=True)[1]])


def _families(shown: Shown, codebook: Codebook) -> Texts:
    """Of everyone the declared families, else an indicator's segments, singles and pairs apart."""
    declared = dict.fromkeys(codebook.headlines, HEADLINE) | {
        name: key for key, family in codebook.families.items() for name in family.indicators
    }
    cohorts, cohort = np.unique(shown.cohort.astype(str), return_inverse=True)
    indicators, indicator = np.unique(shown.indicator.astype(str), return_inverse=True)
    whole = [declared.get(str(name), "other indicators") for name in indicators]
    parts = [[f"{name} by {kind}" for name in indicators] for kind in ("segments", "pairs")]
    kinds = [0 if each == EVERYONE else 2 if is_pair(str(each)) else 1 for each in cohorts]
    names = np.array([whole, *parts], dtype=object).reshape(3, len(indicators))
    return np.asarray(names[np.array(kinds, dtype=int)[cohort], indicator])
