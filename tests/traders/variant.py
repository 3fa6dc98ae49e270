"""One kind of sheet: its cells, the codebook it is read with, and what was meant by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.codebook import Codebook
from tests.traders import Table, book
from tests.traders.meaning import Said, meant


@dataclass(frozen=True)
class Variant:
    """``rows`` as a grid, or as the text or bytes of a file; ``wanted`` is what everybody meant.

    ``aside`` counts the answers of each question that are set aside. Of the questions ``withheld``
    these are so many, or so odd, that nothing of them may be published.
    """

    rows: Table | str | bytes
    codebook: Codebook = field(default_factory=book)
    wanted: Mapping[str, list[Said]] = field(default_factory=meant)
    aside: Mapping[str, int] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    encoding: str = "utf-8"


Variants = dict[str, Callable[[], Variant]]  # each made when it is its turn


def withheld(made: Variant, *questions: str, of: int) -> Variant:
    """The kind, but each of these questions is withheld with so many answers set aside."""
    return replace(made, aside=dict.fromkeys(questions, of), withheld=frozenset(questions))


def but(made: Variant, **changes: Any) -> Variant:
    """The kind with something changed."""
    return replace(made, **changes)
