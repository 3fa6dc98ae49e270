"""What is said of the gap over the waves: whether it changes, and which waves are not shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analysis.counting.cohorts import EVERYONE, cohort_label
from analysis.published import Figure, Verdict, Withheld
from analysis.release import Release
from analysis.release.wave_gaps import WaveGap, wave_gaps
from analysis.sentences.captions import Caption, cell, group_names
from analysis.sentences.models import BY_CHANCE
from analysis.sentences.numbers import scores
from analysis.sentences.speech import first_upper, listed, noun
from analysis.sentences.subject import Told
from analysis.sentences.telling import tell

TOLD = ("trend", "heterogeneity")
GROWS = {Verdict.HIGHER: "grows", Verdict.LOWER: "shrinks"}


def over_time(release: Release, indicators: Iterable[str], cohort: str = EVERYONE) -> str:
    """The title of the page: what changes over the waves, as far as it can be called."""
    names = list(indicators)
    by_wave = zip(*(wave_gaps(release, name, cohort) for name in names), strict=True)
    shown = sum(any(gap.shown for gap in same) for same in by_wave)
    if shown < 2:
        told = (
            "one wave so far, so there is no change to show"
            if shown
            else "no wave can be shown yet"
        )
    else:
        told = "the gaps wave by wave" if cohort else _changes(release, names)
    return first_upper(f"{cohort_label(release.codebook, cohort)}: {told}" if cohort else told)


def of_over_time(release: Release, indicator: str, gaps: Sequence[WaveGap]) -> Caption:
    """Of one indicator in both groups, wave by wave, with the gap between them."""
    solo, team = group_names(release)
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
    return " ".join(f"{listed(labels)}: {text}." for text, labels in why.items())


def tell_over_time(release: Release, indicator: str, cohort: str = EVERYONE) -> Iterator[Told]:
    """Whether the gap changes steadily, and whether the waves differ at all."""
    for measure in TOLD:
        figure = release.figure(indicator, measure, cohort)
        if isinstance(figure, Figure):
            yield tell(release, figure)


def _changes(release: Release, names: Sequence[str]) -> str:
    found = {name: _trend(release, name) for name in names}
    called = {name: GROWS[verdict] for name, verdict in found.items() if verdict in GROWS}
    if called:
        gaps = (f"the gap on {noun(release.codebook, name)} {way}" for name, way in called.items())
        return f"{listed(gaps)} from wave to wave"
    if set(found.values()) == {Verdict.SAME}:
        return "the gaps are about the same in all waves"
    unlike = [noun(release.codebook, name) for name in names if _differ(release, name)]
    but = f", though the waves differ on {listed(unlike)}" if unlike else ""
    return f"no steady change from wave to wave{but}"


def _title(release: Release, indicator: str, gaps: Sequence[WaveGap]) -> str:
    label = release.measures[indicator].label
    of_all = not any("&" in gap.cohort for gap in gaps)
    verdict = _trend(release, indicator) if of_all else None
    if verdict is None or sum(gap.shown is not None for gap in gaps) < 2:
        return f"{label}, wave by wave"
    if verdict in GROWS:
        return f"{label}: the gap {GROWS[verdict]} from wave to wave"
    if verdict is Verdict.SAME:
        return f"{label}: the gap is about the same in all waves"
    but = ", though the waves differ by more than chance" if _differ(release, indicator) else ""
    return f"{label}: no steady change in the gap{but}"


def _trend(release: Release, indicator: str) -> Verdict | None:
    found = release.figure(indicator, "trend")
    return found.verdict if isinstance(found, Figure) else None


def _differ(release: Release, indicator: str) -> bool:
    """Whether the waves' gaps differ by more than chance would make them."""
    p = release.figure(indicator, "p_heterogeneity")
    if not isinstance(p, Figure):
        return False
    return p.value < BY_CHANCE if p.value is not None else (p.reason or "").startswith("below")


def _wave(release: Release, gap: WaveGap) -> str:
    """'teams of one 62, people in teams 46; higher, 15 (10 to 21)', or why it is not shown."""
    compared = gap.shown
    if compared is None:
        return cell(release, gap.found)
    rule, (solo, team) = release.measures[compared.indicator], group_names(release)
    ours, theirs = scores(rule, compared.solo.mean, compared.team.mean)
    return f"{solo} {ours}, {team} {theirs}; {cell(release, compared, ', ')}"
