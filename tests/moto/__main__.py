"""Sees to moto: ``python -m tests.moto``."""

from __future__ import annotations

import sys

from tests.moto.environment import FOLDER, PYTHON, REQUIREMENTS, has_moto, missing
from tests.programs import succeeds

SECONDS = 600


def main() -> int:
    """0 and where moto is; 1 and what to do about it where it can't be installed."""
    if not has_moto():
        print("Looking for moto to test with: trying to install it.", flush=True)
        succeeds([sys.executable, "-m", "venv", str(FOLDER)], SECONDS)
        locked = ["--require-hashes", "-r", str(REQUIREMENTS)]
        succeeds([str(PYTHON), "-m", "pip", "install", "-q", *locked], SECONDS)
    if not has_moto():
        print(missing(), file=sys.stderr)
        return 1
    print(f"Tests of the object store use {PYTHON}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
