"""A small survey that features every kind of question: a scale, a count, ticks, a share."""

from __future__ import annotations

from pathlib import Path

from data.settings import Settings
from tests.surveys import TINY, people, settings, write_sheet

# What the tiny codebook says -> what this one says in its place.
CHANGED = {
    'label = "Posts a week"': 'label = "Posts a week"\nheadline = true',
    "max = 50": "max = 99999",
    'label = "Hats worn"': 'label = "Hats worn"\nheadline = true',
    'label = "Often tired"': 'label = "Had a mentor"\nheadline = true',
    'where = { tired = ["often", "always"] }': 'where = { mentor_got = ["yes"] }',
}


def survey(folder: Path) -> Settings:
    """45 soloists and 50 teammates; three soloists are as strained as one can be, others hardly."""
    book = TINY.read_text("utf-8")
    for old, new in CHANGED.items():
        assert old in book
        book = book.replace(old, new)
    (folder / "book.toml").write_text(book, "utf-8")
    rows = people(45, 50)
    for n, row in enumerate(rows):
        calm = ("Never", "Rarely", "Sometimes")[n % 3]
        row |= {"I'm tired": calm, "I'm tense": calm, "I look forward to work": "Often"}
    for row in rows[:3]:
        row |= {"I'm tired": "Always", "I'm tense": "Always", "I look forward to work": "Never"}
    sheet = write_sheet(folder / "answers.csv", rows)
    return settings(sheet, codebook=folder / "book.toml")
