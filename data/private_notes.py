"""The private folder of a store: what is kept there is read as it was kept, or not at all.

What is damaged, or may not be read, is not taken for absent: whoever asks is to be held to it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from analysis.errors import SurveyError
from data.access import unreadable
from data.atomic import writable, write_atomically

Kind = TypeVar("Kind")
FROM_BACKUP = "Restore it from a backup of the store."


class DamagedNote(SurveyError):
    """A private file is there and is not what was kept."""

    def __init__(self, name: str, remedy: str = FROM_BACKUP) -> None:
        self.name = name
        super().__init__(f"The private file {name} is damaged: it is not what was kept.", remedy)


@dataclass(frozen=True)
class PrivateNotes:
    """The files of a store that only its owner can read."""

    store: Path

    @property
    def folder(self) -> Path:
        return self.store / "private"

    def keep(self, name: str, said: Mapping[str, Any]) -> None:
        """Writes a note whole or not at all; SurveyError where the store can't be written."""
        self.keep_file(name, as_json(said))

    def keep_file(self, name: str, held: bytes) -> None:
        """Writes a file whole or not at all; SurveyError where the store can't be written."""
        with writable(self.store):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self.folder / name, held, mode=0o600)

    def remove(self, name: str) -> None:
        """Takes a file out, if it is there."""
        with writable(self.store):
            (self.folder / name).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """What is there; SurveyError where that can't be told."""
        try:
            return sorted(os.listdir(self.folder))
        except OSError as error:
            if self._is_absent(error):
                return []
            raise unreadable(self.folder, self.store, error) from error

    def file(self, name: str) -> bytes | None:
        """What a file holds, None only where there is none; SurveyError where it can't be read."""
        path = self.folder / name
        try:
            return path.read_bytes()
        except IsADirectoryError:
            raise DamagedNote(name) from None
        except OSError as error:
            if self._is_absent(error):
                return None
            raise unreadable(path, self.store, error) from error

    def note(self, name: str, kind: type[Kind]) -> Kind | None:
        """A note of a kind, None only where there is none; SurveyError where it is not of it."""
        held = self.file(name)
        if held is None:
            return None
        try:
            return TypeAdapter(kind).validate_json(held, strict=True)
        except ValidationError:
            raise DamagedNote(name) from None

    def _is_absent(self, error: OSError) -> bool:
        """Whether there is nothing of the name, rather than something that can't be read."""
        if isinstance(error, NotADirectoryError):
            return not self.store.is_dir()  # else something else lies in the folder's place
        return isinstance(error, FileNotFoundError)


def as_json(said: Mapping[str, Any]) -> bytes:
    """A note, or a manifest, as its file holds it."""
    return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()
