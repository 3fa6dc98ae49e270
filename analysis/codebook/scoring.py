"""Scoring rules as exact integers, each with the SQL expression that scores one row.

A score is an integer in units of 1/denominator, so that prorated means (4 to 7 of 7 items
answered) stay exact and group as integers.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, gcd, lcm

from analysis.codebook.types import AtLeast, Codebook, Direction, Indicator, Kind, ScoreKind

SESOI = 0.05  # of the range of a scale: 5 points of 100
SHARE_OF = 100  # a share is scored 0 or 100, so that its mean is a percentage


def column(question: str) -> str:
    """The answers column of a question; the prefix keeps it clear of SQL's own words."""
    return f"q_{question}"


def tick_column(question: str, option: int) -> str:
    return f"q_{question}_{option}"


@dataclass(frozen=True)
class Measure:
    """One indicator's scoring rule, compiled.

    ``low`` to ``high`` is the possible range in the score's unit and ``spacing`` the distance
    between neighbouring scores of people who answered everything. ``bands`` are the edges of
    the published bands, each band holding its lower edge and the last one both. ``answered`` of
    the ``columns`` must be answered. ``sesoi`` is the smallest difference of interest; None where
    the codebook declares none and a count has no natural one. ``sql`` is the exact integer score
    of a row, or NULL.
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
    scores = [_item_scores(codebook, item) for item in made.items]
    count = len(scores)
    least = {"half": ceil(count / 2), "all": count}.get(str(made.answered), 0) or int(made.answered)
    weights, denominator = _weights(made, count, least)
    whole = 1 if made.kind is ScoreKind.MEAN else count
    low, high = (
        float(Fraction(whole * made.factor * sum(ends), count))
        for ends in zip(*((min(s), max(s)) for s in scores), strict=True)
    )
    step = gcd(*(abs(s - each[0]) for each in scores for s in each)) or 1
    spacing = float(Fraction(step * whole * made.factor, count))
    parts = [item_sql(codebook, made, item) for item in made.items]
    total = " + ".join(f"COALESCE({part}, 0)" for part in parts)
    answered = " + ".join(f"CASE WHEN {part} IS NULL THEN 0 ELSE 1 END" for part in parts)
    cases = " ".join(f"WHEN {n} THEN {weight}" for n, weight in weights.items())
    sql = f"({total}) * CASE {answered} {cases} END"
    columns = tuple(column(item) for item in made.items)
    bounded = all(codebook.questions[item].kind is not Kind.COUNT for item in made.items)
    return _measure(
        name, made, denominator, low, high, spacing, columns, least, sql, bounded=bounded
    )


def _weights(made: Indicator, count: int, least: int) -> tuple[dict[int, int], int]:
    """For each number of answered items, what its sum is multiplied by; and the denominator.

    The score is sum / answered (a mean) or sum * count / answered (a sum) times the factor.
    """
    whole = made.factor * (1 if made.kind is ScoreKind.MEAN else count)
    shares = {n: Fraction(whole, n) for n in range(least, count + 1)}
    denominator = lcm(*(share.denominator for share in shares.values()))
    return {n: int(share * denominator) for n, share in shares.items()}, denominator


def _item_scores(codebook: Codebook, item: str) -> tuple[int, ...]:
    """All scores an item can have, ascending; a count's are its whole range."""
    asked = codebook.questions[item]
    if asked.kind is Kind.COUNT:
        return tuple(range(asked.min, asked.max + 1))
    said = {option.score for option in codebook.options(item)}
    return tuple(sorted(score for score in said if score is not None))


def item_sql(codebook: Codebook, made: Indicator, item: str) -> str:
    """An item's points as SQL, NULL where unanswered; a reversed item's are mirrored."""
    said = _item_scores(codebook, item)
    return _item_sql(codebook, item, max(said) + min(said) if item in made.reversed else None)


def _item_sql(codebook: Codebook, item: str, mirrored: int | None) -> str:
    """One item's score as SQL; a reversed item's is subtracted from ``mirrored``."""
    name = column(item)
    if codebook.questions[item].kind is Kind.COUNT:
        return name if mirrored is None else f"({mirrored} - {name})"
    scores = {
        n: option.score if mirrored is None else mirrored - option.score
        for n, option in enumerate(codebook.options(item))
        if option.score is not None
    }
    steps = {
        later - earlier
        for earlier, later in zip(scores.values(), list(scores.values())[1:], strict=False)
    }
    if len(steps) == 1 and list(scores) == list(range(len(scores))) == list(
        range(len(codebook.options(item)))
    ):
        step = steps.pop()
        points = name if step == 1 else f"{name} * {step}"
        return f"({points})" if scores[0] == 0 else f"({scores[0]} + {points})"
    cases = " ".join(f"WHEN {n} THEN {score}" for n, score in scores.items())
    return f"CASE {name} {cases} END"


def _share(codebook: Codebook, name: str, made: Indicator) -> Measure:
    conditions, columns = [], []
    for question, wanted in made.where.items():
        asked, held = codebook.questions[question], column(question)
        codes = [option.code for option in codebook.options(question)]
        if asked.kind is Kind.COUNT:
            conditions.append(f"{held} >= {wanted.at_least if isinstance(wanted, AtLeast) else 1}")
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
    columns = tuple(tick_column(question, n) for n in range(len(codebook.options(question))))
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
    *,
    bounded: bool = True,
) -> Measure:
    bands = (*map(float, made.bands), high) if made.bands else _equal_bands(low, high, spacing)
    natural = SESOI * (high - low) if bounded else None
    return Measure(
        name, made.label, made.kind, made.direction, denominator, low, high, spacing,
        bands, columns, answered, made.sesoi or natural, sql,
    )  # fmt: skip


def most_bands(low: float, high: float, spacing: float) -> int:
    """How many bands a scale may be published in: 5, 3 at 7 levels or fewer, 2 at two."""
    levels = round((high - low) / spacing) + 1
    return 2 if levels == 2 else 3 if levels <= 7 else 5


def _equal_bands(low: float, high: float, spacing: float) -> tuple[float, ...]:
    count = most_bands(low, high, spacing)
    return tuple(low + (high - low) * n / count for n in range(count + 1))
