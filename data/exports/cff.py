"""The package's CITATION.cff, for programs that keep references."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from analysis.codebook import Codebook
from analysis.release import Manifest
from analysis.release.citing import checksum, citation

SPDX = re.compile(r"[A-Za-z0-9.+-]+")  # the form of a licence's id; others are told in the README
UNLIKE_JSON = "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"


def citation_file(manifest: Manifest, codebook: Codebook) -> str:
    """The citation of a release in the Citation File Format 1.2.0, which is YAML."""
    return "\n".join(_lines(manifest, codebook)) + "\n"


def _lines(manifest: Manifest, codebook: Codebook) -> Iterator[str]:
    yield "cff-version: 1.2.0"
    yield "type: dataset"
    yield f"title: {_quoted(f'{codebook.title}, release {manifest.id}')}"
    yield f"message: {_quoted(f'Cite as: {citation(manifest)}')}"
    yield "authors:"
    yield f"  - name: {_quoted(codebook.title)}"
    yield f"version: {_quoted(manifest.id)}"
    yield f"date-released: {manifest.created[:10]}"
    if SPDX.fullmatch(manifest.licence):
        yield f"license: {_quoted(manifest.licence)}"
    if digest := checksum(manifest.files):
        yield "identifiers:"
        yield "  - type: other"
        yield f"    value: {_quoted(f'sha256:{digest}')}"
        yield "    description: SHA-256 of SHA256SUMS, which lists the release's data files"


def _quoted(text: str) -> str:
    """A YAML scalar that means the text, whatever is in it.

    JSON's strings are YAML's but for characters that YAML takes for line ends or refuses.
    """
    said = json.dumps(text, ensure_ascii=False)
    return re.sub(UNLIKE_JSON, lambda found: f"\\u{ord(found[0]):04x}", said)
