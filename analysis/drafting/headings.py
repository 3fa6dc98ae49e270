"""What neighbouring headers share: the heading of a grid, or the question of several ticks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# How tools write a heading and what stands under it, the surest first.
FORMS = (
    re.compile(r"(?P<head>.+?) ?\[(?P<row>[^\[\]]+)\]"),
    re.compile(r"(?P<head>.+?) - selected choice - (?P<row>.+)", re.IGNORECASE),
    re.compile(r"(?P<head>.+) - (?P<row>.+?)"),
    re.compile(r"(?P<head>.+?): (?P<row>.+)"),
    re.compile(r"(?P<head>.+?) / (?P<row>.+)"),
)


@dataclass(frozen=True)
class Heading:
    """A heading and the rest of a header; both empty where no neighbour shares the heading."""

    text: str = ""
    row: str = ""


def shared_headings(texts: Sequence[str]) -> list[Heading]:
    """The headings that each header shares with the one before or after it."""
    parted = [[_parted(form, text) for form in FORMS] for text in texts]
    found = []
    for at, forms in enumerate(parted):
        beside = [parted[n] for n in (at - 1, at + 1) if 0 <= n < len(parted)]
        shared = (
            one
            for n, one in enumerate(forms)
            if one.text and any(other[n].text == one.text for other in beside)
        )
        found.append(next(shared, Heading()))
    return found


def _parted(form: re.Pattern[str], text: str) -> Heading:
    found = form.fullmatch(text)
    return Heading(found["head"].strip(), found["row"].strip()) if found else Heading()
