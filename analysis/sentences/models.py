"""What is said of models: like with like, supports, scales, waves, weights."""

from __future__ import annotations

from dataclasses import replace

from analysis.published import Figure, Verdict
from analysis.sentences import gaps
from analysis.sentences.behind import term_of
from analysis.sentences.gaps import Gap, Terms
from analysis.sentences.groups import count_of
from analysis.sentences.numbers import coefficient, count, exact, number
from analysis.sentences.speech import amount, first_lower, listed
from analysis.sentences.subject import Manner, Subject

HANGS_TOGETHER = 0.7  # Nunnally 1978, Psychometric Theory: what a scale in research needs
BY_CHANCE = 0.05
CALLS = {Verdict.SAME: "about the same", Verdict.UNCERTAIN: "too uncertain to call"}


def adjusted_difference(subject: Subject, figure: Figure) -> str:
    """'Comparing like with like (industry): teams of one score 8 points higher; without: 9.'"""
    names = covariates(subject, figure)
    like = f" ({listed(names)})" if names else ""
    told = f"Comparing like with like{like}: {called(subject, figure)}"
    twin = gaps.gap_of(subject.figure("unadjusted_difference", term=figure.term))
    without = f"; without: {gaps.size(subject.terms, twin)}" if twin else ""
    return f"{told}{without}."


def covariates(subject: Subject, figure: Figure | None) -> list[str]:
    """What a model compares like with like on: 'industry', 'region'."""
    model = subject.codebook.models.get((figure.term if figure else None) or "")
    names = model.covariates if model else ()
    return [first_lower(subject.codebook.label(name)) for name in names]


def unadjusted_difference(subject: Subject, figure: Figure) -> str:
    return f"The same people, not compared like with like: {_stated(subject, figure)}."


def ordinal_log_odds(subject: Subject, figure: Figure) -> str:
    told = _leaning(figure, f"{subject.solo.many} tend to score", f"on {subject.about}")
    return f"Counting only the order of the scores, like with like, {told} {_odds(figure)}."


def weighted_difference(subject: Subject, figure: Figure) -> str:
    names = [first_lower(subject.codebook.label(name)) for name in subject.codebook.margins]
    to = f" to the known shares of {listed(names)}" if names else ""
    told = f"Weighted{to}: {called(subject, figure)}"
    plain = gaps.gap_of(subject.figure("mean_difference"))
    without = f"; unweighted: {gaps.size(subject.terms, plain)}" if plain else ""
    return f"{told}{without}."


def effective_n(subject: Subject, figure: Figure) -> str:
    people = subject.group(figure.group).many
    return (
        f"Weighted to the known shares, the answers of {people} on {subject.about} weigh as much "
        f"as those of {count(count_of(figure))} would unweighted."
    )


def moderation(subject: Subject, figure: Figure) -> str:
    """'The gap is smaller where people received mentoring: 6 against 11 points.'"""
    support = _support(subject, figure)
    given, not_given = (
        subject.value(measure, term=figure.term) for measure in ("gap_with", "gap_without")
    )
    about = f"The gap on {subject.about}"
    if given is None or not_given is None:
        return f"{about} can't be shown with and without {support}."
    sizes = _against(subject, given, not_given)
    match figure.verdict:
        case Verdict.HIGHER | Verdict.LOWER:
            way = "larger" if figure.verdict is Verdict.HIGHER else "smaller"
            return f"{about} is {way} where people received {support}: {sizes}."
        case Verdict.SAME:
            return f"{about} is about the same with and without {support}: {sizes}."
    return f"No clear difference in the gap on {subject.about} with and without {support}: {sizes}."


def gap_with(subject: Subject, figure: Figure) -> str:
    told = _stated(subject, figure)
    return f"Where people received {_support(subject, figure)}, {told}."


def gap_without(subject: Subject, figure: Figure) -> str:
    told = _stated(subject, figure)
    return f"Where people did not receive {_support(subject, figure)}, {told}."


def alpha(subject: Subject, figure: Figure) -> str:
    return _coherence(subject, figure, "alpha")


def omega(subject: Subject, figure: Figure) -> str:
    return _coherence(subject, figure, "omega")


def dif(subject: Subject, figure: Figure) -> str:
    """Whether one question works alike in both groups."""
    question = term_of(subject, figure.term)
    gain = f"the group adds {exact(figure.value or 0.0, figure.step)} to what explains its answers"
    if figure.verdict is Verdict.SAME:
        return f"{question} works alike in both groups ({gain})."
    way = "higher" if figure.verdict is Verdict.HIGHER else "lower"
    return (
        f"{question} does not work alike in both groups: with the other questions answered the "
        f"same, {subject.solo.many} score {way} on it ({gain})."
    )


def dif_log_odds(subject: Subject, figure: Figure) -> str:
    question = term_of(subject, figure.term)
    told = _leaning(figure, f"{subject.solo.many} score", f"on {question}")
    return f"With the other questions answered the same, {told} {_odds(figure)}."


