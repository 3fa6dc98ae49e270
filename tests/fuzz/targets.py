"""What is fuzzed: bytes go in, and are taken or refused in words; anything else is a finding."""

from __future__ import annotations

import contextlib
import copy
import functools
import hashlib
import io
import json
import shutil
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import xlsxwriter

from analysis.codebook.parsing import parse
from analysis.codebook.scoring import measures
from analysis.errors import SurveyError
from data import codebooks
from data.api.released import Released
from data.form import apps_script
from data.intake import take_in
from data.releases import Store
from data.sources.files import CsvFile
from data.sources.workbook import ExcelFile

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "codebooks" / "tiny.toml"
STORED = ROOT / "tests" / "data" / "stored" / "schema-1" / "2026-11-22.1"
RELEASE = STORED.name
PARTS = (
    *("manifest.json", "codebook.json", "methods.json", "package.zip"),
    *("counts.parquet", "estimates.parquet", "items.parquet"),
)
SHEET_PARTS = (
    *("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"),
    *("xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"),
)
tiny = codebooks.load(TINY)


@contextlib.contextmanager
def _file(name: str, content: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(content)
        yield Path(folder) / name


def codebook(said: bytes) -> bool:
    """Whether a codebook file is taken: read, checked, compiled to scores, made into a form."""
    with _file("fuzzed.toml", said) as file, contextlib.suppress(SurveyError):
        book = codebooks.load(file)
        assert [made.low <= made.high for made in measures(book)]
        apps_script(book)
        return True
    return False


ODD = (
    *(None, True, 0, -1, 1, 2, 10**6, -(10**6), 10**30, 0.5, float("nan"), float("inf")),
    *("", " ", "a", "1", "tired", "region", "wave", "team", "posts", "hats", "north", "date"),
    *("count", "category", "multi-select", "yes-no", "ordinal", "x" * 300, "\u202e", "\x00"),
    *([], {}, [[]], [{}], {"": ""}, ["tired"], ["tired", "tired"], ["posts"], ["1", "few"]),
    *({"code": "a", "text": "b"}, [{"code": "a", "text": "b", "score": 1}] * 2, date(2026, 1, 1)),
)


def entries(said: bytes) -> bool:
    """Whether the tiny codebook is taken with odd values in some of its places.

    Two bytes a change: which place, counted as the codebook then is, and which value.
    """
    book = tomllib.loads(TINY.read_text("utf-8"))
    for which, value in zip(said[:40:2], said[1:40:2], strict=False):
        places = list(_places(book))
        held, key = places[which * len(places) // 256]
        held[key] = copy.deepcopy(ODD[value % len(ODD)])
    with contextlib.suppress(SurveyError):
        made = parse(book, "fuzzed.toml")
        assert [each.low <= each.high for each in measures(made)]
        apps_script(made)
        return True
    return False


def _places(held: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value in nested tables and lists: what holds it, and its key."""
    for key in held if isinstance(held, dict) else range(len(held)):
        yield held, key
        if isinstance(held[key], dict | list):
            yield from _places(held[key])


def intake(said: bytes) -> bool:
    """Whether a CSV file of answers to the tiny survey is taken: read, matched, reported on."""
    with _file("fuzzed.csv", said) as file, contextlib.suppress(SurveyError):
        answers = take_in(CsvFile(file).read(), tiny, file.name, date(2026, 11, 22))
        json.dumps(answers.report.as_json())
        assert answers.table.num_rows == answers.report.used
        return True
    return False


def workbook(said: bytes) -> bool:
    """Whether an Excel workbook one part of which is replaced is taken: read, and all its tabs.

    The first byte chooses the part, so that it is not the archive that saves the reader.
    """
    name = SHEET_PARTS[said[0] % len(SHEET_PARTS)] if said else SHEET_PARTS[0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for each, content in sheet_parts().items():
            archive.writestr(each, said[1:] if each == name else content)
    with _file("fuzzed.xlsx", packed.getvalue()) as file, contextlib.suppress(SurveyError):
        table = ExcelFile(file).read()
        assert len(table.formats) in (0, len(table.columns))
        assert len(table.row_numbers()) == len(table)
        return True
    return False


@functools.cache
def sheet_parts() -> Mapping[str, bytes]:
    """The parts of a workbook with texts, numbers, days and percentages, and a second tab."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        sheet = book.add_worksheet("Answers")
        sheet.write_row(0, 0, ["When", "How often?", "Share"])
        for row in (1, 3):
            sheet.write_datetime(
                row, 0, datetime(2026, 2, 3, 22), book.add_format({"num_format": 22})
            )
            sheet.write(row, 1, "Often")
            sheet.write(row, 2, 0.25, book.add_format({"num_format": "0%"}))
        book.add_worksheet("Old").write_row(0, 0, ["When", "How often?", "Share"])
    with zipfile.ZipFile(packed) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def release(said: bytes) -> bool:
    """Whether a stored release one file of which is replaced is loaded and given away.

    The first byte chooses the file; the manifest's checksum is that of the new content, so that
    it is not the checksum that saves the reader.
    """
    name = PARTS[said[0] % len(PARTS)] if said else PARTS[0]
    with _store(name, said[1:]) as store:
        with contextlib.suppress(SurveyError):
            manifest = store.load(RELEASE).manifest
            assert manifest.created_at
            assert manifest.policy["k"]
        with contextlib.suppress(SurveyError):
            store.heads(RELEASE)
        packed: Iterable[str] = ()
        with contextlib.suppress(SurveyError):
            packed = store.packed(RELEASE)
        given = Released(store)
        found = given.newest()
        for each in (*PARTS, "counts.csv", *packed):
            with contextlib.suppress(SurveyError):
                given.file("latest", each)
    return found is not None


@contextlib.contextmanager
def _store(name: str, content: bytes) -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        there = store.releases / RELEASE
        shutil.copytree(STORED, there)
        (there / name).write_bytes(content)
        if name != "manifest.json":
            manifest = json.loads((there / "manifest.json").read_bytes())
            manifest["files"][name] = hashlib.sha256(content).hexdigest()
            (there / "manifest.json").write_text(json.dumps(manifest), "utf-8")
        yield store


TARGETS = MappingProxyType(
    {each.__name__: each for each in (codebook, entries, intake, workbook, release)}
)


def seeds() -> Mapping[str, list[bytes]]:
    """Sound inputs of every target, which the fuzzer makes others of."""
    heads = [tiny.header(name) for name in tiny.questions]
    row = ["9/3/2026 9:01", "Just me", "North", *["Often"] * 3, "7", "Writer, Host", "Yes", "A lot"]
    lines = [",".join(f'"{cell}"' for cell in cells) for cells in (heads, row, row)]
    return {
        "codebook": [TINY.read_bytes()],
        "entries": [b"", b"\x00"],
        "intake": ["\n".join(lines).encode(), "\r\n".join(lines).encode("utf-16")],
        "workbook": [
            bytes([number]) + sheet_parts()[name] for number, name in enumerate(SHEET_PARTS)
        ],
        "release": [
            bytes([number]) + (STORED / name).read_bytes() for number, name in enumerate(PARTS)
        ],
    }
