"""Ids, codes and labels made from what a sheet says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from analysis.codebook.types import NOT_GIVEN

LONGEST_ID = 32  # characters
LONGEST_CODE = 40
LONGEST_LABEL = 60
CUT = "…"
MOST_WORDS = 4  # of a question's text that make its id
# Letters that no accent makes of a plain one.
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "ı": "i"}
)
SIGNS = ((r"(?<=\d)\s*\+", " plus"), (r"%", " percent"), (r"^\s*[<≤]\s*(?=\d)", "under "),
         (r"^\s*[>≥]\s*(?=\d)", "over "), (r"&", " and "))  # fmt: skip
# Words that say little about what is asked.
COMMON = frozenset(
    word
    for line in (
        "a about above after all am an and any are as at be been but by can could did do does",
        "for from had has have how i if in into is it its last many me month much my no not of",
        "often on or other our please so some than that the their them then there these they this",
        "those to up us was we week weeks were what when where which who whom whose why will",
        "with would you your al algo como con cual cuando de del donde el ella en es",
        "esta este esto fue ha han hay la las le lo los mi mis muy ni o para pero por que se si",
        "sin sobre son su sus tiene un una y ya yo das der die ein eine ich im ist mit sie und",
        "von wie zu",
    )
    for word in line.split()
)
# Names in the addresses of pages: of parameters, and of the pages that are there anyway.
RESERVED = frozenset(
    ("against", "api", "brief", "cohort", "compare", "data", "embed", "indicator", "job", "lang",
     "methods", "missing", "over_time", "privacy", "quality", "release", "you")
)  # fmt: skip


def question_id(text: str, taken: Collection[str]) -> str:
    """A short id that no other question has: 'classes_visited_library'."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", _bare(text))  # YearsOfExperience
    split = re.sub(r"['’]", "", split)
    words = re.findall(r"[a-z0-9]+", _latin(split))
    telling = [word for word in words if word not in COMMON] or words
    name = "_".join(telling[:MOST_WORDS])[:LONGEST_ID].strip("_")
    if not name:
        name = "question"
    elif not name[0].isalpha():
        name = f"q_{name}"
    return _unlike(name, {*taken, *RESERVED}, "_")


def list_id(name: str, taken: Collection[str]) -> str:
    """An id for a list of answers, a grid or an indicator that no other has."""
    return _unlike(name, taken, "_")


def codes(texts: Sequence[str], kept: Iterable[str] = ()) -> list[str]:
    """A code for each text of a question's answers; '11+' becomes '11-plus'."""
    made: list[str] = []
    for number, text in enumerate(texts, start=1):
        code = code_of(text) or f"answer-{number}"
        made.append(_unlike(code, {*made, *kept, NOT_GIVEN}, "-"))
    return made


def code_of(text: str) -> str:
    """The text in small letters, digits and dashes; empty where it has none of these."""
    said = text
    for sign, word in SIGNS:
        said = re.sub(sign, word, said)
    words = re.findall(r"[a-z0-9]+", _latin(said.replace("'", "").replace("’", "")))
    code = ""
    for word in words:
        longer = f"{code}-{word}".strip("-")
        if len(longer) > LONGEST_CODE:
            break
        code = longer
    return code or "".join(words)[:LONGEST_CODE]


def label(text: str) -> str:
    """A question's text without what stands in brackets at its end, cut between two words."""
    bare = _bare(text).strip(" ¿?¡!.:*") or text
    if len(bare) <= LONGEST_LABEL:
        return bare
    return f"{bare[: LONGEST_LABEL - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}{CUT}"


def short_label(text: str) -> str:
    """The label of a text that is too long for charts; empty where the text will do."""
    short = label(text)
    return "" if text.strip(" ¿?¡!.:*") == short else short


def _bare(text: str) -> str:
    return re.sub(r"\s*\([^()]*\)[\s?.:*]*$", "", text).strip() or text


def _latin(text: str) -> str:
    """The text in small Latin letters as far as it has any, without accents."""
    said = unicodedata.normalize("NFKD", text.casefold().translate(PLAIN_LETTERS))
    return "".join(letter for letter in said if not unicodedata.combining(letter))


def _unlike(name: str, taken: Collection[str], joint: str) -> str:
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}{joint}{number}"
    return found
