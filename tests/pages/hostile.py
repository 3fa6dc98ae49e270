"""A survey whose every text tries to be more than text: links, pictures, tags, formulas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from data.settings import Settings
from tests.surveys import TINY, people, write_sheet

EVIL = (
    "=1+1 ![x](http://evil.example/x.png) <b>b</b> <img src=x onerror=alert(1)> $x^2$ :red[hi] "
    "[l](http://evil.example/l) https://evil.example/y www.evil.example a@evil.example "
    "**bold** `code` :material/home: ~~gone~~ <script>alert(2)</script> [j](javascript:alert(3))"
)
WIDE = "W" * 300  # one word, wider than any screen
# What the tiny codebook says -> what the hostile one says in its place.
SPOILED = {
    name: f"{EVIL} {name}"
    for name in (
        *("A tiny survey", "A tiny survey, written for tests."),  # the title, the citation
        *("Strain", "strain", "more strained", "Often tired", "are often tired", "Hats worn"),
        *("Region", "North", "Wave", "Sometimes", "Just me", "Writer", "Prefer not to say"),
        *("soloist", "soloists", "person in a team", "people in teams"),
        *("I'm tired", "I look forward to work", "How many posts last week?", "A mentor"),
    )
} | {"South": f"South {WIDE}"}
MORE = {
    name: f"{EVIL} {name}"
    for name in ("description", "people", "footnote", "licence", "fielded", "recruited")
}
# Headers of columns that nobody asked about: what can't be seen is told by its code.
UNKNOWN = {
    f"=1+1 {EVIL[:60]}": f"=1+1 {EVIL[:60]}",
    "over\u202eride": r"over\u202eride",
    "zero\u200bwidth\ufeff": r"zero\u200bwidth\ufeff",
    "bell\x1b[2J\x07": r"bell\x1b[2J\x07",
    "L" * 5000: "L" * 24 + "…" + "L" * 55,
}


def survey(folder: Path) -> Settings:
    """A hostile codebook and a sheet of answers to it, written to a folder."""
    book = TINY.read_text("utf-8")
    for name, evil in SPOILED.items():
        assert f'"{name}"' in book
        book = book.replace(f'"{name}"', _literal(evil))
    book = book.replace('unit = "posts"', f"unit = {_literal(f'{EVIL} posts')}")
    more = "".join(f"{key} = {_literal(evil)}\n" for key, evil in MORE.items())
    (folder / "hostile.toml").write_text(more + book, "utf-8")
    sheet = write_sheet(folder / "answers.csv", [_spoiled(row) for row in people(120, 130)])
    return Settings(
        source=str(sheet), codebook=folder / "hostile.toml", store=folder / "store",
        refresh_seconds=0,
    )  # fmt: skip


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _spoiled(row: Mapping[str, str]) -> dict[str, str]:
    """A row in the hostile codebook's words, with an answer in every unknown column."""
    said = {SPOILED.get(head, head): _answer(cell) for head, cell in row.items()}
    return said | dict.fromkeys(UNKNOWN, EVIL)


def _answer(cell: str) -> str:
    return ", ".join(SPOILED.get(part, part) for part in cell.split(", "))
