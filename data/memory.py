"""The private memory of a store: what later releases are held to, beside each release."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

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
from data.releases import Store


def remember(
    store: Store, release: str, counted: Counted, responses: int, codebook: Codebook
) -> None:
    """Keeps the exact counts of a release where only the store's owner can read them."""
    told = {"tallies": tallies_table(counted.tallies), "answers": answers_table(counted.items)}
    if counted.levels is not None:
        told["levels"] = tallies_table(counted.levels)
    for name, table in told.items():
        held = io.BytesIO()
        pq.write_table(table, held, compression="zstd")
        store.keep_private_file(f"{release}.{name}.parquet", held.getvalue())
    scoring = fingerprints(counted.tallies, counted.items, codebook)
    store.keep_private(f"{release}.json", {"responses": responses, "scoring": scoring})


def responses_before(store: Store, survey: str) -> int | None:
    """Private: how many responses the survey's last release held; None before the first."""
    last = next(store.manifests(survey), None)
    if last is None:
        return None
    held = Beginning.held_by(last.id)
    return int(_note(store, last.id)["responses"]) if held is None else held.responses


def is_remembered(store: Store, release: Release) -> bool:
    """Whether all that later releases are held to is there."""
    try:
        _note(store, release.id)
        for name in ("tallies", "answers", *(["levels"] if _tells_levels(release) else [])):
            _table(store, release.id, name)
    except SurveyError:
        return False
    return True


def earlier(store: Store, survey: str, counted: Counted, codebook: Codebook) -> tuple[Past, ...]:
    """Private: the survey's releases so far, oldest first.

    SurveyError where the counts of one are missing, or where something is scored otherwise now.
    """
    scoring = fingerprints(counted.tallies, counted.items, codebook)
    found = []
    for manifest in store.manifests(survey):
        refuse_changed_scoring(manifest.id, _note(store, manifest.id).get("scoring", {}), scoring)
        told = store.load(manifest.id)
        found.append(
            Past(
                manifest.id,
                PublicTables(told.counts, told.estimates, told.items),
                tallies_from(_table(store, manifest.id, "tallies"), counted.tallies.measures),
                answers_from(_table(store, manifest.id, "answers")),
                _levels(store, told, counted.tallies.measures),
            )
        )
    return tuple(reversed(found))


def _levels(store: Store, told: Release, measures: Sequence[Measure]) -> Tallies | None:
    """The counts by team size of a release that tells some by its own answers."""
    if not _tells_levels(told):
        return None
    return tallies_from(_table(store, told.id, "levels"), measures)


def _tells_levels(told: Release) -> bool:
    own = told.estimates["as_of"] == told.id
    return bool((own & is_level(told.estimates)).any())


def _table(store: Store, release: str, name: str) -> pa.Table:
    held = store.private_file(f"{release}.{name}.parquet")
    try:
        return pq.read_table(io.BytesIO(held or b""))
    except (pa.ArrowInvalid, OSError) as error:
        raise forgotten(release) from error


def _note(store: Store, release: str) -> dict[str, Any]:
    note = store.private_note(f"{release}.json")
    if note is None:
        raise forgotten(release)
    return note


def forgotten(release: str) -> SurveyError:
    return SurveyError(
        f"The private counts of release {release} are missing from the store, so nobody can tell "
        "whose answers have changed since.",
        "Restore the store's private folder from a backup, or begin a new store with the next "
        "wave's sheet.",
    )
