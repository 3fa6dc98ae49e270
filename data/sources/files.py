"""Raw answers from a CSV file, however the spreadsheet program wrote it."""

from __future__ import annotations

import csv
import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, TextIO

import numpy as np

from analysis.errors import SurveyError
from data.sources.columns import blocks_of, table_of
from data.sources.damage import damaged_text
from data.sources.encoding import encoding_of
from data.sources.local_file import LocalFile, readable
from data.sources.raw import RawTable

DELIMITERS = ",;\t|"
ROWS_AT_ONCE = 20_000
HEADER_WITHIN = 5  # rows
ROWS_TO_JUDGE_BY = 20
SAMPLE = 1 << 20
QUOTED = re.compile(r'"(?:[^"]|"")*"')
LINE_END = re.compile(r"\r\n|\r|\n")
# Excel's first line that declares the delimiter, and what programs that don't know it make of it.
DECLARED = re.compile(r'"?sep=(?P<delimiter>\\t|[^\w"\r\n])(?P=delimiter)*"?\W*', re.IGNORECASE)
LONGEST_DECLARATION = 1_000  # characters

# The most that a C long holds on every system. The limit is the process's, not a reader's.
csv.field_size_limit(2**31 - 1)


@dataclass(frozen=True)
class CsvFile(LocalFile):
    """A file of delimited text, its encoding and delimiter found out by looking at it."""

    kind: ClassVar[str] = "csv"

    def read(self) -> RawTable:
        """Every answer in the file; SurveyError when it is missing, empty or no text."""
        with readable(self.path):
            found = encoding_of(self.path)
            # A byte that doesn't fit the encoding spoils its own cell and no other.
            counts: list[int] = []
            with self.path.open(encoding=found.name, errors="replace", newline="") as text:
                rows = counted(self._records(text), counts)
                table = table_of(blocks_of(rows, ROWS_AT_ONCE))
        if table is None:
            raise SurveyError(
                f"The file {self.name} is empty.",
                "Export the answers again and check that its first row holds the questions.",
            )
        header = int(np.flatnonzero(counts)[0]) if any(counts) else 0
        kept = np.array(counts)[np.concatenate([[header], table.row_numbers() - 1])]
        table = replace(table, cells=kept)
        return replace(table, findings=damaged_text(table)) if found.is_damaged else table

    def _records(self, text: TextIO) -> Iterator[list[str]]:
        declared = DECLARED.fullmatch(text.readline(LONGEST_DECLARATION))
        if declared:
            delimiter = declared["delimiter"].replace("\\t", "\t")
            return records(text, delimiter, self.name, lines_above=1)
        text.seek(0)
        delimiter = delimiter_of(text.read(SAMPLE))
        text.seek(0)
        return records(text, delimiter, self.name)


def delimiter_of(sample: str) -> str:
    """The one of , ; tab | that splits the header record as it splits the rows below it.

    Text in quotes doesn't count, and titles may stand above the header. Among those that agree as
    well with the rows, the one that makes more columns wins: spreadsheets set to a decimal comma
    separate by semicolon, and leave the commas of a question bare.
    """
    plain = LINE_END.split(QUOTED.sub("quoted", sample))
    lines = [line for line in plain if line.strip(DELIMITERS + string.whitespace)]

    def fit(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines[: HEADER_WITHIN + ROWS_TO_JUDGE_BY]]
        fits = [
            (counts[at + 1 : at + 1 + ROWS_TO_JUDGE_BY].count(count), count)
            for at, count in enumerate(counts[:HEADER_WITHIN])
            if count
        ]
        return max(fits, default=(-1, 0))

    return max(DELIMITERS, key=fit)


def counted(rows: Iterator[list[str]], counts: list[int]) -> Iterator[list[str]]:
    """The rows as they come, while ``counts`` takes down how many cells each is written in."""
    for row in rows:
        counts.append(len(row))
        yield row


def records(
    lines: Iterable[str], delimiter: str, name: str, lines_above: int = 0
) -> Iterator[list[str]]:
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
        line = lines_above + reader.line_num - swallowed + 1
        raise SurveyError(
            f"In {name}, the quotation mark opened on line {line} is never closed, so all that "
            "follows would be one answer.",
            "Close it there, or export the file again.",
        )
