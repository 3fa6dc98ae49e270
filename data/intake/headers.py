"""Which columns of a sheet hold which question of the codebook."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from analysis.answers.intake_report import Finding, Found
from analysis.answers.shortening import told_apart
from analysis.codebook import Codebook, Kind
from analysis.codebook.matching import header_names_identity, plain, value_names_identity
from analysis.errors import SurveyError
from data.intake.layout import Sheet

ASKS_IDENTITY = "the header asks who somebody is; the column is not read"
CLOSE = 0.6  # likeness of a header that is worth suggesting
# How tools name the column of one option, or of an own answer, after the question's header.
JOINED = (
    "{head} [{option}]", "{head}[{option}]", "{head} - {option}", "{head}: {option}",
    "{head}_{option}", "{head}.{option}", "{head} ({option})", "{head} / {option}",
    "{head} - selected choice - {option}",
)  # fmt: skip
OWN = (
    "other", "other (please specify)", "other - text", "text", "other:", "otro", "otra",
    "sonstiges",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where a question stands: in columns of whole answers, or in one column for each option."""

    whole: tuple[int, ...] = ()
    ticks: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    own: tuple[int, ...] = ()

    @property
    def columns(self) -> tuple[int, ...]:
        return (*self.whole, *(at for places in self.ticks.values() for at in places), *self.own)


@dataclass(frozen=True)
class Matched:
    """Each question's place, its current wording first; what was found; and what is missing."""

    places: dict[str, Place]
    findings: tuple[Finding, ...]
    refusal: SurveyError | None = None

    def unread_headers(self, sheet: Sheet) -> list[str]:
        """The headers of columns with content that no question is read from."""
        read = {at for place in self.places.values() for at in place.columns}
        return [
            head
            for at, head in enumerate(sheet.header)
            if at not in read and head and sheet.raw.columns[at].null_count < len(sheet.raw)
        ]


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
    columns = _columns_by_name(sheet)
    places = {name: _place(codebook, name, columns) for name in codebook.questions}
    taken = {at for place in places.values() for at in place.columns}
    for name, place in places.items():
        if codebook.questions[name].kind is Kind.MULTI_SELECT and not place.columns:
            places[name] = _bare_ticks(codebook, name, sheet, columns, taken)
            taken.update(places[name].columns)
    return places


def _columns_by_name(sheet: Sheet) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, names in enumerate(sheet.names):
        for name in dict.fromkeys(map(plain, names)):
            found[name].append(at)
    return dict(found)


def _place(codebook: Codebook, question: str, columns: Mapping[str, list[int]]) -> Place:
    heads = list(dict.fromkeys(plain(head) for head in codebook.headers(question)))
    whole = tuple(dict.fromkeys(at for head in heads for at in columns.get(head, ())))
    if codebook.questions[question].kind is not Kind.MULTI_SELECT:
        return Place(whole)
    ticks = {
        n: tuple(dict.fromkeys(at for name in names for at in columns.get(name, ())))
        for n, names in enumerate(_joined_names(codebook, question, heads))
    }
    ticks = {n: found for n, found in ticks.items() if found}
    own = _joined(heads, OWN)
    others = tuple(dict.fromkeys(at for name in own for at in columns.get(name, ())))
    taken = {at for found in ticks.values() for at in found}
    others = tuple(at for at in others if at not in taken)
    if ticks and not set(whole) - taken - set(others):
        return Place((), ticks, others)
    return Place(whole)


def _joined_names(codebook: Codebook, question: str, heads: list[str]) -> Iterator[list[str]]:
    for option in codebook.options(question):
        yield _joined(heads, (option.text, *option.aliases, option.code))


def _joined(heads: list[str], options: tuple[str, ...]) -> list[str]:
    return [
        plain(form.format(head=head, option=plain(option)))
        for head in heads
        for option in options
        for form in JOINED
    ]


def _bare_ticks(
    codebook: Codebook,
    question: str,
    sheet: Sheet,
    columns: Mapping[str, list[int]],
    taken: Collection[int],
) -> Place:
    """Ticks whose columns are headed by the option alone, as Typeform writes them."""
    options = codebook.options(question)
    ticks = {
        n: tuple(at for at in columns.get(plain(option.text), ()) if at not in taken)
        for n, option in enumerate(options)
    }
    ticks = {n: found for n, found in ticks.items() if found}
    if len(ticks) < 2 or 2 * len(ticks) < len(options):
        return Place()
    after = max(at for found in ticks.values() for at in found) + 1
    is_own = after < len(sheet.names) and any(plain(name) in OWN for name in sheet.names[after])
    return Place((), ticks, (after,) if is_own and after not in taken else ())


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
            detail = f"stands over {len(heads)} columns with this header; their answers are joined"
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
            "None of the sheet's headers comes close: read the tab that the form writes to, or "
            f"add the sheet's own header to questions.{question}.headers in the codebook."
        )
    return SurveyError(f"The required question {header!r} has no column in the sheet.", remedy)


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
