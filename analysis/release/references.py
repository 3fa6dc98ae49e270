"""The citation of a release for programs that keep references: BibTeX and RIS.

Text of a codebook is escaped, so that whatever it holds stays one value of one field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.codebook import Codebook
from analysis.release.citing import citation
from analysis.release.corrections import Correction
from analysis.release.release import Manifest

SPECIAL = {  # characters of TeX's own
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def bibtex(
    manifest: Manifest, codebook: Codebook, address: str, corrected: Iterable[Correction] = ()
) -> str:
    """An entry of the type ``dataset`` (BibLaTeX; BibTeX reads it as ``misc``)."""
    day = manifest.created_at
    fields = {
        "title": f"{{{_tex(_title(manifest, codebook))}}}",
        "author": f"{{{_tex(codebook.title)}}}",
        "year": f"{day:%Y}",
        "month": f"{day.month}",
        "version": _tex(manifest.id),
        "url": re.sub(r"[{}\\\s]", "", address),
        "note": _tex(citation(manifest, corrected)),
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@dataset{{{codebook.id}-{manifest.id},\n{body}}}"


def ris(
    manifest: Manifest, codebook: Codebook, address: str, corrected: Iterable[Correction] = ()
) -> str:
    """A record of the type DATA; every line of it is one tag."""
    day = manifest.created_at
    tags = (
        ("TY", "DATA"),
        ("TI", _title(manifest, codebook)),
        ("AU", codebook.title),
        ("PY", f"{day:%Y}"),
        ("DA", f"{day:%Y/%m/%d}"),
        ("ET", manifest.id),
        ("UR", address),
        ("N1", citation(manifest, corrected)),
        ("ER", ""),
    )
    return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in tags)


def _title(manifest: Manifest, codebook: Codebook) -> str:
    return f"{codebook.title}, release {manifest.id}"


def _tex(text: str) -> str:
    flat = " ".join(text.split())
    return "".join(SPECIAL.get(letter, letter) for letter in flat)
