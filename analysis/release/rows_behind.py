"""The data behind a chart: exactly the published rows that it draws, as a file to take away."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv

from analysis.codebook import Codebook, Kind, Option
from analysis.counting.cohorts import EVERYONE, cohort_label, filters_of
from analysis.published import Comparison, Withheld
from analysis.release import rows_drawn
from analysis.release.citing import SYNTHETIC, citation
from analysis.release.corrections import Correction
from analysis.release.formulas import inert, inert_table
from analysis.release.release import Release
from analysis.release.rows_drawn import WHOLE, Rows, people

__all__ = ["Drawn", "Rows", "drawn", "file_name", "people", "rows_behind", "rows_file", "taken"]

READ_WITH = 'pandas: read_csv(file, comment="#"); R: read.csv(file, comment.char = "#")'


class Drawn(StrEnum):
    """The charts that draw published rows; the words stand in file names."""

    AVERAGES = "averages"
    BANDS = "bands"
    ANSWERS = "answers"
    SEGMENTS = "segments"
    LEVELS = "levels"
    WAVES = "waves"
    LIKE_WITH_LIKE = "like-with-like"
    AGAINST = "against"
    SUPPORTS = "supports"
    SUPPORT_GAPS = "support-gaps"
    BARRIERS = "barriers"
    MODERATION = "where-received"


def rows_behind(
    release: Release, kind: Drawn, indicators: Sequence[str], cohort: str = EVERYONE
) -> bytes:
    """A CSV file of exactly the rows that a chart of these indicators in a cohort draws."""
    return rows_file(release, drawn(release, kind, indicators, cohort), kind, indicators, cohort)


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
    """'r0007_segments_burnout_industry-retail.csv': made of ids and codes only."""
    about = indicators[0] if len(indicators) == 1 else "overview"
    chosen = [f"{dim}-{code}" for dim, code in filters_of(cohort).items()] or ["everyone"]
    return "_".join([release.id, called, about, *chosen]) + ".csv"


def drawn(release: Release, kind: Drawn, indicators: Sequence[str], cohort: str) -> Rows:
    """Which rows a chart of these indicators in a cohort draws."""
    makers = {
        Drawn.AVERAGES: _averages,
        Drawn.BANDS: _bands,
        Drawn.ANSWERS: _answers,
        Drawn.SEGMENTS: _segments,
        Drawn.LEVELS: rows_drawn.levels,
        Drawn.WAVES: rows_drawn.waves,
        Drawn.LIKE_WITH_LIKE: rows_drawn.like_with_like,
        Drawn.AGAINST: rows_drawn.against,
        Drawn.SUPPORTS: rows_drawn.supports,
        Drawn.SUPPORT_GAPS: rows_drawn.support_gaps,
        Drawn.BARRIERS: rows_drawn.barriers,
        Drawn.MODERATION: rows_drawn.moderation,
    }
    return makers[kind](release, indicators, cohort)


def taken(release: Release, rows: Rows) -> pd.DataFrame:
    """The rows of a release's table, as published and in its order."""
    table: pd.DataFrame = getattr(release, rows.table)
    wanted = np.ones(len(table), dtype=bool)
    for column, values in rows.where:
        held = table[column].isin([each for each in values if each is not None])
        wanted &= (held | table[column].isna() if None in values else held).to_numpy()
    return table[wanted]


def _averages(release: Release, indicators: Sequence[str], cohort: str) -> Rows:
    """Both groups' averages and their difference, of the indicators that are shown."""
    compared = (release.comparison(name, cohort) for name in indicators)
    shown = tuple(each.indicator for each in compared if isinstance(each, Comparison))
    measures = ("measure", ("mean", "mean_difference"))
    return Rows("estimates", (("cohort", (cohort,)), ("indicator", shown), measures, WHOLE))


def _bands(release: Release, indicators: Sequence[str], cohort: str) -> Rows:
    return Rows("counts", (("cohort", (cohort,)), ("indicator", tuple(indicators))))


def _answers(release: Release, indicators: Sequence[str], cohort: str) -> Rows:
    items = tuple(item for name in indicators for item in items_drawn(release, name, cohort))
    return Rows("items", (("cohort", (cohort,)), ("item", items)))


def _segments(release: Release, indicators: Sequence[str], cohort: str) -> Rows:
    """The differences in a cohort and in those one filter narrower; withheld ones have no row."""
    narrower = (each for name in indicators for each, _ in release.segments(name, cohort))
    cohorts = dict.fromkeys((cohort, *narrower))
    return Rows(
        "estimates",
        (
            ("cohort", tuple(cohorts)),
            ("indicator", tuple(indicators)),
            ("measure", ("mean_difference",)),
            WHOLE,
        ),
    )


def items_drawn(release: Release, indicator: str, cohort: str) -> list[str]:
    """The questions that the chart of an indicator's answers draws: those with one scale."""
    codebook = release.codebook
    asked = codebook.indicators[indicator].items
    ordered = [item for item in asked if codebook.questions[item].kind is Kind.ORDINAL]
    shown = [each for each in ordered if not isinstance(release.answers(each, cohort), Withheld)]
    return [each for each in shown if _scale(codebook, each) == _scale(codebook, shown[0])]


def _scale(codebook: Codebook, item: str) -> list[Option]:
    scored = [option for option in codebook.options(item) if option.score is not None]
    return sorted(scored, key=lambda option: option.score or 0)


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
