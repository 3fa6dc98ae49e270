"""How the scores of both groups spread over the published bands."""

from __future__ import annotations

from analysis import sentences as say
from analysis.published import Comparison, Withheld
from analysis.release import Release
from pages.parts.charts.chart import Chart, Table, group_names, shares
from pages.parts.figures.bands import BandRow, bands
from pages.parts.figures.palette import palette
from pages.parts.words import BANDS


def band_chart(
    release: Release, indicator: str, cohort: str, theme: str | None
) -> Chart | Withheld:
    """How the scores of both groups spread over the published bands."""
    found = release.bands(indicator, cohort)
    if isinstance(found, Withheld):
        return found
    names = BANDS.get(len(found)) or tuple(f"{b.low:g} to {b.high:g}" for b in found)
    sides = {"solo": [band.solo for band in found], "team": [band.team for band in found]}
    heads = dict(zip(sides, group_names(release.codebook), strict=True))
    parts = {group: shares(counts) for group, counts in sides.items()}
    rows = [
        BandRow(
            group,
            f"{say.first_upper(heads[group])}, {_size(release, indicator, cohort, group)}",
            parts[group],
            names,
        )
        for group in sides
    ]
    upper = 2 if len(found) >= 5 else 1
    top = {group: say.number(sum(part[-upper:])) for group, part in parts.items()}
    place = "the two highest bands" if upper == 2 else "the highest band"
    title = (
        f"{top['solo']} in 100 {heads['solo']} are in {place}, {top['team']} in 100 {heads['team']}"
    )
    told = [
        f"{row.label}: "
        + ", ".join(f"{name} {share:.0f}" for name, share in zip(names, row.shares, strict=True))
        + " in 100."
        for row in rows
    ]
    table: Table = {
        "Score": [
            f"{band.low:g} to {band.high:g} ({name})"
            for band, name in zip(found, names, strict=True)
        ]
    }
    for group, counts in sides.items():
        table[say.first_upper(heads[group])] = [say.count(each) for each in counts]
    label = release.measures[indicator].label
    subtitle = f"{label}: how many in 100 of each group are in each part of the scale."
    picture = bands(rows, (names[0], names[-1]), palette(theme))
    return Chart(title, subtitle, f"{title}. {' '.join(told)}", picture, table)


def _size(release: Release, indicator: str, cohort: str, group: str) -> str:
    compared = release.comparison(indicator, cohort)
    assert isinstance(compared, Comparison)  # bands and estimates are published together
    return say.count((compared.solo if group == "solo" else compared.team).n)
