"""The files of a release, and the package a researcher takes away."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import csv

from analysis.codebook import Codebook
from analysis.disclosure.protect import PublicTables
from analysis.methods import methods_json
from analysis.release import Manifest

ZIPPED_AT = (1980, 1, 1, 0, 0, 0)  # the same release gives the same bytes

COLUMNS = {
    "cohort": "Empty for everyone, else dimension=value, two of them joined by &.",
    "group": "solo or team; empty for solo against team.",
    "indicator": "The indicator's id in codebook.json; empty for the head count.",
    "band_low": "The band's lower edge, which belongs to it.",
    "band_high": "The band's upper edge, which belongs to the last band only.",
    "count": "Rounded number of people.",
    "count_low": "The smallest number it may stand for.",
    "count_high": "The largest number it may stand for.",
    "as_of": "The release whose answers the row is computed from.",
    "measure": "What was estimated; see methods.json.",
    "term": "The support, question or model that the figure is about; empty for most.",
    "method": "How it was computed: the id of an entry in methods.json.",
    "value": "The estimate, rounded to a multiple of step.",
    "low": "Lower end of the 95 % interval; for n the smallest size it may stand for.",
    "high": "Upper end of the 95 % interval; for n the largest size it may stand for.",
    "step": "The rounding.",
    "verdict": "higher, lower, about the same, or too uncertain to call.",
    "reason": "Why there is no value.",
    "item": "The question's id in codebook.json.",
    "answer": "The answer's code in codebook.json, or not-given.",
}
WHOLE = ("count", "count_low", "count_high")
REAL = ("band_low", "band_high", "value", "low", "high", "step")
KINDS = {pa.int64(): "integer", pa.float64(): "number", pa.string(): "string"}


def release_files(manifest: Manifest, codebook: Codebook, tables: PublicTables) -> dict[str, bytes]:
    """Every file of a release but its manifest, by name."""
    frames = {"counts": tables.counts, "estimates": tables.estimates, "items": tables.items}
    files = {f"{name}.parquet": _parquet(frame) for name, frame in frames.items()}
    files["codebook.json"] = codebook.model_dump_json(indent=1, exclude_defaults=True).encode()
    files["methods.json"] = _json(methods_json())
    texts = {f"{name}.csv": _csv(frame) for name, frame in frames.items()}
    about = {
        "manifest.json": _json(asdict(manifest)),
        "datapackage.json": _json(_datapackage(manifest, codebook, frames)),
        "README.md": _readme(manifest, codebook).encode(),
        "CITATION.cff": _citation(manifest, codebook).encode(),
    }
    return files | {"package.zip": _zip({**files, **texts, **about})}


def _schema(columns: Iterable[str]) -> pa.Schema:
    """The Arrow types of published columns, the same however empty they are."""
    numbers = dict.fromkeys(WHOLE, pa.int64()) | dict.fromkeys(REAL, pa.float64())
    return pa.schema([(name, numbers.get(name, pa.string())) for name in columns])


def _table(frame: pd.DataFrame) -> pa.Table:
    schema = _schema(frame.columns)
    return pa.Table.from_pandas(frame, schema, preserve_index=False).replace_schema_metadata()


def _parquet(frame: pd.DataFrame) -> bytes:
    held = io.BytesIO()
    pq.write_table(_table(frame), held)
    return held.getvalue()


def _csv(frame: pd.DataFrame) -> bytes:
    held = io.BytesIO()
    csv.write_csv(_table(frame), held, csv.WriteOptions(quoting_style="needed"))
    return held.getvalue()


def _json(said: object) -> bytes:
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, ZIPPED_AT), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _datapackage(
    manifest: Manifest, codebook: Codebook, frames: Mapping[str, pd.DataFrame]
) -> dict[str, Any]:
    resources = [
        {
            "name": name,
            "path": f"{name}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "encoding": "utf-8",
            "schema": {"fields": _fields(frame)},
        }
        for name, frame in frames.items()
    ]
    return {
        "profile": "tabular-data-package",
        "name": f"{codebook.id}-{manifest.id}",
        "title": f"{codebook.title}, release {manifest.id}",
        "created": manifest.created,
        "licenses": [{"name": manifest.licence}],
        "synthetic": manifest.synthetic,
        "release": manifest.id,
        "resources": resources,
    }


def _fields(frame: pd.DataFrame) -> list[dict[str, str]]:
    """A table schema's fields, each with its meaning."""
    return [
        {"name": field.name, "type": KINDS[field.type], "description": COLUMNS[field.name]}
        for field in _schema(frame.columns)
    ]


def _readme(manifest: Manifest, codebook: Codebook) -> str:
    synthetic = (
        "\n**Synthetic demo data: no real person answered.**\n" if manifest.synthetic else ""
    )
    return f"""# {codebook.title}: release {manifest.id}
{synthetic}
Cut {manifest.created} by version {manifest.software_version}, codebook {codebook.id} \
{codebook.version}. Licence: {manifest.licence}.

- counts: rounded numbers of people, per cohort, group, indicator and score band
- estimates: rounded means, SDs, differences and verdicts; methods.json explains each
- items: rounded answers to single questions
- codebook.json: every question, answer and scoring rule

Only groups with at least {manifest.policy["k"]} people of both kinds are here; all numbers are \
rounded. The people who answered chose to; they are no random sample, and nothing here says what \
causes what.

Cite: {citation(manifest)}
"""


def citation(manifest: Manifest) -> str:
    """The citation of a release, with its id."""
    synthetic = " Synthetic demo data." if manifest.synthetic else ""
    return f"{manifest.citation} Release {manifest.id}, {manifest.created[:10]}.{synthetic}"


def _citation(manifest: Manifest, codebook: Codebook) -> str:
    quoted = {
        key: json.dumps(said, ensure_ascii=False)
        for key, said in (
            ("title", f"{codebook.title}, release {manifest.id}"),
            ("message", f"Cite as: {citation(manifest)}"),
            ("author", codebook.title),
        )
    }
    return (
        "cff-version: 1.2.0\ntype: dataset\n"
        f"title: {quoted['title']}\nmessage: {quoted['message']}\n"
        f"authors:\n  - name: {quoted['author']}\n"
        f"version: {json.dumps(manifest.id)}\ndate-released: {manifest.created[:10]}\n"
        f"license: {manifest.licence}\n"
    )
