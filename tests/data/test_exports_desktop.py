"""The workbook and the SPSS files of a package: they open, hold what was published, explain it."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from data.exports import shortening
from data.exports.columns import MEANING
from tests.packages import TABLES, package_of, same

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "http://evil.example",
    "{=1}",
    "1e5",
    "é🙂",
    "a\nb",
]


@pytest.fixture(scope="module")
def book(package):
    return openpyxl.load_workbook(io.BytesIO(package["tables.xlsx"]))


def sheet(content, name):
    """A sheet as a table, every cell as the program holds it."""
    rows = list(openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True))
    return pd.DataFrame(rows[1:], columns=rows[0])


def spss(content, tmp_path, name="table"):
    file = tmp_path / f"{name}.sav"
    file.write_bytes(content)
    return pyreadstat.read_sav(file)


@pytest.mark.parametrize("name", TABLES)
def test_a_sheet_holds_what_was_published(package, release, name):
    same(sheet(package["tables.xlsx"], name), getattr(release, name))


@pytest.mark.parametrize("name", [*TABLES, "labels"])
def test_a_sheet_keeps_its_header_in_sight_and_explains_its_columns(book, name):
    found = book[name]
    assert found.freeze_panes == "A2"
    notes = {cell.value: cell.comment.text for cell in found[1]}
    assert notes == {column: MEANING[column] for column in notes}
    assert found.auto_filter.ref == found.dimensions


def test_the_workbook_begins_with_what_it_is_and_what_to_beware_of(book):
    assert book.sheetnames == ["About", *TABLES, "labels"]
    told = [row[0] or "" for row in book["About"].iter_rows(values_only=True)]
    assert told[0] == "A tiny survey, release r0002.4"
    for part in ("no random sample", "at least 10 people", "Licence: CC-BY-4.0", "Cite: A tiny"):
        assert any(part in line for line in told), part


def test_hostile_text_in_a_sheet_is_text(release):
    estimates = release.estimates.head(len(HOSTILE)).assign(reason=HOSTILE)
    content = package_of(replace(release, estimates=estimates))["tables.xlsx"]
    cells = openpyxl.load_workbook(io.BytesIO(content))["estimates"]
    place = [cell.value for cell in cells[1]].index("reason")
    found = [row[place] for row in cells.iter_rows(min_row=2)]
    assert [cell.value for cell in found] == HOSTILE
    assert {cell.data_type for cell in found} == {"s"}
    assert not any(cell.hyperlink for cell in found)


@pytest.mark.parametrize("name", TABLES)
def test_an_spss_file_holds_what_was_published(package, release, name, tmp_path):
    told, about = spss(package[f"{name}.sav"], tmp_path)
    same(told, getattr(release, name))
    assert about.column_names_to_labels == {column: MEANING[column] for column in told.columns}
    assert about.file_label == f"{name}, release r0002.4"


def test_an_spss_file_has_the_words_for_ids_and_codes(package, tmp_path):
    _, about = spss(package["items.sav"], tmp_path)
    assert about.variable_value_labels["group"] == {"solo": "soloists", "team": "people in teams"}
    assert about.variable_value_labels["cohort"]["region=north"] == "North"
    assert about.variable_value_labels["item"]["tired"] == "I'm tired"
    assert about.variable_value_labels["answer"]["not-given"] == "No answer"
    assert about.variable_measure["count"] == "scale"
    assert about.variable_measure["group"] == "nominal"


def test_codes_that_mean_different_things_have_no_one_label(release, tmp_path):
    items = release.items[release.items["item"].isin(["tired", "tense"])].copy()
    questions = dict(release.codebook.questions)
    often = release.codebook.answers["often"].options
    other = tuple(option.model_copy(update={"text": f"{option.text}!"}) for option in often)
    questions["tense"] = questions["tense"].model_copy(update={"answers": None, "options": other})
    codebook = release.codebook.model_copy(update={"questions": questions})
    made = package_of(replace(release, items=items, codebook=codebook))
    told, about = spss(made["items.sav"], tmp_path)
    assert set(about.variable_value_labels["answer"]) == {"not-given"}
    assert set(told["answer"]) == {option.code for option in often} | {"not-given"}


def test_the_moment_in_an_spss_file_is_the_release_s(package, tmp_path):
    _, about = spss(package["counts.sav"], tmp_path)
    assert f"{about.creation_time:%Y-%m-%d %H:%M:%S}" == "2026-11-22 12:00:00"


def test_hostile_and_long_text_survives_an_spss_file(release, tmp_path):
    reasons = [*HOSTILE, "x" * 3000]
    estimates = release.estimates.head(len(reasons)).assign(reason=reasons)
    told, _ = spss(package_of(replace(release, estimates=estimates))["estimates.sav"], tmp_path)
    assert list(told["reason"]) == reasons


@pytest.mark.parametrize("beyond", [0, 1])
def test_a_long_table_has_no_pairs_of_filters_in_the_workbook_and_says_so(
    release, monkeypatch, tmp_path, beyond
):
    whole = release.counts
    pairs = whole["cohort"].str.contains("&")
    assert pairs.any()
    monkeypatch.setattr(shortening, "LONGEST", len(whole) - beyond)
    made = package_of(release)
    expected = whole[~pairs] if beyond else whole
    same(sheet(made["tables.xlsx"], "counts"), expected)
    same(spss(made["counts.sav"], tmp_path)[0], expected)
    same(pd.read_csv(io.BytesIO(made["counts.csv"])), whole)
    told = "tables.xlsx and counts.sav leave out pairs of filters"
    assert (told in made["README.md"].decode()) == bool(beyond)
    about = openpyxl.load_workbook(io.BytesIO(made["tables.xlsx"]))["About"]
    lines = [row[0] or "" for row in about.iter_rows(values_only=True)]
    assert any(line.startswith("The sheet counts leaves out") for line in lines) == bool(beyond)


def test_no_table_is_longer_than_a_worksheet(release, monkeypatch):
    monkeypatch.setattr(shortening, "LONGEST", 10)
    monkeypatch.setattr(shortening, "SHEET", 100)
    short = shortening.shortened(release.estimates)
    assert set(short["cohort"]) == {""}
    assert len(release.estimates) > shortening.SHEET
