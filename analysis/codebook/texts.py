"""Which texts a codebook may hold, and how a text that nobody checked is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.codebook.problems import Problem
from analysis.codebook.types import Codebook

LONGEST = 2000  # characters: a page of a book
TOLD = 80  # characters of a text that is only named
WITHIN_WORDS = "\u200c\u200d"  # Persian, Indic scripts and emoji are written with these
LINES = "\n\t"
# Left behind by copying; they mean nothing to a reader and are taken out.
WITHOUT_WIDTH = dict.fromkeys(map(ord, "\ufeff\u200b\u2060\u200e\u200f\u00ad"))
LIKE_LATIN = frozenset("асеорхуіјѕһԁԛԝАВСЕНІЈКМОРЅТХУΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι")
LIKE_OTHERS = frozenset("aceopxyABCEHKMOPTXY")


def check_texts(book: Codebook) -> Iterator[Problem]:
    """A problem for every text that is not what it looks like, or too long to be shown."""
    for key, text in _texts("", book.model_dump(mode="json")):
        if unseen := next((each for each in text if not _is_seen(each)), None):
            problem = f"holds the invisible or direction-changing character U+{ord(unseen):04X}."
            yield Problem(key, problem, "Remove it.")
        if mixed := next(filter(_deceives, re.findall(r"[^\W\d_]+", text)), None):
            problem = f"mixes letters of two alphabets that look alike in {visible(mixed)!r}."
            yield Problem(key, problem, "Type that word again.")
        if len(text) > LONGEST:
            problem = f"is {len(text)} characters long; {LONGEST} are the most."
            yield Problem(key, problem, "Shorten it.")


def cleaned(held: Any) -> Any:
    """What a codebook's file holds, without characters of no width in its texts."""
    if isinstance(held, str):
        return held.translate(WITHOUT_WIDTH)
    if isinstance(held, Mapping):
        return {name: cleaned(each) for name, each in held.items()}
    return [cleaned(each) for each in held] if isinstance(held, list) else held


def visible(text: str, most: int = TOLD) -> str:
    """The text with what can't be seen told as its code, cut to ``most`` characters."""
    seen = (each if _is_told(each) else each.encode("unicode_escape").decode() for each in text)
    return "".join(seen)[:most]


def _texts(key: str, held: Any) -> Iterator[tuple[str, str]]:
    """Every text in a value, with its place."""
    if isinstance(held, str):
        yield key, held
    elif isinstance(held, Mapping):
        for name, each in held.items():
            yield from _texts(f"{key}.{name}" if key else str(name), each)
    elif isinstance(held, Sequence):
        for number, each in enumerate(held):
            yield from _texts(f"{key}.{number}", each)


def _is_seen(letter: str) -> bool:
    """Whether a letter may stand in a codebook: no control or format character."""
    return letter in LINES + WITHIN_WORDS or unicodedata.category(letter) not in (
        "Cc", "Cf", "Cs", "Co", "Zl", "Zp",
    )  # fmt: skip


def _is_told(letter: str) -> bool:
    return letter.isprintable() or letter in WITHIN_WORDS


def _deceives(word: str) -> bool:
    """Whether letters of another alphabet stand in a word where only their like would.

    'SMMщик' is a word of two alphabets, and deceives nobody.
    """
    named = {letter: unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    latin = {letter for letter, name in named.items() if name == "LATIN"}
    others = {letter for letter, name in named.items() if name in ("CYRILLIC", "GREEK")}
    return bool(latin and others) and (others <= LIKE_LATIN or latin <= LIKE_OTHERS)
