"""What is said of a p-value, a standard error, degrees of freedom, the people in a model."""

from __future__ import annotations

from typing import TypeGuard

from analysis.counting.cohorts import value_label
from analysis.levels import GROUPS, level_codes
from analysis.published import Figure
from analysis.sentences.groups import count_of
from analysis.sentences.numbers import chance, count, exact, log10, number, probability
from analysis.sentences.speech import amount, first_lower, first_upper
from analysis.sentences.subject import Subject

LOG, FAMILY, P, ERROR, FREEDOM, SIZE = "log10_p_", "p_family_", "p_", "se_", "df_", "n_"
COMPARISONS = "comparisons_"  # how many p-values were adjusted together
BELOW = "below"  # how the reason of a p-value starts that is too small to be written out
PREFIXES = (LOG, FAMILY, P, ERROR, FREEDOM, SIZE, COMPARISONS)  # the first that fits

NAMES = {
    "n": "the number of people",
    "unscored": "the number of people without a score",
    "mean": "the average",
    "sd": "the standard deviation",
    "median": "the median",
    "level_n": "the number of people of {term}",
    "level_mean": "the average of {term}",
    "level_sd": "the standard deviation of {term}",
    "share": "the share",
    "mean_difference": "the difference",
    "welch": "the difference",
    "superiority": "who comes out higher",
    "brunner_munzel": "who comes out higher",
    "mann_whitney": "the rank sum",
    "placement_sd": "the spread of the placements",
    "tie_factor": "the tie factor",
    "cliffs_delta": "Cliff's delta",
    "hedges_g": "Hedges' g",
    "equivalence": "equivalence",
    "share_difference": "the difference of the shares",
    "share_ratio": "the ratio of the shares",
    "minimum_detectable": "the minimum detectable difference",
    "adjusted_difference": "the difference of like with like",
    "unadjusted_difference": "the difference before comparing like with like",
    "ordinal_log_odds": "the log odds ratio of a higher score",
    "weighted_difference": "the weighted difference",
    "effective_n": "the effective number of people",
    "moderation": "the difference between the gaps with and without {term}",
    "gap_with": "the gap with {term}",
    "gap_without": "the gap without {term}",
    "alpha": "alpha",
    "omega": "omega",
    "dif": "how alike {term} works in both groups",
    "dif_log_odds": "the log odds ratio of a higher answer to {term}",
    "trend": "the change from wave to wave",
    "heterogeneity": "how much the waves' gaps differ",
}
ALL_QUESTIONS = "complete"  # n_complete: how many answered every question of a scale
TERM = "{term}"  # stands for the support or question that a figure is about
NOTHING = {  # what a p-value supposes, and what would then come up
    "welch": ("the averages of all such people were equal", "a difference at least this large"),
    "brunner_munzel": (
        "neither group tended to come out higher",
        "an order at least this lopsided",
    ),
    "mann_whitney": ("both groups were spread alike", "a rank sum at least this far out"),
    "dif": ("both groups answered it alike", "a difference at least this large"),
    "heterogeneity": ("the gap were the same in all waves", "gaps at least this unlike"),
}
NONE_AT_ALL = ("there were none among all such people", "one at least this large")


def name_of(subject: Subject, measure: str, term: str | None) -> str:
    """What a figure is called in a sentence; its own id where nothing better is known."""
    name = NAMES.get(measure, measure.replace("_", " "))
    return f"{name.replace(TERM, term_of(subject, term))} on {subject.about}"


def term_of(subject: Subject, term: str | None) -> str:
    """A support's name, a question in quotes, 'team size 4 to 6'; 'it' where it is none of them."""
    book = subject.codebook
    if term in {code for group in GROUPS for code in level_codes(book, group)}:
        asked = book.grouping.question
        return f"{first_lower(book.label(asked))} {value_label(book, asked, str(term))}"
    if term in book.supports:
        return first_lower(book.supports[term].label)
    return f"“{book.label(term)}”" if term in book.questions else "it"


def behind(measure: str) -> tuple[str, str] | None:
    """('p_', 'welch') of p_welch: what kind of figure about what; None for a result itself."""
    for prefix in PREFIXES:
        if measure.startswith(prefix) and measure not in NAMES:
            return prefix, measure.removeprefix(prefix)
    return None


def plain(subject: Subject, figure: Figure, kind: str, of: str) -> str:
    """The sentence of a figure that stands behind another."""
    value = figure.value or 0.0
    name = name_of(subject, "mean_difference" if of == "adjusted" else of, figure.term)
    if kind == COMPARISONS:
        return f"The p-value of {name} is adjusted for {amount(number(value), 'comparisons')}."
    if kind == FAMILY or of == "adjusted":
        return f"{first_upper(name)}, allowing for all that was tested with it: {told(figure)}."
    match kind:
        case "log10_p_":
            return f"The p-value of {name} is below 0.0001 ({log10(value)})."
        case "p_":
            return _chance(subject, figure, name, of)
        case "se_":
            return f"The standard error of {name} is {exact(value, figure.step)}."
        case "df_":
            return f"The test of {name} has {number(value)} degrees of freedom."
    people = first_upper(f"{count(count_of(figure))} {subject.group(figure.group).many}")
    if of == ALL_QUESTIONS:
        return f"{people} answered all questions on {subject.about}."
    return f"{people} answered everything that {name} needs."


def is_told(p: Figure | None) -> TypeGuard[Figure]:
    """Whether a p-value is published: as a number, or as one too small to be written out."""
    return p is not None and (p.value is not None or (p.reason or "").startswith(BELOW))


def told(p: Figure) -> str:
    """A published p-value as technical readers write it: 'p = 0.031', 'p < 0.0001'."""
    return probability(p.value if p.value is not None else 0.0)


def _chance(subject: Subject, figure: Figure, name: str, of: str) -> str:
    supposed, found = NOTHING.get(of, NONE_AT_ALL)
    if of == "equivalence":
        least = subject.size(subject.rule.sesoi or 0.0)
        supposed, found = f"the true difference were {least} or more", "one this small"
    would = f"{found} would come up {chance(figure.value)} ({told(figure)})"
    return f"{first_upper(name)}: if {supposed}, {would}."
