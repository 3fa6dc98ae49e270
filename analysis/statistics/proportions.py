"""Shares of people at or above a cut, their difference and their ratio.

The functions of arrays serve one tally and all cohorts of a release alike. Of shares that are known
only to lie between two ends, ``least`` and ``most``, they give what holds for all in between.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from analysis.counting.moments import Floats
from analysis.statistics.comparison import ALPHA
from analysis.statistics.estimate import EMPTY, LEVEL, Estimate
from analysis.statistics.roots import root
from analysis.statistics.tally import Tally

Share = tuple[int, int]  # people at or above the cut, people with a score
Z = float(special.ndtri(1 - ALPHA / 2))
FAR = 1e4  # a z beyond which nobody asks how far

WILSON = "share with a level of at least the cut; Wilson's score interval"
NEWCOMBE = "solo's share minus team's; Newcombe's interval from the two of Wilson (1998, method 10)"
KATZ = "solo's share over team's; Katz's interval on the logarithm of the ratio"
NO_CUT = "no cut was given"
NOBODY = "a group has nobody with a score"


def wilson(share: Floats, n: Floats, z: Floats | float = Z) -> tuple[Floats, Floats]:
    """Bounds of shares of n people, within 0 and 1 (Wilson 1927, J Am Stat Assoc 22, 209-212).

    They are the two pi with |share - pi| = z sqrt(pi (1 - pi) / n); 95% ones unless ``z`` says
    otherwise.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = 1 + z**2 / n
        middle = share + z**2 / (2 * n)
        reach = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n * n))
        low, high = (middle - reach) / whole, (middle + reach) / whole
    return np.clip(low, 0, share), np.clip(high, share, 1)


@dataclass(frozen=True)
class Shares:
    """Shares from ``least`` of ``n_least`` people to ``most`` of ``n_most``; the last axis are the
    groups.

    More people at or above the cut make both a share and its bounds larger, more below it smaller:
    the two ends bound all counts in between.
    """

    least: Floats
    most: Floats
    n_least: Floats
    n_most: Floats

    @classmethod
    def exact(cls, share: Floats, n: Floats) -> Shares:
        return cls(share, share, n, n)

    @classmethod
    def between(cls, above: tuple[Floats, Floats], below: tuple[Floats, Floats]) -> Shares:
        """Of people at or above the cut, and below it: the fewest and the most of both."""
        (few, many), (rest, more) = above, below
        with np.errstate(divide="ignore", invalid="ignore"):
            return cls(few / (few + more), many / (many + rest), few + more, many + rest)

    def bounds(self, z: float = Z) -> tuple[Floats, Floats]:
        """Wilson's bounds, of all shares in between together."""
        return wilson(self.least, self.n_least, z)[0], wilson(self.most, self.n_most, z)[1]

    def swapped(self) -> Shares:
        """The groups in the other order."""
        return Shares(*(end[..., ::-1] for end in vars(self).values()))

    def reversed(self) -> Shares:
        """The ends in the other order: what is said of the nearest is said of the furthest."""
        return Shares(self.most, self.least, self.n_most, self.n_least)


def newcombe(found: Shares, z: float = Z) -> tuple[Floats, Floats]:
    """Bounds of solo's share minus team's, from -1 to 1, of all shares in between together.

    Newcombe 1998, Stat Med 17, 873-890, method 10; 95% ones unless ``z`` says otherwise.
    """
    return _lower(found, z), -_lower(found.swapped(), z)


def _lower(found: Shares, z: float) -> Floats:
    low, high = found.bounds(z)
    least, most = found.least[..., 0], found.most[..., 1]
    return np.clip(least - most - np.hypot(least - low[..., 0], high[..., 1] - most), -1, 1)


def newcombe_z(found: Shares, beyond: Floats | float = 0.0) -> Floats:
    """The z at which the lower of Newcombe's bounds is ``beyond`` (from -1 to 1), at most ``FAR``.

    By it the interval is turned into a test: p = P(Z > z), one-sided. Below 0 where the smallest
    difference there may be lies beneath: by how far the upper bound must then reach.
    """
    return _z_above(found, beyond) - _z_above(found.swapped().reversed(), -np.asarray(beyond))


def _z_above(found: Shares, beyond: Floats | float) -> Floats:
    """The same where the difference lies above, else 0."""
    least, most = found.least[..., 0], found.most[..., 1]
    gap = least - most - beyond
    known = np.where(gap > 0, gap, np.nan)
    sizes = found.n_least[..., 0], found.n_most[..., 1]
    far = np.full_like(known, FAR)
    reached = _reach(far, known, least, most, *sizes) > 0
    within = np.where(reached, known, np.nan)
    z = root(_reach, np.zeros_like(known), far, within, least, most, *sizes)
    return np.where(reached, z, np.where(gap > 0, FAR, 0.0))


