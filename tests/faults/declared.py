"""What is promised of every fault, as the tests of this folder hold it to be.

``python -m tests.faults.declared FILE`` writes the table of all of them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import groupby
from pathlib import Path

MODULES = tuple(
    f"tests.faults.{name}"
    for name in (
        "test_reading_faults",
        "test_store_faults",
        "test_object_store_faults",
        "test_guards_fail_closed",
    )
)
NOTHING = "nothing: up to date"
BANNER = "the last release, and how old it is"
AS_BEFORE = "the last release"

HEAD = """# What can go wrong, and what is seen of it

This page is made from the tests (`make reliability`); a test fails where it differs from what they
hold. After each of these faults the tests find every release whole and unchanged, nothing that was
answered lost, no half of a release, and a page that answers.

A visitor of a page is told, in one calm sentence, how old the answers are:

> Answers last read 3 hours ago. New answers can't be shown at the moment. What you see is release
> r0001 of 22 November 2026.

What is wrong and what to do about it is its operator's to know: it stands in the server's log, on
the page *Data quality* (`SURVEY_QUALITY_PAGE=1`) and after `python -m data check`. `/api/health`
says `stale` and the age, no more. Before there is a first release visitors
read that results are not available at the moment, and since when.

The texts name the numbers of the tests: a deadline of 0.8 seconds where 120 are the rule.

A request that fails is tried up to five times within two minutes, after waits drawn from 0 to 1, 2,
4, 8 seconds, or as long as Google asks for. A reading that failed is repeated after
`SURVEY_REFRESH_SECONDS`, then after twice as long, up to an hour.
"""


@dataclass(frozen=True)
class Declared:
    """One fault. ``told`` is the problem and its remedy, "" where the operator is told nothing."""

    chapter: str
    fault: str
    visitor: str
    told: str
    test: str

    def row(self) -> str:
        file, _, name = self.test.partition("::")
        test = f"`{name}` in [{Path(file).name}](../{file})"
        return f"| {self.fault} | {self.visitor} | {self.told or 'nothing'} | {test} |"


def declared() -> Iterator[Declared]:
    """All that the tests declare, in their order."""
    for module in MODULES:
        yield from import_module(module).DECLARED


def page() -> str:
    """The page for people, as Markdown."""
    parts = [HEAD]
    for chapter, found in groupby(declared(), key=lambda each: each.chapter):
        parts.append(f"## {chapter}\n")
        parts.append("| what happens | a visitor sees | the operator is told | test |")
        parts.append("|---|---|---|---|")
        parts += [each.row() for each in found]
        parts.append("")
    return "\n".join(parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8")
