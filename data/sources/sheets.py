"""A Google Sheet's answers: after the first reading, one request as long as the sheet is small."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from analysis.errors import SurveyError
from data.settings import Settings
from data.sources.address import SheetAddress
from data.sources.columns import Row, table_of, text_of
from data.sources.formats import Sample, sample_of, sampled
from data.sources.patience import Clock, Patience
from data.sources.raw import RawTable
from data.sources.refusals import FAULTS, Cause, Refused, Situation, explained
from data.sources.spreadsheet import Spreadsheet, Tab
from data.sources.tab_choice import TabChoice

WHOLE_UP_TO = 20_000  # rows that one reply carries without a strain on memory
ROWS_AT_ONCE = 10_000
READINGS = 3
LOOKED_UP_AGAIN_AFTER = 12  # readings: about an hour, so that a new tab doesn't stay unnoticed


class GoogleSheet:
    """One tab of a Google Sheet, read as a service account that it is shared with.

    The tab is looked up by its number once in a while, so renaming it does no harm, and so are the
    number formats of its columns. After a failed read all that was remembered is dropped, so a new
    key or a restored tab counts at the next read. ``time_zone`` is the sheet's, known after a
    read; its date serials are told in it. ``replied_at`` is the moment that Google's last reply
    named as its own.
    """

    kind: ClassVar[str] = "sheet"

    def __init__(
        self, address: SheetAddress, settings: Settings, patience: Patience | None = None
    ) -> None:
        self.name = address.name
        self.identity = address.identity
        self.time_zone: str | None = None
        self._address = address
        self._settings = settings
        self._patience = patience or Patience()
        self._clock = Clock()
        self._one_at_a_time = threading.Lock()
        self._readings = 0
        self._spreadsheet: Spreadsheet | None = None
        self._choice: TabChoice | None = None
        self._sample = Sample()

    @property
    def replied_at(self) -> datetime | None:
        return self._clock.elsewhere

    def read(self) -> RawTable:
        """Every answer in the tab as it is now; SurveyError when it can't be had."""
        with self._one_at_a_time:
            self._clock.start(self._patience.deadline)
            try:
                return self._table(self._connected())
            except FAULTS as fault:
                # Not chained: a network error holds the request, and with it the token.
                raise self._explained(fault) from None
            except SurveyError:
                self._forget()
                raise

    def _connected(self) -> Spreadsheet:
        if self._spreadsheet is None:
            self._spreadsheet = Spreadsheet(
                self._address.id, self._settings, self._patience, self._clock
            )
        return self._spreadsheet

    def _table(self, spreadsheet: Spreadsheet) -> RawTable:
        choice = self._choice or self._looked_up(spreadsheet)
        try:
            table = self._read(spreadsheet, choice)
        except Refused as refused:
            if refused.cause is not Cause.NO_RANGE:
                raise
            self._sample = Sample()
            choice = self._looked_up(spreadsheet)
            table = self._read(spreadsheet, choice)
        # A long tab is read by row numbers, so how many it has must not be old news next time.
        is_long = max(choice.tab.rows, 1 + len(table)) > WHOLE_UP_TO
        self._choice = None if is_long else choice
        self._readings += 1
        if self._readings % LOOKED_UP_AGAIN_AFTER == 0:
            self._choice, self._sample = None, Sample()
        return table

    def _looked_up(self, spreadsheet: Spreadsheet) -> TabChoice:
        contents = spreadsheet.contents()
        self.time_zone = contents.time_zone
        choice = TabChoice.of(contents, self._address.gid)
        if choice is None:
            titles = ", ".join(f"{tab.title!r} (gid {tab.gid})" for tab in contents.tabs)
            raise SurveyError(
                f"{self.name} has no tab with gid {self._address.gid}; it has {titles or 'none'}.",
                "Open the tab that holds the answers and copy the address from the browser.",
            )
        return choice

    def _read(self, spreadsheet: Spreadsheet, choice: TabChoice) -> RawTable:
        if choice.tab.rows <= WHOLE_UP_TO:
            rows, *of_others = spreadsheet.values(choice.tab.range(), *choice.ranges_of_others())
            table = table_of([rows])
        else:
            table, choice, of_others = self._steady(spreadsheet, choice)
        if table is None:
            raise SurveyError(
                f"The tab {choice.tab.title!r} of {self.name} is empty.",
                "Link the form to this tab, or copy the address of the tab that has the answers.",
            )
        formats = self._formats(spreadsheet, choice.tab, table) if len(table) else ()
        return replace(choice.described(table, of_others), formats=formats)

    def _steady(
        self, spreadsheet: Spreadsheet, choice: TabChoice
    ) -> tuple[RawTable | None, TabChoice, list[list[Row]]]:
        for _ in range(READINGS):
            chunks = ChunkedPass(spreadsheet, choice)
            table = table_of(chunks.blocks())
            if chunks.still_holds():
                return table, choice, chunks.of_others
            choice = self._looked_up(spreadsheet)
        raise SurveyError(
            f"{self.name} was changed {READINGS} times while it was read.",
            "Let whoever sorts or deletes its rows finish, and try again.",
        )

    def _formats(
        self, spreadsheet: Spreadsheet, tab: Tab, table: RawTable
    ) -> tuple[str | None, ...]:
        if not self._sample.speaks_for(table):
            first, last = sampled(table)
            types = self._types(spreadsheet, tab.range(f"{first}:{last}"))
            self._sample = sample_of(table, types)
        return self._sample.formats

    @staticmethod
    def _types(spreadsheet: Spreadsheet, range: str) -> list[list[str | None]]:
        try:
            return spreadsheet.formats(range)
        except Refused as refused:
            # Something in Google's place may know values only: then no format is known.
            if refused.cause is Cause.UNKNOWN and refused.status in (400, 403, 404):
                return []
            raise

    def _explained(self, fault: Exception) -> SurveyError:
        email = self._spreadsheet.email if self._spreadsheet else ""
        is_late = self._clock.left() <= 0
        self._forget()
        return explained(fault, Situation(email, self.name, self._patience.deadline, is_late))

    def _forget(self) -> None:
        self._spreadsheet = self._choice = None
        self._sample = Sample()


