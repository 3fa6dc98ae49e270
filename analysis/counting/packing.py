"""Many answers of a person in few whole numbers, as SQL for an engine that hands rows over.

Each answer is a digit in a base of its own, 0 where it was left out; digits together are a pattern.
What a pattern scores is asked once of the scoring rules' SQL, not once for every person.

Such an engine's GREATEST must pass NULL over, as DuckDB's does: it is quicker than COALESCE there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import floor, prod

from analysis.codebook import Codebook, Kind
from analysis.codebook.points import column, column_unit, tick_column
from analysis.codebook.scoring import Measure, items, measures
from analysis.counting.cells import MISSING_LEVEL, group_sql

MOST_PATTERNS = 1 << 19  # of one scale: a table of 2 MB to look them up in
FEW_PATTERNS = 1 << 13  # of several small questions together: a table of 32 KB
MOST_ANSWERS = 1 << 8  # to a question: what counts in thousands is scored for every person
MOST_CODES = 1 << 12  # of a group and some dimensions together

GROUP = ""  # the name of the digit that holds the group, which no dimension has


@dataclass(frozen=True)
class Digit:
    """What ``name`` says of a person: ``sql`` gives one of ``size`` numbers from ``lowest`` up."""

    name: str
    sql: str
    size: int
    lowest: int


@dataclass(frozen=True)
class Packed:
    """Several digits as one number from 0 to ``count - 1``, the first digit weighing most."""

    digits: tuple[Digit, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(digit.name for digit in self.digits)

    @property
    def sizes(self) -> tuple[int, ...]:
        return tuple(digit.size for digit in self.digits)

    @property
    def count(self) -> int:
        return prod(self.sizes)

    def holds(self, names: Collection[str]) -> bool:
        return set(names) <= set(self.names)

    @property
    def sql(self) -> str:
        first, *rest = self.digits
        packed, least = first.sql, first.lowest
        for digit in rest:
            packed = f"({packed}) * {digit.size} + {digit.sql}"
            least = least * digit.size + digit.lowest
        return f"{packed} - ({least})"

    def joined(self, more: Packed) -> Packed:
        """This and the digits of another that it lacks."""
        return Packed(tuple(dict.fromkeys((*self.digits, *more.digits))))


@dataclass(frozen=True)
class Packing:
    """What is asked of each row.

    ``codes`` hold the group and some dimensions each: every two dimensions are in one of them.
    ``patterns`` hold the answers to single questions and to the measures they have room for;
    ``scored`` are the other measures, by number (from 1), scored in every row.
    """

    codes: tuple[Packed, ...]
    patterns: tuple[Packed, ...]
    scored: Mapping[int, Measure]


def packing(codebook: Codebook, columns: Collection[str]) -> Packing:
    """How the answers in these columns are packed."""
    digits = _digits(codebook)
    patterns: list[Packed] = []
    scored: dict[int, Measure] = {}
    for number, made in enumerate(measures(codebook, columns), start=1):
        needed = Packed(tuple(digits[name] for name in dict.fromkeys(made.columns)))
        if needed.count <= MOST_PATTERNS and max(needed.sizes) <= MOST_ANSWERS:
            _put(patterns, needed)
        else:
            scored[number] = made
    for name in items(codebook, columns):
        _put(patterns, Packed((digits[column(name)],)))
    return Packing(tuple(_codes(codebook, columns)), tuple(patterns), scored)


def _put(held: list[Packed], needed: Packed) -> None:
    """Puts the digits where they are already, or into the first with room, or beside them all."""
    if any(set(needed.digits) <= set(each.digits) for each in held):
        return
    for place, each in enumerate(held):
        if (together := each.joined(needed)).count <= FEW_PATTERNS:
            held[place] = together
            return
    held.append(needed)


def _digits(codebook: Codebook) -> dict[str, Digit]:
    """The digit of every column that can be counted or scored."""
    ranges: dict[str, tuple[int, int]] = {}
    for name, asked in codebook.questions.items():
        if asked.kind is Kind.COUNT:
            unit = column_unit(asked)
            ranges[column(name)] = (asked.min * unit, asked.max * unit)
        elif asked.kind is Kind.MULTI_SELECT:
            ticks = range(len(codebook.options(name)))
            ranges |= {tick_column(name, tick): (0, 1) for tick in ticks}
        elif asked.kind is not Kind.DATE:
            ranges[column(name)] = (0, len(codebook.options(name)) - 1)
    return {name: _digit(name, name, low - 1, high) for name, (low, high) in ranges.items()}


def _digit(name: str, said: str, lowest: int, highest: int) -> Digit:
    """The lowest stands for no answer."""
    return Digit(name, f"GREATEST({said}, {lowest})", highest - lowest + 1, lowest)


def _codes(codebook: Codebook, columns: Collection[str]) -> Iterator[Packed]:
    """Groups of dimensions, as few as may be, that hold every two of them somewhere."""
    group = Digit(GROUP, group_sql(codebook), 2, 0)
    digits = []
    for name in codebook.dimensions:
        said = column(name) if column(name) in columns else f"{MISSING_LEVEL}"
        digits.append(_digit(name, said, MISSING_LEVEL, len(codebook.options(name)) - 1))
    wanted = [*combinations(digits, min(2, len(digits)))]
    while wanted:
        held = Packed((group, *wanted[0]))
        for pair in wanted:
            if (together := held.joined(Packed(pair))).count <= MOST_CODES:
                held = together
        yield held
        wanted = [pair for pair in wanted if not set(pair) <= set(held.digits)]


def rows_sql(codebook: Codebook, packed: Packing, table: str = "answers") -> str:
    """One query, a row for each person in a group: c_<n>..., p_<n>..., m_<number>...

    These are the codes and the patterns, from 0, and how far the scores lie above ``no_score``, 0
    where there is none; nothing is NULL. Answers must be of the codebook, as intake leaves them.
    """
    told = {f"c_{n}": each.sql for n, each in enumerate(packed.codes)}
    told |= {f"p_{n}": each.sql for n, each in enumerate(packed.patterns)}
    told |= {
        f"m_{number}": f"COALESCE(({made.wide_sql}) - ({no_score(made)}), 0)"
        for number, made in packed.scored.items()
    }
    asked = ", ".join(f"CAST({sql} AS INTEGER) AS {name}" for name, sql in told.items())
    return f"SELECT {asked} FROM {table} WHERE {group_sql(codebook)} IS NOT NULL"


def patterns_sql(packed: Packed, made: Measure) -> str:
    """One query, a row for each pattern that there can be: pattern, and its score."""
    every = " CROSS JOIN ".join(_values(digit) for digit in packed.digits)
    score = f"COALESCE({made.wide_sql}, {no_score(made)})"
    return f"SELECT {packed.sql} AS pattern, CAST({score} AS BIGINT) AS score FROM {every}"


def _values(digit: Digit) -> str:
    """All that a column can hold, as a table of its own."""
    answers = "".join(f", ({digit.lowest + n})" for n in range(1, digit.size))
    return f"(VALUES (CAST(NULL AS INTEGER)){answers}) AS of_{digit.name}({digit.name})"


def no_score(made: Measure) -> int:
    """What stands for no score: one less than the lowest."""
    return floor(made.low * made.denominator) - 1
