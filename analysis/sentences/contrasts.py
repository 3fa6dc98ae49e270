"""What is said of solo against team, beside the difference of their averages."""

from __future__ import annotations

from analysis.published import Figure
from analysis.sentences import gaps
from analysis.sentences.gaps import SHARES, Terms
from analysis.sentences.groups import reach
from analysis.sentences.numbers import exact, in_100, number, rounded, two_digits
from analysis.sentences.subject import Subject

SPREADS = Terms("standard deviations", "higher", "lower", 2)
EVEN = 0.5  # the superiority of neither group


def superiority(subject: Subject, figure: Figure) -> str:
    """'Compare a random team of one with a random person in a team: the team of one is more
    isolated 62 times in 100.'"""
    more = subject.made.wording.more
    told = f"is {more}" if more else "comes out higher"
    times = f"{in_100(figure.value or 0.0)} times in 100{_in_100_ends(figure)}"
    even = "" if _is_lopsided(figure) else "; 50 would be no difference"
    solo, team = subject.solo.one, subject.team.one
    return f"Compare a random {solo} with a random {team}: the {solo} {told} {times}{even}."


def cliffs_delta(subject: Subject, figure: Figure) -> str:
    value, low, high = (100 * (each or 0.0) for each in (figure.value, figure.low, figure.high))
    if not rounded(value):
        return (
            f"Of all pairs of one of each, those in which the {subject.solo.one} comes out higher "
            f"are as many as those in which the {subject.team.one} does "
            f"({number(low)} to {number(high)} in 100)."
        )
    winner, loser = (subject.solo, subject.team) if value > 0 else (subject.team, subject.solo)
    ends = (low, high) if value > 0 else (-high, -low)
    return (
        f"Of all pairs of one of each, those in which the {winner.one} comes out higher outnumber "
        f"those in which the {loser.one} does by {number(abs(value))} in 100 "
        f"({number(ends[0])} to {number(ends[1])})."
    )


def hedges_g(subject: Subject, figure: Figure) -> str:
    gap = gaps.gap_of(figure)
    if gap is None:
        return ""
    size = f"{subject.solo.many} are {gaps.size(SPREADS, gap)}" if gap.value else "nobody is higher"
    return (
        f"Measured by how much people differ among themselves, {size} on {subject.about} "
        f"({gaps.within(SPREADS, gap)})."
    )


def equivalence(subject: Subject, figure: Figure) -> str:
    """Whether the difference is too small to matter, by its 90% interval."""
    smallest, gap = subject.rule.sesoi, gaps.gap_of(figure)
    if smallest is None or gap is None:
        return f"On {subject.about} no difference is declared too small to matter."
    limit, bounds = subject.size(smallest), gaps.signed_ends(subject.terms, gap)
    if -smallest < gap.low and gap.high < smallest:
        return (
            f"Close enough to call the same on {subject.about}: the 90% interval of the "
            f"difference, {bounds}, lies within {limit} either way."
        )
    return (
        f"Not shown to be the same on {subject.about}: the 90% interval of the difference, "
        f"{bounds}, is not within {limit} either way."
    )


def share_difference(subject: Subject, figure: Figure) -> str:
    gap = gaps.gap_of(figure)
    if gap is None:
        return ""
    told = f"{gaps.size(SHARES, gap.times(100))} ({gaps.within(SHARES, gap.times(100))})"
    ours, theirs = (subject.value("share", side) or 0.0 for side in ("solo", "team"))
    return (
        f"{in_100(ours)} in 100 {subject.solo.many} {reach(subject)}, against {in_100(theirs)} in "
        f"100 {subject.team.many}: {told}."
    )


def share_ratio(subject: Subject, figure: Figure) -> str:
    bounds = ""
    if figure.low is not None and figure.high is not None:
        bounds = f" (95% interval {two_digits(figure.low)} to {two_digits(figure.high)})"
    return (
        f"In proportion {two_digits(figure.value or 1.0)} times as many {subject.solo.many} as "
        f"{subject.team.many} {reach(subject)}{bounds}."
    )


def minimum_detectable(subject: Subject, figure: Figure) -> str:
    return (
        f"With this many answers a true difference of {subject.size(figure.value or 0.0)} on "
        f"{subject.about} would be found in 80 of 100 such surveys, a smaller one in fewer."
    )


def placement_sd(subject: Subject, figure: Figure) -> str:
    mine, others = subject.solo, subject.team
    if figure.group == "team":
        mine, others = others, mine
    return (
        f"How many {others.many} a {mine.one} scores above on {subject.about} differs from one to "
        f"the next by {in_100(figure.value or 0.0)} in 100, as a rule (standard deviation)."
    )


def tie_factor(subject: Subject, figure: Figure) -> str:
    told = exact(figure.value or 0.0, figure.step)
    return (
        f"Tie factor of {subject.about}: {told}; the nearer to 1, the fewer people share a score."
    )


def disagreement(subject: Subject) -> str:
    """Where averages and order answer differently, that they do; else nothing."""
    gap = gaps.gap_of(subject.figure("mean_difference"))
    order = subject.figure("superiority")
    if gap is None or order is None or order.low is None or order.high is None:
        return ""
    by_order = order.low > EVEN or order.high < EVEN
    if gap.is_clear == by_order:
        opposed = by_order and (gap.value > 0) != ((order.value or EVEN) > EVEN)
        return f"{OPPOSED} {WHY_DISAGREE}" if opposed else ""
    return f"{MEAN_ALONE if gap.is_clear else ORDER_ALONE} {WHY_DISAGREE}"


MEAN_ALONE = "The averages of the two groups differ clearly; who comes out higher does not."
ORDER_ALONE = "Who comes out higher differs clearly; the averages of the two groups do not."
OPPOSED = "By their averages one group is higher, by who comes out higher the other."
WHY_DISAGREE = "That happens where a few people score far from all others."


def _is_lopsided(figure: Figure) -> bool:
    return figure.low is None or figure.high is None or figure.low > EVEN or figure.high < EVEN


def _in_100_ends(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f" ({in_100(figure.low)} to {in_100(figure.high)})"
