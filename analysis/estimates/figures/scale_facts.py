"""What is known of an indicator before anybody answers: its range, its levels, its bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.codebook import Codebook, ScoreKind
from analysis.codebook.scoring import Measure
from analysis.counting.tabulation import Ints
from analysis.disclosure.rounding import Floats

NO_CUT = -1


@dataclass(frozen=True)
class Scales:
    """The scale of each element, from the codebook alone.

    ``low``, ``high``, ``spacing`` (between neighbouring scores) and ``sesoi`` (NaN for none) are
    in the score's unit; ``two`` says whether there are but two scores, ``share`` whether they are
    0 and 100. ``bands`` is how many bands there are, ``edges`` (elements, most bands + 1) theirs,
    NaN beyond the last; ``cut_band`` the first band that reaches the cut, ``NO_CUT`` for none.
    """

    low: Floats
    high: Floats
    spacing: Floats
    sesoi: Floats
    two: npt.NDArray[np.bool_]
    share: npt.NDArray[np.bool_]
    bands: Ints
    cut_band: Ints

    def of(self, measure: Ints) -> Scales:
        """The scales of measures by their number, which starts at 1."""
        return Scales(*(each[measure - 1] for each in vars(self).values()))


def scales(measures: Sequence[Measure], codebook: Codebook) -> Scales:
    """The scales of all measures."""
    cuts = [codebook.indicators[made.id].cut for made in measures]
    facts = [(made.low, made.high, made.spacing, made.sesoi or np.nan) for made in measures]
    low, high, spacing, sesoi = np.array(facts, dtype=float).reshape(-1, 4).T
    return Scales(
        low, high, spacing, sesoi,
        two=np.array([made.high - made.low == made.spacing for made in measures], dtype=bool),
        share=np.array([made.kind is ScoreKind.SHARE for made in measures], dtype=bool),
        bands=np.array([len(made.bands) - 1 for made in measures], dtype=np.int64),
        cut_band=np.array(
            [_band(made, cut) for made, cut in zip(measures, cuts, strict=True)], dtype=np.int64
        ),
    )  # fmt: skip


def _band(made: Measure, cut: float | None) -> int:
    """The band that starts at the cut."""
    return NO_CUT if cut is None else int(np.argmin(np.abs(np.array(made.bands) - cut)))
