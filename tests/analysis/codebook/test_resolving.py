"""What a sheet did not ask is left out of its codebook's models, and the codebook says so."""

from __future__ import annotations

import tomllib

import pytest

from analysis.codebook.parsing import parse
from analysis.codebook.resolving import for_everyone_only, resolved
from analysis.codebook.scoring import column
from tests.surveys import TINY, filled, sheet, take

MODELS = {
    "alike": {"kind": "adjusted", "outcomes": ["strain"], "covariates": ["region", "wave"]},
    "given": {"kind": "moderation", "outcomes": ["strain"], "supports": ["mentor"]},
}
MARGINS = {"region": {"source": "Atlas.", "shares": {"north": 0.5, "south": 0.5}}}
BOOK = parse(tomllib.loads(TINY.read_text("utf-8")) | {"models": MODELS, "margins": MARGINS})


def without(*questions):
    columns = {column(name) for name in BOOK.questions if name not in questions}
    return resolved(BOOK, columns)


def test_with_every_column_nothing_goes():
    assert without() == BOOK


@pytest.mark.parametrize(
    ("absent", "covariates", "supports", "margins"),
    [
        ("region", {"alike": ("wave",)}, ("mentor",), []),
        ("wave", {"alike": ("region",)}, ("mentor",), ["region"]),
        ("mentor_got", {"alike": ("region", "wave")}, None, ["region"]),
        ("mentor_wish", {"alike": ("region", "wave")}, ("mentor",), ["region"]),
    ],
)
def test_an_absent_column_goes_with_all_that_needs_it(absent, covariates, supports, margins):
    book = without(absent)
    assert absent not in book.dimensions
    assert {n: m.covariates for n, m in book.models.items() if m.covariates} == covariates
    given = book.models.get("given")
    assert (given.supports if given else None) == supports
    assert list(book.margins) == margins


def test_a_model_left_without_covariates_is_none():
    assert list(without("region", "wave").models) == ["given"]


def test_a_small_survey_has_neither_models_nor_margins():
    book = for_everyone_only(BOOK)
    assert (book.dimensions, book.models, book.margins) == ((), {}, {})
    assert book.indicators == BOOK.indicators


def test_intake_leaves_out_what_the_sheet_did_not_ask():
    taken = take(sheet(**filled(20)), BOOK).codebook
    assert (taken.dimensions, taken.models, taken.margins) == ((), {}, {})
    said = filled(20) | {"region": ["North", "South"] * 10}
    taken = take(sheet(**said), BOOK).codebook
    assert taken.models["alike"].covariates == ("region",)
    assert taken.margins["region"].source == "Atlas."
