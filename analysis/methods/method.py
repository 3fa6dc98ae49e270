"""How one kind of figure is computed, for everyone and for statisticians."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.codebook import Grouping


@dataclass(frozen=True)
class Method:
    """``id`` is what the column method of estimates.parquet holds; empty where nothing in it is
    computed so. ``measures`` are the names in that table that it explains. Where ``plain`` and
    ``technical`` speak of the two groups, these stand as {solo} and {team}, one of the first as
    {one}, until ``of`` names those of a survey.
    """

    id: str
    title: str
    measures: tuple[str, ...]
    plain: str
    technical: str
    reference: str

    def of(self, grouping: Grouping) -> Method:
        """The method in the words of a survey's groups."""
        names = {
            "solo": grouping.solo.many,
            "team": grouping.team.many,
            "one": grouping.solo.one,
            "Solo": f"{grouping.solo.many[:1].upper()}{grouping.solo.many[1:]}",
        }
        plain, technical = (text.format_map(names) for text in (self.plain, self.technical))
        return replace(self, plain=plain, technical=technical)


def tested(name: str) -> tuple[str, ...]:
    """The measures of a coefficient: itself, its error, degrees of freedom and p-values."""
    return name, f"se_{name}", f"df_{name}", f"p_{name}", f"log10_p_{name}"
