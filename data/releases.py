"""The releases in a store: immutable, verified when read."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.answers.intake_report import IntakeReport
from analysis.counting.cohorts import EVERYONE
from analysis.errors import SurveyError
from analysis.published import Count
from analysis.release import Manifest, Release
from analysis.release.corrections import Correction
from data import corrections
from data.private_notes import PrivateNotes
from data.release_files import (
    BROKEN_PACKAGE,
    MANIFEST,
    damaged,
    manifest_from,
    release_from,
    verified,
)
from data.release_ids import RELEASE_ID, age
from data.storage import OPEN, Place, Storage, shown_at, storage_at
from data.storage.address import place
from data.storage.folder import NotAFile

DEFAULT_FOLDER = ".store"


def store_place(env: Mapping[str, str] = os.environ) -> Place:
    """Where the store is: SURVEY_STORE, or .store in the folder the program was started from."""
    return place(env.get("SURVEY_STORE") or DEFAULT_FOLDER)


@dataclass(frozen=True)
class Store:
    """Releases beside private notes that only the store's owner can read.

    ``is_shown``: for whoever only shows it. What is in an object store may then be seen a few
    seconds late, and goes on being seen while that store can't be reached.
    """

    place: Place
    is_shown: bool = False

    @property
    def storage(self) -> Storage:
        return shown_at(self.place) if self.is_shown else storage_at(self.place)

    @property
    def folder(self) -> Path:
        """The folder of a store that is one; SurveyError for an object store."""
        if isinstance(self.place, Path):
            return self.place
        raise SurveyError(f"The store {self.place} is no folder.", "Name a folder: --store")

    @property
    def releases(self) -> Path:
        return self.folder / "releases"

    @property
    def private(self) -> Path:
        return self.folder / "private"

    @property
    def notes(self) -> PrivateNotes:
        """The private notes."""
        return PrivateNotes(self.storage)

    def corrections(self) -> tuple[Correction, ...]:
        """What was found wrong in which release; SurveyError where the log can't be trusted."""
        return corrections.read(self.storage)

    def ids(self) -> list[str]:
        """The ids of all whole releases, the newest first: by when they were cut, never by name.

        SurveyError where it can't be told what is there.
        """
        found = [name for name in self.names() if self._is_there(name)]
        return sorted(found, key=self._age, reverse=True)

    def names(self) -> list[str]:
        """All that lies where releases do; SurveyError where that can't be told."""
        return self.storage.names(OPEN)

    def _is_there(self, release: str) -> bool:
        """Whether there is a manifest, be it one that can't be read."""
        return bool(RELEASE_ID.fullmatch(release)) and self.storage.holds(_key(release, MANIFEST))

    def _age(self, release: str) -> tuple[str, int, int]:
        """When a release was cut, as far as its manifest or its id tells."""
        try:
            created = json.loads(self.read(release, MANIFEST))["created"]
        except (SurveyError, LookupError, ValueError, TypeError, RecursionError):
            created = ""
        return age(release, str(created))

    def read(self, release: str, name: str, sha256: str | None = None) -> bytes:
        """A file of a release as it is; SurveyError where it is gone or can't be read.

        ``sha256`` is what its manifest says of it: of an object store's file with this checksum a
        copy will do.
        """
        try:
            content = self.storage.read(_key(release, name), sha256)
        except NotAFile:
            content = None
        if content is None:
            raise damaged(release, name)
        return content

    def manifest(self, release: str) -> Manifest:
        """What a stored release says of itself; SurveyError if it is not there or unreadable."""
        if not self._is_there(release):
            known = ", ".join(self.ids()[:3]) or "none yet"
            raise SurveyError(f"There is no release {release[:40]!r}.", f"The newest are: {known}.")
        return manifest_from(release, self.read(release, MANIFEST))

    def manifests(self, survey: str | None = None) -> Iterator[Manifest]:
        """The manifests of a survey's releases (None: of all), the newest first."""
        for release in self.ids():
            try:
                found = self.manifest(release)
            except SurveyError:
                continue
            if survey in (None, found.survey):
                yield found

    def file(self, release: str, name: str) -> Path:
        """A file on this machine's disk with one of a release; SurveyError for any other name."""
        sums = self.manifest(release).files
        known = (MANIFEST, *sums)
        if name not in known:
            raise SurveyError(
                f"Release {release} has no file {name[:40]!r}.", f"It has: {', '.join(known)}."
            )
        path = self.local(release, name, sums.get(name))
        if path is None:
            raise damaged(release, name)
        return path

    def local(self, release: str, name: str, sha256: str | None) -> Path | None:
        """A file on this machine's disk with one of a release, None where that is gone.

        ``sha256`` is what its manifest says of it; see ``Storage.local``.
        """
        return self.storage.local(_key(release, name), sha256)

    def verified(self, release: str) -> dict[str, bytes]:
        """The files of a release by name; SurveyError where one differs from its checksum."""
        return self._verified(self.manifest(release))

    def load(self, release: str, *, compact: bool = False) -> Release:
        """A release with its tables; SurveyError where a file differs from its checksum.

        ``compact`` keeps each text of the tables once, in a quarter of their memory: enough for
        whoever only looks things up.
        """
        manifest = self.manifest(release)
        return release_from(manifest, self._verified(manifest), compact=compact)

    def _verified(self, manifest: Manifest) -> dict[str, bytes]:
        def read(name: str) -> bytes:
            return self.read(manifest.id, name, manifest.files[name])

        return verified(manifest, read)

    def heads(self, release: str) -> dict[str, Count]:
        """How many of each group answered, rounded; read without the rest of the release."""
        try:
            told = pq.read_table(
                self.file(release, "counts.parquet"),
                columns=["group", "count", "count_low", "count_high"],
                filters=(pc.field("cohort") == EVERYONE) & pc.field("indicator").is_null(),
            )
        except (OSError, pa.ArrowException) as error:
            raise damaged(release, "counts.parquet") from error
        rows = zip(*(told[name].to_pylist() for name in told.column_names), strict=True)
        return {group: Count(*numbers) for group, *numbers in rows}

    def packed(self, release: str) -> dict[str, int]:
        """The sizes in bytes of the files in a release's package, by name."""
        try:
            with zipfile.ZipFile(self.file(release, "package.zip")) as package:
                return {each.filename: each.file_size for each in package.infolist()}
        except BROKEN_PACKAGE as error:
            raise damaged(release, "package.zip") from error

    def newest(self, survey: str | None = None) -> Release | None:
        """The newest release of a survey that is whole, None if there is none."""
        for manifest in self.manifests(survey):
            try:
                return self.load(manifest.id)
            except SurveyError:
                continue
        return None

    def moment(self, now: datetime) -> datetime:
        """The moment that it is in UTC, and never before that of the newest release.

        A clock that was put back must neither cut into the past nor take all answers for future.
        """
        here = now.astimezone(UTC)
        cut = next(filter(None, (self._age(name)[0] for name in self.ids())), None)
        return here if cut is None else max(here, datetime.fromisoformat(cut).replace(tzinfo=UTC))

    def today(self, now: datetime) -> date:
        """The day of that moment."""
        return self.moment(now).date()

    def intake_report(self) -> IntakeReport | None:
        """How the source was last read, for the operator's page; None if it never was.

        None as well where an earlier version of this program wrote the report: the next reading
        brings a new one.
        """
        try:
            return IntakeReport.from_json(self.notes.note("intake.json", dict[str, Any]) or {})
        except (KeyError, TypeError, ValueError):
            return None


def shown(said: str | None = None) -> Store:
    """The store of that name, without one that of SURVEY_STORE, for whoever only shows it."""
    return Store(place(said) if said else store_place(), is_shown=True)


def _key(release: str, name: str) -> str:
    return f"{OPEN}{release}/{name}"
