"""The tables as SPSS files, with the meaning of every variable and the words for every code."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any

import pandas as pd
import pyreadstat

from analysis.errors import SurveyError
from analysis.release import Manifest
from data.exports.columns import ABOUT, MEANING, REAL, WHOLE, typed
from data.exports.labels import Label, unambiguous

VARIABLE_LABEL, VALUE_LABEL, FILE_LABEL, NOTE = 255, 120, 64, 80  # bytes that the format holds
WRITTEN_AT = slice(92, 109)  # the header's date and time of writing
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
FORMATS = dict.fromkeys(WHOLE, "F8.0") | dict.fromkeys(REAL, "F12.5")


def spss_file(
    name: str, frame: pd.DataFrame, manifest: Manifest, told: Iterable[Label], notes: Iterable[str]
) -> bytes:
    """One table as a .sav file; the moment of writing in it is the release's."""
    labels, columns = tuple(told), list(frame.columns)
    values: Any = {column: words for column in columns if (words := _values(labels, column))}
    lines = [line for each in (ABOUT[name], *notes) for line in wrap(each, NOTE)]
    with _room(), tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.sav"
        pyreadstat.write_sav(
            typed(frame).to_pandas(),
            file,
            file_label=_cut(f"{name}, release {manifest.id}", FILE_LABEL),
            column_labels=[_cut(MEANING[column], VARIABLE_LABEL) for column in columns],
            variable_value_labels=values,
            variable_format={c: FORMATS[c] for c in columns if c in FORMATS},
            variable_measure={c: "scale" if c in FORMATS else "nominal" for c in columns},
            note=lines,
            row_compress=True,
        )
        content = bytearray(file.read_bytes())
    content[WRITTEN_AT] = _moment(manifest)
    return bytes(content)


@contextlib.contextmanager
def _room() -> Iterator[None]:
    """Turns a full disk into a sentence: the format can only be written to a file."""
    try:
        yield
    except (OSError, pyreadstat.ReadstatError) as error:
        raise SurveyError(
            f"The SPSS files can't be written to {tempfile.gettempdir()}, where they are made.",
            "Make room there, or set TMPDIR to a folder that has some.",
        ) from error


def _moment(manifest: Manifest) -> bytes:
    """'22 Nov 2612:00:00': the header's date and time, in English whatever the locale."""
    made = manifest.created_at
    return f"{made:%d} {MONTHS[made.month - 1]} {made:%y%H:%M:%S}".encode()


def _values(labels: Iterable[Label], column: str) -> dict[str, str]:
    """A column's value labels; the empty text, which is none in SPSS, has no label."""
    words = unambiguous(labels, column)
    return {code: _cut(label, VALUE_LABEL) for code, label in words.items() if code}


def _cut(text: str, most: int) -> str:
    """The text, cut to the bytes of UTF-8 that the format has room for."""
    return text.encode()[:most].decode(errors="ignore")
