"""The generated SQL gives every person exactly the score the codebook describes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook.scoring import measures
from analysis.errors import SurveyError
from tests import by_hand
from tests.surveys import answers, book, ordinal, rule, score, tiny


@st.composite
def items(draw, low, high):
    """A question whose answers score from low to high: scored options, a count or yes and no."""
    kinds = ["ordinal", *(["count"] if low >= 0 else []), *(["yes-no"] * ((low, high) == (0, 1)))]
    kind = draw(st.sampled_from(kinds))
    if kind == "count":
        return {"text": "Item", "kind": kind, "min": low, "max": high} | {
            "decimals": draw(st.booleans())
        }
    if kind == "yes-no":
        return {"text": "Item", "kind": kind}
    between = draw(st.lists(st.one_of(st.none(), st.integers(low, high)), max_size=3))
    return ordinal(*draw(st.permutations([low, high, *between])))


@st.composite
def scales(draw):
    """A scale ``x`` of one to five items, and the answers of a few people to them."""
    ends = st.tuples(st.integers(-5, 5), st.integers(1, 100)).map(lambda e: (e[0], e[0] + e[1]))
    answered = draw(st.sampled_from(["half", "all", 1, 2, 3]))
    same = st.just(draw(ends))
    ranges = draw(st.lists(ends if answered == "all" else same, min_size=1, max_size=5))
    asked = {f"i{n}": draw(items(*each)) | {"text": f"Item {n}"} for n, each in enumerate(ranges)}
    names = list(asked)
    made = {
        "label": "X",
        "kind": draw(st.sampled_from(["mean", "sum"])),
        "items": names,
        "reversed": draw(st.lists(st.sampled_from(names), unique=True)),
        "factor": draw(st.integers(1, 4)),
        "answered": min(answered, len(names)) if isinstance(answered, int) else answered,
    }
    people = draw(st.integers(1, 12))
    columns = {}
    for name, item in asked.items():
        answer = st.one_of(st.none(), st.integers(*_ends(item)))
        columns[name] = draw(st.lists(answer, min_size=people, max_size=people))
    return book(asked, {"x": made}), columns


def _ends(item):
    """The first and the last answer there can be, as the answers column holds them."""
    if item["kind"] != "count":
        return 0, len(item.get("options", "yn")) - 1
    unit = 100 if item["decimals"] else 1
    return item["min"] * unit, item["max"] * unit


@settings(max_examples=40, deadline=None)
@given(scales())
def test_any_scale_is_scored_as_by_hand_and_knows_its_range_and_spacing(scale):
    codebook, columns = scale
    rows = zip(*columns.values(), strict=True)
    people = [dict(zip(columns, row, strict=True)) for row in rows]
    expected = [by_hand.score(codebook, person) for person in people]
    assert score(codebook, "x", columns) == expected
    made, asked = rule(codebook, "x"), codebook.indicators["x"].items
    whole = not any(codebook.questions[item].decimals for item in asked)
    for person, each in zip(people, expected, strict=True):
        assert each is None or made.low - 1e-9 <= each <= made.high + 1e-9
        said = (by_hand.points(codebook, item, (), person[item]) for item in asked)
        if whole and all(each is not None for each in said):
            steps = (float(each) - made.low) / made.spacing
            assert steps == pytest.approx(round(steps), abs=1e-6)


def test_a_score_made_from_part_of_unequal_items_is_refused_or_within_the_range():
    questions = {"short": ordinal(0, 1, text="A"), "long": ordinal(0, 1, 2, 3, text="B")}
    try:
        made = book(questions, {"x": {"label": "X", "items": ["short", "long"]}})
    except SurveyError:
        return
    (prorated,) = score(made, "x", {"short": [None], "long": [3]})
    assert prorated <= rule(made, "x").high


def test_half_of_the_items_is_rounded_up():
    columns = {"tired": [4, 4, None], "tense": [None, 2, None], "eager": [None, None, None]}
    assert score(tiny(), "strain", columns) == [None, 75, None]


def test_a_reversed_item_is_mirrored_within_its_own_range():
    columns = {"tired": [0, 4], "tense": [0, 4], "eager": [4, 0]}
    assert score(tiny(), "strain", columns) == [0, 100]


def test_a_share_is_0_or_100_and_unknown_where_the_answer_is():
    assert score(tiny(), "weary", {"tired": [0, 2, 3, 4, None]}) == [0, 0, 100, 100, None]


def test_a_share_of_two_conditions_needs_both_answers():
    columns = {"mentor_wish": [0, 1, 2, 1, 1, None], "mentor_got": [1, 1, 1, 0, None, 1]}
    assert score(tiny(), "gap_mentor", columns) == [0, 100, 100, 0, None, None]


def test_at_least_counts_what_scores_that_much_or_more():
    assert score(tiny(), "wants_mentor", {"mentor_wish": [0, 1, 2, None]}) == [0, 100, 100, None]


def test_at_least_reads_a_count_as_it_is():
    many = book(
        {"posts": {"text": "Posts", "kind": "count"}},
        {"x": {"label": "X", "kind": "share", "where": {"posts": {"at_least": 5}}}},
    )
    assert score(many, "x", {"posts": [4, 5, 6, None]}) == [0, 100, 100, None]


def test_ticks_are_counted_and_none_differs_from_no_answer():
    columns = {"hats_0": [1, 1, 0, None], "hats_1": [0, 1, 0, None], "hats_2": [0, 1, 0, None]}
    assert score(tiny(), "hats", columns) == [1, 3, 0, None]


def test_a_share_of_ticks_holds_where_any_of_them_is_ticked():
    asked = tiny().questions["hats"].model_dump(exclude_defaults=True)
    where = {"hats": ["writer", "host"]}
    made = book({"hats": asked}, {"x": {"label": "X", "kind": "share", "where": where}})
    columns = {"hats_0": [1, 0, 0, 0, None], "hats_1": [0, 0, 1, 0, None]}
    assert score(made, "x", columns | {"hats_2": [0, 1, 0, 0, None]}) == [100, 100, 0, 0, None]


@pytest.mark.parametrize(
    ("indicator", "bands"),
    [
        ("strain", (0, 20, 40, 60, 80, 100)),
        ("posts", (0, 1, 5, 20, 50)),
        ("hats", (0, 1, 2, 3)),
        ("weary", (0, 50, 100)),
    ],
)
def test_bands_are_five_or_three_on_a_short_scale_or_as_the_codebook_says(indicator, bands):
    assert rule(tiny(), indicator).bands == bands


def test_an_indicator_whose_question_is_not_in_the_sheet_is_left_out():
    table = answers({"team": [0], "tired": [0], "tense": [0]})
    assert [made.id for made in measures(tiny(), table.column_names)] == ["weary"]
