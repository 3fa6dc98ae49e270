"""How long a whole ``publish`` takes, step by step, and its peak memory.

``python -m tests.benchmarks.release [ROWS ...]`` (default 1e4 and 1e6) draws the synthetic survey
with so many rows into a Parquet file, as a form would have collected it, and publishes it: reading,
counting, statistics, protection, audit, writing. Printed are the seconds from the start to the end
of each step, in a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from data.demo import write
from data.publish import publish
from data.settings import Settings
from tests.benchmarks.memory import peak_gb

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SEED = 2026


def one(file: Path, store: Path, engine: str) -> None:
    """Publishes in this process and prints when each step began, in seconds."""
    began = time.perf_counter()

    def told(step: str) -> None:
        print(f"  {time.perf_counter() - began:7.1f} s  {step}", flush=True)

    release = publish(Settings(str(file), store=store, engine=engine), NOW, progress=told)
    told(f"Release {release} is written")
    print(f"  peak memory {peak_gb():.2f} GB")


def main(sizes: list[int], engine: str) -> None:
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        for rows in sizes:
            file = Path(folder) / f"{rows}.parquet"
            write(file, rows, SEED)
            megabytes = file.stat().st_size / 1e6
            load = os.getloadavg()[0]
            print(f"publish of {rows} rows ({megabytes:.0f} MB), engine {engine}, load {load:.1f}")
            command = [sys.executable, "-m", "tests.benchmarks.release", "--one", str(file)]
            subprocess.run([*command, f"{file}-store", engine], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
    else:
        main(
            [int(float(each)) for each in sys.argv[1:]] or [10_000, 1_000_000],
            os.environ.get("SURVEY_ENGINE") or "duckdb",
        )
