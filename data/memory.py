"""The private memory of one release: its exact counts, and a copy of what it published.

Later releases are held to it even where the release itself was removed from the store.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping, Sequence

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
    tallies_from,
    tallies_table,
)
from analysis.disclosure.public_tables import PublicTables
from analysis.errors import SurveyError
from analysis.levels import is_level
from analysis.release import Release
from data.private_notes import FROM_BACKUP, DamagedNote
from data.release_files import BROKEN_PACKAGE, MANIFEST, NEEDED
from data.release_ids import RELEASE_ID
from data.releases import Store

TALLIES, ANSWERS, LEVELS = (f"{name}.parquet" for name in ("tallies", "answers", "levels"))
NOTE, COPY = "json", "published.zip"
PARTS = re.compile(
    rf"(?P<release>{RELEASE_ID.pattern})"
    rf"\.(?:{'|'.join(re.escape(part) for part in (NOTE, COPY, TALLIES, ANSWERS, LEVELS))})"
)
WHEN = (1980, 1, 1, 0, 0, 0)  # the same release gives the same copy
COUNT_AGAIN = (
    "Restore it from a backup of the store, or remove it: it is then counted again from the "
    "sheet's first rows."
)
COPY_AGAIN = (
    "Restore it from a backup of the store, or, where the release is still there, remove it: it is "
    "then copied again."
)


class Note(BaseModel):
    """What is kept of a release beside its other parts; ``files`` are the checksums of these.

    Earlier versions kept no checksums and no copy.
    """

    responses: int = Field(ge=0)
    scoring: dict[str, str] = {}
    files: dict[str, str] = {}


def remember(
    store: Store,
    release: str,
    published: Mapping[str, bytes],
    counted: Counted,
    responses: int,
    codebook: Codebook,
) -> None:
    """Keeps the exact counts of a release, and what it published, for the store's owner alone."""
    told = {TALLIES: tallies_table(counted.tallies), ANSWERS: answers_table(counted.items)}
    if counted.levels is not None:
        told[LEVELS] = tallies_table(counted.levels)
    parts = {part: _parquet(table) for part, table in told.items()} | {COPY: _zipped(published)}
    scoring = fingerprints(counted.tallies, counted.items, codebook)
    _keep(store, release, parts, Note(responses=responses, scoring=scoring))


def _keep(store: Store, release: str, parts: Mapping[str, bytes], note: Note) -> None:
    """Keeps parts, and then the note with their checksums."""
    for part, held in parts.items():
        store.notes.keep_file(_named(release, part), held)
    sums = {part: _digest(held) for part, held in parts.items()}
    store.notes.keep(
        _named(release, NOTE), note.model_copy(update={"files": note.files | sums}).model_dump()
    )


def forget(store: Store, release: str) -> None:
    """Takes out what is kept of a release that never was published."""
    for name in store.notes.names():
        named = PARTS.fullmatch(name)
        if named and named["release"] == release:
            store.notes.remove(name)


def remembered(store: Store) -> set[str]:
    """The ids of all releases of which anything is kept."""
    return {named["release"] for name in store.notes.names() if (named := PARTS.fullmatch(name))}


def is_remembered(store: Store, release: Release) -> bool:
    """Whether all the counts are there that later releases are held to.

    SurveyError where something is there that is not what was kept, or can't be read.
    """
    parts = [TALLIES, ANSWERS, *([LEVELS] if _tells_levels(release) else [])]
    note = _kept_note(store, release.id)
    found = [_kept_table(store, release.id, part, note or Note(responses=0)) for part in parts]
    return note is not None and None not in found


def copy_published(store: Store, release: str) -> None:
    """Keeps a copy of what a remembered release published, where there is none yet.

    SurveyError where the copy is of other contents: an id stands for one release only.
    """
    copied, published = published_copy(store, release), store.verified(release)
    published[MANIFEST] = store.read(release, MANIFEST)
    if copied is None:
        _keep(store, release, {COPY: _zipped(published)}, note_of(store, release))
    elif copied[MANIFEST] != published[MANIFEST]:
        raise SurveyError(
            f"Release {release} is not the one that was published under this id.",
            "Restore it from a backup, or remove its folder; an older release is shown meanwhile.",
        )


