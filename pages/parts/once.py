"""Charts drawn once for all visitors: a release never changes, so what it shows doesn't either."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from analysis.published import Withheld
from analysis.release import Release
from pages.parts import current
from pages.parts.charts.chart import Chart

Made = Chart | Withheld | None
KEPT = 150  # charts, some hundred kB each


def once(release: Release, make: Callable[[], Made], *about: str | None) -> Made:
    """What ``make`` draws of a release; ``about`` names all that it depends on. Never changed."""
    return _made(str(current.store().folder), release.id, about, make)


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _made(
    folder: str, release_id: str, about: tuple[str | None, ...], _make: Callable[[], Made]
) -> Made:
    made = _make()
    return replace(made, picture=Finished(made.picture)) if isinstance(made, Chart) else made


class Finished(go.Figure):  # type: ignore[misc]
    """A picture that nobody changes any more: what it says is worked out once, not at every run."""

    def to_dict(self) -> dict[str, Any]:
        if "_told" not in self.__dict__:
            self._told = super().to_dict()
        return self._told
