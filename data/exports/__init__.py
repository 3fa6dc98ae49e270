"""The files of a release, and the package a researcher takes away."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, replace

import pandas as pd

from analysis.codebook import Codebook
from analysis.disclosure.public_tables import PublicTables
from analysis.methods import methods_json
from analysis.release import Manifest
from analysis.release.citing import PACKAGE, checksum_lines, data_files
from data.exports.cff import citation_file
from data.exports.codebook_html import codebook_page
from data.exports.descriptor import describe
from data.exports.excel import workbook
from data.exports.labels import Label, all_labels, as_table
from data.exports.redrawing import redraw_python, redraw_r
from data.exports.shortening import long_ones, shortened
from data.exports.spss import spss_file
from data.exports.tables import comma_separated, parquet
from data.exports.texts import licence_text, methods_text, readme

ZIPPED_AT = (1980, 1, 1, 0, 0, 0)  # the same release gives the same bytes
TABLES = ("counts", "estimates", "items")  # in an SPSS file the labels are part of each
Frames = Mapping[str, pd.DataFrame]


def release_files(manifest: Manifest, codebook: Codebook, tables: PublicTables) -> dict[str, bytes]:
    """Every file of a release but its manifest, by name."""
    frames: Frames = {name: getattr(tables, name) for name in TABLES}
    files = {f"{name}.parquet": parquet(frame) for name, frame in frames.items()}
    files["codebook.json"] = codebook.model_dump_json(indent=1, exclude_defaults=True).encode()
    files["methods.json"] = _json(methods_json(codebook, _methods_used(frames)))
    sums = {name: hashlib.sha256(held).hexdigest() for name, held in files.items()}
    named = replace(manifest, files=data_files(sums))
    return files | {PACKAGE: _package(named, codebook, frames, files)}


def _package(
    manifest: Manifest, codebook: Codebook, frames: Frames, files: Mapping[str, bytes]
) -> bytes:
    """package.zip: the release's files, the tables in every other format, what explains them."""
    told = all_labels(codebook, frames)
    every = {**frames, "labels": as_table(told)}
    held = {
        **{f"{name}.csv": comma_separated(frame) for name, frame in every.items()},
        **files,
        **_for_desktops(manifest, codebook, every, told),
        **_explained(manifest, codebook, frames),
    }
    described = _json(describe(manifest, codebook, every, told, held))
    return _zip({"datapackage.json": described, **held})


def _for_desktops(
    manifest: Manifest, codebook: Codebook, every: Frames, told: tuple[Label, ...]
) -> dict[str, bytes]:
    """The tables as a workbook and for SPSS, without pairs of filters where they are too long."""
    short = {name: shortened(frame) for name, frame in every.items()}
    left_out = tuple(long_ones(every))
    files = {"tables.xlsx": workbook(manifest, codebook, short, left_out)}
    for name in TABLES:
        notes = ("Pairs of filters are left out.",) if name in left_out else ()
        files[f"{name}.sav"] = spss_file(name, short[name], manifest, told, notes)
    return files


def _explained(manifest: Manifest, codebook: Codebook, frames: Frames) -> dict[str, bytes]:
    """The package's texts and scripts."""
    drawn = codebook.featured
    texts = {
        "README.md": readme(manifest, codebook, long_ones(frames)),
        "CITATION.cff": citation_file(manifest, codebook),
        "LICENCE.txt": licence_text(manifest),
        "SHA256SUMS": checksum_lines(manifest.files),
        "codebook.html": codebook_page(manifest, codebook),
        "methods.md": methods_text(codebook, _methods_used(frames)),
        "redraw.py": redraw_python(manifest.id, drawn),
        "redraw.R": redraw_r(manifest.id, drawn, synthetic=manifest.synthetic),
    }
    return {"manifest.json": _json(asdict(manifest))} | {
        name: text.encode() for name, text in texts.items()
    }


def _methods_used(frames: Frames) -> frozenset[str]:
    return frozenset(frames["estimates"]["method"].dropna().unique())


def _json(said: object) -> bytes:
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, ZIPPED_AT), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()
