"""The headline differences of everyone together in two releases."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import sentences as say
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, Table
from analysis.exhibits.forest import Forest, ForestRow, Point, Weight
from analysis.release.changes import Changes, Interval, Pair, interval_of
from analysis.sentences.changes import became, before, label, now
from analysis.sentences.subject import Subject

HUNDREDTHS = 100  # where scales differ, a difference is drawn in hundredths of its own


def two_releases(found: Changes) -> Exhibit[Forest] | None:
    """Older and newer difference of each headline indicator; None where none is in both."""
    rows = tuple(row for row in (_row(found, pair) for pair in found.of_everyone) if row)
    if not rows:
        return None
    older, newer = (words.RELEASE.format(release=each.id) for each in (found.old, found.new))
    pairs = found.of_everyone
    table: Table = {
        words.MEASURE: [label(found, pair) for pair in pairs],
        older: [before(found, pair) for pair in pairs],
        newer: [now(found, pair) for pair in pairs],
        words.WHAT_BECAME: [became(pair) for pair in pairs],
    }
    marks = Forest(rows, key=(newer, older))
    return Exhibit("two-releases", "Both releases side by side", caption(found), marks, table, None)


def _row(found: Changes, pair: Pair) -> ForestRow | None:
    """The newer difference and, hollow, the older one that it is held to."""
    new = _placed(found, pair, interval_of(pair.new))
    old = _placed(found, pair, interval_of(pair.old))
    if old is None or new is None:
        return None
    points = (
        Point(*new, say.difference_cell(found.new, pair.new)),
        Point(*old, say.difference_cell(found.old, pair.old), Weight.HOLLOW),
    )
    return ForestRow(label(found, pair), became(pair), points)


def _placed(found: Changes, pair: Pair, interval: Interval | None) -> Interval | None:
    """An interval on the axis that all rows share."""
    if interval is None or found.on_one_scale:
        return interval
    measure = found.new.measures[pair.new.indicator]
    value, low, high = (HUNDREDTHS * each / (measure.high - measure.low) for each in interval)
    return value, low, high


def caption(found: Changes) -> Caption:
    """Of the headline differences of everyone together, before and now."""
    pairs, sides = found.of_everyone, found.new.codebook.grouping
    subtitle = (
        f"Everyone together: the difference, {sides.solo.many} minus {sides.team.many}, in "
        f"{_unit(found, pairs)}. Lines are 95% intervals."
    )
    title = _title(found, pairs)
    rows = (f"{label(found, pair)}: {_both(found, pair)}." for pair in pairs)
    return Caption(title, subtitle, " ".join([f"{title}.", *rows]))


def _unit(found: Changes, pairs: Sequence[Pair]) -> str:
    """What the differences are measured in where they share an axis."""
    if pairs and found.on_one_scale:
        return Subject(found.new, pairs[0].new.indicator).unit_apart
    return "hundredths of each scale"


def _title(found: Changes, pairs: Sequence[Pair]) -> str:
    moved = [say.first_lower(label(found, pair)) for pair in pairs if pair.moved]
    which = f"the gap on {say.listed(moved)} moved" if moved else "no headline gap moved"
    return say.first_upper(f"{which} beyond its interval since release {found.old.id}")


def _both(found: Changes, pair: Pair) -> str:
    return f"{before(found, pair)} before, {now(found, pair)} now, {became(pair)}"
