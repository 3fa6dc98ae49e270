"""The files of a release, and the package a researcher takes away."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
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
    "value": "The estimate, rounded to a multiple of step.",
    "low": "Lower end of the 95 % interval; for n the smallest size it may stand for.",
    "high": "Upper end of the 95 % interval; for n the largest size it may stand for.",
    "step": "The rounding.",
    "verdict": "higher, lower, about the same, or too uncertain to call.",
    "reason": "Why there is no value.",
    "item": "The question's id in codebook.json.",
    "answer": "The answer's code in codebook.json, or not-given.",
}
KINDS = {"int64": "integer", "float64": "number"}


def release_files(manifest: Manifest, codebook: Codebook, tables: PublicTables) -> dict[str, bytes]:
    """Every file of a release but its manifest, by name."""
    frames = {"counts": tables.counts, "estimates": tables.estimates, "items": tables.items}
    files = {f"{name}.parquet": _parquet(frame) for name, frame in frames.items()}
    files["codebook.json"] = codebook.model_dump_json(indent=1, exclude_defaults=True).encode()
    files["methods.json"] = _json(methods_json())
    texts = {f"{name}.csv": _csv(frame) for name, frame in frames.items()}
    about = {
        "datapackage.json": _json(_datapackage(manifest, codebook, frames)),
        "README.md": _readme(manifest, codebook).encode(),
        "CITATION.cff": _citation(manifest, codebook).encode(),
    }
    return files | {"package.zip": _zip({**files, **texts, **about})}


def _parquet(frame: pd.DataFrame) -> bytes:
    held = io.BytesIO()
    pq.write_table(
        pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(), held
    )
    return held.getvalue()


def _csv(frame: pd.DataFrame) -> bytes:
    held = io.BytesIO()
    options = csv.WriteOptions(quoting_style="needed")
    csv.write_csv(pa.Table.from_pandas(frame, preserve_index=False), held, options)
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
            "schema": {"fields": [_field(column, frame) for column in frame.columns]},
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


def _field(column: str, frame: pd.DataFrame) -> dict[str, str]:
    kind = KINDS.get(str(frame[column].dtype), "string")
    return {"name": column, "type": kind, "description": COLUMNS[column]}


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
