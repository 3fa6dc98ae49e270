"""Where raw answers come from: a Google Sheet, a CSV file, a Parquet file, or the demo.

``SURVEY_SOURCE`` alone decides which; ``open_source`` turns it into something to read from.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from analysis.errors import SurveyError
from data.settings import Settings
from data.sources.raw import RawTable

CSV_ENDINGS = (".csv", ".tsv", ".txt")
PARQUET_ENDINGS = (".parquet", ".pq")


class Source(Protocol):
    """Something that holds a survey's raw answers.

    ``kind`` is "demo", "sheet", "csv" or "parquet"; ``name`` is for people and holds no secret;
    ``identity`` tells one source from another and stays the same between runs.
    """

    @property
    def kind(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def identity(self) -> str: ...

    def read(self) -> RawTable:
        """The answers as they are now; SurveyError when they can't be had."""
        ...


@dataclass(frozen=True)
class Demo:
    """The synthetic survey that the product shows before it has answers of its own."""

    kind: ClassVar[str] = "demo"
    name: ClassVar[str] = "synthetic demo data"
    identity: ClassVar[str] = "demo"

    def read(self) -> RawTable:
        """The demo's answers, the same at every call."""
        # Late, because the demo draws thousands of answers that no other source needs.
        from data import demo

        return demo.raw_table()


def open_source(settings: Settings) -> Source:
    """The source that ``settings.source`` names, not read yet; SurveyError if it names none."""
    said = settings.source.strip()
    if said == "demo":
        return Demo()
    if said.startswith("sheet:") or "://" in said:
        # Late, because importing gspread is slow and needed for no other source.
        from data.sources.address import SheetAddress
        from data.sources.sheets import GoogleSheet

        return GoogleSheet(SheetAddress.parse(said), settings)
    return file_source(said)


def file_source(said: str) -> Source:
    """The CSV or Parquet file at the path ``said``; SurveyError for any other ending."""
    path = Path(said)
    with contextlib.suppress(RuntimeError):  # '~nobody' names nobody here: a path like any other
        path = path.expanduser()
    ending = path.suffix.lower()
    if ending in CSV_ENDINGS:
        from data.sources.files import CsvFile

        return CsvFile(path)
    if ending in PARQUET_ENDINGS:
        from data.sources.parquet import ParquetFile

        return ParquetFile(path)
    raise SurveyError(
        f"SURVEY_SOURCE is {said!r}, which is neither demo, nor a Google Sheet, nor a .csv or "
        ".parquet file.",
        "Set it to demo, to the sheet's address in the browser, or to a file saved as CSV.",
    )
