"""Where moto's server is: in an environment of its own, beside that of the tests."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.programs import succeeds

FOLDER = Path(sys.prefix) / "moto"
PYTHON = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def has_moto() -> bool:
    """Whether moto's server can be started."""
    return PYTHON.exists() and succeeds([str(PYTHON), "-c", "import moto.server"], 60)


def missing() -> str:
    """One sentence for whoever has no moto, and the remedy."""
    return (
        "The tests of the object store need moto, which is not here. Run: python -m tests.moto "
        "(it installs what tests/moto/requirements.txt names, which needs the network)."
    )
