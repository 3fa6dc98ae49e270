"""Texts of a sheet and a codebook that try to be more than text, in every file and report."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from itertools import chain

import openpyxl
import pyreadstat
import pytest
from markdown_it import MarkdownIt

from analysis.release.formulas import meant
from data.codebooks import load
from data.intake import take_in
from data.publish import publish
from data.releases import Store
from tests.packages import unzipped
from tests.pages.hostile import EVIL, MORE, SPOILED, UNKNOWN, survey
from tests.surveys import NOON, filled, sheet, take, tiny

PLANTED = ("Strain", "North", "I'm tired", "Sometimes", "soloists", "people in teams")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    made = survey(tmp_path_factory.mktemp("hostile"))
    assert publish(made, NOON) == "r0004"
    return made


@pytest.fixture(scope="module")
def package(hostile):
    return unzipped((Store(hostile.store).file("r0004", "package.zip")).read_bytes())


@pytest.fixture(scope="module")
def labels(package):
    """The words for ids and codes as the CSV holds them."""
    rows = csv.DictReader(io.StringIO(package["labels.csv"].decode(), newline=""))
    return [row["label"] for row in rows]


@pytest.mark.parametrize("name", PLANTED)
def test_a_text_is_kept_letter_by_letter_in_the_csv_and_is_no_formula(labels, name):
    assert any(SPOILED[name] in meant(cell) for cell in labels)
    assert not [cell for cell in labels if cell[:1] in "=+-@\t\r\n"]


def test_no_cell_of_any_csv_file_is_a_formula(package):
    for file in (name for name in package if name.endswith(".csv")):
        rows = csv.reader(io.StringIO(package[file].decode(), newline=""))
        texts = [cell for cell in chain.from_iterable(rows) if not _is_number(cell)]
        assert texts
        assert not [cell for cell in texts if cell[:1] in "=+-@\t\r\n" and cell], file


def test_the_workbook_has_no_formula_no_link_and_every_text(package):
    book = openpyxl.load_workbook(io.BytesIO(package["tables.xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    told = {str(cell.value) for cell in cells}
    assert all(any(SPOILED[name] in each for each in told) for name in PLANTED)
    assert any(MORE["licence"] in each for each in told)


def test_the_spss_file_has_the_words_as_far_as_its_format_has_room(package, tmp_path):
    (tmp_path / "items.sav").write_bytes(package["items.sav"])
    _, about = pyreadstat.read_sav(tmp_path / "items.sav")
    words = about.variable_value_labels
    assert words["group"]["solo"] == SPOILED["soloists"][:120]
    assert words["item"]["tired"] == SPOILED["I'm tired"][:120]


def test_the_readme_makes_nothing_of_it(package):
    tokens = MarkdownIt("commonmark").parse(package["README.md"].decode())
    inside = [child for token in tokens for child in token.children or ()]
    kinds = {child.type for child in inside} | {token.type for token in tokens}
    assert not kinds & {"image", "link_open", "html_inline", "html_block"}
    assert EVIL in "".join(child.content for child in inside)


def test_programs_read_it_as_text(package, hostile):
    told = json.loads(package["datapackage.json"])
    assert told["title"] == f"{SPOILED['A tiny survey']}, release r0004"
    (kept, said) = json.loads(package["codebook.json"]), load(hostile.codebook)
    assert (kept["title"], kept["licence"]) == (said.title, said.licence)
    assert kept["indicators"]["strain"]["label"] == SPOILED["Strain"]


def test_a_column_s_header_is_told_with_what_can_t_be_seen_in_it():
    columns = filled(2)
    answers = take(sheet({head: ["x", "y"] for head in UNKNOWN}, **columns))
    told = "\n".join(answers.report.lines())
    assert all(shown in told for shown in UNKNOWN.values())
    assert not {"\u202e", "\u200b", "\ufeff", "\x1b", "\x07"} & set(told)
    assert "L" * 81 not in told


@pytest.mark.parametrize(
    ("cell", "is_north"),
    [
        ("North", True),
        ("No\u200brth", True),  # a form's copy and paste leaves such
        ("\ufeffNorth", True),
        ("N\u043erth", False),  # Cyrillic o
        ("Nor\u0442h", False),
        ("htroN\u202e", False),
        ("=North", False),
        ("<b>North</b>", True),  # tools that show rich text leave tags
        ("<b>North</b> West", False),
        ("North" * 20_000, False),
    ],
)
def test_an_answer_counts_only_where_it_is_the_option(cell, is_north):
    table = take(sheet(**(filled(2) | {"region": [cell, "South"]}))).table
    assert table["q_region"].to_pylist() == [0 if is_north else None, 1]


def test_no_hostile_answer_is_told_in_the_report():
    marker = "planted-marker"
    cells = [f"{EVIL} {marker}", f"=1+1 {marker}", f"\u202e{marker}", f"<script>{marker}"]
    columns = filled(4) | {"region": cells, "posts": cells, "hats": cells}
    report = take(sheet(**columns)).report
    assert marker not in json.dumps(report.as_json())
    assert marker not in "\n".join(report.lines())


def test_a_sheet_s_own_name_is_no_way_in_either():
    columns = sheet(**filled(2))
    report = take_in(columns, tiny(), "a\x1b[2J\u202eb.csv", date(2026, 11, 22)).report
    assert not {"\x1b", "\u202e"} & set("\n".join(report.lines()))


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True
