"""The correction log: what was found wrong in which release, in a file beside the releases.

A release never changes, and what cites it goes on leading to it; so the word that it is wrong
stands outside it. Entries are added and never taken out. Whoever can write to the store can write
anything into the file, so all of it is checked when it is read.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from analysis.errors import SurveyError
from analysis.release.corrections import Correction
from data.release_ids import IDS
from data.storage import OPEN, Storage
from data.storage.folder import NotAFile

FILE = "corrections.json"
KEY = OPEN + FILE
MOST, LONGEST = 1000, 500  # entries, characters of a reason
LARGEST = 4 * 2**20  # bytes of the file
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # control, direction, private, unassigned

Id = Annotated[str, Field(pattern=IDS, max_length=20)]


class Entry(BaseModel):
    """One correction as the file and the API have it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    release: Id = Field(description="The release that was found to be wrong.")
    at: str = Field(max_length=40, description="When that was told, in UTC.")
    because: str = Field(min_length=1, max_length=LONGEST, description="What is wrong.")
    by: Id | None = Field(None, description="The release to use instead.")

    @field_validator("at")
    @classmethod
    def _is_a_moment(cls, said: str) -> str:
        if datetime.fromisoformat(said).utcoffset() != UTC.utcoffset(None):
            raise ValueError("not a moment in UTC")
        return said

    @field_validator("because")
    @classmethod
    def _can_be_seen(cls, said: str) -> str:
        if said != visible(said):
            raise ValueError("holds letters that can't be seen")
        return said

    @classmethod
    def of(cls, correction: Correction) -> Entry:
        return cls(**{name: getattr(correction, name) for name in cls.model_fields})

    def correction(self) -> Correction:
        return Correction(self.release, self.at, self.because, self.by)


ENTRIES = TypeAdapter(Annotated[list[Entry], Field(max_length=MOST)])


def read(storage: Storage) -> tuple[Correction, ...]:
    """The log in its order; empty where there is none, SurveyError where it can't be trusted."""
    try:
        held = storage.read(KEY)
        if held is None:
            return ()
        if len(held) > LARGEST:
            raise ValueError("too large")
        said = json.loads(held)["corrections"]
        return tuple(each.correction() for each in ENTRIES.validate_python(said))
    except (NotAFile, LookupError, ValueError, TypeError, RecursionError, ValidationError):
        raise SurveyError(
            f"The correction log can't be read: {FILE} is not what was written.",
            "Restore it from a backup; whether a release was corrected is not known meanwhile.",
        ) from None


def as_json(log: Sequence[Correction]) -> bytes:
    """The log as the file holds it."""
    told: list[dict[str, Any]] = [Entry.of(each).model_dump() for each in log]
    return (json.dumps({"corrections": told}, indent=1, ensure_ascii=False) + "\n").encode()


def visible(text: str) -> str:
    """A text in one line, without letters that can't be seen or that turn others around."""
    spaced = (" " if c.isspace() else c for c in text)
    seen = "".join(c for c in spaced if unicodedata.category(c) not in UNSEEN)
    return re.sub(" +", " ", unicodedata.normalize("NFC", seen)).strip()
