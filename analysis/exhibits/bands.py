"""How the scores of both groups spread over the published bands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table, shares
from analysis.published import Count, Withheld
from analysis.release import Release
from analysis.release.halves import upper_bounds
from analysis.release.rows import counts
from analysis.sentences.speech import is_share, what_they_did

Shares = Sequence[float]  # 0 to 100


@dataclass(frozen=True)
class BandRow:
    """One group: its name and size in words, and the share (0 to 100) of each band."""

    group: str
    label: str
    shares: tuple[float, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Bands:
    """A row a group; ``ends`` name the lowest and the highest band."""

    rows: tuple[BandRow, ...]
    ends: tuple[str, str]


def bands(release: Release, indicator: str, cohort: str) -> Exhibit[Bands] | NotShown:
    """How the scores of both groups spread over the published bands."""
    found = release.bands(indicator, cohort)
    compared = release.comparison(indicator, cohort)
    if isinstance(found, Withheld) or isinstance(compared, Withheld):
        why = Withheld.together(each for each in (found, compared) if isinstance(each, Withheld))
        return NotShown("How the scores spread", why)
    names = say.band_names(release, indicator, found)
    called, sizes = say.group_names(release), (compared.solo.n, compared.team.n)
    held = [[band.solo for band in found], [band.team for band in found]]
    rows = tuple(
        BandRow(group, say.sized(name, size), shares(side), names)
        for group, name, size, side in zip(("solo", "team"), called, sizes, held, strict=True)
    )
    table: Table = {
        words.SCORE: [say.band_edges(b, name) for b, name in zip(found, names, strict=True)]
    }
    for name, side in zip(called, held, strict=True):
        table[say.first_upper(name)] = [say.count(each) for each in side]
    return Exhibit(
        "bands",
        f"{release.measures[indicator].label}: how the scores spread",
        _caption(release, indicator, rows, held),
        Bands(rows, (names[0], names[-1])),
        table,
        counts([cohort], (indicator,)),
        say.how_counted(release, indicator, cohort),
        (indicator,),
        cohort,
    )


def _caption(
    release: Release, indicator: str, rows: Sequence[BandRow], held: Sequence[Sequence[Count]]
) -> Caption:
    """The title's shares are the sums of those that the picture shows, with their intervals."""
    (solo, team), names = say.group_names(release), rows[0].names
    upper = 2 if len(names) >= 5 else 1
    ours, theirs = (
        _with_interval(row.shares[-upper:], upper_bounds(counted, upper))
        for row, counted in zip(rows, held, strict=True)
    )
    label = say.headed(release.measures[indicator].label)
    if is_share(release.codebook, indicator):
        did = what_they_did(release.codebook, indicator)
        title = f"{ours} in 100 {solo} {did}, {theirs} in 100 {team}"
        subtitle = f"{label} how many in 100 of each group."
    else:
        place = "the two highest bands" if upper == 2 else f"the highest band ({names[-1]})"
        title = f"{ours} in 100 {solo} are in {place}, {theirs} in 100 {team}"
        subtitle = f"{label} how many in 100 of each group are in each part of the scale."
    parts = (f"{row.label}: {_parts(names, row.shares)} in 100." for row in rows)
    return Caption(title, subtitle, " ".join([f"{title}.", *parts]))


def _with_interval(parts: Shares, bounds: tuple[float, float]) -> str:
    """'34 (30 to 39)': the sum of the shares as they are shown."""
    low, high = (say.number(100 * each) for each in bounds)
    return f"{say.number(sum(say.rounded(each) for each in parts))} ({low} to {high})"


def _parts(names: Iterable[str], parts: Shares) -> str:
    return ", ".join(
        f"{name} {say.number(share)}" for name, share in zip(names, parts, strict=True)
    )
