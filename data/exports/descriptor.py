"""The package's datapackage.json: what every file holds, for programs (Data Package 2.0)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.codebook import Codebook
from analysis.release import Manifest
from analysis.release.citing import checksum, citation, licence_address
from analysis.release.formats import FORMATS
from data.exports.columns import ABOUT, KINDS, MEANING, schema
from data.exports.labels import Label, unambiguous

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
WHOLE = tuple(each.ending for each in FORMATS if each.is_whole)
MEDIA = {each.ending: each.media for each in FORMATS} | {
    "json": "application/json",
    "html": "text/html",
    "md": "text/markdown",
    "py": "text/x-python",
    "R": "text/x-r-source",
}
# Of tables that are described; validators need extras to open them.
COPIES = tuple(each.ending for each in FORMATS if not each.is_whole)
CATEGORIES = ("group", "indicator", "item")  # columns whose few values are explained in place


def describe(
    manifest: Manifest,
    codebook: Codebook,
    frames: Mapping[str, pd.DataFrame],
    told: Iterable[Label],
    files: Mapping[str, bytes],
) -> dict[str, Any]:
    """What datapackage.json says of the tables and of the package's other files."""
    labels = tuple(told)
    return {
        "$schema": PROFILE,
        "name": f"{codebook.id}-{manifest.id}",
        "title": f"{codebook.title}, release {manifest.id}",
        "description": codebook.description.strip() or codebook.title,
        "version": manifest.id,
        "created": manifest.created,
        "licenses": [licence(manifest.licence)],
        "citation": citation(manifest),
        "checksum": f"sha256:{checksum(manifest.files)}",
        "release": manifest.id,
        "wave": manifest.wave,
        "synthetic": manifest.synthetic,
        "policy": dict(manifest.policy),
        "filters": list(_filters(codebook)),
        "resources": [
            *_tables(frames, labels, files),
            *(_file(name, held) for name, held in files.items() if _is_described_alone(name)),
        ],
    }


def licence(name: str) -> dict[str, str]:
    """A licence as Data Package names it: an id without spaces, its words, its address."""
    address = licence_address(name)
    told = {"name": re.sub(r"[^-a-zA-Z0-9._]+", "-", name), "title": name}
    return told if address is None else told | {"path": address}


def _filters(codebook: Codebook) -> Iterator[dict[str, Any]]:
    """The dimensions by which cohorts are chosen, each with its values."""
    for dim in codebook.dimensions:
        values = [{"value": each.code, "label": each.text} for each in codebook.options(dim)]
        yield {"name": dim, "title": codebook.label(dim), "values": values}


def _tables(
    frames: Mapping[str, pd.DataFrame], labels: tuple[Label, ...], files: Mapping[str, bytes]
) -> Iterator[dict[str, Any]]:
    for name, frame in frames.items():
        for ending in WHOLE:
            file = f"{name}.{ending}"
            if file not in files:
                continue
            yield _file(file, files[file]) | {
                "name": name if ending == "csv" else f"{name}-{ending}",
                "type": "table",
                "description": ABOUT[name],
                "schema": {
                    "$schema": TABLE_PROFILE,
                    "fields": list(_fields(frame, labels)),
                    "missingValues": [""],
                },
            }


def _is_described_alone(file: str) -> bool:
    name, _, ending = file.rpartition(".")
    return ending not in COPIES and not (name in ABOUT and ending in WHOLE)


def _file(name: str, content: bytes) -> dict[str, Any]:
    ending = name.rpartition(".")[2]
    told = {
        "name": re.sub(r"[^-a-z0-9._/]+", "-", name.lower()),
        "path": name,
        "format": ending.lower(),
        "mediatype": MEDIA.get(ending, "text/plain"),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    if ending == "parquet":
        return told
    return told | {"encoding": "utf-8", "bytes": len(content)}


def _fields(frame: pd.DataFrame, labels: tuple[Label, ...]) -> Iterator[dict[str, Any]]:
    """A table schema's fields, each with its meaning."""
    for field in schema(frame.columns):
        told: dict[str, Any] = {"name": field.name, "type": KINDS[field.type]}
        told["description"] = MEANING[field.name]
        if field.name in CATEGORIES:
            words = unambiguous(labels, field.name)
            told["categories"] = [{"value": code, "label": words[code]} for code in words]
        yield told
