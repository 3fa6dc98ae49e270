"""The same difference in every segment of a cohort; withheld ones are named."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import sentences as say
from analysis.counting.cohorts import cohort_label, filters_of, value_label
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, NotShown, Table
from analysis.exhibits.forest import Forest, ForestRow, compared_row, measured
from analysis.published import Comparison, Withheld
from analysis.release import Release
from analysis.release.rows import estimates
from analysis.sentences.row_words import directions

Segments = Sequence[tuple[str, Comparison | Withheld]]  # by label, the whole first


def segments(release: Release, indicator: str, cohort: str) -> Exhibit[Forest] | NotShown | None:
    """The same difference in every segment of a cohort; None where it can't be narrowed."""
    narrower = list(release.segments(indicator, cohort))
    if not narrower:
        return None
    hidden = [each for _, each in narrower if isinstance(each, Withheld)]
    if len(hidden) == len(narrower):
        return NotShown("Further segments", Withheld.together(hidden))
    found = [(cohort, release.comparison(indicator, cohort)), *narrower]
    rows = tuple(_row(release, name, each, cohort) for name, each in found)
    named = [(row.label, each) for row, (_, each) in zip(rows, found, strict=True)]
    table: Table = {
        words.GROUP: [label for label, _ in named],
        words.DIFFERENCE: [say.cell(release, each) for _, each in named],
    }
    return Exhibit(
        "segments",
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
    return Caption(title, measured(release, indicator), f"{title}. {alt}")


def _row(release: Release, cohort: str, each: Comparison | Withheld, whole: str) -> ForestRow:
    codebook = release.codebook
    added = {dim: code for dim, code in filters_of(cohort).items() if dim not in filters_of(whole)}
    heading = codebook.label(next(iter(added))) if added else ""
    label = ", ".join(value_label(codebook, dim, code) for dim, code in added.items())
    return compared_row(release, heading, label or cohort_label(codebook, whole), each)
