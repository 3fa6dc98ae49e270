"""Adding to the store: one publisher at a time, and a release whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from analysis.errors import NotYet, SurveyError
from analysis.release import Manifest
from data import atomic
from data.atomic import settle, writable, write_atomically
from data.private_notes import as_json
from data.release_files import MANIFEST, damaged, manifest_json
from data.release_ids import RELEASE_ID
from data.releases import Store

DRAFT = ".draft-"


@contextlib.contextmanager
def publishing(store: Store) -> Iterator[None]:
    """Held by whoever publishes; SurveyError for a second one at the same time."""
    with writable(store.folder):
        lock = (store.folder / ".publishing").open("a")
    with lock:
        if not atomic.try_to_lock(lock):
            raise NotYet("Another process is publishing to this store.", "Try again in a minute.")
        for left in store.releases.glob(f"{DRAFT}*"):  # by one that was killed at work
            shutil.rmtree(left, ignore_errors=True)
        _refuse_gaps(store)
        yield


def _refuse_gaps(store: Store) -> None:
    """SurveyError where a release has no manifest to read: a new one is held against all before."""
    whole = store.ids()
    for name in filter(RELEASE_ID.fullmatch, store.names()):
        if name not in whole:
            raise damaged(name, MANIFEST)
        store.manifest(name)


def refuse_taken(store: Store, release: str) -> None:
    """SurveyError where the store has a release of that id: it never gets other contents."""
    if release in store.names():
        raise SurveyError(
            f"The store holds another release {release}, and releases never change.",
            "Give this survey a store of its own: SURVEY_STORE, or --store.",
        )


def add(store: Store, manifest: Manifest, files: Mapping[str, bytes]) -> None:
    """Writes a release whole or not at all; SurveyError where there is one of its id."""
    refuse_taken(store, manifest.id)
    with writable(store.folder):
        store.releases.mkdir(exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=store.releases, prefix=DRAFT))
        try:
            sums = {name: hashlib.sha256(held).hexdigest() for name, held in files.items()}
            told = as_json(manifest_json(manifest) | {"files": sums})
            for name, held in {**files, MANIFEST: told}.items():
                write_atomically(draft / name, held)
            draft.chmod(0o755)
            settle(draft)
            os.rename(draft, store.releases / manifest.id)
            settle(store.releases)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
