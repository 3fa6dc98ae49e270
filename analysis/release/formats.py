"""The formats of a release's tables: another is one entry here and one writer in ``data.exports``.

Package, README, datapackage.json, the interface for programs and the page Data go by this list.
"""

from __future__ import annotations

from dataclasses import dataclass

TABLES = ("counts", "estimates", "items")
LABELS = "labels"  # the words for every id and code, as a table


@dataclass(frozen=True)
class Format:
    """How tables are written: a file each, or all of them as one ``book``.

    ``name`` is what a link calls it, ``about`` what the README says of it, ``media`` its media type
    without a charset. What ``is_whole`` holds every row; others are for desktop programs.
    """

    ending: str
    name: str
    media: str
    about: str
    tables: tuple[str, ...] = TABLES
    book: str | None = None
    is_whole: bool = False

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files."""
        names = self.tables if self.book is None else (self.book,)
        return tuple(f"{name}.{self.ending}" for name in names)

    @property
    def content_type(self) -> str:
        """The media type, with the charset where it is text."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media

    @property
    def called(self) -> str:
        """'counts, estimates, items (.sav)', or the one file."""
        if self.book is not None:
            return self.files[0]
        return f"{', '.join(self.tables)} (.{self.ending})"


FORMATS = (
    Format(
        "csv", "CSV", "text/csv", "the tables, in UTF-8, for any program",
        tables=(*TABLES, LABELS), is_whole=True,
    ),
    Format(
        "parquet", "Parquet", "application/vnd.apache.parquet", "the same tables with their types",
        is_whole=True,
    ),
    Format(
        "xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "the same tables as a workbook, with notes on every column",
        tables=(*TABLES, LABELS), book="tables",
    ),
    Format("sav", "SPSS", "application/x-spss-sav", "the same tables for SPSS, with labels"),
)  # fmt: skip
