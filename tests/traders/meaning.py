"""What the traders meant, and what became of it: nothing may be read as something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from analysis.answers.intake_report import Found, IntakeReport
from analysis.codebook import Kind
from analysis.codebook.scoring import column, tick_column
from data.intake import Answers, Examined
from tests.traders import GOODS, OFTEN, REGIONS, STALLS, Trader, traders

Said = Any  # the place of an option, a number, a set of places, a wave's code; None: nothing
Means = dict[str, tuple[Fraction, int]]  # of each indicator, and over how many people

# Worked out from base.csv by hand and stated in its first description: 2.356, 1.982, 14.517.
TRUTH: Means = {
    "strain": (Fraction(106, 45), 120),
    "goods": (Fraction(220, 111), 111),
    "days": (Fraction(871, 60), 120),
}
TRUTH_SOLO: Means = {
    "strain": (Fraction(74, 27), 63),
    "goods": (Fraction(121, 60), 60),
    "days": (Fraction(887, 63), 63),
}

MEANT: Mapping[str, Callable[[Trader], Said]] = {
    "wave": lambda trader: f"{trader.wave.year}-q{(trader.wave.month + 2) // 3}",
    "stall": lambda trader: STALLS.index(trader.stall),
    "tired": lambda trader: OFTEN.index(trader.tired),
    "rested": lambda trader: OFTEN.index(trader.rested),
    "lonely": lambda trader: OFTEN.index(trader.lonely),
    "goods": lambda trader: frozenset(map(GOODS.index, trader.goods)) or None,
    "days": lambda trader: trader.days,
    "region": lambda trader: REGIONS.index(trader.region),
}


def meant(
    people: Sequence[Trader] | None = None, **otherwise: Callable[[Trader], Said]
) -> dict[str, list[Said]]:
    """What these traders (all) said to each question, or mean by it ``otherwise``."""
    return {
        question: [said(each) for each in people or traders()]
        for question, said in {**MEANT, **otherwise}.items()
    }


def read(answers: Answers) -> dict[str, list[Said]]:
    """What was read of each question, person by person, as ``meant`` writes it."""
    held = {name: answers.table[name].to_pylist() for name in answers.table.column_names}
    found: dict[str, list[Said]] = {}
    for question, about in answers.codebook.questions.items():
        if about.kind is Kind.MULTI_SELECT:
            ticks = [held.get(tick_column(question, n)) for n in range(len(about.options))]
            if None not in ticks:
                found[question] = [_ticked(marks) for marks in zip(*ticks, strict=True)]
        elif column(question) in held:
            cells = held[column(question)]
            waves = [wave.code for wave in about.waves]
            is_date = about.kind is Kind.DATE
            found[question] = [waves[n] if is_date and n is not None else n for n in cells]
    return found


def _ticked(marks: Sequence[int | None]) -> frozenset[int] | None:
    return None if None in marks else frozenset(n for n, mark in enumerate(marks) if mark)


def means(said: Mapping[str, Sequence[Said]]) -> Means:
    """The mean of each indicator over the people who have one, and how many these are."""
    items = zip(*(said[name] for name in ("tired", "rested", "lonely")), strict=True)
    scores = {
        "strain": [None if None in each else _strain(*each) for each in items],
        "goods": [None if ticks is None else len(ticks) for ticks in said["goods"]],
        "days": said["days"],
    }
    found = {name: [Fraction(s) for s in held if s is not None] for name, held in scores.items()}
    return {
        name: (sum(held, Fraction()) / len(held), len(held)) for name, held in found.items() if held
    }


def _strain(tired: int, rested: int, lonely: int) -> Fraction:
    return Fraction(tired + (4 - rested) + lonely, 3)


def misread(found: Examined, wanted: Mapping[str, Sequence[Said]]) -> dict[str, int]:
    """The questions in which answers were read as others, or as what nobody said, and how many."""
    answers = read(found.trusted())
    wrong = {
        question: sum(
            a is not None and a != b for a, b in zip(cells, wanted[question], strict=True)
        )
        for question, cells in answers.items()
    }
    return {question: count for question, count in wrong.items() if count}


def lost(found: Examined, wanted: Mapping[str, Sequence[Said]]) -> dict[str, int]:
    """The questions of which answers were not read, and how many; those withheld aside."""
    answers = read(found.trusted())
    without = {
        question: sum(
            a is None and b is not None for a, b in zip(cells, wanted[question], strict=True)
        )
        for question, cells in answers.items()
    }
    return {question: count for question, count in without.items() if count}


def unaccounted(report: IntakeReport) -> list[str]:
    """The questions whose three counts don't add up to the responses in use."""
    sums = {each.question: each.read + each.missing + each.set_aside for each in report.questions}
    return [question for question, total in sums.items() if total != report.used]


def set_aside(report: IntakeReport) -> dict[str, int]:
    """How many answers the report says were set aside, of the questions with any."""
    return {each.question: each.set_aside for each in report.questions if each.set_aside}


def withheld(report: IntakeReport) -> frozenset[str]:
    """The questions of which the report says that they are withheld."""
    headers = {each.where for each in report.findings if each.found is Found.WITHHELD}
    return frozenset(each.question for each in report.questions if each.header in headers)
