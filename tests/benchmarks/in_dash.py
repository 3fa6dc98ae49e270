"""The overview written in Dash, to hold our server's cost against; see ``tests.benchmarks.pages``.

Dash is no part of this project: ``pip install --target FOLDER dash waitress`` puts it somewhere,
and ``python -m tests.benchmarks.in_dash FOLDER STORE PORT`` serves the page with waitress. The same
sentences, pictures, tables and methods come from the same functions; one menu filters it. All is
worked out at each change, as an app would be written first; with ``KEPT=1`` what was shown is kept,
as ours is.
"""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path
from typing import Any

from analysis import sentences as say
from analysis.counting.cohorts import EVERYONE, cohort_id, cohort_label, filters_of
from analysis.exhibits.averages import averages
from analysis.exhibits.exhibit import Exhibit, NotShown
from analysis.exhibits.people import people
from analysis.published import Comparison
from analysis.release import Release
from analysis.sentences.asides import in_other_words
from analysis.sentences.headlines import dated
from data.releases import Store
from pages.parts import labels
from pages.parts.figures import draw
from tests.benchmarks.visitors import FILTERS


def cohorts(release: Release) -> list[str]:
    """The groups that the visitors of the benchmark look at, in their order."""
    asked = (dict([each.split("=")]) if each else {} for each in FILTERS)
    return [cohort_id(each, release.codebook) for each in asked]


def body(release: Release, cohort: str) -> list[Any]:
    """All that the filter changes: title, picture, a card for each indicator, who answered."""
    from dash import html

    names = [name for name in release.codebook.featured if name in release.measures]
    order = say.widest_first(release, names, cohort)
    gap = averages(release, order, cohort)
    dims = [dim for dim in release.codebook.dimensions if dim not in filters_of(cohort)]
    return [
        html.H1(say.headline(release, order, cohort)),
        html.P(say.who_answered(release, cohort)),
        html.Small(dated(release)),
        *drawn(gap),
        *(part for name in order for part in card(release, name, cohort)),
        html.H2(labels.WHO),
        *drawn(people(release, dims[0], cohort)),
    ]


def drawn(shown: Exhibit[object] | NotShown) -> list[Any]:
    """A chart with its table and how it was computed."""
    from dash import dcc, html

    if isinstance(shown, NotShown):
        return [html.P(shown.text)]
    rows = zip(*shown.table.values(), strict=True)
    table = [html.Tr([html.Th(each) for each in shown.table])]
    table += [html.Tr([html.Td(cell) for cell in row]) for row in rows]
    told = [shown.how.explained, shown.how.technical] if shown.how else []
    return [
        html.P(shown.caption.subtitle),
        dcc.Graph(figure=draw(shown.marks, "light"), config={"displayModeBar": False}),
        html.Details([html.Summary(labels.AS_TABLE), html.Table(table)]),
        html.Details([html.Summary(labels.HOW), *map(html.P, told)]),
    ]


def card(release: Release, name: str, cohort: str) -> list[Any]:
    from dash import dcc, html

    found = release.comparison(name, cohort)
    label = release.codebook.indicators[name].label
    if isinstance(found, Comparison):
        told = [say.finding(release, found), in_other_words(release, name, cohort)]
    else:
        told = [say.withheld(release, cohort, found)]
    return [html.H2(label), *map(html.P, told), dcc.Link(label, href=f"/{name}")]


def app(release: Release, kept: bool) -> Any:
    """The Dash app: a menu, and what it changes."""
    from dash import Dash, Input, Output, dcc, html

    shown = functools.partial(body, release)
    if kept:
        shown = functools.lru_cache(maxsize=400)(shown)
    made = Dash(__name__, title=labels.NAME)
    groups = [
        {"label": cohort_label(release.codebook, each), "value": each} for each in cohorts(release)
    ]
    menu = dcc.Dropdown(groups, EVERYONE, id="group", clearable=False)
    made.layout = html.Div([menu, html.Div(shown(EVERYONE), id="body")])
    made.callback(Output("body", "children"), Input("group", "value"))(shown)
    return made


def main(folder: str, store: Path, port: int) -> None:
    sys.path.append(folder)  # last: what both need is our own
    from waitress import serve

    held = Store(store)
    release = held.load(held.ids()[0], compact=True)
    serve(app(release, bool(os.environ.get("KEPT"))).server, host="127.0.0.1", port=port)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
