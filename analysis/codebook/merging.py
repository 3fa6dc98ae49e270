"""Answers that are told together, so that more people find a group of theirs.

Which merges are applied is decided once for each question, by the first release of the survey whose
codebook has it: those of whose answers one is not shown by itself. Later releases keep that, as a
group that was told could else be subtracted from its parts. So the parts of an applied merge stand
in no release, and those of any other have all been shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from analysis.codebook.types import Codebook, Merge, Question
from analysis.errors import SurveyError

Merges = Mapping[str, Collection[str]]  # dimension -> the codes of some of its merges


def undecided(codebook: Codebook, before: Codebook | None) -> tuple[str, ...]:
    """The dimensions that no release of the survey has asked for yet; ``before`` is of the last."""
    asked = before.questions if before is not None else {}
    return tuple(name for name in codebook.dimensions if name not in asked)


def as_before(codebook: Codebook, before: Codebook | None) -> Codebook:
    """The codebook with the merges of the survey's last release, whatever its own are now.

    Only their words are its own. SurveyError where something is made of answers told together.
    """
    known = before.questions if before is not None else {}
    kept = _changed(
        codebook,
        {
            name: tuple(_named(each, asked) for each in known[name].merge)
            for name, asked in codebook.questions.items()
            if name in known
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


def merged(codebook: Codebook, wanted: Merges) -> Codebook:
    """The codebook with the wanted merges applied beside those that are."""
    return _changed(
        codebook,
        {
            name: tuple(
                each.model_copy(update={"applied": each.applied or each.code in codes})
                for each in codebook.questions[name].merge
            )
            for name, codes in wanted.items()
        },
    )


def wanting(codebook: Codebook, dimensions: Collection[str], shown: Collection[str]) -> Merges:
    """The merges of these dimensions of whose answers one is no cohort in ``shown``."""
    found = {
        name: [
            each.code
            for each in _open(codebook.questions[name])
            if not all(f"{name}={code}" in shown for code in each.answers)
        ]
        for name in dimensions
    }
    return {name: codes for name, codes in found.items() if codes}


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


def _open(asked: Question) -> Iterator[Merge]:
    return (each for each in asked.merge if not each.applied)


def _applied(asked: Question) -> Iterator[Merge]:
    return (each for each in asked.merge if each.applied)


def _changed(codebook: Codebook, merges: Mapping[str, tuple[Merge, ...]]) -> Codebook:
    questions = {
        name: codebook.questions[name].model_copy(update={"merge": held})
        for name, held in merges.items()
    }
    return codebook.model_copy(update={"questions": codebook.questions | questions})
