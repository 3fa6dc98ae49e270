"""What a codebook must keep across its entries: references, answers, headers, groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from babel import Locale, UnknownLocaleError

from analysis.codebook.indicator_checks import check_indicator, check_support
from analysis.codebook.matching import plain
from analysis.codebook.merge_checks import check_merges
from analysis.codebook.model_checks import check_margins, check_models
from analysis.codebook.option_checks import CHOSEN, check_options
from analysis.codebook.problems import Problem, check_codes, nearest
from analysis.codebook.scoring import column_unit
from analysis.codebook.supports import supports_as_indicators
from analysis.codebook.types import Codebook, Kind, Question

WIDEST = 100_000  # numbers that a count may take: all of them are scores to look at


def cross_check(book: Codebook, named: Mapping[str, set[str]]) -> Iterator[Problem]:
    """What is wrong between entries; ``named`` holds the names in each table of the file.

    An entry that refers to something absent is told once, and not looked at further.
    """
    yield from _check_references(book, named)
    asked = {name: each for name, each in book.questions.items() if _is_whole(book, each)}
    whole = book.model_copy(update={"questions": asked})
    for name, each in asked.items():
        yield from _check_question(name, each)
    yield from dict.fromkeys(_check_options(whole))
    yield from _check_intake(book)
    yield from _check_headers(whole)
    for name, made in book.indicators.items():
        if {*made.items, *made.where} <= set(asked):
            yield from check_indicator(whole, name, made)
    for name, support in book.supports.items():
        if {support.received, support.importance} <= set(asked):
            yield from check_support(whole, name, support)
    yield from _check_dimensions(whole)
    yield from check_merges(whole)
    yield from check_models(book, named)
    yield from check_margins(whole)
    if book.grouping.question in asked:
        yield from _check_grouping(whole)


def _check_options(book: Codebook) -> Iterator[Problem]:
    for name, each in book.questions.items():
        yield from check_options(book, name, each)


def _is_whole(book: Codebook, asked: Question) -> bool:
    return asked.answers in {None, *book.answers} and asked.grid in {None, *book.grids}


def _check_references(book: Codebook, named: Mapping[str, set[str]]) -> Iterator[Problem]:
    tested = {**book.indicators, **dict(supports_as_indicators(book))}

    def absent(key: str, names: Iterable[str | None], table: str, what: str) -> Iterator[Problem]:
        known = named[table] | (set(tested) if table == "indicators" else set())
        for name in names:
            if name is not None and name not in known:
                yield Problem(key, f"names {name!r}, which is no {what}.", nearest(name, known))

    for name, asked in book.questions.items():
        yield from absent(f"questions.{name}.answers", [asked.answers], "answers", "answer list")
        yield from absent(f"questions.{name}.grid", [asked.grid], "grids", "grid")
    for name, made in book.indicators.items():
        yield from absent(f"indicators.{name}.items", made.items, "questions", "question")
        yield from absent(f"indicators.{name}.where", made.where, "questions", "question")
        for item in (item for item in made.reversed if item not in made.items):
            key, problem = f"indicators.{name}.reversed", f"names {item!r}, which is no item of it."
            yield Problem(key, problem, nearest(item, made.items))
    for name, support in book.supports.items():
        parts = [support.received, support.importance, support.barrier]
        yield from absent(f"supports.{name}", parts, "questions", "question")
    for name, family in book.families.items():
        key = f"families.{name}.indicators"
        yield from absent(key, family.indicators, "indicators", "indicator")
    for n, chapter in enumerate(book.story):
        yield from absent(f"story.{n}.about", [chapter.about], "indicators", "indicator")
    yield from absent("dimensions", book.dimensions, "questions", "question")
    yield from absent("grouping.question", [book.grouping.question], "questions", "question")


def _check_question(name: str, asked: Question) -> Iterator[Problem]:
    key = f"questions.{name}"
    if asked.decimals and asked.kind is not Kind.COUNT:
        yield Problem(f"{key}.decimals", "is for counts alone.", "Remove it.")
    if asked.kind is not Kind.COUNT:
        return
    if asked.min > asked.max:
        yield Problem(f"{key}.min", "is above max.", "Exchange them.")
    most = WIDEST // column_unit(asked)
    if asked.max - asked.min > most:
        numbers = "numbers with decimals" if asked.decimals else "numbers"
        yield Problem(
            f"{key}.max",
            f"lets a count run over {asked.max - asked.min:,} {numbers}; {most:,} are the most.",
            "Set it to the largest answer that can be true.",
        )


def _is_locale(name: str) -> bool:
    try:
        return Locale.parse(name.replace("-", "_")) is not None
    except (UnknownLocaleError, ValueError):
        return False


def _check_intake(book: Codebook) -> Iterator[Problem]:
    """What [intake] says of numbers and of responses to leave out."""
    if book.intake.locale is not None and not _is_locale(book.intake.locale):
        problem = f"is {book.intake.locale!r}, which is no known language or country."
        yield Problem("intake.locale", problem, "Write it like 'en', 'de' or 'es_MX'.")
    for n, rule in enumerate(book.intake.exclude):
        key = f"intake.exclude.{n}"
        if (rule.question is None) == (rule.column is None):
            remedy = "Name one of them: the question, or the header of a column."
            yield Problem(key, "must have either question or column.", remedy)
        elif rule.question is not None and rule.question not in book.questions:
            problem = f"names {rule.question!r}, which is no question."
            yield Problem(f"{key}.question", problem, nearest(rule.question, book.questions))


def _check_dimensions(book: Codebook) -> Iterator[Problem]:
    for name in book.dimensions:
        if name in book.questions and book.questions[name].kind not in (*CHOSEN[:3], Kind.DATE):
            problem = f"lists {name!r}, whose answers are no groups."
            yield Problem("dimensions", problem, "Use category, ordinal, yes-no or date questions.")
    for name in sorted({name for name in book.dimensions if book.dimensions.count(name) > 1}):
        yield Problem("dimensions", f"lists {name!r} twice.", "Leave it there once.")
    for name in (name for name in book.organisation if name not in book.dimensions):
        problem = f"names {name!r}, which is no dimension."
        yield Problem("organisation", problem, nearest(name, book.dimensions))
    if book.grouping.question in book.dimensions:
        remedy = "Solo and team are compared within every dimension; remove it."
        yield Problem("dimensions", "lists the grouping question.", remedy)


def _check_grouping(book: Codebook) -> Iterator[Problem]:
    question, grouping = book.grouping.question, book.grouping
    if book.questions[question].kind not in CHOSEN[:3]:
        remedy = "Make it a category; a range = [low, high] on its answers reads numbers."
        yield Problem("grouping.question", "has no answers to choose from.", remedy)
    codes = [option.code for option in book.options(question)]
    for side, group in (("solo", grouping.solo), ("team", grouping.team)):
        yield from check_codes(f"grouping.{side}.answers", group.answers, codes)
    for code in sorted(set(grouping.solo.answers) & set(grouping.team.answers)):
        yield Problem("grouping", f"puts {code!r} in both groups.", "Leave it in one.")


def _check_headers(book: Codebook) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in book.questions:
        for header in book.headers(name):
            first = seen.setdefault(plain(header), name)
            if first != name:
                problem = f"shares the header {header!r} with {first!r}."
                key = f"questions.{name}.headers"
                yield Problem(key, problem, "Give each question its own.")
