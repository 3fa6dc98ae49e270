"""Where the nginx for the reverse proxy's test is; ``python -m tests.nginx`` sees to one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.programs import install, succeeds

VARIABLE = "SURVEY_NGINX"
USUAL = ("/usr/sbin/nginx", "/opt/homebrew/bin/nginx", "/usr/local/bin/nginx")  # off many paths
START_SECONDS = 10
REMEDY = (
    "Install it (Debian or Ubuntu: apt-get install nginx-light; macOS: brew install nginx), or set "
    f"{VARIABLE} to the path of an nginx, and run this again."
)


def find() -> Path | None:
    """The nginx to test with: the one that is asked for, or the system's."""
    asked = os.environ.get(VARIABLE)
    candidates = [asked] if asked else [shutil.which("nginx"), *USUAL]
    return next((Path(each) for each in candidates if each and _can_run(each)), None)


def missing() -> str:
    """One sentence for whoever has no nginx, and the remedy."""
    asked = os.environ.get(VARIABLE)
    problem = f"{VARIABLE} is {asked}, which can't be run." if asked else "There is no nginx."
    return f"The test of the reverse proxy needs nginx. {problem} {REMEDY}"


def _can_run(file: str) -> bool:
    return Path(file).is_file() and succeeds([file, "-v"], START_SECONDS)


def main() -> int:
    """0 and the path of nginx; 1 and what to do about it where there is none."""
    if find() is None and VARIABLE not in os.environ:
        print("Looking for nginx to test with: trying to install it.", flush=True)
        install("nginx-light")
    found = find()
    if found is None:
        print(missing(), file=sys.stderr)
        return 1
    print(f"The test of the reverse proxy uses {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
