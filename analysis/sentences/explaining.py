"""The technical paragraph: how a figure was computed, and the numbers a statistician asks for."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.codebook import Codebook
from analysis.counting.cohorts import EVERYONE, is_pair
from analysis.methods import Method
from analysis.published import Figure
from analysis.sentences.behind import COMPARISONS, FAMILY, LOG, SIZE, P, behind, is_told, told
from analysis.sentences.groups import count_of
from analysis.sentences.numbers import count, exact, log10, number
from analysis.sentences.speech import amount
from analysis.sentences.subject import Subject

LEVELS = {"equivalence": 90}  # per cent; all other intervals are 95% ones
COUNTED = (
    "n",
    "level_n",
    "unscored",
    "effective_n",
)  # low and high are what the count may stand for
TESTED = {  # what the p-values of a figure are named after, where not after itself
    "mean_difference": "welch",
    "superiority": "brunner_munzel",
    "cliffs_delta": "brunner_munzel",
}
BY_OTHERS = ("newcombe",)  # tests that take the place of Welch's, and whose p is named after them
SIZED = {  # whose number of people a figure rests on, where not everybody with a score
    **dict.fromkeys(
        ("adjusted_difference", "unadjusted_difference", "ordinal_log_odds"),
        "n_adjusted_difference",
    ),
    **dict.fromkeys(("moderation", "gap_with", "gap_without"), "n_moderation"),
    **dict.fromkeys(("alpha", "omega", "dif", "dif_log_odds"), "n_complete"),
}
OF_ALL = ("n", "n_complete")  # sizes that hold for all terms
PROBABILITIES = (P, LOG)
NAMES = {"holm": "Holm", "benjamini-hochberg": "Benjamini and Hochberg"}


def technical(subject: Subject, figure: Figure, method: Method) -> str:
    """The method, then value, interval, rounding, p, n and what could have been detected."""
    tests = "; ".join(_tests(subject, figure))
    parts = (
        method.technical,
        _estimate(figure),
        f"{tests[:1].replace('w', 'W')}{tests[1:]}." if tests else "",
        _sizes(subject, figure),
        _detectable(subject) if figure.measure == "mean_difference" else "",
    )
    return " ".join(part for part in parts if part)


def _estimate(figure: Figure) -> str:
    """'Estimate 8.6, 95% interval 6.1 to 11.2, exact to 0.2 by rounding.'"""
    if figure.value is None or figure.measure.startswith(PROBABILITIES):
        return ""
    value, low, high = (
        None if each is None else exact(each, figure.step)
        for each in (figure.value, figure.low, figure.high)
    )
    level = f"{LEVELS.get(figure.measure, 95)}% interval"
    what = "standing for" if _is_count(figure) else level
    bounds = f", {what} {low} to {high}" if low is not None and high is not None else ""
    step = f", exact to {exact(figure.step, figure.step)} by rounding" if figure.step else ""
    return f"Estimate {value}{bounds}{step}."


def _is_count(figure: Figure) -> bool:
    """Whether low and high are what a rounded count may stand for, not an interval."""
    return figure.measure in COUNTED or figure.measure.startswith(SIZE)


def _tests(subject: Subject, figure: Figure) -> Iterator[str]:
    """'p = 0.0031', 'within its family (Holm, 3 indicators) p = 0.009'."""
    if figure.measure.startswith((P, FAMILY)) and is_told(figure):
        yield told(figure)
    name = TESTED.get(figure.measure, figure.measure)
    if figure.measure == "mean_difference" and figure.method in BY_OTHERS:
        name = figure.method
    p = subject.figure(f"p_{name}", term=figure.term)
    if is_told(p) and figure.group is None:
        log = subject.figure(f"log10_p_{name}", term=figure.term)
        small = f", {log10(log.value)}" if log is not None and log.value is not None else ""
        yield f"{told(p)}{small}"
    family = "p_adjusted" if figure.measure == "mean_difference" else f"p_family_{name}"
    adjusted = subject.figure(family, term=figure.term)
    if is_told(adjusted):
        yield f"within its family{_family(subject, adjusted)} {told(adjusted)}"


def _family(subject: Subject, adjusted: Figure) -> str:
    """' (Holm, 3 comparisons)'."""
    told = (each for each in family_of(subject, adjusted) if each)
    return f" ({', '.join(told)})"


def family_of(subject: Subject, adjusted: Figure) -> tuple[str, str]:
    """How and among how many a p-value is adjusted: ('Holm', '3 comparisons').

    Releases before the number was published say among what, by the codebook.
    """
    method, what = declared_family(subject.codebook, subject.indicator, subject.cohort)
    name = NAMES.get(adjusted.method or "", NAMES[method])
    of = adjusted.measure.removeprefix(FAMILY).removeprefix(P)
    found = subject.figure(f"{COMPARISONS}{of}", term=adjusted.term)
    if found is not None and found.value is not None:
        return name, amount(number(found.value), "comparisons")
    return name, what if adjusted.measure == "p_adjusted" else ""


def declared_family(codebook: Codebook, indicator: str, cohort: str) -> tuple[str, str]:
    """How and among what the codebook has a p-value adjusted: ('holm', '3 indicators')."""
    if cohort != EVERYONE:
        kind = "pairs of filters" if is_pair(cohort) else "single filters"
        return "benjamini-hochberg", f"this indicator by {kind}"
    for family in codebook.families.values():
        if indicator in family.indicators:
            return family.method, f"{len(family.indicators)} indicators"
    if indicator in codebook.headlines:
        return "holm", f"{len(codebook.headlines)} headline indicators"
    return "benjamini-hochberg", "all other indicators"


def _sizes(subject: Subject, figure: Figure) -> str:
    """'Rounded n: about 560 teams of one, about 820 people in teams.'"""
    if _is_count(figure):
        return ""
    kind = behind(figure.measure)
    name = SIZED.get(kind[1] if kind else figure.measure, "n")
    term = None if name in OF_ALL else figure.term
    sides = [figure.group] if figure.group else ["solo", "team"]
    found = [(side, subject.figure(name, side, term)) for side in sides]
    people = [
        f"{count(count_of(each))} {subject.group(side).many}"
        for side, each in found
        if each is not None
    ]
    return f"Rounded n: {', '.join(people)}." if people else ""


def _detectable(subject: Subject) -> str:
    found = subject.figure("minimum_detectable")
    if found is None or found.value is None:
        return ""
    return f"Minimum detectable difference (80% power): {exact(found.value, found.step)}."
