"""An exact count can't type-check into a page: the private and the published types differ."""

from __future__ import annotations

from pathlib import Path

import pytest
from mypy import api

ROOT = Path(__file__).parents[2]
PRELUDE = """
from analysis.counting.counted import Counted
from analysis.counting.moments import Moments
from analysis.counting.tabulation import Tallies
from analysis.disclosure.past import Past
from analysis.disclosure.public_tables import PublicTables
from analysis.published import Band, Count
from analysis.release import Release
from analysis.sentences.numbers import number
from data.releases import Store
from analysis.exhibits.bands import bands
def told(tallies: Tallies, moments: Moments, counted: Counted, past: Past, tables: PublicTables,
         release: Release, store: Store) -> None:
"""
PRIVATE = {
    "a tally as a count": "    count: Count = tallies",
    "exact sizes as a count": "    count: Count = moments.n",
    "an exact number as a count": "    count: Count = int(moments.n[0, 0, 0])",
    "an exact number as a band": "    band = Band(0.0, 20.0, int(tallies.n[0]), int(tallies.n[1]))",
    "tallies as a release": "    shown: Release = tallies",
    "what is kept in private as tables": "    shown: PublicTables = past",
    "counts as tables": "    shown: PublicTables = counted",
}


def checked(line: str, folder: Path) -> str:
    """What the type checker says of a line within a function that holds both kinds of types."""
    source = folder / "line.py"
    source.write_text(PRELUDE + line + "\n", "utf-8")
    said, faults, _ = api.run(
        [str(source), "--config-file", str(ROOT / "pyproject.toml"), "--follow-imports", "silent"]
    )
    assert not faults
    return said


@pytest.mark.parametrize("line", PRIVATE.values(), ids=PRIVATE)
def test_what_is_exact_is_no_published_type(line, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    said = checked(line, tmp_path)
    assert "line.py" in said, said
    assert "incompatible type" in said.lower(), said


def test_what_is_published_is(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    line = "    count: Count = Count(12, 10, 14)\n    shown: PublicTables = tables"
    assert "Success" in checked(line, tmp_path)
