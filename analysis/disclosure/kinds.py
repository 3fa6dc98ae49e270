"""Kinds of people that published numbers can tell apart, and the tables that belong together.

What is published of one question is tied to all that is made from it: whoever wants a support and
has not had it is counted by three indicators and two single questions. An outsider who solves for
all of them at once finds more, so the audit does. A *family* is such a set; its *kinds* are the
ways to answer it, of which each published number counts some.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product
from math import prod

import numpy as np
import numpy.typing as npt

from analysis.codebook import Codebook
from analysis.codebook.scoring import Measure, column, items
from analysis.counting.cells import MISSING_LEVEL
from analysis.counting.moments import Floats
from analysis.counting.tabulation import GROUPS, Ints
from analysis.disclosure.suppression import Mask

MOST_KINDS = 40  # ways to answer, beyond which a family's questions are audited apart
MOST_COHORTS = 200  # beyond which several questions are tied only where one filter is set at most


@dataclass(frozen=True)
class Column:
    """What is counted in every cohort: everybody, those with a score, a band, or an answer.

    All but ``indicator`` or ``item`` are None for the head count; ``place`` is the position of a
    band or of an answer (-1 where it was left out), None for all who have a score.
    """

    indicator: str | None = None
    item: str | None = None
    place: int | None = None


HEADS = Column()


@dataclass(frozen=True)
class Family:
    """Kinds of people in one group, and who of them is counted by what.

    ``columns`` (columns, kinds) are the counts, head count first; ``scores`` the lowest and the
    highest score of each kind, shape (kinds, 2), NaN without one, of the indicators whose means
    tell something of their own. Answers to single questions are told of cohorts with one filter at
    most: in narrower ones only ``coarse`` kinds matter, which all indicators count alike; a
    family that is ``wide`` looks at no narrower ones at all.
    """

    name: str
    group: str
    columns: tuple[Column, ...]
    counted: Mask
    scores: Mapping[str, Floats] = field(default_factory=dict)
    wide: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells a family from all others."""
        return self.name, self.group

    @cached_property
    def narrow(self) -> Mask:
        """Which columns are looked at in cohorts with two filters too."""
        return np.array([each.item is None and not self.wide for each in self.columns])

    @cached_property
    def coarse(self) -> Ints:
        """The coarse kind of each kind."""
        _, found = np.unique(self.counted[self.narrow], axis=1, return_inverse=True)
        return np.asarray(found).reshape(-1)

    @cached_property
    def everywhere(self) -> bool:
        """Whether cohorts with two filters are looked at: for more than their head counts, unless
        the family is these."""
        return bool(self.narrow[1:].any()) or len(self.columns) == 1


def families(codebook: Codebook, measures: Sequence[Measure], cohorts: int) -> Iterator[Family]:
    """All that is audited at once, for each group: every indicator and single question is in one.

    The codebook has no questions but those that the survey asks. What ties several questions to one
    another is looked at in all cohorts only where these are few: it takes long.
    """
    single = items(codebook, {column(name) for name in codebook.questions})
    together = _together(codebook, measures, single)
    many = cohorts > MOST_COHORTS
    whole = {
        made.id for asked, members in together for made in members if not many or len(asked) < 2
    }
    for group in GROUPS:
        yield Family("people", group, (HEADS,), np.ones((1, 1), dtype=bool))
        for asked, members in together:
            found = _answered(codebook, asked, members, group)
            yield replace(found, wide=many and len(asked) > 1)
        yield from (_banded(made, group) for made in measures if made.id not in whole)


def _together(
    codebook: Codebook, measures: Sequence[Measure], single: Sequence[str]
) -> list[tuple[tuple[str, ...], tuple[Measure, ...]]]:
    """Questions with few ways to answer them all, and the indicators made from these alone."""
    asked = {column(name): name for name in single}
    sets = [frozenset(asked[each] for each in made.columns) for made in measures
            if set(made.columns) <= set(asked)]  # fmt: skip
    sets = [each for each in sets if _ways(codebook, each) <= MOST_KINDS]
    widest = [each for each in dict.fromkeys(sets) if not any(each < other for other in sets)]
    widest += [frozenset({name}) for name in single if not any(name in each for each in widest)]
    return [
        (
            tuple(name for name in single if name in each),
            tuple(m for m in measures if {asked.get(c, "") for c in m.columns} <= each),
        )
        for each in widest
    ]


def _ways(codebook: Codebook, questions: Collection[str]) -> int:
    return prod(len(codebook.options(name)) + 1 for name in questions)


def _answered(
    codebook: Codebook, questions: Sequence[str], members: Sequence[Measure], group: str
) -> Family:
    """A family whose kinds are all the ways to answer its questions."""
    ways = np.array(list(product(*(_said(codebook, name, group) for name in questions))))
    ways = ways.reshape(-1, len(questions))
    columns, counted = [HEADS], [np.ones(len(ways), dtype=bool)]
    scores: dict[str, Floats] = {}
    for made in members:
        levels = _levels(made, questions, ways)
        for place, mask in _bands(made, levels):
            columns.append(Column(made.id, None, place))
            counted.append(mask)
        if made.high - made.low > made.spacing:
            scores[made.id] = np.repeat(levels[:, None] / made.denominator, 2, axis=1)
    for at, name in enumerate(questions):
        for said in _said(codebook, name, group):  # who left it out is counted too
            columns.append(Column(None, name, said))
            counted.append(ways[:, at] == said)
    return Family(" ".join(questions), group, tuple(columns), np.array(counted), scores)


def _said(codebook: Codebook, question: str, group: str) -> list[int]:
    """The answers there can be in a group; to the question that makes the groups, its own."""
    options, grouping = codebook.options(question), codebook.grouping
    if question != grouping.question:
        return [MISSING_LEVEL, *range(len(options))]
    own = grouping.solo if group == GROUPS[0] else grouping.team
    return [at for at, option in enumerate(options) if option.code in own.answers]


def _levels(made: Measure, questions: Sequence[str], ways: Ints) -> Floats:
    """The integer score of each way to answer, NaN without one, by the survey's own SQL."""
    names = ", ".join(f"NULLIF(?, {MISSING_LEVEL}) AS {column(name)}" for name in questions)
    with closing(sqlite3.connect(":memory:")) as nothing:
        sql = f"SELECT {made.sql} FROM (SELECT {names})"
        found = [nothing.execute(sql, way).fetchone()[0] for way in ways.tolist()]
    return np.array([np.nan if each is None else each for each in found], dtype=float)


def _bands(made: Measure, levels: Floats) -> Iterator[tuple[int | None, Mask]]:
    """All who have a score, then those in each band."""
    scored = ~np.isnan(levels)
    yield None, scored
    band = np.searchsorted(made.band_levels(), levels, side="right") - 1
    for place in range(len(made.bands) - 1):
        yield place, scored & (band == place)


def _banded(made: Measure, group: str) -> Family:
    """An indicator by itself: people in each of its bands, and those without a score."""
    width = len(made.bands) - 1
    each = np.eye(width + 1, dtype=bool)
    columns = (HEADS, Column(made.id), *(Column(made.id, None, at) for at in range(width)))
    counted = np.vstack([np.ones((1, width + 1)), each[:-1].any(axis=0), each[:-1]]).astype(bool)
    scores: dict[str, npt.NDArray[np.float64]] = {}
    if made.high - made.low > made.spacing:
        edges = np.array(made.bands)
        scores[made.id] = np.vstack([np.c_[edges[:-1], edges[1:]], [[np.nan, np.nan]]])
    return Family(made.id, group, columns, counted, scores)
