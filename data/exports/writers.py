"""Each format's writer: the tables of a release as that format's files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.codebook import Codebook
from analysis.release import Manifest
from analysis.release.formats import FORMATS, LABELS, TABLES
from data.exports.excel import workbook
from data.exports.labels import Label, all_labels, as_table
from data.exports.shortening import long_ones, shortened
from data.exports.spss import spss_file
from data.exports.tables import comma_separated, parquet

Files = dict[str, bytes]


@dataclass(frozen=True)
class Contents:
    """What a format is written from: ``tables`` by name, without the labels."""

    manifest: Manifest
    codebook: Codebook
    tables: Mapping[str, pd.DataFrame]

    @cached_property
    def labels(self) -> tuple[Label, ...]:
        return all_labels(self.codebook, self.tables)

    @cached_property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The tables and the labels, by name."""
        return {**self.tables, LABELS: as_table(self.labels)}

    @cached_property
    def short(self) -> dict[str, pd.DataFrame]:
        """As desktop programs get them: without pairs of filters where they are too long."""
        return {name: shortened(frame) for name, frame in self.frames.items()}

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """The tables that are too long for that."""
        return tuple(long_ones(self.frames))


def _csv(held: Contents) -> Files:
    return {f"{name}.csv": comma_separated(frame) for name, frame in held.frames.items()}


def _parquet(held: Contents) -> Files:
    return {f"{name}.parquet": parquet(frame) for name, frame in held.tables.items()}


def _xlsx(held: Contents) -> Files:
    return {"tables.xlsx": workbook(held.manifest, held.codebook, held.short, held.left_out)}


def _sav(held: Contents) -> Files:
    """The labels are part of each file."""

    def notes(name: str) -> tuple[str, ...]:
        return ("Pairs of filters are left out.",) if name in held.left_out else ()

    return {
        f"{name}.sav": spss_file(name, held.short[name], held.manifest, held.labels, notes(name))
        for name in TABLES
    }


WRITERS: Mapping[str, Callable[[Contents], Files]] = {
    "csv": _csv,
    "parquet": _parquet,
    "xlsx": _xlsx,
    "sav": _sav,
}


def written(held: Contents, but: Mapping[str, bytes]) -> Files:
    """The files of every format, without those that are there already."""
    files: Files = {}
    for each in FORMATS:
        if not set(each.files) <= but.keys():
            files |= WRITERS[each.ending](held)
    return files
