"""Surveys published again and again while their sheet changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import numpy as np

from analysis.disclosure.blocks import Beginning
from analysis.errors import SurveyError
from data.publish import publish
from tests.privacy.outsider import opened
from tests.privacy.respondents import (
    AT,
    LEVELS,
    NOON,
    Rows,
    Shape,
    drawn,
    moment,
    placed,
    write,
)
from tests.privacy.rules import Cut


@dataclass(frozen=True)
class Read:
    """The sheet as it is read once, and whether the wave is closed then."""

    rows: Rows
    close: bool = False


def cut(folder: Path, dimensions: Sequence[str], reads: Sequence[Read]) -> list[Cut]:
    """The releases that publishing cuts from a sheet read so, a week apart, in one store."""
    settings, found = placed(folder, dimensions), []
    for week, read in enumerate(reads):
        write(Path(settings.source), read.rows)
        try:
            release = publish(settings, NOON + timedelta(weeks=week), close=read.close)
        except SurveyError:  # too early, or it failed its own audit
            continue
        found.append(Cut(opened(settings.store / "releases" / release), held(release, read.rows)))
    return found


def held(release: str, rows: Rows) -> Rows:
    """The rows that a release holds: as many as its id says, by the moments they came at."""
    begins = Beginning.held_by(release)
    assert begins is not None
    came = sorted(range(len(rows)), key=lambda at: moment(rows[at]))
    return rows[sorted(came[: begins.responses])]


def grown(shape: Shape, seed: int, steps: Sequence[int], *, close: bool = False) -> list[Read]:
    """A survey read first, and then after each step of so many more answers."""
    rows = drawn(shape, seed)
    reads = [Read(rows, close)]
    for step in steps:
        more = drawn(replace(shape, people=step), seed, int(rows[:, AT["stamp"]].max()) + 1)
        rows = np.concatenate([rows, more])
        reads.append(Read(rows, close))
    return reads


def without(rows: Rows, people: Sequence[int]) -> Rows:
    """The sheet after these people's rows were deleted (as when duplicates are merged)."""
    return np.delete(rows, people, axis=0)


def edited(rows: Rows, people: Sequence[int], rng: np.random.Generator) -> Rows:
    """The sheet after these people answered one question otherwise."""
    found = rows.copy()
    for person in people:
        question = str(rng.choice(["region", "sector", "size", "tired", "got", "wish"]))
        held = found[person, AT[question]]
        found[person, AT[question]] = (held + 1) % LEVELS[question]
    return found
