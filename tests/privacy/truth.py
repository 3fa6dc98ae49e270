"""Private: the exact tallies of made-up people, scored here and not by the code under test."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from tests.privacy.closed_set import BANDS, COLUMNS, EDGES, ITEMS, MISSING, PLACE, ClosedSet, Floats
from tests.privacy.respondents import AT, LEVELS, Rows


def tally(people: Rows, closed: ClosedSet) -> Floats:
    """Private: the exact tally of some people, (groups, places)."""
    columns = columns_of(people)
    members = closed.members(people).astype(np.float64)
    solo = people[:, AT["team"]] == 0
    sides = (members @ (columns * side[:, None]) for side in (solo, ~solo))
    return np.stack([side.reshape(-1) for side in sides])


def columns_of(people: Rows) -> Floats:
    """What each person adds to each column, (people, columns)."""
    said = {name: people[:, at] for name, at in AT.items()}
    found = np.zeros((len(people), len(COLUMNS)))
    found[:, PLACE["head",]] = 1
    for item in ITEMS:
        for level in range(-1, LEVELS[item]):
            code = MISSING if level < 0 else ITEMS[item][level]
            found[:, PLACE[item, code]] = said[item] == level
    answers = np.stack([said["tired"], said["tense"], 4 - said["eager"]], axis=1)
    given = np.stack([said[name] >= 0 for name in ("tired", "tense", "eager")], axis=1)
    scored = given.sum(axis=1) >= 2
    strain = (answers * given).sum(axis=1) / (4 * np.maximum(given.sum(axis=1), 1))
    bands = np.searchsorted(EDGES["strain"], strain * 100 + 1e-9, side="right") - 1
    found[np.flatnonzero(scored), np.array(BANDS["strain"])[bands[scored]]] = 1
    found[:, PLACE["sum",]] = strain * scored
    for name, (known, counts) in shares_of(said).items():
        found[:, BANDS[name][0]], found[:, BANDS[name][1]] = known & ~counts, known & counts
    return found


def shares_of(said: Mapping[str, Rows]) -> dict[str, tuple[npt.NDArray[np.bool_], ...]]:
    """For each share, who can be told and who counts."""
    got, wish, tired = said["got"], said["wish"], said["tired"]
    return {
        "weary": (tired >= 0, tired >= 3),
        "has_mentor": (got >= 0, got == 0),
        "wants_mentor": (wish >= 0, wish == 2),
        "gap_mentor": ((got >= 0) & (wish >= 0), (got == 1) & (wish == 2)),
    }
