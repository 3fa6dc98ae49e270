"""Values as TOML writes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

LINE = 100  # characters


def text(value: str) -> str:
    """A basic string; JSON's escapes are TOML's, which also wants one for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def value(held: object) -> str:
    """A text, a number, a truth value, a list or a table, on one line."""
    if isinstance(held, bool):
        return "true" if held else "false"
    if isinstance(held, int | float):
        return f"{held:g}" if isinstance(held, float) else str(held)
    if isinstance(held, str):
        return text(held)
    if isinstance(held, Mapping):
        return table(held)
    if isinstance(held, Iterable):
        return f"[{', '.join(map(value, held))}]"
    raise TypeError(f"TOML has no {type(held).__name__}")


def table(held: Mapping[str, object]) -> str:
    """An inline table: { code = "never", score = 0 }."""
    return "{ " + ", ".join(f"{key} = {value(each)}" for key, each in held.items()) + " }"


def line(key: str, held: object, comment: str = "") -> str:
    """A key with its value, and a comment behind it; a long list takes several lines."""
    behind = f" # {comment}" if comment else ""
    written = f"{key} = {value(held)}"
    if len(written) <= LINE or isinstance(held, str | Mapping) or not isinstance(held, Iterable):
        return written + behind
    return f"{key} = [{behind}\n{items(held)}]"


def items(held: Iterable[object]) -> str:
    """The entries of a list, each on a line of its own."""
    return "".join(f"  {value(each)},\n" for each in held)
