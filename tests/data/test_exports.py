"""The package of a release: everything as CSV and Parquet, described and checked."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import frictionless
import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis.errors import SurveyError
from analysis.methods import METHODS
from analysis.release.citing import checksum, citation
from analysis.release.formulas import meant
from data.exports import release_files
from data.exports.columns import MEANING
from data.releases import Store
from tests.packages import TABLES, files_of, laid_out, package_of, same
from tests.surveys import answers, book, ordinal, published

CONTRACT = {
    "counts": "cohort group indicator band_low band_high count count_low count_high as_of",
    "estimates": "cohort indicator group measure term value low high step verdict reason method "
    "as_of",
    "items": "cohort group item answer count count_low count_high as_of",
}
WHOLE, REAL = ("count", "count_low", "count_high"), ("band_low", "band_high", "value", "low")
REAL += ("high", "step")
STORED = Path(__file__).parent / "stored"


@pytest.fixture(scope="module")
def folder(shipped):
    return shipped.store / "releases/r0002.4"


def kind(field):
    return str(field.type).removeprefix("large_")


@pytest.mark.parametrize("name", TABLES)
def test_the_parquet_files_have_the_contracts_columns_and_types(folder, name):
    schema = pq.read_schema(folder / f"{name}.parquet")
    assert schema.names == CONTRACT[name].split()
    for field in schema:
        told = "int64" if field.name in WHOLE else "double" if field.name in REAL else "string"
        assert kind(field) == told, field


@pytest.mark.parametrize("name", TABLES)
def test_columns_that_happen_to_be_empty_keep_their_types(release, name):
    made = book({"q": ordinal(0, 1)}, {"q": {"label": "Q", "items": ["q"]}})
    tables = published(made, answers({"team": [0] * 12 + [1] * 12}))  # no indicator has answers
    held = release_files(release.manifest, made, tables)[f"{name}.parquet"]
    for field in pq.read_schema(io.BytesIO(held)):
        told = "int64" if field.name in WHOLE else "double" if field.name in REAL else "string"
        assert kind(field) == told, (name, field)


@pytest.mark.parametrize("name", TABLES)
def test_the_csv_says_what_the_parquet_says(folder, package, name):
    parquet = pd.read_parquet(folder / f"{name}.parquet")
    assert package[f"{name}.parquet"] == (folder / f"{name}.parquet").read_bytes()
    told = pd.read_csv(io.BytesIO(package[f"{name}.csv"]))
    assert len(told) > 0
    same(told, parquet)


def test_text_that_looks_like_a_formula_is_text_in_the_csv_and_can_be_had_back(release):
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "safe", 'a,b "c"\nd', "-o"]
    estimates = release.estimates.sort_values("value").head(len(evil)).assign(reason=evil)
    content = package_of(replace(release, estimates=estimates))["estimates.csv"].decode()
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert [meant(row["reason"]) for row in rows] == evil
    assert not [row["reason"] for row in rows if row["reason"][0] in "=+-@\t\r"]
    numbers = pd.read_csv(io.StringIO(content))[["value", "low", "high"]]
    same(numbers, estimates[["value", "low", "high"]])
    assert (numbers["value"] < 0).any()  # negative numbers stay numbers


def test_the_data_package_is_valid_by_its_specification(package, tmp_path):
    descriptor = laid_out(package, tmp_path) / "datapackage.json"
    found = frictionless.validate(str(descriptor))
    assert found.valid, found.to_summary()
    checked = {task.place for task in found.tasks}
    copies = {"tables.xlsx", *(f"{name}.sav" for name in TABLES)}
    assert checked == set(package) - {"datapackage.json"} - copies


def test_a_damaged_file_is_found_by_the_package_s_own_description(package, tmp_path):
    there = laid_out(package, tmp_path)
    (there / "items.csv").write_bytes(package["items.csv"] + b"x")
    assert not frictionless.validate(str(there / "datapackage.json")).valid


def test_every_column_of_every_table_is_explained(package):
    told = json.loads(package["datapackage.json"])
    assert (told["release"], told["version"], told["synthetic"]) == ("r0002.4",) * 2 + (False,)
    assert told["licenses"] == [
        {
            "name": "CC-BY-4.0",
            "title": "CC-BY-4.0",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }
    ]
    tables = {each["path"]: each for each in told["resources"] if each.get("type") == "table"}
    assert set(tables) == {f"{t}.{e}" for t in (*TABLES, "labels") for e in ("csv", "parquet")} - {
        "labels.parquet"
    }
    for path, resource in tables.items():
        fields = resource["schema"]["fields"]
        if path.endswith(".csv"):
            (header, *_) = csv.reader(io.StringIO(package[path].decode()))
            assert [field["name"] for field in fields] == header
        assert all(field["description"] == MEANING[field["name"]] for field in fields)
        for field in fields:
            whole, real = field["name"] in WHOLE, field["name"] in REAL
            assert field["type"] == ("integer" if whole else "number" if real else "string")


def test_the_filters_are_told_with_their_values(package, release):
    told = {each["name"]: each for each in json.loads(package["datapackage.json"])["filters"]}
    assert list(told) == list(release.codebook.dimensions)
    assert [each["label"] for each in told["region"]["values"]] == ["North", "South"]


def test_every_id_and_code_has_words(package, release):
    told = pd.read_csv(io.BytesIO(package["labels.csv"]), dtype=str, keep_default_na=False)
    known = {name: set(rows["code"]) for name, rows in told.groupby("variable")}
    assert set(release.estimates["cohort"]) <= known["cohort"]
    assert set(release.estimates["indicator"]) <= known["indicator"]
    assert set(release.estimates["method"].dropna()) <= known["method"]
    answered = told[told["variable"] == "answer"]
    for item, rows in release.items.groupby("item"):
        assert set(rows["answer"]) <= set(answered["code"][answered["within"] == item])
    words = dict(zip(told["code"], told["label"], strict=True))
    assert (words[""], words["solo"], words["region=north"]) == ("Everyone", "soloists", "North")


def test_the_checksum_of_a_citation_is_had_with_standard_tools(folder, package, tmp_path):
    there = laid_out(package, tmp_path)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    subprocess.run(["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=there, check=True)
    digest = hashlib.sha256(package["SHA256SUMS"]).hexdigest()
    assert digest == checksum(manifest["files"])
    for name in ("README.md", "CITATION.cff", "LICENCE.txt", "datapackage.json", "codebook.html"):
        assert digest in package[name].decode(), name


def test_what_a_package_holds_is_told_and_a_damaged_one_is_refused(shipped, package, tmp_path):
    store = Store(shutil.copytree(shipped.store, tmp_path / "store"))
    sizes = {name: len(content) for name, content in package.items()}
    assert store.packed("r0002.4") == sizes
    (store.releases / "r0002.4" / "package.zip").write_bytes(b"PK\x03\x04 damaged")
    with pytest.raises(SurveyError, match=r"is damaged: package\.zip"):
        store.packed("r0002.4")


def test_the_head_count_is_read_without_the_rest_of_the_release(shipped):
    told = Store(shipped.store).heads("r0002.4")
    assert {side: (n.about, n.low, n.high) for side, n in told.items()} == {
        "solo": (72, 70, 74),
        "team": (82, 80, 84),
    }


def test_the_same_release_gives_the_same_bytes(release):
    assert files_of(release) == files_of(release)


def test_a_demo_says_in_every_place_that_it_is_synthetic(release):
    made = package_of(release, synthetic=True)
    for name in ("README.md", "CITATION.cff", "LICENCE.txt", "codebook.html", "datapackage.json"):
        assert "Synthetic demo data" in made[name].decode(), name
    assert json.loads(made["datapackage.json"])["synthetic"] is True
    assert "SYNTHETIC <- TRUE" in made["redraw.R"].decode()
    assert "Synthetic demo data" in citation(replace(release.manifest, synthetic=True))
    real = package_of(release)
    told = "README.md", "CITATION.cff", "LICENCE.txt", "codebook.html"
    assert not [name for name in told if b"ynthetic" in real[name]]


def test_every_published_measure_is_explained_by_a_method(folder):
    told = json.loads((folder / "methods.json").read_bytes())
    named = set(pd.read_parquet(folder / "estimates.parquet")["method"])
    assert named <= {each["id"] for each in told} <= {method.id for method in METHODS}
    explained = {measure for method in told for measure in method["measures"]}
    assert set(pd.read_parquet(folder / "estimates.parquet")["measure"]) <= explained
    assert all(method["plain"] and method["technical"] for method in told)


def test_no_file_of_a_release_holds_a_number_that_json_does_not_know(folder, package):
    for name in ("manifest.json", "codebook.json", "methods.json"):
        content = (folder / name).read_text("utf-8")
        json.loads(content, parse_constant=pytest.fail)
    json.loads(package["datapackage.json"], parse_constant=pytest.fail)


@pytest.mark.parametrize("schema", sorted(STORED.iterdir()), ids=lambda each: each.name)
def test_a_release_of_every_past_schema_gives_a_package_of_today(schema, tmp_path):
    (stored,) = schema.iterdir()
    shutil.copytree(stored, tmp_path / "releases" / stored.name)
    old = Store(tmp_path).load(stored.name)
    package = package_of(old)
    same(pd.read_csv(io.BytesIO(package["estimates.csv"])), old.estimates)
    assert frictionless.validate(
        str(laid_out(package, tmp_path / "package") / "datapackage.json")
    ).valid
