"""Briefs to set on paper, and what is read off the paper."""

from __future__ import annotations

import io
from dataclasses import fields, is_dataclass, replace
from typing import Any

from pypdf import PdfReader

from pages.parts.brief import paper
from pages.parts.brief.sheet import Sheet
from tests.surveys import NOON

A4 = (595, 842)  # points


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text(pdf: bytes) -> str:
    """All the text of a PDF in one line, without the breaks that were put into long words."""
    told = " ".join(page.extract_text() for page in read(pdf).pages)
    return " ".join(told.replace(paper.BREAK, "").split())


def pdf(sheet: Sheet) -> bytes:
    return paper.pdf(sheet, NOON)


def spoiled(held: Any, evil: str) -> Any:
    """The same value with every text replaced."""
    if isinstance(held, str):
        return evil
    if isinstance(held, tuple):
        return tuple(spoiled(each, evil) for each in held)
    if is_dataclass(held) and not isinstance(held, type):
        return replace(held, **{f.name: spoiled(getattr(held, f.name), evil) for f in fields(held)})
    return held
