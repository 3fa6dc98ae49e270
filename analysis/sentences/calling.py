"""What can be called of solo people against team: more, less or about the same of an indicator."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from analysis.codebook import Codebook
from analysis.published import Verdict
from analysis.sentences.speech import is_share, listed, noun, what_they_did

MORE = {Verdict.HIGHER: "more", Verdict.LOWER: "less"}
HIGHER = {Verdict.HIGHER: "higher", Verdict.LOWER: "lower"}
TOO_LITTLE = "possibly too little to matter"
LARGER = {Verdict.HIGHER: "a larger share", Verdict.LOWER: "a smaller share"}


def in_short(codebook: Codebook, indicator: str, verdict: Verdict, *, slight: bool = False) -> str:
    """'more isolation', 'higher on “Mood”', 'a larger share'.

    What is ``slight`` may be smaller than what the survey says matters: 'slightly more isolation
    (possibly too little to matter)'.
    """
    about = noun(codebook, indicator)
    told = f"{MORE[verdict]} {about}"
    if is_share(codebook, indicator):
        told = LARGER[verdict]
    elif _is_title(about):
        told = f"{HIGHER[verdict]} on {about}"
    if not slight:
        return told
    slightly = told.replace("a ", "a slightly ", 1) if told.startswith("a ") else f"slightly {told}"
    return f"{slightly} ({TOO_LITTLE})"


def called(
    codebook: Codebook, verdicts: Mapping[str, Verdict], slight: Collection[str] = ()
) -> str:
    """'teams of one report more isolation', 'women score higher on “Mood”; a larger share ...'.

    ``verdicts`` are HIGHER or LOWER and at least one; those of ``slight`` are told as such.
    """
    solo = codebook.grouping.solo.many
    scales = [name for name in verdicts if not is_share(codebook, name)]
    told = {
        verb: listed(
            in_short(codebook, name, verdicts[name], slight=name in slight) for name in names
        )
        for verb, names in (
            ("report", [name for name in scales if not _is_title(noun(codebook, name))]),
            ("score", [name for name in scales if _is_title(noun(codebook, name))]),
        )
        if names
    }
    verbs = " and ".join(f"{verb} {what}" for verb, what in told.items())
    clauses = [f"{solo} {verbs}"] if verbs else []
    for name in (name for name in verdicts if name not in scales):
        whose = "them" if clauses else solo
        did = what_they_did(codebook, name)
        share = LARGER[verdicts[name]]
        if name in slight:
            share, did = share.replace("a ", "a slightly ", 1), f"{did} ({TOO_LITTLE})"
        clauses.append(f"{share} of {whose} {did}")
    return "; ".join(clauses)


def alike(codebook: Codebook, indicators: Sequence[str]) -> str:
    """'teams of one and people in teams report about the same isolation'."""
    solo, team = codebook.grouping.solo.many, codebook.grouping.team.many
    if len(indicators) > 1:
        return f"{solo} and {team} report about the same"
    (name,) = indicators
    if is_share(codebook, name):
        return f"about the same share of {solo} and of {team} {what_they_did(codebook, name)}"
    about = noun(codebook, name)
    told = (
        f"score about the same on {about}" if _is_title(about) else f"report about the same {about}"
    )
    return f"{solo} and {team} {told}"


def _is_title(about: str) -> bool:
    """Whether an indicator is called by a label in quotes, of which there can't be more or less."""
    return about.startswith("“")
