"""People counted by what a model looks at: as counting them one by one does."""

from __future__ import annotations

from collections import Counter

import pytest

from analysis.codebook import ModelKind
from analysis.codebook.resolving import for_everyone_only
from analysis.codebook.scoring import column
from analysis.counting.model_cells import model_sql, scale_sql, scales_of
from tests.model_surveys import ITEMS, MODELS, NO, YES, people, rows_of, survey
from tests.model_surveys import cells as cells_of
from tests.surveys import book, ordinal

COLUMNS = {column(name) for name in survey().questions}
SAID = {
    "team": [0, 0, 0, 1, 1, None],
    "tired": [4, 4, 2, None, 0, 4],
    "tense": [4, 4, 2, 2, 0, 4],
    "eager": [0, 0, 2, 2, None, 0],
    "region": [1, 1, None, 2, 0, 1],
    "size": [0, 0, 1, 1, 0, 0],
    "mentor_got": [YES, YES, NO, None, YES, YES],
    "time_got": [NO, NO, NO, NO, None, NO],
    "mentor_wish": [1] * 6,
    "time_wish": [1] * 6,
}


def test_an_adjusted_model_counts_group_covariates_and_score():
    cells = cells_of(survey(), SAID).adjusted["alike"]
    assert cells.column_names == ["measure", "grp", "c_region", "c_size", "score", "n"]
    # strain of 2 or 3 answered items in sixths; nobody without a group
    assert rows_of(cells) == {
        (1, 0, 1, 0, 600, 2), (1, 0, -1, 1, 300, 1), (1, 1, 2, 1, 300, 1), (1, 1, 0, 0, 0, 1),
    }  # fmt: skip


def test_a_moderation_counts_each_support_by_itself():
    cells = cells_of(survey(), SAID).moderation["given"]
    assert cells.column_names == ["measure", "grp", "score", "r_mentor", "r_time", "n"]
    assert rows_of(cells) == {
        (1, 0, 600, 1, None, 2), (1, 0, 300, 0, None, 1), (1, 1, 300, -1, None, 1),
        (1, 1, 0, 1, None, 1), (1, 0, 600, None, 0, 2), (1, 0, 300, None, 0, 1),
        (1, 1, 300, None, 0, 1), (1, 1, 0, None, -1, 1),
    }  # fmt: skip


def test_a_scale_counts_those_who_answered_everything_reversed_items_mirrored():
    cells = cells_of(survey(), SAID).scales["strain"]
    assert cells.column_names == ["grp", "s_tired", "s_tense", "s_eager", "n"]
    assert rows_of(cells) == {(0, 100, 100, 100, 2), (0, 50, 50, 50, 1)}


def test_margins_count_heads_and_every_indicator_by_the_weighted_dimensions():
    known = {"region": {"source": "Atlas.", "shares": dict.fromkeys(("north", "south"), 0.3)}}
    known["region"]["shares"]["east"] = 0.4
    cells = cells_of(survey(margins=known), SAID).margins
    assert cells.column_names == ["measure", "grp", "d_region", "score", "n"]
    heads = {row for row in rows_of(cells) if row[0] == 0}
    assert heads == {(0, 0, 1, 0, 2), (0, 0, -1, 0, 1), (0, 1, 2, 0, 1), (0, 1, 0, 0, 1)}
    assert {row[0] for row in rows_of(cells)} == set(range(8))


def test_without_margins_none_are_cells_of():
    assert cells_of(survey(), SAID).margins is None


def test_cells_agree_with_counting_many_people_one_by_one():
    said = people(900)
    cells = cells_of(survey(), said).adjusted["alike"]
    strain = [t + s + 4 - e for t, s, e in zip(*(said[name] for name in ITEMS), strict=True)]
    keys = zip(said["team"], said["region"], said["size"], strain, strict=True)
    wanted = {(1, *key[:3], 50 * key[3], n) for key, n in Counter(keys).items()}
    assert rows_of(cells) == wanted


def test_the_cells_come_in_an_order_that_the_sheet_s_does_not_touch():
    said = people(300)
    order = range(299, -1, -1)
    turned = {name: [held[at] for at in order] for name, held in said.items()}
    one, other = (cells_of(survey(), each) for each in (said, turned))
    assert one.adjusted["alike"].equals(other.adjusted["alike"])
    assert one.moderation["given"].equals(other.moderation["given"])
    assert one.scales["strain"].equals(other.scales["strain"])


def test_a_sheet_without_a_column_is_counted_without_it():
    said = {name: held for name, held in SAID.items() if name not in ("region", "time_got")}
    models = cells_of(survey(), said)
    assert models.adjusted["alike"].column_names == ["measure", "grp", "c_size", "score", "n"]
    assert models.moderation["given"].column_names == ["measure", "grp", "score", "r_mentor", "n"]


def test_a_small_survey_is_counted_without_models():
    models = cells_of(for_everyone_only(survey()), SAID)
    assert (models.adjusted, models.moderation, models.margins) == ({}, {}, None)


def test_a_model_of_what_cannot_be_scored_has_no_query():
    model = survey().models["alike"]
    assert model_sql(survey(), COLUMNS - {"q_tired"}, model) == ""
    said = {name: held for name, held in SAID.items() if name != "tired"}
    assert cells_of(survey(), said).adjusted == {}


def test_covariates_of_a_moderation_are_counted_too():
    models = {"given": MODELS["given"] | {"covariates": ["size"]}}
    cells = cells_of(survey(models=models), SAID).moderation["given"]
    assert cells.column_names[:4] == ["measure", "grp", "c_size", "score"]


def test_scales_are_means_and_sums_of_several_chosen_answers():
    asked = {
        "a": ordinal(0, 1, 2, text="a"),
        "b": ordinal(0, 1, 2, text="b"),
        "many": {"text": "How many?", "kind": "count", "max": 2},
    }
    made = book(
        asked,
        {
            "both": {"label": "Both", "kind": "sum", "items": ["a", "b"]},
            "one": {"label": "One", "items": ["a"]},
            "counted": {"label": "Counted", "items": ["a", "many"]},
            "share": {"label": "Share", "kind": "share", "where": {"a": ["o1"]}},
        },
    )
    assert scales_of(made, {column(name) for name in made.questions}) == ("both",)


@pytest.mark.parametrize("kind", list(ModelKind))
def test_the_sql_is_plain(kind):
    (model,) = (each for each in survey().models.values() if each.kind is kind)
    for sql in (model_sql(survey(), COLUMNS, model), scale_sql(survey(), "strain")):
        words = set(sql.replace("(", " ").replace(")", " ").replace(",", " ").split())
        assert not words & {"UNPIVOT", "PIVOT", "QUALIFY", "FILTER", "STRUCT", "LIST", "::"}
        assert not any("." in word for word in words)
