"""Averages of both groups, and of the parts of a group by the answer that makes it: team sizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.counting.cohorts import EVERYONE
from analysis.exhibits import words
from analysis.exhibits.averages import Ticks, ticks
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table
from analysis.levels import GROUPS, LEVEL, level_codes, level_cohorts
from analysis.methods import method
from analysis.published import Comparison, GroupScore, Withheld
from analysis.release import Release
from analysis.release.rows import estimates
from analysis.sentences.levels import name_of
from analysis.sentences.numbers import round_ticks
from analysis.sentences.subject import Manner, Subject, Told

Scores = Sequence[tuple[str, str, GroupScore]]  # group, answer's code, score
UNITS = {
    Manner.SCORE: "Average score",
    Manner.SHARE: "How many in 100",
    Manner.AMOUNT: "Average",
}


@dataclass(frozen=True)
class LevelRow:
    """A group as a ``whole``, or the part of it that one answer makes; its average in short and
    in full."""

    label: str
    group: str
    score: GroupScore
    whole: bool
    value: str
    words: str


@dataclass(frozen=True)
class Levels:
    """Averages on an axis from ``low`` to ``high`` with words along it."""

    rows: tuple[LevelRow, ...]
    low: float
    high: float
    ticks: Ticks


def levels(release: Release, indicator: str, cohort: str) -> Exhibit[Levels] | NotShown | None:
    """A row a group and, below it, a row a part; None in a cohort, where parts are never shown, and
    where groups have none."""
    compared = release.comparison(indicator, EVERYONE)
    if cohort != EVERYONE or isinstance(compared, Withheld):
        return None
    if not any(level_cohorts(release.codebook)):
        return None
    found = release.levels(indicator)
    if isinstance(found, Withheld):
        return NotShown("By the parts of a group", found)
    rows = level_rows(release, compared, found)
    table: Table = {
        words.GROUP: [row.label for row in rows],
        words.AVERAGE: [row.words for row in rows],
    }
    codes = (code for group in GROUPS for code in level_codes(release.codebook, group))
    return Exhibit(
        "levels",
        f"{release.measures[indicator].label} by the parts of a group",
        _caption(release, compared, found, rows),
        Levels(rows, *_axis(release, indicator, rows)),
        table,
        estimates([cohort], [indicator], ["mean", f"{LEVEL}mean"], (None, *codes)),
        _how(release, rows),
        (indicator,),
        cohort,
    )


def level_rows(release: Release, compared: Comparison, found: Scores) -> tuple[LevelRow, ...]:
    """Each group, and below it its parts in the order of the answers."""
    subject, rows = Subject(release, compared.indicator), []
    for group, score in (("solo", compared.solo), ("team", compared.team)):
        rows.append(_row(subject, subject.group(group).many, group, score, whole=True))
        rows += [
            _row(subject, name_of(release, code), group, part, whole=False)
            for side, code, part in found
            if side == group
        ]
    return tuple(rows)


def _row(subject: Subject, name: str, group: str, score: GroupScore, *, whole: bool) -> LevelRow:
    """The row's words are as a table's cell has them: '49 (46 to 52), about 182'."""
    decimals = say.decimals_of(subject.rule)
    value, low, high = (say.number(each, decimals) for each in (score.mean, score.low, score.high))
    cell = f"{value} ({low} to {high}), {say.count(score.n)}"
    return LevelRow(say.first_upper(name), group, score, whole, value, cell)


def _axis(
    release: Release, indicator: str, rows: Sequence[LevelRow]
) -> tuple[float, float, Ticks]:  # fmt: skip
    """The ends of the axis and the words along it; of an amount it goes as far as needed."""
    measure = release.measures[indicator]
    if Subject(release, indicator).manner is not Manner.AMOUNT:
        return measure.low, measure.high, ticks(release, [indicator])
    most = max(row.score.high for row in rows) or 1.0
    places = [each for each in round_ticks(most) if each >= 0]
    most = max(most, places[-1])
    return 0.0, most, tuple((each / most, say.number(each, int(each % 1 > 0))) for each in places)


def _caption(
    release: Release, compared: Comparison, found: Scores, rows: Sequence[LevelRow]
) -> Caption:
    subject = Subject(release, compared.indicator)
    title = _title(subject, compared, found)
    asked = say.first_lower(release.codebook.label(release.codebook.grouping.question))
    subtitle = f"{UNITS[subject.manner]} by {asked}, with its 95% interval. Everyone who answered."
    return Caption(
        title, subtitle, " ".join([f"{title}.", *(f"{row.label}: {row.words}." for row in rows)])
    )


def _how(release: Release, rows: Sequence[LevelRow]) -> Told:
    used = method("level-averages", release.codebook)
    sizes = "; ".join(f"{row.label}: {say.count(row.score.n)}" for row in rows)
    return Told("", f"{used.technical} Rounded n: {sizes}.", used.reference, used.plain)


def _title(subject: Subject, compared: Comparison, found: Scores) -> str:
    """'Burnout by team size: teams of one 59, people in teams 49 (4 to 6) to 51 (7 or more)'."""
    sides = []
    for group, score in (("solo", compared.solo), ("team", compared.team)):
        own = sorted((part.mean, _kept(name_of(subject.release, code)))
                     for side, code, part in found if side == group)  # fmt: skip
        low, high = (
            say.number(each, say.decimals_of(subject.rule)) for each in _ends(own, score.mean)
        )
        span = f"{low} ({_kept(own[0][1])}) to {high} ({_kept(own[-1][1])})" if low != high else low
        sides.append(f"{subject.group(group).many} {span}")
    asked = say.first_lower(subject.codebook.label(subject.codebook.grouping.question))
    return f"{subject.rule.label} by {asked}: {', '.join(sides)}"


def _kept(name: str) -> str:
    """A short name that no line ends in the middle of."""
    return name.replace(" ", "\u00a0")


def _ends(own: Sequence[tuple[float, str]], whole: float) -> tuple[float, float]:
    """The lowest and the highest average of a group's parts; its own where it has none."""
    return (own[0][0], own[-1][0]) if own else (whole, whole)