def _reach(z: Floats, gap: Floats, least: Floats, most: Floats, m: Floats, n: Floats) -> Floats:
    """How far the bounds at z reach beyond a gap."""
    below, above = least - wilson(least, m, z)[0], wilson(most, n, z)[1] - most
    return np.hypot(below, above) - gap


def katz(found: Shares) -> tuple[Floats, Floats]:
    """95% bounds of solo's share over team's, of all shares in between together.

    By the standard error of the ratio's logarithm, sqrt(1/x - 1/m + 1/y - 1/n) of Katz and others
    1978, Biometrics 34, 469-474; 0 and infinite where a share may be 0.
    """
    low = _least_ratio(found)
    with np.errstate(divide="ignore"):
        return low, 1 / _least_ratio(found.swapped())


def _least_ratio(found: Shares) -> Floats:
    x, y = found.least[..., 0], found.most[..., 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        error = katz_error(x, 1 - x, found.n_least[..., 0], y, 1 - y, found.n_most[..., 1])
        return np.where(x > 0, x / y * np.exp(-Z * error), 0.0)


def katz_error(x: Floats, not_x: Floats, m: Floats, y: Floats, not_y: Floats, n: Floats) -> Floats:
    """The standard error of the logarithm of x / y, shares of m and of n people.

    Written with what lacks to 1, so that shares near it lose no digits; infinite or NaN where a
    share is 0.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.sqrt(not_x / (x * m) + not_y / (y * n))


def share_of(tally: Tally, counts: tuple[int, ...]) -> Share | None:
    """How many of one group reach the cut, and how many there are; None without a cut."""
    if tally.cut is None:
        return None
    pairs = zip(tally.levels, counts, strict=True)
    return sum(count for level, count in pairs if level >= tally.cut), sum(counts)


def proportions(tally: Tally) -> list[Estimate]:
    """The shares of both groups, then their difference and ratio."""
    solo, team = share_of(tally, tally.solo), share_of(tally, tally.team)
    return [share("solo", solo), share("team", team), difference(solo, team), ratio(solo, team)]


def share(group: str, found: Share | None) -> Estimate:
    """A share from 0 to 1 with Wilson's interval."""
    if found is None or found[1] == 0:
        reason = NO_CUT if found is None else EMPTY
        return Estimate("share", WILSON, group, reason=reason)
    value, n = (np.array(each, dtype=float) for each in (found[0] / found[1], found[1]))
    low, high = (float(end) for end in wilson(value, n))
    return Estimate("share", WILSON, group, value=float(value), low=low, high=high, level=LEVEL)


def difference(solo: Share | None, team: Share | None) -> Estimate:
    """Solo's share minus team's, from -1 to 1, with Newcombe's interval."""
    reason = _why_not(solo, team)
    if reason or solo is None or team is None:
        return Estimate("share_difference", NEWCOMBE, reason=reason)
    values, _, n = _arrays(solo, team)
    low, high = (float(end) for end in newcombe(Shares.exact(values, n)))
    exact = (solo[0] * team[1] - team[0] * solo[1]) / (solo[1] * team[1])
    low, high = min(low, exact), max(high, exact)  # no binary dust between them
    return Estimate("share_difference", NEWCOMBE, value=exact, low=low, high=high, level=LEVEL)


def ratio(solo: Share | None, team: Share | None) -> Estimate:
    """Solo's share over team's, above 0, with Katz's interval.

    There is no ratio where nobody of a group reaches the cut, and no interval where everybody
    does.
    """
    reason = _why_not(solo, team)
    if reason or solo is None or team is None:
        return Estimate("share_ratio", KATZ, reason=reason)
    (x, m), (y, n) = solo, team
    if not x or not y:
        reason = "a ratio needs somebody at or above the cut in both groups"
        return Estimate("share_ratio", KATZ, reason=reason)
    value = (x * n) / (y * m)
    error = float(katz_error(*(side[at] for at in (0, 1) for side in _arrays(solo, team))))
    if error == 0:
        reason = "everybody reaches the cut: no interval"
        return Estimate("share_ratio", KATZ, value=value, reason=reason)
    factor = float(np.exp(Z * error))
    return Estimate(
        "share_ratio", KATZ, value=value, low=value / factor, high=value * factor, level=LEVEL
    )


def _arrays(solo: Share, team: Share) -> tuple[Floats, Floats, Floats]:
    """Shares, what lacks to 1 and sizes, shape (2,)."""
    pairs = (solo, team)
    told = [[x / n for x, n in pairs], [(n - x) / n for x, n in pairs], [n for _, n in pairs]]
    share, rest, n = np.array(told, dtype=float)
    return share, rest, n


def _why_not(solo: Share | None, team: Share | None) -> str | None:
    if solo is None or team is None:
        return NO_CUT
    return NOBODY if not solo[1] or not team[1] else None
