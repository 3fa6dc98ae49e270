"""Questions that pages would call by a column's raw name, such as 'WHO5S1' or 'WorkHours'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.codebook.types import Codebook

# No word of a language: joined by marks, digits among letters, capitals inside, no capital at all.
RAW = re.compile(
    r"\S*[A-Za-z0-9\]][_.:\[\]/|]\S*"
    r"|(?=\S*[A-Za-z])(?=\S*\d)[\w-]+"
    r"|[A-Za-z]*[a-z][A-Z]\w*"
    r"|[a-z][a-z-]*"
    r"|\d+"
)
WORDED = "?!.…"  # what was asked ends so, a column's name does not


def raw_headers(codebook: Codebook) -> Iterator[str]:
    """The questions whose text is a column's name and that have no label to show instead."""
    for name, asked in codebook.questions.items():
        if asked.label is None and is_raw_header(asked.text):
            yield name


def is_raw_header(text: str) -> bool:
    """Whether a text is the name that a program gave to a column, and no wording."""
    said = text.strip()
    return said[-1:] not in WORDED and RAW.fullmatch(said) is not None
