"""What an indicator is counted against: praise from colleagues against criticism from them.

The ids say so. An indicator named after another (``praise_internal`` after ``praise``) has an
opposite where one other indicator ends alike (``criticism_internal``), is told in the same unit
and points the other way. A codebook that names its indicators so gets the pairs drawn.
"""

from __future__ import annotations

from analysis.codebook import Direction
from analysis.release.release import Release

OTHER_WAY = {
    Direction.HIGHER_IS_BETTER: Direction.HIGHER_IS_WORSE,
    Direction.HIGHER_IS_WORSE: Direction.HIGHER_IS_BETTER,
}


def opposites(release: Release, indicator: str) -> tuple[tuple[str, str], ...]:
    """(one, its opposite) for every indicator named after this one that has one, in order."""
    named = (name for name in release.measures if name.startswith(f"{indicator}_"))
    found = ((name, _opposite(release, name, indicator)) for name in named)
    return tuple((name, other) for name, other in found if other is not None)


def _opposite(release: Release, name: str, indicator: str) -> str | None:
    made, ending = release.codebook.indicators[name], name.removeprefix(indicator)
    for other in release.measures:
        against = release.codebook.indicators[other]
        is_other_way = against.direction is OTHER_WAY.get(made.direction)
        if other != name and other.endswith(ending) and is_other_way and against.unit == made.unit:
            return other
    return None
