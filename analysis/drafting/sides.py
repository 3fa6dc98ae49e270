"""The two groups that a draft compares: as asked for, else the likeliest question and answers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.answers.choices import undressed
from analysis.answers.shortening import told_apart
from analysis.codebook.matching import as_number, plain
from analysis.codebook.types import OTHER, YES_NO, Kind, Option, Question
from analysis.drafting.looks import Guess, Look, Omission
from analysis.drafting.quantities import RARE
from analysis.drafting.words import IN_BETWEEN, YES, says_alone
from analysis.errors import SurveyError

MOST_ANSWERS = 7  # of a question that may tell two groups apart
MOST_LISTED = 6  # questions that may do so as well
CLOSE = 0.5  # likeness of a header that is worth suggesting
ASKED = re.compile(
    r"alone|on your own|by (yourself|myself)|single-handed|\bsolo\b|\bonly (one|person)|\bteams?\b|"
    r"colleague|co-?worker|work with|cohabit|live with|how many people|"
    r"(number|no) of people|employees|\bsol[oa]s?\b|equipo|compañer|coleg|cuántas personas|"
    r"allein|kolleg|wie viele (personen|menschen|leute)"
)
ALONE_ASKED = re.compile(
    r"alone|on your own|by yourself|single-handed|only (one|person)|\bsol[oa]\b|allein"
)


@dataclass(frozen=True)
class Wish:
    """What was asked for: the header of the question that tells the groups, and solo answers."""

    group: str | None = None
    solo: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sides:
    """The grouping question at ``place``, as it is drafted, and the codes of both groups.

    ``is_guess`` tells whether nobody named the question, ``solo_is_guess`` whether nobody named
    the answers; ``others`` are the headers of questions that may do as well.
    """

    place: int
    guess: Guess
    solo: tuple[str, ...]
    team: tuple[str, ...]
    is_guess: bool = False
    solo_is_guess: bool = False
    others: tuple[str, ...] = ()


def sides_of(found: Sequence[Look], wish: Wish, source: str) -> Sides:
    """The two groups; SurveyError where the wish can't be met, or nothing tells groups apart."""
    if wish.group is not None:
        place = _named(found, wish.group, source)
        return _sides(found, place, wish)
    places = sorted(_candidates(found), key=lambda at: (-_likeliness(found[at]), at))
    if not places:
        raise SurveyError(
            f"No question in {source} can tell two groups apart: none has from two to "
            f"{MOST_ANSWERS} answers that enough people gave.",
            'Name one with --group "ITS HEADER" --solo "ITS ANSWER".',
        )
    sides = _sides(found, places[0], wish)
    likely = [at for at in places[1:] if _likeliness(found[at]) > 1] or places[1:]
    others = tuple(_header(found[at]) for at in likely[:MOST_LISTED])
    return replace(sides, is_guess=True, others=others)


def _header(look: Look) -> str:
    return look.question.text if isinstance(look, Guess) else look.column.text


def _named(found: Sequence[Look], header: str, source: str) -> int:
    """The place of the question with this header."""
    wanted = plain(header)
    for at, look in enumerate(found):
        if wanted in {plain(name) for name in (_header(look), *look.column.names)}:
            if isinstance(look, Omission):
                raise SurveyError(
                    f"{header!r} can't tell two groups apart: {look.why}.",
                    "Name another question with --group.",
                )
            return at
    names = {plain(_header(look)): _header(look) for look in found if isinstance(look, Guess)}
    close = difflib.get_close_matches(wanted, names, n=1, cutoff=CLOSE)
    nearest = told_apart([names[close[0]], header])[0] if close else ""
    raise SurveyError(
        f"No column of {source} has the header {header!r}.",
        f"The closest header is {nearest!r}: name that with --group."
        if close
        else "Give --group a header of the sheet, in quotes.",
    )


def _candidates(found: Sequence[Look]) -> Iterator[int]:
    """The questions with a few answers to choose from, and numbers of people."""
    for at, look in enumerate(found):
        if isinstance(look, Omission) or look.column.heading:
            continue
        asked = look.question
        if (
            asked.kind in (Kind.CATEGORY, Kind.YES_NO)
            and (2 <= max(len(asked.options), 2) <= MOST_ANSWERS)
        ) or (asked.kind is Kind.COUNT and ASKED.search(plain(asked.text))):
            yield at