def published_copy(store: Store, release: str) -> dict[str, bytes] | None:
    """The manifest, codebook and tables that a release published; None where no copy was kept."""
    held = _kept_file(store, release, COPY, _kept_note(store, release) or Note(responses=0))
    if held is None:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(held)) as copy:
            return {name: copy.read(name) for name in (MANIFEST, *NEEDED)}
    except (*BROKEN_PACKAGE, KeyError) as error:
        raise _damaged(release, COPY) from error


def past(store: Store, told: Release, measures: Sequence[Measure]) -> Past:
    """What a later release is held to of this one; SurveyError where a part is missing."""
    return Past(
        told.id,
        PublicTables(told.counts, told.estimates, told.items),
        tallies_from(_table(store, told.id, TALLIES), measures),
        answers_from(_table(store, told.id, ANSWERS)),
        _levels(store, told, measures),
    )


def _levels(store: Store, told: Release, measures: Sequence[Measure]) -> Tallies | None:
    """The counts by team size of a release that tells some by its own answers."""
    if not _tells_levels(told):
        return None
    return tallies_from(_table(store, told.id, LEVELS), measures)


def _tells_levels(told: Release) -> bool:
    own = told.estimates["as_of"] == told.id
    return bool((own & is_level(told.estimates)).any())


def _table(store: Store, release: str, part: str) -> pa.Table:
    found = _kept_table(store, release, part, note_of(store, release))
    if found is None:
        raise forgotten(release)
    return found


def _kept_table(store: Store, release: str, part: str, note: Note) -> pa.Table | None:
    """A table, None where there is none; SurveyError where it is not what was kept."""
    held = _kept_file(store, release, part, note)
    try:
        return None if held is None else pq.read_table(io.BytesIO(held))
    except (pa.ArrowException, OSError) as error:
        raise _damaged(release, part) from error


def _kept_file(store: Store, release: str, part: str, note: Note) -> bytes | None:
    held = store.notes.file(_named(release, part))
    if held is not None and _digest(held) != note.files.get(part, _digest(held)):
        raise _damaged(release, part)
    return held


def note_of(store: Store, release: str) -> Note:
    """The note of a release; SurveyError where there is none, or where it is damaged."""
    note = _kept_note(store, release)
    if note is None:
        raise forgotten(release)
    return note


def _kept_note(store: Store, release: str) -> Note | None:
    """The note, None where there is none; SurveyError where it is not what was kept."""
    try:
        return store.notes.note(_named(release, NOTE), Note)
    except DamagedNote as error:
        raise _damaged(release, NOTE) from error


def _named(release: str, part: str) -> str:
    return f"{release}.{part}"


def _digest(held: bytes) -> str:
    return hashlib.sha256(held).hexdigest()


def _parquet(table: pa.Table) -> bytes:
    held = io.BytesIO()
    pq.write_table(table, held, compression="zstd")
    return held.getvalue()


def _zipped(published: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as copy:
        for name in (MANIFEST, *sorted(NEEDED)):
            copy.writestr(zipfile.ZipInfo(name, WHEN), published[name])
    return held.getvalue()


def _damaged(release: str, part: str) -> DamagedNote:
    """A release's id tells how many responses it held, so that they can be counted again."""
    again = COPY_AGAIN if part == COPY else COUNT_AGAIN
    return DamagedNote(_named(release, part), again if Beginning.held_by(release) else FROM_BACKUP)


def forgotten(release: str) -> SurveyError:
    return SurveyError(
        f"The private counts of release {release} are missing from the store, so nobody can tell "
        "whose answers have changed since.",
        "Restore the store's private folder from a backup, or begin a new store with the next "
        "wave's sheet.",
    )
