"""How a release is cited: in words that name its id, and with one checksum of all its data.

The checksum can be had with standard tools: ``SHA256SUMS`` in the package is what ``sha256sum``
prints for the release's data files in the order of their names, and the checksum is the SHA-256 of
that file. So ``sha256sum -c SHA256SUMS`` verifies the files, and ``sha256sum SHA256SUMS`` gives the
number that citations carry.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from analysis.release.corrections import Correction, as_cited
from analysis.release.release import Manifest

PACKAGE = "package.zip"  # made of the other files, so no part of what is cited
LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "ODC-By-1.0": "https://opendatacommons.org/licenses/by/1-0/",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "PDDL-1.0": "https://opendatacommons.org/licenses/pddl/1-0/",
}
SYNTHETIC = "Synthetic demo data: no real person answered."


def data_files(files: Mapping[str, str]) -> dict[str, str]:
    """The SHA-256 of each data file of a release, by name in order; the package is left out."""
    return {name: files[name] for name in sorted(files) if name != PACKAGE}


def checksum_lines(files: Mapping[str, str]) -> str:
    """The data files' checksums as ``sha256sum`` prints them, one a line."""
    return "".join(f"{digest}  {name}\n" for name, digest in data_files(files).items())


def checksum(files: Mapping[str, str]) -> str:
    """The release's checksum, 64 hexadecimal digits; empty where no file's checksum is known."""
    lines = checksum_lines(files)
    return hashlib.sha256(lines.encode()).hexdigest() if lines else ""


def citation(manifest: Manifest, corrected: Iterable[Correction] = ()) -> str:
    """The citation of a release: source, id, day, checksum; says so where the data is made up.

    ``corrected`` are the release's own corrections; they are named in front of the checksum.
    """
    said = [manifest.citation, f"Release {manifest.id}, {manifest.created[:10]}."]
    if manifest.synthetic:
        said.append(SYNTHETIC)
    if named := as_cited(corrected):
        said.append(named)
    digest = checksum(manifest.files)
    return " ".join([*said, *([f"SHA-256 {digest}"] if digest else [])])


def licence_address(licence: str) -> str | None:
    """Where a licence can be read; None for one that isn't a common licence for data."""
    return LICENCES.get(licence)
