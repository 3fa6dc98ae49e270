"""The values that a setting may have: a whole number within a range, or one of a few words."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.errors import SurveyError
from analysis.quoting import quoted


def whole(env: Mapping[str, str], name: str, default: int, most: int) -> int:
    """The number from 0 to ``most`` that a setting is, the default where it is not set."""
    said = (env.get(name) or "").strip()
    if not said:
        return default
    is_whole = said.isascii() and said.isdecimal() and len(said) <= len(str(most))
    if not is_whole or int(said) > most:
        raise SurveyError(
            f"{name} is {quoted(said)}, which is no number from 0 to {most:,}.",
            f"Set it to a whole number, such as {default}.",
        )
    return int(said)


def choice(env: Mapping[str, str], name: str, known: tuple[str, ...], default: str) -> str:
    """One of the known words, the default where it is not set."""
    said = (env.get(name) or "").strip()
    if said and said not in known:
        raise SurveyError(f"{name} can't be {quoted(said)}.", f"Use one of: {', '.join(known)}.")
    return said or default
