"""Made-up respondents to the attacked survey, and the sheets that their answers fill."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data.settings import Settings

Rows = npt.NDArray[np.int64]

ATTACKED = Path(__file__).parent / "attacked.toml"
LISTED = 'dimensions = ["region", "sector", "size", "wave"]'  # the codebook's own line
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
K = 10

OFTEN = ("Never", "Rarely", "Sometimes", "Often", "Always")
CODES = {
    "region": ("north", "south", "east", "west"),
    "sector": ("shops", "schools", "care", "media", "farms"),
    "size": ("small", "middling", "large"),
    "wave": ("first", "second", "third"),
}
WAVES = (date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1))
TEXTS = {
    "Where do you work?": ("region", ("North", "South", "East", "West")),
    "What do they do?": ("sector", ("Shops", "Schools", "Care", "Media", "Farms")),
    "How big is the place?": ("size", ("Small", "Middling", "Large")),
    "How many are you?": ("team", ("One", "Two or three", "Four to six", "Seven or more")),
    "I'm tired": ("tired", OFTEN),
    "I'm tense": ("tense", OFTEN),
    "I look forward to work": ("eager", OFTEN),
    "Have you had a mentor?": ("got", ("Yes", "No")),
    "How much do you want a mentor?": ("wish", ("Not at all", "Somewhat", "Badly")),
}
COLUMNS = (*CODES, "team", "tired", "tense", "eager", "got", "wish", "stamp")
AT = {name: place for place, name in enumerate(COLUMNS)}
LEVELS = {name: len(codes) for name, codes in CODES.items()} | {
    name: len(texts) for name, texts in TEXTS.values()
}


@dataclass(frozen=True)
class Shape:
    """How a survey's people are spread.

    ``skew`` is the concentration of the categories (1 is wild, 20 nearly even), ``missing`` the
    share of answers left out, ``solo`` the share of soloists.
    """

    people: int
    dimensions: tuple[str, ...] = ("region", "sector", "size")
    skew: float = 4.0
    missing: float = 0.05
    solo: float = 0.4

    def __str__(self) -> str:
        told = f"{self.people} people, {len(self.dimensions)} dimensions, skew {self.skew:g}"
        return f"{told}, {self.missing:.0%} missing, {self.solo:.0%} solo"


def drawn(shape: Shape, seed: int, start: int = 0) -> Rows:
    """Answers (people, columns) as positions of options, -1 left out; stamps from ``start``.

    The spread of the categories hangs on the seed alone, so more people of the same survey are
    drawn with the same seed and another start.
    """
    spread, rng = np.random.default_rng(seed), np.random.default_rng((seed, start))
    said = np.empty((shape.people, len(COLUMNS)), dtype=np.int64)
    for name in COLUMNS[:-1]:
        odds = spread.dirichlet(np.full(LEVELS[name], shape.skew))
        said[:, AT[name]] = rng.choice(LEVELS[name], shape.people, p=odds)
        if name != "team":
            said[rng.random(shape.people) < shape.missing, AT[name]] = -1
    alone = rng.random(shape.people) < shape.solo
    said[:, AT["team"]] = np.where(alone, 0, 1 + said[:, AT["team"]] % 3)
    said[:, AT["stamp"]] = np.arange(start, start + shape.people)
    return said


def random_shape(rng: np.random.Generator, most: int = 2000) -> Shape:
    """A survey of 60 to ``most`` people, small ones as likely as large ones, 2-4 dimensions."""
    people = int(np.exp(rng.uniform(np.log(60), np.log(most))))
    named = tuple(CODES)
    picked = sorted(rng.choice(4, int(rng.integers(2, 5)), replace=False))
    return Shape(
        people,
        tuple(named[at] for at in picked),
        float(rng.choice([1.0, 2.0, 5.0, 20.0])),
        float(rng.choice([0.0, 0.03, 0.15])),
        float(rng.choice([0.15, 0.4, 0.5])),
    )


def alike(people: int, **said: int) -> Rows:
    """So many people who all answered the same: nothing but what is ``said``, by position."""
    rows = np.full((people, len(COLUMNS)), -1, dtype=np.int64)
    for name, answer in said.items():
        rows[:, AT[name]] = answer
    return rows


def varied(people: int, seed: int = 0, **said: int) -> Rows:
    """So many people with mixed answers to every question but the dimensions and the ``said``."""
    rng = np.random.default_rng(seed)
    rows = alike(people)
    for name in ("tired", "tense", "eager", "got", "wish"):
        rows[:, AT[name]] = (np.arange(people) + rng.integers(LEVELS[name])) % LEVELS[name]
    for name, answer in said.items():
        rows[:, AT[name]] = answer
    return rows


def stacked(*parts: Rows) -> Rows:
    """The people of all parts, numbered anew."""
    rows = np.concatenate(parts)
    rows[:, AT["stamp"]] = np.arange(len(rows))
    return rows


def write(path: Path, rows: Rows) -> None:
    """Writes the answers as the CSV that a form's sheet is exported to."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Timestamp", *TEXTS])
        writer.writerows([moment(row), *map(str, _cells(row))] for row in rows)


def _cells(row: Rows) -> Sequence[str]:
    given = ((texts, row[AT[name]]) for name, texts in TEXTS.values())
    return ["" if answer < 0 else texts[answer] for texts, answer in given]


def moment(row: Rows) -> str:
    """A day of the wave, and a time of its own; a day of no wave where the wave is left out."""
    wave, stamp = row[AT["wave"]], int(row[AT["stamp"]])
    day = date(2025, 6, 1) if wave < 0 else WAVES[wave] + timedelta(days=stamp % 80)
    return f"{day:%Y-%m-%d} {stamp // 3600 % 24:02}:{stamp // 60 % 60:02}:{stamp % 60:02}"


def placed(folder: Path, dimensions: Sequence[str]) -> Settings:
    """The settings of a survey in a folder of its own, with these of the four dimensions."""
    folder.mkdir(parents=True, exist_ok=True)
    text = ATTACKED.read_text("utf-8")
    assert LISTED in text
    wanted = ", ".join(f'"{name}"' for name in dimensions)
    book = folder / "attacked.toml"
    book.write_text(text.replace(LISTED, f"dimensions = [{wanted}]"), "utf-8")
    return Settings(source=str(folder / "answers.csv"), codebook=book, store=folder / "store")
