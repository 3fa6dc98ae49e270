"""What is said of averages by the answer that makes the groups, such as the team size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.counting.cohorts import value_label
from analysis.methods import method
from analysis.published import Comparison, Figure, GroupScore
from analysis.release import Release
from analysis.sentences.captions import Caption
from analysis.sentences.groups import mean, scored, sd
from analysis.sentences.numbers import count, decimals_of, number
from analysis.sentences.speech import first_lower, first_upper
from analysis.sentences.subject import Manner, Subject, Told

Levels = Sequence[tuple[str, str, GroupScore]]  # group, answer's code, score


@dataclass(frozen=True)
class Part:
    """A group as a ``whole``, or the part of it that one answer makes."""

    name: str
    group: str
    score: GroupScore
    whole: bool


UNITS = {
    Manner.SCORE: "Average score",
    Manner.SHARE: "How many in 100",
    Manner.AMOUNT: "Average",
}


def of_levels(release: Release, compared: Comparison, found: Levels) -> Caption:
    """Of both groups' averages, and of those by the answers that make a group."""
    subject = Subject(release, compared.indicator)
    title = _title(subject, compared, found)
    told = [
        f"{each.name}: {score_of(release, compared.indicator, each.score)}."
        for each in parts_of(release, compared, found)
    ]
    unit = UNITS[subject.manner]
    asked = release.codebook.label(release.codebook.grouping.question)
    subtitle = f"{unit} by {first_lower(asked)}, with its 95% interval. Everyone who answered."
    return Caption(title, subtitle, " ".join([f"{title}.", *told]))


def parts_of(release: Release, compared: Comparison, found: Levels) -> list[Part]:
    """Each group, and below it its parts in the order of the answers."""
    told: list[Part] = []
    for group, score in (("solo", compared.solo), ("team", compared.team)):
        many = Subject(release, compared.indicator).group(group).many
        told.append(Part(first_upper(many), group, score, whole=True))
        told += [
            Part(first_upper(name_of(release, code)), group, part, whole=False)
            for side, code, part in found
            if side == group
        ]
    return told


def name_of(release: Release, code: str) -> str:
    """The words of an answer that makes a group: '4 to 6'."""
    return value_label(release.codebook, release.codebook.grouping.question, code)


def score_of(release: Release, indicator: str, score: GroupScore) -> str:
    """An average in a table's cell: '49 (46 to 52), about 182'."""
    decimals = decimals_of(release.measures[indicator])
    value, low, high = (number(each, decimals) for each in (score.mean, score.low, score.high))
    return f"{value} ({low} to {high}), {count(score.n)}"


def how_by_level(release: Release, compared: Comparison, found: Levels) -> Told:
    """How they came about."""
    used = method("level-averages", release.codebook)
    sizes = "; ".join(
        f"{each.name}: {count(each.score.n)}" for each in parts_of(release, compared, found)
    )
    return Told("", f"{used.technical} Rounded n: {sizes}.", used.reference, used.plain)


def level_mean(subject: Subject, figure: Figure) -> str:
    """'Team size 4 to 6: people in teams score 49 on burnout on average (...).'"""
    return f"{_of(subject, figure)}: {mean(subject, figure)}"


def level_sd(subject: Subject, figure: Figure) -> str:
    return f"{_of(subject, figure)}: {first_lower(sd(subject, figure))}"


def level_n(subject: Subject, figure: Figure) -> str:
    return f"{_of(subject, figure)}: {first_lower(scored(subject, figure))}"


def _of(subject: Subject, figure: Figure) -> str:
    question = subject.codebook.grouping.question
    return f"{subject.codebook.label(question)} {name_of(subject.release, figure.term or '')}"


def _title(subject: Subject, compared: Comparison, found: Levels) -> str:
    """'Burnout by team size: teams of one 59, people in teams 49 (4 to 6) to 51 (7 or more)'."""
    told = []
    for group, score in (("solo", compared.solo), ("team", compared.team)):
        own = sorted((part.mean, _kept(name_of(subject.release, code)))
                     for side, code, part in found if side == group)  # fmt: skip
        low, high = (_number(subject, each) for each in _ends(own, score.mean))
        words = (
            f"{low} ({_kept(own[0][1])}) to {high} ({_kept(own[-1][1])})" if low != high else low
        )
        told.append(f"{subject.group(group).many} {words}")
    asked = first_lower(subject.codebook.label(subject.codebook.grouping.question))
    return f"{subject.rule.label} by {asked}: {', '.join(told)}"


def _kept(name: str) -> str:
    """A short name that no line ends in the middle of."""
    return name.replace(" ", "\u00a0")


def _ends(own: Sequence[tuple[float, str]], whole: float) -> tuple[float, float]:
    """The lowest and the highest average of a group's parts; its own where it has none."""
    return (own[0][0], own[-1][0]) if own else (whole, whole)


def _number(subject: Subject, value: float) -> str:
    return number(value, decimals_of(subject.rule))
