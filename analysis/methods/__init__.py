"""How every published figure is computed: plainly, technically, and where it comes from.

``METHODS`` is what the Methods page, methods.json and every 'How was this computed?' say. The ids
are those of the column method of estimates.parquet.
"""

from __future__ import annotations

from dataclasses import asdict

from analysis.methods.contrasts import DIFFERENCES, ORDER, SHARES
from analysis.methods.groups import BASICS, LIMITS
from analysis.methods.method import Method
from analysis.methods.models import MODELS, SCALES, WAVES

__all__ = ["METHODS", "SOLO", "TEAM", "Method", "method", "method_of", "methods_json"]

# What the texts call the two groups, one and many: those of the shipped survey.
SOLO, TEAM = ("team of one", "teams of one"), ("person in a team", "people in teams")

METHODS = (*BASICS, *DIFFERENCES, *ORDER, *SHARES, *MODELS, *SCALES, *WAVES, *LIMITS)
_BY_ID = {each.id: each for each in METHODS}


def method(name: str) -> Method:
    """The method with that id; KeyError where there is none."""
    return _BY_ID[name]


def method_of(measure: str, name: str | None = None) -> Method:
    """The method of a figure by its id, or, where a release does not name it, by its measure."""
    if name in _BY_ID:
        return _BY_ID[name]
    return next(each for each in METHODS if measure in each.measures)


def methods_json() -> list[dict[str, object]]:
    return [asdict(each) for each in METHODS]
