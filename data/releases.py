"""The releases in a store: immutable folders, verified when read."""

from __future__ import annotations

import json
import os
import stat
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
from data.access import unreadable
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

DEFAULT_FOLDER = ".store"


def store_folder(env: Mapping[str, str] = os.environ) -> Path:
    """Where the store is: SURVEY_STORE, or .store in the folder the program was started from."""
    return Path(env.get("SURVEY_STORE") or DEFAULT_FOLDER)


@dataclass(frozen=True)
class Store:
    """A folder of releases beside a private folder that only its owner can read."""

    folder: Path

    @property
    def releases(self) -> Path:
        return self.folder / "releases"

    @property
    def private(self) -> Path:
        return self.folder / "private"

    @property
    def notes(self) -> PrivateNotes:
        """The files of the private folder."""
        return PrivateNotes(self.folder)

    @property
    def correction_log(self) -> Path:
        return self.releases / corrections.FILE

    def corrections(self) -> tuple[Correction, ...]:
        """What was found wrong in which release; SurveyError where the log can't be trusted."""
        return corrections.read(self.correction_log)

    def ids(self) -> list[str]:
        """The ids of all whole releases, the newest first: by when they were cut, never by name.

        SurveyError where it can't be told what is there.
        """
        found = [name for name in self.names() if self._is_there(name)]
        return sorted(found, key=self._age, reverse=True)

    def names(self) -> list[str]:
        """All that lies where releases do; SurveyError where that can't be told."""
        try:
            return os.listdir(self.releases)
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise unreadable(self.releases, self.folder, error) from error

    def _is_there(self, release: str) -> bool:
        """Whether there is a manifest, be it one that can't be read."""
        if RELEASE_ID.fullmatch(release) is None:
            return False
        try:
            return stat.S_ISREG((self.releases / release / MANIFEST).stat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True

    def _age(self, release: str) -> tuple[str, int, int]:
        """When a release was cut, as far as its manifest or its id tells."""
        try:
            created = json.loads((self.releases / release / MANIFEST).read_bytes())["created"]
        except (OSError, LookupError, ValueError, TypeError, RecursionError):
            created = ""
        return age(release, str(created))

    def read(self, release: str, name: str) -> bytes:
        """A file of a release as it is; SurveyError where it is gone or can't be read."""
        path = self.releases / release / name
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
            raise damaged(release, name) from error
        except OSError as error:
            raise unreadable(path, self.folder, error) from error

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
        """The path of one file of a release; SurveyError for any other name."""
        known = (MANIFEST, *self.manifest(release).files)
        if name not in known:
            raise SurveyError(
                f"Release {release} has no file {name[:40]!r}.", f"It has: {', '.join(known)}."
            )
        return self.releases / release / name

    def verified(self, release: str) -> dict[str, bytes]:
        """The files of a release by name; SurveyError where one differs from its checksum."""
        return verified(self.manifest(release), lambda name: self.read(release, name))

    def load(self, release: str, *, compact: bool = False) -> Release:
        """A release with its tables; SurveyError where a file differs from its checksum.

        ``compact`` keeps each text of the tables once, in a quarter of their memory: enough for
        whoever only looks things up.
        """
        manifest = self.manifest(release)
        content = verified(manifest, lambda name: self.read(release, name))
        return release_from(manifest, content, compact=compact)

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
