"""The licences of all packages the app runs on; ``python -m tests.licences docs/licences.md``.

They are read from what is installed, for every package that the hashed requirements name; for one
that this system does without, from the page as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
LOCKS = ("requirements.txt", "requirements-sign-in.txt", "requirements-spark.txt")
NAMED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)
# What packages say where they don't use SPDX's ids -> the id.
MEANT = {
    "2-clause bsd": "BSD-2-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}
# All may be used by, and shipped beside, a program under the MIT licence.
COMPATIBLE = {
    *("MIT", "MIT-0", "MIT-CMU", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"),
    *("PSF-2.0", "Zlib", "CC0-1.0", "Unlicense"),
    "MPL-2.0",  # its files stay under it; none is changed here
}
TITLE = """\
# Licences of what it runs on

Every package that the hashed requirements name, with the licence it states. All are compatible
with this program's own, the MIT licence. `make licences` renews this page; a test keeps it true.

| package | licence |
|---|---|
"""


def packages() -> list[str]:
    """The names in the locks, in order."""
    told = (ROOT.joinpath(lock).read_text("utf-8") for lock in LOCKS)
    return sorted({name for lock in told for name in NAMED.findall(lock)})


def licence(package: str) -> str:
    """The SPDX expression of a package's licence, as far as the package tells it."""
    try:
        told = metadata(package)
    except PackageNotFoundError:
        listed = re.search(rf"^\| {re.escape(package)} \| (.+) \|$", PAGE.read_text("utf-8"), re.M)
        return listed[1] if listed else "unknown"
    classified = [each for each in told.get_all("Classifier") or () if each.startswith("License")]
    stated = told.get("License-Expression") or (told.get("License") or "").strip()
    said = [stated, *(each.rpartition(" :: ")[2] for each in classified)]
    return next((MEANT.get(each.lower(), each) for each in said if 0 < len(each) < 80), "unknown")


def parts(expression: str) -> Iterator[list[str]]:
    """The licences of which all hold, each as the ids one may choose from."""
    for each in expression.split(" AND "):
        yield [choice.strip("() ") for choice in each.split(" OR ")]


def is_compatible(expression: str) -> bool:
    return all(COMPATIBLE & set(choices) for choices in parts(expression))


def page() -> str:
    return TITLE + "".join(f"| {name} | {licence(name)} |\n" for name in packages())


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8")
