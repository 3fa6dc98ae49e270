"""A PostgreSQL server of its own, in a folder that is gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as csv
import pytest

from tests import postgres

USER = "postgres"  # it refuses to run as root


@dataclass(frozen=True)
class Database:
    """A running server that listens on a socket in ``folder`` and nowhere else."""

    programs: Path
    folder: Path

    def run(self, *words: str, given: bytes = b"") -> bytes:
        """What psql says; fails with what it complains of."""
        command = [str(self.programs / "psql"), "-h", str(self.folder), "-U", USER, "-X", "-q"]
        command += ["-v", "ON_ERROR_STOP=1", "-d", USER, *words]
        ran = subprocess.run(command, input=given, capture_output=True, timeout=120)
        assert ran.returncode == 0, ran.stderr.decode()
        return ran.stdout

    def fill(self, answers: pa.Table) -> None:
        """The table ``answers``, with the columns of coded answers."""
        names = ", ".join(f'"{name}" integer' for name in answers.column_names)
        self.run("-c", f"DROP TABLE IF EXISTS answers; CREATE TABLE answers ({names})")
        held = pa.BufferOutputStream()
        csv.write_csv(answers, held)
        copy = "\\copy answers FROM STDIN WITH (FORMAT csv, HEADER true)"
        self.run("-c", copy, given=held.getvalue().to_pybytes())

    def query(self, sql: str) -> pa.Table:
        """What a query gives, every column as whole numbers."""
        said = self.run("--csv", "-f", "-", given=sql.encode())
        names = said.split(b"\n", 1)[0].decode().split(",")
        whole = csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.int64()), strings_can_be_null=True
        )
        return csv.read_csv(pa.BufferReader(said), convert_options=whole)


def account() -> dict[str, str]:
    """How a program that refuses root is run: as another account where this one is root."""
    return {"user": USER, "group": USER} if os.geteuid() == 0 else {}


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    programs = postgres.find()
    assert programs is not None, postgres.missing()
    folder = Path(
        tempfile.mkdtemp(prefix="pg-")
    )  # short, for a socket's path has at most 107 bytes
    if account():
        shutil.chown(folder, **account())
    data, quiet = str(folder / "data"), {"check": True, "capture_output": True, "cwd": "/"}
    init = [str(programs / "initdb"), "-D", data, "-U", USER, "-A", "trust", "-N"]
    start = [str(programs / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o"]
    subprocess.run(init, **quiet, **account())
    subprocess.run(
        [*start, f"-k {folder} -c listen_addresses='' -F", "start"], **quiet, **account()
    )
    yield Database(programs, folder)
    stop = [str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop"]
    subprocess.run(stop, **quiet, **account())
    shutil.rmtree(folder, ignore_errors=True)
