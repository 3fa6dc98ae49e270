"""The attack on releases: every hidden count of 1 to k-1 bounded from what is published."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np

from tests.privacy.closed_set import BANDS, INDICATORS, ITEMS, PARTS, PLACE, ClosedSet, Floats
from tests.privacy.outsider import Fact, Tables, facts
from tests.privacy.respondents import K
from tests.privacy.solver import MANY, Bound, System, Target, bounds

# Of these kinds no count of 1 to k-1 may be found out, and of those none beyond its rounding.
HIDDEN = ("head", "scored", "band", "answer", "increment")
SHOWN = ("shown band", "shown answer")
# Answers that are a share's counts by another name.
BANDS_THEMSELVES = {("got", "yes"), ("got", "no"), ("wish", "4")}
FALSE = 1e-4  # above this the attacker believes something that is not so


@dataclass(frozen=True)
class Attack:
    """What was tried on one or several releases, and what was found out."""

    tried: int
    found: tuple[Bound, ...]

    def of(self, *kinds: str) -> list[str]:
        """The findings in words: of these kinds, or all."""
        return [str(each) for each in self.found if not kinds or each.target.kind in kinds]


def attack(
    chain: Sequence[Tables],
    tallies: Sequence[Floats],
    closed: ClosedSet,
    parts: Sequence[Sequence[str]] = PARTS,
    kinds: Collection[str] = HIDDEN,
    enough: int = MANY,
) -> Attack:
    """Every hidden count of 1 to k-1 at each release, and of those who came between two.

    ``tallies`` are the exact tallies (groups, places) of the rows each release was cut from; the
    attacker knows that rows were only ever added. ``parts`` of the columns are attacked apart,
    which is quicker; after ``enough`` findings in a part and group it is left.
    """
    told = list({_key(fact): fact for each in chain for fact in facts(each)}.values())
    days = {fact.as_of for fact in told}  # a release of which nothing is new tells nothing new
    then = {each.id: held for each, held in zip(chain, tallies, strict=True) if each.id in days}
    blocks = np.diff([0 * tallies[0], *then.values()], axis=0)
    tried, found = 0, []
    for group, part in product((0, 1), parts):
        system = System(closed, group, list(then), told, part)
        truth = system.vector(blocks[:, group])
        assert system.broken_by(truth) < FALSE, "the attacker believes what is not so"
        every = _targets(told, list(then), blocks[:, group], closed, group, part)
        targets = [each for each in every if each.kind in kinds and 1 <= round(each.truth) < K]
        tried += len(targets)
        found += bounds(system, targets, truth, enough)
    once = {str(each): each for each in found}  # the head count is attacked with every part
    return Attack(tried, tuple(once.values()))


def _key(fact: Fact) -> tuple[object, ...]:
    return (fact.cohort, fact.group, tuple(fact.weights.items()), fact.low, fact.high, fact.as_of)


def _targets(
    told: Sequence[Fact],
    releases: Sequence[str],
    blocks: Floats,
    closed: ClosedSet,
    group: int,
    part: Collection[str],
) -> Iterator[Target]:
    shown = {(each.as_of, each.cohort, min(each.weights)) for each in told if each.group == group}
    for (at, cohort), (kind, name, columns) in product(closed.askable, _countable(part)):
        if kind == "answer" and "&" in cohort:
            continue  # single answers are told of singles at most
        days = [n for n, day in enumerate(releases) if (day, cohort, columns[0]) in shown]
        for kind_now, span in _spans(kind, len(releases), days):
            yield _target(kind_now, at, name, columns, span, blocks, closed, group)


def _spans(kind: str, releases: int, days: Sequence[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What is worth knowing of a count: it at each release, and how it grew between two."""
    for day in range(releases):
        carried = bool(days) and days[0] <= day  # shown then, and still on show
        yield (f"shown {kind}" if carried else kind), tuple(range(day + 1))
    if kind in ("band", "answer"):
        return
    steps = {(day - 1, day) for day in range(1, releases)} | set(pairwise(days))
    for before, after in sorted(steps):
        yield "increment", tuple(range(before + 1, after + 1))


def _countable(part: Collection[str]) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    yield "head", "people", (PLACE["head",],)
    for name in (name for name in INDICATORS if name in part):
        yield "scored", name, tuple(BANDS[name])
        for number, band in enumerate(BANDS[name]):
            yield "band", f"{name} band {number}", (band,)
    every = {(item, code) for item in ITEMS if item in part for code in ITEMS[item]}
    for item, code in sorted(every - BANDS_THEMSELVES):
        yield "answer", f"{item} {code}", (PLACE[item, code],)


def _target(
    kind: str,
    at: int,
    name: str,
    columns: Sequence[int],
    blocks: tuple[int, ...],
    tallies: Floats,
    closed: ClosedSet,
    group: int,
) -> Target:
    places = tuple(closed.place(at, column) for column in columns)
    truth = float(sum(np.take(tallies[block], places).sum() for block in blocks))
    return Target(kind, closed.cohorts[at], name, group, blocks, places, truth)
