"""From a mapping to a codebook, or to every problem it has at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

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
from analysis.errors import SurveyError

CHOSEN = (Kind.ORDINAL, Kind.CATEGORY, Kind.YES_NO, Kind.MULTI_SELECT)
ENTRIES = ("answers", "grids", "questions", "indicators", "supports", "families")


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a codebook: where, what, and what to do."""

    key: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.key}: {self.problem} {self.remedy}"


def parse(raw: Mapping[str, Any], file: str = "codebook") -> Codebook:
    """The codebook in a mapping; SurveyError naming file, key and remedy of every problem."""
    problems, sound = _validate(raw)
    if sound is not None:
        problems += list(_cross_check(sound, _ids(raw)))
    if problems or sound is None:
        lines = "".join(f"\n  {file}: {problem}" for problem in problems)
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise SurveyError(f"The codebook {file} has {count}:{lines}", "Mend them and run again.")
    filled = {name: instruments.fill_in(made) for name, made in sound.indicators.items()}
    return sound.model_copy(update={"indicators": filled | dict(supports_as_indicators(sound))})


def _ids(raw: Mapping[str, Any]) -> set[str]:
    named = (raw.get(table) for table in ENTRIES)
    return {str(name) for table in named if isinstance(table, Mapping) for name in table}


def _validate(raw: Mapping[str, Any]) -> tuple[list[Problem], Codebook | None]:
    """Problems of form, and the codebook without the broken entries so it can be read on."""
    try:
        return [], Codebook.model_validate(raw)
    except ValidationError as error:
        found = error.errors()
    kept = {key: dict(val) if isinstance(val, Mapping) else val for key, val in raw.items()}
    for broken in found:
        place = broken["loc"]
        if len(place) > 1 and place[0] in ENTRIES and isinstance(kept.get(str(place[0])), dict):
            kept[str(place[0])].pop(str(place[1]), None)
        elif broken["type"] == "extra_forbidden":
            kept.pop(str(place[0]), None)
    try:
        sound = Codebook.model_validate(kept)
    except ValidationError:
        sound = None
    return [_explain(broken) for broken in found], sound


def _explain(broken: Any) -> Problem:
    key = ".".join(str(part) for part in broken["loc"]) or "the file"
    match broken["type"]:
        case "missing":
            return Problem(key, "is missing.", f"Add it: {broken['loc'][-1]} = ...")
        case "extra_forbidden":
            known = _known_keys(broken["loc"])
            return Problem(
                key, "is not a key codebooks have.", _nearest(str(broken["loc"][-1]), known)
            )
        case "enum" | "literal_error":
            return Problem(
                key, f"can't be {broken['input']!r}.", f"Use {broken['ctx']['expected']}."
            )
        case "string_pattern_mismatch":
            rule = "lower-case letters, digits and '_' for names, '-' for codes"
            return Problem(key, f"can't be {broken['input']!r}.", f"Use {rule}.")
    said = broken["msg"][:1].lower() + broken["msg"][1:]
    return Problem(key, f"can't be {broken['input']!r}: {said}.", "Change the value.")


def _known_keys(place: tuple[Any, ...]) -> list[str]:
    schema = Codebook.model_json_schema()
    node: Any = schema
    for part in place[:-1]:
        node = (
            node.get("properties", {}).get(part)
            or node.get("additionalProperties")
            or node.get("items")
            or {}
        )
        for choice in node.get("anyOf", ()):
            node = choice if "$ref" in choice else node
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return list(node.get("properties", {}))


def _nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Did you mean {close[0]}?" if close else "Remove it or correct its name."


def _cross_check(book: Codebook, ids: set[str]) -> Iterator[Problem]:
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
                yield Problem(key, f"names {name!r}, which is no {what}.", _nearest(name, among))

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
            yield Problem(key, f"names {code!r}, which is no answer to it.", _nearest(code, codes))


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
