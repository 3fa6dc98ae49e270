"""The indicators of a draft: a score for each run of questions, and for every other question."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.codebook.matching import plain
from analysis.codebook.types import Indicator, Kind, ScoreKind, Wording
from analysis.drafting.looks import Guess
from analysis.drafting.naming import label, list_id
from analysis.drafting.quantities import Extent, bands_of

MOST_HEADLINES = 3
UNITS = ("hours", "days", "weeks", "months", "years", "minutes", "times", "people")
DIRECTION = 'change me: "higher-is-worse", "higher-is-better" or "neutral"'
WORDS = "change me"
A_SCALE = (
    "guess: one scale, as these questions stand together and have the same answers. Check that "
    "they measure one thing, and which are worded the other way round: list those as reversed."
)


@dataclass(frozen=True)
class Proposal:
    """An indicator, with comments by the key they stand behind; ``note`` stands before it."""

    indicator: Indicator
    comments: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def proposals(
    questions: Mapping[str, Guess],
    runs: Sequence[tuple[Sequence[str], Sequence[str]]],
    aside: Collection[str],
) -> Iterator[tuple[str, Proposal]]:
    """Name and indicator: a mean for each run (its items, those reversed), then one a question.

    The first ones are headlines. Questions ``aside`` are groups and filters, and have none.
    """
    for number, (items, turned) in enumerate(runs, start=1):
        yield list_id(f"scale_{number}", questions), _mean(number, items, turned)
    in_runs = {item for items, _ in runs for item in items}
    single = {name: guess for name, guess in questions.items() if name not in {*in_runs, *aside}}
    scored = [name for name, guess in single.items() if guess.question.kind is Kind.ORDINAL]
    headlines = scored[: MOST_HEADLINES - len(runs)] if len(runs) < MOST_HEADLINES else []
    for name, guess in single.items():
        made = _single(name, guess, headline=name in headlines)
        if made is not None:
            yield name, made


def _mean(number: int, items: Sequence[str], turned: Sequence[str]) -> Proposal:
    name = f"scale {number}"
    indicator = Indicator(
        label=f"Scale {number}",
        items=tuple(items),
        reversed=tuple(turned),
        headline=number <= MOST_HEADLINES,
        wording=Wording(on=name, more=f"higher on {name}"),
    )
    comments = {"label": WORDS, "direction": DIRECTION, "wording": WORDS}
    if turned:
        comments["reversed"] = "guess: their answers run against the others'"
    return Proposal(indicator, comments, A_SCALE)


def _single(name: str, guess: Guess, *, headline: bool) -> Proposal | None:
    """The indicator of one question; None for answers in no order and dates."""
    told = label(guess.question.text)
    on = Wording(on=f"“{told}”")
    match guess.question.kind:
        case Kind.ORDINAL:
            made = Indicator(label=told, items=(name,), headline=headline, wording=on)
            return Proposal(made, {"direction": DIRECTION, "wording": WORDS})
        case Kind.COUNT:
            return _count(name, guess, told, on)
        case Kind.MULTI_SELECT:
            made = Indicator(label=told, kind=ScoreKind.TICKS, items=(name,), wording=on)
            made = made.model_copy(update={"unit": "answers ticked"})
        case Kind.YES_NO:
            have = Wording(have=f"said yes to “{told}”")
            made = Indicator(label=told, kind=ScoreKind.SHARE, where={name: ("yes",)}, wording=have)
            made = made.model_copy(update={"unit": "in 100"})
        case _:
            return None
    return Proposal(made, {"wording": WORDS})


def _count(name: str, guess: Guess, told: str, on: Wording) -> Proposal:
    asked = guess.question
    extent = Extent(asked.min, asked.max, asked.decimals)
    bands = bands_of(guess.numbers, extent) if guess.numbers else ()
    unit = _unit(plain(asked.text))
    made = Indicator(label=told, items=(name,), bands=bands, unit=unit, wording=on)
    comments = {"bands": "guess: bands that hold about as many answers each", "unit": WORDS}
    return Proposal(made, comments | {"wording": WORDS})


def _unit(text: str) -> str:
    """What a question counts: the word after 'how many', or a unit that it names."""
    counted = re.search(r"\bhow many (?!of\b)([a-z]+)", text)
    words = re.findall(r"\w+", text)
    named = next((unit for unit in UNITS if unit in words), "points")
    return counted[1] if counted else named
