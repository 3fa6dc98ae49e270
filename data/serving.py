"""Serving the app from wherever it is installed: a checkout, or a wheel."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).parents[1]
# In a wheel the server's script stands in a folder of its own, with Streamlit's settings beside it.
PLACES = (HERE / "app.py", HERE / "team_of_one" / "app.py")


def app_file() -> Path:
    """The script that Streamlit serves."""
    return next(filter(Path.is_file, PLACES))


def command(port: int, address: str) -> list[str]:
    """The words that start the server."""
    asked = ["--server.port", str(port), "--server.address", address]
    return [sys.executable, "-m", "streamlit", "run", str(app_file()), *asked]


def serve(port: int, address: str) -> NoReturn:
    """Becomes the server, so that whoever ends this process ends it."""
    os.execv(sys.executable, command(port, address))
