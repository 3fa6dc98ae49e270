"""What is said of a group's part by the answer that makes the groups, such as a team size."""

from __future__ import annotations

from analysis.counting.cohorts import value_label
from analysis.published import Figure
from analysis.release import Release
from analysis.sentences.groups import mean, scored, sd
from analysis.sentences.speech import first_lower
from analysis.sentences.subject import Subject


def name_of(release: Release, code: str) -> str:
    """The words of an answer that makes a group: '4 to 6'."""
    return value_label(release.codebook, release.codebook.grouping.question, code)


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
