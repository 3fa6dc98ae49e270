"""The same difference in every wave of a cohort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table
from analysis.exhibits.forest import measured
from analysis.methods import method
from analysis.published import Comparison, Verdict, Withheld
from analysis.release import Release
from analysis.release.rows import estimates
from analysis.release.wave_gaps import WaveGap, wave_dimension, wave_gaps
from analysis.sentences import gaps, models
from analysis.sentences.row_words import directions
from analysis.sentences.subject import Subject, Told

FEWEST = 2  # waves that can be compared


@dataclass(frozen=True)
class WaveRow:
    """One wave; without a difference it is withheld and its place stays empty."""

    label: str
    words: str
    difference: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Waves:
    """Differences by wave; those within ``smallest`` of zero, if declared, do not matter."""

    rows: tuple[WaveRow, ...]
    smallest: float | None


def waves(release: Release, indicator: str, cohort: str) -> Exhibit[Waves] | NotShown | None:
    """A point a wave; None where the cohort does not fall into waves, or there is but one."""
    found = wave_gaps(release, indicator, cohort)
    if len(found) < FEWEST:
        return None
    if sum(gap.shown is not None and gap.shown.difference is not None for gap in found) < FEWEST:
        hidden = (gap.found for gap in found if isinstance(gap.found, Withheld))
        return NotShown("Over the waves", Withheld.together(hidden))
    table: Table = {
        release.codebook.label(wave_dimension(release.codebook) or ""): [g.label for g in found],
        words.DIFFERENCE: [say.cell(release, gap.found) for gap in found],
    }
    return Exhibit(
        "waves",
        f"{release.measures[indicator].label} in every wave",
        caption(release, indicator, cohort, found),
        Waves(tuple(map(_row, found)), release.measures[indicator].sesoi),
        table,
        estimates([gap.cohort for gap in found], [indicator], ["mean_difference"]),
        _how(release, indicator, cohort),
        (indicator,),
        cohort,
    )


def _row(gap: WaveGap) -> WaveRow:
    shown, text = gap.shown, say.verdict_or_why(gap.found)
    if shown is None:
        return WaveRow(gap.label, text)
    return WaveRow(gap.label, text, shown.difference, shown.low, shown.high)


def caption(release: Release, indicator: str, cohort: str, found: Sequence[WaveGap]) -> Caption:
    """Of the gap in each wave by its name, the first wave first; at least one is shown."""
    title = _change(Subject(release, indicator, cohort)) or _calls(release, indicator, found)
    alt = " ".join(f"{gap.label}: {say.cell(release, gap.found, ', ')}." for gap in found)
    hidden = [gap for gap in found if gap.shown is None]
    why = next((gap.found.text for gap in hidden if isinstance(gap.found, Withheld)), "")
    left = f" {say.listed(gap.label for gap in hidden)}: {why}." if hidden else ""
    return Caption(title, f"{measured(release, indicator)}{left}", f"{title}. {alt}")


def _how(release: Release, indicator: str, cohort: str) -> Told:
    """How the change over the waves was computed; without a trend, how each gap was called."""
    trend = Subject(release, indicator, cohort).figure("trend")
    if trend is not None:
        return say.tell(release, trend)
    used = method("verdict", release.codebook)
    return Told("", used.technical, used.reference, used.plain)


def _change(subject: Subject) -> str:
    """The trend, and where the waves differ without one, that they do; '' where there is none."""
    trend = subject.figure("trend")
    slope = gaps.gap_of(trend)
    if trend is None or slope is None:
        return ""
    if trend.verdict is Verdict.UNCERTAIN and _differ(subject):
        terms = models.of_slopes(subject)
        return (
            f"The gap on {subject.about} differs from wave to wave, with no clear trend "
            f"(change per wave {gaps.between(terms, slope)})"
        )
    return models.trend(subject, trend).removesuffix(".")


def _differ(subject: Subject) -> bool:
    """Whether the waves' gaps differ by more than chance."""
    p = subject.figure("p_heterogeneity")
    return p is not None and p.value is not None and p.value < models.BY_CHANCE


def _calls(release: Release, indicator: str, found: Sequence[WaveGap]) -> str:
    """'Teams of one: more isolation in 1 of 3 waves shown'."""
    solo, _ = say.group_names(release)
    shown = [gap.found for gap in found if isinstance(gap.found, Comparison)]
    ways = directions(release.codebook, indicator, shown, "waves shown")
    return f"{say.first_upper(solo)}: {ways}"
