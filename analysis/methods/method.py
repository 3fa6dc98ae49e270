"""How one kind of figure is computed, for everyone and for statisticians."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Method:
    """``id`` is what the column method of estimates.parquet holds; empty where nothing in it is
    computed so. ``measures`` are the names in that table that it explains.
    """

    id: str
    title: str
    measures: tuple[str, ...]
    plain: str
    technical: str
    reference: str


def tested(name: str) -> tuple[str, ...]:
    """The measures of a coefficient: itself, its error, degrees of freedom and p-values."""
    return name, f"se_{name}", f"df_{name}", f"p_{name}", f"log10_p_{name}"
