"""A format is named once; package, README, descriptor and interface all go by that."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from analysis.release.formats import FORMATS
from data.api.answers import TYPES
from data.exports.writers import WRITERS, Contents
from tests.packages import TABLES

ROOT = Path(__file__).parents[2]
HOME = {"data/exports/writers.py", "data/exports/spss.py"}
ENDINGS = {f".{each.ending}" for each in FORMATS} - {".csv", ".parquet"}


def test_every_format_has_a_writer_and_every_writer_a_format():
    assert [*WRITERS] == [each.ending for each in FORMATS]


@pytest.mark.parametrize("form", FORMATS, ids=lambda each: each.ending)
def test_a_writer_writes_the_files_that_its_format_names(release, form):
    tables = {name: getattr(release, name) for name in TABLES}
    written = WRITERS[form.ending](Contents(release.manifest, release.codebook, tables))
    assert tuple(written) == form.files
    assert all(written.values())


@pytest.mark.parametrize("form", FORMATS, ids=lambda each: each.ending)
def test_package_readme_descriptor_and_interface_know_every_format(package, form):
    assert {*form.files} <= {*package}
    assert f"- {form.called}: {form.about}" in package["README.md"].decode()
    assert TYPES[f".{form.ending}"].partition(";")[0] == form.media
    told = {each["path"]: each for each in json.loads(package["datapackage.json"])["resources"]}
    assert ({*form.files} <= {*told}) == form.is_whole
    assert all(told[file]["mediatype"] == form.media for file in form.files if file in told)


def test_formats_for_desktop_programs_are_named_nowhere_else():
    """A file name with such an ending, written in the program, would be a second list."""
    for file in sorted([*ROOT.glob("data/**/*.py"), *ROOT.glob("pages/**/*.py")]):
        name = str(file.relative_to(ROOT))
        if name in HOME or name.startswith("data/sources/"):
            continue
        for each in ast.walk(ast.parse(file.read_text())):
            if isinstance(each, ast.Constant) and isinstance(each.value, str):
                assert each.value not in ENDINGS, (name, each.value)
                assert each.value not in {f for form in FORMATS[2:] for f in form.files}, name
