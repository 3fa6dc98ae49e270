"""Answers that are told together, so that more people find a group of theirs.

Which merges are applied is decided once, by a survey's first release: those of whose answers one
has fewer than k people in a group. Later releases keep that, as a group that was told could else be
subtracted from its parts. So the parts of an applied merge stand in no release, and of those of any
other everybody knows that they held k people of each group then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from analysis.codebook.types import Codebook, Merge, Question
from analysis.errors import SurveyError


def decided(codebook: Codebook, large: Collection[str]) -> Codebook:
    """The codebook of a first release: those merges are applied of whose answers one is no cohort
    of k people, which are ``large``. What is no dimension there has none."""
    return _changed(
        codebook,
        {
            name: tuple(
                each.model_copy(update={"applied": not _cohorts(name, each) <= {*large}})
                for each in asked.merge
                if name in codebook.dimensions
            )
            for name, asked in codebook.questions.items()
        },
    )


def known_large(codebook: Codebook) -> frozenset[str]:
    """The cohorts that held k people of each group when the first release was cut, as everybody
    knows: else they would have been told together."""
    return frozenset(
        cohort
        for name in codebook.dimensions
        for each in codebook.questions[name].merge
        if not each.applied
        for cohort in _cohorts(name, each)
    )


def as_before(codebook: Codebook, before: Codebook | None) -> Codebook:
    """The codebook with the merges of the survey's last release, whatever its own are now.

    Only their words are its own. SurveyError where something is made of answers told together.
    """
    if before is None:
        return codebook
    known = {name: asked.merge for name, asked in before.questions.items()}
    kept = _changed(
        codebook,
        {
            name: tuple(_named(each, asked) for each in known.get(name, ()))
            for name, asked in codebook.questions.items()
        },
    )
    _refuse_parts(kept)
    return kept


def apart(codebook: Codebook) -> Codebook:
    """The codebook as respondents are asked: no answers are told together."""
    return _changed(
        codebook,
        {
            name: tuple(each.model_copy(update={"applied": False}) for each in asked.merge)
            for name, asked in codebook.questions.items()
        },
    )


def code_now(codebook: Codebook, question: str, code: str) -> str:
    """The code under which an answer is told: that of its merge, where one is applied."""
    applied = _applied(codebook.questions[question])
    return next((each.code for each in applied if code in each.answers), code)


def parts(codebook: Codebook, question: str, code: str) -> tuple[str, ...]:
    """The codes of the answers that one is told for; those respondents can give."""
    offered = (option.code for option in codebook.offered(question))
    return tuple(each for each in offered if code_now(codebook, question, each) == code)


def positions(before: Codebook, after: Codebook, question: str) -> list[int]:
    """For each of a question's options before, its position among those after."""
    codes = [option.code for option in after.options(question)]
    old = (option.code for option in before.options(question))
    return [codes.index(code_now(after, question, code)) for code in old]


def users(codebook: Codebook, question: str) -> Iterator[str]:
    """The keys of what is made of a question's single answers, for which all must stay apart."""
    for name, made in codebook.indicators.items():
        if question in (*made.items, *made.where):
            yield f"indicators.{name}"
    for name, support in codebook.supports.items():
        if question in (support.received, support.importance, support.barrier):
            yield f"supports.{name}"
    if question == codebook.grouping.question:
        yield "grouping"


def _refuse_parts(codebook: Codebook) -> None:
    for name, asked in codebook.questions.items():
        user = next(users(codebook, name), None) if any(_applied(asked)) else None
        if user is not None:
            raise SurveyError(
                f"The codebook makes {user} of answers to {name!r} that earlier releases told "
                "together, and which are never told apart.",
                "Take it out, or begin a new store with the next wave's sheet.",
            )


def _named(merge: Merge, asked: Question) -> Merge:
    texts = {each.code: each.text for each in asked.merge}
    return merge.model_copy(update={"text": texts.get(merge.code, merge.text)})


def _cohorts(dimension: str, merge: Merge) -> set[str]:
    return {f"{dimension}={code}" for code in merge.answers}


def _applied(asked: Question) -> Iterator[Merge]:
    return (each for each in asked.merge if each.applied)


def _changed(codebook: Codebook, merges: Mapping[str, tuple[Merge, ...]]) -> Codebook:
    questions = {
        name: codebook.questions[name].model_copy(update={"merge": held})
        for name, held in merges.items()
    }
    return codebook.model_copy(update={"questions": codebook.questions | questions})
