"""Where a sheet's header stands, and what each column is called.

Exports put titles above the header and further header rows below it: Qualtrics the question texts
and an import id, SurveyMonkey the rows of a grid and the options of ticks, SPSS the labels of its
variables. Which row is the header only the codebook tells.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from analysis.answers.intake_report import Finding, Found
from analysis.codebook import Codebook, Kind
from analysis.codebook.matching import plain
from data.sources.raw import RawTable

WHERE = "Whole sheet"
LOOKED_AT = 12  # rows among which the header is looked for
IMPORT_ID = '{"importid"'  # how Qualtrics begins each cell of its third header row
# What survey tools write below the header of a question that fills one column.
BELOW_ONE = re.compile(
    r"(open-ended )?response|respuesta( abierta)?|(offene )?antwort|réponse( ouverte)?"
    r"|risposta( aperta)?"
)


@dataclass(frozen=True)
class Sheet:
    """Private: the rows of answers below a known header.

    ``names`` holds the texts each column may be known by, that of its header first; ``header``
    is that text alone, for people.
    """

    header: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    raw: RawTable
    findings: tuple[Finding, ...] = ()

    def only(self, rows: npt.NDArray[np.int64]) -> Sheet:
        """The sheet as if it held these rows alone, by their positions."""
        raw, kept = self.raw, pa.array(rows)
        cells = raw.cells if raw.cells is None else raw.cells[np.concatenate([[0], rows + 1])]
        columns = tuple(column.take(kept) for column in raw.columns)
        numbers = raw.row_numbers()[rows]
        return replace(self, raw=replace(raw, columns=columns, numbers=numbers, cells=cells))


def lay_out(raw: RawTable, codebook: Codebook) -> Sheet:
    """The sheet below the row that holds most of the codebook's headers."""
    rows = [raw.headers, *_top_rows(raw)]
    known = known_headers(codebook)
    scores = [sum(plain(cell) in known for cell in row) for row in rows]
    at = scores.index(max(scores))
    answers = option_names(codebook)
    first = at - 1 if at and scores[at] and _is_header_too(rows[at - 1], rows[at]) else at
    last = max(_last_header_row(rows, scores, at, answers), _labels(raw))
    block = rows[first : last + 1]
    names = _column_names(block)
    header = tuple(_first_of(column) for column in zip(*rows[at : last + 1], strict=True))
    findings = (*_above(first), *_passed(raw, at, last))
    return Sheet(header, names, _below(raw, last), findings)


def _first_of(cells: Sequence[str]) -> str:
    return next(filter(None, (cell.strip() for cell in cells)), "")


def known_headers(codebook: Codebook) -> set[str]:
    """Every header of every question, as it is compared."""
    return {plain(head) for name in codebook.questions for head in codebook.headers(name)}


def option_names(codebook: Codebook) -> set[str]:
    """Every text and alias of every option that is chosen alone, as it is compared."""
    return {
        plain(text)
        for name, asked in codebook.questions.items()
        if asked.kind not in (Kind.DATE, Kind.MULTI_SELECT)
        for option in codebook.options(name)
        for text in (option.text, *option.aliases)
    }


def _top_rows(raw: RawTable) -> list[tuple[str, ...]]:
    tops = [column.slice(0, LOOKED_AT).to_pylist() for column in raw.columns]
    return [tuple(cell or "" for cell in row) for row in zip(*tops, strict=True)]


def _is_header_too(above: Sequence[str], header: Sequence[str]) -> bool:
    """Whether the row above names columns as well, such as Qualtrics' Q1, Q2: it is as full."""
    filled = [plain(cell) for cell in above if cell.strip()]
    wanted = sum(bool(cell.strip()) for cell in header)
    return wanted > 1 and len(filled) >= 0.8 * wanted and len(set(filled)) == len(filled)


