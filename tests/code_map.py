"""The map of the code, made from what packages say first; ``python -m tests.code_map FILE``."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
TITLE = """\
# Map of the code

What each folder is for, in its own words. `make map` renews this page; a test keeps it true. How an
answer becomes a number, and which folder may import which, stands in the [README](../README.md).

| folder | what is in it |
|---|---|
"""
# Folders without a package of their own to say it.
OTHERS = {
    "data/exports/scripts": "The scripts in Python and R that a package holds.",
    "tests": "What every part of the tests shares: surveys, servers, providers, programs.",
    "tests/analysis": "The pure core, folder by folder as in `analysis/`.",
    "tests/benchmarks": "How long publishing and the statistics take; `make bench`.",
    "tests/browser": "Pages in a real Chromium, as a person sees them.",
    "tests/codebooks": "Codebooks of surveys to test with, two of them real.",
    "tests/data": "Sources, intake, publishing, the store, the API and its guards.",
    "tests/engines": "The same numbers from every engine.",
    "tests/faults": "A running app whose source, disk, visitors or proxy misbehave.",
    "tests/fuzz": "Files made to trip a reader up, and those that once did; `make fuzz`.",
    "tests/pages": "Pages, their charts and their words without a browser.",
    "tests/privacy": "Attacks of an outsider on what is published.",
    "tests/reference": "Values from R, with the scripts that made them.",
    "docs/operating": "For whoever runs it: a page for each kind of host, nginx, systemd.",
}
SAID_BY_PARENT = ("tests/analysis/", "tests/data/", "tests/fuzz/", "docs/screenshots")
KINDS = (".py", ".R", ".toml", ".conf", ".service")
PARTS = ("analysis", "data", "pages", "tests", "docs")


def folders() -> list[str]:
    """Every folder of the project that holds files of its own."""
    found = {
        each.relative_to(ROOT).as_posix()
        for part in PARTS
        for each in (ROOT / part, *(ROOT / part).rglob("*"))
        if each.is_dir() and any(file.suffix in KINDS for file in each.iterdir())
    }
    kept = {each for each in found if each != "docs" and not each.startswith(SAID_BY_PARENT)}
    return sorted(kept | set(OTHERS))


def line(folder: str) -> str:
    """The first paragraph of a package's docstring, or what is said here in its place."""
    package = ROOT / folder / "__init__.py"
    if folder in OTHERS:
        return OTHERS[folder]
    told = ast.get_docstring(ast.parse(package.read_text("utf-8"))) or ""
    return " ".join(told.partition("\n\n")[0].split())


def rows() -> Iterator[str]:
    for folder in folders():
        yield f"| `{folder}/` | {line(folder)} |\n"


def page() -> str:
    return TITLE + "| `app.py` | The server: pages, API, background reading. |\n" + "".join(rows())


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8")
