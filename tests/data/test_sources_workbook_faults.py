"""What an operator is told of a workbook that can't be read."""

from __future__ import annotations

import zipfile

import pytest
from openpyxl import Workbook

from data.sources import file_source
from tests.raw_tables import error_of
from tests.workbooks import excel_file, saved, with_part, workbook


class TestAWorkbookThatCannotBeReadSaysWhy:
    def test_missing(self, tmp_path):
        assert "doesn't exist" in error_of(file_source(f"{tmp_path}/no.xlsx")).problem

    def test_a_folder(self, tmp_path):
        (tmp_path / "a.xlsx").mkdir()
        assert "is a folder" in error_of(file_source(f"{tmp_path}/a.xlsx")).problem

    def test_empty(self, tmp_path):
        error = error_of(saved(Workbook(), tmp_path))
        assert error.problem == "The file answers.xlsx is empty."
        assert "first row of the tab holds the questions" in error.remedy

    def test_a_tab_that_is_empty(self, tmp_path):
        book = workbook()
        book.create_sheet("Wave 2")
        error = error_of(saved(book, tmp_path, "#Wave 2"))
        assert error.problem == "The tab 'Wave 2' of answers.xlsx is empty."

    def test_with_a_password_or_from_before_2007(self, tmp_path):
        (tmp_path / "a.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        error = error_of(file_source(f"{tmp_path}/a.xlsx"))
        assert (
            error.problem == "The file a.xlsx is a workbook with a password, or an old one (.xls)."
        )
        assert "remove the password, and save it as .xlsx or .csv" in error.remedy

    @pytest.mark.parametrize("content", [b"", b"q,r\n1,2\n", b"PK\x03\x04" + bytes(90)])
    def test_another_kind_of_file(self, tmp_path, content):
        (tmp_path / "a.xlsx").write_bytes(content)
        error = error_of(file_source(f"{tmp_path}/a.xlsx"))
        assert error.problem == "The file a.xlsx isn't an Excel workbook."
        assert "save it as .xlsx or .csv" in error.remedy

    def test_another_kind_of_archive(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
            archive.writestr("content.xml", "<office/>")
        error = error_of(file_source(f"{tmp_path}/a.xlsx"))
        assert error.problem == "The file a.xlsx is damaged, or not an Excel workbook."

    @pytest.mark.parametrize(
        ("part", "change"),
        [
            ("worksheets/sheet1.xml", lambda xml: xml[:300]),
            ("worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>7<", b"<v>seven<")),
            ("sharedStrings.xml", lambda xml: b"<sst/>"),
            ("styles.xml", lambda xml: xml[:-9]),
            ("workbook.xml", lambda xml: xml[:-9]),
        ],
    )
    def test_damaged(self, tmp_path, part, change):
        error = error_of(with_part(excel_file(tmp_path), f"xl/{part}", change))
        assert error.problem == "The file answers.xlsx is damaged, or not an Excel workbook."
        assert "save it as .xlsx or .csv" in error.remedy

    def test_larger_than_memory_when_unpacked(self, tmp_path, monkeypatch):
        book = workbook()
        monkeypatch.setattr("data.sources.workbook.LARGEST", 5_000)
        error = error_of(saved(book, tmp_path))
        assert error.problem.startswith("The file answers.xlsx would fill 0.0 GB of memory")
        assert "Save the tab with the answers alone" in error.remedy

    def test_of_entities_that_multiply(self, tmp_path):
        entities = b"".join(
            b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12)
        )
        start = b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY e0 "aaaaaaaaaa">' + entities + b"]>"

        def change(xml):
            return start + xml[xml.index(b"<sst") :].replace(b"Often", b"&e11;")

        error = error_of(with_part(excel_file(tmp_path), "xl/sharedStrings.xml", change))
        assert error.problem == "The file answers.xlsx is damaged, or not an Excel workbook."

    def test_filled_far_to_the_right(self, tmp_path):
        book = workbook()
        book.active["XFD2"] = "x"
        error = error_of(saved(book, tmp_path))
        assert error.problem == "A row of answers.xlsx is filled beyond column 4,096."
