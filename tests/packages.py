"""Packages of releases for tests: made in memory, opened as a researcher opens them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from analysis.release import Release
from data.exports import release_files
from data.exports.columns import REAL, WHOLE

TABLES = ("counts", "estimates", "items")


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a zip, by name; fails where one is damaged."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        assert held.testzip() is None
        return {name: held.read(name) for name in held.namelist()}


def files_of(release: Release, **changed: Any) -> dict[str, bytes]:
    """The files that publishing would write of a release; ``changed`` goes into its manifest."""
    tables: Any = SimpleNamespace(**{name: getattr(release, name) for name in TABLES})
    manifest = replace(release.manifest, files={}, **changed)
    return release_files(manifest, release.codebook, tables)


def package_of(release: Release, **changed: Any) -> dict[str, bytes]:
    """The files of the package that publishing would write of a release."""
    return unzipped(files_of(release, **changed)["package.zip"])


def laid_out(package: Mapping[str, bytes], folder: Path) -> Path:
    """A package unpacked into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in package.items():
        (folder / name).write_bytes(content)
    return folder


def same(told: pd.DataFrame, meant: pd.DataFrame) -> None:
    """Asserts that two tables hold the same cells; no text and the empty text count as one."""
    assert list(told.columns) == list(meant.columns)
    assert len(told) == len(meant)
    for column in meant:
        ours, theirs = told[column], meant[column]
        if column in WHOLE or column in REAL:
            np.testing.assert_array_equal(ours.astype(float), theirs.astype(float), column)
        else:
            assert _texts(ours) == _texts(theirs), column


def _texts(column: pd.Series) -> list[str]:
    return ["" if pd.isna(cell) else str(cell) for cell in column]
