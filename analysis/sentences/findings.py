"""The plain sentence of a comparison: its size, its interval, its verdict."""

from __future__ import annotations

from analysis.counting.cohorts import EVERYONE
from analysis.published import Comparison, Verdict
from analysis.release import Release
from analysis.sentences.gaps import Gap, decimals, size, within
from analysis.sentences.numbers import scores
from analysis.sentences.speech import first_upper
from analysis.sentences.subject import Manner, Subject

TINY = 30  # people; with fewer in a group it is said that they are why nothing can be called
CALLS = {Verdict.SAME: "About the same", Verdict.UNCERTAIN: "Too uncertain to call"}


def finding(release: Release, compared: Comparison) -> str:
    """The plain sentence of one comparison, with its interval and its verdict."""
    subject = Subject(release, compared.indicator, compared.cohort)
    if compared.difference is None or compared.low is None or compared.high is None:
        why = f"the difference can't be estimated, because {compared.reason}"
        return f"{subject.head} {why}."
    gap = Gap(compared.difference, compared.low, compared.high)
    tellers = {Manner.SCORE: _score, Manner.SHARE: _share, Manner.AMOUNT: _amount}
    told = tellers[subject.manner](subject, compared, gap)
    if compared.verdict is Verdict.UNCERTAIN:
        return f"{told} {why_uncertain(subject, compared, gap)}".strip()
    return told


def why_uncertain(subject: Subject, compared: Comparison, gap: Gap) -> str:
    """Why nothing is called: many comparisons, or too few answers for less than so much."""
    if gap.is_clear:
        what = "Several measures" if compared.cohort == EVERYONE else "Many groups"
        return f"{what} were compared; allowing for that, it may be chance."
    least = compared.minimum_detectable
    if not least:
        return ""
    people = min(compared.solo.n.about, compared.team.n.about)
    few = "so few answers" if people < TINY else "this many answers"
    if least >= subject.rule.high - subject.rule.low:
        return f"With {few} no difference would be sure to show."
    told = subject.size(least)
    return f"With {few} only a difference of about {told} or more would show."


def _score(subject: Subject, compared: Comparison, gap: Gap) -> str:
    solo, team, about = subject.solo.many, subject.team.many, subject.about
    apart, bounds = size(subject.terms, gap), within(subject.terms, gap)
    if compared.verdict is Verdict.SAME:
        more = f"{solo} {apart}" if gap.value else "no difference on average"
        return f"{first_upper(solo)} and {team} score about the same on {about}: {more} ({bounds})."
    if compared.verdict is Verdict.UNCERTAIN:
        told = f"{solo} score {apart}" if gap.value else "both groups score alike"
        return f"Too uncertain to call on {about}: {told} ({bounds})."
    return f"{first_upper(solo)} score {apart} on {about} ({bounds})."


def _share(subject: Subject, compared: Comparison, gap: Gap) -> str:
    places = decimals(subject.terms, gap)
    ours, theirs = scores(subject.rule, compared.solo.mean, compared.team.mean, places)
    call = CALLS.get(compared.verdict) if compared.verdict else None
    told = (
        f"{ours} in 100 {subject.solo.many} {subject.have}, against {theirs} in 100 "
        f"{subject.team.many}{',' if call else ':'} {size(subject.terms, gap)}"
    )
    told = f"{told} ({within(subject.terms, gap)})."
    return f"{call}: {told}" if call else told


def _amount(subject: Subject, compared: Comparison, gap: Gap) -> str:
    solo, team = subject.solo.many, subject.team.many
    told = f"both groups report the same ({within(subject.terms, gap)})."
    if gap.value:
        told = (
            f"{solo} report {size(subject.terms, gap)} than {team} on average "
            f"({within(subject.terms, gap)})."
        )
    call = CALLS.get(compared.verdict) if compared.verdict else None
    return f"{call} on {subject.about}: {told}" if call else f"{subject.head} {told}"
