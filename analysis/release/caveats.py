"""What a careful reader must know before using a release: the same words wherever they stand."""

from __future__ import annotations

from analysis.release.citing import SYNTHETIC
from analysis.release.release import Manifest


def caveats(manifest: Manifest) -> tuple[str, ...]:
    """What a careful reader must know before using a release, one sentence or two each."""
    k = manifest.policy["k"]
    rules = [str(rule).split(" ", 1)[-1] for rule in manifest.policy.get("rules", ())]
    return (
        *((f"{SYNTHETIC} Use it to try things out.",) if manifest.synthetic else ()),
        "The people who answered chose to; they are no random sample. Intervals cover the "
        "uncertainty of sampling and rounding, not that of who took part.",
        "Each person answered everything at one time: the numbers show what goes together, and "
        "nothing here says what causes what.",
        f"Only groups with at least {k} people of each kind are here. A group that is missing is "
        "hidden to protect people who answered, in it or in another one: it is not zero. People "
        "who left a filter question out are in none of its groups.",
        "All numbers are rounded. A count stands for every number from count_low to count_high; "
        "the exact value of an estimate is at most one step away. Intervals, p and verdicts hold "
        "for all exact numbers that the published ones stand for.",
        "Many groups are compared. Read the verdict or the adjusted p, not intervals one by one.",
        "A row may be older than the release: as_of names the release it was computed for. "
        "Subtracting two releases does not give the people who answered in between.",
        f"The rules of disclosure control in force when it was cut: {'; '.join(rules)}.",
    )
