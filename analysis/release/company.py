"""Who else said what a person said, and what people like that person wanted.

Everything is a published share of everyone who answered; the person's answers are arguments and
are kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.codebook import Codebook, Direction
from analysis.published import Count, GroupScore, Withheld
from analysis.release.release import Release
from analysis.release.standing import RARE, Given, Peers, coarse, percentages, questions

NOBODY = Count(0, 0, 0)


@dataclass(frozen=True)
class Shared:
    """How many peers answered one question on the same side as the person did.

    ``said`` is the person's answer and ``same`` every answer that counts as the same, as positions
    of options; ``percent`` of the peers who answered, rounded to 5. ``weight`` is 2 for an answer
    on the side that the survey calls worse, 1 for one in the middle, 0 for one on the better side.
    """

    item: str
    said: int
    same: tuple[int, ...]
    percent: int
    weight: int

    @property
    def rare(self) -> bool:
        return self.percent <= RARE


@dataclass(frozen=True)
class Wish:
    """A support, how many in 100 peers want it, and how many of the 100 do without it."""

    support: str
    want: float
    without: float


def most_shared(
    release: Release, indicators: tuple[str, ...], given: Given, peers: Peers
) -> Shared | None:
    """The answer of a person that most peers share; hard ones go before easy ones, rare ones last.

    None where no single answer can be compared.
    """
    found = list(_all_shared(release, indicators, given, peers))
    return max(found, key=lambda s: (not s.rare, s.weight, s.percent), default=None)


def same_side(codebook: Codebook, item: str, said: int) -> tuple[int, ...]:
    """The answers that count as the same as ``said``: its half of the scale, or the middle alone.

    Answers without an order count as the same only where they are.
    """
    scores = {n: o.score for n, o in enumerate(codebook.options(item)) if o.score is not None}
    order = sorted(scores, key=lambda n: scores[n] or 0)
    half = len(order) // 2
    for side in (order[:half], order[-half:]):
        if half and said in side:
            return tuple(side)
    return (said,)


def wishes_of(release: Release, peers: Peers) -> tuple[Wish, ...]:
    """What the peers want, most wanted first; supports that are not published are left out."""
    found = []
    for name in release.codebook.supports:
        want, without = (_share(release, f"{kind}_{name}", peers) for kind in ("wants", "gap"))
        if want is not None and without is not None:
            found.append(Wish(name, want, without))
    return tuple(sorted(found, key=lambda wish: -wish.want))


def _all_shared(
    release: Release, indicators: tuple[str, ...], given: Given, peers: Peers
) -> Iterator[Shared]:
    for indicator in indicators:
        for item in questions(release.codebook, indicator):
            said = given.get(item)
            if isinstance(said, int):
                found = _shared(release, indicator, item, said, peers)
                if found is not None:
                    yield found


def _shared(release: Release, indicator: str, item: str, said: int, peers: Peers) -> Shared | None:
    options, answers = release.codebook.options(item), release.answers(item)
    if isinstance(answers, Withheld) or not 0 <= said < len(options):
        return None  # a count, or not published
    codes = [option.code for option in options]
    people = [
        peers.of(answers.solo.get(code, NOBODY), answers.team.get(code, NOBODY)) for code in codes
    ]
    same = same_side(release.codebook, item, said)
    share = sum(percentages(people)[n] for n in same)
    return Shared(item, said, same, coarse(share), _weight(release.codebook, indicator, item, said))


def _weight(codebook: Codebook, indicator: str, item: str, said: int) -> int:
    made, options = codebook.indicators[indicator], codebook.options(item)
    scores = [option.score for option in options if option.score is not None]
    mine = options[said].score
    if mine is None or made.direction is Direction.NEUTRAL or not scores:
        return 1
    middle = min(scores) + max(scores) - 2 * mine  # below zero: on the upper half
    worse_is_up = (made.direction is Direction.HIGHER_IS_WORSE) != (item in made.reversed)
    hard = -middle if worse_is_up else middle
    return 2 if hard > 0 else 1 if hard == 0 else 0


def _share(release: Release, indicator: str, peers: Peers) -> float | None:
    """How many in 100 peers count towards a share, 0 to 100; None where it is not published."""
    if indicator not in release.measures:
        return None
    compared = release.comparison(indicator)
    if isinstance(compared, Withheld):
        return None
    sides: tuple[GroupScore, ...] = (compared.solo, compared.team)
    if peers is not Peers.EVERYONE:
        return sides[peers is Peers.TEAM].mean
    return sum(s.mean * s.n.about for s in sides) / (sum(s.n.about for s in sides) or 1)
