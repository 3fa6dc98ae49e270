"""The words for every id and code of the published tables, from the codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import partial

import pandas as pd

from analysis.codebook import NOT_GIVEN, Codebook
from analysis.counting.cohorts import cohort_label, filters_of
from analysis.methods import METHODS

LEFT_OUT = "No answer"


@dataclass(frozen=True)
class Label:
    """``variable`` is a column of a table; ``within`` the question of an answer's code, or ''."""

    variable: str
    within: str
    code: str
    label: str


def all_labels(codebook: Codebook, frames: Mapping[str, pd.DataFrame]) -> tuple[Label, ...]:
    """The words for all that the tables hold, in the codebook's order; every code once."""
    cohorts = {*frames["counts"]["cohort"], *frames["estimates"]["cohort"]}
    return (
        *(
            Label("cohort", "", each, cohort_label(codebook, each))
            for each in sorted(cohorts, key=partial(_place, codebook))
        ),
        Label("group", "", "solo", codebook.grouping.solo.many),
        Label("group", "", "team", codebook.grouping.team.many),
        *(Label("indicator", "", *each) for each in _indicators(codebook)),
        *_terms(codebook, frames["estimates"]["term"].dropna().unique()),
        *(Label("method", "", method.id, method.title) for method in METHODS),
        *_items(codebook, frames["items"]["item"].dropna().unique()),
    )


def as_table(told: Iterable[Label]) -> pd.DataFrame:
    """The labels as a table like the others: variable, within, code, label."""
    return pd.DataFrame(map(astuple, told), columns=["variable", "within", "code", "label"])


def unambiguous(told: Iterable[Label], variable: str) -> dict[str, str]:
    """A column's labels by code, without codes that mean different things in different places."""
    found: dict[str, set[str]] = {}
    for each in told:
        if each.variable == variable:
            found.setdefault(each.code, set()).add(each.label)
    return {code: words.pop() for code, words in found.items() if len(words) == 1}


def _place(codebook: Codebook, cohort: str) -> tuple[int, list[tuple[int, int, str]]]:
    """Sorts cohorts: everyone, single filters, pairs; each in the codebook's order."""
    chosen = filters_of(cohort)
    places = []
    for dim, code in chosen.items():
        codes = [option.code for option in codebook.options(dim)]
        at = codes.index(code) if code in codes else len(codes)  # not-given comes last
        places.append((codebook.dimensions.index(dim), at, code))
    return len(chosen), places


def _indicators(codebook: Codebook) -> Iterator[tuple[str, str]]:
    """Ids and labels; where indicators share a label, what sets them apart is added."""
    shared = Counter(made.label for made in codebook.indicators.values())
    for name, made in codebook.indicators.items():
        apart = f": {made.wording.have or name}" if shared[made.label] > 1 else ""
        yield name, f"{made.label}{apart}"


def _terms(codebook: Codebook, terms: Iterable[str]) -> Iterator[Label]:
    """The supports and questions that figures are about; a model has no words but its id."""
    for term in sorted(terms):
        if term in codebook.supports:
            yield Label("term", "", term, codebook.supports[term].label)
        elif term in codebook.questions:
            yield Label("term", "", term, codebook.label(term))


def _items(codebook: Codebook, items: Iterable[str]) -> Iterator[Label]:
    for item in items:
        yield Label("item", "", item, codebook.label(item))
        for option in codebook.options(item):
            yield Label("answer", item, option.code, option.text)
        yield Label("answer", item, NOT_GIVEN, LEFT_OUT)
