"""Renders the worked example: ``python -m tests.worked_example docs/worked-example.html``.

It is run on the package of the demo survey, cut at the moment that all tests share, so that every
machine renders the same text.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docs import render
from tests.demo_store import demo_store

SCRIPT = Path(__file__).parents[1] / "docs" / "worked-example.py"


def main(out: Path) -> None:
    ran = render.run(SCRIPT, next(demo_store().glob("releases/*/package.zip")))
    out.write_text(render.page(ran), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
