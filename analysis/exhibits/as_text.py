"""An exhibit in plain text, to be copied into a mail or a report."""

from __future__ import annotations

from analysis.counting.cohorts import cohort_label
from analysis.exhibits.exhibit import Exhibit
from analysis.release import Release
from analysis.release.citing import SYNTHETIC


def as_text(release: Release, shown: Exhibit[object]) -> str:
    """What it says, what was measured, of whom, and where it comes from, in four lines."""
    group = f"Group: {cohort_label(release.codebook, shown.cohort)}."
    return "\n".join((shown.caption.alt, shown.caption.subtitle, group, source(release)))


def source(release: Release) -> str:
    """'Source: the survey, release r0007 of 3 May 2026, latest wave Q1 2026.'"""
    manifest, day = release.manifest, release.manifest.created_at
    wave = f", latest wave {manifest.wave}" if manifest.wave else ""
    synthetic = f" {SYNTHETIC}" if manifest.synthetic else ""
    told = f"{release.codebook.title}, release {release.id} of {day.day} {day:%B %Y}{wave}"
    return f"Source: {told}.{synthetic}"
