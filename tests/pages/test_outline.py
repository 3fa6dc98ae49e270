"""Every headline indicator has the same page; every page is an outline and nothing more."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from pages import indicator

PAGES = Path(indicator.__file__).parent
FILES = sorted(PAGES.glob("*.py"))
HEADLINES = ("burnout", "isolation", "praise")
LONGEST = 60  # lines
NO_STATISTICS = {"pandas", "numpy", "scipy", "statsmodels", "pyarrow", "duckdb"}


def test_headline_indicators_have_no_files_of_their_own():
    names = {file.stem for file in PAGES.rglob("*.py")}
    assert "indicator" in names
    assert not names & set(HEADLINES)
    assert not [f for f in PAGES.rglob("*.py") if any(name in f.read_text() for name in HEADLINES)]


def outline(at):
    """What a page shows, in order, as (kind, heading level)."""
    return [(each.type, getattr(each, "tag", "")) for each in at.main if each.type != "unknown"]


def test_headline_indicators_are_shown_by_one_outline(visit, demo_survey):
    first, second, opposed = (outline(visit(demo_survey, name)) for name in HEADLINES)
    assert len(first) > 8
    assert second == first
    charts = [n for n, each in enumerate(first) if each == ("header", "h2")]
    end = first.index(("expander", ""), charts[0])
    # Praise is told against criticism too: one picture more, right after the first.
    picture = opposed.index(("header", "h2"), charts[0] + 1)
    after = opposed.index(("header", "h2"), picture + 1)
    assert opposed[:picture] == first[:picture]
    assert opposed[after:] == first[charts[1] :]
    assert end < picture < after


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_page_is_short_and_computes_nothing(file):
    source = file.read_text("utf-8")
    assert len(source.splitlines()) <= LONGEST
    imported = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
    assert not imported & NO_STATISTICS
