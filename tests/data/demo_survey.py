"""The demo survey as the tests look at it: its codebook, its cells, a large sample of it."""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from analysis.codebook import Codebook, Kind
from data.codebooks import load
from data.demo import raw_table
from data.settings import SHIPPED_CODEBOOK
from data.sources.raw import RawTable

LARGE = 250_000
CHOICES = (Kind.ORDINAL, Kind.CATEGORY, Kind.YES_NO)


@cache
def smm() -> Codebook:
    return load(SHIPPED_CODEBOOK)


@cache
def table(rows: int = 1400, seed: int = 2026) -> RawTable:
    return raw_table(rows, seed)


@cache
def cells(question: str) -> list[str | None]:
    return column(table(), question).to_pylist()


def column(raw: RawTable, question: str) -> pa.ChunkedArray:
    return raw.columns[raw.headers.index(smm().header(question))]


def known(question: str) -> set[str]:
    texts = [option.text for option in smm().options(question)]
    return {*texts, *smm().offered_missing(question)}


def items(scale: str) -> tuple[str, ...]:
    return smm().indicators[scale].items
