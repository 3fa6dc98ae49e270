"""Attacks hundreds of made-up surveys: python -m tests.privacy.campaign --surveys 200 --chains 40.

Prints what was tried on each and what was found; exit 1 on any finding. With --bare it attacks a
publisher that knows only the threshold, which must be found out.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from tests.privacy.attack import HIDDEN, SHOWN, attack
from tests.privacy.bare import bare
from tests.privacy.chains import Read, cut, edited, grown, without
from tests.privacy.closed_set import PARTS, WHOLE, ClosedSet
from tests.privacy.respondents import Shape, drawn, random_shape
from tests.privacy.rules import (
    Cut,
    open_increments,
    orphans,
    refreshed_too_early,
    rewritten,
    too_small,
    withdrawn,
)
from tests.privacy.solver import MANY
from tests.privacy.truth import tally

STEPS = (1, 10, 50, 200)


@dataclass(frozen=True)
class Result:
    """What was tried on one survey or chain, and how often each kind of thing was found."""

    told: str
    tried: int
    found: Counter[str]
    examples: tuple[str, ...]


def main() -> None:
    said = _arguments()
    started, every = time.time(), Counter[str]()
    tried = 0
    for number, result in enumerate(_results(said), start=1):
        found = ", ".join(f"{count} {kind}" for kind, count in result.found.items()) or "nothing"
        print(f"{number:4} {result.told}: {result.tried} counts tried, found {found}", flush=True)
        for example in result.examples[: said.examples]:
            print(f"       {example}")
        every += result.found
        tried += result.tried
    told = ", ".join(f"{count} {kind}" for kind, count in every.items()) or "nothing"
    print(f"{tried} small hidden counts tried in {time.time() - started:.0f} s; found {told}.")
    sys.exit(1 if every else 0)


def _arguments() -> argparse.Namespace:
    said = argparse.ArgumentParser(prog="python -m tests.privacy.campaign", description=__doc__)
    said.add_argument("--surveys", type=int, default=100, help="single releases to attack")
    said.add_argument("--chains", type=int, default=20, help="chains of releases to attack")
    said.add_argument("--seed", type=int, default=0, help="the first of the seeds")
    said.add_argument("--most", type=int, default=2000, help="people in the largest survey")
    said.add_argument("--bare", action="store_true", help="attack the bare threshold instead")
    said.add_argument("--shown", action="store_true", help="try rounded counts on show as well")
    said.add_argument("--whole", action="store_true", help="all columns at once: slow, stronger")
    said.add_argument("--depth", type=int, default=2, help="think of cohorts with more filters")
    said.add_argument("--enough", type=int, default=MANY, help="findings per part and group")
    said.add_argument("--examples", type=int, default=3, help="findings to print for each")
    return said.parse_args()


def _results(said: argparse.Namespace) -> Iterator[Result]:
    for seed in range(said.seed, said.seed + said.surveys):
        rng = np.random.default_rng(seed)
        shape = random_shape(rng, said.most)
        reads = [Read(drawn(shape, seed), close=shape.people < 100)]
        yield _attacked(f"seed {seed}, {shape}", shape, reads, said, added_only=True)
    for seed in range(said.seed, said.seed + said.chains):
        rng = np.random.default_rng((seed, 1))
        shape = replace(random_shape(rng, said.most // 2), dimensions=("region", "size"))
        name, reads, added_only = _chain(shape, seed, rng)
        told = f"seed {seed}, {shape}, {name}"
        yield _attacked(told, shape, reads, said, added_only=added_only)


def _chain(shape: Shape, seed: int, rng: np.random.Generator) -> tuple[str, list[Read], bool]:
    """A name, the sheet as it is read again and again, whether rows were only ever added."""
    kind = seed % 3
    if kind == 0:
        step = int(rng.choice(STEPS))
        return f"then {step} more", grown(shape, seed, (step,), close=True), True
    steps = tuple(int(each) for each in rng.permutation(STEPS))
    reads = grown(shape, seed, steps, close=True)
    if kind == 1:
        return f"then {steps} more", reads, True
    return f"then {steps} more, edits and deletions", list(_disturbed(reads, rng)), False


def _disturbed(reads: Sequence[Read], rng: np.random.Generator) -> Iterator[Read]:
    """The sheets with some of the first people edited and, from then on, some deleted."""
    gone: list[int] = []
    rows = reads[0].rows
    for read in reads:
        rows = np.concatenate([rows, read.rows[len(rows) :]])
        if read is not reads[0]:
            rows = edited(rows, [int(each) for each in rng.integers(0, 50, 3)], rng)
            gone += [int(each) for each in rng.integers(0, 50, int(rng.integers(0, 3)))]
        yield Read(without(rows, sorted(set(gone))), read.close)


def _attacked(
    told: str, shape: Shape, reads: Sequence[Read], said: argparse.Namespace, *, added_only: bool
) -> Result:
    closed = ClosedSet(shape.dimensions, said.depth)
    chain = _bare(reads, closed) if said.bare else _published(shape, reads)
    if not chain:
        return Result(f"{told}, not cut", 0, Counter(), ())
    found = _by_rules(chain, closed, added_only=added_only)
    tried, bounds = 0, []
    for part in [chain] if added_only else [[each] for each in chain if _all_new(each)]:
        tables, tallies = [each.tables for each in part], [tally(c.rows, closed) for c in part]
        kinds = HIDDEN + (SHOWN if said.shown else ())
        parts = WHOLE if said.whole else PARTS
        done = attack(tables, tallies, closed, parts, kinds, said.enough)
        tried, bounds = tried + done.tried, [*bounds, *done.found]
    kinds_found = Counter(f"{each.target.kind} counts" for each in bounds)
    counted = Counter({name: len(each) for name, each in found.items() if each}) + kinds_found
    examples = [each[0] for each in found.values() if each] + [str(each) for each in bounds]
    heads = "/".join(str(len(each.tables.heads())) for each in chain)
    return Result(f"{told}, {heads} of {len(closed.cohorts)}", tried, counted, tuple(examples))


def _all_new(made: Cut) -> bool:
    return set(made.tables.counts["as_of"]) == {made.tables.id}


def _published(shape: Shape, reads: Sequence[Read]) -> list[Cut]:
    with tempfile.TemporaryDirectory() as folder:
        return cut(Path(folder), shape.dimensions, reads)


def _bare(reads: Sequence[Read], closed: ClosedSet) -> list[Cut]:
    names = (f"2026-11-{day}.1" for day in range(10, 31))
    return [
        Cut(bare(read.rows, closed, name), read.rows)
        for name, read in zip(names, reads, strict=False)
    ]


def _by_rules(chain: Sequence[Cut], closed: ClosedSet, *, added_only: bool) -> dict[str, list[str]]:
    """What breaks a rule in a chain, by what is broken."""
    first = chain[0].tables, tally(chain[0].rows, closed)
    pairs = list(pairwise(chain))
    grown_lines = [each for pair in pairs if added_only for each in open_increments(*pair, closed)]
    return {
        "shown below ten": too_small(*first, closed),
        "pairs without their singles": orphans(first[0]),
        "refreshed too early": refreshed_too_early(chain, closed),
        "rewritten": rewritten(chain),
        "withdrawn": [each for a, b in pairs for each in withdrawn(a.tables, b.tables)],
        "open lines of growth": grown_lines,
    }


if __name__ == "__main__":
    main()
