"""The tiny survey with five regions, of which some may be told together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from data.settings import Settings
from tests.surveys import TINY, people, write_sheet

TWO = 'options = [{ code = "north", text = "North" }, { code = "south", text = "South" }]'
NAMES = ("North", "South", "East", "West", "Islands")
FIVE = ", ".join(f'{{ code = "{each.lower()}", text = "{each}" }}' for each in NAMES)
ELSEWHERE = """merge = [
    { code = "elsewhere", text = "Elsewhere", answers = ["east", "islands"], rest = true },
    { code = "mainland", text = "South or west", answers = ["south", "west"], rest = true },
]
"""
WHERE = "Where do you work?"
OTHERS = ("South", "West")


def rows_of(few: int, **counts: int) -> list[dict[str, str]]:
    """Responses from so many of each group in the East and on the Islands, and elsewhere."""
    every = people(60, 60)
    for group in (every[:60], every[60:]):
        told = ["East"] * few + ["Islands"] * counts.get("islands", few)
        told += [("North", *OTHERS)[n % 3] for n in range(60 - len(told))]
        for row, where in zip(group, told, strict=True):
            row[WHERE] = where
    return every


def more(people_: int) -> list[dict[str, str]]:
    """So many more of each group, who came later: in the East, on the Islands and in the North."""
    found = people(60 + people_, 60 + people_)
    late = [*found[60 : 60 + people_], *found[120 + people_ :]]
    for n, row in enumerate(late):
        row[WHERE] = ("East", "Islands", "North")[n % 3]
        row["Timestamp"] = f"10/{1 + n % 28}/2026 9:{n % 60:02}"
    return late


def regional(
    folder: Path, rows: Sequence[dict[str, str]], merges: str | None = ELSEWHERE
) -> Settings:
    """Writes the sheet and, with these merges, the codebook; None leaves that as it is."""
    book = folder / "book.toml"
    if merges is not None:
        text = TINY.read_text("utf-8")
        assert TWO in text
        book.write_text(text.replace(TWO, f"options = [{FIVE}]\n{merges}"), "utf-8")
    return Settings(str(write_sheet(folder / "answers.csv", rows)), book, folder / "store")
