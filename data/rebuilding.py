"""Private counts that the store has lost, made anew from the beginning of the sheet."""

from __future__ import annotations

import logging
from collections.abc import Callable

from analysis.counting.counted import Counted
from analysis.disclosure.blocks import Beginning
from analysis.disclosure.public_tables import PublicTables
from analysis.disclosure.recount import numbers_apart
from analysis.errors import SurveyError
from analysis.release import Release
from data.intake import Answers
from data.memory import copy_published, forgotten, is_remembered, remember
from data.reading import Reading
from data.release_files import MANIFEST
from data.releases import Store

Count = Callable[[Answers], Counted]
Progress = Callable[[str], None]
log = logging.getLogger("team_of_one")
REBUILT = (
    "The private counts of release %s were lost and are rebuilt from the sheet. See that backups "
    "of the store are made."
)
RESTORE = (
    "Bring those rows back from the sheet's version history, restore the store's private folder "
    "from a backup, or begin a new store with the next wave's sheet."
)


def rebuild_memory(
    store: Store, reading: Reading, count: Count, progress: Progress = lambda _: None
) -> None:
    """Recounts what each release held whose private counts are lost; SurveyError where it can't.

    Each is read with its own codebook from as many of the first responses as it held, and is kept
    only where it gives every number that the release published.
    """
    for manifest in reversed(list(store.manifests(reading.survey))):
        release = store.load(manifest.id)
        if is_remembered(store, release):
            copy_published(store, release.id)
            continue
        held = Beginning.held_by(release.id)
        if held is None:
            raise forgotten(release.id)
        progress(f"Rebuilding the private counts of release {release.id}")
        answers, counted = _recounted(release, held.responses, reading, count)
        published = store.verified(release.id) | {MANIFEST: store.read(release.id, MANIFEST)}
        remember(store, release.id, published, counted, held.responses, answers.codebook)
        log.warning(REBUILT, release.id)


def _recounted(
    release: Release, responses: int, reading: Reading, count: Count
) -> tuple[Answers, Counted]:
    """The answers that a release held, and their counts; SurveyError where they are others now."""
    try:
        answers = reading.under(release.codebook).first(responses, release.codebook)
    except SurveyError as error:
        raise _changed(release.id, responses) from error
    counted = count(answers)
    tables = PublicTables(release.counts, release.estimates, release.items)
    if numbers_apart(tables, release.id, counted, release.codebook):
        raise _changed(release.id, responses)
    return answers, counted


def _changed(release: str, responses: int) -> SurveyError:
    return SurveyError(
        f"The private counts of release {release} are lost, and the first {responses:,} responses "
        "of the sheet no longer give its numbers, so nothing new can be published.",
        RESTORE,
    )
