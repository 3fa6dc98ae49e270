"""An exhibit's picture to take away, with all that one must know who sees it somewhere else.

The visitor's browser draws it (``scripts/picture.js``), from what the picture itself carries.
"""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from analysis.exhibits.as_text import source
from analysis.exhibits.exhibit import Exhibit
from analysis.release import Release
from analysis.release.rows_behind import name_of
from analysis.sentences import who_answered
from pages.parts import labels, view
from pages.parts.figures.palette import inert

FORMS = ("png", "svg")


def carry(drawn: go.Figure, release: Release, shown: Exhibit[object]) -> None:
    """Gives a picture its file's name, its sentence, the lines above and below it, its link."""
    drawn.layout.meta = {
        "file": name_of(release, shown.name, shown.about, shown.cohort),
        "title": inert(shown.caption.title),
        "above": [inert(shown.caption.subtitle), inert(who_answered(release, shown.cohort))],
        "below": [inert(source(release))],
        "link": inert(view.link(shown.cohort)),
    }


def offer(key: str) -> None:
    """Links that save the picture of this key, in each form."""
    for form in FORMS:
        label = labels.SAVE_PICTURE.format(form=form.upper())
        st.link_button(label, f"#{key}.{form}", type="tertiary", icon=":material/image:")
