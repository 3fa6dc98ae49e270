"""An exhibit in plain text, to be copied into a mail or a report."""

from __future__ import annotations

from analysis.counting.cohorts import cohort_label
from analysis.exhibits.exhibit import Exhibit
from analysis.release import Release
from analysis.release.citing import SYNTHETIC


def as_text(release: Release, shown: Exhibit[object]) -> str:
    """What it says, what was measured, of whom, and where it comes from, in four lines."""
    manifest, caption = release.manifest, shown.caption
    day = manifest.created_at
    source = f"{release.codebook.title}, release {release.id} of {day.day} {day:%B %Y}."
    synthetic = f" {SYNTHETIC}" if manifest.synthetic else ""
    group = f"Group: {cohort_label(release.codebook, shown.cohort)}."
    return "\n".join((caption.alt, caption.subtitle, group, f"Source: {source}{synthetic}"))
