"""What a sentence is about, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from analysis.codebook import Codebook, Group, Indicator, ScoreKind
from analysis.codebook.scoring import Measure
from analysis.counting.cohorts import EVERYONE
from analysis.published import Figure, Withheld
from analysis.release import Release
from analysis.sentences.gaps import SHARES, Terms, quantity
from analysis.sentences.numbers import decimals_of
from analysis.sentences.speech import first_upper, headed, noun, what_they_did


@dataclass(frozen=True)
class Told:
    """One result in words.

    ``plain`` is its sentence, ``explained`` what was done to get it in plain words, ``technical``
    the same for a statistician with the numbers that matter, ``reference`` where it comes from.
    """

    plain: str
    technical: str
    reference: str
    explained: str = ""


class Manner(Enum):
    """How an indicator is spoken of."""

    SCORE = "teams of one score 9 points higher on isolation"
    SHARE = "34 in 100 teams of one had a slip"
    AMOUNT = "teams of one report 2 sign-offs more"


@dataclass(frozen=True)
class Subject:
    """One indicator in one cohort of a release, and its words."""

    release: Release
    indicator: str
    cohort: str = EVERYONE

    @property
    def codebook(self) -> Codebook:
        return self.release.codebook

    @property
    def made(self) -> Indicator:
        return self.codebook.indicators[self.indicator]

    @property
    def rule(self) -> Measure:
        return self.release.measures[self.indicator]

    @property
    def about(self) -> str:
        """'isolation'."""
        return noun(self.codebook, self.indicator)

    @property
    def head(self) -> str:
        """'Isolation:', before what is said of it."""
        return headed(first_upper(self.made.wording.on or self.made.label))

    @property
    def solo(self) -> Group:
        return self.codebook.grouping.solo

    @property
    def team(self) -> Group:
        return self.codebook.grouping.team

    def group(self, name: str | None) -> Group:
        return self.solo if name == "solo" else self.team

    @property
    def manner(self) -> Manner:
        if self.rule.kind is ScoreKind.SHARE:
            return Manner.SHARE
        return Manner.SCORE if self.made.unit == "points" else Manner.AMOUNT

    @property
    def is_one_question(self) -> bool:
        """Whether it is made from one question, of which nobody can answer a part."""
        return len({*self.made.items, *self.made.where}) == 1

    @property
    def have(self) -> str:
        """What the people of a share did: 'had a slip that the public could see'."""
        return what_they_did(self.codebook, self.indicator)

    @property
    def unit(self) -> str:
        """What a value is told in: 'points', 'in 100', 'sign-offs'."""
        return "in 100" if self.manner is Manner.SHARE else self.made.unit

    @property
    def unit_apart(self) -> str:
        """What a difference is told in; shares lie percentage points apart."""
        return self.terms.unit

    def figure(
        self, measure: str, group: str | None = None, term: str | None = None
    ) -> Figure | None:
        """Another figure of the same indicator and cohort; None where there is none."""
        found = self.release.figure(self.indicator, measure, self.cohort, group, term)
        return None if isinstance(found, Withheld) else found

    def value(
        self, measure: str, group: str | None = None, term: str | None = None
    ) -> float | None:
        found = self.figure(measure, group, term)
        return found.value if found else None

    @property
    def terms(self) -> Terms:
        """How a difference on this indicator is spoken of."""
        if self.manner is Manner.SHARE:
            return SHARES
        more, less = WAYS[self.manner]
        return Terms(self.made.unit, more, less, decimals_of(self.rule))

    def size(self, value: float) -> str:
        """An amount in the unit of differences: '9 points', '9 percentage points'."""
        return quantity(self.terms, value)


WAYS = {Manner.SCORE: ("higher", "lower"), Manner.AMOUNT: ("more", "less")}
