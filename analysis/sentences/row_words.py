"""The words of a row: a comparison, a group, a band in few words."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.codebook import Codebook, ScoreKind
from analysis.counting.cohorts import EVERYONE
from analysis.published import Band, Comparison, Count, Verdict, Withheld
from analysis.release import Release
from analysis.sentences.calling import TOO_LITTLE, in_short
from analysis.sentences.headlines import may_not_matter
from analysis.sentences.numbers import count, decimals_of, number
from analysis.sentences.speech import (
    first_upper,
)

BANDS = {
    2: ("no", "yes"),
    3: ("low", "middling", "high"),
    5: ("very low", "low", "middling", "high", "very high"),
}


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
    return f"{called(release, each)}{after}{difference_cell(release, each)}"


def difference_cell(release: Release, each: Comparison) -> str:
    """'9 (7 to 12)'; '' where there is no difference."""
    if each.difference is None or each.low is None or each.high is None:
        return ""
    decimals = decimals_of(release.measures[each.indicator])
    value, low, high = (number(end, decimals) for end in (each.difference, each.low, each.high))
    return f"{value} ({low} to {high})"


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
