"""What is said of one gap over the waves."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.counting.cohorts import EVERYONE
from analysis.methods import method
from analysis.published import Comparison, Verdict, Withheld
from analysis.release import Release
from analysis.sentences import gaps, models
from analysis.sentences.captions import Caption, cell, directions, group_names
from analysis.sentences.speech import first_upper, listed
from analysis.sentences.subject import Subject, Told
from analysis.sentences.telling import tell

Waves = Sequence[tuple[str, Comparison | Withheld]]


def of_waves(release: Release, indicator: str, cohort: str, rows: Waves) -> Caption:
    """Of the gap in each wave by its name, the first wave first; at least one is shown."""
    subject = Subject(release, indicator, cohort)
    title = _change(subject) or _calls(release, indicator, rows)
    told = " ".join(f"{label}: {cell(release, each, ', ')}." for label, each in rows)
    hidden = [label for label, each in rows if isinstance(each, Withheld)]
    why = next((each.text for _, each in rows if isinstance(each, Withheld)), "")
    left = f" {listed(hidden)}: {why}." if hidden else ""
    return Caption(title, f"{measured(release, indicator)}{left}", f"{title}. {told}")


def measured(release: Release, indicator: str) -> str:
    """What a chart of differences shows."""
    solo, team = group_names(release)
    unit = Subject(release, indicator).unit_apart
    told = f"Difference in {unit}, {solo} minus {team}, with its 95% interval."
    if release.measures[indicator].sesoi is None:
        return told
    return f"{told} About the same: when the interval lies inside the shaded zone."


def how_it_changed(release: Release, indicator: str, cohort: str = EVERYONE) -> Told:
    """How the change over the waves was computed; without a trend, how each gap was called."""
    trend = Subject(release, indicator, cohort).figure("trend")
    if trend is not None:
        return tell(release, trend)
    used = method("verdict", release.codebook)
    return Told("", used.technical, used.reference, used.plain)


def _change(subject: Subject) -> str:
    """The trend, and where the waves differ without one, that they do; '' where none is told."""
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


def _calls(release: Release, indicator: str, rows: Waves) -> str:
    """'Teams of one: more isolation in 1 of 3 waves shown'."""
    solo, _ = group_names(release)
    shown = [each for _, each in rows if isinstance(each, Comparison)]
    return f"{first_upper(solo)}: {directions(release.codebook, indicator, shown, 'waves shown')}"
