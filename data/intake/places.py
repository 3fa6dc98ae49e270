"""Where a question stands in a sheet, and how columns are found by their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from analysis.codebook.matching import plain
from data.intake.layout import Sheet


@dataclass(frozen=True)
class Place:
    """Columns of whole answers, or one column for each option and those of own answers."""

    whole: tuple[int, ...] = ()
    ticks: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    own: tuple[int, ...] = ()

    @property
    def columns(self) -> tuple[int, ...]:
        return (*self.whole, *(at for places in self.ticks.values() for at in places), *self.own)


@dataclass(frozen=True)
class Columns:
    """The columns of a sheet by each of their names."""

    places: Mapping[str, list[int]]

    @classmethod
    def among(cls, sheet: Sheet) -> Columns:
        found: dict[str, list[int]] = defaultdict(list)
        for at, names in enumerate(sheet.names):
            for name in dict.fromkeys(map(plain, names)):
                found[name].append(at)
        return cls(dict(found))

    def named(self, name: str) -> list[int]:
        return self.places.get(plain(name), [])

    def of(self, names: Iterable[str]) -> tuple[int, ...]:
        """The columns with any of the names, those with the first name first."""
        return tuple(dict.fromkeys(at for name in names for at in self.named(name)))
