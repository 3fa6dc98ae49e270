"""The package of a release: everything as CSV and Parquet, each column explained."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis.methods import METHODS
from data.exports import citation, release_files
from data.publish import read
from data.releases import Store
from tests.surveys import NOON, answers, book, ordinal, published

TABLES = ("counts", "estimates", "items")
CONTRACT = {
    "counts": "cohort group indicator band_low band_high count count_low count_high as_of",
    "estimates": "cohort indicator group measure term value low high step verdict reason method as_of",
    "items": "cohort group item answer count count_low count_high as_of",
}
WHOLE, REAL = ("count", "count_low", "count_high"), ("band_low", "band_high", "value", "low")
REAL += ("high", "step")


@pytest.fixture(scope="module")
def folder(shipped):
    return shipped.store / "releases/2026-11-22.1"


@pytest.fixture(scope="module")
def package(folder):
    with zipfile.ZipFile(folder / "package.zip") as held:
        assert held.testzip() is None
        return {name: held.read(name) for name in held.namelist()}


@pytest.mark.parametrize("name", TABLES)
def test_the_parquet_files_have_the_contracts_columns_and_types(folder, name):
    schema = pq.read_schema(folder / f"{name}.parquet")
    assert schema.names == CONTRACT[name].split()
    for field in schema:
        told = "int64" if field.name in WHOLE else "double" if field.name in REAL else "string"
        assert str(field.type).removeprefix("large_") == told, field


@pytest.mark.parametrize("name", TABLES)
def test_columns_that_happen_to_be_empty_keep_their_types(shipped, name):
    made = book({"q": ordinal(0, 1)}, {"q": {"label": "Q", "items": ["q"]}})
    tables = published(made, answers({"team": [0] * 12 + [1] * 12}))  # no indicator has answers
    frame = getattr(tables, name)
    manifest = Store(shipped.store).manifest("2026-11-22.1")
    held = release_files(manifest, made, tables)[f"{name}.parquet"]
    for field in pq.read_schema(io.BytesIO(held)):
        told = "int64" if field.name in WHOLE else "double" if field.name in REAL else "string"
        assert str(field.type).removeprefix("large_") == told, (name, field, len(frame))


@pytest.mark.parametrize("name", TABLES)
def test_the_csv_says_what_the_parquet_says(folder, package, name):
    parquet = pd.read_parquet(folder / f"{name}.parquet")
    assert package[f"{name}.parquet"] == (folder / f"{name}.parquet").read_bytes()
    written = pd.read_csv(io.BytesIO(package[f"{name}.csv"]))
    assert list(written.columns) == list(parquet.columns)
    assert len(written) == len(parquet) > 0
    for column in parquet:
        told, meant = written[column], parquet[column]
        if column == "cohort":  # everyone is the empty text, which a CSV can't tell from none
            told = told.fillna("")
        assert told.isna().equals(meant.isna())
        assert told.dropna().tolist() == meant.dropna().tolist()


def test_every_column_of_every_table_is_explained(package):
    told = json.loads(package["datapackage.json"])
    assert told["release"] == "2026-11-22.1"
    assert told["synthetic"] is False
    assert told["licenses"] == [{"name": "CC-BY-4.0"}]
    assert [resource["name"] for resource in told["resources"]] == list(TABLES)
    for resource in told["resources"]:
        fields = resource["schema"]["fields"]
        (header, *_) = csv.reader(io.StringIO(package[resource["path"]].decode()))
        assert [field["name"] for field in fields] == header
        assert all(len(field["description"]) > 5 for field in fields)
        kinds = {field["name"]: field["type"] for field in fields}
        for column in kinds:
            assert kinds[column] == (
                "integer" if column in WHOLE else "number" if column in REAL else "string"
            )


def test_the_package_says_how_to_read_and_cite_it(package):
    readme, cff = package["README.md"].decode(), package["CITATION.cff"].decode()
    assert "release 2026-11-22.1" in readme
    assert "at least 10 people" in readme
    assert "synthetic" not in readme.lower()
    assert cff.startswith("cff-version: 1.2.0\n")
    for line in ('version: "2026-11-22.1"', "date-released: 2026-11-22", "license: CC-BY-4.0"):
        assert line in cff.splitlines()


def test_a_demo_says_in_every_place_that_it_is_synthetic(shipped):
    manifest = replace(Store(shipped.store).manifest("2026-11-22.1"), synthetic=True)
    reading = read(shipped, NOON).answers
    tables = published(reading.codebook, reading.table)
    held = release_files(manifest, reading.codebook, tables)["package.zip"]
    with zipfile.ZipFile(io.BytesIO(held)) as package:
        assert "Synthetic demo data" in package.read("README.md").decode()
        assert "Synthetic demo data" in package.read("CITATION.cff").decode()
        assert json.loads(package.read("datapackage.json"))["synthetic"] is True
    assert citation(manifest).endswith("Synthetic demo data.")


def test_every_published_measure_is_explained_by_a_method(folder):
    told = json.loads((folder / "methods.json").read_bytes())
    assert [each["title"] for each in told] == [method.title for method in METHODS]
    explained = {measure for method in told for measure in method["measures"]}
    assert set(pd.read_parquet(folder / "estimates.parquet")["measure"]) <= explained
    assert all(method["plain"] and method["technical"] for method in told)


def test_no_file_of_a_release_holds_a_number_that_json_does_not_know(folder, package):
    for name in ("manifest.json", "codebook.json", "methods.json"):
        content = (folder / name).read_text("utf-8")
        json.loads(content, parse_constant=pytest.fail)
    json.loads(package["datapackage.json"], parse_constant=pytest.fail)
