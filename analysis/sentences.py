"""From published numbers to plain sentences: the one place where results become words.

Pages, alt texts and downloads all use these, so that they say the same of the same object.
"""

from __future__ import annotations

from collections.abc import Iterable

from analysis.codebook import Codebook, ScoreKind
from analysis.cohorts import cohort_label
from analysis.published import Comparison, Count, Verdict, Withheld
from analysis.release import Release
from analysis.scoring import Measure

THIN = "\u202f"  # narrow no-break space: thousands
MINUS = "\u2212"


def number(value: float, decimals: int = 0) -> str:
    """A number as people read it: a real minus, thin spaces in thousands, never '-0'."""
    text = f"{abs(value):,.{decimals}f}".replace(",", THIN)
    return f"{MINUS}{text}" if value < 0 and float(text.replace(THIN, "")) else text


def decimals_of(measure: Measure) -> int:
    """How many decimals a score is told with: none where neighbouring scores lie far apart."""
    if measure.spacing >= 2:
        return 0
    return 1 if measure.high - measure.low > 5 else 2


def count(people: Count) -> str:
    """A rounded count: 'under 5', 'about 40', 'about 1 380'; to tens from 100 on."""
    if people.low == 0:
        return "under 5"
    return f"about {number(round(people.about, -1) if people.about >= 100 else people.about)}"


def first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def listed(parts: Iterable[str]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    told = list(parts)
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}" if told else ""


def interval(low: float, high: float, decimals: int) -> str:
    """'95 % interval 3 to 7'; where all of it is below zero, as sizes: 'lower (3 to 7)'."""
    ends = (-high, -low) if high < 0 else (low, high)
    return f"95 % interval {number(ends[0], decimals)} to {number(ends[1], decimals)}"


def noun(codebook: Codebook, indicator: str) -> str:
    """What a sentence calls an indicator: 'isolation'."""
    made = codebook.indicators[indicator]
    return made.wording.on or made.label[:1].lower() + made.label[1:]


def scores(measure: Measure, solo: float, team: float) -> tuple[str, str]:
    """Both groups' scores, with a decimal more where rounding would belie their difference."""
    decimals = decimals_of(measure)
    told = round(solo, decimals) - round(team, decimals)
    if abs(told - round(solo - team, decimals)) > 10.0**-decimals / 2:
        decimals += 1
    return number(solo, decimals), number(team, decimals)


def who_answered(release: Release, cohort: str = "") -> str:
    """'About 560 teams of one and about 820 people in teams answered.'"""
    heads = release.heads(cohort)
    if isinstance(heads, Withheld):
        return f"{cohort_label(release.codebook, cohort)}: {heads.text}."
    solo, team = heads
    sides = release.codebook.grouping
    told = f"{count(solo)} {sides.solo.many} and {count(team)} {sides.team.many} answered."
    where = f"{cohort_label(release.codebook, cohort)}: " if cohort else ""
    return first_upper(f"{where}{told}")


def finding(release: Release, compared: Comparison) -> str:
    """The plain sentence of one comparison, with its interval and its verdict."""
    codebook, measure = release.codebook, release.measures[compared.indicator]
    solo, team = codebook.grouping.solo.many, codebook.grouping.team.many
    about = noun(codebook, compared.indicator)
    if compared.difference is None or compared.low is None or compared.high is None:
        return (
            f"{first_upper(about)}: the difference can't be estimated, because {compared.reason}."
        )
    if measure.kind is ScoreKind.SHARE:
        return _share_finding(release, compared)
    decimals = _telling_decimals(compared.difference, decimals_of(measure))
    size = abs(compared.difference)
    unit = _points(size, decimals)
    way = "higher" if compared.difference >= 0 else "lower"
    within = interval(compared.low, compared.high, decimals)
    match compared.verdict:
        case Verdict.HIGHER | Verdict.LOWER:
            return f"{first_upper(solo)} score {unit} {way} on {about} ({within})."
        case Verdict.SAME:
            return (
                f"{first_upper(solo)} and {team} score about the same on {about}: "
                f"the difference is {_points(compared.difference, decimals)} ({within})."
            )
    many = " Many groups were compared." if compared.low > 0 or compared.high < 0 else ""
    told = f"{solo} score {unit} {way}" if size else "both groups score alike"
    return f"Too uncertain to call on {about}: {told} ({within}).{many}"


def _share_finding(release: Release, compared: Comparison) -> str:
    codebook = release.codebook
    solo, team = codebook.grouping.solo.many, codebook.grouping.team.many
    wording = codebook.indicators[compared.indicator].wording
    have = wording.have or f"said yes to {noun(codebook, compared.indicator)}"
    ours, theirs = number(compared.solo.mean), number(compared.team.mean)
    gap = number(compared.difference or 0)
    within = interval(compared.low or 0, compared.high or 0, 0)
    calls = {Verdict.SAME: ": about the same", Verdict.UNCERTAIN: ": too uncertain to call"}
    call = calls.get(compared.verdict, "") if compared.verdict else ""
    return (
        f"{ours} in 100 {solo} {have}, against {theirs} in 100 {team} "
        f"(difference {gap}, {within}){call}."
    )


def gist(release: Release, indicator: str, cohort: str = "") -> str | None:
    """'more isolation', 'less praise'; None where no difference can be called."""
    compared = release.comparison(indicator, cohort)
    if isinstance(compared, Withheld) or compared.verdict not in (Verdict.HIGHER, Verdict.LOWER):
        return None
    more = "more" if compared.verdict is Verdict.HIGHER else "less"
    return f"{more} {noun(release.codebook, indicator)}"


def headline(release: Release, indicators: Iterable[str], cohort: str = "") -> str:
    """The title of a page: what solo people of a cohort report more or less of."""
    names = list(indicators)
    where = f"{cohort_label(release.codebook, cohort)}: " if cohort else ""
    if names and all(isinstance(release.comparison(name, cohort), Withheld) for name in names):
        return f"{where}too few answers to show safely" if where else "Too few answers yet"
    gists = [said for name in names if (said := gist(release, name, cohort))]
    sides = release.codebook.grouping
    if gists:
        return first_upper(f"{where}{sides.solo.many} report {listed(gists)}")
    both = f"{sides.solo.many} and {sides.team.many}"
    calls = {
        found.verdict if isinstance(found := release.comparison(name, cohort), Comparison) else None
        for name in names
    }
    on = f" {noun(release.codebook, names[0])}" if len(names) == 1 else ""
    if calls == {Verdict.SAME}:
        return first_upper(f"{where}{both} report about the same{on}")
    if on:
        return first_upper(f"{where}too uncertain to call on{on}")
    return first_upper(f"{where}no difference we can call between {both}")


def widest_first(release: Release, indicators: Iterable[str], cohort: str = "") -> list[str]:
    """The indicators by the size of their difference relative to their range, largest first."""

    def size(name: str) -> float:
        found, made = release.comparison(name, cohort), release.measures.get(name)
        if isinstance(found, Withheld) or made is None:
            return -1.0
        return abs(found.difference or 0.0) / (made.high - made.low)

    return sorted(indicators, key=size, reverse=True)


def withheld(release: Release, cohort: str, why: Withheld) -> str:
    return f"{cohort_label(release.codebook, cohort)}: {why.text}."


def _points(size: float, decimals: int) -> str:
    told = number(size, decimals)
    return f"{told} point" if told in ("1", f"{MINUS}1") else f"{told} points"


def _telling_decimals(difference: float, decimals: int) -> int:
    """One decimal more where the difference would otherwise read as zero."""
    return decimals + 1 if difference and round(difference, decimals) == 0 else decimals
