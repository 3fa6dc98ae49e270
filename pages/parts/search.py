"""Looking for words in tables and texts; what a visitor types is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.exhibits.exhibit import Table

MOST = 100  # letters that are looked at


def words_of(typed: str) -> tuple[str, ...]:
    """The words to look for, without regard to case."""
    return tuple(typed[:MOST].casefold().split())


def has_all(words: Sequence[str], texts: Iterable[str]) -> bool:
    """Whether every word is part of one of the texts."""
    whole = "\n".join(texts).casefold()
    return all(word in whole for word in words)


def rows_with(table: Table, words: Sequence[str]) -> Table:
    """The rows of a table that have every word in one of their cells."""
    rows = [row for row in zip(*table.values(), strict=True) if has_all(words, row)]
    return {head: [row[n] for row in rows] for n, head in enumerate(table)}
