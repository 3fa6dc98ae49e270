"""What indicators and supports must keep to be countable: items, scores, conditions, bands."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.codebook import instruments
from analysis.codebook.points import item_scores
from analysis.codebook.problems import Problem, check_codes
from analysis.codebook.scoring import (
    LARGEST_SCORE,
    largest_score,
    least_answered,
    measures,
    most_bands,
)
from analysis.codebook.types import AtLeast, Codebook, Indicator, Kind, ScoreKind, Support

SCORED = (Kind.ORDINAL, Kind.COUNT, Kind.YES_NO)
SAME_EDGE = 0.01  # thirds of a scale may be written 33.33


def check_indicator(book: Codebook, name: str, made: Indicator) -> Iterator[Problem]:
    """The problems of one indicator whose questions are all there."""
    key = f"indicators.{name}"
    if made.kind is ScoreKind.SHARE:
        yield from _check_share(book, key, made)
    elif not made.items or made.where:
        remedy = "Add items = [...]; 'where' is for shares."
        yield Problem(f"{key}.items", "must list its questions.", remedy)
    elif made.kind is ScoreKind.TICKS:
        if [book.questions[item].kind for item in made.items] != [Kind.MULTI_SELECT]:
            remedy = "Ticks are counted in one multi-select question."
            yield Problem(f"{key}.items", "is no multi-select question.", remedy)
        elif all(option.none for option in book.options(made.items[0])):
            remedy = "Take none = true from the answers that are ticks."
            yield Problem(f"{key}.items", "has no answer that counts as a tick.", remedy)
    else:
        yield from [*_check_items(book, key, made)] or _check_size(book, key, made)
    if made.instrument is not None:
        yield from _check_instrument(book, key, made)
    if list(made.bands) != sorted(set(made.bands)) or len(made.bands) > 5:
        problem = "must be at most five rising lower edges."
        yield Problem(f"{key}.bands", problem, "Sort them and drop repeats.")


def _check_share(book: Codebook, key: str, made: Indicator) -> Iterator[Problem]:
    if not made.where or made.items:
        problem = "must hold the answers that count, and items be absent."
        yield Problem(f"{key}.where", problem, 'Write where = { question = ["code"] }.')
    for question, wanted in made.where.items():
        place, counted = f"{key}.where.{question}", book.questions[question].kind is Kind.COUNT
        options = book.options(question)
        if not isinstance(wanted, AtLeast):
            if counted:
                yield Problem(place, "lists codes of a count.", "Write { at_least = ... }.")
            yield from check_codes(place, wanted, [option.code for option in options])
        elif not counted and all(option.score is None for option in options):
            yield Problem(place, "asks for a number its answers don't have.", "List codes.")


def _check_items(book: Codebook, key: str, made: Indicator) -> Iterator[Problem]:
    """Every item of a mean or a sum has scores; those that stand in for another have its range."""
    ranges = set()
    for item in made.items:
        asked = book.questions[item]
        scores = [option.score for option in book.options(item) if option.score is not None]
        if asked.kind is Kind.COUNT:
            ranges.add((asked.min, asked.max))
        elif asked.kind in SCORED and scores:
            ranges.add((min(scores), max(scores)))
        else:
            problem = f"lists {item!r}, whose answers have no scores."
            yield Problem(f"{key}.items", problem, "Use scored ordinal, count or yes-no questions.")
    if len(ranges) > 1 and made.answered != "all":
        problem = "lists questions with different ranges, so none can stand in for another."
        yield Problem(f"{key}.items", problem, 'Add answered = "all".')
    if isinstance(made.answered, int) and made.answered > len(made.items):
        problem = f"asks for {made.answered} of {len(made.items)} items."
        yield Problem(f"{key}.answered", problem, "Lower it.")


def _check_size(book: Codebook, key: str, made: Indicator) -> Iterator[Problem]:
    """Scores made from part of many items share a unit so small that they become too large.

    The unit divides an average of every number of items that may be answered.
    """
    if not all(item_scores(book, item) for item in made.items):
        return  # a count whose min is above its max is told elsewhere
    least, count = least_answered(made), len(made.items)
    fitting = (n for n in range(least, count) if largest_score(book, made, n) <= LARGEST_SCORE)
    enough = next(fitting, count)
    if enough > least:
        problem = f"lets any {least} to {count} items make a score, too many to count exactly."
        fewer = "" if enough == count else f", or {enough} or more"
        yield Problem(f"{key}.answered", problem, f'Set answered = "all"{fewer}.')


def _check_instrument(book: Codebook, key: str, made: Indicator) -> Iterator[Problem]:
    scoring = instruments.KEYS.get(made.instrument or "")
    if scoring is None:
        yield Problem(
            f"{key}.instrument",
            f"names {made.instrument!r}, whose scoring is not known here.",
            f"Use one of {', '.join(instruments.KEYS)}.",
        )
        return
    if len(made.items) != len(scoring.items):
        yield Problem(
            f"{key}.items",
            f"lists {len(made.items)} items; {scoring.name} has {len(scoring.items)}.",
            "List them in the instrument's order.",
        )
    for item in made.items:
        scores = [option.score for option in book.options(item) if option.score is not None]
        if scores and (min(scores), max(scores)) != scoring.item_range:
            low, high = scoring.item_range
            yield Problem(
                f"questions.{item}",
                f"scores {min(scores)} to {max(scores)}; {scoring.name} scores {low} to {high}.",
                "Change the scores of its answers.",
            )


def check_support(book: Codebook, name: str, support: Support) -> Iterator[Problem]:
    codes = {option.code for option in book.options(support.received)}
    if not {"yes", "no"} <= codes:
        problem = f"names {support.received!r}, which can't be answered yes or no."
        yield Problem(f"supports.{name}.received", problem, "Use a yes-no question.")
    scores = [option.score for option in book.options(support.importance)]
    if not any(score is not None and score >= book.important_at_least for score in scores):
        problem = (
            f"names {support.importance!r}, in which no answer scores {book.important_at_least}."
        )
        yield Problem(f"supports.{name}.importance", problem, "Score its answers 0 to 4.")


def check_cuts(book: Codebook) -> Iterator[Problem]:
    """A cut starts a band, so that the bands already tell its share; a share needs none."""
    for made in measures(book):
        key, cut = f"indicators.{made.id}.cut", book.indicators[made.id].cut
        if cut is None:
            continue
        if made.kind is ScoreKind.SHARE:
            yield Problem(key, "is given for a share.", "Remove it; its average is the share.")
        elif not any(abs(cut - edge) <= SAME_EDGE for edge in made.bands[1:-1]):
            edges = ", ".join(f"{round(edge, 2):g}" for edge in made.bands[1:-1])
            problem = f"is {cut:g}, where no published band starts."
            yield Problem(key, problem, f"Use one of {edges}, or change the bands.")


def check_bands(book: Codebook) -> Iterator[Problem]:
    """Own bands start where the scale does and are no finer than the policy's."""
    for made in measures(book):
        key, said = f"indicators.{made.id}.bands", book.indicators[made.id].bands
        most = most_bands(made.low, made.high, made.spacing)
        if said and said[0] != made.low:
            yield Problem(
                key, f"start at {said[0]}.", f"Start them at {made.low:g}, the lowest score."
            )
        if said and said[-1] >= made.high:
            yield Problem(
                key, f"reach {said[-1]}.", f"Stay below {made.high:g}, the highest score."
            )
        if len(said) > most:
            yield Problem(
                key, f"are {len(said)}; a scale like this is shown in {most}.", "Join some."
            )
