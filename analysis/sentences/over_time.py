"""What is said of the gap over the waves: whether it changes, and how it was computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from analysis.counting.cohorts import EVERYONE, cohort_label
from analysis.published import Figure, Verdict
from analysis.release import Release
from analysis.release.wave_gaps import wave_gaps
from analysis.sentences.models import BY_CHANCE
from analysis.sentences.speech import first_upper, listed, noun
from analysis.sentences.subject import Told
from analysis.sentences.telling import tell

TOLD = ("trend", "heterogeneity")
GROWS = {Verdict.HIGHER: "grows", Verdict.LOWER: "shrinks"}


def over_time_headline(release: Release, indicators: Iterable[str], cohort: str = EVERYONE) -> str:
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


def tell_over_time(release: Release, indicator: str, cohort: str = EVERYONE) -> Iterator[Told]:
    """Whether the gap changes steadily, and whether the waves differ at all."""
    for measure in TOLD:
        figure = release.figure(indicator, measure, cohort)
        if isinstance(figure, Figure):
            yield tell(release, figure)


def _changes(release: Release, names: Sequence[str]) -> str:
    found = {name: trend_of(release, name) for name in names}
    called = {name: GROWS[verdict] for name, verdict in found.items() if verdict in GROWS}
    if called:
        gaps = (f"the gap on {noun(release.codebook, name)} {way}" for name, way in called.items())
        return f"{listed(gaps)} from wave to wave"
    if set(found.values()) == {Verdict.SAME}:
        return "the gaps are about the same in all waves"
    unlike = [noun(release.codebook, name) for name in names if waves_differ(release, name)]
    but = f", though the waves differ on {listed(unlike)}" if unlike else ""
    return f"no steady change from wave to wave{but}"


def trend_of(release: Release, indicator: str) -> Verdict | None:
    found = release.figure(indicator, "trend")
    return found.verdict if isinstance(found, Figure) else None


def waves_differ(release: Release, indicator: str) -> bool:
    """Whether the waves' gaps differ by more than chance would make them."""
    p = release.figure(indicator, "p_heterogeneity")
    if not isinstance(p, Figure):
        return False
    return p.value < BY_CHANCE if p.value is not None else (p.reason or "").startswith("below")
