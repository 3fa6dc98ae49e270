"""What the answers of a question must keep so that every cell can be read in one way only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from analysis.codebook.matching import as_number, plain
from analysis.codebook.problems import Problem
from analysis.codebook.types import NOT_GIVEN, OTHER, Codebook, Kind, Option, Question

CHOSEN = (Kind.ORDINAL, Kind.CATEGORY, Kind.YES_NO, Kind.MULTI_SELECT)
JOINTS = re.compile(r"[,;|/]")  # with which tools join ticks


def check_options(book: Codebook, name: str, asked: Question) -> Iterator[Problem]:
    """The problems of one question's answers; a shared list's are told where it stands."""
    if asked.kind not in CHOSEN:
        yield from _without_options(name, asked)
        return
    options = book.options(name)
    key = f"answers.{asked.answers}" if asked.answers else f"questions.{name}.options"
    yield from _too_few(name, asked, options)
    yield from _other_by_another_code(key, asked, options)
    yield from _codes(key, options)
    yield from _doubled(key, options)
    yield from _missing(book, key, name, options)
    yield from _ranges(key, options)
    yield from _numbers_against_ranges(key, options)
    if asked.kind is Kind.MULTI_SELECT:
        yield from _joined(key, options)
    elif any(option.none for option in options):
        remedy = "It says that nothing was ticked: remove it here."
        yield Problem(key, "has none = true, though one answer is chosen.", remedy)


def _without_options(name: str, asked: Question) -> Iterator[Problem]:
    if asked.other:
        problem, remedy = "is for questions with answers to choose from.", "Remove it."
        yield Problem(f"questions.{name}.other", problem, remedy)


def _too_few(name: str, asked: Question, options: tuple[Option, ...]) -> Iterator[Problem]:
    key = f"questions.{name}.options"
    if len(options) < (1 if asked.kind is Kind.MULTI_SELECT else 2):
        remedy = "List them, or name a shared list in 'answers'."
        yield Problem(key, "has too few answers.", remedy)
    if asked.kind is Kind.ORDINAL and all(option.score is None for option in options):
        yield Problem(key, "gives no answer a score.", "Add score = ... to its answers.")


def _other_by_another_code(
    key: str, asked: Question, options: tuple[Option, ...]
) -> Iterator[Problem]:
    """An answer called Other beside own answers, which count as the one with the code 'other'."""
    for option in options:
        if asked.other and plain(option.text) == OTHER and option.code != OTHER:
            problem = f"has 'Other' under the code {option.code!r}, while own answers are taken."
            yield Problem(key, problem, "Give it the code 'other'.")


def _codes(key: str, options: tuple[Option, ...]) -> Iterator[Problem]:
    codes = [option.code for option in options]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        yield Problem(key, f"uses the code {code!r} twice.", "Give each answer its own code.")
    if NOT_GIVEN in codes:
        remedy = "It is kept for no answer; choose another."
        yield Problem(key, f"uses the code {NOT_GIVEN!r}.", remedy)


def _doubled(key: str, options: tuple[Option, ...]) -> Iterator[Problem]:
    """A text, an alias or a code in words that stands in two answers: nobody could say which was
    given. Numbers are codes of their own: where texts are numbers, they alone are looked for."""
    first: dict[str, Option] = {}
    for option in options:
        texts = [plain(text) for text in (option.text, *option.aliases)]
        codes = [option.code] if as_number(option.code) is None else []
        for name in dict.fromkeys(texts + codes):
            other = first.setdefault(name, option)
            if other is not option:
                problem = (
                    f"has the text {name!r} in two answers, {other.code!r} and {option.code!r}."
                )
                yield Problem(key, problem, "Leave it in one of them.")


def _missing(book: Codebook, key: str, name: str, options: tuple[Option, ...]) -> Iterator[Problem]:
    """An answer that the question itself lists as missing."""
    offered = {plain(text) for text in book.offered_missing(name)}
    for option in options:
        for text in (option.text, *option.aliases, option.code):
            if plain(text) in offered:
                problem = f"lists {text!r} as missing, and as the answer {option.code!r}."
                yield Problem(key, problem, "Remove one of the two.")


def _ranges(key: str, options: tuple[Option, ...]) -> Iterator[Problem]:
    """Ranges that run backwards, or share a number."""
    ranged = [(*option.range, option.code) for option in options if option.range]
    for low, high, code in ranged:
        if low > high:
            problem = f"has the range [{low:g}, {high:g}] in {code!r}, which runs backwards."
            yield Problem(key, problem, "Write the lower number first.")
    upright = sorted(each for each in ranged if each[0] <= each[1])
    for (_, high, one), (low, _, other) in pairwise(upright):
        if low <= high:
            problem = f"has the number {low:g} in the ranges of two answers, {one!r} and {other!r}."
            yield Problem(key, problem, "Let one end before the other begins.")


def _numbers_against_ranges(key: str, options: tuple[Option, ...]) -> Iterator[Problem]:
    """A code, text or alias that is a number, while the ranges give that number to another."""
    ranged = [option for option in options if option.range]
    for option in options:
        for name in dict.fromkeys((option.code, option.text, *option.aliases)):
            number = as_number(name)
            if number is None or not ranged:
                continue
            holder = next((each for each in ranged if _holds(each, number)), None)
            if holder is not option and (holder is not None or option.range):
                holds = f"in the range of {holder.code!r}" if holder else "outside its own range"
                problem = f"calls the answer {option.code!r} {name!r}, a number {holds}."
                yield Problem(key, problem, "Use words for codes, or make them agree.")


def _holds(option: Option, number: float) -> bool:
    return option.range is not None and option.range[0] <= number <= option.range[1]


def _joined(key: str, options: tuple[Option, ...]) -> Iterator[Problem]:
    """A tick whose text is what a tool writes for several other ticks."""
    single = {plain(text) for option in options for text in (option.text, *option.aliases)}
    for option in options:
        for text in (option.text, *option.aliases):
            parts = [plain(part) for part in JOINTS.split(text)]
            if len(parts) > 1 and all(part in single for part in parts if part):
                problem = f"has the answer {text!r}, whose parts are answers of their own."
                yield Problem(key, problem, "Reword it: ticks are joined by such marks.")
