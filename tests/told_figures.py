"""Figures that tests of sentences tell, and what is said of them."""

from __future__ import annotations

from analysis import sentences as say
from tests.told import groups, row, told_release

WELCH = row("mean_difference", 4.7, 1.2, 8.2, verdict="higher", method="welch")


def told(*rows, indicator="isolation"):
    """What is said of the last of the rows."""
    about = {"indicator": indicator}
    release = told_release(*groups(indicator), WELCH | about, *(each | about for each in rows))
    last = rows[-1]
    found = release.figure(indicator, last["measure"], "", last.get("group"), last.get("term"))
    return say.tell(release, found)


SHARES = (
    row("share", 0.342, 0.3, 0.384, group="solo", step=0.002),
    row("share", 0.252, 0.22, 0.286, group="team", step=0.002),
)
SUPERIORITY = row("superiority", 0.62, 0.59, 0.65, step=0.01)
ADJUSTED = row("adjusted_difference", 8.0, 5.0, 11.0, term="like", verdict="higher")
TWIN = row("unadjusted_difference", 9.0, 6.0, 12.0, term="like")
GAPS = (
    row("gap_with", 6.0, 3.0, 9.0, term="mentoring"),
    row("gap_without", 11.0, 8.0, 14.0, term="mentoring"),
)
MODERATION = row("moderation", -5.0, -8.0, -2.0, term="mentoring", verdict="lower")
ALIKE = row("dif", 0.003, term="alone", step=0.001, verdict="about the same")
UNLIKE = row("dif", 0.034, term="apart", step=0.001, verdict="higher")
