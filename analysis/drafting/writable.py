"""Which texts of a sheet a codebook may hold."""

from __future__ import annotations

from functools import lru_cache

from analysis.codebook.texts import check_texts
from analysis.codebook.types import Codebook, Group, Grouping

SIDE = Group(one="one", many="many", answers=("one",))
EMPTY = Codebook(
    id="empty",
    version="0",
    title="Empty",
    citation="None.",
    questions={},
    grouping=Grouping(question="none", solo=SIDE, team=SIDE),
)


@lru_cache(maxsize=10_000)
def is_writable(text: str) -> bool:
    """Whether a codebook with this text would be accepted: nothing invisible, not too long."""
    return not any(check_texts(EMPTY.model_copy(update={"title": text})))
