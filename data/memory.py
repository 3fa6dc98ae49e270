"""The private memory of a store: what later releases are held to, beside each release."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, Field

from analysis.codebook import Codebook
from analysis.codebook.scoring import Measure
from analysis.counting.counted import Counted
from analysis.counting.tabulation import Tallies
from analysis.disclosure.blocks import Beginning
from analysis.disclosure.past import (
    Past,
    answers_from,
    answers_table,
    fingerprints,
    refuse_changed_scoring,
    tallies_from,
    tallies_table,
)
from analysis.disclosure.public_tables import PublicTables
from analysis.errors import SurveyError
from analysis.levels import is_level
from analysis.release import Release
from data.private_notes import FROM_BACKUP, DamagedNote
from data.releases import Store

TALLIES, ANSWERS, LEVELS = (f"{name}.parquet" for name in ("tallies", "answers", "levels"))
NOTE = "json"
COUNT_AGAIN = (
    "Restore it from a backup of the store, or remove it: it is then counted again from the "
    "sheet's first rows."
)


class Note(BaseModel):
    """What is kept of a release beside its counts; ``files`` are the checksums of these.

    Earlier versions kept no checksums.
    """

    responses: int = Field(ge=0)
    scoring: dict[str, str] = {}
    files: dict[str, str] = {}


def remember(
    store: Store, release: str, counted: Counted, responses: int, codebook: Codebook
) -> None:
    """Keeps the exact counts of a release where only the store's owner can read them."""
    told = {TALLIES: tallies_table(counted.tallies), ANSWERS: answers_table(counted.items)}
    if counted.levels is not None:
        told[LEVELS] = tallies_table(counted.levels)
    sums = {}
    for part, table in told.items():
        held = io.BytesIO()
        pq.write_table(table, held, compression="zstd")
        store.notes.keep_file(_named(release, part), held.getvalue())
        sums[part] = _digest(held.getvalue())
    scoring = fingerprints(counted.tallies, counted.items, codebook)
    note = Note(responses=responses, scoring=scoring, files=sums)
    store.notes.keep(_named(release, NOTE), note.model_dump())


def responses_before(store: Store, survey: str) -> int | None:
    """Private: how many responses the survey's last release held; None before the first."""
    last = next(store.manifests(survey), None)
    if last is None:
        return None
    held = Beginning.held_by(last.id)
    return _note(store, last.id).responses if held is None else held.responses


def is_remembered(store: Store, release: Release) -> bool:
    """Whether all that later releases are held to is there.

    SurveyError where something is there that is not what was kept, or can't be read.
    """
    parts = [TALLIES, ANSWERS, *([LEVELS] if _tells_levels(release) else [])]
    note = _kept_note(store, release.id)
    found = [_kept_table(store, release.id, part, note or Note(responses=0)) for part in parts]
    return note is not None and None not in found


def earlier(store: Store, survey: str, counted: Counted, codebook: Codebook) -> tuple[Past, ...]:
    """Private: the survey's releases so far, oldest first.

    SurveyError where the counts of one are missing, or where something is scored otherwise now.
    """
    scoring = fingerprints(counted.tallies, counted.items, codebook)
    found = []
    for manifest in store.manifests(survey):
        refuse_changed_scoring(manifest.id, _note(store, manifest.id).scoring, scoring)
        told = store.load(manifest.id)
        found.append(
            Past(
                manifest.id,
                PublicTables(told.counts, told.estimates, told.items),
                tallies_from(_table(store, manifest.id, TALLIES), counted.tallies.measures),
                answers_from(_table(store, manifest.id, ANSWERS)),
                _levels(store, told, counted.tallies.measures),
            )
        )
    return tuple(reversed(found))


def _levels(store: Store, told: Release, measures: Sequence[Measure]) -> Tallies | None:
    """The counts by team size of a release that tells some by its own answers."""
    if not _tells_levels(told):
        return None
    return tallies_from(_table(store, told.id, LEVELS), measures)


def _tells_levels(told: Release) -> bool:
    own = told.estimates["as_of"] == told.id
    return bool((own & is_level(told.estimates)).any())


def _table(store: Store, release: str, part: str) -> pa.Table:
    found = _kept_table(store, release, part, _note(store, release))
    if found is None:
        raise forgotten(release)
    return found


def _kept_table(store: Store, release: str, part: str, note: Note) -> pa.Table | None:
    """A table, None where there is none; SurveyError where it is not what was kept."""
    name = _named(release, part)
    held = store.notes.file(name)
    if held is None:
        return None
    if _digest(held) != note.files.get(part, _digest(held)):
        raise _damaged(release, name)
    try:
        return pq.read_table(io.BytesIO(held))
    except (pa.ArrowException, OSError) as error:
        raise _damaged(release, name) from error


def _note(store: Store, release: str) -> Note:
    note = _kept_note(store, release)
    if note is None:
        raise forgotten(release)
    return note


def _kept_note(store: Store, release: str) -> Note | None:
    """The note, None where there is none; SurveyError where it is not what was kept."""
    try:
        return store.notes.note(_named(release, NOTE), Note)
    except DamagedNote as error:
        raise _damaged(release, error.name) from error


def _named(release: str, part: str) -> str:
    return f"{release}.{part}"


def _digest(held: bytes) -> str:
    return hashlib.sha256(held).hexdigest()


def _damaged(release: str, name: str) -> DamagedNote:
    """A release's id tells how many responses it held, so that they can be counted again."""
    return DamagedNote(name, COUNT_AGAIN if Beginning.held_by(release) else FROM_BACKUP)


def forgotten(release: str) -> SurveyError:
    return SurveyError(
        f"The private counts of release {release} are missing from the store, so nobody can tell "
        "whose answers have changed since.",
        "Restore the store's private folder from a backup, or begin a new store with the next "
        "wave's sheet.",
    )
