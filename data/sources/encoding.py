"""How the text of a file is encoded, where it is text."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import SurveyError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16, so it is asked for first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LOST = "\ufffd"  # stands where bytes are no letter, and where an earlier program lost one
STRANGERS = (
    (b"PK\x03\x04", "an Excel workbook or another ZIP file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected Excel workbook"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a file compressed with gzip"),
    (b"%PDF-", "a PDF"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)
JOINED_FOR_EACH_LOST = 2  # bytes, at least, in a file that is UTF-8 in spite of them
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b")
# Random bytes hold 10 % of control characters; text may hold a stray one, and tiny files a few.
MOST_CONTROLS = 0.05
MOST_CONTROLS_IN_UTF8 = 0.3
BLOCK = 1 << 16


@dataclass(frozen=True)
class Encoding:
    """An encoding by the name that Python knows, and whether letters of the file are lost."""

    name: str
    is_damaged: bool = False


def encoding_of(path: Path) -> Encoding:
    """How ``path`` is encoded; SurveyError if it isn't text."""
    with path.open("rb") as file:
        head = file.read(BLOCK)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return Encoding(encoding, _letters(path, encoding).lost > 0)
    found = _without_mark(path)
    stranger = _stranger(head, found)
    if stranger:
        raise SurveyError(
            f"The file {path.name} isn't CSV: it looks like {stranger}.",
            "Open it in a spreadsheet program, save it as CSV (UTF-8) and use that file.",
        )
    return found


def _without_mark(path: Path) -> Encoding:
    """UTF-8 where most bytes above ASCII fit each other as its letters do, else an old encoding.

    One bad byte, or a letter cut at the end, must not turn all other letters into nonsense. Names
    of countries and languages, written in old encodings of 26 languages, had at most 0.4 bytes
    joined for each one lost, in Chinese and Korean ones 1.3.
    """
    letters = _letters(path, "utf-8")
    if letters.joined >= JOINED_FOR_EACH_LOST * letters.lost:
        return Encoding("utf-8", letters.lost > 0)
    # The last one reads any byte.
    return Encoding("latin-1" if _letters(path, "cp1252").lost else "cp1252")


@dataclass(frozen=True)
class Letters:
    """How well an encoding fits a file: bytes ``joined`` to one before them, and letters lost."""

    joined: int
    lost: int


def _letters(path: Path, encoding: str) -> Letters:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    joined = lost = 0
    with path.open("rb") as file:
        more = True
        while more:
            block = file.read(BLOCK)
            more = bool(block)
            text = decoder.decode(block, final=not more)
            joined += len(block) - len(text)
            lost += text.count(LOST)
    return Letters(joined, lost)


def _stranger(head: bytes, encoding: Encoding) -> str | None:
    start = head.lstrip().lower()
    for magic, what in STRANGERS:
        if head.startswith(magic) or (magic[:1] == b"<" and start.startswith(magic)):
            return what
    controls = sum(byte in CONTROLS for byte in head)
    if encoding == Encoding("utf-8"):
        return "binary data" if controls > MOST_CONTROLS_IN_UTF8 * len(head) else None
    # A NUL is a stray of some exports, and in old encodings it must not count as binary.
    return "binary data" if controls - head.count(0) > MOST_CONTROLS * len(head) else None
