"""Runs a script cell by cell and writes it, with what it printed and drew, as one web page.

    python docs/render.py docs/worked-example.py package.zip docs/worked-example.html

Cells begin with ``# %%``; those of ``# %% [markdown]`` are comments in Markdown.
"""

from __future__ import annotations

import base64
import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from unittest import mock

import matplotlib as mpl
from markdown_it import MarkdownIt

mpl.use("Agg")

import matplotlib.pyplot as plt

STYLE = """
:root { color-scheme: light dark; --ink: #22282e; --paper: #fcfbf8; --block: #f3f0e9; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece9e2; --paper: #171b1f; --block: #21272d; } }
body { margin: 0 auto; max-width: 50rem; padding: 1.5rem; font: 1rem/1.55 system-ui, sans-serif;
  background: var(--paper); color: var(--ink); overflow-wrap: anywhere; }
h1, h2 { line-height: 1.25; } a { color: inherit; }
pre { background: var(--block); padding: .8rem; font-size: .78rem; line-height: 1.45;
  white-space: pre-wrap; }
pre.told { background: none; border-left: .25rem solid var(--block); }
img { background: #fff; max-width: 100%; }
"""


@dataclass(frozen=True)
class Cell:
    """``text`` is Markdown or Python; ``told`` is what it printed, ``drawn`` figures with words."""

    text: str
    is_code: bool
    told: str = ""
    drawn: tuple[tuple[bytes, str], ...] = ()


def cells(script: str) -> Iterator[Cell]:
    """The cells of a script, as they stand in it."""
    for part in script.split("# %%")[1:]:
        head, _, body = part.partition("\n")
        if "markdown" in head:
            lines = [line.removeprefix("#").removeprefix(" ") for line in body.splitlines()]
            yield Cell("\n".join(lines).strip(), is_code=False)
        elif body.strip():
            yield Cell(body.strip(), is_code=True)


def run(script: Path, package: Path) -> list[Cell]:
    """The cells of a script with what they printed and drew, run in order on a package."""
    space: dict[str, object] = {"__name__": "__main__"}
    found = list(cells(script.read_text("utf-8")))
    with mock.patch.object(sys, "argv", [script.name, str(package.resolve())]), _elsewhere():
        return [_ran(cell, space) for cell in found]


def _ran(cell: Cell, space: dict[str, object]) -> Cell:
    if not cell.is_code:
        return cell
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(cell.text, "cell", "exec"), space)
    drawn = tuple(_picture(plt.figure(number)) for number in plt.get_fignums())
    plt.close("all")
    return Cell(cell.text, True, said.getvalue().rstrip(), drawn)


def _picture(figure: plt.Figure) -> tuple[bytes, str]:
    """The figure as SVG, the same each time, and its words."""
    held = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "worked-example"}):
        figure.savefig(held, format="svg", metadata={"Date": None})
    return held.getvalue(), str(figure.get_label())


@contextlib.contextmanager
def _elsewhere() -> Iterator[None]:
    """Runs in a folder of its own, so that files the script writes are left nowhere."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(here)


def page(ran: list[Cell]) -> str:
    """The cells as one page of HTML that needs nothing else."""
    title = ran[0].text.splitlines()[0].lstrip("# ")
    body = "\n".join(_shown(cell) for cell in ran)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _shown(cell: Cell) -> str:
    if not cell.is_code:
        return MarkdownIt().render(cell.text)
    told = f'\n<pre class="told">{escape(cell.told)}</pre>' if cell.told else ""
    return f"<pre><code>{escape(cell.text)}</code></pre>{told}" + "".join(map(_image, cell.drawn))


def _image(drawn: tuple[bytes, str]) -> str:
    svg, words = drawn
    source = base64.b64encode(svg).decode()
    return f'\n<p><img alt="{escape(words)}" src="data:image/svg+xml;base64,{source}"></p>'


if __name__ == "__main__":
    script, package, out = map(Path, sys.argv[1:])
    out.write_text(page(run(script, package)), "utf-8")
