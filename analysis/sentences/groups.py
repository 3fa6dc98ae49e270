"""What is said of one group: its size, its average, its spread, its middle, its share."""

from __future__ import annotations

from analysis.published import Count, Figure
from analysis.sentences.numbers import (
    count,
    in_100,
    interval,
    number,
    telling_decimals,
)
from analysis.sentences.speech import first_upper
from analysis.sentences.subject import Manner, Subject


def scored(subject: Subject, figure: Figure) -> str:
    told = f"{count(count_of(figure))} {_people(subject, figure)}"
    if subject.manner is Manner.SHARE:
        return f"{first_upper(told)} answered what this share is made of."
    return f"{first_upper(told)} have a score on {subject.about}."


def unscored(subject: Subject, figure: Figure) -> str:
    told = first_upper(f"{count(count_of(figure))} {_people(subject, figure)}")
    if subject.is_one_question:
        return f"{told} left out the question on {subject.about}."
    return f"{told} answered too little to count on {subject.about}."


def answered(subject: Subject) -> str:
    """Who is counted on the indicator and who is not; empty where the release does not say."""
    found = [(subject.figure("n", side), subject.figure("unscored", side)) for side in GROUPS]
    (ours, ours_not), (theirs, theirs_not) = found
    if ours is None or theirs is None:
        return ""
    told = (
        f"The numbers on {subject.about} come from {count(count_of(ours))} {subject.solo.many} "
        f"and {count(count_of(theirs))} {subject.team.many}"
    )
    if ours_not is None or theirs_not is None:
        return f"{told}."
    left = [count(count_of(each)) for each in (ours_not, theirs_not)]
    more = f"{left[0]} others of each" if left[0] == left[1] else f"{left[0]} and {left[1]} others"
    if subject.is_one_question:
        return f"{told}; {more} left the question out."
    return f"{told}; {more} skipped too many of its questions to count."


def mean(subject: Subject, figure: Figure) -> str:
    people, value = _people(subject, figure), figure.value or 0.0
    places = telling_decimals((value,), subject.terms.places)
    bounds = ""
    if figure.low is not None and figure.high is not None:
        bounds = f" ({interval(figure.low, figure.high, places)})"
    match subject.manner:
        case Manner.SHARE:
            return f"{number(value, places)} in 100 {people} {subject.have}{bounds}."
        case Manner.SCORE:
            told = f"score {number(value, places)} on {subject.about} on average"
            return f"{first_upper(people)} {told}{bounds}."
    told = f"{people} report {subject.size(value)} on average"
    return f"{subject.head} {told}{bounds}."


def sd(subject: Subject, figure: Figure) -> str:
    people, value = _people(subject, figure), figure.value or 0.0
    if subject.manner is Manner.SHARE:
        told = f"the standard deviation of {people} is {number(value)}, no being 0 and yes 100"
        return f"{subject.head} {told}."
    told = f"{people} typically lie {subject.size(value)} from"
    return f"{subject.head} {told} their average (standard deviation)."


def median(subject: Subject, figure: Figure) -> str:
    people, value = _people(subject, figure), figure.value or 0.0
    if subject.manner is Manner.SHARE:
        told = {0.0: "no", 100.0: "yes"}.get(value, "neither yes nor no")
        return f"{subject.head} the middle answer of {people} is {told}."
    told = subject.size(value)
    return f"{subject.head} the middle one of {people} stands at {told} (median)."


def share(subject: Subject, figure: Figure) -> str:
    told = f"{in_100(figure.value or 0.0)} in 100 {_people(subject, figure)} {reach(subject)}"
    if figure.low is None or figure.high is None:
        return f"{told}."
    bounds = f"{in_100(figure.low)} to {in_100(figure.high)}"
    return f"{told} (95% interval {bounds})."


def reach(subject: Subject) -> str:
    """What the people of a share have in common: 'score 50 or more on isolation'."""
    if subject.manner is Manner.SHARE or subject.made.cut is None:
        return subject.have
    cut = subject.size(subject.made.cut)
    verb = "score" if subject.manner is Manner.SCORE else "report"
    return f"{verb} {cut} or more on {subject.about}"


def count_of(figure: Figure) -> Count:
    """The rounded count that a figure stands for."""
    about, low, high = (int(each or 0) for each in (figure.value, figure.low, figure.high))
    return Count(about, low, high)


def _people(subject: Subject, figure: Figure) -> str:
    return subject.group(figure.group).many


GROUPS = ("solo", "team")
