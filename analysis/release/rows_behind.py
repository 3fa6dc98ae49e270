"""The data behind a chart: exactly the published rows that it draws, as a file to take away."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv

from analysis.counting.cohorts import EVERYONE, cohort_label, filters_of
from analysis.release.citing import SYNTHETIC, citation
from analysis.release.corrections import Correction
from analysis.release.formulas import inert, inert_table
from analysis.release.release import Release
from analysis.release.rows import Rows

READ_WITH = 'pandas: read_csv(file, comment="#"); R: read.csv(file, comment.char = "#")'


def rows_file(
    release: Release, rows: Rows, called: str, indicators: Sequence[str], cohort: str = EVERYONE,
    corrected: Sequence[Correction] = (),
) -> bytes:  # fmt: skip
    """Any published rows as CSV; the first lines begin with # and say what they are."""
    found = taken(release, rows)
    cited = citation(release.manifest, corrected)
    about = _about(release, rows, called, indicators, cohort, len(found), cited)
    held = io.BytesIO()
    held.write("".join(f"# {_one_line(line)}\n" for line in about).encode())
    table = pa.Table.from_pandas(found, preserve_index=False)
    csv.write_csv(inert_table(table), held, csv.WriteOptions(quoting_style="needed"))
    return held.getvalue()


def file_name(
    release: Release, called: str, indicators: Sequence[str], cohort: str = EVERYONE
) -> str:
    """'r0007_segments_burnout_industry-retail.csv'."""
    return f"{name_of(release, called, indicators, cohort)}.csv"


def name_of(
    release: Release, called: str, indicators: Sequence[str], cohort: str = EVERYONE
) -> str:
    """'r0007_segments_burnout_industry-retail': made of ids and codes only."""
    about = indicators[0] if len(indicators) == 1 else "overview"
    chosen = [f"{dim}-{code}" for dim, code in filters_of(cohort).items()] or ["everyone"]
    return "_".join([release.id, called, about, *chosen])


def taken(release: Release, rows: Rows) -> pd.DataFrame:
    """The rows of a release's table, as published and in its order."""
    table: pd.DataFrame = getattr(release, rows.table)
    wanted = np.ones(len(table), dtype=bool)
    for column, values in rows.where:
        held = table[column].isin([each for each in values if each is not None])
        wanted &= (held | table[column].isna() if None in values else held).to_numpy()
    return table[wanted]


def _about(
    release: Release, rows: Rows, called: str, indicators: Sequence[str], cohort: str, found: int,
    cited: str,
) -> Iterator[str]:  # fmt: skip
    """The first lines of a file: what it is, of which release and group, how to read and cite."""
    manifest, codebook = release.manifest, release.codebook
    labels = ", ".join(codebook.indicators[name].label for name in indicators)
    yield f"{codebook.title}. {called}: {labels}" if labels else f"{codebook.title}. {called}"
    yield f"Release: {manifest.id}, cut {manifest.created[:10]}"
    if manifest.synthetic:
        yield SYNTHETIC
    chosen = ", ".join(f"{dim}={code}" for dim, code in filters_of(cohort).items())
    label = cohort_label(codebook, cohort)
    yield f"Filters: {chosen} ({label})" if chosen else f"Filters: none ({label})"
    yield f"Rows: {found} of the table {rows.table}, as published; withheld groups have none"
    yield f"Licence: {manifest.licence}"
    yield f"Cite: {cited}"
    yield f"Read with {READ_WITH}"


def _one_line(text: str) -> str:
    """A line that a spreadsheet splits at commas and still takes no part of for a formula."""
    flat = " ".join(text.replace('"', "'").split())
    return re.sub(r"(?<=[,;]) ?[^,;]*", lambda part: _guarded(part[0]), flat)


def _guarded(part: str) -> str:
    space, said = part[: len(part) - len(part.lstrip())], part.lstrip()
    return space + inert(said)
