"""Adding to the store: one publisher at a time, and a release whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from analysis.errors import NotYet, SurveyError
from analysis.release import Manifest
from data import atomic
from data.atomic import settle, writable, write_atomically
from data.chain import refuse_taken
from data.memory import forget
from data.private_notes import as_json
from data.release_files import MANIFEST, damaged, manifest_json
from data.release_ids import DRAFT, RELEASE_ID
from data.releases import Store

Keep = Callable[[Mapping[str, bytes]], None]


@contextlib.contextmanager
def publishing(store: Store) -> Iterator[None]:
    """Held by whoever publishes; SurveyError for a second one at the same time."""
    with writable(store.folder):
        lock = (store.folder / ".publishing").open("a")
    with lock:
        if not atomic.try_to_lock(lock):
            raise NotYet("Another process is publishing to this store.", "Try again in a minute.")
        for left in store.names():
            if left.startswith(".draft-"):  # by one that was killed at work
                _discard(store, store.releases / left)
        _refuse_gaps(store)
        yield


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
    with writable(store.folder):
        store.releases.mkdir(exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=store.releases, prefix=f".draft-{manifest.id}-"))
        try:
            sums = {name: hashlib.sha256(held).hexdigest() for name, held in files.items()}
            told = as_json(manifest_json(manifest) | {"files": sums})
            written = {**files, MANIFEST: told}
            for name, held in written.items():
                write_atomically(draft / name, held)
            draft.chmod(0o755)
            settle(draft)
            settle(store.releases)
            keep(written)
            os.rename(draft, store.releases / manifest.id)
            settle(store.releases)
        except BaseException:
            with contextlib.suppress(SurveyError):
                _discard(store, draft)
            raise


def _discard(store: Store, draft: Path) -> None:
    """Takes back what was not published: what is kept of it, and then the draft that tells so."""
    named = DRAFT.fullmatch(draft.name)
    if named and named["release"] not in store.names():
        forget(store, named["release"])
    with writable(store.folder):
        if draft.exists():
            shutil.rmtree(draft)
