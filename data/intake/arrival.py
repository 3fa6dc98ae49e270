"""In which order responses came: by their moments where the codebook asks for one, else as they
stand in the sheet.

Only which block a response is in is made of it; it is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from analysis.answers.answer import Day
from analysis.codebook import Codebook
from data.intake.columns import Cells
from data.intake.layout import Sheet
from data.intake.places import Place

Rows = npt.NDArray[np.int64]
# The clock's time at the end of a moment, and the fraction of a day in a spreadsheet's number.
CLOCK = (
    r"(?i)[T\s,]+(?:\pL{1,4}\.?\s*)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})"
    r"(?:[:.](?P<second>\d{2}))?(?:\.\d+)?\s*(?P<half>[ap])?"
)
FRACTION = r"^\s*\d{5}(?P<fraction>\.\d+)\s*$"
SECONDS = 86_400


def in_order_of_arrival(
    sheet: Sheet,
    codebook: Codebook,
    places: Mapping[str, Place],
    read: Mapping[str, Cells],
    rows: Rows,
) -> Rows:
    """The positions of ``rows`` in the order in which they came; those of one moment as they stand.

    A row without a moment came with the one above it.
    """
    question = codebook.timestamp()
    if question is None or question not in read:
        return np.arange(len(rows), dtype=np.int64)
    told = [each.day.toordinal() if isinstance(each, Day) else 0 for each in read[question].answers]
    days = np.array(told, dtype=np.int64)[read[question].index]
    moments = days * SECONDS + _seconds(sheet, places[question], rows)
    above = np.maximum.accumulate(np.where(days > 0, np.arange(len(rows)), 0))
    return np.argsort(moments[above], kind="stable")


def _seconds(sheet: Sheet, place: Place, rows: Rows) -> Rows:
    """The time of day of each row in seconds; 0 where it isn't told, or by several columns."""
    if len(place.whole) != 1:
        return np.zeros(len(rows), dtype=np.int64)
    cells = sheet.raw.columns[place.whole[0]].take(pa.array(rows))
    clock = pc.extract_regex(cells, CLOCK)
    hour, minute, second = (
        _numbers(pc.struct_field(clock, name)) for name in ("hour", "minute", "second")
    )
    half = pc.utf8_lower(pc.fill_null(pc.struct_field(clock, "half"), "")).to_numpy()
    hour = np.where(half == "", hour, hour % 12 + 12 * (half == "p"))
    fraction = _numbers(pc.struct_field(pc.extract_regex(cells, FRACTION), "fraction"))
    told = hour * 3600 + minute * 60 + second + fraction * SECONDS
    return np.clip(told, 0, SECONDS - 1).astype(np.int64)


def _numbers(texts: pa.ChunkedArray) -> npt.NDArray[np.float64]:
    """The numbers that texts hold; 0 for those that are null or empty."""
    filled = pc.if_else(pc.equal(pc.fill_null(texts, ""), ""), "0", texts)
    return np.asarray(pc.cast(filled, pa.float64()).to_numpy())
