"""Where PostgreSQL is for the tests; ``python -m tests.postgres`` sees to one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.programs import install

VARIABLE = "SURVEY_POSTGRES"
FOLDERS = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin")
NEEDED = ("initdb", "pg_ctl", "psql")
REMEDY = (
    "Install it (Debian or Ubuntu: apt-get install postgresql; macOS: brew install postgresql), or "
    f"set {VARIABLE} to the folder of its programs, and run this again."
)


def find() -> Path | None:
    """The folder of PostgreSQL's programs: the one that is asked for, or the system's."""
    asked = os.environ.get(VARIABLE)
    on_path = shutil.which("initdb")
    candidates = (
        [Path(asked)] if asked else [Path(os.path.realpath(on_path)).parent] * bool(on_path)
    )
    if not asked:
        for pattern in FOLDERS:
            candidates += sorted(Path("/").glob(pattern[1:]), reverse=True)
    return next(
        (each for each in candidates if all((each / name).is_file() for name in NEEDED)), None
    )


def missing() -> str:
    """One sentence for whoever has no PostgreSQL, and the remedy."""
    return f"The tests of the generated SQL need PostgreSQL, which is not here. {REMEDY}"


def main() -> int:
    """0 and PostgreSQL's folder; 1 and what to do about it where there is none."""
    if find() is None and VARIABLE not in os.environ:
        print("Looking for PostgreSQL to test with: trying to install it.", flush=True)
        install("postgresql")
    found = find()
    if found is None:
        print(missing(), file=sys.stderr)
        return 1
    print(f"Tests of the generated SQL use {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
