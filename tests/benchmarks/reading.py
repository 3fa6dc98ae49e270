"""How long a Google Sheet takes to read, in how many requests and how much memory.

``python -m tests.benchmarks.reading [ROWS ...]`` (default 5e3, 19999, 1e5) serves so many rows of
30 columns from a local server that speaks the Sheets wire format, and reads them in another
process: what is left out is Google's own time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from data.settings import Settings
from data.sources import open_source
from tests.benchmarks.memory import peak_gb
from tests.sheets_ranges import Tab
from tests.sheets_server import SheetsServer

COLUMNS = 30
WORDS = ("Never", "Rarely", "Sometimes", "Often", "Always", "Prefer not to say")


def rows(count: int) -> list[list[str]]:
    """A header and so many rows of answers in words."""
    header = [f"Question {n}" for n in range(COLUMNS)]
    answers = ([WORDS[(row * n) % len(WORDS)] for n in range(COLUMNS)] for row in range(count))
    return [header, *answers]


def one(root: str, key: str) -> None:
    """Reads in this process, and prints the seconds and the memory that it took."""
    source = open_source(
        Settings("sheet:a-sheet#0", google_key_file=Path(key), sheets_api_root=root)
    )
    before = peak_gb()
    began = time.perf_counter()
    found = source.read()
    seconds = time.perf_counter() - began
    more = (peak_gb() - before) * 1e3
    print(f"{len(found):>8} rows {seconds:6.2f} s  {more:6.0f} MB more", end="")


def main(sizes: list[int]) -> None:
    print(f"a sheet of {COLUMNS} columns, load {os.getloadavg()[0]:.1f}")
    os.environ["NO_PROXY"] = "127.0.0.1"
    for count in sizes:
        with SheetsServer() as server, tempfile.TemporaryDirectory() as folder:
            server.share("a-sheet", Tab(0, "Form Responses 1", rows(count), row_count=count + 1))
            command = [sys.executable, "-m", "tests.benchmarks.reading", "--one", server.root]
            subprocess.run([*command, str(server.key_file(Path(folder)))], check=True)
            asked = len(server.asked("values"))
            print(f"  {asked:3} requests for values, {server.bytes_sent / 1e6:.2f} MB on the wire")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:])
    else:
        main([int(float(each)) for each in sys.argv[1:]] or [5_000, 19_999, 100_000])
