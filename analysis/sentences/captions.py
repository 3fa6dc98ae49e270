"""What stands above and behind each chart: its message, what was measured, both in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.codebook import Codebook, ScoreKind
from analysis.counting.cohorts import EVERYONE
from analysis.published import Band, Comparison, Count, Verdict, Withheld
from analysis.release import Release
from analysis.release.halves import upper_bounds
from analysis.sentences.calling import TOO_LITTLE, in_short
from analysis.sentences.findings import finding
from analysis.sentences.headlines import headline, may_not_matter
from analysis.sentences.numbers import count, decimals_of, number, rounded
from analysis.sentences.speech import (
    first_lower,
    first_upper,
    headed,
    is_share,
    what_they_did,
)
from analysis.sentences.subject import Subject

BANDS = {
    2: ("no", "yes"),
    3: ("low", "middling", "high"),
    5: ("very low", "low", "middling", "high", "very high"),
}
AVERAGE = "Average score of each group"
Shares = Sequence[float]  # 0 to 100


@dataclass(frozen=True)
class Caption:
    """``title`` is the message, ``subtitle`` what was measured, ``alt`` says both in words."""

    title: str
    subtitle: str
    alt: str


def of_gap(release: Release, order: Sequence[str], cohort: str = EVERYONE) -> Caption:
    """Of the indicators of a cohort on one axis: every finding, in the given order."""
    found = (release.comparison(name, cohort) for name in order)
    told = (finding(release, each) for each in found if isinstance(each, Comparison))
    of_shares = any(is_share(release.codebook, name) for name in order)
    what = "Average score of each group, or how many in 100," if of_shares else AVERAGE
    subtitle = f"{what} with its 95% interval."
    return Caption(headline(release, order, cohort), subtitle, " ".join(told))


def of_bands(
    release: Release, indicator: str, names: Sequence[str], sizes: Sequence[Count],
    shares: Sequence[Shares], counts: Sequence[Sequence[Count]],
) -> Caption:  # fmt: skip
    """Of how the scores of solo and team spread over the bands that ``names`` calls so.

    The title's shares are the sums of those that the picture shows, with their intervals.
    """
    solo, team = group_names(release)
    upper = 2 if len(names) >= 5 else 1
    place = "the two highest bands" if upper == 2 else f"the highest band ({names[-1]})"
    ours, theirs = (
        _with_interval(side[-upper:], upper_bounds(held, upper))
        for side, held in zip(shares, counts, strict=True)
    )
    title = f"{ours} in 100 {solo} are in {place}, {theirs} in 100 {team}"
    label = release.measures[indicator].label
    subtitle = f"{headed(label)} how many in 100 of each group are in each part of the scale."
    if is_share(release.codebook, indicator):
        did = what_they_did(release.codebook, indicator)
        title = f"{ours} in 100 {solo} {did}, {theirs} in 100 {team}"
        subtitle = f"{headed(label)} how many in 100 of each group."
    rows = (
        f"{sized(name, size)}: {_parts(names, side)} in 100."
        for name, size, side in zip((solo, team), sizes, shares, strict=True)
    )
    return Caption(title, subtitle, " ".join([f"{title}.", *rows]))


def _with_interval(shares: Shares, bounds: tuple[float, float]) -> str:
    """'34 (30 to 39)': the sum of the shares as they are shown."""
    low, high = (number(100 * each) for each in bounds)
    return f"{number(sum(rounded(each) for each in shares))} ({low} to {high})"


def of_items(
    release: Release, answers: Sequence[str], rows: Sequence[tuple[str, Shares, Shares]]
) -> Caption:
    """Of single questions (label, solo's and team's shares) with the answers from low to high."""
    solo, team = group_names(release)
    ends = " or ".join(first_lower(text) for text in answers[-(len(answers) // 2) :])
    widest, ours, theirs = max(rows, key=lambda row: abs(_upper(row[1]) - _upper(row[2])))
    title = (
        f"{headed(widest)} {number(_upper(ours))} in 100 {solo} say {ends}, "
        f"{number(_upper(theirs))} in 100 {team}"
    )
    told = (
        f"{headed(asked)} {number(_upper(one))} against {number(_upper(other))} in 100 say {ends}."
        for asked, one, other in rows
    )
    subtitle = (
        f"In 100 who answered; upper bar {solo}, lower bar {team}. On the right: how many in 100 "
        "of all left the question out."
    )
    return Caption(title, subtitle, " ".join(told))


def of_segments(
    release: Release, indicator: str, rows: Sequence[tuple[str, Comparison | Withheld]]
) -> Caption:
    """Of the same gap in the whole (first of the ``rows``) and in every segment, by label."""
    solo, team = group_names(release)
    shown = [each for _, each in rows[1:] if isinstance(each, Comparison)]
    title = f"{first_upper(solo)}: {directions(release.codebook, indicator, shown, 'groups shown')}"
    unit = Subject(release, indicator).unit_apart
    subtitle = f"Difference in {unit}, {solo} minus {team}, with its 95% interval."
    if release.measures[indicator].sesoi is not None:
        subtitle += " About the same: when the interval lies inside the shaded zone."
    alt = " ".join(f"{label}: {cell(release, each, ', ')}." for label, each in rows)
    return Caption(title, subtitle, f"{title}. {alt}")


def directions(codebook: Codebook, indicator: str, shown: Sequence[Comparison], what: str) -> str:
    """'more isolation in 25 of 27 groups shown, clear by itself in 1': no clear difference is none
    that is not there."""
    found = {
        verdict: [each for each in shown if (each.difference or 0.0) * sign > 0]
        for verdict, sign in ((Verdict.HIGHER, 1), (Verdict.LOWER, -1))
    }
    most, other = sorted(found, key=lambda each: -len(found[each]))
    first = f"{in_short(codebook, indicator, most)} in {len(found[most])} of {len(shown)} {what}"
    told = [_clear(first, found[most], most)]
    if any(each.verdict is other for each in found[other]):
        words = in_short(codebook, indicator, other)
        told.append(_clear(f"{words} in {len(found[other])}", found[other], other))
    return "; ".join(told)


def _clear(told: str, found: Sequence[Comparison], verdict: Verdict) -> str:
    clear = sum(each.verdict is verdict for each in found)
    return f"{told}, {f'clear by itself in {clear}' if clear else 'not one clear by itself'}"


def cell(release: Release, each: Comparison | Withheld, after: str = ": ") -> str:
    """A comparison in a table's cell: 'higher: 9 (7 to 12)', or why there is none."""
    if isinstance(each, Withheld):
        return each.text
    if each.difference is None or each.low is None or each.high is None:
        return each.reason or ""
    decimals = decimals_of(release.measures[each.indicator])
    low, high = number(each.low, decimals), number(each.high, decimals)
    told = f"{number(each.difference, decimals)} ({low} to {high})"
    return f"{called(release, each)}{after}{told}"


