"""What a codebook must keep across its entries: references, answers, headers, bands."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis import instruments
from analysis.codebook import (
    NOT_GIVEN,
    AtLeast,
    Codebook,
    Indicator,
    Kind,
    Option,
    Question,
    ScoreKind,
    supports_as_indicators,
)
from analysis.scoring import measures, most_bands

CHOSEN = (Kind.ORDINAL, Kind.CATEGORY, Kind.YES_NO, Kind.MULTI_SELECT)


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a codebook: where, what, and what to do."""

    key: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.key}: {self.problem} {self.remedy}"


def nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Did you mean {close[0]}?" if close else "Remove it or correct its name."


def cross_check(book: Codebook, ids: set[str]) -> Iterator[Problem]:
    yield from _check_references(book, ids)
    for name, asked in book.questions.items():
        if not ({asked.answers, asked.grid} - {None} - set(book.answers) - set(book.grids)):
            yield from _check_question(book, name, asked)
    for name, made in book.indicators.items():
        used = {*made.items, *made.where}
        if used <= set(book.questions):
            yield from _check_indicator(book, name, made)
    yield from _check_headers(book)
    yield from _check_grouping(book)


def _check_references(book: Codebook, ids: set[str]) -> Iterator[Problem]:
    def absent(
        key: str, names: Iterable[str | None], among: Iterable[str], what: str
    ) -> Iterator[Problem]:
        for name in names:
            if name is not None and name not in among and name not in ids:
                yield Problem(key, f"names {name!r}, which is no {what}.", nearest(name, among))

    questions, tested = book.questions, {**book.indicators, **dict(supports_as_indicators(book))}
    for name, asked in questions.items():
        yield from absent(f"questions.{name}.answers", [asked.answers], book.answers, "answer list")
        yield from absent(f"questions.{name}.grid", [asked.grid], book.grids, "grid")
    for name, made in book.indicators.items():
        yield from absent(f"indicators.{name}.items", made.items, questions, "question")
        yield from absent(f"indicators.{name}.where", made.where, questions, "question")
        yield from absent(f"indicators.{name}.reversed", made.reversed, made.items, "item of it")
    for name, support in book.supports.items():
        parts = [support.received, support.importance, support.barrier]
        yield from absent(f"supports.{name}", parts, questions, "question")
    for name, family in book.families.items():
        yield from absent(f"families.{name}.indicators", family.indicators, tested, "indicator")
    yield from absent("dimensions", book.dimensions, questions, "question")
    yield from absent("grouping.question", [book.grouping.question], questions, "question")


def _check_question(book: Codebook, name: str, asked: Question) -> Iterator[Problem]:
    key = f"questions.{name}"
    options = book.options(name)
    if asked.kind in CHOSEN and len(options) < (1 if asked.kind is Kind.MULTI_SELECT else 2):
        yield Problem(
            f"{key}.options",
            "has too few answers.",
            "List them, or name a shared list in 'answers'.",
        )
    if asked.kind is Kind.ORDINAL and all(option.score is None for option in options):
        yield Problem(
            f"{key}.options", "gives no answer a score.", "Add score = ... to its answers."
        )
    if asked.kind is Kind.COUNT and asked.min > asked.max:
        yield Problem(f"{key}.min", "is above max.", "Exchange them.")
    codes = [option.code for option in options]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Problem(
            f"{key}.options", f"uses the code {code!r} twice.", "Give each answer its own code."
        )
    if NOT_GIVEN in codes:
        yield Problem(
            f"{key}.options",
            f"uses the code {NOT_GIVEN!r}.",
            "It is kept for no answer; choose another.",
        )
    if asked.kind is Kind.MULTI_SELECT:
        for option in (option for option in options if "," in option.text):
            yield Problem(
                f"{key}.options",
                f"has a comma in {option.text!r}.",
                "A form joins ticks with commas; reword it.",
            )


def _check_indicator(book: Codebook, name: str, made: Indicator) -> Iterator[Problem]:
    key = f"indicators.{name}"
    if made.kind is ScoreKind.SHARE:
        if not made.where or made.items:
            yield Problem(
                f"{key}.where",
                "must hold the answers that count, and items be absent.",
                'Write where = { question = ["code"] }.',
            )
        for question, wanted in made.where.items():
            yield from _check_codes(f"{key}.where.{question}", wanted, book.options(question))
    elif not made.items or made.where:
        yield Problem(
            f"{key}.items", "must list its questions.", "Add items = [...]; 'where' is for shares."
        )
    if made.kind is ScoreKind.TICKS and any(
        book.questions[item].kind is not Kind.MULTI_SELECT for item in made.items[:1]
    ):
        yield Problem(
            f"{key}.items",
            "is no multi-select question.",
            "Ticks are counted in one multi-select question.",
        )
    if made.kind in (ScoreKind.MEAN, ScoreKind.SUM):
        for item in made.items:
            kind = book.questions[item].kind
            if kind not in (Kind.ORDINAL, Kind.COUNT, Kind.YES_NO):
                yield Problem(
                    f"{key}.items",
                    f"lists {item!r}, whose answers have no scores.",
                    "Use ordinal, count or yes-no questions.",
                )
    if isinstance(made.answered, int) and made.answered > max(len(made.items), 1):
        yield Problem(
            f"{key}.answered", f"asks for {made.answered} of {len(made.items)} items.", "Lower it."
        )
    if made.instrument is not None:
        yield from _check_instrument(book, key, made)
    if list(made.bands) != sorted(set(made.bands)) or len(made.bands) > 5:
        yield Problem(
            f"{key}.bands",
            "must be at most five rising lower edges.",
            "Sort them and drop repeats.",
        )


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


def _check_codes(
    key: str, wanted: tuple[str, ...] | AtLeast, options: tuple[Option, ...]
) -> Iterator[Problem]:
    if isinstance(wanted, AtLeast):
        return
    codes = [option.code for option in options]
    for code in wanted:
        if code not in codes:
            yield Problem(key, f"names {code!r}, which is no answer to it.", nearest(code, codes))


def _check_grouping(book: Codebook) -> Iterator[Problem]:
    question = book.grouping.question
    if question in book.questions:
        if book.questions[question].kind not in (Kind.ORDINAL, Kind.CATEGORY, Kind.YES_NO):
            yield Problem(
                "grouping.question",
                "has no answers to choose from.",
                "Make it a category; a range = [low, high] on its answers reads numbers.",
            )
        for side in ("solo", "team"):
            answers = getattr(book.grouping, side).answers
            yield from _check_codes(f"grouping.{side}.answers", answers, book.options(question))
    for code in sorted(set(book.grouping.solo.answers) & set(book.grouping.team.answers)):
        yield Problem("grouping", f"puts {code!r} in both groups.", "Leave it in one.")
    for name in book.dimensions:
        if name in book.questions and book.questions[name].kind not in (*CHOSEN[:3], Kind.DATE):
            yield Problem(
                "dimensions",
                f"lists {name!r}, whose answers are no groups.",
                "Use category, ordinal, yes-no or date questions.",
            )
        if name == question:
            yield Problem(
                "dimensions",
                "lists the grouping question.",
                "Solo and team are compared within every dimension; remove it.",
            )


def _check_headers(book: Codebook) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, asked in book.questions.items():
        if asked.grid is not None and asked.grid not in book.grids:
            continue
        for header in book.headers(name):
            first = seen.setdefault(header.casefold().strip(), name)
            if first != name:
                yield Problem(
                    f"questions.{name}.headers",
                    f"shares the header {header!r} with {first!r}.",
                    "Give each question its own.",
                )


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
