"""What others like the visitor wanted from an employer, as published."""

from __future__ import annotations

from analysis import sentences as say
from analysis.release import Release
from analysis.release.company import wishes
from analysis.release.standing import Peers
from pages.parts import show
from pages.parts.charts.chart import Chart, Table
from pages.parts.figures.palette import palette
from pages.parts.figures.wishes import WishRow
from pages.parts.figures.wishes import wishes as draw
from pages.parts.you import words
from pages.parts.you.card import colour_of

MOST = 5  # supports that are drawn; the table has all


def wanted(release: Release, peers: Peers) -> Chart | None:
    """The supports that most peers want; None where the survey has none that are published."""
    codebook, found = release.codebook, wishes(release, peers)
    if not found:
        return None
    labels = [codebook.supports[wish.support].label for wish in found]
    rows = [
        WishRow(label, say.number(wish.want), wish.want, wish.without)
        for label, wish in zip(labels, found, strict=True)
    ]
    colours = palette(show.theme())
    table: Table = dict(
        zip(
            words.WISHES,
            (
                labels,
                [say.number(wish.want) for wish in found],
                [say.number(wish.without) for wish in found],
            ),
            strict=True,
        )
    )
    return Chart(
        words.wishes_title(codebook, peers),
        words.WISHES_HOW,
        words.wishes_alt(codebook, found[:MOST], peers),
        draw(rows[:MOST], colour_of(peers, colours), colours),
        table,
    )
