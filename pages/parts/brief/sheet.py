"""What stands on the brief: the texts and numbers of one page, from a release and a cohort."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.codebook import Codebook, ScoreKind
from analysis.counting.cohorts import EVERYONE, wider
from analysis.exhibits.averages import AverageRow, average_rows
from analysis.published import Comparison, GroupScore, Reason, Withheld
from analysis.release import Release
from analysis.release.citing import citation
from analysis.release.corrections import Correction
from analysis.release.missing import Shown, shown_supports, why_none
from analysis.sentences.speech import first_upper
from pages.parts.brief import words

MOST_SUPPORTS = 5
NOTHING = Withheld(Reason.NOT_ASKED)
Interval = tuple[float, float, float]  # low, value, high: each 0 (lowest score) to 1 (highest)


@dataclass(frozen=True)
class GapLine:
    """One measure: where both groups stand on its scale, and the finding in words."""

    label: str
    hint: str
    solo: Interval
    team: Interval
    texts: tuple[str, str]
    sentence: str


@dataclass(frozen=True)
class SupportLine:
    """One support: shares of 0 to 1 of solo people, and the same in words.

    ``texts`` are how many in 100 received it, want it, and want it without having received it.
    """

    label: str
    received: float
    wanted: float
    texts: tuple[str, str, str]
    sentence: str


@dataclass(frozen=True)
class Supports:
    """The supports that most solo people of a cohort want without having received them."""

    title: str = ""
    how: str = ""
    note: str = ""
    rows: tuple[SupportLine, ...] = ()
    cohort: str = EVERYONE


@dataclass(frozen=True)
class Sheet:
    """Everything that the brief says. ``hidden`` are the sentences of measures not shown."""

    language: str
    survey: str
    synthetic: str
    title: str
    who: str
    chosen: str
    names: tuple[str, str]
    measures: str
    ends: tuple[str, str]
    gaps: tuple[GapLine, ...]
    hidden: tuple[str, ...]
    supports: Supports
    caveats: tuple[str, ...]
    cut: str
    citation: str
    licence: str
    address: str


def sheet(
    release: Release, cohort: str, address: str, corrected: Sequence[Correction] = ()
) -> Sheet | Withheld:
    """The brief of a cohort, or why nothing of it can be shown; ``address`` is the release's."""
    names = [name for name in release.codebook.featured if name in release.measures]
    order = say.widest_first(release, names, cohort)
    found = {name: release.comparison(name, cohort) for name in order}
    shown = [each for each in found.values() if isinstance(each, Comparison)]
    if not shown:
        return next((e for e in found.values() if isinstance(e, Withheld)), NOTHING)
    manifest = release.manifest
    return Sheet(
        language=release.codebook.languages[0],
        survey=release.codebook.title,
        synthetic=words.SYNTHETIC if manifest.synthetic else "",
        title=say.headline(release, order, cohort),
        who=say.who_answered(release, cohort),
        chosen=words.chosen(release, cohort),
        names=say.group_names(release),
        measures=_side_by_side(release),
        ends=_ends(release.codebook, [each.indicator for each in shown]),
        gaps=tuple(
            _gap(release, each, row)
            for each, row in zip(shown, average_rows(release, shown), strict=True)
        ),
        hidden=tuple(
            words.HIDDEN.format(label=release.measures[name].label, why=each.text)
            for name, each in found.items()
            if isinstance(each, Withheld)
        ),
        supports=_supports(release, cohort),
        caveats=words.caveats(release),
        cut=words.cut(manifest),
        citation=citation(manifest, corrected),
        licence=manifest.licence,
        address=address,
    )


def _gap(release: Release, compared: Comparison, row: AverageRow) -> GapLine:
    solo, team = (_interval(row, score) for score in (row.solo, row.team))
    return GapLine(row.label, row.hint, solo, team, row.texts, say.finding(release, compared))


def _interval(row: AverageRow, score: GroupScore) -> Interval:
    """A group's average and its interval on the measure's scale, cut to what is possible."""
    low, value, high = (
        min(max(row.place(each), 0.0), 1.0) for each in (score.low, score.mean, score.high)
    )
    return low, value, high


def _side_by_side(release: Release) -> str:
    solo, team = say.group_names(release)
    return words.MEASURES.format(solo=say.first_upper(solo), team=team)


def _ends(codebook: Codebook, indicators: list[str]) -> tuple[str, str]:
    """The first and last answer where all questions share theirs, else lowest and highest."""
    items = {item for name in indicators for item in codebook.indicators[name].items}
    shared = {codebook.options(item) for item in items}
    scored = [o for o in next(iter(shared), ()) if o.score is not None]
    if len(shared) != 1 or len(scored) < 2 or any(_is_share(codebook, n) for n in indicators):
        return words.LOW, words.HIGH
    ordered = sorted(scored, key=lambda option: option.score or 0)
    return ordered[0].text, ordered[-1].text


def _is_share(codebook: Codebook, indicator: str) -> bool:
    return codebook.indicators[indicator].kind not in (ScoreKind.MEAN, ScoreKind.SUM)


def _supports(release: Release, cohort: str) -> Supports:
    """Of the cohort, else of the nearest wider one that has any."""
    solo, _ = say.group_names(release)
    title, how = words.SUPPORTS.format(solo=solo), words.SUPPORTS_HOW.format(solo=solo)
    if not release.codebook.supports:
        return Supports()
    for each in (cohort, *wider(cohort)):
        found = shown_supports(release, each)
        if found:
            rows = tuple(_support(release, one) for one in found[:MOST_SUPPORTS])
            return Supports(title, how, _instead(release, cohort, each), rows, each)
    return Supports(title, note=f"{first_upper(why_none(release, cohort).text)}.")


def _instead(release: Release, cohort: str, shown: str) -> str:
    """That a wider group is shown, where it is."""
    if shown == cohort:
        return ""
    asked, instead = (words.group(release, each) for each in (cohort, shown))
    return words.SUPPORTS_WIDER.format(group=asked, wider=instead)


def _support(release: Release, shown: Shown) -> SupportLine:
    label = release.codebook.supports[shown.support].label
    received, wanted, missing = shown.received.solo, shown.wanted.solo, shown.missing.solo
    low, high = (min(max(each, 0.0), 100.0) for each in (missing.low, missing.high))
    without = words.WITHIN.format(
        value=say.number(missing.mean), low=say.number(low), high=say.number(high)
    )
    texts = say.number(received.mean), say.number(wanted.mean), without
    told = words.ON_SUPPORT.format(label=label, received=texts[0], wanted=texts[1], missing=without)
    return SupportLine(label, received.mean / 100, wanted.mean / 100, texts, told)
