"""Scoring rules as exact integers, each with the SQL expression that scores one row.

A score is an integer in units of 1/denominator, so that prorated means (4 to 7 of 7 items
answered) stay exact and group as integers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, gcd, lcm

from analysis.codebook.points import column, column_unit, item_scores, item_sql, tick_column
from analysis.codebook.types import AtLeast, Codebook, Direction, Indicator, Kind, ScoreKind

SESOI = 0.05  # of the range of a scale: 5 points of 100
SHARE_OF = 100  # a share is scored 0 or 100, so that its mean is a percentage
FEWEST_STEPS = 5  # of a scale with decimals
LARGEST_SCORE = 2**53  # up to here whole numbers are exact in 64 bits and as floats, too


@dataclass(frozen=True)
class Measure:
    """One indicator's scoring rule, compiled.

    ``low`` to ``high`` is the possible range in the score's unit and ``spacing`` the distance
    between neighbouring scores of people who answered everything, in whole numbers where decimals
    are taken. ``bands`` are the edges of the published bands, each band holding its lower edge and
    the last one both. ``answered`` of the ``columns`` must be answered. ``sesoi`` is the smallest
    difference of interest; None where the codebook declares none and a count has no natural one.
    ``sql`` is the exact integer score of a row, or NULL; ``wide_sql`` is the same for engines that
    count in 32 bits unless told otherwise. Releases know a scoring again by the former.
    """

    id: str
    label: str
    kind: ScoreKind
    direction: Direction
    denominator: int
    low: float
    high: float
    spacing: float
    bands: tuple[float, ...]
    columns: tuple[str, ...]
    answered: int
    sesoi: float | None
    sql: str
    wide_sql: str = ""

    @property
    def prorates(self) -> bool:
        """Whether a score may be made from part of several items."""
        return self.kind in (ScoreKind.MEAN, ScoreKind.SUM) and len(self.columns) > 1

    def band_levels(self) -> list[int]:
        """The lower edges of the bands as integer scores."""
        return [
            ceil(Fraction(edge).limit_denominator(1000) * self.denominator)
            for edge in self.bands[:-1]
        ]


def measures(codebook: Codebook, columns: Collection[str] | None = None) -> tuple[Measure, ...]:
    """The indicators that can be scored from these answer columns (None: from all), in order."""
    compiled = (_compile(codebook, name, made) for name, made in codebook.indicators.items())
    return tuple(made for made in compiled if columns is None or set(made.columns) <= set(columns))


def items(codebook: Codebook, columns: Collection[str]) -> tuple[str, ...]:
    """The questions whose answers are published one by one: all with options, no dimension."""
    return tuple(
        name
        for name, asked in codebook.questions.items()
        if asked.kind in (Kind.ORDINAL, Kind.CATEGORY, Kind.YES_NO)
        and name not in codebook.dimensions
        and column(name) in columns
    )


def _compile(codebook: Codebook, name: str, made: Indicator) -> Measure:
    if made.kind is ScoreKind.SHARE:
        return _share(codebook, name, made)
    if made.kind is ScoreKind.TICKS:
        return _ticks(codebook, name, made)
    return _scale(codebook, name, made)


def _scale(codebook: Codebook, name: str, made: Indicator) -> Measure:
    least, unit = least_answered(made), _unit(codebook, made)
    weights, common = _weights(made, least)
    low, high, spacing = _range(codebook, made)
    if unit > 1 and high > low:  # from 0 to 1 there are more than two such numbers
        spacing = min(spacing, (high - low) / FEWEST_STEPS)
    points = [_points(codebook, made, item, unit) for item in made.items]
    wide_sql = _scale_sql([f"CAST({part} AS BIGINT)" for part in points], weights)
    columns = tuple(column(item) for item in made.items)
    bounded = all(codebook.questions[item].kind is not Kind.COUNT for item in made.items)
    return _measure(
        name, made, common * unit, low, high, spacing, columns, least,
        _scale_sql(points, weights), wide_sql, bounded=bounded,
    )  # fmt: skip


def _range(codebook: Codebook, made: Indicator) -> tuple[float, float, float]:
    """The lowest and the highest score, and the distance between neighbouring ones.

    A number with decimals counts as a whole one here, as which most people give it: the distance
    decides how coarsely averages are rounded, and they must not tell the exact sum of a group.
    """
    scores = [item_scores(codebook, item) for item in made.items]
    whole = Fraction(_whole(made), len(scores))
    low, high = (float(whole * sum(each[end] for each in scores)) for end in (0, -1))
    step = gcd(*(abs(s - each[0]) for each in scores for s in each)) or 1
    return low, high, float(whole * step)


def _unit(codebook: Codebook, made: Indicator) -> int:
    """The unit of the sum of an indicator's items: hundredths where one of them has decimals."""
    return max(column_unit(codebook.questions[item]) for item in made.items)


def _points(codebook: Codebook, made: Indicator, item: str, unit: int) -> str:
    points, times = item_sql(codebook, made, item), unit // column_unit(codebook.questions[item])
    return points if times == 1 else f"({points}) * {times}"


