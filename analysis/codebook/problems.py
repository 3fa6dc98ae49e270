"""A problem of a codebook, and the words that help to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a codebook: where, what, and what to do."""

    key: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.key}: {self.problem} {self.remedy}"


def nearest(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Did you mean {close[0]}?" if close else "Remove it or correct its name."


def check_codes(key: str, wanted: Iterable[str], codes: list[str]) -> Iterator[Problem]:
    """A problem for every wanted code that is not among the codes of the answers."""
    for code in wanted:
        if code not in codes:
            yield Problem(key, f"names {code!r}, which is no answer to it.", nearest(code, codes))
