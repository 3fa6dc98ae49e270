"""How long publishing takes, and how many calls to Google it makes.

``python -m tests.benchmarks.publishing`` serves a demo sheet of 5,000 rows from a local server that
speaks the Sheets wire format and publishes it through the command line, in a process of its own;
then the same rows from CSV and Parquet for comparison.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from data.demo import raw_table, write
from tests.sheets_ranges import Tab
from tests.sheets_server import SheetsServer

ROWS, RUNS = 5000, 3


def publish(source: str, store: Path, env: dict[str, str]) -> float:
    """Seconds that one publishing took, interpreter start included."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "data", "publish", source, "--store", str(store)]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | env)
    return time.perf_counter() - began


def main() -> None:
    table = raw_table(ROWS)
    cells = [
        list(table.headers),
        *map(list, zip(*(c.to_pylist() for c in table.columns), strict=True)),
    ]
    with SheetsServer() as server, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server.share("benchmark", Tab(0, "Form Responses 1", cells))
        google = {
            "SHEETS_API_ROOT": server.root,
            "GOOGLE_SERVICE_ACCOUNT": str(server.key_file(folder)),
        }
        for ending in ("csv", "parquet"):
            write(folder / f"demo.{ending}", ROWS)
        sources = {
            "sheet over HTTP": ("sheet:benchmark#0", google),
            "CSV file": (str(folder / "demo.csv"), {}),
            "Parquet file": (str(folder / "demo.parquet"), {}),
        }
        print(f"publish of {ROWS} rows x {len(table.headers)} columns, {RUNS} runs, whole process")
        for n, (label, (source, env)) in enumerate(sources.items()):
            times = [publish(source, folder / f"store-{n}-{run}", env) for run in range(RUNS)]
            low, high = min(times), max(times)
            print(f"  {label:16} {statistics.median(times):6.2f} s  ({low:.2f} to {high:.2f})")
        calls = {path: len(server.asked(path)) for path in ("/token", "values:batchGet")}
        whole = len([1 for _, path, _ in server.requests if path.endswith("benchmark")])
        print(
            f"calls to Google in {RUNS} publishings: {calls['values:batchGet']} for values, "
            f"{whole} for the tabs, {calls['/token']} to sign in; {server.bytes_sent / 1e3:.0f} KB"
        )


if __name__ == "__main__":
    main()
