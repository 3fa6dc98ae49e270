"""The same difference in every segment of a cohort; withheld ones are named."""

from __future__ import annotations

from analysis import sentences as say
from analysis.cohorts import cohort_label, filters_of, value_label
from analysis.published import Comparison, Reason, Verdict, Withheld
from analysis.release import Release
from pages.parts.charts.chart import Chart, Table, difference, group_names
from pages.parts.figures.palette import palette
from pages.parts.figures.segments import SegmentRow, segments


def segment_chart(
    release: Release, indicator: str, cohort: str, theme: str | None
) -> Chart | Withheld | None:
    """The same difference in every segment of a cohort; None where it can't be narrowed."""
    narrower = list(release.segments(indicator, cohort))
    shown = [each for _, each in narrower if isinstance(each, Comparison)]
    if not shown:
        return Withheld(Reason.TOO_FEW) if narrower else None
    found = [(cohort, release.comparison(indicator, cohort)), *narrower]
    rows = [_segment_row(release, name, each, cohort) for name, each in found]
    names = group_names(release.codebook)
    noun = say.noun(release.codebook, indicator)
    more, less = (
        sum(each.verdict is verdict for each in shown)
        for verdict in (Verdict.HIGHER, Verdict.LOWER)
    )
    told = [f"more {noun} in {more}" if more else "", f"less {noun} in {less}" if less else ""]
    calls = say.listed(part for part in told if part) or "no clear difference in any"
    title = f"{say.first_upper(names[0])}: {calls} of {len(shown)} groups shown"
    cells = [
        difference(release, each) if isinstance(each, Comparison) else each.text
        for _, each in found
    ]
    table: Table = {"Group": [row.label for row in rows], "Difference": cells}
    smallest = release.measures[indicator].sesoi
    subtitle = f"Difference in points, {names[0]} minus {names[1]}, with its 95 % interval. " + (
        "" if smallest is None else "About the same: surely within the shaded zone."
    )
    picture = segments(rows, smallest, palette(theme))
    alt = f"{title}. " + " ".join(f"{row.label}: {row.words}." for row in rows)
    return Chart(title, subtitle, alt, picture, table)


def _segment_row(
    release: Release, cohort: str, each: Comparison | Withheld, whole: str
) -> SegmentRow:
    codebook = release.codebook
    added = {dim: code for dim, code in filters_of(cohort).items() if dim not in filters_of(whole)}
    heading = codebook.label(next(iter(added))) if added else ""
    label = ", ".join(value_label(codebook, dim, code) for dim, code in added.items())
    label = label or cohort_label(codebook, whole)
    if isinstance(each, Withheld):
        return SegmentRow(heading, label, each.text)
    if each.verdict is None:
        return SegmentRow(heading, label, each.reason or "")
    return SegmentRow(
        heading, label, each.verdict, each.difference, each.low, each.high, each.verdict
    )
