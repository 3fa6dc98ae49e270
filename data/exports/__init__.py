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
from analysis.release.formats import TABLES
from data.exports.cff import citation_file
from data.exports.codebook_html import codebook_page
from data.exports.descriptor import describe
from data.exports.redrawing import redraw_python, redraw_r
from data.exports.texts import licence_text, methods_text, readme
from data.exports.writers import WRITERS, Contents, written

ZIPPED_AT = (1980, 1, 1, 0, 0, 0)  # the same release gives the same bytes


def release_files(manifest: Manifest, codebook: Codebook, tables: PublicTables) -> dict[str, bytes]:
    """Every file of a release but its manifest, by name."""
    frames = {name: getattr(tables, name) for name in TABLES}
    files = WRITERS["parquet"](Contents(manifest, codebook, frames))
    files["codebook.json"] = codebook.model_dump_json(indent=1, exclude_defaults=True).encode()
    files["methods.json"] = _json(methods_json(codebook, _methods_used(frames)))
    sums = {name: hashlib.sha256(held).hexdigest() for name, held in files.items()}
    named = replace(manifest, files=data_files(sums))
    return files | {PACKAGE: _package(Contents(named, codebook, frames), files)}


def _package(of: Contents, files: Mapping[str, bytes]) -> bytes:
    """package.zip: the release's files, the tables in every other format, what explains them."""
    held = {**files, **written(of, but=files), **_explained(of)}
    described = _json(describe(of.manifest, of.codebook, of.frames, of.labels, held))
    return _zip({"datapackage.json": described, **held})


def _explained(of: Contents) -> dict[str, bytes]:
    """The package's texts and scripts."""
    manifest, codebook, drawn = of.manifest, of.codebook, of.codebook.featured
    texts = {
        "README.md": readme(manifest, codebook, of.left_out),
        "CITATION.cff": citation_file(manifest, codebook),
        "LICENCE.txt": licence_text(manifest),
        "SHA256SUMS": checksum_lines(manifest.files),
        "codebook.html": codebook_page(manifest, codebook),
        "methods.md": methods_text(codebook, _methods_used(of.tables)),
        "redraw.py": redraw_python(manifest.id, drawn),
        "redraw.R": redraw_r(manifest.id, drawn, synthetic=manifest.synthetic),
    }
    return {"manifest.json": _json(asdict(manifest))} | {
        name: text.encode() for name, text in texts.items()
    }


def _methods_used(frames: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    return frozenset(frames["estimates"]["method"].dropna().unique())


def _json(said: object) -> bytes:
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, ZIPPED_AT), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()
