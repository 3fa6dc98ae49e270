"""How the scores of both groups spread over the published bands."""

from __future__ import annotations

from analysis import sentences as say
from analysis.published import Withheld
from analysis.release import Release
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned, shares
from pages.parts.figures.bands import BandRow, bands
from pages.parts.figures.palette import palette


def band_chart(
    release: Release, indicator: str, cohort: str, theme: str | None
) -> Chart | Withheld:
    """How the scores of both groups spread over the published bands."""
    found = release.bands(indicator, cohort)
    compared = release.comparison(indicator, cohort)
    if isinstance(found, Withheld) or isinstance(compared, Withheld):
        return Withheld.together(each for each in (found, compared) if isinstance(each, Withheld))
    names = say.band_names(release, indicator, found)
    called, sizes = say.group_names(release), (compared.solo.n, compared.team.n)
    counts = [[band.solo for band in found], [band.team for band in found]]
    parts = [shares(side) for side in counts]
    rows = [
        BandRow(group, say.sized(name, size), part, names)
        for group, name, size, part in zip(("solo", "team"), called, sizes, parts, strict=True)
    ]
    table: Table = {
        labels.SCORE: [say.band_edges(b, name) for b, name in zip(found, names, strict=True)]
    }
    for name, side in zip(called, counts, strict=True):
        table[say.first_upper(name)] = [say.count(each) for each in side]
    picture = bands(rows, (names[0], names[-1]), palette(theme))
    said = say.of_bands(release, indicator, names, sizes, parts, counts)
    return captioned(said, picture, table, say.how_counted(release, indicator, cohort))
