"""Pictures of published numbers: Plotly only, no Streamlit, no statistics.

Each exhibit's marks are drawn by the module that is called as theirs in ``analysis.exhibits``.
"""

from __future__ import annotations

from importlib import import_module

import plotly.graph_objects as go

from pages.parts.figures.palette import palette


def draw(marks: object, theme: str | None) -> go.Figure:
    """The picture of an exhibit's marks in the visitor's theme."""
    called = type(marks).__module__.rpartition(".")[2]
    figure: go.Figure = import_module(f"{__name__}.{called}").draw(marks, palette(theme))
    return figure
