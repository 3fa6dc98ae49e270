"""The store of releases: immutable folders, written whole, verified when read."""

from __future__ import annotations

import contextlib
import hashlib
import json
import lzma
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.answers.intake_report import IntakeReport
from analysis.codebook import Codebook
from analysis.counting.cohorts import EVERYONE
from analysis.disclosure.blocks import Beginning
from analysis.errors import NotYet, SurveyError
from analysis.published import Count
from analysis.release import Manifest, Release
from analysis.release.corrections import Correction
from data import atomic, corrections
from data.atomic import settle, writable, write_atomically
from data.release_ids import OLD_ID, RELEASE_ID

DEFAULT_FOLDER = ".store"
TABLES = ("counts", "estimates", "items")
LATER = ("term", "method")  # columns of the estimates since schema version 2
SHOWN = ("published", "carried-over")  # of a manifest's cohorts: the rest are withheld
DRAFT = ".draft-"
BROKEN_PACKAGE = (  # what zipfile raises on one that was tampered with
    OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError,
)  # fmt: skip


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
    def correction_log(self) -> Path:
        return self.releases / corrections.FILE

    def corrections(self) -> tuple[Correction, ...]:
        """What was found wrong in which release; SurveyError where the log can't be trusted."""
        return corrections.read(self.correction_log)

    def ids(self) -> list[str]:
        """The ids of all whole releases, the newest first: by when they were cut, never by name."""
        try:
            found = [each.name for each in self.releases.iterdir() if self._is_there(each.name)]
        except OSError:
            return []
        return sorted(found, key=self._age, reverse=True)

    def _is_there(self, release: str) -> bool:
        is_named = RELEASE_ID.fullmatch(release) is not None
        return is_named and (self.releases / release / "manifest.json").is_file()

    def _age(self, release: str) -> tuple[str, int, int]:
        """When it was cut, and which of those of one moment it is.

        Of old releases the id tells the day and their order within it, and they come before all
        others of that day. Of a damaged release only what its id tells is known.
        """
        if old := OLD_ID.fullmatch(release):
            return old[1], int(old[2]), 0
        held = Beginning.held_by(release) or Beginning(0)
        return self._created(release), held.blocks, held.more

    def _created(self, release: str) -> str:
        """When a release was cut, in UTC; nothing where its manifest can't be read."""
        try:
            said = json.loads((self.releases / release / "manifest.json").read_bytes())
            moment = datetime.fromisoformat(said["created"])
            return moment.astimezone(UTC).isoformat(timespec="seconds")
        except (OSError, LookupError, ValueError, TypeError, RecursionError, OverflowError):
            return ""

    def manifest(self, release: str) -> Manifest:
        """What a stored release says of itself; SurveyError if it is not there or unreadable."""
        if not self._is_there(release):
            known = ", ".join(self.ids()[:3]) or "none yet"
            raise SurveyError(f"There is no release {release[:40]!r}.", f"The newest are: {known}.")
        try:
            said = json.loads((self.releases / release / "manifest.json").read_bytes())
            names = {each.name for each in fields(Manifest)}
            found = Manifest(**{key: said[key] for key in said if key in names})
            found = replace(
                found,
                cohorts=_cohorts(found.cohorts),
                audit={name: int(number) for name, number in dict(found.audit).items()},
                files=dict(found.files),
                not_asked=tuple(found.not_asked),
            )
            int(found.policy["k"]), found.created_at  # pages tell these two
        except (OSError, LookupError, ValueError, TypeError, RecursionError) as error:
            raise _damaged(release, "manifest.json") from error
        return found

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
        known = ("manifest.json", *self.manifest(release).files)
        if name not in known:
            raise SurveyError(
                f"Release {release} has no file {name[:40]!r}.", f"It has: {', '.join(known)}."
            )
        return self.releases / release / name

    def verified(self, release: str) -> dict[str, bytes]:
        """The files of a release by name; SurveyError where one differs from its checksum."""
        content, sums = {}, self.manifest(release).files
        for name, wanted in sums.items():
            try:
                content[name] = (self.releases / release / name).read_bytes()
            except OSError as error:
                raise _damaged(release, name) from error
            if hashlib.sha256(content[name]).hexdigest() != wanted:
                raise _damaged(release, name)
        lacking = {"codebook.json", *(f"{name}.parquet" for name in TABLES)} - set(content)
        if lacking:
            raise _damaged(release, min(lacking))
        return content

    def load(self, release: str, *, compact: bool = False) -> Release:
        """A release with its tables; SurveyError where a file differs from its checksum.

        ``compact`` keeps each text of the tables once, in a quarter of their memory: enough for
        whoever only looks things up.
        """
        manifest, content = self.manifest(release), self.verified(release)
        with _whole(release, "codebook.json"):
            codebook = Codebook.model_validate_json(content["codebook.json"])
        tables = {}
        for name in TABLES:
            with _whole(release, f"{name}.parquet"):
                tables[name] = _table(content[f"{name}.parquet"], compact)
        for column in LATER:  # schema version 1 does not have them
            if column not in tables["estimates"]:
                tables["estimates"][column] = pd.Series(dtype="str")
        return Release(manifest, codebook, **tables)

    def codebook(self, survey: str) -> Codebook | None:
        """That of a survey's newest release in which it is whole, None if there is none."""
        for manifest in self.manifests(survey):
            try:
                held = (self.releases / manifest.id / "codebook.json").read_bytes()
                if hashlib.sha256(held).hexdigest() == manifest.files.get("codebook.json"):
                    return Codebook.model_validate_json(held)
            except (OSError, ValueError):
                continue
        return None

    def heads(self, release: str) -> dict[str, Count]:
        """How many of each group answered, rounded; read without the rest of the release."""
        try:
            told = pq.read_table(
                self.file(release, "counts.parquet"),
                columns=["group", "count", "count_low", "count_high"],
                filters=(pc.field("cohort") == EVERYONE) & pc.field("indicator").is_null(),
            )
        except (OSError, pa.ArrowException) as error:
            raise _damaged(release, "counts.parquet") from error
        rows = zip(*(told[name].to_pylist() for name in told.column_names), strict=True)
        return {group: Count(*numbers) for group, *numbers in rows}

    def packed(self, release: str) -> dict[str, int]:
        """The sizes in bytes of the files in a release's package, by name."""
        try:
            with zipfile.ZipFile(self.file(release, "package.zip")) as package:
                return {each.filename: each.file_size for each in package.infolist()}
        except BROKEN_PACKAGE as error:
            raise _damaged(release, "package.zip") from error

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

    def refuse_taken(self, release: str) -> None:
        """SurveyError where the store has a release of that id: it never gets other contents."""
        if (self.releases / release).exists():
            raise SurveyError(
                f"The store holds another release {release}, and releases never change.",
                "Give this survey a store of its own: SURVEY_STORE, or --store.",
            )

    def add(self, manifest: Manifest, files: Mapping[str, bytes]) -> None:
        """Writes a release whole or not at all; SurveyError where there is one of its id."""
        self.refuse_taken(manifest.id)
        with writable(self.folder):
            self.releases.mkdir(exist_ok=True)
            draft = Path(tempfile.mkdtemp(dir=self.releases, prefix=DRAFT))
            try:
                sums = {name: hashlib.sha256(held).hexdigest() for name, held in files.items()}
                told = manifest_json(manifest) | {"files": sums}
                for name, held in {**files, "manifest.json": _json(told)}.items():
                    write_atomically(draft / name, held)
                draft.chmod(0o755)
                settle(draft)
                os.rename(draft, self.releases / manifest.id)
                settle(self.releases)
            finally:
                shutil.rmtree(draft, ignore_errors=True)

    @contextlib.contextmanager
    def publishing(self) -> Iterator[None]:
        """Held by whoever publishes; SurveyError for a second one at the same time."""
        with writable(self.folder):
            lock = (self.folder / ".publishing").open("a")
        with lock:
            if not atomic.try_to_lock(lock):
                raise NotYet(
                    "Another process is publishing to this store.", "Try again in a minute."
                )
            for left in self.releases.glob(f"{DRAFT}*"):  # by one that was killed at work
                shutil.rmtree(left, ignore_errors=True)
            for found in self.releases.glob("[0-9r]*"):  # a new one is held against all before it
                if RELEASE_ID.fullmatch(found.name):
                    if not self._is_there(found.name):
                        raise _damaged(found.name, "manifest.json")
                    self.manifest(found.name)
            yield

    def keep_private(self, name: str, said: Mapping[str, Any]) -> None:
        """Writes a private note that only the store's owner can read."""
        self.keep_private_file(name, _json(said))

    def keep_private_file(self, name: str, held: bytes) -> None:
        """Writes a private file that only the store's owner can read."""
        with writable(self.folder):
            self.private.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self.private / name, held, mode=0o600)

    def private_file(self, name: str) -> bytes | None:
        try:
            return (self.private / name).read_bytes()
        except OSError:
            return None

    def private_note(self, name: str) -> dict[str, Any] | None:
        try:
            return dict(json.loads(self.private_file(name) or b""))
        except (TypeError, ValueError):
            return None

    def intake_report(self) -> IntakeReport | None:
        """How the source was last read, for the operator's page; None if it never was.

        None as well where an earlier version of this program wrote the report: the next reading
        brings a new one.
        """
        try:
            return IntakeReport.from_json(self.private_note("intake.json") or {})
        except (KeyError, TypeError, ValueError):
            return None


