"""The service account's key: which setting gives it, and the forms it may have there.

Nothing here repeats a word of what it reads, and no error is chained to one that does.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.quoting import looks_like_key
from data.secrets_file import SECRETS, secrets

ENTRIES = (  # of secrets.toml: ours, and those that Streamlit's own examples use
    ("google_service_account",),
    ("GOOGLE_SERVICE_ACCOUNT",),
    ("gcp_service_account",),
    ("connections", "gsheets"),
)
PEM = re.compile(r"-----BEGIN ([A-Z ]+)-----(.*)-----END \1-----", re.DOTALL)
LINE = 64  # characters of a line in PEM (RFC 7468, section 2)


@dataclass(frozen=True)
class GoogleKey:
    """The setting that gives a key, and the key: in a file, or itself as a table or as a text.

    ``in_secrets``: the setting is an entry of secrets.toml.
    """

    setting: str
    file: Path | None = field(default=None, repr=False)
    content: Mapping[str, Any] | str | None = field(default=None, repr=False)
    in_secrets: bool = False

    @classmethod
    def of(cls, setting: str, value: object, *, in_secrets: bool = False) -> GoogleKey | None:
        """What a setting gives: a table, the key as text or else a path; None if it is empty."""
        if isinstance(value, Mapping):
            return cls(setting, content=value, in_secrets=in_secrets) if value else None
        text = unwrapped(value) if isinstance(value, str) else ""
        if looks_like_key(text) and not _names_json_file(text):
            return cls(setting, content=str(value), in_secrets=in_secrets)
        return cls(setting, file=Path(text), in_secrets=in_secrets) if text else None


def google_key(env: Mapping[str, str]) -> GoogleKey | None:
    """The key that the environment or secrets.toml gives; what is meant for this program first."""
    return (
        GoogleKey.of("GOOGLE_SERVICE_ACCOUNT", env.get("GOOGLE_SERVICE_ACCOUNT"))
        or key_in_secrets()
        or GoogleKey.of("GOOGLE_APPLICATION_CREDENTIALS", env.get("GOOGLE_APPLICATION_CREDENTIALS"))
    )


def key_in_secrets(file: Path = SECRETS) -> GoogleKey | None:
    """The first key among the ENTRIES of secrets.toml, or None."""
    tables = secrets(file)
    keys = (
        GoogleKey.of(f"{'.'.join(path)} of {SECRETS}", _at(tables, path), in_secrets=True)
        for path in ENTRIES
    )
    return next((key for key in keys if key), None)


def _names_json_file(text: str) -> bool:
    return text.lower().endswith(".json") and len(text.splitlines()) == 1


def _at(table: object, path: tuple[str, ...]) -> object:
    """The entry of that path; None where there is none, or it is the address of a public sheet."""
    for name in path:
        table = table.get(name) if isinstance(table, Mapping) else None
    if path[0] == "connections" and isinstance(table, Mapping) and "private_key" not in table:
        return None
    return table


def parsed(text: str) -> Any:
    """What a text holds as JSON, as JSON within quotes, or as base64 of either; None if nothing."""
    for form in _forms(text):
        try:
            value = json.loads(form, strict=False)  # line breaks of the private key may be real
        except (ValueError, RecursionError):
            continue
        value = parsed(value) if isinstance(value, str) else value
        if value is not None:
            return value
    return None


def _forms(text: str) -> Iterator[str]:
    bare = unwrapped(text)
    yield text.strip(" \t\r\n\ufeff")
    yield bare
    if '\\"' in bare:
        yield f'"{bare}"'  # a string of JSON without the quotes around it
    yield _unpacked(bare)


def unwrapped(text: str) -> str:
    """A text without the space, the byte-order mark and the one pair of quotes around it."""
    bare = text.strip(" \t\r\n\ufeff")
    is_wrapped = len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "'\""
    return bare[1:-1].strip() if is_wrapped else bare


def _unpacked(text: str) -> str:
    """The text in base64, standard or url-safe, in lines or not, padded or not; else nothing."""
    letters = re.sub(r"\\n|\s|=", "", text).translate(str.maketrans("-_", "+/"))
    try:
        content = base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True)
        return content.decode("utf-8-sig")
    except ValueError:
        return ""


def whole_pem(private_key: str) -> str:
    """A private key in lines, whatever its line breaks became on the way here."""
    parts = PEM.search(private_key)
    if parts is None:
        return private_key
    kind, body = parts[1], re.sub(r"\\+[nr]|\s", "", parts[2])
    lines = (body[at : at + LINE] for at in range(0, len(body), LINE))
    return "\n".join([f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----", ""])
