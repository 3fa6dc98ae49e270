"""Renders the worked example: ``python -m tests.worked_example docs/worked-example.html``.

It is run on the package of the demo survey, cut at the moment that all tests share, so that every
machine renders the same text.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from data.publish import publish
from data.settings import Settings
from docs import render
from tests.surveys import NOON

SCRIPT = Path(__file__).parents[1] / "docs" / "worked-example.py"


def main(out: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        release = publish(Settings(store=store), NOON)
        ran = render.run(SCRIPT, store / "releases" / release / "package.zip")
    out.write_text(render.page(ran), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
