"""Shares of people at or above a cut, their difference and their ratio.

The functions of arrays serve one tally and all cohorts of a release alike. In them a share that
was rounded to steps of ``rounding`` carries the variance of that, step^2 / 12.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from analysis.counting.moments import Floats
from analysis.statistics.comparison import ALPHA
from analysis.statistics.estimate import EMPTY, LEVEL, Estimate
from analysis.statistics.tally import Tally

Share = tuple[int, int]  # people at or above the cut, people with a score
Z = float(special.ndtri(1 - ALPHA / 2))

WILSON = "share with a level of at least the cut; Wilson's score interval"
NEWCOMBE = "solo's share minus team's; Newcombe's interval from the two of Wilson (1998, method 10)"
KATZ = "solo's share over team's; Katz's interval on the logarithm of the ratio"
NO_CUT = "no cut was given"
NOBODY = "a group has nobody with a score"


def wilson(share: Floats, n: Floats, rounding: Floats | float = 0.0) -> tuple[Floats, Floats]:
    """95 % bounds of shares of n people, within 0 and 1 (Wilson 1927, J Am Stat Assoc 22, 209-212).

    They are the two pi with |share - pi| = z sqrt(pi (1 - pi) / n + rounding^2 / 12).
    """
    whole = 1 + Z**2 / n
    middle = share + Z**2 / (2 * n)
    blur = np.square(rounding) / 12 * whole
    reach = Z * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n * n) + blur)
    low, high = (middle - reach) / whole, (middle + reach) / whole
    return np.clip(low, 0, share), np.clip(high, share, 1)


def newcombe_difference(share: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """95 % bounds of share[..., 0] - share[..., 1], from -1 to 1, from the bounds of the two.

    Newcombe 1998, Stat Med 17, 873-890, method 10.
    """
    below, above = share - low, high - share
    value = share[..., 0] - share[..., 1]
    start = value - np.hypot(below[..., 0], above[..., 1])
    end = value + np.hypot(above[..., 0], below[..., 1])
    return np.clip(start, -1, value), np.clip(end, value, 1)


def katz_error(share: Floats, rest: Floats, n: Floats, rounding: Floats | float = 0.0) -> Floats:
    """The standard error of the logarithm of share[..., 0] / share[..., 1]; ``rest`` = 1 - share.

    sqrt(1/x - 1/m + 1/y - 1/n) of Katz and others 1978, Biometrics 34, 469-474, written so that
    shares near 1 lose no digits; infinite or NaN where a share is 0.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = rest / (share * n) + np.square(rounding / share) / 12
    return np.sqrt(parts.sum(axis=-1))


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
    low, high = (float(end) for end in newcombe_difference(values, *wilson(values, n)))
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
    error = float(katz_error(*_arrays(solo, team)))
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
