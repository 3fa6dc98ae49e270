"""What disclosure control leaves to be shown, and how long it takes.

``python -m tests.benchmarks.disclosure`` publishes demo surveys of 200, 1,000 and 10,000 people and
audits the releases from their files; then it publishes the survey of 1,000 again with 300 more.
"""

from __future__ import annotations

import tempfile
import time
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from data.auditing import Report, audit_release
from data.demo import write
from data.publish import publish
from data.releases import Store
from data.settings import Settings
from tests.surveys import NOON

PEOPLE = (200, 1000, 10_000)
AGAIN = 300


def published(settings: Settings, days: int = 0) -> float:
    """Seconds that publishing took, its own audit included."""
    began = time.perf_counter()
    publish(settings, NOON + timedelta(days=days), close=True)
    return time.perf_counter() - began


def audited(settings: Settings) -> tuple[float, Report]:
    began = time.perf_counter()
    report = audit_release(Store(settings.store), None)
    return time.perf_counter() - began, report


def tell(name: str, settings: Settings, seconds: float) -> None:
    release = Store(settings.store).newest()
    assert release is not None
    told = release.manifest.cohorts
    took, report = audited(settings)
    print(
        f"{name:>14} {sum(told.values()):8} {told['published']:10} {told['carried-over']:8} "
        f"{seconds:9.1f} s {took:9.1f} s  {'nothing' if report.clean else 'SOMETHING'} found",
        flush=True,
    )


def main() -> None:
    print(f"{'people':>14}  cohorts  published  carried     publish       audit")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for people in PEOPLE:
            write(folder / f"{people}.parquet", people)
            here = Settings(str(folder / f"{people}.parquet"), store=folder / f"store-{people}")
            tell(f"{people:,}", here, published(here))
        first = pq.read_table(folder / "1000.parquet")
        write(folder / "more.parquet", AGAIN, seed=2)
        more = pq.read_table(folder / "more.parquet")
        pq.write_table(pa.concat_tables([first, more]), folder / "1000.parquet")
        again = Settings(str(folder / "1000.parquet"), store=folder / "store-1000")
        tell(f"1,000 + {AGAIN}", again, published(again, 7))


if __name__ == "__main__":
    main()
