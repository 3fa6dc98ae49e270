"""One question by itself: how many of each group gave one of its upper answers.

Releases hold the rounded counts of single answers and no estimates of them. The difference here is
computed from those counts, so it is as public as they are; what their rounding costs is in its
interval. No test belongs to it: single questions were not declared as comparisons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.codebook import NOT_GIVEN, Codebook, Kind
from analysis.published import Count, ItemAnswers

if TYPE_CHECKING:
    from analysis.counting.moments import Floats


@dataclass(frozen=True)
class Halves:
    """The shares (0 to 1) of solo and team that gave one of ``answers``, and their difference.

    ``answers`` are codes; ``low`` and ``high`` the 95% bounds of the difference.
    """

    answers: tuple[str, ...]
    solo: float
    team: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        return self.solo - self.team


def upper_answers(codebook: Codebook, item: str) -> tuple[str, ...]:
    """The codes of the upper half of a question's ordered answers, yes of yes and no; else none."""
    if codebook.questions[item].kind not in (Kind.ORDINAL, Kind.YES_NO):
        return ()
    scored = [option for option in codebook.options(item) if option.score is not None]
    ordered = sorted(scored, key=lambda option: option.score or 0)
    return tuple(option.code for option in ordered[-(len(ordered) // 2) :]) if ordered[1:] else ()


def halves(codebook: Codebook, asked: ItemAnswers) -> Halves | None:
    """Who gave an upper answer, with Newcombe's interval; None for answers without an order."""
    from analysis.statistics.proportions import Shares, newcombe  # brings scipy

    upper = upper_answers(codebook, asked.item)
    sides = [{c: n for c, n in side.items() if c != NOT_GIVEN} for side in (asked.solo, asked.team)]
    people = [_sum(list(side.values())) for side in sides]
    if not upper or not all(each.low for each in people):
        return None
    above, below = (
        [_sum([n for code, n in side.items() if (code in upper) == wanted]) for side in sides]
        for wanted in (True, False)
    )
    share = [part.about / all_.about for part, all_ in zip(above, people, strict=True)]
    ends = Shares.between(*(_ends(each) for each in (above, below)))
    low, high = (float(end) for end in newcombe(ends))
    return Halves(upper, share[0], share[1], low, high)


def upper_bounds(counts: Sequence[Count], upper: int) -> tuple[float, float]:
    """95% bounds (0 to 1) of the share of the last ``upper`` of one group's counts."""
    from analysis.statistics.proportions import Shares  # brings scipy

    above, below = (_ends([_sum(part)]) for part in (counts[-upper:], counts[:-upper]))
    low, high = Shares.between(above, below).bounds()
    return float(low[0]), float(high[0])


def _ends(counts: Sequence[Count]) -> tuple[Floats, Floats]:
    """The fewest and the most of each group, shape (groups,)."""
    import numpy as np

    low, high = np.array([(each.low, each.high) for each in counts], dtype=float).T
    return low, high


def _sum(counts: Sequence[Count]) -> Count:
    return Count(
        sum(each.about for each in counts),
        sum(each.low for each in counts),
        sum(each.high for each in counts),
    )
