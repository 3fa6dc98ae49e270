"""A service account's key in every form that an operator may give it, and how to find it again."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

KEY_ID = "9d41c7be02f58a36e1d0b7f4c3a29586e0fd1b47"  # of the private key, as Google writes them
WINDOW = 24  # characters of a key that nobody may see in a row

Account = Mapping[str, str]


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def in_lines(text: str, length: int = 76) -> str:
    return "\n".join(text[at : at + length] for at in range(0, len(text), length))


def toml(account: Account) -> str:
    return "\n".join(f"{name} = {json.dumps(value)}" for name, value in account.items())


def raw_lines(account: Account) -> str:
    """JSON whose private key has real line breaks, as a shell or TOML leaves it."""
    return json.dumps(account).replace("\\n", "\n")


# How the key stands in an environment variable.
TEXTS = {
    "JSON": json.dumps,
    "JSON over several lines": lambda key: json.dumps(key, indent=2),
    "JSON with real line breaks": raw_lines,
    "JSON with the line breaks written out twice": lambda key: json.dumps(key).replace(
        "\\n", "\\\\n"
    ),
    "JSON with space and a byte-order mark": lambda key: f"\ufeff \n{json.dumps(key)}\n ",
    "JSON in single quotes": lambda key: f"'{json.dumps(key)}'",
    "JSON in double quotes": lambda key: f'"{json.dumps(key)}"',
    "a string of JSON": lambda key: json.dumps(json.dumps(key)),
    "a string of JSON without its quotes": lambda key: json.dumps(json.dumps(key))[1:-1],
    "base64": lambda key: packed(json.dumps(key)),
    "base64, url-safe": lambda key: packed(json.dumps(key)).translate(str.maketrans("+/", "-_")),
    "base64 without padding": lambda key: packed(json.dumps(key) + " ").rstrip("="),
    "base64 in lines": lambda key: in_lines(packed(json.dumps(key, indent=2))) + "\n",
    "base64 in quotes": lambda key: f'"{packed(json.dumps(key))}"',
    "base64 of a file with a byte-order mark": lambda key: packed(f"\ufeff{json.dumps(key)}"),
}
# How it stands in .streamlit/secrets.toml.
SECRETS = {
    "a table": lambda key: f"[google_service_account]\n{toml(key)}",
    "a table of Streamlit's example": lambda key: f"[gcp_service_account]\n{toml(key)}",
    "a connection": lambda key: f"[connections.gsheets]\n{toml(key)}",
    "a literal string": lambda key: f"google_service_account = '''{json.dumps(key)}'''",
    "a string with line breaks": lambda key: (
        f"google_service_account = '''\n{raw_lines(key)}\n'''\n"
    ),
    "a basic string": lambda key: (
        f'google_service_account = """{json.dumps(key)}"""'  # its \n become line breaks
    ),
    "a string named like the variable": lambda key: (
        f"GOOGLE_SERVICE_ACCOUNT = '''{json.dumps(key)}'''"
    ),
    "base64": lambda key: f'GOOGLE_SERVICE_ACCOUNT = "{packed(json.dumps(key))}"',
}
# What no key can be read from, and what an operator who looks for a key would still find in it.
BROKEN = {
    "JSON cut off": lambda key: json.dumps(key)[:1200],
    "the rest of it": lambda key: json.dumps(key)[300:],
    "JSON without token_uri": lambda key: json.dumps(without(key, "token_uri")),
    "JSON with a token_uri in clear": lambda key: json.dumps(
        {**key, "token_uri": f"http://example.org/{KEY_ID}"}
    ),
    "JSON with half a private key": lambda key: json.dumps(
        {**key, "private_key": key["private_key"][:900]}
    ),
    "JSON of another kind of key": lambda key: json.dumps({**key, "type": "authorized_user"}),
    "base64 cut off": lambda key: packed(json.dumps(key))[:1501],
    "the rest of the base64": lambda key: packed(json.dumps(key))[1500:],
    "base64 with a stray letter": lambda key: f"!{packed(json.dumps(key))}",
    "the private key alone": lambda key: key["private_key"],
    "the private key in one line": lambda key: key["private_key"].replace("\n", " "),
    "the private key without its frame": lambda key: "".join(key["private_key"].split("\n")[1:-2]),
    "the private key in base64": lambda key: packed(key["private_key"]),
    "the private key's id": lambda key: key["private_key_id"],
}


def without(key: Account, name: str) -> Account:
    return {each: value for each, value in key.items() if each != name}


def put_into_secrets(folder: Path, content: str) -> None:
    """Writes .streamlit/secrets.toml below a folder."""
    (folder / ".streamlit").mkdir()
    file = folder / ".streamlit" / "secrets.toml"
    file.write_text(content, "utf-8")
    file.chmod(0o600)


def as_read(text: str) -> str:
    """A text without what Markdown, JSON or a message's own form put between its letters."""
    unjoined = re.sub(r"\u2060|\\+u2060|\\+342\\+201\\+240", "", text)
    return re.sub(r"\\+(?=[\W_])", "", unjoined)


def leaks(said: str, key: Account) -> list[str]:
    """What of a key can be read in a text, of the private key or its id, plain or in base64."""
    body = "".join(key["private_key"].split("\n")[1:-2])
    secrets = [key["private_key"], body, key["private_key_id"]]
    secrets += [packed(json.dumps(key)), packed(json.dumps(key, indent=2))]
    secrets += [packed(f"\ufeff{json.dumps(key)}"), packed(key["private_key"])]
    windows = {each for secret in secrets for each in _windows(secret)}
    plain = re.sub(r"\\+n", "\n", as_read(said))
    texts = (plain, plain.replace("\n", ""), plain.translate(str.maketrans("-_", "+/")))
    return [each for text in texts for each in _windows(text) if each in windows]


def _windows(text: str) -> Iterable[str]:
    return (text[at : at + WINDOW] for at in range(len(text) - WINDOW + 1))
