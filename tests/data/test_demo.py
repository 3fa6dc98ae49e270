"""The demo survey has the shape of a form's response sheet, in memory and in files."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator

import pyarrow as pa
import pytest
from pyarrow import parquet

from analysis.answers.dates import days as days_of
from analysis.answers.waves import wave_of
from analysis.codebook.matching import plain
from analysis.errors import SurveyError
from data.demo import LAST_DAY, raw_table, write
from data.sources.raw import RawTable
from tests.data.demo_survey import cells, known, smm, table


def digest(raw: RawTable) -> str:
    said = repr((raw.headers, [values.to_pylist() for values in raw.columns]))
    return hashlib.sha256(said.encode()).hexdigest()


def test_its_headers_are_the_codebook_s_timestamp_first():
    assert list(table().headers) == [smm().header(question) for question in smm().questions]
    assert table().headers[0] == "Timestamp"


def test_1400_people_answered_and_every_cell_is_text():
    assert len(table()) == 1400
    assert {len(values) for values in table().columns} == {1400}
    assert {values.type for values in table().columns} == {pa.string()}


@pytest.mark.parametrize("rows", [1, 2, 7, 150])
def test_any_number_of_rows_can_be_had(rows):
    assert {len(values) for values in raw_table(rows, 3).columns} == {rows}


def test_the_same_seed_gives_the_same_survey_and_another_another():
    assert digest(raw_table(300, 5)) == digest(raw_table(300, 5))
    assert digest(raw_table(300, 5)) != digest(raw_table(300, 6))


def test_moments_are_written_as_a_form_does_in_order():
    moments = [cell for cell in cells("wave") if cell is not None]
    assert len(moments) == 1400
    assert all(re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d:\d\d", cell) for cell in moments)
    days = [day for cell in moments if (day := days_of(cell, {}).get("mdy")) and day.year > 2000]
    assert days == sorted(days)
    assert days[-1] <= LAST_DAY


def test_it_spans_four_quarters_each_with_people_enough():
    days = [days_of(cell, {}).get("mdy") for cell in cells("wave") if cell is not None]
    waves = [wave_of(day, smm().questions["wave"].period)[0] for day in days if day]
    count = {wave: waves.count(wave) for wave in sorted(set(waves)) if wave > "2000"}
    assert list(count) == ["2025-q4", "2026-q1", "2026-q2", "2026-q3"]
    assert min(count.values()) > 200


def test_ticks_are_joined_with_a_comma_and_a_space():
    ticked = [cell.split(", ") for cell in cells("roles") if cell]
    assert max(map(len, ticked)) >= 8
    roles = {option.text for option in smm().options("roles")}
    own = {tick for ticks in ticked for tick in ticks} - known("roles")
    assert roles < {tick for ticks in ticked for tick in ticks}
    assert 1 <= len(own) <= 4
    assert not any("," in role for role in own)


def test_nothing_in_it_names_a_person():
    assert not any("mail" in plain(header) for header in table().headers)
    values = {cell for values in table().columns for cell in values.unique().to_pylist() if cell}
    assert not any("@" in cell or "://" in cell for cell in values)


def rows_of(raw: RawTable) -> Iterator[tuple[str, ...]]:
    for row in zip(*(values.to_pylist() for values in raw.columns), strict=True):
        yield tuple(cell or "" for cell in row)


def test_a_csv_holds_the_survey(tmp_path):
    write(tmp_path / "demo.csv", 150, 4)
    assert b"\r" not in (tmp_path / "demo.csv").read_bytes()
    with (tmp_path / "demo.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert tuple(head) == table(150, 4).headers
    assert [tuple(row) for row in rows] == list(rows_of(table(150, 4)))


def test_a_parquet_file_holds_the_survey(tmp_path):
    write(tmp_path / "demo.PARQUET", 150, 4)
    held = parquet.read_table(tmp_path / "demo.PARQUET")
    assert tuple(held.column_names) == table(150, 4).headers
    assert [held[name].to_pylist() for name in held.column_names] == [
        values.to_pylist() for values in table(150, 4).columns
    ]


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    for name in ("one.csv", "two.csv"):
        write(tmp_path / name, 100, 9)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_a_file_is_whole_across_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr("data.demo.BLOCK", 64)
    write(tmp_path / "demo.parquet", 150, 4)
    held = parquet.read_table(tmp_path / "demo.parquet")
    assert [held[n].to_pylist() for n in range(held.num_columns)] == [
        values.to_pylist() for values in table(150, 4).columns
    ]


@pytest.mark.parametrize("name", ["demo.xlsx", "demo", "demo.csv.gz"])
def test_another_ending_is_refused_before_anything_is_written(tmp_path, name):
    with pytest.raises(SurveyError, match="no file the demo survey can be written to") as refused:
        write(tmp_path / name, 10, 1)
    assert ".csv or .parquet" in refused.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SurveyError, match="can't be written") as refused:
        write(tmp_path / "absent" / "demo.csv", 10, 1)
    assert "folder that exists" in refused.value.remedy


@pytest.mark.parametrize(("rows", "seed"), [(0, 1), (-5, 1), (10, -1)])
def test_no_rows_and_negative_seeds_are_refused(rows, seed):
    with pytest.raises(SurveyError, match=f"{rows} rows with seed {seed}"):
        raw_table(rows, seed)
