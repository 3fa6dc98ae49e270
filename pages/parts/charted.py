"""A chart on a page with the data behind it: message, picture, table, method, download."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.counting.cohorts import EVERYONE
from analysis.published import Withheld
from analysis.release import Release
from analysis.release.rows_behind import Drawn, Rows
from pages.parts import labels, show
from pages.parts.charts.chart import Chart
from pages.parts.download import data_behind

Made = Chart | Withheld | None
# A chart of one indicator in one cohort, in the visitor's theme.
ChartOf = Callable[[Release, str, str, str | None], Made]


def of_indicator(release: Release, indicator: str, cohort: str, kind: Drawn, make: ChartOf) -> Made:
    """Shows one chart of an indicator."""
    made = make(release, indicator, cohort, show.theme())
    if isinstance(made, Withheld):  # one part of a page that has others: said in small type
        show.fine(labels.LACKING[kind].format(why=made.text))
    else:
        charted(release, made, kind, [indicator], cohort)
    return made


def charted(
    release: Release, made: Chart | Withheld | None, called: str | Drawn,
    indicators: Sequence[str], cohort: str = EVERYONE, rows: Rows | None = None,
    *, heading: bool = True,
) -> None:  # fmt: skip
    """Shows a chart and a button for exactly the rows that it draws; or why there is none."""
    show.chart(made, str(called), heading=heading)
    if isinstance(made, Chart):
        data_behind(release, called, indicators, cohort, rows)
