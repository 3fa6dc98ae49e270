"""Which columns of a sheet hold which question of the codebook."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.answers.intake_report import Finding, Found
from analysis.answers.shortening import told_apart
from analysis.codebook import Codebook, Kind
from analysis.codebook.matching import header_names_identity, plain, value_names_identity
from analysis.errors import SurveyError
from data.intake.layout import Sheet
from data.intake.places import Columns, Place
from data.intake.tick_columns import bare_ticks, tick_places

ASKS_IDENTITY = "the header asks who somebody is; the column is not read"
CLOSE = 0.6  # likeness of a header that is worth suggesting


@dataclass(frozen=True)
class Matched:
    """Each question's place, its current wording first; what was found; and what is missing."""

    places: dict[str, Place]
    findings: tuple[Finding, ...]
    refusal: SurveyError | None = None

    def unread(self, sheet: Sheet) -> dict[str, int]:
        """The columns with content that no question is read from, by their headers."""
        read = {at for place in self.places.values() for at in place.columns}
        return {
            head: at
            for at, head in enumerate(sheet.header)
            if at not in read and head and sheet.raw.columns[at].null_count < len(sheet.raw)
        }


def match_headers(sheet: Sheet, codebook: Codebook) -> Matched:
    """Every question's columns, and the SurveyError where a required one is missing."""
    found = _places(sheet, codebook)
    places: dict[str, Place] = {}
    findings: list[Finding] = []
    refusal = None
    for question, place in found.items():
        fault = _fault(sheet, codebook, question, place)
        if fault is None:
            places[question] = place
        elif codebook.is_required(question):
            refusal = refusal or _refusal(sheet, codebook, question, fault)
        elif codebook.questions[question].kind is not Kind.DATE or fault.count:
            findings.append(fault)
    findings += _several(sheet, codebook, places)
    findings += _unknown_columns(sheet, codebook, places)
    return Matched(places, tuple(findings), refusal)


def _places(sheet: Sheet, codebook: Codebook) -> dict[str, Place]:
    columns = Columns.among(sheet)
    places = {}
    for name, asked in codebook.questions.items():
        apart = None
        if asked.kind is Kind.MULTI_SELECT:
            apart = tick_places(sheet, codebook, name, columns)
        places[name] = apart or Place(columns.of(codebook.headers(name)))
    taken = {at for place in places.values() for at in place.columns}
    for name, bare in bare_ticks(sheet, codebook, columns, taken).items():
        places[name] = places[name] if places[name].columns else bare
    return places


def _fault(sheet: Sheet, codebook: Codebook, question: str, place: Place) -> Finding | None:
    header = codebook.header(question)
    if not place.columns:
        return Finding(Found.NOT_ASKED, header, 0, "no column has this header")
    if any(header_names_identity(sheet.header[at], asked=True) for at in place.whole):
        return Finding(Found.IDENTITY, header, len(place.whole), ASKS_IDENTITY)
    return None


def _several(sheet: Sheet, codebook: Codebook, places: Mapping[str, Place]) -> Iterator[Finding]:
    """Questions that fill several columns: how they were put together."""
    for question, place in places.items():
        heads = [plain(sheet.header[at]) for at in place.whole]
        header = codebook.header(question)
        if len(set(heads)) < len(heads):
            detail = f"has {len(heads)} columns; in each row the one that is answered counts"
            yield Finding(Found.DOUBLED_COLUMN, header, len(heads), detail)
        elif place.ticks:
            detail = f"read from {len(place.ticks)} columns, one for each option"
            yield Finding(Found.DOUBLED_COLUMN, header, len(place.ticks), detail)


def _refusal(sheet: Sheet, codebook: Codebook, question: str, fault: Finding) -> SurveyError:
    header = codebook.header(question)
    if fault.found is Found.IDENTITY:
        return SurveyError(
            f"The required question {header!r} asks who somebody is.",
            "Group respondents by something that does not name them.",
        )
    names = {plain(name): name for names in sheet.names for name in names}
    close = difflib.get_close_matches(plain(header), names, n=1, cutoff=CLOSE)
    if close:
        nearest = told_apart([names[close[0]].strip(), header])[0]
        remedy = (
            f"The closest header found is {nearest!r}: rename it, or add it to "
            f"questions.{question}.headers in the codebook."
        )
    else:
        remedy = (
            f"No header {_where(sheet)} comes close: read the tab that the form writes to, or "
            f"add the sheet's own header to questions.{question}.headers in the codebook."
        )
    problem = f"The required question {header!r} has no column {_where(sheet)}."
    return SurveyError(problem, remedy)


def _where(sheet: Sheet) -> str:
    return f"in the tab {sheet.raw.tab!r}" if sheet.raw.tab else "in the sheet"


def _unknown_columns(
    sheet: Sheet, codebook: Codebook, places: Mapping[str, Place]
) -> Iterator[Finding]:
    passed = {plain(head) for head in codebook.intake.ignore}
    passed |= {plain(rule.column) for rule in codebook.intake.exclude if rule.column}
    read = {at for place in places.values() for at in place.columns}
    unread = [at for at in range(len(sheet.names)) if at not in read]
    names = dict(zip(unread, told_apart([sheet.header[at] for at in unread]), strict=True))
    for at in unread:
        values = sheet.raw.columns[at]
        heads = {plain(name) for name in sheet.names[at]}
        if heads & passed or heads & _refused(codebook, places):
            continue
        if not heads and values.null_count == len(values):
            continue
        where = names[at] or f"Column {at + 1}, without a header"
        yield _unknown(sheet, at, where)


def _refused(codebook: Codebook, places: Mapping[str, Place]) -> set[str]:
    """Headers of questions that were found and refused: told already."""
    return {
        plain(head)
        for question in codebook.questions
        if question not in places
        for head in codebook.headers(question)
    }


def _unknown(sheet: Sheet, at: int, where: str) -> Finding:
    if header_names_identity(sheet.header[at], asked=False):
        return Finding(Found.IDENTITY, where, 1, ASKS_IDENTITY)
    cells = sheet.raw.columns[at].unique().to_pylist()
    if any(value_names_identity(str(cell)) for cell in cells if cell):
        detail = "its cells look like somebody's identity; the column is not read"
        return Finding(Found.IDENTITY, where, 1, detail)
    return Finding(Found.UNKNOWN_COLUMN, where, 1, "the codebook does not know this column")
