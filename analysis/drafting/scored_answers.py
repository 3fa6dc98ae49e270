"""Questions whose answers are ordered and scored."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from analysis.codebook.types import Kind, Option
from analysis.drafting.columns import Column
from analysis.drafting.looks import Guess, question_of
from analysis.drafting.naming import codes
from analysis.drafting.ordering import Ordered, equal_steps


def ordinal(column: Column, ordered: Ordered) -> Guess:
    how = "known words" if ordered.vocabulary else "the number in each"
    comments = {"kind": f"guess: ordered answers, by {how}"}
    if ordered.added:
        listed = ", ".join(repr(text) for text in ordered.added)
        comments["options"] = f"guess: {listed} added, which such lists have"
    options = tuple(
        Option(code=code, text=text, score=score)
        for code, text, score in zip(_codes(ordered), ordered.texts, ordered.scores, strict=True)
    )
    question = question_of(column, Kind.ORDINAL, options=options)
    return Guess(column, question, comments, vocabulary=ordered.vocabulary or "scale")


def _codes(ordered: Ordered) -> list[str]:
    """Codes by the words; by the number, where answers begin with one: a cell may hold it alone."""
    made = codes(ordered.texts)
    if ordered.vocabulary or any(text[:1].isalpha() for text in ordered.texts):
        return made
    scored = zip(made, ordered.scores, strict=True)
    return [code if score is None else str(score) for code, score in scored]


def scale(column: Column, low: int, high: int) -> Guess:
    """A question answered with a number from low to high."""
    options = tuple(
        Option(code=str(number), text=str(number), score=number) for number in range(low, high + 1)
    )
    question = question_of(column, Kind.ORDINAL, options=options)
    return Guess(
        column, question, {"kind": f"guess: a scale from {low} to {high}"}, vocabulary="scale"
    )


def stepped_scale(column: Column, numbers: Sequence[Fraction]) -> Guess:
    """A question answered with a few numbers at equal distances: 0, 0.25, 0.5, 0.75, 1."""
    texts = [f"{float(number):g}" for number in numbers]
    options = tuple(
        Option(code=code, text=text, score=score)
        for code, text, score in zip(codes(texts), texts, equal_steps(len(texts)), strict=True)
    )
    question = question_of(column, Kind.ORDINAL, options=options)
    comments = {"kind": f"guess: a scale from {texts[0]} to {texts[-1]}"}
    return Guess(column, question, comments, vocabulary="scale")
