"""How long the pass over the rows takes: from coded answers in Parquet to the tallies of a release.

``python -m tests.benchmarks.counting [ROWS ...]`` draws so many rows (default 1e4, 1e6; 1e7 takes
some minutes and 300 MB of scratch) of 30 questions in six scales and four dimensions. Printed are
the seconds of reading those columns and nothing else (DuckDB's sum of each, in the same run), of
the cells and tallies of a release (scores and single answers), of the same by the generated queries
alone, and of a good pandas version; their ratios to the first; and the peak memory of each in a
process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.codebook import Codebook
from analysis.counting.counted import count, count_cohorts
from data.engines import engine
from tests.benchmarks.memory import peak_gb
from tests.surveys import book, ordinal

SCALES, EACH = 6, 5  # thirty questions
DIMENSIONS = {"industry": 8, "size": 5, "seniority": 4, "region": 6}
MISSED = 0.03
PART = 1_000_000  # rows drawn at once


def codebook() -> Codebook:
    """Six scales of five questions each, and four dimensions."""
    asked = {
        f"i{s}_{n}": ordinal(0, 25, 50, 75, 100, text=f"Question {s}, {n}")
        for s in range(SCALES)
        for n in range(EACH)
    }
    dims = {
        name: {
            "text": name.title(), "kind": "category",
            "options": [{"code": f"v{n}", "text": f"Value {n}"} for n in range(count)],
        }
        for name, count in DIMENSIONS.items()
    }  # fmt: skip
    scales = {
        f"scale{s}": {
            "label": f"Scale {s}", "kind": "mean", "direction": "higher-is-worse",
            "items": [f"i{s}_{n}" for n in range(EACH)],
        }
        for s in range(SCALES)
    }  # fmt: skip
    return book({**asked, **dims}, scales, dimensions=list(DIMENSIONS))


def drawn(rng: np.random.Generator, rows: int) -> pa.Table:
    """Coded answers: positions of options, null where somebody left a question out."""
    columns = {"q_team": rng.integers(0, 2, rows, dtype=np.int32)}
    for name, values in DIMENSIONS.items():
        columns[f"q_{name}"] = rng.integers(0, values, rows, dtype=np.int32)
    for scale in range(SCALES):
        mood = rng.integers(0, 5, rows, dtype=np.int32)
        for n in range(EACH):
            noise = rng.integers(-1, 2, rows, dtype=np.int32)
            columns[f"q_i{scale}_{n}"] = np.clip(mood + noise, 0, 4)
    return pa.table(
        {name: pa.array(held, mask=rng.random(rows) < MISSED) for name, held in columns.items()}
    )


def write(file: Path, rows: int) -> None:
    """A Parquet file of so many rows."""
    rng, writer = np.random.default_rng(rows), None
    for begin in range(0, rows, PART):
        table = drawn(rng, min(PART, rows - begin))
        writer = writer or pq.ParquetWriter(file, table.schema, compression="zstd")
        writer.write_table(table, row_group_size=122_880)
    if writer:
        writer.close()


def scan(file: Path) -> object:
    """Every column read, and as little as possible done with it."""
    names = pq.read_schema(file).names
    sums = ", ".join(f"SUM({name})" for name in names)
    return duckdb.sql(f"SELECT {sums} FROM read_parquet('{file}')").fetchall()


def tallies(file: Path) -> object:
    """The cells and tallies of all scores and all single answers, as a release has them counted."""
    made, columns = codebook(), pq.read_schema(file).names
    with engine("duckdb")(file) as query:
        return count_cohorts(made, columns, query)


def everything(file: Path) -> object:
    """All that a release counts: the patterns of answers to each scale too, for its reliability."""
    made, columns = codebook(), pq.read_schema(file).names
    with engine("duckdb")(file) as query:
        return count(made, columns, query)


def by_query(file: Path) -> object:
    """The same by the generated queries, as another engine runs them."""
    made, columns = codebook(), pq.read_schema(file).names
    with engine("duckdb")(file) as query:
        return count_cohorts(made, columns, lambda sql: query(sql))


def with_pandas(file: Path) -> object:
    """The same as one would write it by hand, well: few columns at a time, small categories, one
    groupby for each scale and its roll-up from the cells, and one for each answer and dimension."""
    dims, told = [f"q_{name}" for name in DIMENSIONS], []
    groups = pq.read_table(file, columns=["q_team", *dims]).to_pandas()
    keys = groups.fillna(-1).astype("int8")
    keys = keys[keys["q_team"] >= 0]
    for scale in range(SCALES):
        names = [f"q_i{scale}_{n}" for n in range(EACH)]
        held = pq.read_table(file, columns=names).to_pandas().loc[keys.index]
        for name in names:
            answer = keys.assign(answer=held[name].fillna(-1).astype("int8"))
            told += [answer.groupby(["q_team", dim, "answer"]).size() for dim in dims]
        score = (held * 25).mean(axis=1).where(held.notna().sum(axis=1) >= 3).mul(60).round()
        cells = keys.assign(score=score).dropna()
        cells = cells.groupby(["q_team", *dims, "score"]).size().reset_index(name="n")
        for size in (0, 1, 2):
            for chosen in combinations(dims, size):
                told.append(cells.groupby(["q_team", *chosen, "score"])["n"].sum())
    return pd.concat(told, axis=0, ignore_index=True)


WAYS: dict[str, Callable[[Path], object]] = {
    "scan": scan,
    "tallies": tallies,
    "all": everything,
    "queries": by_query,
    "pandas": with_pandas,
}


def measured(way: str, file: Path, runs: int) -> tuple[float, float]:
    """The fastest of the runs in seconds, and the peak memory in GB, in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "tests.benchmarks.counting",
        "--one",
        way,
        str(file),
        str(runs),
    ]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told["seconds"], told["peak"]


def one(way: str, file: Path, runs: int) -> None:
    """Measures one way in this process, and prints it."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        WAYS[way](file)
        taken.append(time.perf_counter() - began)
    print(json.dumps({"seconds": min(taken), "peak": peak_gb()}))


def main(sizes: list[int]) -> None:
    load = os.getloadavg()[0]
    print(f"30 questions, 6 scales, 4 dimensions; {os.cpu_count()} processors, load {load:.1f}")
    print(f"{'rows':>10} {'what':>8} {'seconds':>8} {'x scan':>7} {'peak GB':>8}")
    with tempfile.TemporaryDirectory(prefix="counting-") as folder:
        for rows in sizes:
            file = Path(folder) / f"{rows}.parquet"
            write(file, rows)
            limit = None
            for way in WAYS:
                seconds, peak = measured(way, file, 1 if rows > PART else 3)
                limit = limit or seconds
                print(f"{rows:>10} {way:>8} {seconds:8.2f} {seconds / limit:7.1f} {peak:8.2f}")
            file.unlink()
    print(f"load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        main([int(float(each)) for each in sys.argv[1:]] or [10_000, 1_000_000])
