"""A survey whose every label tries to be more than text: links, pictures, tags, formulas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from data.settings import Settings
from tests.surveys import TINY, people, write_sheet

EVIL = (
    "![x](http://evil.example/x.png) <b>b</b> <img src=x onerror=alert(1)> $x^2$ :red[hi] "
    "[l](http://evil.example/l) https://evil.example/y www.evil.example a@evil.example "
    "**bold** `code` :material/home: ~~gone~~"
)
# What the tiny codebook says -> what the hostile one says in its place.
SPOILED = {
    name: f"{EVIL} {name}"
    for name in ("Strain", "Region", "North", "Sometimes", "soloists", "I'm tired", "A mentor")
}


def survey(folder: Path) -> Settings:
    """A hostile codebook and a sheet of answers to it, written to a folder."""
    book = TINY.read_text("utf-8")
    for name, evil in SPOILED.items():
        assert f'"{name}"' in book
        book = book.replace(f'"{name}"', json.dumps(evil, ensure_ascii=False))
    (folder / "hostile.toml").write_text(book, "utf-8")
    sheet = write_sheet(folder / "answers.csv", [_spoiled(row) for row in people(120, 130)])
    return Settings(
        source=str(sheet), codebook=folder / "hostile.toml", store=folder / "store",
        refresh_seconds=0,
    )  # fmt: skip


def _spoiled(row: Mapping[str, str]) -> dict[str, str]:
    return {SPOILED.get(head, head): SPOILED.get(cell, cell) for head, cell in row.items()}
