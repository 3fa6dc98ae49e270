"""The same difference in every segment of a cohort; withheld ones are named."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from enum import StrEnum

from analysis import sentences as say
from analysis.counting.cohorts import cohort_label, filters_of, value_label
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table
from analysis.exhibits.forest import Forest, ForestRow, compared_row, measured
from analysis.published import Comparison, Withheld
from analysis.release import Release
from analysis.release.rows import estimates
from analysis.sentences.row_words import directions

BESIDE = "Beside each name: about how many of both answered."
Segments = Sequence[tuple[str, Comparison | Withheld]]  # by label, the whole first


class Order(StrEnum):
    """How the segments follow each other below the whole."""

    AS_ASKED = "as asked"
    BY_DIFFERENCE = "largest difference first"
    BY_PEOPLE = "most people first"


def segments(
    release: Release, indicator: str, cohort: str, order: Order = Order.AS_ASKED
) -> Exhibit[Forest] | NotShown | None:
    """The same difference in every segment of a cohort; None where it can't be narrowed."""
    narrower = _sorted(release.segments(indicator, cohort), order)
    if not narrower:
        return None
    hidden = [each for _, each in narrower if isinstance(each, Withheld)]
    if len(hidden) == len(narrower):
        return NotShown("Further segments", Withheld.together(hidden))
    found = [(cohort, release.comparison(indicator, cohort)), *narrower]
    grouped = order is Order.AS_ASKED
    rows = tuple(_row(release, name, each, cohort, grouped) for name, each in found)
    named = [(row.label, each) for row, (_, each) in zip(rows, found, strict=True)]
    table: Table = {
        words.GROUP: [label for label, _ in named],
        words.DIFFERENCE: [say.cell(release, each) for _, each in named],
    }
    return Exhibit(
        "segments",
        f"{release.measures[indicator].label} in every group",
        caption(release, indicator, named),
        Forest(rows, release.measures[indicator].sesoi),
        table,
        estimates(list(dict(found)), [indicator], ["mean_difference"]),
        say.how_compared(release, indicator, narrower),
        (indicator,),
        cohort,
    )


def caption(release: Release, indicator: str, rows: Segments) -> Caption:
    """In how many segments which group is said to be higher."""
    solo, _ = say.group_names(release)
    shown = [each for _, each in rows[1:] if isinstance(each, Comparison)]
    ways = directions(release.codebook, indicator, shown, "groups shown")
    title = f"{say.first_upper(solo)}: {ways}"
    alt = " ".join(f"{label}: {say.cell(release, each, ', ')}." for label, each in rows)
    subtitle = f"{measured(release, indicator)} {BESIDE}"
    return Caption(title, subtitle, f"{title}. {alt}")


def _sorted(
    found: Iterable[tuple[str, Comparison | Withheld]], order: Order
) -> list[tuple[str, Comparison | Withheld]]:
    """The segments in order; those that are withheld stay last where it is one of numbers."""
    if order is Order.AS_ASKED:
        return list(found)
    return sorted(found, key=lambda segment: -_weight(segment[1], order))


def _weight(each: Comparison | Withheld, order: Order) -> float:
    if isinstance(each, Withheld) or each.difference is None:
        return -math.inf
    if order is Order.BY_PEOPLE:
        return each.solo.n.about + each.team.n.about
    return each.difference


def _row(
    release: Release, cohort: str, each: Comparison | Withheld, whole: str, grouped: bool
) -> ForestRow:
    """The row of a segment: under the heading of its dimension, or with it in its own name."""
    codebook = release.codebook
    added = {dim: code for dim, code in filters_of(cohort).items() if dim not in filters_of(whole)}
    if not added:
        return compared_row(release, cohort_label(codebook, whole), each)
    heading = codebook.label(next(iter(added)))
    label = ", ".join(value_label(codebook, dim, code) for dim, code in added.items())
    if grouped:
        return compared_row(release, label, each, heading)
    return compared_row(release, f"{heading}: {label}", each)
