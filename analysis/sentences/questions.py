"""What is said of one question by itself: who gave which answer."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.codebook import NOT_GIVEN
from analysis.counting.cohorts import EVERYONE
from analysis.methods import method
from analysis.published import Count, ItemAnswers, Withheld
from analysis.release import Release
from analysis.release.halves import Halves, halves
from analysis.sentences.gaps import SHARES, Gap, size, within
from analysis.sentences.numbers import number, rounded
from analysis.sentences.row_words import group_names
from analysis.sentences.speech import first_lower
from analysis.sentences.subject import Told

FROM_COUNTS = (
    "The counts of single answers are published rounded to 5, and nothing else is; this is "
    "computed from them. Nobody declared a comparison of single questions beforehand, so there is "
    "no test and no verdict."
)
ROUNDING = (
    "The rounding of the counts is counted as uncertainty, and the lowest sizes that they may "
    "stand for are taken."
)


def tell_question(release: Release, item: str, cohort: str = EVERYONE) -> Told | None:
    """Who gave one of the upper answers, the difference, its interval; None where there is none."""
    found = release.answers(item, cohort)
    if isinstance(found, Withheld):
        return None
    split = halves(release.codebook, found)
    if split is None:
        return None
    used = method("newcombe", release.codebook)
    plain = f"{split_in_words(release, found, split)}: {_apart(split)}."
    return Told(plain, f"{used.technical} {ROUNDING}", used.reference, FROM_COUNTS)


def in_100(counts: Mapping[str, Count]) -> dict[str, float]:
    """Answer -> how many in 100 of those who answered gave it."""
    given = {code: each for code, each in counts.items() if code != NOT_GIVEN}
    whole = sum(each.about for each in given.values()) or 1
    return {code: 100 * each.about / whole for code, each in given.items()}


def wording(release: Release, item: str) -> str:
    """A question's wording, after the heading of its grid where it is a row of one."""
    question = release.codebook.questions[item]
    if question.grid is None:
        return question.text
    return f"{release.codebook.grids[question.grid].text} {question.text}"


def split_in_words(release: Release, found: ItemAnswers, split: Halves) -> str:
    """'58 in 100 teams of one say often or always, 41 in 100 people in teams'.

    Each number is the sum of those that the picture shows.
    """
    texts = {option.code: option.text for option in release.codebook.options(found.item)}
    ours, theirs = (
        number(sum(rounded(side.get(code, 0.0)) for code in split.answers))
        for side in map(in_100, (found.solo, found.team))
    )
    said = " or ".join(first_lower(texts[code]) for code in split.answers)
    solo, team = group_names(release)
    return f"{ours} in 100 {solo} say {said}, {theirs} in 100 {team}"


def _apart(split: Halves) -> str:
    gap = Gap(split.difference, split.low, split.high).times(100)
    return f"{size(SHARES, gap)} ({within(SHARES, gap)})"
