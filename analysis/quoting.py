"""How a message may repeat what somebody gave the program: shortened, and never a key.

A key that was pasted into the wrong setting must not come back in an error, a log or a page.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST = 60  # characters of a value that a message repeats
SURELY_PACKED = 100  # characters of base64 that are no path and no address
HIDDEN = "(not shown: it looks like a key)"
KEY_MARKS = re.compile(  # not the words alone: folders and files are named like keys
    r"""private_?key(?:_id)?\\*["']?\s*[:=] | -----(?:BEGIN|END) | \ KEY----- | [\n\r]
    | \{\s*\\*["'] | ["']\s*\}""",
    re.IGNORECASE | re.VERBOSE,
)
BASE64 = re.compile(r"[\w+/=\s-]+", re.ASCII)
RUN = re.compile(r"[A-Za-z0-9+]{24,}")  # too long for a word, unless it is all small letters
PEM = re.compile(r"-----BEGIN.*?(?:-----END[^-]*-----|\Z)", re.DOTALL | re.IGNORECASE)
LONG_WORD = re.compile(r"[\w+/=\\-]{40,}", re.ASCII)
LONG_RUN = re.compile(r"[A-Za-z0-9+]{40}")


def looks_like_key(value: str) -> bool:
    """Whether a value is a key, or a part of one: JSON, PEM, or base64 of either."""
    if KEY_MARKS.search(value):
        return True
    is_packed = len(value) >= SURELY_PACKED and BASE64.fullmatch(value)
    return bool(is_packed) and any(_is_of_all_kinds(run) for run in RUN.findall(value))


def quoted(value: object) -> str:
    """A setting's value as a message may repeat it, in quotes: enough to find it by.

    Of an address only the host is left, of anything long its two ends; what could be a part of a
    key is left out.
    """
    text = str(value)
    if looks_like_key(text):
        return HIDDEN
    if "://" in text:
        text = _host(text)
    text = RUN.sub(lambda run: run[0] if run[0].islower() and run[0].isalpha() else "…", text)
    return repr(text if len(text) <= LONGEST else f"{text[:20]}…{text[21 - LONGEST :]}")


def without_keys(message: str) -> str:
    """A message with every PEM block and every long random word in it left out."""
    return LONG_WORD.sub(lambda word: _unless_random(word[0]), PEM.sub(HIDDEN, message))


def _unless_random(word: str) -> str:
    """A word that is shown if it isn't random; of a path each part by itself."""
    parts = word.split("/") if word.startswith("/") else [word]
    return "/".join(HIDDEN if _is_random(part) else part for part in parts)


def _is_random(word: str) -> bool:
    """Whether 40 letters and digits follow each other in it, as in base64 and in digests."""
    return any(
        re.search("[0-9]", run) and re.search("[A-Za-z]", run) for run in LONG_RUN.findall(word)
    )


def _is_of_all_kinds(run: str) -> bool:
    """Whether it has capitals, small letters and digits: digests and names of folders have not."""
    return all(re.search(kind, run) for kind in ("[A-Z]", "[a-z]", "[0-9]"))


def _host(address: str) -> str:
    """The scheme and the host of an address, without names, passwords, path and query."""
    scheme = address.partition("://")[0]
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    return f"{scheme}://{host}/…"
