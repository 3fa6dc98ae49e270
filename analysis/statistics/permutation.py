"""The permutation p of two small groups: how rare their order is if the groups mean nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Counts = tuple[int, ...]

MOST_TABLES = 20_000  # up to so many ways to deal the levels out all of them are gone through
DRAWS = 9_999  # with the tally itself 10,000: p in steps of 0.0001
JUST_AS_FAR = 1 - 1e-9  # equal statistics differ by rounding errors


def permutation_p(solo: Counts, team: Counts, seed: int) -> tuple[float, bool]:
    """Two-sided p in (0, 1] of the studentised rank statistic, and whether it is exact.

    Everybody's level is dealt out again to groups of the same sizes (2 or more each): in every
    way, weighted by its multivariate hypergeometric probability, or in ``DRAWS`` random ways with
    p = (1 + those as far out) / (1 + DRAWS). Neubert & Brunner 2007, Comput Stat Data Anal 51,
    5192-5204; Phipson & Smyth 2010, Stat Appl Genet Mol Biol 9, 39. Exchanging the groups gives
    the same p: it is always the smaller group that is dealt.
    """
    held = [(x, y) for x, y in zip(solo, team, strict=True) if x + y]  # of 200 people at most 200
    few, many = sorted(zip(*held, strict=True), key=sum)  # of equal sizes solo stays the first
    pooled = tuple(a + b for a, b in zip(few, many, strict=True))
    exact = number_of_tables(pooled, sum(few)) <= MOST_TABLES
    return (exact_p(few, many) if exact else drawn_p(few, many, seed)), exact


def exact_p(few: Counts, many: Counts) -> float:
    """From every way, in exact integers; as fast as there are few (``number_of_tables``)."""
    pooled, seen = _pooled(few, many)
    tables = np.array(list(_tables(tuple(pooled.tolist()), sum(few))))
    far = _distance(tables, pooled) >= seen
    ways = sum(_ways(table, pooled.tolist()) for table in tables[far].tolist())
    return ways / math.comb(int(pooled.sum()), sum(few))


def drawn_p(few: Counts, many: Counts, seed: int) -> float:
    """From ``DRAWS`` random ways: at least 1 / (1 + DRAWS)."""
    pooled, seen = _pooled(few, many)
    draws = np.random.default_rng(seed).multivariate_hypergeometric(pooled, sum(few), DRAWS)
    return (1 + int((_distance(draws, pooled) >= seen).sum())) / (1 + DRAWS)


def _pooled(few: Counts, many: Counts) -> tuple[npt.NDArray[np.int64], float]:
    """Both groups' counts together, and how far out the tally itself is."""
    pooled = np.array(few) + np.array(many)
    return pooled, float(_distance(np.array([few]), pooled)[0]) * JUST_AS_FAR


def number_of_tables(pooled: Counts, size: int) -> int:
    """In how many ways ``size`` people can spread over the levels that ``pooled`` holds."""
    ways = [1] + [0] * size
    for count in pooled:
        ways = [sum(ways[max(0, at - count) : at + 1]) for at in range(size + 1)]
    return ways[size]


def _tables(pooled: Counts, size: int) -> Iterator[Counts]:
    """Every way, as the counts of the dealt group."""
    if not pooled:
        yield ()
        return
    rest = pooled[1:]
    for here in range(max(0, size - sum(rest)), min(pooled[0], size) + 1):
        yield from ((here, *others) for others in _tables(rest, size - here))


def _ways(table: list[int], pooled: list[int]) -> int:
    return math.prod(math.comb(n, k) for n, k in zip(pooled, table, strict=True))


def _distance(dealt: npt.NDArray[np.int64], pooled: npt.NDArray[np.int64]) -> Floats:
    """|P(dealt > rest) + ties / 2 - 1/2| over its standard error, shape (tables,).

    Infinite where nothing overlaps, as the error is zero there; ``dealt`` has the shape (tables,
    levels).
    """
    x, y = dealt.astype(float), (pooled - dealt).astype(float)
    m, n = x[0].sum(), y[0].sum()
    below_y, below_x = (np.cumsum(each, axis=1) - each / 2 for each in (y, x))
    theta = (x * below_y).sum(axis=1, keepdims=True) / (m * n)
    of_x = (x * (below_y / n - theta) ** 2).sum(axis=1) / (m * (m - 1))
    of_y = (y * (below_x / m - (1 - theta)) ** 2).sum(axis=1) / (n * (n - 1))
    error = np.sqrt(of_x + of_y)
    away = np.abs(theta[:, 0] - 0.5)
    flat = error <= 1e-12  # in units of a probability: no spread but rounding errors
    return np.where(flat, np.where(away > 1e-12, np.inf, 0), away / np.where(flat, 1, error))
