"""What letters a file has lost: in which rows they stood, never what stood there."""

from __future__ import annotations

import functools

import numpy as np
import pyarrow.compute as pc

from analysis.answers.intake_report import ROWS_NAMED, Finding, Found
from data.sources.encoding import LOST
from data.sources.raw import RawTable


def damaged_text(table: RawTable) -> tuple[Finding, ...]:
    """A finding for the headers and one for the rows in which a letter is lost."""
    findings = []
    headers = sum(LOST in header for header in table.headers)
    if headers:
        detail = _counted(headers, "header holds", "headers hold") + " damaged characters"
        findings.append(Finding(Found.DAMAGED_TEXT, "Header row", headers, detail))
    spoiled = [pc.fill_null(pc.match_substring(cells, LOST), False) for cells in table.columns]
    answers = sum(pc.sum(column).as_py() or 0 for column in spoiled)
    if answers:
        rows = table.row_numbers()[np.asarray(functools.reduce(pc.or_, spoiled), dtype=bool)]
        detail = _counted(answers, "cell holds", "cells hold") + " damaged characters"
        named = tuple(int(row) for row in rows[:ROWS_NAMED])
        findings.append(Finding(Found.DAMAGED_TEXT, "Whole file", len(rows), detail, named))
    return tuple(findings)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
