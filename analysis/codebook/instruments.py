"""Scoring keys of published instruments, by item number and without their wording.

A team that holds the rights to an instrument names it in the codebook
(``instrument = "who-5"``) and lists its items in order; the key fills in the rest. Item
wordings, norms and translations belong to their authors and are not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.codebook.types import Direction, Indicator, ScoreKind


@dataclass(frozen=True)
class ScoringKey:
    """How the numbered items of an instrument become one score."""

    name: str
    items: tuple[int, ...]
    item_range: tuple[int, int]
    kind: ScoreKind
    direction: Direction
    answered: Literal["half", "all"] | int
    source: str
    reversed: tuple[int, ...] = ()
    factor: int = 1


KEYS: dict[str, ScoringKey] = {
    "cbi-work": ScoringKey(
        name="Copenhagen Burnout Inventory, work-related",
        items=(1, 2, 3, 4, 5, 6, 7),
        item_range=(0, 100),
        kind=ScoreKind.MEAN,
        direction=Direction.HIGHER_IS_WORSE,
        answered=4,
        reversed=(7,),
        source="Kristensen, Borritz, Villadsen & Christensen 2005, Work & Stress 19, 192-207.",
    ),
    "ucla-3": ScoringKey(
        name="Three-item loneliness scale",
        items=(1, 2, 3),
        item_range=(1, 3),
        kind=ScoreKind.SUM,
        direction=Direction.HIGHER_IS_WORSE,
        answered="all",
        source="Hughes, Waite, Hawkley & Cacioppo 2004, Research on Aging 26, 655-672.",
    ),
    "who-5": ScoringKey(
        name="WHO-5 well-being index",
        items=(1, 2, 3, 4, 5),
        item_range=(0, 5),
        kind=ScoreKind.SUM,
        direction=Direction.HIGHER_IS_BETTER,
        answered="all",
        factor=4,
        source="Topp, Ostergaard, Sondergaard & Bech 2015, Psychother Psychosom 84, 167-176.",
    ),
    "olbi-exhaustion": ScoringKey(
        name="Oldenburg Burnout Inventory, exhaustion",
        items=(2, 4, 5, 8, 10, 12, 14, 16),
        item_range=(1, 4),
        kind=ScoreKind.MEAN,
        direction=Direction.HIGHER_IS_WORSE,
        answered="half",
        reversed=(2, 4, 8, 12),
        source="Demerouti & Bakker 2008, in Halbesleben, Handbook of Stress and Burnout.",
    ),
    "olbi-disengagement": ScoringKey(
        name="Oldenburg Burnout Inventory, disengagement",
        items=(1, 3, 6, 7, 9, 11, 13, 15),
        item_range=(1, 4),
        kind=ScoreKind.MEAN,
        direction=Direction.HIGHER_IS_WORSE,
        answered="half",
        reversed=(3, 6, 9, 11),
        source="Demerouti & Bakker 2008, in Halbesleben, Handbook of Stress and Burnout.",
    ),
}
"""OLBI answers are coded 1 = strongly agree to 4 = strongly disagree, so that the negatively
worded items are the reversed ones and a higher score means more burnout."""


def fill_in(indicator: Indicator) -> Indicator:
    """The indicator with the scoring key of its instrument, unchanged where it names none.

    Items are listed in the key's order; ``KeyError`` for an unknown instrument and
    ``ValueError`` for the wrong number of items.
    """
    if indicator.instrument is None:
        return indicator
    key = KEYS[indicator.instrument]
    if len(indicator.items) != len(key.items):
        raise ValueError(f"{key.name} has {len(key.items)} items, not {len(indicator.items)}")
    by_number = dict(zip(key.items, indicator.items, strict=True))
    return indicator.model_copy(
        update={
            "kind": key.kind,
            "reversed": tuple(by_number[number] for number in key.reversed),
            "factor": key.factor,
            "answered": key.answered,
            "direction": key.direction,
            "source": f"{key.name}. {key.source}",
        }
    )
