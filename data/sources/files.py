"""Raw answers from a CSV file, however the spreadsheet program wrote it."""

from __future__ import annotations

import csv
import os
import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import ClassVar, TextIO

from analysis.errors import SurveyError
from data.sources.columns import table_of
from data.sources.raw import RawTable
from data.sources.writing import encoding_of, readable

DELIMITERS = ",;\t|"
ROWS_AT_ONCE = 20_000
ROWS_TO_JUDGE_BY = 20
SAMPLE = 1 << 20
QUOTED = re.compile(r'"(?:[^"]|"")*"')
LINE_END = re.compile(r"\r\n|\r|\n")

# The most that a C long holds on every system. The limit is the process's, not a reader's.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True)
class CsvFile:
    """A file of delimited text, its encoding and delimiter found out by looking at it."""

    path: Path
    kind: ClassVar[str] = "csv"

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        return self.path.name

    @property
    def identity(self) -> str:
        """The file's absolute path."""
        return os.path.abspath(self.path)

    def read(self) -> RawTable:
        """Every answer in the file; SurveyError when it is missing, empty or no text."""
        with readable(self.path), self._text() as text:
            delimiter = delimiter_of(text.read(SAMPLE))
            text.seek(0)
            table = table_of(blocks(records(text, delimiter, self.name)))
        if table is None:
            raise SurveyError(
                f"The file {self.name} is empty.",
                "Export the answers again and check that its first row holds the questions.",
            )
        return table

    def _text(self) -> TextIO:
        # A byte that doesn't fit the encoding spoils its own cell and no other.
        return self.path.open(encoding=encoding_of(self.path), errors="replace", newline="")


def delimiter_of(sample: str) -> str:
    """The one of , ; tab | that splits the header record as it splits the rows below it.

    Text in quotes doesn't count. Among those that agree as well with the rows, the one that
    makes more columns wins: spreadsheets set to a decimal comma separate by semicolon, and leave
    the commas of a question bare.
    """
    plain = LINE_END.split(QUOTED.sub("quoted", sample))
    lines = [line for line in plain if line.strip(DELIMITERS + string.whitespace)]
    header, rows = "".join(lines[:1]), lines[1 : 1 + ROWS_TO_JUDGE_BY]

    def fit(delimiter: str) -> tuple[int, int]:
        count = header.count(delimiter)
        return sum(row.count(delimiter) == count for row in rows) if count else -1, count

    return max(DELIMITERS, key=fit)


def records(lines: Iterable[str], delimiter: str, name: str) -> Iterator[list[str]]:
    """The cells of each record; SurveyError if a quotation mark swallows the end of the file."""
    pending: list[str] = []
    swallowed = 0

    def watched() -> Iterator[str]:
        for line in lines:
            pending.append(line)
            yield line

    reader = csv.reader(watched(), delimiter=delimiter)
    for record in reader:
        is_open = len(pending) > 1 and "".join(pending).count('"') % 2
        swallowed = len(pending) if is_open else 0
        pending.clear()
        yield record
    if swallowed:
        raise SurveyError(
            f"In {name}, the quotation mark opened on line {reader.line_num - swallowed + 1} is "
            "never closed, so all that follows would be one answer.",
            "Close it there, or export the file again.",
        )


def blocks(rows: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    """The rows in lists of at most ROWS_AT_ONCE."""
    while block := list(islice(rows, ROWS_AT_ONCE)):
        yield block
