"""The file secrets.toml: read the same way by the app and by the command line.

Nothing here repeats a word of what it reads, and no error is chained to one that does.
"""

from __future__ import annotations

import codecs
import os
import re
import tomllib
from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from analysis.errors import SurveyError

SECRETS = Path(".streamlit/secrets.toml")
A_SETTING = re.compile(r"(SURVEY|GOOGLE|SHEETS|SPARK|AWS|AZURE)_[A-Z0-9_]+")
OF_THE_KEY = "GOOGLE_SERVICE_ACCOUNT"  # which data.google_key finds in the file by itself
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def secrets(file: Path = SECRETS) -> Mapping[str, Any]:
    """What the file holds, nothing where there is none; SurveyError where it can't be read."""
    if not os.path.isfile(file):  # nor where systemd keeps a home folder out of sight
        return {}
    try:
        content = file.read_bytes()
        if content.startswith(WIDE) or b"\0" in content[:100]:
            raise SurveyError(
                f"The file {file} is in UTF-16, as Windows writes it with > or in Notepad.",
                "Save it as UTF-8.",
            )
        return tomllib.loads(content.decode("utf-8-sig"))
    except (OSError, ValueError):
        raise SurveyError(
            f"The file {file} can't be read as TOML.",
            f"Compare it with {SECRETS}.example, and let the user that runs this program read it.",
        ) from None  # it may carry the text of the file


def add_secrets(
    env: MutableMapping[str, str] = os.environ, files: Iterable[str | Path] | None = None
) -> None:
    """Adds the settings at the files' top level to the environment; of two files the later counts.

    ``files``: default the person's own and that of this folder, as Streamlit has it. SurveyError
    where a setting is in the environment too, and differs: nobody should have to know which one
    counts, of two stores to publish to.
    """
    found: dict[str, Any] = {}
    for file in map(Path, files or (os.path.join(os.path.expanduser("~"), SECRETS), SECRETS)):
        if file.suffix == ".toml":
            found |= secrets(file)
    for name, value in found.items():
        if not A_SETTING.fullmatch(name) or name == OF_THE_KEY:
            continue
        said = _as_text(name, value)
        if env.get(name, said) not in ("", said):
            raise SurveyError(
                f"{name} is set in the environment and in {SECRETS.name}, and not to the same.",
                "Remove one of the two.",
            )
        env[name] = said


def _as_text(name: str, value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, str | int | float):
        return str(value)
    raise SurveyError(
        f"{name} in {SECRETS.name} is no text and no number.", f'Write it as {name} = "...".'
    )
