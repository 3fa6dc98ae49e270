"""Which rows of a sheet are responses, and what the others are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis.answers.dates import days, has_time
from analysis.answers.intake_report import ROWS_NAMED, Doubt, Finding, Found
from analysis.answers.reading import months_of
from analysis.codebook import NO_RESPONSES, Codebook, Exclusion, Kind
from analysis.codebook.matching import plain
from data.intake.layout import Sheet
from data.intake.places import Place

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
WHERE = "Whole sheet"
BLANK = -1
NOTHING = pa.scalar(None, pa.string())
NUMBER = r"^\s*[-+]?[\d.,' ]+%?\s*$"
MOST_LONGER = 0.1  # of the rows
MOSTLY = 0.9  # of the rows longer than the header: then these cells are a column of their own
TOTALS = frozenset(
    ("total", "totals", "grand total", "subtotal", "sum", "average", "mean", "median", "count",
     "minimum", "maximum", "std", "standard deviation", "summe", "gesamt", "mittelwert",
     "durchschnitt", "anzahl", "suma", "promedio", "media", "recuento", "somme", "moyenne",
     "totale", "totaal", "gemiddelde", "mode", "most common", "moda", "modus")
)  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """The positions of the rows that are responses, findings about the rest, and why these are too
    many to trust what is left."""

    rows: Rows
    findings: tuple[Finding, ...]
    doubt: Doubt | None = None


def responses(sheet: Sheet, codebook: Codebook, places: Mapping[str, Place]) -> Kept:
    """The rows that are responses; every other one is set aside with a reason."""
    looked_at = Looked(sheet, codebook, places)
    kept = np.ones(len(sheet.raw), dtype=bool)
    findings = []
    for rule in RULES:
        for aside, found, where, detail in rule(looked_at, kept):
            rows = np.flatnonzero(aside & kept)
            if len(rows):
                words = detail.format(rows=_counted(len(rows)))
                findings.append(Finding(found, where, len(rows), words, named(sheet, rows)))
            kept &= ~aside
    return Kept(np.flatnonzero(kept), tuple(findings), _doubt(findings, int(kept.sum())))


def _doubt(findings: Sequence[Finding], kept: int) -> Doubt | None:
    """More than a tenth of the rows longer than the header: who is left is no fair sample."""
    longer = sum(each.count for each in findings if each.found is Found.LONG_ROWS)
    if longer <= MOST_LONGER * (kept + longer):
        return None
    problem = f"{longer:,} of {kept + longer:,} responses have more cells than the header."
    return Doubt(problem, "Export the sheet again so that answers with commas stand in quotes.")


def named(sheet: Sheet, rows: Rows) -> tuple[int, ...]:
    """The numbers of the first of these rows, as the person sees them in the sheet."""
    return tuple(int(number) for number in sheet.raw.row_numbers()[rows[:ROWS_NAMED]])


@dataclass(frozen=True)
class Looked:
    """What the rules look at: the sheet, its codebook, and where its questions stand."""

    sheet: Sheet
    codebook: Codebook
    places: Mapping[str, Place]

    @property
    def matched(self) -> list[int]:
        return sorted({at for place in self.places.values() for at in place.columns})

    @property
    def moments(self) -> tuple[int, ...]:
        """The columns of the question whose answer is the moment of answering."""
        question = self.codebook.timestamp()
        return self.places[question].columns if question and question in self.places else ()

    def answers(self, at: int) -> set[str]:
        """The texts that answer the question of a column, if it is one with options."""
        asked = [name for name, place in self.places.items() if at in place.whole]
        options = [
            option
            for name in asked
            if self.codebook.questions[name].kind is not Kind.DATE
            for option in self.codebook.options(name)
        ]
        return {plain(text) for each in options for text in (each.text, each.code, *each.aliases)}

    def filled(self, at: int) -> Mask:
        column = self.sheet.raw.columns[at]
        blank = pc.fill_null(pc.utf8_is_space(column), True)
        return ~blank.to_numpy()

    def cell(self, at: int, row: int) -> str:
        return self.sheet.raw.columns[at][row].as_py() or ""


Verdict = tuple[Mask, Found, str, str]
Rule = Callable[[Looked, Mask], Iterator[Verdict]]


def _empty(looked: Looked, kept: Mask) -> Iterator[Verdict]:
    """Rows in which no question has an answer, such as those of a helper column filled down."""
    some = np.zeros(len(kept), dtype=bool)
    for at in looked.matched:
        some |= looked.filled(at)
    yield ~some, Found.EMPTY_ROWS, WHERE, "{rows} no answer to any question"


def _headers_again(looked: Looked, kept: Mask) -> Iterator[Verdict]:
    """Rows in which at least two questions, and most that say anything, hold their own header.

    A tick is no repeated header, though it has its option's name.
    """
    repeats = np.zeros(len(kept), dtype=np.int64)
    filled = np.zeros(len(kept), dtype=np.int64)
    for at in sorted({at for place in looked.places.values() for at in place.whole}):
        if at not in looked.moments:
            names = {plain(name) for name in looked.sheet.names[at]}
            repeats += _is_one_of(looked.sheet.raw.columns[at], names.__contains__)
            filled += looked.filled(at)
    again = (repeats >= 2) & (2 * repeats > filled)
    yield again, Found.NO_RESPONSE, WHERE, "{rows} the header again"


def _totals(looked: Looked, kept: Mask) -> Iterator[Verdict]:
    aside = np.zeros(len(kept), dtype=bool)
    for at in range(min(len(looked.sheet.names), 3)):
        lettered = pc.match_substring_regex(looked.sheet.raw.columns[at], r"^\W*[A-Za-z]{3}")
        words = pc.if_else(lettered, looked.sheet.raw.columns[at], NOTHING)
        hits = _is_one_of(words, lambda cell: cell.rstrip(": ") in TOTALS)
        for row in np.flatnonzero(hits).tolist():
            aside[row] |= _is_total(looked, at, row)
    yield aside | _sums(looked), Found.NO_RESPONSE, WHERE, "{rows} totals or averages"


def _is_total(looked: Looked, at: int, row: int) -> bool:
    """Whether a row that begins with a word such as 'Total' is no response: it has no moment, and
    the word answers no question."""
    if any(looked.cell(before, row).strip() for before in range(at)):
        return False
    if plain(looked.cell(at, row)) in looked.answers(at):
        return False
    if looked.moments:
        return not _has_day(looked, row)
    filled = sum(bool(looked.cell(each, row).strip()) for each in looked.matched)
    return 2 * filled <= len(looked.matched)


def _sums(looked: Looked) -> Mask:
    """Rows that hold numbers alone, and no moment, among answers in words."""
    none = np.zeros(len(looked.sheet.raw), dtype=bool)
    if not looked.moments:
        return none
    candidates = np.flatnonzero(~np.logical_or.reduce([looked.filled(at) for at in looked.moments]))
    in_words = np.zeros(len(candidates), dtype=bool)
    only_numbers = np.ones(len(candidates), dtype=bool)
    for at in looked.matched if len(candidates) else ():
        cells = looked.sheet.raw.columns[at].take(pa.array(candidates))
        filled = ~pc.fill_null(pc.utf8_is_space(cells), True).to_numpy()
        number = pc.fill_null(pc.match_substring_regex(cells, NUMBER), False).to_numpy()
        only_numbers &= ~filled | number
        in_words |= filled & _in_words(looked, at)
    none[candidates[only_numbers & in_words]] = True
    return none


def _in_words(looked: Looked, at: int) -> bool:
    """Whether most answers in a column are words."""
    column = looked.sheet.raw.columns[at].drop_null()
    numbers = pc.sum(pc.match_substring_regex(column, NUMBER)).as_py() or 0
    return 2 * int(numbers) < len(column)


def _has_day(looked: Looked, row: int) -> bool:
    months = months_of(looked.codebook)
    return any(days(looked.cell(at, row), months) for at in looked.moments)


def _too_long(looked: Looked, kept: Mask) -> Iterator[Verdict]:
    """Rows of delimited text with more cells than the header: their answers have moved."""
    if looked.sheet.raw.typed:
        return
    headed = max((n for n, names in enumerate(looked.sheet.names, 1) if names), default=0)
    beyond = [looked.filled(at) for at in range(headed, len(looked.sheet.names))]
    if not beyond:
        return
    longer = np.logical_or.reduce(beyond)
    if longer.sum() < MOSTLY * kept.sum():
        detail = "{rows} more cells than the header, so that answers may stand in other columns"
        yield longer, Found.LONG_ROWS, WHERE, detail


def _excluded(looked: Looked, kept: Mask) -> Iterator[Verdict]:
    for rule in looked.codebook.intake.exclude:
        for at in _columns_of(looked, rule):
            if rule in NO_RESPONSES and at in looked.matched:
                continue  # this survey asks a question under a name that tools give a column
            wanted = {plain(text) for text in rule.values}
            detail = "{rows} " + _present(looked.sheet.raw.columns[at], wanted)
            hits = _is_one_of(looked.sheet.raw.columns[at], wanted.__contains__)
            if "" in wanted:
                hits |= ~looked.filled(at)
            yield hits, Found.EXCLUDED, looked.sheet.header[at], detail


def _present(column: pa.ChunkedArray, wanted: set[str]) -> str:
    """Which of the wanted texts a column holds, in words."""
    cells = [cell for cell in column.unique().to_pylist() if plain(cell or "") in wanted]
    words = sorted({repr(cell.strip()) if cell and cell.strip() else "nothing" for cell in cells})
    return " or ".join(words).replace("{", "{{").replace("}", "}}")


def _columns_of(looked: Looked, rule: Exclusion) -> Sequence[int]:
    if rule.question is not None:
        place = looked.places.get(rule.question)
        return place.columns if place else ()
    wanted = plain(rule.column or "")
    names = looked.sheet.names
    return [at for at, held in enumerate(names) if wanted in map(plain, held)]


def _duplicates(looked: Looked, kept: Mask) -> Iterator[Verdict]:
    """Rows that repeat an earlier one in every cell, their moment included.

    Two people who answered alike on one day are two, so the sheet must tell the time of day.
    """
    if looked.codebook.intake.duplicate_rows == "keep" or not looked.moments:
        return
    encoded = (column.dictionary_encode().combine_chunks() for column in looked.sheet.raw.columns)
    codes = {n: pc.fill_null(cells.indices, BLANK).to_numpy() for n, cells in enumerate(encoded)}
    again = pd.DataFrame(codes)[kept].duplicated()
    rows = np.asarray(again.index[again.to_numpy()])
    aside = np.zeros(len(kept), dtype=bool)
    timed = [r for r in rows if any(has_time(looked.cell(at, int(r))) for at in looked.moments)]
    aside[timed] = True
    yield aside, Found.DUPLICATE_ROWS, WHERE, "{rows} what another holds in every cell"


RULES: tuple[Rule, ...] = (_empty, _headers_again, _totals, _too_long, _excluded, _duplicates)


def _is_one_of(column: pa.ChunkedArray, holds: Callable[[str], bool]) -> Mask:
    """Which cells of a column satisfy a condition, asked of each distinct text once."""
    encoded = column.dictionary_encode().combine_chunks()
    hits = [bool(cell) and holds(plain(cell)) for cell in encoded.dictionary.to_pylist()]
    index = pc.fill_null(encoded.indices, len(hits)).to_numpy()
    return np.array([*hits, False], dtype=bool)[index]


def _counted(count: int) -> str:
    return f"{count:,} row holds" if count == 1 else f"{count:,} rows hold"
