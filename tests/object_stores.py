"""Stores of every kind to test with: a folder, obstore's own two, and an S3 over HTTP."""

from __future__ import annotations

import os
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from obstore.store import LocalStore, MemoryStore

import data.storage
from data.storage import Place, storage_at
from data.storage.address import ObjectAddress
from data.storage.copies import Copies
from data.storage.last_seen import LastSeen
from data.storage.objects import ObjectStorage, object_storage
from tests.moto.server import ACCOUNT, BUCKET
from tests.moto.wire import Wire

PACE = (0.05, 60.0)  # seconds between two renewals, and without one
KINDS = ("folder", "local", "memory", pytest.param("s3", marks=pytest.mark.s3))


def account(patch: pytest.MonkeyPatch, root: str, copies: Path) -> None:
    """Puts the account of a test into the environment, and nobody else's."""
    for name in [*os.environ]:
        if name.startswith("AWS_") or name.lower().endswith("_proxy"):
            patch.delenv(name)
    for name, said in ACCOUNT.items():
        patch.setenv(name, said)
    patch.setenv("AWS_ENDPOINT_URL", root)
    patch.setenv("SURVEY_CACHE", str(copies))


def new_address(scheme: str = "s3") -> ObjectAddress:
    """An address below which there is nothing yet."""
    return ObjectAddress(scheme, BUCKET, f"of/{uuid.uuid4().hex}")


class Stores:
    """The object stores of one test by address, in the place of those that are connected to."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.known: dict[ObjectAddress, ObjectStorage] = {}
        self.shown: dict[ObjectAddress, LastSeen] = {}
        patch.setattr(data.storage, "_objects", self.known.__getitem__)
        patch.setattr(data.storage, "_last_seen", self.shown.__getitem__)

    def put(self, address: ObjectAddress, storage: ObjectStorage) -> None:
        paced = replace(storage, publishing_pace=PACE, refreshing_pace=PACE)
        self.known[address] = paced
        self.shown[address] = LastSeen(paced, stopwatch=ever_later())


def ever_later():
    """A stop watch that runs so fast that nothing seen before is new enough."""
    moments = iter(range(0, 10**9, 60))
    return lambda: float(next(moments))


def made(kind: str, folder: Path, patch: pytest.MonkeyPatch, wire: Wire | None) -> Place:
    """The place of an empty store of a kind."""
    if kind == "folder":
        return folder / "store"
    stores, address, copies = Stores(patch), new_address(), folder / "copies"
    if kind == "s3":
        assert wire is not None
        account(patch, wire.root, copies)
        stores.put(address, object_storage(address))
    else:
        client = MemoryStore() if kind == "memory" else local(folder / "local")
        stores.put(address, ObjectStorage(str(address), client, Copies(copies)))
    return address


def local(folder: Path) -> LocalStore:
    """A folder as an object store has it, in which a prefix goes with its last object."""
    return LocalStore(folder, mkdir=True, automatic_cleanup=True)


def contents(place: Place) -> dict[str, bytes | None]:
    """Everything that a store holds, but for who has which lease."""
    storage = storage_at(place)
    leases = (".publishing", ".refreshing")
    return {key: storage.read(key) for key in storage.every_key() if not key.startswith(leases)}


def put_back(place: Place, held: dict[str, bytes | None]) -> None:
    """Makes a store what it was."""
    storage = storage_at(place)
    for key in storage.every_key():
        storage.remove(key)
    for key, content in held.items():
        storage.write(key, content or b"")
