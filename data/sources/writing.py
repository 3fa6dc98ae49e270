"""Whether a file can be read, and how its text is encoded."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import SurveyError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16, so it is asked for first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WITHOUT_MARK = ("utf-8", "cp1252", "latin-1")  # the last one reads any byte
STRANGERS = (
    (b"PK\x03\x04", "an Excel workbook or another ZIP file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected Excel workbook"),
    (b"PAR1", "a Parquet file"),
    (b"\x1f\x8b", "a file compressed with gzip"),
    (b"%PDF-", "a PDF"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)
CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\v\f\r\x1b")
# Random bytes hold 10 % of control characters; text may hold a stray one, and tiny files a few.
MOST_CONTROLS = 0.05
MOST_CONTROLS_IN_UTF8 = 0.3
BLOCK = 1 << 16


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Nothing, but an operating system's refusal to open or read ``path`` is a SurveyError."""
    try:
        yield
    except FileNotFoundError as error:
        raise SurveyError(
            f"The file {path} doesn't exist.", "Check the path that SURVEY_SOURCE gives."
        ) from error
    except IsADirectoryError as error:
        raise SurveyError(
            f"{path} is a folder, not a file.", "Name the file inside it that holds the answers."
        ) from error
    except PermissionError as error:
        raise SurveyError(
            f"The file {path} may not be read by the user that runs this program.",
            "Give that user permission to read it.",
        ) from error
    except OSError as error:
        raise SurveyError(
            f"The file {path} can't be read ({error.strerror or 'unknown reason'}).",
            "Check the disk or the network share it is on, or copy the file elsewhere.",
        ) from error


def encoding_of(path: Path) -> str:
    """The name of the encoding that ``path`` is written in; SurveyError if it isn't text."""
    with path.open("rb") as file:
        head = file.read(BLOCK)
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    found = next(encoding for encoding in WITHOUT_MARK if _decodes(path, encoding))
    stranger = _stranger(head, found)
    if stranger:
        raise SurveyError(
            f"The file {path.name} isn't CSV: it looks like {stranger}.",
            "Open it in a spreadsheet program, save it as CSV (UTF-8) and use that file.",
        )
    return found


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _stranger(head: bytes, encoding: str) -> str | None:
    start = head.lstrip().lower()
    for magic, what in STRANGERS:
        if head.startswith(magic) or (magic[:1] == b"<" and start.startswith(magic)):
            return what
    controls = sum(byte in CONTROLS for byte in head)
    if encoding == "utf-8":
        return "binary data" if controls > MOST_CONTROLS_IN_UTF8 * len(head) else None
    # A NUL is a stray of some exports, and in old encodings it must not count as binary.
    return "binary data" if controls - head.count(0) > MOST_CONTROLS * len(head) else None
