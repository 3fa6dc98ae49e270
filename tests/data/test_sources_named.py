"""What an operator can name as the source of answers."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pyarrow as pa
import pytest

from analysis.errors import SurveyError
from data.settings import Settings
from data.sources import file_source, open_source
from data.sources.raw import RawTable
from data.sources.workbook import ExcelFile


class TestTheSettingsAloneNameTheSource:
    def test_demo(self, monkeypatch):
        table = RawTable(("Q",), (pa.chunked_array([["Often"]]),))
        demo = types.SimpleNamespace(raw_table=lambda: table)
        monkeypatch.setitem(sys.modules, "data.demo", demo)
        monkeypatch.setattr("data.demo", demo, raising=False)
        source = open_source(Settings())
        assert (source.kind, source.name, source.identity) == (
            "demo",
            "synthetic demo data",
            "demo",
        )
        assert source.read() is table

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("a.csv", "csv"),
            ("a.CSV", "csv"),
            ("a.tsv", "csv"),
            ("a.txt", "csv"),
            ("a.xlsx", "xlsx"),
            ("a.sav", "sav"),
            ("a.SAV", "sav"),
            ("a.parquet", "parquet"),
            ("a.pq", "parquet"),
        ],
    )
    def test_file(self, tmp_path, monkeypatch, name, kind):
        monkeypatch.chdir(tmp_path)
        source = open_source(Settings(source=name))
        assert (source.kind, source.name) == (kind, name)
        assert source.identity == str(tmp_path.resolve() / name)

    @pytest.mark.parametrize(
        ("said", "file", "tab"),
        [
            ("a.xlsx#Wave 2", "a.xlsx", "Wave 2"),
            ("A.XLSX#v1.2", "A.XLSX", "v1.2"),
            ("a.xlsx#b.xlsx#c", "a.xlsx", "b.xlsx#c"),
            ("#1/a.xlsx", "#1/a.xlsx", None),
            ("a.xlsx#", "a.xlsx", None),
        ],
    )
    def test_one_tab_of_a_workbook(self, tmp_path, monkeypatch, said, file, tab):
        monkeypatch.chdir(tmp_path)
        source = file_source(said)
        assert isinstance(source, ExcelFile)
        assert (source.path, source.tab) == (Path(file), tab)
        whole = str(tmp_path.resolve() / file)
        assert source.identity == (whole if tab is None else f"{whole}#{tab}")

    def test_home_folder(self, tmp_path, monkeypatch):
        monkeypatch.setenv("HOME", str(tmp_path))
        assert open_source(Settings(source="~/a.csv")).identity == str(tmp_path.resolve() / "a.csv")

    @pytest.mark.parametrize("said", ["Demo", "answers", "", ".", "a.csv.", "a.b/c"])
    def test_nothing_without_an_ending(self, said):
        with pytest.raises(SurveyError) as caught:
            open_source(Settings(source=said))
        assert caught.value.problem == (
            "SURVEY_SOURCE is neither demo, nor a Google Sheet's address, nor a file of a kind "
            "that is read here."
        )
        assert ".csv, .tsv, .txt, .xlsx, .sav or .parquet" in caught.value.remedy

    @pytest.mark.parametrize(
        "ending", [".xls", ".ods", ".numbers", ".json", ".docx", ".xlsm", ".zip"]
    )
    def test_nothing_with_another_ending(self, ending):
        with pytest.raises(SurveyError) as caught:
            open_source(Settings(source=f"answers of ada{ending}"))
        assert caught.value.problem == (
            f"SURVEY_SOURCE names a file that ends in '{ending}', which is not read here."
        )
        assert "save or export the answers as .csv or .xlsx" in caught.value.remedy
        assert ".csv, .tsv, .txt, .xlsx, .sav or .parquet are read" in caught.value.remedy
        assert "ada" not in str(caught.value)

    @pytest.mark.parametrize(
        "secret",
        [
            '{"private_key": "-----BEGIN PRIVATE KEY-----", "client_email": "ada@example.org"}.key',
            "-----BEGIN PRIVATE KEY-----\nMIIEvQ.MIIEvg",
            "MIIEvQ.aVeryLongSecretWord",
        ],
    )
    def test_and_a_key_that_was_pasted_there_is_not_repeated(self, secret):
        with pytest.raises(SurveyError) as caught:
            file_source(secret)
        assert "is neither demo" in caught.value.problem
        pieces = ("MIIEv", "aVery", "ada@", "BEGIN", ".key")
        assert [piece for piece in pieces if piece in str(caught.value)] == []
