"""One indicator wave by wave: both groups, the gap, and which waves are not shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.exhibits import words
from analysis.exhibits.averages import average_row
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table
from analysis.published import Comparison, Verdict, Withheld
from analysis.release import Release
from analysis.release.rows import estimates
from analysis.release.wave_gaps import WaveGap, wave_gaps
from analysis.sentences.over_time import GROWS, trend_of, waves_differ


@dataclass(frozen=True)
class MomentRow:
    """One wave; without a comparison it is not shown, and nothing joins its neighbours."""

    label: str
    compared: Comparison | None
    texts: tuple[str, str, str] = ("", "", "")  # solo's average, team's, the difference


@dataclass(frozen=True)
class OverTime:
    """A column a wave; ``smallest`` is the difference that matters at least, where declared."""

    rows: tuple[MomentRow, ...]
    names: tuple[str, str]
    smallest: float | None
    hidden: str  # what stands in the column of a wave that is not shown


def over_time(release: Release, indicator: str, cohort: str) -> Exhibit[OverTime] | NotShown:
    """The indicator in every wave of a cohort of at most one filter; a hidden wave is a column."""
    gaps = wave_gaps(release, indicator, cohort)
    hidden = [gap.found for gap in gaps if isinstance(gap.found, Withheld)]
    if len(hidden) == len(gaps):
        return NotShown(release.measures[indicator].label, Withheld.together(hidden))
    rows, names = tuple(_row(release, gap) for gap in gaps), say.group_names(release)
    table: Table = {words.WAVE: [gap.label for gap in gaps]}
    for side, name in enumerate(names):
        table[say.first_upper(name)] = [row.texts[side] for row in rows]
    table[words.DIFFERENCE] = [say.cell(release, gap.found) for gap in gaps]
    return Exhibit(
        "over-time",
        f"{release.measures[indicator].label}, wave by wave",
        caption(release, indicator, gaps),
        OverTime(rows, names, release.measures[indicator].sesoi, words.NOT_SHOWN),
        table,
        estimates([gap.cohort for gap in gaps], [indicator], ["mean", "mean_difference"]),
        say.how_averaged(release, [gap.shown for gap in gaps if gap.shown][-1:]),
        (indicator,),
        cohort,
    )


def _row(release: Release, gap: WaveGap) -> MomentRow:
    shown = gap.shown
    if shown is None:
        return MomentRow(gap.label, None)
    decimals = say.decimals_of(release.measures[shown.indicator])
    apart = "" if shown.difference is None else say.number(shown.difference, decimals)
    return MomentRow(gap.label, shown, (*average_row(release, shown).texts, apart))


def caption(release: Release, indicator: str, gaps: Sequence[WaveGap]) -> Caption:
    """Of one indicator in both groups, wave by wave, with the gap between them."""
    solo, team = say.group_names(release)
    subtitle = (
        f"Above: the average of each group. Below: the difference, {solo} minus {team}. "
        "Lines through the marks are 95% intervals."
    )
    if release.measures[indicator].sesoi is not None:
        subtitle += " About the same: when the interval lies inside the shaded zone."
    subtitle = f"{subtitle} {hidden_waves(gaps)}".strip()
    title = _title(release, indicator, gaps)
    rows = " ".join(f"{gap.label}: {_wave(release, gap)}." for gap in gaps)
    return Caption(title, subtitle, f"{title}. {rows}")


def hidden_waves(gaps: Iterable[WaveGap]) -> str:
    """'Q4 2025: not shown, to protect people who answered.'; empty where all are shown."""
    why: dict[str, list[str]] = {}
    for gap in gaps:
        if isinstance(gap.found, Withheld):
            why.setdefault(gap.found.text, []).append(gap.label)
    return " ".join(f"{say.listed(labels)}: {text}." for text, labels in why.items())


def _title(release: Release, indicator: str, gaps: Sequence[WaveGap]) -> str:
    label = release.measures[indicator].label
    of_all = not any("&" in gap.cohort for gap in gaps)
    verdict = trend_of(release, indicator) if of_all else None
    if verdict is None or sum(gap.shown is not None for gap in gaps) < 2:
        return f"{label}, wave by wave"
    if verdict in GROWS:
        return f"{label}: the gap {GROWS[verdict]} from wave to wave"
    if verdict is Verdict.SAME:
        return f"{label}: the gap is about the same in all waves"
    differ = waves_differ(release, indicator)
    but = ", though the waves differ by more than chance" if differ else ""
    return f"{label}: no steady change in the gap{but}"


def _wave(release: Release, gap: WaveGap) -> str:
    """'teams of one 62, people in teams 46; higher, 15 (10 to 21)', or why it is not shown."""
    compared = gap.shown
    if compared is None:
        return say.cell(release, gap.found)
    rule, (solo, team) = release.measures[compared.indicator], say.group_names(release)
    ours, theirs = say.scores(rule, compared.solo.mean, compared.team.mean)
    return f"{solo} {ours}, {team} {theirs}; {say.cell(release, compared, ', ')}"