def called(release: Release, each: Comparison) -> str:
    """The verdict in a row, and what one must know of it there: 'higher (possibly too little to
    matter)', 'too uncertain to call (many groups were compared)'."""
    more = remark(release, each)
    return f"{each.verdict} ({more})" if more else str(each.verdict)


def remark(release: Release, each: Comparison) -> str:
    """Why a difference that is called may not matter, or one that looks clear is not called."""
    if may_not_matter(release, each):
        return TOO_LITTLE
    clear = (each.low or 0.0) > 0 or (each.high or 0.0) < 0
    if each.verdict is not Verdict.UNCERTAIN or not clear:
        return ""
    return f"{'several measures' if each.cohort == EVERYONE else 'many groups'} were compared"


def verdict_or_why(each: Comparison | Withheld) -> str:
    """A comparison in one word, or why there is none."""
    if isinstance(each, Withheld):
        return each.text
    return each.verdict or each.reason or ""


def group_names(release: Release) -> tuple[str, str]:
    """'teams of one' and 'people in teams'."""
    return release.codebook.grouping.solo.many, release.codebook.grouping.team.many


def sized(name: str, people: Count) -> str:
    """'Teams of one, about 560'."""
    return f"{first_upper(name)}, {count(people)}"


def of_100(share: float) -> str:
    """A percentage as so many: '34 in 100'."""
    return f"{number(share)} in 100"


def band_names(release: Release, indicator: str, found: Sequence[Band]) -> tuple[str, ...]:
    """What the bands are called: a count's by its numbers, a scale's from low to high."""
    if release.codebook.indicators[indicator].bands or len(found) not in BANDS:
        named = _from_to if _is_whole(release.codebook, indicator) else _to_under
        last = f"{number(found[-1].low)} or more"
        return (*(named(band.low, band.high) for band in found[:-1]), last)
    return BANDS[len(found)]


def _is_whole(codebook: Codebook, indicator: str) -> bool:
    """Whether the scores of an indicator are whole numbers, so that a band ends before the next."""
    made = codebook.indicators[indicator]
    items = [codebook.questions[item] for item in made.items]
    return made.kind is ScoreKind.TICKS or (len(items) == 1 and not items[0].decimals)


def band_edges(band: Band, name: str) -> str:
    """A band in a table: '20 to 40 (low)', or its name where that says its numbers."""
    if name[0].isdigit() or name in BANDS[2]:
        return name
    low, high = (number(edge, 0 if edge == round(edge) else 1) for edge in (band.low, band.high))
    return f"{low} to {high} ({name})"


def _from_to(low: float, high: float) -> str:
    return number(low) if low >= high - 1 else f"{number(low)} to {number(high - 1)}"


def _to_under(low: float, high: float) -> str:
    return f"{number(low)} to under {number(high)}"


def _parts(names: Iterable[str], shares: Shares) -> str:
    return ", ".join(f"{name} {number(share)}" for name, share in zip(names, shares, strict=True))


def _upper(shares: Shares) -> float:
    """The share of the upper half of the answers, the middle one left out: the sum of those that
    the picture shows."""
    return sum(rounded(each) for each in shares[-(len(shares) // 2) :])
