"""English: how words are put together, and what a sentence calls things."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.codebook import Codebook, Direction, Kind, ScoreKind
from analysis.sentences.numbers import MINUS

IRREGULAR = {"people": "person", "series": "series"}
PERCENTAGE_POINTS = "percentage points"  # what two shares lie apart
SINGULAR = (  # the first that fits
    (r"(?<=[^aeiou])ies$", "y"),
    (r"(?<=x|z)es$|(?<=ch|sh|ss)es$", ""),
    (r"(?<=[^s])s$", ""),
)
DIRECTIONS = {
    Direction.HIGHER_IS_WORSE: "more is worse",
    Direction.HIGHER_IS_BETTER: "more is better",
    Direction.NEUTRAL: "",
}


def first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def first_lower(text: str) -> str:
    """The text as it stands inside a sentence; 'NHS ward', 'I am tired' stay as they are."""
    word = re.match(r"\w*", text)
    keeps = word is not None and (word[0] == "I" or word[0][1:] != word[0][1:].lower())
    return text if keeps else text[:1].lower() + text[1:]


def quoted(text: str) -> str:
    return f"“{text}”"


def headed(label: str) -> str:
    """A label before what is said of it: 'Mood:', 'How are you?'."""
    return label if label[-1:] in "?!.:" else f"{label}:"


def listed(parts: Iterable[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    told = list(parts)
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}" if told else ""


def amount(told: str, unit: str) -> str:
    """A number with its unit: '1 point', '2 times in four weeks', '1.0 points'."""
    return f"{told} {singular(unit) if told in ('1', f'{MINUS}1') else unit}"


def singular(unit: str) -> str:
    """A unit for one of it, its first word alone being a plural: 'time in four weeks'."""
    if unit == PERCENTAGE_POINTS:
        return unit.removesuffix("s")
    first, *rest = unit.split(" ")
    if first in IRREGULAR:
        return " ".join([IRREGULAR[first], *rest])
    for ending, one in SINGULAR:
        if re.search(ending, first):
            return " ".join([re.sub(ending, one, first), *rest])
    return unit


def noun(codebook: Codebook, indicator: str) -> str:
    """What a sentence calls an indicator: 'isolation'; by its label, in quotes, without wording.

    A label may be of any form ('On Facebook', 'How I feel'): only in quotes does it fit a sentence.
    """
    made = codebook.indicators[indicator]
    return made.wording.on or quoted(made.label)


def what_they_did(codebook: Codebook, indicator: str) -> str:
    """What the people of a share have in common: 'had a slip', 'fall under “On Facebook”'."""
    made = codebook.indicators[indicator]
    if made.wording.have:
        return made.wording.have
    answers = [(codebook.questions[asked].kind, said) for asked, said in made.where.items()]
    verb = "said yes to" if answers == [(Kind.YES_NO, ("yes",))] else "fall under"
    return f"{verb} {quoted(made.label)}"


def is_share(codebook: Codebook, indicator: str) -> bool:
    return codebook.indicators[indicator].kind is ScoreKind.SHARE


def hint(direction: Direction) -> str:
    """'more is worse', 'more is better', or nothing."""
    return DIRECTIONS[direction]
