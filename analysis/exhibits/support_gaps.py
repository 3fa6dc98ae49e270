"""Supports: which of the two groups more often goes without them."""

from __future__ import annotations

from collections.abc import Sequence

from analysis import sentences as say
from analysis.exhibits import words
from analysis.exhibits.exhibit import Caption, Exhibit, Table
from analysis.exhibits.forest import Forest, compared_row
from analysis.published import Verdict
from analysis.release import Release
from analysis.release.missing import Shown
from analysis.release.rows import estimates
from analysis.sentences.speech import amount


def support_gaps(release: Release, ranked: Sequence[Shown], cohort: str) -> Exhibit[Forest]:
    """The difference in going without, support by support in the given order."""
    labels = [release.codebook.supports[each.support].label for each in ranked]
    rows = tuple(
        compared_row(release, label, each.missing)
        for label, each in zip(labels, ranked, strict=True)
    )
    table: Table = {
        words.SUPPORT: labels,
        words.DIFFERENCE: [say.cell(release, each.missing) for each in ranked],
    }
    about = tuple(each.missing.indicator for each in ranked)
    return Exhibit(
        "support-gaps",
        "Who goes without",
        caption(release, ranked),
        Forest(rows),
        table,
        estimates([cohort], about, ["mean_difference"]),
        say.tell(release, ranked[0].missing),
        about,
        cohort,
    )


def caption(release: Release, ranked: Sequence[Shown]) -> Caption:
    """For how many supports which group more often goes without."""
    solo, team = say.group_names(release)
    verdicts = [each.missing.verdict for each in ranked]
    more, less = verdicts.count(Verdict.HIGHER), verdicts.count(Verdict.LOWER)
    parts = [f"more often for {more}" if more else "", f"less often for {less}" if less else ""]
    ways = say.listed(part for part in parts if part)
    all_of_them = amount(say.number(len(ranked)), "supports")
    title = f"{say.first_upper(solo)} go without {ways} of {all_of_them}"
    if not ways:
        title = f"No clear difference in who goes without, for any of {all_of_them}"
    subtitle = (
        f"Want it and did not receive it: difference in percentage points, {solo} minus {team}, "
        "with its 95% interval. Beside each name: about how many of both answered."
    )
    alt = (
        f"{release.codebook.supports[each.support].label}: {say.cell(release, each.missing, ', ')}."
        for each in ranked
    )
    return Caption(title, subtitle, f"{title}. {' '.join(alt)}")
