"""What is said of supports together: what is missing most, for whom more, what is left open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from analysis.codebook import Codebook
from analysis.counting.cohorts import EVERYONE, cohort_label
from analysis.published import Verdict, Withheld
from analysis.release import Release
from analysis.release.missing import Shown, gap_indicators
from analysis.sentences.captions import Caption, cell, group_names
from analysis.sentences.groups import mean
from analysis.sentences.numbers import number
from analysis.sentences.speech import amount, first_lower, first_upper, listed
from analysis.sentences.subject import Subject
from analysis.sentences.supports import support_finding

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
        found = [release.comparison(name, cohort) for name in gap_indicators(release)]
        every = (release.heads(cohort), *found)
        why = Withheld.together(each for each in every if isinstance(each, Withheld))
        return first_upper(f"{where}{why.text}")
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


def of_supports(release: Release, ranked: Sequence[Shown], cohort: str = EVERYONE) -> Caption:
    """Of what is wanted and what was received, the supports in the given order."""
    book, (solo, _) = release.codebook, group_names(release)
    title = _going_without(release, ranked[0], cohort)
    subtitle = (
        f"How many in 100 received it, and how many want it{_wanted(book, ranked[0])}. Ranked by "
        f"how many in 100 {solo} want it and did not receive it; ranks close to each other could "
        "be the other way round."
    )
    told = (
        f"{support_finding(release, each.support, cohort)} {without(release, each)}."
        for each in ranked
    )
    return Caption(title, subtitle, f"{title}. {' '.join(told)}")


def _going_without(release: Release, each: Shown, cohort: str) -> str:
    """'57 in 100 teams of one want mentoring and go without (95% interval 53 to 61)'."""
    subject = Subject(release, each.missing.indicator, cohort)
    share = subject.figure("mean", "solo")
    return mean(subject, share).removesuffix(".") if share else subject.about


def without(release: Release, each: Shown) -> str:
    """'Without it: 57 in 100 teams of one, 35 in 100 people in teams'."""
    solo, team = group_names(release)
    ours, theirs = number(each.missing.solo.mean), number(each.missing.team.mean)
    return f"Want it and did not receive it: {ours} in 100 {solo}, {theirs} in 100 {team}"


def of_support_gaps(release: Release, ranked: Sequence[Shown]) -> Caption:
    """Of the differences in going without, the supports in the given order."""
    solo, team = group_names(release)
    calls = [each.missing.verdict for each in ranked]
    more, less = calls.count(Verdict.HIGHER), calls.count(Verdict.LOWER)
    parts = [f"more often for {more}" if more else "", f"less often for {less}" if less else ""]
    told, of = listed(part for part in parts if part), amount(number(len(ranked)), "supports")
    title = f"{first_upper(solo)} go without {told} of {of}"
    if not told:
        title = f"No clear difference in who goes without, for any of {of}"
    subtitle = (
        f"Want it and did not receive it: difference in percentage points, {solo} minus {team}, "
        "with its 95% interval."
    )
    rows = (
        f"{release.codebook.supports[each.support].label}: {cell(release, each.missing, ', ')}."
        for each in ranked
    )
    return Caption(title, subtitle, f"{title}. {' '.join(rows)}")


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


def support_cells(each: Shown) -> list[tuple[str, str]]:
    """Received, wanted and missing, each of solo and of team."""
    three = (each.received, each.wanted, each.missing)
    return [(number(one.solo.mean), number(one.team.mean)) for one in three]


def _wanted(book: Codebook, each: Shown) -> str:
    """', 3 or more on the scale of 0 to 4', where the answers of wanting it are numbers."""
    asked = book.supports[each.support].importance
    scores = [o.score for o in book.options(asked) if o.score is not None]
    if not scores:
        return ""
    least, low, high = book.important_at_least, min(scores), max(scores)
    return f" (importance {least} or more on a scale of {low} to {high})"