class ChunkedPass:
    """One pass over a long tab in chunks, each of which is a moment of its own.

    A row that is inserted, deleted or moved between two chunks shifts the others, and an answer
    would be read twice or never. Column A, read again at the end, shows it; answers that were
    only added below do no harm and wait for the next read.
    """

    def __init__(self, spreadsheet: Spreadsheet, choice: TabChoice) -> None:
        self.of_others: list[list[Row]] = []
        self._spreadsheet = spreadsheet
        self._choice = choice
        self._tab = choice.tab
        self._header: Row = []
        self._first_cells: list[str] = []

    def blocks(self) -> Iterator[list[Row]]:
        """The rows, at most ROWS_AT_ONCE in each request, with the blank ones that Google omits."""
        for start in range(1, self._tab.rows + 1, ROWS_AT_ONCE):
            end = min(start + ROWS_AT_ONCE - 1, self._tab.rows)
            ranges = [self._tab.range(f"{start}:{end}")]
            if start == 1:
                ranges += self._choice.ranges_of_others()
            rows, *of_others = self._spreadsheet.values(*ranges)
            if start == 1:
                self._header = rows[0] if rows else []
                self.of_others = of_others
            rows += [[]] * (end - start + 1 - len(rows))
            self._first_cells += column_a(rows)
            yield rows

    def still_holds(self) -> bool:
        """Whether the header and column A are still what the chunks held."""
        header, first = self._spreadsheet.values(self._tab.range("1:1"), self._tab.range("A:A"))
        seen = without_end(self._first_cells)
        is_header = self._header == (header[0] if header else [])
        return is_header and column_a(first)[: len(seen)] == seen


def column_a(rows: list[Row]) -> list[str]:
    """The first cell of every row as text, "" where the row has none."""
    return [text_of(row[0]) if row else "" for row in rows]


def without_end(cells: list[str]) -> list[str]:
    """The cells up to the last that isn't empty, as Google leaves out those after it."""
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]
