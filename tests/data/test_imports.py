"""The arrows between the parts: a page can't reach an answer, and the core reaches nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("analysis", "data", "pages", "app", "tests")
FOR_PAGES = ("analysis", "pages", "data.releases", "data.status")
MAY = {"analysis": ("analysis",), "data": ("analysis", "data"), "pages": FOR_PAGES}
FOR_ONE = {"pages/parts/for_operator.py": "data.explanations"}  # what an operator alone may know
FILES = [file for part in MAY for file in sorted((ROOT / part).rglob("*.py"))]


def imported(source, package):
    """Every module of ours that the code imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found = [base] if "." in base else [f"{base}.{name.name}" for name in node.names]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "import_module":
            found = [arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)]
        else:
            continue
        yield from (name for name in found if name.split(".")[0] in OURS)


def strays(source, part, package=("x",)):
    return [
        name
        for name in imported(source, list(package))
        if not any(name == may or name.startswith(f"{may}.") for may in MAY[part])
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_imports_only_along_the_arrows(file):
    part, *folders = file.relative_to(ROOT).parent.parts
    allowed = FOR_ONE.get(file.relative_to(ROOT).as_posix())
    found = strays(file.read_text("utf-8"), part, (part, *folders))
    assert [name for name in found if name != allowed] == []


@pytest.mark.parametrize(
    ("part", "source", "stray"),
    [
        ("analysis", "import data", ["data"]),
        ("analysis", "def f():\n    from data.releases import Store", ["data.releases"]),
        ("analysis", "from . import scoring\nfrom .. import cells", []),
        ("data", "import pages.parts", ["pages.parts"]),
        ("data", "from analysis.release import Release", []),
        ("pages", "from data.publish import publish", ["data.publish"]),
        ("pages", "from data import intake, releases", ["data.intake"]),
        ("pages", "import importlib\nimportlib.import_module('data.sources')", ["data.sources"]),
        ("pages", "from data.releases import Store\nfrom data.status import read_status", []),
        ("pages", "from data.explanations import explanation", ["data.explanations"]),
        ("pages", "import app", ["app"]),
    ],
)
def test_a_stray_import_would_be_found(part, source, stray):
    assert strays(source, part, (part, "x")) == stray


def test_every_part_has_modules_to_look_at():
    assert {file.relative_to(ROOT).parts[0] for file in FILES} == set(MAY)
    assert len(FILES) > 40


def loaded_by(statement):
    """The top-level modules that a fresh interpreter holds after a statement."""
    code = f"import sys\n{statement}\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_what_pages_import_brings_no_statistics_no_engine_and_no_google():
    modules = sorted(
        {
            name
            for file in (ROOT / "pages").rglob("*.py")
            for name in imported(file.read_text("utf-8"), ["pages"])
            if name.startswith(("analysis.", "data."))
        }
    )
    wanted = {"analysis.release", "analysis.sentences", "data.releases", "data.status"}
    names = sorted({*wanted, *(".".join(name.split(".")[:2]) for name in modules)})
    loaded = loaded_by(f"import {', '.join(names)}")
    assert "analysis" in loaded
    assert loaded & {"scipy", "statsmodels", "duckdb", "gspread", "google", "streamlit"} == set()