def _scale_sql(points: Sequence[str], weights: Mapping[int, int]) -> str:
    """The sum of the points that there are, times what the number of answered items weighs."""
    total = " + ".join(f"COALESCE({part}, 0)" for part in points)
    answered = " + ".join(f"CASE WHEN {part} IS NULL THEN 0 ELSE 1 END" for part in points)
    cases = " ".join(f"WHEN {n} THEN {weight}" for n, weight in weights.items())
    return f"({total}) * CASE {answered} {cases} END"


def least_answered(made: Indicator) -> int:
    """How many items of a mean or a sum must be answered."""
    count = len(made.items)
    return {"half": ceil(count / 2), "all": count}.get(str(made.answered)) or int(made.answered)


def largest_score(codebook: Codebook, made: Indicator, least: int) -> int:
    """The largest integer score of a mean or a sum, in size, if so many must be answered."""
    weights, _ = _weights(made, least)
    scores = [item_scores(codebook, item) for item in made.items]
    total = sum(max(abs(each[0]), abs(each[-1])) for each in scores)
    return total * _unit(codebook, made) * weights[len(made.items)]


def _whole(made: Indicator) -> int:
    """What the mean of the items is multiplied by."""
    return made.factor * (1 if made.kind is ScoreKind.MEAN else len(made.items))


def _weights(made: Indicator, least: int) -> tuple[dict[int, int], int]:
    """For each number of answered items, what its sum is multiplied by; and the denominator.

    The score is sum / answered (a mean) or sum * count / answered (a sum) times the factor.
    """
    shares = {n: Fraction(_whole(made), n) for n in range(least, len(made.items) + 1)}
    denominator = lcm(*(share.denominator for share in shares.values()))
    return {n: int(share * denominator) for n, share in shares.items()}, denominator


def _share(codebook: Codebook, name: str, made: Indicator) -> Measure:
    conditions, columns = [], []
    for question, wanted in made.where.items():
        asked, held = codebook.questions[question], column(question)
        codes = [option.code for option in codebook.options(question)]
        if asked.kind is Kind.COUNT:
            least = wanted.at_least if isinstance(wanted, AtLeast) else 1
            conditions.append(f"{held} >= {least * column_unit(asked)}")
        elif asked.kind is Kind.MULTI_SELECT and not isinstance(wanted, AtLeast):
            ticks = [tick_column(question, codes.index(code)) for code in wanted]
            conditions.append("(" + " OR ".join(f"{tick} = 1" for tick in ticks) + ")")
            columns += ticks[1:]
            held = ticks[0]
        else:
            counted = ", ".join(str(n) for n in chosen(codebook, question, wanted))
            conditions.append(f"{held} IN ({counted})")
        columns.append(held)
    unknown = " OR ".join(f"{held} IS NULL" for held in columns)
    counts = " AND ".join(conditions)
    sql = f"CASE WHEN {unknown} THEN NULL WHEN {counts} THEN {SHARE_OF} ELSE 0 END"
    return _measure(name, made, 1, 0.0, SHARE_OF, SHARE_OF, tuple(columns), len(columns), sql)


def chosen(codebook: Codebook, question: str, wanted: Collection[str] | AtLeast) -> list[int]:
    """The positions of the wanted options; [-2], which nothing has, where there are none."""
    options = codebook.options(question)
    if isinstance(wanted, AtLeast):
        scored = ((n, option.score) for n, option in enumerate(options))
        return [n for n, score in scored if score is not None and score >= wanted.at_least] or [-2]
    return [n for n, option in enumerate(options) if option.code in wanted] or [-2]


def _ticks(codebook: Codebook, name: str, made: Indicator) -> Measure:
    question = made.items[0]
    options = enumerate(codebook.options(question))
    columns = tuple(tick_column(question, n) for n, option in options if not option.none)
    sql = " + ".join(columns)
    return _measure(
        name, made, 1, 0.0, len(columns), 1.0, columns, len(columns), sql, bounded=False
    )


def _measure(
    name: str,
    made: Indicator,
    denominator: int,
    low: float,
    high: float,
    spacing: float,
    columns: tuple[str, ...],
    answered: int,
    sql: str,
    wide_sql: str | None = None,
    *,
    bounded: bool = True,
) -> Measure:
    bands = (*map(float, made.bands), high) if made.bands else _equal_bands(low, high, spacing)
    natural = SESOI * (high - low) if bounded else None
    return Measure(
        name, made.label, made.kind, made.direction, denominator, low, high, spacing,
        bands, columns, answered, made.sesoi or natural, sql, wide_sql or sql,
    )  # fmt: skip


def most_bands(low: float, high: float, spacing: float) -> int:
    """How many bands a scale may be published in: 5, 3 at 7 levels or fewer, 2 at two."""
    levels = round((high - low) / spacing) + 1
    return 2 if levels == 2 else 3 if levels <= 7 else 5


def _equal_bands(low: float, high: float, spacing: float) -> tuple[float, ...]:
    count = most_bands(low, high, spacing)
    return tuple(low + (high - low) * n / count for n in range(count + 1))
