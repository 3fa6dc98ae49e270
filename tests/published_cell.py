"""What a reader has of one cohort and indicator, and the textbook: all that figures follow from.

Everything is made over all exact numbers that the published ones stand for.
"""

from __future__ import annotations

from itertools import pairwise, product
from math import hypot, inf, sqrt

import numpy as np
from scipy import optimize, stats

from tests.tallied import EDGES, spread_of

Z = stats.norm.ppf(0.975)
CUT_BAND = 2  # of both scales with a cut
WIDTH = {"tired": 100, "strain": 100, "mentor": 100, "posts": 1000}


class Cell:
    """The numbers of one cohort and indicator that everything else is made from."""

    def __init__(self, name, rows, bands):
        self.rows, self.width, self.two, self.bands = rows, WIDTH[name], name == "mentor", bands
        self.n = [max(sum(counts - 2), 10) for counts in bands]  # the fewest; k is 10
        self.cut = 1 if self.two else CUT_BAND
        mean, step = (
            [getattr(rows["mean", side], end) for side in ("solo", "team")]
            for end in ("value", "step")
        )
        self.ends = [(each - by / 2, each + by / 2) for each, by in zip(mean, step, strict=True)]
        self.fine = min(step)
        self.difference = mean[0] - mean[1]
        if self.two:
            self.ends = [tuple(self.width * p for p, _ in each) for each in self.shares()]
            self.fine = self.width * min(unit_of(b[0] - a[0]) for a, b in self.shares())
        self.sd, self.least_sd = zip(
            *(
                self.spreads(name, side, counts, own, ends)
                for side, counts, own, ends in zip(
                    ("solo", "team"), bands, mean, self.ends, strict=True
                )
            ),
            strict=True,
        )
        self.lead, self.placed = by_bands(*bands)
        self.leads = [-most_ahead(*bands[::-1]), most_ahead(*bands)]

    def spreads(self, name, side, counts, mean, ends):
        """The SD that everything rests on, and the smallest that there may be."""
        edges = EDGES[name]
        if ("sd", side) in self.rows:
            return (self.rows["sd", side].value,) * 2
        if self.two:
            n = max(sum(counts - 2), 10)
            low, high = ((counts[1] + way * 2) / sum(counts) for way in (-1, 1))
            flat = min(max(0.5, low), high)
            of = [self.width * sqrt(p * (1 - p) * n / (n - 1)) for p in (flat, low, high)]
            return of[0], min(of)
        away = (max(start - ends[1], ends[0] - end, 0) for start, end in pairwise(edges))
        squares = sum(c * far**2 for c, far in zip(counts - 2, away, strict=True))
        return spread_of(counts, edges, mean), sqrt(squares / (sum(counts + 2) - 1))

    def says(self, measure, group=""):
        return self.rows[measure, group]

    def t_test(self, sd):
        """Welch's t: error, degrees of freedom."""
        parts = [s * s / n for s, n in zip(sd, self.n, strict=True)]
        df = sum(parts) ** 2 / sum(p * p / (n - 1) for p, n in zip(parts, self.n, strict=True))
        return sqrt(sum(parts)), df

    @property
    def apart(self):
        """The least and the greatest difference of the exact averages."""
        (a, b), (c, d) = self.ends
        return a - d, b - c

    def shares(self):
        """By group the smallest and the largest share there may be, and of how many people."""
        found = []
        for counts in self.bands:
            rest, above = counts[: self.cut], counts[self.cut :]
            few, more = sum(above - 2), sum(rest + 2)
            many, less = sum(above + 2), sum(rest - 2)
            found.append(((few / (few + more), few + more), (many / (many + less), many + less)))
        return found


def step_of(width):
    """The smallest of 1, 2 and 5 times a power of ten that is no less."""
    least = width * (1 - 1e-9)
    return min(u for e in range(-9, 9) for f in (1, 2, 5) if (u := f * 10.0**e) >= least)


def unit_of(apart):
    """What is told of something that may lie so far apart: a tenth of that."""
    return step_of(apart) / 10


def nearest(low, high):
    """What lies nearest to no difference at all."""
    return max(low, -high, 0)


def by_bands(solo, team):
    """The superiority less 1/2 and the SDs of both groups' placements."""
    sd, lead = [], []
    for own, other in ((solo, team), (team, solo)):
        place = (np.cumsum(other) - other / 2) / other.sum()
        everyone = np.repeat(place, own)
        lead.append(everyone.mean() - 0.5)
        sd.append(everyone.std(ddof=1))
    return lead[0], sd


def most_ahead(solo, team):
    """The largest superiority less 1/2 of all that the counts stand for: every corner is tried."""
    ways = np.array([*product((-2, 2), repeat=len(solo))])
    found = -inf
    for own in solo + ways:
        if not own.sum():
            continue
        others = team + ways
        place = np.cumsum(others, axis=1) - others / 2
        with np.errstate(invalid="ignore", divide="ignore"):
            found = max(found, np.nanmax(place @ own / own.sum() / others.sum(axis=1)) - 0.5)
    return found


def wilson(share, n, z=Z):
    """The bounds that lie z errors away."""

    def beyond(at):
        return (share - at) ** 2 - z * z * at * (1 - at) / n

    low = optimize.brentq(beyond, 0, share) if share > 0 else 0
    return low, optimize.brentq(beyond, share, 1) if share < 1 else 1


def newcombe(shares, z=Z):
    """Of the two differences that lie furthest apart, the outer bounds."""
    (a, b), (c, d) = shares

    def lower(one, other):
        start, end = wilson(*one, z)[0], wilson(*other, z)[1]
        return one[0] - other[0] - hypot(one[0] - start, end - other[0])

    return lower(a, d), -lower(c, b)


def noncentrality(t, df, share):
    """scipy's noncentral t, which is exact enough for moderate sizes."""
    if t < 0:
        return -noncentrality(-t, df, 1 - share)
    start = 0 if t > 4 else -4  # below it scipy gives up
    return optimize.brentq(lambda d: stats.nct.cdf(t, df, d) - share, start, 2 * t + 6)
