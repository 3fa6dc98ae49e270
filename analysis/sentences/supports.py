"""What is said of a support: how many want it, how many received it, how many miss it."""

from __future__ import annotations

from analysis.counting.cohorts import EVERYONE
from analysis.methods import method
from analysis.published import Comparison, Withheld
from analysis.release import Release
from analysis.sentences.findings import finding
from analysis.sentences.numbers import number
from analysis.sentences.speech import first_upper
from analysis.sentences.subject import Told
from analysis.sentences.telling import tell

WANTED, RECEIVED, MISSING = "wants_{}", "has_{}", "gap_{}"  # ids of a support's indicators
PURPOSES = {"has": "received", "wants": "wanted", "gap": "wanted, not received"}


def support_finding(release: Release, support: str, cohort: str = EVERYONE) -> str:
    """'Introductions to peers: wanted by 62 in 100 teams of one, received by 12 in 100; ...'"""
    label = release.codebook.supports[support].label
    found = [release.comparison(each.format(support), cohort) for each in (WANTED, RECEIVED)]
    wanted, received = found
    if isinstance(wanted, Withheld) or isinstance(received, Withheld):
        why = next(each for each in found if isinstance(each, Withheld))
        return f"{label}: {why.text}."
    sides = release.codebook.grouping
    solo, team = (
        f"wanted by {number(want.mean)} in 100 {side.many}, received by {number(have.mean)} in 100"
        for side, want, have in (
            (sides.solo, wanted.solo, received.solo),
            (sides.team, wanted.team, received.team),
        )
    )
    return first_upper(f"{label}: {solo}; {team}.")


def tell_support(release: Release, support: str, cohort: str = EVERYONE) -> Told:
    """What is wanted and what was received, and whether more of one group go without."""
    sentence = support_finding(release, support, cohort)
    missing = release.comparison(MISSING.format(support), cohort)
    if not isinstance(missing, Comparison):
        used = method("student", release.codebook)
        return Told(sentence, used.technical, used.reference, used.plain)
    told = tell(release, missing)
    plain = f"{sentence} {finding(release, missing)}"
    return Told(plain, told.technical, told.reference, told.explained)


def measure_name(release: Release, indicator: str) -> str:
    """What a table calls an indicator; of a support also which of its three it is."""
    prefix, _, support = indicator.partition("_")
    label = release.codebook.indicators[indicator].label
    if support in release.codebook.supports and prefix in PURPOSES:
        return f"{label}: {PURPOSES[prefix]}, in 100"
    return label
