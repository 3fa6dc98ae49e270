"""How long a Google Sheet or a file takes to read, in how many requests and how much memory.

``python -m tests.benchmarks.reading [ROWS ...]`` (default 5e3, 19999, 1e5) serves so many rows of
30 columns from a local server that speaks the Sheets wire format, and reads them in another
process: what is left out is Google's own time. Then it reads the same rows from a file of every
kind (a workbook of at most 2e4: it takes longest).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyreadstat
import xlsxwriter

from data.settings import Settings
from data.sources import open_source
from tests.benchmarks.memory import peak_gb
from tests.sheets_ranges import Tab
from tests.sheets_server import SheetsServer

COLUMNS = 30
LARGEST_WORKBOOK = 20_000  # rows
WORDS = ("Never", "Rarely", "Sometimes", "Often", "Always", "Prefer not to say")


def rows(count: int) -> list[list[str]]:
    """A header and so many rows of answers in words."""
    header = [f"Question {n}" for n in range(COLUMNS)]
    answers = ([WORDS[(row * n) % len(WORDS)] for n in range(COLUMNS)] for row in range(count))
    return [header, *answers]


def one(source: str, root: str, key: str) -> None:
    """Reads in this process, and prints the seconds and the memory that it took."""
    opened = open_source(Settings(source, google_key_file=Path(key), sheets_api_root=root))
    before = peak_gb()
    began = time.perf_counter()
    found = opened.read()
    seconds = time.perf_counter() - began
    more = (peak_gb() - before) * 1e3
    print(f"{opened.kind:>8} {len(found):>8} rows {seconds:6.2f} s  {more:6.0f} MB more", end="")


def read_elsewhere(source: str, root: str = "https://localhost", key: str = "none") -> None:
    command = [sys.executable, "-m", "tests.benchmarks.reading", "--one", source, root, key]
    subprocess.run(command, check=True)


def sheet(count: int) -> None:
    """Reads so many rows from a server in this process."""
    with SheetsServer() as server, tempfile.TemporaryDirectory() as folder:
        server.share("a-sheet", Tab(0, "Form Responses 1", rows(count), row_count=count + 1))
        read_elsewhere("sheet:a-sheet#0", server.root, str(server.key_file(Path(folder))))
        asked = len(server.asked("values"))
        print(f"  {asked:3} requests for values, {server.bytes_sent / 1e6:.2f} MB on the wire")


def files(count: int) -> None:
    """Reads so many rows from files of every kind."""
    with tempfile.TemporaryDirectory() as folder:
        for file in written(Path(folder), *rows(count)):
            read_elsewhere(str(file))
            print(f"  {file.stat().st_size / 1e6:.2f} MB on disk")


def written(folder: Path, header: list[str], *answers: list[str]) -> Iterator[Path]:
    """The rows as files, each written when the one before it was read."""
    table = pd.DataFrame(answers, columns=header)
    table.to_csv(folder / "a.csv", index=False)
    yield folder / "a.csv"
    table.to_parquet(folder / "a.parquet")
    yield folder / "a.parquet"
    labels = dict(enumerate(WORDS))
    coded = table.replace({word: float(code) for code, word in labels.items()})
    coded.columns = [f"Q{n}" for n in range(COLUMNS)]
    named = dict.fromkeys(coded.columns, labels)
    pyreadstat.write_sav(coded, folder / "a.sav", column_labels=header, variable_value_labels=named)
    yield folder / "a.sav"
    if len(answers) <= LARGEST_WORKBOOK:
        with xlsxwriter.Workbook(folder / "a.xlsx") as book:
            tab = book.add_worksheet()
            for number, row in enumerate([header, *answers]):
                tab.write_row(number, 0, row)
        yield folder / "a.xlsx"


def main(sizes: list[int]) -> None:
    print(f"{COLUMNS} columns, load {os.getloadavg()[0]:.1f}")
    os.environ["NO_PROXY"] = "127.0.0.1"
    for count in sizes:
        sheet(count)
        files(count)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:])
    else:
        main([int(float(each)) for each in sys.argv[1:]] or [5_000, 19_999, 100_000])
