"""Text that a spreadsheet would take for a formula, written so that it stays text.

An apostrophe goes before it; so that the text can be had back, one more goes before a formula that
already has some.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

STARTS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"  # the last four are = + - @ in full width
FORMULA = f"^('*[{STARTS}])"
QUOTED = f"^'('*[{STARTS}])"


def inert(text: str) -> str:
    """The text as a cell of a CSV file holds it."""
    return re.sub(FORMULA, r"'\1", text)


def meant(cell: str) -> str:
    """The text that was meant by a cell of a CSV file; undoes ``inert``."""
    return re.sub(QUOTED, r"\1", cell)


def inert_table(table: pa.Table) -> pa.Table:
    """The table with its text columns inert; numbers stay as they are."""
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            safe = pc.replace_substring_regex(table.column(place), FORMULA, r"'\1")
            table = table.set_column(place, field, safe)
    return table
