"""The scripts of a package: Python and R that read this very release by its address."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

SCRIPTS = Path(__file__).parent / "scripts"
PYTHON_BLANKS = ('RELEASE = "the release\'s id"', "INDICATORS: list[str] = []")
R_BLANKS = ('RELEASE <- "the release\'s id"', "INDICATORS <- character()", "SYNTHETIC <- NA")


def redraw_python(release: str, indicators: Sequence[str]) -> str:
    """redraw.py of a release; the indicators are those of the Overview."""
    told = (f"RELEASE = {json.dumps(release)}", f"INDICATORS = {json.dumps(list(indicators))}")
    return _filled("redraw.py", dict(zip(PYTHON_BLANKS, told, strict=True)))


def redraw_r(release: str, indicators: Sequence[str], *, synthetic: bool) -> str:
    """redraw.R of a release; it can't read the manifest, so it is told if the data is made up."""
    told = (
        f"RELEASE <- {json.dumps(release)}",
        f"INDICATORS <- c({', '.join(json.dumps(each) for each in indicators)})",
        f"SYNTHETIC <- {str(synthetic).upper()}",
    )
    return _filled("redraw.R", dict(zip(R_BLANKS, told, strict=True)))


def _filled(name: str, told: Mapping[str, str]) -> str:
    """A script with its blanks filled in; ids only go in, which need no escape."""
    script = (SCRIPTS / name).read_text("utf-8")
    for blank, line in told.items():
        script = script.replace(blank, line)
    return script
