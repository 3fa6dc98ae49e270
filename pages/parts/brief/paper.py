"""The brief on paper: one A4 page as PDF, set by typst from texts that are data and never markup.

typst is imported when a PDF is asked for, so that no page waits for it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pages.parts import labels
from pages.parts.brief import words
from pages.parts.brief.sheet import Sheet

TEMPLATE = Path(__file__).parent / "brief.typ"
ACCESSIBLE: Literal["ua-1"] = "ua-1"  # PDF/UA-1: tagged, titled, with alternative texts
LONGEST = 420  # characters of one text; longer ones end in an ellipsis
NARROW = {"label": 80, "names": 40, "ends": 30, "cut": 100, "texts": 30}  # where there is less room
LONG_WORD = 24  # characters; a longer word may break after so many
BREAK = "\u200b"  # zero-width space: of ours, after those of others were taken out
NO_BREAK = "\u00a0\u202f"
WHOLE = re.compile(r"[0-9a-f]{64}|https?://[!-~]{1,90}")  # a checksum, an address
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # control, direction, private, unassigned


def pdf(made: Sheet, day: datetime) -> bytes:
    """The brief as PDF/UA; the same sheet and day give the same bytes."""
    import typst

    told = _told(made, day)
    try:
        return _whole(typst.compile(**told, format="pdf", pdf_standards=[ACCESSIBLE]))
    except typst.TypstError:  # a letter that the fonts lack may be left out of a plain PDF only
        return _whole(typst.compile(**told, format="pdf"))


def png(made: Sheet, day: datetime, ppi: float = 110) -> bytes:
    """The brief as a picture of its page."""
    import typst

    return _whole(typst.compile(**_told(made, day), format="png", ppi=ppi))


def _whole(compiled: bytes | list[bytes] | None) -> bytes:
    """What was compiled, which is one page."""
    if not isinstance(compiled, bytes):
        raise TypeError("the brief is one page")
    return compiled


def _told(made: Sheet, day: datetime) -> dict[str, Any]:
    """What typst is given: the template, and the texts as data."""
    said = _inert(asdict(made) | {"words": _words()})
    said["language"] = made.language if re.fullmatch(r"[a-z]{2,3}", made.language) else "en"
    return {
        "input": TEMPLATE.read_bytes(),
        "sys_inputs": {"sheet": json.dumps(said)},
        "ignore_system_fonts": True,  # the same page on every machine
        "timestamp": int(day.timestamp()),
    }


def _words() -> dict[str, str]:
    return {
        "brief": labels.BRIEF, "measures_how": words.MEASURES_HOW,
        "received": words.RECEIVED, "wanted": words.WANTED, "without": words.WITHOUT,
        "reading": words.READING, "sources": words.SOURCES, "more": words.MORE,
    }  # fmt: skip


def _inert(held: Any, most: int = LONGEST) -> Any:
    """Every text of a value as plain letters that can be seen, of a length that fits its place."""
    if isinstance(held, str):
        return printable(held, most)
    if isinstance(held, dict):
        return {key: _inert(each, NARROW.get(key, most)) for key, each in held.items()}
    return [_inert(each, most) for each in held] if isinstance(held, list | tuple) else held


def printable(text: str, most: int = LONGEST) -> str:
    """A text without letters that can't be seen; overlong ones end in an ellipsis."""
    spaced = re.sub(rf"[^\S{NO_BREAK}]+", " ", unicodedata.normalize("NFC", text))
    seen = "".join(c for c in spaced if unicodedata.category(c) not in UNSEEN).strip()
    seen = re.sub(r"(?<=\d) (?=%)", "\u00a0", seen)
    short = seen if len(seen) <= most else f"{seen[: most - 1].rstrip()}…"
    return " ".join(_breakable(word) for word in short.split(" "))


def _breakable(word: str) -> str:
    """A word that may break where it is too long for a line; what is to be copied never breaks."""
    if WHOLE.fullmatch(word):
        return word
    return re.sub(rf"(.{{{LONG_WORD}}})(?=.)", rf"\1{BREAK}", word)
