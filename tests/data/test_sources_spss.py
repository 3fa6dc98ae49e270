"""What an operator can rely on when the answers are in an SPSS file."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from data.sources import file_source
from tests.raw_tables import error_of, numbered

OFTEN = {1: "Never", 2: "Often", 9: "Refused"}


@pytest.fixture
def read(tmp_path):
    """Writes columns as answers.sav and reads them."""

    def written(columns, **how):
        pyreadstat.write_sav(pd.DataFrame(columns), tmp_path / "answers.sav", **how)
        return file_source(str(tmp_path / "answers.sav")).read()

    return written


class TestAnSpssFileIsReadByItsLabels:
    def test_with_the_wording_of_questions_in_a_row_above_the_cases(self, read):
        table = read(
            {"Q1": [1.0, 2.0], "Q2": ["a", "b"]},
            column_labels=["How often were you tired?", None],
            variable_value_labels={"Q1": OFTEN},
        )
        assert table.headers == ("Q1", "Q2")
        assert numbered(table) == {
            0: ("How often were you tired?", None),
            1: ("Never", "a"),
            2: ("Often", "b"),
        }
        assert table.typed

    def test_without_that_row_where_no_variable_has_a_label(self, read):
        assert numbered(read({"Q1": [1.0, 2.0]})) == {1: ("1",), 2: ("2",)}

    def test_with_values_that_have_no_label_as_numbers(self, read):
        table = read({"Q1": [1.0, 3.0, 2.5]}, variable_value_labels={"Q1": OFTEN})
        assert table.columns[0].to_pylist() == ["Never", "3", "2.5"]

    def test_with_labels_of_texts(self, read):
        table = read({"Q1": ["n", "s", "x"]}, variable_value_labels={"Q1": {"n": "North"}})
        assert table.columns[0].to_pylist() == ["North", "s", "x"]

    def test_with_what_is_missing_as_null(self, read):
        table = read(
            {"Q1": [1.0, 9.0, np.nan], "Q2": [98.0, 2.0, 97.0], "Q3": ["", "b", "c"]},
            variable_value_labels={"Q1": OFTEN},
            missing_ranges={"Q1": [9], "Q2": [{"lo": 97, "hi": 99}]},
        )
        assert numbered(table) == {
            1: ("Never", None, None),
            2: (None, "2", "b"),
            3: (None, None, "c"),
        }

    def test_with_blank_cases_left_out_and_counted(self, read):
        table = read({"Q1": [1.0, np.nan, 3.0]}, column_labels=["How often?"])
        assert numbered(table) == {0: ("How often?",), 1: ("1",), 3: ("3",)}

    def test_with_days_and_times_as_such(self, read):
        moment, day, late, lasting = 13989493620.0, 13989456000.0, 1e18, 93780.0
        cases = [
            ("DATETIME20", moment, "2026-02-03 10:27:00", "date"),
            ("DATE11", day, "2026-02-03", "date"),
            ("EDATE10", day, "2026-02-03", "date"),
            ("MOYR8", day, "2026-02-03", "date"),
            ("DATE9", late, "1000000000000000000", "date"),
            ("TIME8", lasting, "26:03:00", None),
            ("F8.2", lasting, "93780", None),
        ]
        shown = {f"Q{n}": case[0] for n, case in enumerate(cases)}
        table = read({f"Q{n}": [case[1]] for n, case in enumerate(cases)}, variable_format=shown)
        assert [column[0].as_py() for column in table.columns] == [case[2] for case in cases]
        assert table.formats == tuple(case[3] for case in cases)

    def test_packed_or_not(self, read):
        assert numbered(read({"Q1": ["ü", "😀"]}, row_compress=True)) == {1: ("ü",), 2: ("😀",)}

    def test_with_its_names_only(self, read):
        table = read({"Q1": np.array([], dtype=float)}, column_labels=["How often?"])
        assert numbered(table) == {0: ("How often?",)}


class TestAnSpssFileThatCannotBeReadSaysWhy:
    def test_missing(self, tmp_path):
        assert "doesn't exist" in error_of(file_source(f"{tmp_path}/no.sav")).problem

    @pytest.mark.parametrize("damage", ["empty", "text", "cut", "spoiled"])
    def test_damaged(self, read, tmp_path, damage):
        read({"Q1": np.arange(500.0)}, column_labels=["How often?"])
        file = tmp_path / "answers.sav"
        whole = file.read_bytes()
        file.write_bytes(
            {
                "empty": b"",
                "text": b"q,r\n1,2\n",
                "cut": whole[:300],
                "spoiled": whole[:176] + b"\xff" * 200 + whole[376:],
            }[damage]
        )
        error = error_of(file_source(str(file)))
        assert error.problem == "The file answers.sav is damaged, or not an SPSS file."
        assert "export the answers as .csv" in error.remedy

    def test_damaged_so_that_its_reader_crashes(self, read, tmp_path):
        read({"Q1": [1.0, 2.0]}, variable_value_labels={"Q1": {1: "Nie müde", 2: "Oft müde"}})
        file = tmp_path / "answers.sav"
        whole = file.read_bytes()
        assert whole.count("Nie müde".encode()) == 1
        file.write_bytes(whole.replace("Nie müde".encode(), b"Nie m\xff\xffde"))
        assert "is damaged, or not an SPSS file" in error_of(file_source(str(file))).problem

    def test_that_takes_for_ever(self, read, tmp_path, monkeypatch):
        read({"Q1": [1.0]})
        monkeypatch.setattr("data.sources.sav.PATIENCE", 0.01)
        source = file_source(str(tmp_path / "answers.sav"))
        assert "is damaged, or not an SPSS file" in error_of(source).problem