def manifest_json(manifest: Manifest) -> dict[str, Any]:
    """The manifest as manifest.json holds it, without the files' checksums."""
    return {each.name: getattr(manifest, each.name) for each in fields(Manifest)}


def _cohorts(told: Mapping[str, int]) -> dict[str, int]:
    """How many cohorts are shown and withheld, by the names of this schema version."""
    shown = {name: int(told[name]) for name in SHOWN if name in told}
    return shown | {"withheld": sum(dict(told).values()) - sum(shown.values())}


def _table(content: bytes, compact: bool) -> pd.DataFrame:
    schema = pq.read_schema(pa.BufferReader(content))
    texts = [field.name for field in schema if pa.types.is_string(field.type)] if compact else None
    return pq.read_table(pa.BufferReader(content), read_dictionary=texts).to_pandas()


def _json(said: Mapping[str, Any]) -> bytes:
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


@contextlib.contextmanager
def _whole(release: str, name: str) -> Iterator[None]:
    """Turns a file that was published broken, or by somebody else, into a sentence."""
    try:
        yield
    except (OSError, ValueError, pa.ArrowException) as error:
        raise _damaged(release, name) from error


def _damaged(release: str, name: str) -> SurveyError:
    return SurveyError(
        f"Release {release} is damaged: {name} is not what was published.",
        "Restore it from a backup, or remove its folder; an older release is shown meanwhile.",
    )
