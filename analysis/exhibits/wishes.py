"""What people want, most wanted first: of these, who did not receive it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import sentences as say
from analysis.codebook import Codebook
from analysis.exhibits.exhibit import Caption, Exhibit, Table
from analysis.release import Release
from analysis.release.company import Wish, wishes_of
from analysis.release.standing import Peers

MOST = 5  # supports that are drawn; the table has all
SUBTITLE = "How many in 100 want it; filled: of these, how many did not receive it."
HEADS = ("In 100 people", "Want it", "Did not receive it")


@dataclass(frozen=True)
class WishRow:
    """A support, what is written beside it, and how many in 100 want it and do without it."""

    label: str
    note: str
    want: float
    without: float


@dataclass(frozen=True)
class Wishes:
    """A row a support; ``group`` is solo, team or everyone."""

    rows: tuple[WishRow, ...]
    group: str


def wishes(release: Release, peers: Peers) -> Exhibit[Wishes] | None:
    """The supports that most peers want; None where the survey has none that are published."""
    codebook, found = release.codebook, wishes_of(release, peers)
    if not found:
        return None
    labels = [codebook.supports[wish.support].label for wish in found]
    rows = tuple(
        WishRow(label, say.number(wish.want), wish.want, wish.without)
        for label, wish in zip(labels, found, strict=True)
    )
    columns = (
        labels,
        [say.number(wish.want) for wish in found],
        [say.number(wish.without) for wish in found],
    )
    table: Table = dict(zip(HEADS, columns, strict=True))
    marks = Wishes(rows[:MOST], str(peers))
    return Exhibit(
        "wishes", "What people want", _caption(codebook, found[:MOST], peers), marks, table, None
    )


def _caption(codebook: Codebook, found: Sequence[Wish], peers: Peers) -> Caption:
    sides = codebook.grouping
    names = {Peers.SOLO: sides.solo.many, Peers.TEAM: sides.team.many}
    title = f"What {names.get(peers, 'people')} want most"
    alt = (
        f"{codebook.supports[wish.support].label}: {say.number(wish.want)} want it, "
        f"{say.number(wish.without)} want it and did not receive it."
        for wish in found
    )
    return Caption(title, SUBTITLE, f"{title}, in 100. {' '.join(alt)}")
