"""Reading a codebook file."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from analysis.codebook import Codebook
from analysis.codebook.parsing import parse
from analysis.errors import SurveyError


def load(path: Path) -> Codebook:
    """The codebook in a TOML file; SurveyError naming file, key and remedy of every problem."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        known = ", ".join(sorted(p.name for p in Path(__file__).parent.glob("*.toml")))
        raise SurveyError(
            f"There is no codebook {path}.",
            f"Set SURVEY_CODEBOOK (or --codebook) to a TOML file; shipped here: {known}.",
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SurveyError(
            f"The codebook {path} can't be read as a text file.", "Save it as TOML in UTF-8."
        ) from error
    try:
        return parse(_tables(text, path), path.name)
    except RecursionError as error:
        raise SurveyError(
            f"The codebook {path} has entries within entries without end.",
            "Write it as docs/codebook.md does.",
        ) from error


def _tables(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError as error:  # not TOML, or a number of thousands of digits
        raise SurveyError(
            f"The codebook {path} is not valid TOML: {error}.", "Mend that line."
        ) from error


def schema() -> str:
    """The JSON Schema of codebook files, generated from the types; editors complete from it."""
    return json.dumps(Codebook.model_json_schema(), indent=1, ensure_ascii=False) + "\n"
