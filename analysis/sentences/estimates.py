"""Every published figure as a line of a table: what it is, its value, its interval."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.counting.cohorts import EVERYONE
from analysis.published import Figure, Withheld
from analysis.release import Release
from analysis.sentences.behind import (
    ALL_QUESTIONS,
    COMPARISONS,
    ERROR,
    FAMILY,
    FREEDOM,
    LOG,
    SIZE,
    P,
    behind,
    is_told,
    told,
)
from analysis.sentences.behind import term_of as in_a_sentence
from analysis.sentences.explaining import COUNTED, LEVELS, family_of
from analysis.sentences.groups import count_of
from analysis.sentences.numbers import count, decimals_told, exact, number
from analysis.sentences.speech import amount, first_upper
from analysis.sentences.subject import Manner, Subject

NAMES = {
    "n": "People with a score",
    "unscored": "People without a score",
    "mean": "Average",
    "sd": "Standard deviation",
    "median": "Median",
    "level_n": "People with a score",
    "level_mean": "Average",
    "level_sd": "Standard deviation",
    "share": "Share at or above the cut",
    "mean_difference": "Difference of averages",
    "superiority": "Probability of superiority",
    "cliffs_delta": "Cliff's delta",
    "hedges_g": "Hedges' g",
    "equivalence": "Equivalence",
    "minimum_detectable": "Minimum detectable difference",
    "share_difference": "Difference of shares",
    "share_ratio": "Ratio of shares",
    "placement_sd": "SD of the placements",
    "tie_factor": "Tie factor",
    "adjusted": "Difference of averages",  # p_adjusted: within its family
    "welch": "Welch's test",
    "newcombe": "Newcombe's test",
    "brunner_munzel": "Brunner and Munzel's test",
    "mann_whitney": "Mann and Whitney's test",
    "adjusted_difference": "Difference, like with like",
    "unadjusted_difference": "Difference, the same people not like with like",
    "ordinal_log_odds": "Log odds of a higher score, like with like",
    "weighted_difference": "Weighted difference",
    "effective_n": "Effective number of people",
    "complete": "People who answered every question",
    "moderation": "Gap with minus gap without",
    "gap_with": "Gap with",
    "gap_without": "Gap without",
    "alpha": "Cronbach's alpha",
    "omega": "McDonald's omega",
    "dif": "Question works unlike in both groups (gain in R²)",
    "dif_log_odds": "Log odds of a higher answer",
    "trend": "Change of the gap per wave",
    "heterogeneity": "Cochran's Q of the waves' gaps",
}
BEHIND = {  # what stands behind a figure, after its name
    FAMILY: "{}, adjusted p",
    LOG: "{}, log10 p",
    P: "{}, p",
    ERROR: "{}, standard error",
    FREEDOM: "{}, degrees of freedom",
    SIZE: "{}, n",
    COMPARISONS: "{}, comparisons adjusted for",
}
OF_SHARES = {  # an indicator that is yes or no for each person
    "mean": "Share",
    "level_mean": "Share",
    "mean_difference": "Difference of shares",
    "adjusted": "Difference of shares",
    "share": "Share, 0 to 1",
    "share_difference": "Difference of shares, 0 to 1",
}
ADJUSTED = "p_adjusted"
# What a reader of one comparison asks for, in this order; (measure, group).
KEY = (
    *((name, side) for name in ("n", "mean", "sd") for side in ("solo", "team")),
    *((name, None) for name in (
        "mean_difference", "p_welch", "log10_p_welch", "p_newcombe", "log10_p_newcombe", ADJUSTED,
        "superiority", "cliffs_delta", "p_brunner_munzel", "log10_p_brunner_munzel", "hedges_g",
        "equivalence", "minimum_detectable",
    )),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One figure: what it is and of whom, its value, its interval, and, of a count that is
    rounded, what it stands for."""

    what: str
    value: str
    between: str
    stands_for: str = ""


def key_lines(release: Release, indicator: str, cohort: str = EVERYONE) -> list[Line]:
    """The figures that one comparison is judged by, in a fixed order; what is absent has none."""
    subject = Subject(release, indicator, cohort)
    found = (subject.figure(measure, group) for measure, group in KEY)
    return [line(subject, each) for each in found if each is not None]


def all_lines(release: Release, indicator: str, cohort: str = EVERYONE) -> list[Line]:
    """Every published figure of an indicator in a cohort, in the table's order."""
    subject, found = Subject(release, indicator, cohort), release.figures(indicator, cohort)
    return [] if isinstance(found, Withheld) else [line(subject, each) for each in found]


def line(subject: Subject, figure: Figure) -> Line:
    bounds = _between(figure)
    between, stands_for = ("", bounds) if _is_count(figure) else (bounds, "")
    return Line(_what(subject, figure), _value(subject, figure), between, stands_for)


def _what(subject: Subject, figure: Figure) -> str:
    """'Average, teams of one', 'Gap with “mentoring”', 'Welch's test, p'."""
    kind = behind(figure.measure)
    of = kind[1] if kind else figure.measure
    names = NAMES | OF_SHARES if subject.manner is Manner.SHARE else NAMES
    name = names.get(of, first_upper(of.replace("_", " ")))
    if kind and of != ALL_QUESTIONS:
        name = BEHIND[FAMILY if figure.measure == ADJUSTED else kind[0]].format(name)
    if figure.measure == ADJUSTED:
        name += f" ({', '.join(family_of(subject, figure))})"
    about = _about(subject, figure.term)
    side = subject.group(figure.group).many if figure.group else ""
    return ", ".join(part for part in (f"{name}{about}", side) if part)


def _about(subject: Subject, term: str | None) -> str:
    """The support, question or answer that a figure is about; a model's id tells nobody more."""
    if term is None or term in subject.codebook.models:
        return ""
    about = in_a_sentence(subject, term)
    return f": {first_upper(about)}" if about != "it" else ""


def _value(subject: Subject, figure: Figure) -> str:
    """'9.25 points, higher', 'p < 0.0001', 'about 520', or why there is none."""
    if figure.measure.startswith((P, FAMILY)) and is_told(figure):
        return told(figure)
    if figure.value is None:
        return first_upper(figure.reason or "")
    if figure.measure.startswith(COMPARISONS):
        return number(figure.value)
    if _is_count(figure):
        return count(count_of(figure))
    value = exact(figure.value, figure.step)
    if figure.measure in IN_UNITS:
        of_one = figure.measure in ("mean", "level_mean")
        value = amount(value, subject.unit if of_one else subject.unit_apart)
    return f"{value}, {figure.verdict}" if figure.verdict else value


def _between(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    if _is_count(figure):
        return f"{number(figure.low)} to {number(figure.high)}"
    places = max(decimals_told(end, figure.step) for end in (figure.low, figure.high))
    told = f"{number(figure.low, places)} to {number(figure.high, places)}"
    level = LEVELS.get(figure.measure)
    return f"{told} ({level}%)" if level else told


def _is_count(figure: Figure) -> bool:
    return figure.measure in COUNTED or figure.measure.startswith(SIZE)


IN_UNITS = ("mean", "level_mean", "mean_difference", "minimum_detectable", "adjusted_difference")
