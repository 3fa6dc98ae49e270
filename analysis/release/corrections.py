"""What is said of a release after it was found to be wrong; the release itself never changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Correction:
    """That a release is wrong, why, since when that is known, and which release to use instead.

    ``at`` is a moment in UTC as ISO 8601 writes it; ``by`` is None where no other release is named.
    """

    release: str
    at: str
    because: str
    by: str | None = None

    @property
    def at_moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


def of_release(log: Iterable[Correction], release: str) -> tuple[Correction, ...]:
    """The corrections of one release, the oldest first."""
    return tuple(sorted((each for each in log if each.release == release), key=lambda e: e.at))


def as_cited(corrections: Iterable[Correction]) -> str:
    """'Corrected 2026-11-25: use release r0009.', one for each; '' where there is none."""
    return " ".join(
        f"Corrected {each.at[:10]}: use release {each.by}."
        if each.by
        else f"Corrected {each.at[:10]}: see the correction log."
        for each in corrections
    )
