"""An exhibit: one finding as marks to draw, as words and as a table, with the rows it stands on.

A module of this package makes one kind of exhibit, or holds the marks that several share. What its
marks look like says the module of the same name in ``pages/parts/figures``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from analysis.counting.cohorts import EVERYONE
from analysis.published import Count, Withheld
from analysis.release.rows import Rows
from analysis.sentences import Told

Marks = TypeVar("Marks", covariant=True)
Table = dict[str, list[str]]  # heading -> cells, all columns equally long


@dataclass(frozen=True)
class Caption:
    """``title`` is the message, ``subtitle`` what was measured, ``alt`` says both in words."""

    title: str
    subtitle: str
    alt: str


@dataclass(frozen=True)
class Exhibit(Generic[Marks]):
    """``name`` stands in file names and addresses, ``called`` where it is named to a reader;
    ``rows`` are the published rows that are drawn.

    ``rows`` is None where they are of more than one release; ``how`` (how the numbers came about)
    is None where the page says so elsewhere.
    """

    name: str
    called: str
    caption: Caption
    marks: Marks
    table: Table
    rows: Rows | None
    how: Told | None = None
    about: tuple[str, ...] = ()  # ids of indicators
    cohort: str = EVERYONE


@dataclass(frozen=True)
class NotShown:
    """Why a release has nothing to draw of an exhibit, which ``what`` names in a sentence."""

    what: str
    why: Withheld

    @property
    def text(self) -> str:
        return f"{self.what}: {self.why.text}."


def shares(counts: Sequence[Count]) -> tuple[float, ...]:
    """Published counts as percentages of their sum."""
    whole = sum(each.about for each in counts) or 1
    return tuple(100 * each.about / whole for each in counts)
