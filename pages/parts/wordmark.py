"""The survey's name as a picture, which leads home from the top of every page."""

from __future__ import annotations

import textwrap
from html import escape

LONGEST = 28  # letters of a name that have room
MARK = "#8A7B6B"  # read on light and on dark paper


def wordmark(name: str) -> str:
    """The name as SVG; a long one is cut at a word."""
    wide = 12 * min(len(name), LONGEST) + 8
    shown = escape(textwrap.shorten(name, LONGEST, placeholder=" …"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="28" '
        f'viewBox="0 0 {wide} 28" role="img" aria-label="{shown}">'
        f'<text x="0" y="21" font-family="Georgia, serif" font-size="20" font-weight="600" '
        f'fill="{MARK}">{shown}</text></svg>'
    )
