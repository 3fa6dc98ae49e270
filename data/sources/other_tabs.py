"""Tabs that hold the same questions as the one that is read.

A form that is linked anew writes to a new tab and leaves the old one behind; whoever publishes has
to learn which of them was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.answers.intake_report import Finding, Found
from analysis.codebook.matching import plain
from analysis.codebook.texts import visible

ALIKE = 0.8  # of the headers of the tab that is read
AT_LEAST = 2  # headers


@dataclass(frozen=True)
class OtherTab:
    """The first row of a tab that is not read, and how many rows stand below it, if known."""

    title: str
    headers: Sequence[str]
    rows: int | None = None


def findings_on(
    title: str, headers: Sequence[str], others: Iterable[OtherTab]
) -> tuple[Finding, ...]:
    """Which tab was read, and each that looks the same; nothing where none does."""
    alike = [_finding(other) for other in others if is_alike(headers, other.headers)]
    if not alike:
        return ()
    read = Finding(Found.TAB_READ, _named(title), 1, "SURVEY_SOURCE can name another")
    return (read, *alike)


def is_alike(headers: Sequence[str], others: Sequence[str]) -> bool:
    """Whether nearly all headers of the tab that is read stand in the other tab too."""
    ours = {plain(header) for header in headers} - {""}
    shared = ours & {plain(header) for header in others}
    return len(shared) >= max(AT_LEAST, ALIKE * len(ours))


def _finding(other: OtherTab) -> Finding:
    answers = {
        None: "its answers are not read",
        0: "no row stands below them",
        1: "the row below them is not read",
    }.get(other.rows, f"the {other.rows} rows below them are not read")
    detail = f"it has the same questions; {answers}"
    return Finding(Found.OTHER_TAB, _named(other.title), other.rows or 1, detail)


def _named(title: str) -> str:
    return f"Tab {visible(title)}"
