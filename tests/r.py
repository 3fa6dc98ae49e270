"""Where the R for the scripts' tests is; ``python -m tests.r`` sees to one.

The packages' R script needs R and nothing else, so the system's package will do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

VARIABLE = "SURVEY_RSCRIPT"
ON_MACOS = Path("/Library/Frameworks/R.framework/Resources/bin/Rscript")
START_SECONDS = 20
PACKAGE_SECONDS = 600
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
    return Path(file).is_file() and _done([file, "--version"], START_SECONDS)


def _install() -> None:
    """Tries the system's package, quietly."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]  # -n: fails where a password is wanted
    if _done([*sudo, "apt-get", "update"], PACKAGE_SECONDS):
        quiet = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive"]
        lean = ["apt-get", "install", "-y", "--no-install-recommends", "r-base-core"]
        _done([*quiet, *lean], PACKAGE_SECONDS)


def _done(command: list[str], seconds: int) -> bool:
    """Whether a command succeeded in time; what it says is not shown."""
    try:
        tried = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, timeout=seconds
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0


def main() -> int:
    """0 and the path of R; 1 and what to do about it where there is none."""
    if find() is None and VARIABLE not in os.environ:
        print("Looking for R to test with: trying to install it.", flush=True)
        _install()
    found = find()
    if found is None:
        print(missing(), file=sys.stderr)
        return 1
    print(f"Tests of the R script use {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
