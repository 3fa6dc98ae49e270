"""How the scores of both groups spread over the published bands."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import sentences as say
from analysis.published import Band, Reason, Withheld
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
    compared = release.comparison(indicator, cohort)
    if isinstance(found, Withheld) or isinstance(compared, Withheld):
        return found if isinstance(found, Withheld) else Withheld(Reason.TOO_FEW)
    groups = group_names(release.codebook)
    names = _names(release, indicator, found)
    sides = (
        ("solo", compared.solo.n, [b.solo for b in found]),
        ("team", compared.team.n, [b.team for b in found]),
    )
    rows = [
        BandRow(group, f"{say.first_upper(called)}, {say.count(n)}", shares(counts), names)
        for called, (group, n, counts) in zip(groups, sides, strict=True)
    ]
    upper = 2 if len(found) >= 5 else 1
    place = "the two highest bands" if upper == 2 else f"the highest band ({names[-1]})"
    ours, theirs = (say.number(sum(row.shares[-upper:])) for row in rows)
    title = f"{ours} in 100 {groups[0]} are in {place}, {theirs} in 100 {groups[1]}"
    table: Table = {"Score": [_edges(b, name) for b, name in zip(found, names, strict=True)]}
    for called, (_, _, counts) in zip(groups, sides, strict=True):
        table[say.first_upper(called)] = [say.count(each) for each in counts]
    label = release.measures[indicator].label
    subtitle = f"{label}: how many in 100 of each group are in each part of the scale."
    alt = " ".join([f"{title}.", *(_told(row) for row in rows)])
    return Chart(title, subtitle, alt, bands(rows, (names[0], names[-1]), palette(theme)), table)


def _names(release: Release, indicator: str, found: Sequence[Band]) -> tuple[str, ...]:
    """What the bands are called: a count's by its numbers, a scale's from low to high."""
    if release.codebook.indicators[indicator].bands or len(found) not in BANDS:
        last = [f"{found[-1].low:g} or more"]
        return tuple([_numbers(band.low, band.high - 1) for band in found[:-1]] + last)
    return BANDS[len(found)]


def _numbers(low: float, high: float) -> str:
    return f"{low:g}" if low >= high else f"{low:g} to {high:g}"


def _edges(band: Band, name: str) -> str:
    edges = f"{band.low:g} to {band.high:g}"
    return f"{edges} ({name})" if not name[0].isdigit() else name


def _told(row: BandRow) -> str:
    parts = zip(row.names, row.shares, strict=True)
    return f"{row.label}: {', '.join(f'{name} {share:.0f}' for name, share in parts)} in 100."
