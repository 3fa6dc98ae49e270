"""What the story of a survey must keep: each chapter counts people whose number is published."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.codebook.indicator_checks import SAME_EDGE
from analysis.codebook.problems import Problem
from analysis.codebook.scoring import Measure, measures
from analysis.codebook.types import Chapter, Codebook, ScoreKind


def check_story(book: Codebook) -> Iterator[Problem]:
    """The problems of all chapters; their indicators are there."""
    made = {each.id: each for each in measures(book)}
    if book.story and book.story[0].title is None:
        yield Problem("story.0.title", "is missing.", 'Add it: title = "..."')
    for n, chapter in enumerate(book.story):
        if made[chapter.about].kind is ScoreKind.SHARE:
            yield from _check_share(book, f"story.{n}", chapter)
        else:
            yield from _check_bands(made[chapter.about], f"story.{n}", chapter)


def _check_share(book: Codebook, key: str, chapter: Chapter) -> Iterator[Problem]:
    if chapter.at_least is not None or chapter.below is not None:
        remedy = "Remove at_least and below: a share counts those who said yes."
        yield Problem(key, f"bounds {chapter.about!r}, which is a share.", remedy)
    if chapter.says is None and book.indicators[chapter.about].wording.have is None:
        remedy = 'Add says = "...", or wording = { have = "..." } to the indicator.'
        yield Problem(f"{key}.says", "is missing.", remedy)


def _check_bands(measure: Measure, key: str, chapter: Chapter) -> Iterator[Problem]:
    if chapter.says is None:
        yield Problem(f"{key}.says", "is missing.", 'Add it: says = "..."')
    bounds = [each for each in (chapter.at_least, chapter.below) if each is not None]
    if len(bounds) != 1:
        yield Problem(key, "must have either at_least or below.", "Name one of them.")
    for bound in bounds:
        if not any(abs(bound - edge) <= SAME_EDGE for edge in measure.bands[1:-1]):
            edges = ", ".join(f"{round(edge, 2):g}" for edge in measure.bands[1:-1])
            problem = f"counts from {bound:g}, where no published band starts."
            yield Problem(key, problem, f"Use one of {edges}, or change the bands.")
