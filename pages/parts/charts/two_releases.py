"""The headline differences of everyone together in two releases."""

from __future__ import annotations

from analysis.release.changes import Changes, Interval, Pair, interval_of
from analysis.sentences import changes as say
from pages.parts import labels
from pages.parts.charts.chart import Chart, Table, captioned
from pages.parts.figures.palette import palette
from pages.parts.figures.two_releases import TwoReleases, two_releases

HUNDREDTHS = 100  # where scales differ, a difference is drawn in hundredths of its own


def change_chart(found: Changes, theme: str | None) -> Chart | None:
    """Older and newer difference of each headline indicator; None where none is in both."""
    rows = [row for row in (_row(found, pair) for pair in found.of_everyone) if row]
    if not rows:
        return None
    older, newer = (labels.RELEASE_OF.format(release=each.id) for each in (found.old, found.new))
    pairs = found.of_everyone
    table: Table = {
        labels.MEASURE: [say.label(found, pair) for pair in pairs],
        older: [say.before(found, pair) for pair in pairs],
        newer: [say.now(found, pair) for pair in pairs],
        labels.WHAT_BECAME: [say.became(pair) for pair in pairs],
    }
    picture = two_releases(rows, (older, newer), palette(theme))
    return captioned(say.of_changes(found), picture, table)


def _row(found: Changes, pair: Pair) -> TwoReleases | None:
    old, new = (
        _placed(found, pair, interval_of(pair.old)),
        _placed(found, pair, interval_of(pair.new)),
    )
    if old is None or new is None:
        return None
    texts = say.before(found, pair), say.now(found, pair)
    return TwoReleases(say.label(found, pair), old, new, texts)


def _placed(found: Changes, pair: Pair, told: Interval | None) -> Interval | None:
    """An interval on the axis that all rows share."""
    if told is None or found.on_one_scale:
        return told
    measure = found.new.measures[pair.new.indicator]
    value, low, high = (HUNDREDTHS * each / (measure.high - measure.low) for each in told)
    return value, low, high