def _likeliness(look: Look) -> int:
    """How much a question's words speak of being alone or with others."""
    if isinstance(look, Omission):
        return 0
    texts = [plain(option.text) for option in look.question.options]
    names = [plain(name) for name in look.column.names]
    asks = any(ASKED.search(name.replace("_", " ")) for name in names)
    return 2 * any(says_alone(text) for text in texts) + 2 * asks + (len(texts) > 1)


def _sides(found: Sequence[Look], place: int, wish: Wish) -> Sides:
    guess = found[place]
    assert isinstance(guess, Guess)
    if guess.question.kind is Kind.COUNT:
        guess = _as_groups(guess, wish)
    asked = guess.question
    if asked.kind not in (Kind.CATEGORY, Kind.YES_NO, Kind.ORDINAL):
        problem = f"{asked.text!r} can't tell two groups apart: it is no question with one answer."
        raise SurveyError(problem, "Name another question with --group.")
    solo = _as_asked(guess, wish.solo) if wish.solo else _likely_solo(guess)
    others = [option for option in _options(guess) if option.code not in (*solo, OTHER)]
    team = tuple(o.code for o in others if plain(o.text) not in IN_BETWEEN)
    if not team:
        raise SurveyError(
            f"Every answer to {asked.text!r} is in one group.",
            "Give --solo fewer answers, so that others are left to compare with.",
        )
    return Sides(place, guess, solo, team, solo_is_guess=not wish.solo)


def _options(guess: Guess) -> tuple[Option, ...]:
    """The answers of a question; those of yes and no stand nowhere."""
    return guess.question.options or YES_NO


def _likely_solo(guess: Guess) -> tuple[str, ...]:
    """The answers that speak of being alone; else 'yes' to being alone, the smallest, the first."""
    options = _options(guess)
    alone = tuple(option.code for option in options if says_alone(plain(option.text)))
    if alone and len(alone) < len(options):
        return alone
    asks = any(ALONE_ASKED.search(plain(name)) for name in guess.column.names)
    first_words = {option.code: re.split(r"\W", plain(option.text))[0] for option in options}
    said_yes = tuple(code for code, word in first_words.items() if word in YES)
    return said_yes[:1] if asks and said_yes else (options[0].code,)


def _as_asked(guess: Guess, wanted: Sequence[str]) -> tuple[str, ...]:
    """The codes of the answers that were named."""
    solo: list[str] = []
    for text in wanted:
        option = next((o for o in _options(guess) if _means(o, text)), None)
        if option is None:
            listed = ", ".join(repr(option.text) for option in _options(guess))
            raise SurveyError(
                f"{text!r} is no frequent answer to {guess.question.text!r}.",
                f"Give --solo one of its answers: {listed}.",
            )
        solo.append(option.code)
    return tuple(dict.fromkeys(solo))


def _means(option: Option, text: str) -> bool:
    names = {undressed(name) for name in (option.text, *option.aliases, option.code)}
    number = as_number(text)
    in_range = number is not None and option.range and option.range[0] <= number <= option.range[1]
    return undressed(text) in names or bool(in_range)


def _as_groups(guess: Guess, wish: Wish) -> Guess:
    """A number of people as answers to choose from: those of one group, and more."""
    asked = guess.question
    numbers = sorted({int(n) for text in wish.solo if (n := as_number(text)) is not None})
    low, high = (numbers[0], numbers[-1]) if numbers else (asked.min, _nobody_else(guess))
    parts = [(asked.min, low - 1), (low, high), (high + 1, asked.max)]
    options = tuple(_between(*part) for part in parts if part[0] <= part[1])
    question = Question(text=asked.text, headers=asked.headers, kind=Kind.CATEGORY, options=options)
    return replace(guess, question=question, comments={"kind": "numbers, taken together"})


def _nobody_else(guess: Guess) -> int:
    """The number that says 'I am alone': 0 where people give it, else 1, themselves counted."""
    held = guess.numbers
    zeros = sum(rows for number, rows in held.rows if number == 0) if held else 0
    return 0 if held and zeros > RARE * held.read else 1


def _between(low: int, high: int) -> Option:
    text = str(low) if low == high else f"{low} to {high}"
    code = str(low) if low == high else f"{low}-{high}"
    return Option(code=code, text=text, range=(low, high))
