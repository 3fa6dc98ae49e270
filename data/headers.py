"""Which column of a sheet holds which question of the codebook."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.answers.intake_report import Finding, Found
from analysis.codebook import Codebook, Kind
from analysis.codebook.matching import header_names_identity, plain, value_names_identity
from analysis.codebook.texts import visible
from analysis.errors import SurveyError
from data.sources.raw import RawTable

ASKS_IDENTITY = "the header asks who somebody is; the column is not read"


@dataclass(frozen=True)
class Matched:
    """Each question's columns, that of its current wording first; and what else was found."""

    columns: dict[str, list[int]]
    findings: tuple[Finding, ...]


def match_headers(raw: RawTable, codebook: Codebook) -> Matched:
    """Every question's columns; SurveyError on a required one that is missing or doubled."""
    heads = [plain(head) for head in raw.headers]
    columns: dict[str, list[int]] = {}
    findings: list[Finding] = []
    known: set[str] = {plain(head) for head in codebook.intake.ignore}
    for question in codebook.questions:
        names = list(dict.fromkeys(plain(head) for head in codebook.headers(question)))
        known.update(names)
        places = [at for name in names for at, head in enumerate(heads) if head == name]
        fault = _fault(raw, codebook, question, places)
        if fault is None:
            columns[question] = places
        elif codebook.is_required(question):
            raise _refusal(raw, heads, codebook, question, fault)
        elif codebook.questions[question].kind is not Kind.DATE or fault.count:
            findings.append(fault)
    findings += _unknown_columns(raw, heads, known)
    return Matched(columns, tuple(findings))


def _fault(raw: RawTable, codebook: Codebook, question: str, places: list[int]) -> Finding | None:
    header = codebook.header(question)
    heads = [plain(raw.headers[at]) for at in places]
    if not places:
        return Finding(Found.NOT_ASKED, header, 0, "no column has this header")
    if len(set(heads)) < len(heads):
        detail = f"stands over {len(places)} columns; none of them is read"
        return Finding(Found.DOUBLED_COLUMN, header, len(places), detail)
    if any(header_names_identity(head, asked=True) for head in heads):
        return Finding(Found.IDENTITY, header, len(places), ASKS_IDENTITY)
    return None


def _refusal(
    raw: RawTable, heads: list[str], codebook: Codebook, question: str, fault: Finding
) -> SurveyError:
    header = codebook.header(question)
    if fault.found is Found.DOUBLED_COLUMN:
        return SurveyError(
            f"The required question {header!r} has {fault.count} columns in the sheet.",
            "Keep the one with the answers and rename the others.",
        )
    if fault.found is Found.IDENTITY:
        return SurveyError(
            f"The required question {header!r} asks who somebody is.",
            "Group respondents by something that does not name them.",
        )
    close = difflib.get_close_matches(plain(header), heads, n=1, cutoff=0.0)
    nearest = raw.headers[heads.index(close[0])].strip() if close else ""
    return SurveyError(
        f"The required question {header!r} has no column in the sheet.",
        f"The closest header found is {nearest[:80]!r}: rename it, or add it to "
        f"questions.{question}.headers in the codebook.",
    )


def _unknown_columns(raw: RawTable, heads: list[str], known: set[str]) -> Iterator[Finding]:
    for at, head in enumerate(heads):
        values = raw.columns[at]
        if head in known or (not head and values.null_count == len(values)):
            continue
        where = visible(raw.headers[at].strip()) or f"Column {at + 1}, without a header"
        if header_names_identity(head, asked=False):
            yield Finding(Found.IDENTITY, where, 1, ASKS_IDENTITY)
        elif any(value_names_identity(str(cell)) for cell in values.unique().to_pylist() if cell):
            detail = "its cells look like somebody's identity; the column is not read"
            yield Finding(Found.IDENTITY, where, 1, detail)
        else:
            detail = "the codebook does not know this column"
            yield Finding(Found.UNKNOWN_COLUMN, where, 1, detail)
