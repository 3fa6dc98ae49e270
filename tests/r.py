"""Where the R for the scripts' tests is; ``python -m tests.r`` sees to one.

The packages' R script needs R and nothing else, so the system's package will do.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.programs import install, succeeds

VARIABLE = "SURVEY_RSCRIPT"
ON_MACOS = Path("/Library/Frameworks/R.framework/Resources/bin/Rscript")
START_SECONDS = 20
REMEDY = (
    "Install it (Debian or Ubuntu: apt-get install r-base-core; elsewhere: r-project.org), or set "
    f"{VARIABLE} to the path of an Rscript, and run this again."
)


def find() -> Path | None:
    """The Rscript to test with: the one that is asked for, or the system's."""
    asked = os.environ.get(VARIABLE)
    candidates = [asked] if asked else [shutil.which("Rscript"), str(ON_MACOS)]
    return next((Path(each) for each in candidates if each and _can_run(each)), None)


def missing() -> str:
    """One sentence for whoever has no R, and the remedy."""
    asked = os.environ.get(VARIABLE)
    problem = f"{VARIABLE} is {asked}, which can't be run." if asked else "There is no Rscript."
    return f"The tests of the R script need R. {problem} {REMEDY}"


def _can_run(file: str) -> bool:
    return Path(file).is_file() and succeeds([file, "--version"], START_SECONDS)


def main() -> int:
    """0 and the path of R; 1 and what to do about it where there is none."""
    if find() is None and VARIABLE not in os.environ:
        print("Looking for R to test with: trying to install it.", flush=True)
        install("r-base-core")
    found = find()
    if found is None:
        print(missing(), file=sys.stderr)
        return 1
    print(f"Tests of the R script use {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