def _last_header_row(
    rows: list[tuple[str, ...]], scores: list[int], at: int, answers: Collection[str]
) -> int:
    """The last row that still belongs to the header: the import ids, or a second row of names."""
    for n in range(at + 1, min(at + 3, len(rows))):
        filled = [cell for cell in rows[n] if cell.strip()]
        if filled and all(plain(cell).startswith(IMPORT_ID) for cell in filled):
            return n
    if at + 1 < len(rows) and _is_second_row(rows[at + 1], scores[at + 1], rows[at], answers):
        return at + 1
    return at


def _labels(raw: RawTable) -> int:
    """How many rows at the top hold labels, such as SPSS variables have: numbered below 1."""
    return int((raw.row_numbers() < 1).sum())


def _is_second_row(
    row: Sequence[str], known: int, header: Sequence[str], answers: Collection[str]
) -> bool:
    """Whether a row below the header names columns instead of answering questions.

    It holds headers of the codebook or a tool's words for 'the answer', and is no repeated header.
    """
    words = sum(is_word_for_an_answer(cell) and plain(cell) not in answers for cell in row)
    repeated = sum(
        bool(cell.strip()) and plain(cell) == plain(above)
        for cell, above in zip(row, header, strict=True)
    )
    fills = sum(
        bool(cell.strip()) and not above.strip() for cell, above in zip(row, header, strict=True)
    )
    named = known + words
    return named > 0 and named + fills >= 2 and repeated < max(known, 1)


def is_word_for_an_answer(cell: str) -> bool:
    return BELOW_ONE.fullmatch(plain(cell)) is not None


def _column_names(block: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """What each column may be called: by its header cells, or 'upper [lower]' in a group.

    An upper text above several lower ones heads them all, and names none of them alone.
    """
    if len(block) < 2:
        return tuple((cell.strip(),) if cell.strip() else () for cell in block[0])
    names: list[tuple[str, ...]] = []
    held = ""
    columns = [[cell.strip() for cell in column] for column in zip(*block, strict=True)]
    for at, (upper, *lower) in enumerate(columns):
        held = upper or (held if lower[0] else "")
        after = columns[at + 1] if at + 1 < len(columns) else ["", ""]
        is_group = bool(held) and (not upper or (not after[0] and bool(after[1])))
        if is_word_for_an_answer(lower[0]):  # this text heads one column, and no others
            names.append((upper,) if upper else ())
            held = ""
            continue
        names.append(tuple(_names(held, lower, is_group=is_group)))
    return tuple(names)


def _names(upper: str, lower: list[str], *, is_group: bool) -> Iterator[str]:
    below = [cell for cell in lower if cell and not plain(cell).startswith(IMPORT_ID)]
    if upper and below:
        yield f"{upper} [{below[0]}]"
    if upper and not is_group:
        yield upper
    yield from below


def _below(raw: RawTable, last: int) -> RawTable:
    """The rows below the header block; ``last`` counts the raw header as 0."""
    if not last:
        return raw
    columns: Iterable[pa.ChunkedArray] = (column.slice(last) for column in raw.columns)
    cells = raw.cells if raw.cells is None else raw.cells[last:]
    return replace(raw, columns=tuple(columns), numbers=raw.row_numbers()[last:], cells=cells)


def _passed(raw: RawTable, at: int, last: int) -> Iterator[Finding]:
    """The rows between the header and the first response, by their numbers."""
    numbers = raw.row_numbers()[at:last].tolist()
    below = tuple(number for number in numbers if number > 0)  # labels have none in the sheet
    if below:
        several = "1 row names" if len(below) == 1 else f"{len(below)} rows name"
        yield Finding(Found.SECOND_HEADER, WHERE, len(below), f"{several} columns", below)


def _above(rows: int) -> Iterator[Finding]:
    if rows:
        several = "1 row stands" if rows == 1 else f"{rows} rows stand"
        detail = f"{several} above the header and hold{'s' * (rows == 1)} no answers"
        yield Finding(Found.ABOVE_HEADER, WHERE, rows, detail)
