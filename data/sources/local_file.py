"""A file on a disk of this machine: its names, and whether it can be opened and read."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import SurveyError


@dataclass(frozen=True)
class LocalFile:
    """What every source in a file is asked beside its answers."""

    path: Path

    @property
    def name(self) -> str:
        """The file's name, without its folder."""
        return self.path.name

    @property
    def identity(self) -> str:
        """The file's absolute path."""
        return os.path.abspath(self.path)

    def try_to_open(self) -> None:
        """Nothing, but SurveyError where the file can't be opened."""
        with readable(self.path):
            self.path.open("rb").close()


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Nothing, but an operating system's refusal to open or read ``path`` is a SurveyError."""
    try:
        yield
    except FileNotFoundError as error:
        raise SurveyError(
            f"The file {path} doesn't exist.", "Check the path that SURVEY_SOURCE gives."
        ) from error
    except IsADirectoryError as error:
        raise SurveyError(
            f"{path} is a folder, not a file.", "Name the file inside it that holds the answers."
        ) from error
    except PermissionError as error:
        raise SurveyError(
            f"The file {path} may not be read by the user that runs this program.",
            "Give that user permission to read it.",
        ) from error
    except OSError as error:
        raise SurveyError(
            f"The file {path} can't be read ({error.strerror or 'unknown reason'}).",
            "Check the disk or the network share it is on, or copy the file elsewhere.",
        ) from error
