"""The published types: what a page can hold. None of them can hold an exact count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """All that is ever said of a difference."""

    HIGHER = "higher"
    LOWER = "lower"
    SAME = "about the same"
    UNCERTAIN = "too uncertain to call"


COARSEST, WIDEST = 0.1, 0.4  # the widest step and interval of a share that says anything


class Reason(StrEnum):
    TOO_FEW = "too-few"
    COMPLEMENTARY = "complementary"
    NOT_ASKED = "not-asked"
    NO_ANSWERS = "no-answers"
    NOT_COMPUTED = "not-computed"
    TOO_FEW_TO_SAY = "too few to say"  # as the estimates' column reason has it


@dataclass(frozen=True)
class Withheld:
    """A number that is not shown, and why.

    TOO_FEW is said only where the published numbers themselves leave no room for enough people;
    all else that is hidden is COMPLEMENTARY, whether few people are behind it or many.
    """

    reason: Reason

    @classmethod
    def together(cls, each: Iterable[Withheld]) -> Withheld:
        """Why none of several numbers is shown: the reason of most of them, the first of equals."""
        counted = Counter(one.reason for one in each).most_common(1)
        return cls(counted[0][0] if counted else Reason.COMPLEMENTARY)

    @property
    def text(self) -> str:
        if self.reason is Reason.NOT_ASKED:
            return "this survey did not ask, or its answers could not be read"
        if self.reason is Reason.NO_ANSWERS:
            return "nobody answered this yet"
        if self.reason is Reason.NOT_COMPUTED:
            return "this release does not hold it"
        if self.reason is Reason.TOO_FEW_TO_SAY:
            return "too few to say: a share of so few people could be almost anything"
        if self.reason is Reason.TOO_FEW:
            return "too few people answered to show this"
        return "not shown, to protect people who answered"


@dataclass(frozen=True)
class Count:
    """A rounded number of people, standing for every whole number from low to high."""

    about: int
    low: int
    high: int


@dataclass(frozen=True)
class Figure:
    """One published estimate; ``value`` is None where ``reason`` says why.

    ``group`` is 'solo', 'team' or None (solo against team); ``term`` is the id of the support,
    question or model it is about, None for most. ``step`` is the rounding. ``method`` is the id of
    an entry of analysis.methods, None in releases of schema version 1.
    """

    indicator: str
    cohort: str
    measure: str
    group: str | None
    term: str | None
    value: float | None
    low: float | None
    high: float | None
    step: float | None
    verdict: Verdict | None
    reason: str | None
    method: str | None
    as_of: str


@dataclass(frozen=True)
class GroupScore:
    """One group's published mean with its 95% interval, and its size."""

    n: Count
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Comparison:
    """Solo against team on one indicator in one cohort; the difference is solo minus team.

    ``difference``, ``low``, ``high`` and ``verdict`` are None where ``reason`` says why.
    ``minimum_detectable`` is the smallest true difference that so many answers would show in 80
    of 100 surveys; None where the release does not hold it.
    """

    indicator: str
    cohort: str
    solo: GroupScore
    team: GroupScore
    difference: float | None
    low: float | None
    high: float | None
    step: float
    p_adjusted: float | None
    verdict: Verdict | None
    reason: str | None
    as_of: str
    minimum_detectable: float | None = None


@dataclass(frozen=True)
class Band:
    """How many of each group score from low to below high (the last band holds both)."""

    low: float
    high: float
    solo: Count
    team: Count


@dataclass(frozen=True)
class ItemAnswers:
    """How many of each group gave each answer to one question, in the codebook's order."""

    item: str
    solo: Mapping[str, Count]
    team: Mapping[str, Count]
