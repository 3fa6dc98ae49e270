"""Columns that the codebook does not know, beside those of the ticks that it knows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from tests.traders import GOODS, Table, Trader, options, traders
from tests.traders.exports import SUBMITTED, by_text, with_own
from tests.traders.meaning import meant
from tests.traders.tools import survey_monkey, typeform
from tests.traders.variant import Variant, Variants


def reheaded(rows: Table, old: str, new: str) -> Table:
    return [[new if cell == old else cell for cell in row] for row in rows]


def with_tick(rows: Table, at: int, head: str) -> Table:
    """An export of two header rows with one more column of ticks: every third of them."""
    cells = ["", head, *(head if n % 3 == 0 else "" for n in range(1, len(rows) - 1))]
    return [[*row[:at], cell, *row[at:]] for row, cell in zip(rows, cells, strict=True)]


def twice_asked(texts: Sequence[str]) -> Variant:
    """A second question of ticks, whose columns stand behind those of the first."""

    def bought(trader: Trader) -> frozenset[int]:
        return frozenset(n for n in range(len(texts)) if (n + trader.number) % 2)

    cells = [list(texts)] + [
        [text if n in bought(trader) else "" for n, text in enumerate(texts)]
        for trader in traders()
    ]
    rows = [[*row[:10], *more, *row[10:]] for row, more in zip(typeform(), cells, strict=True)]
    asks = {"text": "What did you buy? Tick all.", "kind": "multi-select"}
    codebook = by_text(SUBMITTED, bought={**asks, "options": options(*texts)})
    return Variant(rows, codebook, meant(bought=bought))


# A column that the codebook does not know must not change what the others say.
EITHER: Variants = {
    "11 own answers under a German header": lambda: Variant(
        survey_monkey(other="Sonstiges (bitte angeben)"), by_text()
    ),
    "11 Spanish words in the lower row": lambda: Variant(
        survey_monkey(
            single="Respuesta", open_ended="Respuesta abierta", other="Otro (especifique)"
        ),
        by_text(),
    ),
    "11 a tick that the codebook does not know": lambda: Variant(
        with_tick(survey_monkey(), 13, "Honey"), by_text()
    ),
    "11 a tick in other words than the codebook's": lambda: Variant(
        reheaded(survey_monkey(), "Bread", "Baked goods"), by_text()
    ),
    "34 a tick in other words than the codebook's": lambda: Variant(
        reheaded(typeform(), "Bread", "Baked goods"), by_text(SUBMITTED)
    ),
    "34 own answers in German": lambda: with_own(typeform, by_text(SUBMITTED), other="Andere"),
    "34 two questions with the same ticks": partial(twice_asked, GOODS),
    "34 two questions that share a tick": partial(twice_asked, ("Fruit", "Salt", "Pepper")),
}
