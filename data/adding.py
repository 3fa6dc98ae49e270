"""Adding to the store: one publisher at a time, and a release whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Mapping

from analysis.errors import SurveyError
from analysis.release import Manifest
from data.chain import refuse_taken
from data.memory import forget
from data.private_notes import as_json
from data.release_files import MANIFEST, damaged, manifest_json
from data.release_ids import DRAFT, RELEASE_ID
from data.releases import Store
from data.storage import Hold

Keep = Callable[[Mapping[str, bytes]], None]


@contextlib.contextmanager
def publishing(store: Store) -> Iterator[Hold]:
    """Held by whoever publishes; SurveyError for a second one at the same time."""
    with store.storage.publishing() as hold:
        for left in store.names():
            if left.startswith(".draft-"):  # by one that was killed at work
                _discard(store, left)
        _refuse_gaps(store)
        yield hold


def _refuse_gaps(store: Store) -> None:
    """SurveyError where a release has no manifest to read: a new one is held against all before."""
    whole = store.ids()
    for name in filter(RELEASE_ID.fullmatch, store.names()):
        if name not in whole:
            raise damaged(name, MANIFEST)
        store.manifest(name)


def add(
    store: Store, manifest: Manifest, files: Mapping[str, bytes], keep: Keep = lambda _: None
) -> None:
    """Writes a release whole or not at all; SurveyError where there is, or was, one of its id.

    ``keep`` is given all its files when these are written, just before the release is public. What
    it keeps in the private folder is a published release's from then on, so it is taken out again
    where publishing fails: at once, or, while the draft tells of it, by the next publisher.
    """
    refuse_taken(store, manifest.id)
    draft = store.storage.draft(manifest.id)
    try:
        sums = {name: hashlib.sha256(held).hexdigest() for name, held in files.items()}
        told = as_json(manifest_json(manifest) | {"files": sums})
        written = {**files, MANIFEST: told}
        draft.fill(written)
        keep(written)
        draft.publish()
    except BaseException:
        if draft.is_own:
            with contextlib.suppress(SurveyError):
                _discard(store, draft.name)
        raise


def _discard(store: Store, draft: str) -> None:
    """Takes back what was not published: what is kept of it, and then the draft that tells so."""
    named = DRAFT.fullmatch(draft)
    if named and not store.storage.is_public(named["release"]):
        forget(store, named["release"])
    store.storage.discard(draft)
