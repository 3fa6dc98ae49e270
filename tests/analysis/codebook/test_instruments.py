"""Published instruments are scored as their authors say; every expected value is worked by hand.

Keys: CBI, Kristensen et al. 2005; UCLA-3, Hughes et al. 2004; WHO-5, Topp et al. 2015; OLBI,
Demerouti & Bakker 2008 (1 = strongly agree, so agreement with a (R) item means burnout).
"""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from pathlib import Path

import pytest

from analysis.codebook import instruments
from analysis.codebook.instruments import KEYS
from tests.surveys import book, ordinal, rule, score

SCORES = {
    "cbi-work": (0, 25, 50, 75, 100),
    "ucla-3": (1, 2, 3),
    "who-5": (0, 1, 2, 3, 4, 5),
    "olbi-exhaustion": (1, 2, 3, 4),
    "olbi-disengagement": (1, 2, 3, 4),
}


def scale(name):
    """A codebook whose indicator ``x`` is the instrument; its items are i1, i2, ..."""
    items = [f"i{number}" for number in KEYS[name].items]
    questions = {item: ordinal(*SCORES[name], text=item) for item in items}
    return book(questions, {"x": {"label": "X", "instrument": name, "items": items}})


def scored(name, *answers):
    """The score of one person's answers, given as their scores in the instrument's order."""
    made, places = scale(name), SCORES[name]
    held = [[None if each is None else places.index(each)] for each in answers]
    columns = dict(zip(made.indicators["x"].items, held, strict=True))
    return score(made, "x", columns)[0]


@pytest.mark.parametrize(
    ("answers", "index"),
    [
        ((5, 5, 5, 5, 5), 100),
        ((0, 0, 0, 0, 0), 0),
        ((3, 2, 4, 1, 5), 60),  # 15 x 4
        ((0, 0, 0, 0, 1), 4),
        ((3, 2, 4, 1, None), None),
    ],
)
def test_who_5_is_the_sum_times_four_and_needs_every_answer(answers, index):
    assert scored("who-5", *answers) == index


@pytest.mark.parametrize(
    ("answers", "total"),
    [((1, 1, 1), 3), ((2, 3, 1), 6), ((3, 3, 3), 9), ((3, None, 3), None)],
)
def test_the_three_item_loneliness_scale_is_a_sum_of_3_to_9(answers, total):
    assert scored("ucla-3", *answers) == total


@pytest.mark.parametrize(
    ("answers", "mean"),
    [
        ((100, 100, 100, 100, 100, 100, 0), 100),
        ((0, 0, 0, 0, 0, 0, 0), Fraction(100, 7)),  # item 7 counts as 100
        ((100, 75, 50, 25, 0, 100, 25), Fraction(425, 7)),  # 350 + (100 - 25)
        ((100, 75, 50, 25, None, None, None), Fraction(250, 4)),
        ((0, 0, 0, None, None, None, 0), 25),  # (0 + 0 + 0 + 100) / 4
        ((100, 75, 50, None, None, None, None), None),  # fewer than 4 answered
        ((None, None, None, None, None, None, None), None),
    ],
)
def test_cbi_work_reverses_item_7_and_needs_four_answers(answers, mean):
    assert scored("cbi-work", *answers) == mean


@pytest.mark.parametrize(
    ("answers", "mean"),
    [
        # items 2R 4R 5 8R 10 12R 14 16
        ((1, 1, 4, 1, 4, 1, 4, 4), 4),
        ((4, 4, 1, 4, 1, 4, 1, 1), 1),
        ((1, 2, 3, 4, 1, 2, 3, 4), Fraction(22, 8)),  # 4+3+3+1+1+3+3+4
        ((1, 1, 4, 1, None, None, None, None), 4),
        ((1, 1, 4, None, None, None, None, None), None),
    ],
)
def test_olbi_exhaustion_reverses_items_2_4_8_and_12(answers, mean):
    assert scored("olbi-exhaustion", *answers) == mean


@pytest.mark.parametrize(
    ("answers", "mean"),
    [
        # items 1 3R 6R 7 9R 11R 13 15
        ((4, 1, 1, 4, 1, 1, 4, 4), 4),
        ((1, 4, 4, 1, 4, 4, 1, 1), 1),
        ((1, 1, 2, 3, 4, 3, 2, 4), Fraction(20, 8)),  # 1+4+3+3+1+2+2+4
    ],
)
def test_olbi_disengagement_reverses_items_3_6_9_and_11(answers, mean):
    assert scored("olbi-disengagement", *answers) == mean


@pytest.mark.parametrize(
    ("name", "low", "high", "spacing"),
    [
        ("who-5", 0, 100, 4),
        ("ucla-3", 3, 9, 1),
        ("cbi-work", 0, 100, 25 / 7),
        ("olbi-exhaustion", 1, 4, 1 / 8),
    ],
)
def test_it_knows_the_possible_range_and_the_distance_of_neighbouring_scores(
    name, low, high, spacing
):
    made = rule(scale(name), "x")
    assert (made.low, made.high) == (low, high)
    assert made.spacing == pytest.approx(spacing, rel=1e-12)


def test_the_key_decides_and_the_codebook_says_where_it_comes_from():
    made = scale("who-5").indicators["x"]
    assert (made.kind, made.factor, made.answered) == ("sum", 4, "all")
    assert made.direction == "higher-is-better"
    assert "Topp" in made.source


def test_no_wording_of_an_item_is_kept():
    tree = ast.parse(Path(instruments.__file__).read_text("utf-8"))
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert len(texts) > 20
    for text in texts:
        assert not re.search(r"\?|\b(I|I'm|my|me|you|your|feel|felt)\b", text), text
