"""Averages by the answer that makes the groups, such as the team size: how they are named.

A group of several such answers is told by each of them, of everyone and all of them or none. In the
estimates these are rows of ``level_n``, ``level_mean`` and ``level_sd`` whose term is the answer's
code.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.codebook import Codebook

LEVEL = "level_"  # how the measures begin
GROUPS = ("solo", "team")


def level_codes(codebook: Codebook, group: str) -> tuple[str, ...]:
    """The answers that make a group, in the codebook's order; none where there is but one."""
    own = getattr(codebook.grouping, group).answers
    codes = [each.code for each in codebook.options(codebook.grouping.question)]
    return tuple(code for code in codes if code in own) if len(own) > 1 else ()


def level_cohorts(codebook: Codebook) -> Iterator[str]:
    """The ids of the cohorts that the groups' answers make."""
    for group in GROUPS:
        yield from (level_cohort(codebook, code) for code in level_codes(codebook, group))


def level_cohort(codebook: Codebook, code: str) -> str:
    """'team_size=4-6'."""
    return f"{codebook.grouping.question}={code}"


def is_level(estimates: pd.DataFrame) -> pd.Series:
    """Which rows are told by the answer that makes the groups, shape (rows,)."""
    return estimates["measure"].str.startswith(LEVEL)


def as_cohorts(estimates: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """The estimates with those rows as if each answer were a cohort, which adds up to everyone."""
    rows = is_level(estimates)
    if not rows.any():
        return estimates
    told = estimates.copy()
    told.loc[rows, "cohort"] = level_cohort(codebook, "") + told.loc[rows, "term"]
    told.loc[rows, "measure"] = told.loc[rows, "measure"].str.removeprefix(LEVEL)
    told.loc[rows, "term"] = None
    return told