def functioning(subject: Subject) -> str:
    """Which questions of the scale work alike in both groups; empty where none was checked."""
    found = [(name, subject.figure("dif", term=name)) for name in subject.made.items]
    checked = {name: each for name, each in found if each is not None and each.verdict is not None}
    unlike = [name for name, each in checked.items() if each.verdict is not Verdict.SAME]
    if not checked:
        return ""
    names = listed(term_of(subject, name) for name in unlike)
    what = f"The questions on {subject.about}"
    if not unlike:
        all_of = "" if len(checked) == len(found) else " that could be checked"
        return f"{what}{all_of} work alike in both groups."
    verb = "does" if len(unlike) == 1 else "do"
    return f"{what} work alike in both groups, but {names} {verb} not."


def trend(subject: Subject, figure: Figure) -> str:
    """'The gap on burnout grows by 1.2 points per wave.'"""
    slope, about, terms = gaps.gap_of(figure), subject.about, of_slopes(subject)
    if slope is None:
        return ""
    if figure.verdict in (Verdict.HIGHER, Verdict.LOWER):
        way = "grows" if figure.verdict is Verdict.HIGHER else "shrinks"
        size = slope if slope.value > 0 else slope.times(-1)
        by = amount(number(size.value, gaps.decimals(terms, size)), terms.unit)
        return f"The gap on {about} {way} by {by} per wave ({gaps.within(terms, size)})."
    bounds = gaps.between(terms, slope)
    if figure.verdict is Verdict.SAME:
        return f"The gap on {about} is about the same in all waves (change per wave {bounds})."
    return f"No clear change over the waves in the gap on {about} (change per wave {bounds})."


def of_slopes(subject: Subject) -> Terms:
    """The terms of a change a wave, with a decimal more: slopes are smaller than gaps."""
    return replace(subject.terms, places=subject.terms.places + 1)


def heterogeneity(subject: Subject, figure: Figure) -> str:
    p = subject.figure("p_heterogeneity")
    by_chance = p is not None and p.value is not None and p.value >= BY_CHANCE
    told = "no more than chance would make them" if by_chance else "by more than chance"
    return f"The waves' gaps on {subject.about} differ {told}."


def called(subject: Subject, figure: Figure) -> str:
    """What a difference comes to, with its verdict where that is not plain from its size."""
    call = CALLS.get(figure.verdict) if figure.verdict else None
    told = _stated(subject, figure)
    return f"{call}; {told}" if call else told


def _stated(subject: Subject, figure: Figure) -> str:
    """'teams of one score 8 points higher on isolation (95% interval 5 to 11)'."""
    gap = gaps.gap_of(figure)
    if gap is None:
        return "no interval"
    bounds = f"({gaps.within(subject.terms, gap)})"
    if not gap.value:
        return f"no difference on {subject.about} {bounds}"
    size, solo = gaps.size(subject.terms, gap), subject.solo.many
    match subject.manner:
        case Manner.SHARE:
            share = f"the share of {solo} who {subject.have}"
            return f"{share} is {size} than that of {subject.team.many} {bounds}"
        case Manner.SCORE:
            return f"{solo} score {size} on {subject.about} {bounds}"
    return f"{solo} report {size} on {subject.about} {bounds}"


def _support(subject: Subject, figure: Figure) -> str:
    return term_of(subject, figure.term)


def _against(subject: Subject, given: float, not_given: float) -> str:
    """'6 against 11 points'; with the ways in words where the gaps go opposite ways."""
    terms = subject.terms
    if given * not_given < 0:
        sizes = (gaps.size(terms, Gap(each, each, each)) for each in (given, not_given))
        return " against ".join(sizes)
    both = Gap(0.0, abs(given), abs(not_given))
    places = gaps.decimals(terms, both)
    told = amount(number(both.high, places), terms.unit)
    return f"{number(both.low, places)} against {told}"


def _coherence(subject: Subject, figure: Figure, name: str) -> str:
    who = f"Among {subject.group(figure.group).many}, the" if figure.group else "The"
    value = figure.value or 0.0
    loosely = "" if value >= HANGS_TOGETHER else " only loosely"
    bounds = ""
    if figure.low is not None and figure.high is not None:
        bounds = f", 95% interval {coefficient(figure.low)} to {coefficient(figure.high)}"
    return (
        f"{who} questions on {subject.about} hang together{loosely} "
        f"({name} {coefficient(value)}{bounds})."
    )


def _leaning(figure: Figure, who: str, where: str) -> str:
    """Who scores higher, where the interval of the log odds ratio leaves out zero."""
    gap = gaps.gap_of(figure)
    if gap is None or not gap.is_clear:
        return "neither group clearly scores higher"
    return f"{who} {'higher' if gap.value > 0 else 'lower'} {where}"


def _odds(figure: Figure) -> str:
    value, low, high = (
        exact(each or 0.0, figure.step) for each in (figure.value, figure.low, figure.high)
    )
    return f"(log odds ratio {value}, 95% interval {low} to {high})"
