"""Missing answers and dirt, as real response sheets have them.

Each kind of dirt befalls one respondent in a hundred: in one cell (an answer misspelt, with stray
white space or in the wrong case, an impossible count), in a row (a doubled submission, an
impossible date, straight quotes made curly, a team size turned into a date by a spreadsheet) or
in one scale (half answered, or less). Besides, one question in a hundred is skipped and one
answered with 'Prefer not to say' or 'Does not apply'. All of it is drawn without regard to the
answers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analysis.codebook import Kind
from data.demo.model import SCALES
from data.demo.sheet import BLANK, MANGLED, SPELLINGS, Column, cased, curled, misspelt, spaced

DIRT = 0.01  # the share of respondents whom each kind of dirt befalls
SKIPPED = 0.01  # the share of answers left blank
NOT_SAID = 0.01  # the share of answers 'Prefer not to say' or 'Does not apply'
CHOICES = (Kind.ORDINAL, Kind.CATEGORY, Kind.YES_NO)

Rows = npt.NDArray[np.int64]


def soil(columns: Sequence[Column], rng: np.random.Generator) -> None:
    """Changes the codes of the columns in place, the doubled rows last."""
    rows = len(columns[0].codes)
    choices = [column for column in columns if column.kind in CHOICES]
    for column in columns:
        _leave_out(column, rng)
    _halve_scales(columns, _some(rows, rng), rng)
    for spelling in (misspelt, spaced, cased):
        offset = SPELLINGS.index(spelling)
        for column, at in _one_cell(choices, _some(rows, rng), rng):
            _respell(column, at, offset)
    _curl_quotes(choices, _some(rows, rng))
    counts = [column for column in columns if column.kind is Kind.COUNT]
    for column, at in _one_cell(counts, _some(rows, rng), rng):
        _make_impossible(column, at, rng)
    _make_impossible(columns[0], _some(rows, rng), rng)
    _mangle_sizes(next(c for c in columns if c.question == "team_size"), rng)
    _double_rows(columns, rng)


def _some(rows: int, rng: np.random.Generator) -> Rows:
    return rng.choice(rows, round(DIRT * rows), replace=False)


def _leave_out(column: Column, rng: np.random.Generator) -> None:
    """Blanks and 'Prefer not to say'; the form demands the team size and writes the moment."""
    if column.kind is Kind.DATE:
        return
    drawn = rng.random(len(column.codes), dtype=np.float32)
    if column.not_said is not None:
        column.codes[drawn > 1 - NOT_SAID] = column.not_said
    if column.question != "team_size":
        column.codes[drawn < SKIPPED] = BLANK


def _one_cell(
    columns: Sequence[Column], rows: Rows, rng: np.random.Generator
) -> list[tuple[Column, Rows]]:
    """For each column, the rows of which one cell falls on it."""
    which = rng.integers(len(columns), size=len(rows))
    return [(column, rows[which == n]) for n, column in enumerate(columns)]


def _respell(column: Column, at: Rows, offset: int) -> None:
    """Writes the answers at some rows in another spelling."""
    held = column.codes[at]
    column.codes[at] = np.where(
        (held >= 0) & (held < column.clean), held + offset * column.clean, held
    )


def _curl_quotes(columns: Sequence[Column], at: Rows) -> None:
    for column in columns:
        if any("'" in text for text in column.texts[: column.clean].to_pylist()):
            _respell(column, at, SPELLINGS.index(curled))


def _make_impossible(column: Column, at: Rows, rng: np.random.Generator) -> None:
    """Puts one of the texts after the clean ones."""
    column.codes[at] = rng.integers(column.clean, len(column.texts), size=len(at))


def _halve_scales(columns: Sequence[Column], at: Rows, rng: np.random.Generator) -> None:
    """Breaks off one scale: half of them keep half of its items, the others only the first."""
    found = {column.question: column for column in columns}
    scale, enough = rng.integers(len(SCALES), size=len(at)), rng.random(len(at)) < 0.5
    for n, items in enumerate(SCALES.values()):
        kept = np.where(enough, len(items) // 2, 1)
        for place, item in enumerate(items):
            found[item].codes[at[(scale == n) & (place >= kept)]] = BLANK


def _mangle_sizes(column: Column, rng: np.random.Generator) -> None:
    """Turns team sizes of 2-3 and 4-6 into the dates a spreadsheet makes of them."""
    able = np.flatnonzero((column.codes == 1) | (column.codes == 2))
    wanted = min(len(able), round(DIRT * len(column.codes)))
    at = rng.choice(able, wanted, replace=False)
    dates = len(column.texts) - 2 * len(MANGLED)
    column.codes[at] = dates + 2 * (column.codes[at] - 1) + rng.integers(2, size=wanted)


def _double_rows(columns: Sequence[Column], rng: np.random.Generator) -> None:
    """Makes every hundredth row a copy of the one above it."""
    rows = len(columns[0].codes)
    below = np.arange(1, rows, 2)  # odd rows copy even ones, so no copy is copied
    again = rng.choice(below, round(DIRT * rows), replace=False)
    source = np.arange(rows)
    source[again] -= 1
    for column in columns:
        column.codes = column.codes[source]
