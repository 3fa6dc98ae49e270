"""Shares of people at or above a cut, their difference and their ratio, from one tally."""

from __future__ import annotations

import math

from scipy import special

from analysis.comparison import ALPHA
from analysis.estimate import EMPTY, LEVEL, Estimate
from analysis.tally import Tally

Share = tuple[int, int]  # people at or above the cut, people with a score

WILSON = "share with a level of at least the cut; Wilson's score interval"
NEWCOMBE = "solo's share minus team's; Newcombe's interval from the two of Wilson (1998, method 10)"
KATZ = "solo's share over team's; Katz's interval on the logarithm of the ratio"
NO_CUT = "no cut was given"
NOBODY = "a group has nobody with a score"


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
    """A share from 0 to 1 with Wilson's interval (1927, J Am Stat Assoc 22, 209-212)."""
    if found is None or found[1] == 0:
        reason = NO_CUT if found is None else EMPTY
        return Estimate("share", WILSON, group, reason=reason)
    from statsmodels.stats.proportion import proportion_confint

    low, high = proportion_confint(*map(float, found), alpha=ALPHA, method="wilson")
    value = found[0] / found[1]
    low, high = _within(low, 0, value), _within(high, value, 1)
    return Estimate("share", WILSON, group, value=value, low=low, high=high, level=LEVEL)


def difference(solo: Share | None, team: Share | None) -> Estimate:
    """Solo's share minus team's, from -1 to 1 (Newcombe 1998, Stat Med 17, 873-890)."""
    reason = _why_not(solo, team)
    if reason or solo is None or team is None:
        return Estimate("share_difference", NEWCOMBE, reason=reason)
    from statsmodels.stats.proportion import confint_proportions_2indep

    numbers = map(float, (*solo, *team))
    low, high = confint_proportions_2indep(*numbers, method="newcomb", alpha=ALPHA)
    exact = (solo[0] * team[1] - team[0] * solo[1]) / (solo[1] * team[1])
    low, high = _within(low, -1, exact), _within(high, exact, 1)
    return Estimate("share_difference", NEWCOMBE, value=exact, low=low, high=high, level=LEVEL)


def ratio(solo: Share | None, team: Share | None) -> Estimate:
    """Solo's share over team's, above 0 (Katz and others 1978, Biometrics 34, 469-474).

    The standard error of its logarithm is sqrt(1/x - 1/m + 1/y - 1/n), written so that shares
    near 1 lose no digits. There is no ratio where nobody of a group reaches the cut, and no
    interval where everybody does.
    """
    reason = _why_not(solo, team)
    if reason or solo is None or team is None:
        return Estimate("share_ratio", KATZ, reason=reason)
    (x, m), (y, n) = solo, team
    if not x or not y:
        reason = "a ratio needs somebody at or above the cut in both groups"
        return Estimate("share_ratio", KATZ, reason=reason)
    value = (x * n) / (y * m)
    error = math.sqrt((m - x) / (x * m) + (n - y) / (y * n))
    if error == 0:
        reason = "everybody reaches the cut: no interval"
        return Estimate("share_ratio", KATZ, value=value, reason=reason)
    factor = math.exp(float(special.ndtri(1 - ALPHA / 2)) * error)
    return Estimate(
        "share_ratio", KATZ, value=value, low=value / factor, high=value * factor, level=LEVEL
    )


def _why_not(solo: Share | None, team: Share | None) -> str | None:
    if solo is None or team is None:
        return NO_CUT
    return NOBODY if not solo[1] or not team[1] else None


def _within(number: float, low: float, high: float) -> float:
    """Without the binary dust beyond a bound that an end of an interval can't pass."""
    return min(max(float(number), low), high)
