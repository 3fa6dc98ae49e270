"""One gap wave by wave: only waves that are published have one, the others say why not."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.codebook import Codebook, Kind
from analysis.counting.cohorts import EVERYONE, cohort_id, filters_of, value_label
from analysis.published import Comparison, Withheld
from analysis.release.release import Release


@dataclass(frozen=True)
class WaveGap:
    """Solo against team in one wave, with the words for the wave."""

    label: str
    cohort: str
    found: Comparison | Withheld

    @property
    def shown(self) -> Comparison | None:
        return self.found if isinstance(self.found, Comparison) else None


def wave_dimension(codebook: Codebook) -> str | None:
    """The filter dimension that says when people answered; None where there is none."""
    dates = (dim for dim in codebook.dimensions if codebook.questions[dim].kind is Kind.DATE)
    return next(dates, None)


def wave_gaps(release: Release, indicator: str, cohort: str = EVERYONE) -> tuple[WaveGap, ...]:
    """The indicator in every wave of a cohort of at most one filter, in order of time."""
    codebook = release.codebook
    dim, chosen = wave_dimension(codebook), filters_of(cohort)
    if dim is None or dim in chosen or len(chosen) > 1:
        return ()
    cohorts = {code: cohort_id(chosen | {dim: code}, codebook) for code in release.values(dim)}
    return tuple(
        WaveGap(value_label(codebook, dim, code), each, release.comparison(indicator, each))
        for code, each in cohorts.items()
    )
