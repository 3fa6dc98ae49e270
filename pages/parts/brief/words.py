"""Every word of the brief that is not a result; a second language is this module again."""

from __future__ import annotations

from analysis import sentences as say
from analysis.counting.cohorts import cohort_label, filters_of, value_label
from analysis.release import Manifest, Release

LEAD = "Choose a group, read what its people report, and take it along as one page to a meeting."
DOWNLOAD = "Download as PDF, one page"
SYNTHETIC = "Synthetic demo data: no real person answered. Do not use these numbers."
MEASURES = "{solo} and {team}, side by side"
MEASURES_HOW = (
    "Where each group's average lies between the lowest and the highest that are possible; lines "
    "are 95% intervals."
)
HIDDEN = "{label}: {why}."
SUPPORTS = "What {solo} want and do not receive"
SUPPORTS_HOW = (
    "How many in 100 {solo} want it (filled), and how many received it (hollow). On the right: how "
    "many want it and did not receive it, with its 95% interval; close ranks could be the other "
    "way round."
)
SUPPORTS_WIDER = "This is of “{wider}”; of “{group}” it can't be shown."
RECEIVED, WANTED, WITHOUT = "received", "wanted", "without it"
ON_SUPPORT = "{label}: {received} in 100 received it, {wanted} want it, {missing} want it without."
WITHIN = "{value} ({low} to {high})"
READING, SOURCES = "How to read this", "Where this comes from"
MORE = "Check the numbers, take the data: {address}"
EVERYONE = "No filters: everyone who answered"
LOW, HIGH = "lowest", "highest"


def caveats(release: Release) -> tuple[str, ...]:
    """What a director must know before using the numbers, in a sentence or two each."""
    solo, team = say.group_names(release)
    k = release.manifest.policy["k"]
    return (
        _who_is_who(release),
        f"“Higher” and “lower” are said only where the difference between {solo} and {team} is "
        "unlikely to be chance, all comparisons counted; otherwise it is too uncertain to call.",
        "These people chose to answer. They are no random sample, and an interval covers the "
        "uncertainty of sampling and rounding only.",
        "Each person answered everything at one time. The numbers show what goes together, not "
        "what causes what.",
        f"Only groups with at least {k} people of each kind are shown, all numbers are rounded, "
        "and nobody can look up one person.",
        *_sources_of_scales(release),
    )


def _who_is_who(release: Release) -> str:
    """Which answers made somebody solo and which team."""
    book, sides = release.codebook, release.codebook.grouping
    texts = {option.code: f"“{option.text}”" for option in book.options(sides.question)}
    ours, theirs = (
        " or ".join(texts.get(code, code) for code in side.answers)
        for side in (sides.solo, sides.team)
    )
    return (
        f"Asked “{book.questions[sides.question].text}”, {sides.solo.many} answered {ours}, "
        f"{sides.team.many} {theirs}."
    )


def _sources_of_scales(release: Release) -> tuple[str, ...]:
    """What the questions are, once for all scales that share it."""
    book = release.codebook
    named = dict.fromkeys(book.indicators[name].source for name in book.featured)
    return tuple(source for source in named if source)


def chosen(release: Release, cohort: str) -> str:
    """'Filters: Industry: Technology; Region: Europe', or that there is none."""
    codebook, filters = release.codebook, filters_of(cohort)
    told = (
        f"{codebook.label(dim)}: {value_label(codebook, dim, code)}"
        for dim, code in filters.items()
    )
    return f"Filters: {'; '.join(told)}" if filters else EVERYONE


def group(release: Release, cohort: str) -> str:
    """A group in the middle of a sentence: 'everyone', 'Technology, Europe'."""
    label = cohort_label(release.codebook, cohort)
    return label if cohort else say.first_lower(label)


def file_name(release_id: str, cohort: str) -> str:
    """'r0007_brief_industry-retail.pdf': made of ids and codes only."""
    parts = [f"{dim}-{code}" for dim, code in filters_of(cohort).items()] or ["everyone"]
    return "_".join([release_id, "brief", *parts]) + ".pdf"


def cut(manifest: Manifest) -> str:
    """'Release r0007 of 22 November 2026, latest wave Q3 2026'."""
    day = f"{manifest.created_at.day} {manifest.created_at:%B %Y}"
    upto = f", latest wave {manifest.wave}" if manifest.wave else ""
    return f"Release {manifest.id} of {day}{upto}"
