"""Which tab of a spreadsheet is read, and what is seen of the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from data.sources.columns import Row, text_of
from data.sources.other_tabs import OtherTab, findings_on
from data.sources.raw import RawTable
from data.sources.spreadsheet import Contents, Tab

MOST_OTHERS = 20  # tabs, so that the address of the request doesn't become too long
COUNTED_UP_TO = 20_000  # rows of a tab that isn't read


@dataclass(frozen=True)
class TabChoice:
    """The tab that is read, the first of the other tabs, and the spreadsheet's locale."""

    tab: Tab
    others: tuple[Tab, ...]
    locale: str | None

    @classmethod
    def of(cls, contents: Contents, gid: int | None) -> TabChoice | None:
        """The choice of the tab ``gid``, or of the first tab; None when there is no such tab."""
        found = next((tab for tab in contents.tabs if gid in (None, tab.gid)), None)
        if found is None:
            return None
        others = [tab for tab in contents.tabs if tab is not found]
        return cls(found, tuple(others[:MOST_OTHERS]), contents.locale)

    def ranges_of_others(self) -> list[str]:
        """What is asked of the other tabs together with the answers: little, and no answer."""
        return [tab.range(cells) for tab in self.others for cells in _looked_at(tab)]

    def described(self, table: RawTable, of_others: list[list[Row]]) -> RawTable:
        """The table with what is known of its tab; ``of_others`` holds the ranges_of_others."""
        others = self._seen(iter(of_others))
        return replace(
            table,
            typed=True,
            locale=self.locale,
            tab=self.tab.title,
            findings=findings_on(self.tab.title, table.headers, others),
        )

    def _seen(self, ranges: Iterator[list[Row]]) -> Iterator[OtherTab]:
        for tab in self.others:
            header, *column = [next(ranges) for _ in _looked_at(tab)]
            headers = [text_of(cell) for row in header for cell in row]
            yield OtherTab(tab.title, headers, _answers(column[0]) if column else None)


def _looked_at(tab: Tab) -> tuple[str, ...]:
    return ("1:1", "A:A") if tab.rows <= COUNTED_UP_TO else ("1:1",)


def _answers(column: list[Row]) -> int:
    return sum(any(text_of(cell).strip() for cell in row) for row in column[1:])
