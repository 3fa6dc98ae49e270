"""What an audit looks at, which its readers are told with its result."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """Sets of tied tables; it follows from what is published of which question, not from counts.

    Of ``tables`` sets, ``together`` are looked at over all ``releases`` at once, while nobody seems
    to have left; the others are too large for that, so that each release is looked at by itself.
    Those of ``one_filter`` tie several questions; they are looked at in cohorts with at most one.
    """

    releases: int
    tables: int
    together: int
    one_filter: int
