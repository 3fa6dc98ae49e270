"""All answers to one question in both groups."""

from __future__ import annotations

from dataclasses import dataclass

from analysis import sentences as say
from analysis.codebook import NOT_GIVEN
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table
from analysis.published import ItemAnswers, Withheld
from analysis.release import Release
from analysis.release.halves import halves
from analysis.release.rows import answers
from analysis.sentences.questions import in_100, split_in_words, wording


@dataclass(frozen=True)
class AnswerRow:
    """One answer and how many in 100 of solo and team gave it."""

    label: str
    solo: float
    team: float


@dataclass(frozen=True)
class Question:
    """The answers in the order of the question, and what the groups are called."""

    rows: tuple[AnswerRow, ...]
    names: tuple[str, str]


def question(
    release: Release, item: str, about: tuple[str, ...], cohort: str
) -> Exhibit[Question] | NotShown:
    """How many in 100 of each group gave each answer; the table holds the rounded counts.

    ``about`` are the indicators that the question belongs to.
    """
    found = release.answers(item, cohort)
    if isinstance(found, Withheld):
        return NotShown("The answers to this question", found)
    texts = {option.code: option.text for option in release.codebook.options(item)}
    sides, names = (in_100(found.solo), in_100(found.team)), say.group_names(release)
    rows = tuple(
        AnswerRow(texts.get(code, code), sides[0][code], sides[1].get(code, 0.0))
        for code in sides[0]
    )
    named = texts | {NOT_GIVEN: say.first_upper(words.LEFT_OUT)}
    table: Table = {words.ANSWER: [named.get(code, code) for code in found.solo]}
    for name, side in zip(names, (found.solo, found.team), strict=True):
        table[say.first_upper(name)] = [say.count(side[code]) for code in found.solo]
    return Exhibit(
        f"answers-{item}",
        f"{say.headed(release.codebook.label(item))} every answer",
        caption(release, item, found),
        Question(rows, names),
        table,
        answers(cohort, [item]),
        about=about,
        cohort=cohort,
    )


def caption(release: Release, item: str, found: ItemAnswers) -> Caption:
    """Of all answers to one question."""
    codebook = release.codebook
    texts = {option.code: option.text for option in codebook.options(item)}
    sides = [in_100(side) for side in (found.solo, found.team)]
    solo, team = say.group_names(release)
    split = halves(codebook, found)
    title = f"{say.headed(codebook.label(item))} what {solo} and {team} answered"
    if split is not None:
        title = f"{say.headed(codebook.label(item))} {split_in_words(release, found, split)}"
    rows = ". ".join(
        f"{texts.get(code, code)}: {say.number(sides[0].get(code, 0.0))} in 100 {solo}, "
        f"{say.number(sides[1].get(code, 0.0))} in 100 {team}"
        for code in sides[0]
    )
    subtitle = f"“{wording(release, item)}” How many in 100 who answered gave each answer."
    return Caption(title, subtitle, f"{title}. {rows}.")
