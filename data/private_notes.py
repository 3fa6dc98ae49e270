"""The private folder of a store: what is kept there is read as it was kept, or not at all.

What is damaged, or may not be read, is not taken for absent: whoever asks is to be held to it.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from analysis.errors import SurveyError
from data.storage import Storage
from data.storage.folder import NotAFile

Kind = TypeVar("Kind")
log = logging.getLogger("team_of_one")
PRIVATE = "private/"
OPEN_TO_ANYBODY = (
    "Anybody can read the private counts of the store %s. Take public access away from what lies "
    "below its private/; what was read meanwhile can't be taken back."
)
FROM_BACKUP = "Restore it from a backup of the store."


class DamagedNote(SurveyError):
    """A private file is there and is not what was kept."""

    def __init__(self, name: str, remedy: str = FROM_BACKUP) -> None:
        self.name = name
        super().__init__(f"The private file {name} is damaged: it is not what was kept.", remedy)


@dataclass(frozen=True)
class PrivateNotes:
    """The files of a store that only its owner can read."""

    storage: Storage

    def keep(self, name: str, said: Mapping[str, Any]) -> None:
        """Writes a note whole or not at all; SurveyError where the store can't be written."""
        self.keep_file(name, as_json(said))

    def keep_file(self, name: str, held: bytes) -> None:
        """Writes a file whole or not at all; SurveyError where the store can't be written."""
        self.storage.write(PRIVATE + name, held)

    def remove(self, name: str) -> None:
        """Takes a file out, if it is there."""
        self.storage.remove(PRIVATE + name)

    def names(self) -> list[str]:
        """What is there; SurveyError where that can't be told."""
        return self.storage.names(PRIVATE)

    def file(self, name: str) -> bytes | None:
        """What a file holds, None only where there is none; SurveyError where it can't be read."""
        try:
            return self.storage.read(PRIVATE + name)
        except NotAFile:
            raise DamagedNote(name) from None

    def warn_if_open(self, store: object) -> None:
        """Says so in the log where people without an account can read what is there."""
        with contextlib.suppress(SurveyError):  # of a store that can't be read, others tell
            if self.storage.is_open_to_anybody(PRIVATE):
                log.warning(OPEN_TO_ANYBODY, store)

    def note(self, name: str, kind: type[Kind]) -> Kind | None:
        """A note of a kind, None only where there is none; SurveyError where it is not of it."""
        held = self.file(name)
        if held is None:
            return None
        try:
            return TypeAdapter(kind).validate_json(held, strict=True)
        except ValidationError:
            raise DamagedNote(name) from None


def as_json(said: Mapping[str, Any]) -> bytes:
    """A note, or a manifest, as its file holds it."""
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()
