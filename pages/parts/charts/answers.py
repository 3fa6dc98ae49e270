"""All answers to one question in both groups."""

from __future__ import annotations

from analysis import sentences as say
from analysis.codebook import NOT_GIVEN
from analysis.published import Withheld
from analysis.release import Release
from analysis.sentences.questions import in_100, of_question
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned
from pages.parts.figures.answers import AnswerRow, answers
from pages.parts.figures.palette import palette


def answer_chart(release: Release, item: str, cohort: str, theme: str | None) -> Chart | Withheld:
    """How many in 100 of each group gave each answer; the table holds the rounded counts."""
    found = release.answers(item, cohort)
    if isinstance(found, Withheld):
        return found
    texts = {option.code: option.text for option in release.codebook.options(item)}
    sides, names = (in_100(found.solo), in_100(found.team)), say.group_names(release)
    rows = [
        AnswerRow(texts.get(code, code), sides[0][code], sides[1].get(code, 0.0))
        for code in sides[0]
    ]
    named = texts | {NOT_GIVEN: say.first_upper(labels.LEFT_OUT)}
    table: Table = {labels.ANSWER: [named.get(code, code) for code in found.solo]}
    for name, side in zip(names, (found.solo, found.team), strict=True):
        table[say.first_upper(name)] = [say.count(side[code]) for code in found.solo]
    picture = answers(rows, names, palette(theme))
    return captioned(of_question(release, item, found), picture, table)
