"""How every published figure is computed: plainly, technically, and where it comes from.

``METHODS`` is what the Methods page, methods.json and every 'How was this computed?' say, once it
is told ``of`` a survey: only then are the two groups called by their names. The ids are those of
the column method of estimates.parquet.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from analysis.codebook import Codebook
from analysis.methods.contrasts import DIFFERENCES, ORDER, SHARES
from analysis.methods.groups import BASICS, LIMITS
from analysis.methods.method import Method
from analysis.methods.models import MODELS, SCALES, WAVES

__all__ = ["METHODS", "Method", "method", "method_of", "methods_json", "methods_of"]

WHERE_USED = (*MODELS, *SCALES, *WAVES)  # said only of surveys that have something made by them
METHODS = (*BASICS, *DIFFERENCES, *ORDER, *SHARES, *MODELS, *SCALES, *WAVES, *LIMITS)
_BY_ID = {each.id: each for each in METHODS}


def method(name: str, codebook: Codebook) -> Method:
    """The method with that id, in a survey's words; KeyError where there is none."""
    return _BY_ID[name].of(codebook.grouping)


def method_of(measure: str, codebook: Codebook, name: str | None = None) -> Method:
    """The method of a figure by its id, or, where a release does not name it, by its measure."""
    if name in _BY_ID:
        return method(name, codebook)
    return next(each for each in METHODS if measure in each.measures).of(codebook.grouping)


def methods_of(codebook: Codebook, used: Collection[str]) -> tuple[Method, ...]:
    """Every method, in a survey's words; of models, scales and waves those whose ids are ``used``
    in a release's estimates."""
    return tuple(
        each.of(codebook.grouping) for each in METHODS if each not in WHERE_USED or each.id in used
    )


def methods_json(codebook: Codebook, used: Collection[str]) -> list[dict[str, object]]:
    return [asdict(each) for each in methods_of(codebook, used)]
