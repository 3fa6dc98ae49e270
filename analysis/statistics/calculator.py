"""Everything that one tally of two groups can tell, at full precision and for nobody's eyes but
its owner's: nothing is rounded or withheld here."""

from __future__ import annotations

import math
from dataclasses import asdict

from analysis.statistics.averages import group_estimates, group_of, mean_difference
from analysis.statistics.effects import hedges_g, minimum_detectable
from analysis.statistics.estimate import Estimate
from analysis.statistics.proportions import proportions
from analysis.statistics.ranks import mann_whitney, superiority
from analysis.statistics.tally import Tally

SEED = 20070515  # of the Monte-Carlo permutations: the same tally always gives the same p


def compare(tally: Tally, seed: int = SEED) -> list[Estimate]:
    """Every measure in a fixed order; the time depends on the levels, not on the people."""
    solo, team = (group_of(tally.levels, counts) for counts in (tally.solo, tally.team))
    difference, equivalence = mean_difference(tally, solo, team)
    return [
        *group_estimates(tally, "solo", solo),
        *group_estimates(tally, "team", team),
        difference,
        *superiority(tally, seed),
        hedges_g(solo, team),
        *proportions(tally),
        equivalence,
        *mann_whitney(tally),
        minimum_detectable(solo, team),
    ]


def as_json(tally: Tally, seed: int = SEED) -> dict[str, object]:
    """The contract's object: sizes, and every estimate with all of its fields; no NaN, no inf."""
    estimates = [_fields(estimate) for estimate in compare(tally, seed)]
    return {"n": {"solo": sum(tally.solo), "team": sum(tally.team)}, "estimates": estimates}


def _fields(estimate: Estimate) -> dict[str, object]:
    """As plain values; a zero never reads -0."""
    fields = asdict(estimate)
    order = ("measure", "group", "value", "low", "high", "level", "p", "log10_p", "statistic")
    values = {key: fields[key] for key in (*order, "df", "method", "reason", "verdict")}
    for key, value in values.items():
        if isinstance(value, float):
            if not math.isfinite(value):
                raise ArithmeticError(f"{estimate.measure}: {key} is {value}")
            values[key] = value + 0.0
    return values
