"""A release from its files: a manifest, and tables that are what it says, or a damaged release."""

from __future__ import annotations

import contextlib
import hashlib
import json
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.codebook import Codebook
from analysis.errors import SurveyError
from analysis.release import Manifest, Release

MANIFEST, CODEBOOK = "manifest.json", "codebook.json"
TABLES = ("counts", "estimates", "items")
NEEDED = frozenset({CODEBOOK, *(f"{name}.parquet" for name in TABLES)})
LATER = ("term", "method")  # columns of the estimates since schema version 2
SHOWN = ("published", "carried-over")  # of a manifest's cohorts: the rest are withheld
BROKEN_PACKAGE = (  # what zipfile raises on one that was tampered with
    OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError,
)  # fmt: skip


def manifest_json(manifest: Manifest) -> dict[str, Any]:
    """The manifest as manifest.json holds it, without the files' checksums."""
    return {each.name: getattr(manifest, each.name) for each in fields(Manifest)}


def manifest_from(release: str, content: bytes) -> Manifest:
    """What manifest.json says; SurveyError where it is not what was published."""
    try:
        said = json.loads(content)
        names = {each.name for each in fields(Manifest)}
        found = Manifest(**{key: said[key] for key in said if key in names})
        found = replace(
            found,
            cohorts=_cohorts(found.cohorts),
            audit={name: int(number) for name, number in dict(found.audit).items()},
            files=dict(found.files),
            not_asked=tuple(found.not_asked),
        )
        int(found.policy["k"]), found.created_at  # pages tell these two
    except (LookupError, ValueError, TypeError, RecursionError) as error:
        raise damaged(release, MANIFEST) from error
    return found


def verified(
    manifest: Manifest, read: Callable[[str], bytes], names: frozenset[str] | None = None
) -> dict[str, bytes]:
    """The files of a release by name, or some; SurveyError where one differs from its checksum."""
    lacking = NEEDED - set(manifest.files)
    if lacking:
        raise damaged(manifest.id, min(lacking))
    content = {}
    for name in sorted(manifest.files if names is None else names):
        content[name] = read(name)
        if hashlib.sha256(content[name]).hexdigest() != manifest.files[name]:
            raise damaged(manifest.id, name)
    return content


def release_from(
    manifest: Manifest, content: Mapping[str, bytes], *, compact: bool = False
) -> Release:
    """The release of verified files; SurveyError where one can't be read all the same."""
    with _whole(manifest.id, CODEBOOK):
        codebook = Codebook.model_validate_json(content[CODEBOOK])
    tables = {}
    for name in TABLES:
        with _whole(manifest.id, f"{name}.parquet"):
            tables[name] = _table(content[f"{name}.parquet"], compact)
    for column in LATER:  # schema version 1 does not have them
        if column not in tables["estimates"]:
            tables["estimates"][column] = pd.Series(dtype="str")
    return Release(manifest, codebook, **tables)


def damaged(release: str, name: str) -> SurveyError:
    """What to say of a release one of whose files is another than was published."""
    return SurveyError(
        f"Release {release} is damaged: {name} is not what was published.",
        "Restore it from a backup, or remove its folder; an older release is shown meanwhile.",
    )


def _cohorts(told: Mapping[str, int]) -> dict[str, int]:
    """How many cohorts are shown and withheld, by the names of this schema version."""
    shown = {name: int(told[name]) for name in SHOWN if name in told}
    return shown | {"withheld": sum(dict(told).values()) - sum(shown.values())}


def _table(content: bytes, compact: bool) -> pd.DataFrame:
    schema = pq.read_schema(pa.BufferReader(content))
    texts = [field.name for field in schema if pa.types.is_string(field.type)] if compact else None
    return pq.read_table(pa.BufferReader(content), read_dictionary=texts).to_pandas()


@contextlib.contextmanager
def _whole(release: str, name: str) -> Iterator[None]:
    """Turns a file that was published broken, or by somebody else, into a sentence."""
    try:
        yield
    except (OSError, ValueError, pa.ArrowException) as error:
        raise damaged(release, name) from error
