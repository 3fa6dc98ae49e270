"""Where raw answers come from: a Google Sheet, a file of one of five kinds, or the demo.

``SURVEY_SOURCE`` alone decides which; ``open_source`` turns it into something to read from.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from analysis.errors import SurveyError
from analysis.quoting import looks_like_key
from data.settings import Settings
from data.sources.raw import RawTable

CSV_ENDINGS = (".csv", ".tsv", ".txt")
PARQUET_ENDINGS = (".parquet", ".pq")
TAB_OF_WORKBOOK = re.compile(r"(.+?\.xlsx)#(.*)", re.IGNORECASE | re.DOTALL)
ENDING = re.compile(r"\.[a-z0-9]{1,8}")  # that a message may repeat
FILES_READ = ".csv, .tsv, .txt, .xlsx, .sav or .parquet"


class Source(Protocol):
    """Something that holds a survey's raw answers.

    ``kind`` is "demo", "sheet", "csv", "xlsx", "sav" or "parquet"; ``name`` is for people and
    holds no secret; ``identity`` tells one source from another and stays the same between runs.
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
    """The file at the path ``said``, of a workbook also one tab; SurveyError for other endings."""
    whole = TAB_OF_WORKBOOK.fullmatch(said)
    path = Path(whole[1] if whole else said)
    with contextlib.suppress(RuntimeError):  # '~nobody' names nobody here: a path like any other
        path = path.expanduser()
    ending = path.suffix.lower()
    # Late, each of them: reading one kind of file shall not load what reads the others.
    if ending in CSV_ENDINGS:
        from data.sources.files import CsvFile

        return CsvFile(path)
    if ending == ".xlsx":
        from data.sources.workbook import ExcelFile

        return ExcelFile(path, (whole[2] or None) if whole else None)
    if ending == ".sav":
        from data.sources.sav import SpssFile

        return SpssFile(path)
    if ending in PARQUET_ENDINGS:
        from data.sources.parquet import ParquetFile

        return ParquetFile(path)
    raise _not_read(said, ending)


def _not_read(said: str, ending: str) -> SurveyError:
    # Of the value only the ending is repeated: what was pasted there by mistake may be a secret.
    if ENDING.fullmatch(ending) and not looks_like_key(said):
        return SurveyError(
            f"SURVEY_SOURCE names a file that ends in {ending!r}, which is not read here.",
            "Open it in the program that made it and save or export the answers as .csv or .xlsx; "
            f"files that end in {FILES_READ} are read.",
        )
    return SurveyError(
        "SURVEY_SOURCE is neither demo, nor a Google Sheet's address, nor a file of a kind that is "
        "read here.",
        "Set it to demo, to the sheet's address in the browser, or to the path of a file that ends "
        f"in {FILES_READ}.",
    )
