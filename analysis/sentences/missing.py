"""What is said of supports together: what is missing most, for whom more, what is left open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from analysis.codebook import Codebook
from analysis.counting.cohorts import EVERYONE, cohort_label
from analysis.published import Withheld
from analysis.release import Release
from analysis.release.missing import Shown, why_none
from analysis.sentences.numbers import number
from analysis.sentences.row_words import group_names
from analysis.sentences.speech import first_lower, first_upper, listed

MOST_NAMED = 3  # supports that a sentence lists
ALL_TICKED = "You tick everything that can be shown here."
ALIKE = 10.0  # in 100: shares further apart are not called about equal, however uncertain
Named = Iterable[tuple[str, Withheld]]


def missing_headline(release: Release, ranked: Sequence[Shown], cohort: str = EVERYONE) -> str:
    """'Teams of one most often go without a budget for conferences.'

    Only where its interval lies above all others'; else it is named among those it can't be told
    apart from: 'go without a budget for conferences and 4 others, about equally often' where all
    lie within ``ALIKE`` of it, and where they do not, that they can't be ranked.
    """
    where = f"{cohort_label(release.codebook, cohort)}: " if cohort else ""
    if not ranked:
        return first_upper(f"{where}{why_none(release, cohort).text}")
    first, *others = ranked
    tied = [each for each in others if each.missing.solo.high >= first.missing.solo.low]
    name, (solo, _) = support_noun(release.codebook, first.support), group_names(release)
    if not tied:
        return first_upper(f"{where}{solo} most often go without {name}")
    if len(tied) == 1:
        name = listed([name, support_noun(release.codebook, tied[0].support)])
    else:
        name = f"{name} and {len(tied)} others"
    lowest = min(each.missing.solo.mean for each in tied)
    alike = first.missing.solo.mean - lowest <= ALIKE
    how = "about equally often" if alike else "too uncertain to rank"
    return first_upper(f"{where}{solo} go without {name}, {how}")


def still_open(release: Release, ranked: Sequence[Shown], ticked: Collection[str]) -> str:
    """Which of the supports that are not ticked solo people go without."""
    left = [each for each in ranked if each.support not in ticked]
    if not left:
        return ALL_TICKED
    solo, _ = group_names(release)
    names = (
        f"{support_noun(release.codebook, each.support)} ({number(each.missing.solo.mean)} in 100)"
        for each in left[:MOST_NAMED]
    )
    return f"Of what you did not tick, {solo} go without {listed(names)}."


def not_told(release: Release, hidden: Named) -> str:
    """Which supports are not told of, and why; empty where all are."""
    book = release.codebook.supports
    told = (f"{book[name].label}: {why.text}." for name, why in hidden)
    return " ".join(told)


def support_noun(codebook: Codebook, support: str) -> str:
    return first_lower(codebook.supports[support].label)
