"""Long headers are shortened so that they can still be told apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.answers.shortening import told_apart

GRID = "In the last twelve months, did your employer or your main client give you any of these?"


def test_a_short_text_stays_as_it_is():
    assert told_apart(["Age", " Timestamp "]) == ["Age", "Timestamp"]


def test_the_rows_of_a_grid_are_known_by_their_ends():
    rows = [f"{GRID} [A budget for conferences]", f"{GRID} [Time for the community]"]
    shown = told_apart(rows)
    assert [text.endswith(row[-20:]) for text, row in zip(shown, rows, strict=True)] == [True] * 2
    assert all(text.startswith("In the last twelve") and "…" in text for text in shown)


def test_texts_that_differ_in_their_middle_show_it():
    one, other = (f"{GRID} in {where}, {GRID}" for where in ("Bern", "Rome"))
    shown = told_apart([one, other])
    assert ["Bern" in text for text in shown] == [True, False]
    assert ["Rome" in text for text in shown] == [False, True]


def test_what_can_t_be_seen_is_told_as_its_code():
    assert told_apart(["a\u202eb"]) == ["a\\u202eb"]


@given(st.lists(st.text("ab ", max_size=130), min_size=2, max_size=5, unique_by=str.strip))
def test_no_text_is_longer_than_asked(texts):
    assert all(len(text) <= 40 for text in told_apart(texts, 40))


@given(
    st.text("ab", max_size=150), st.text("ab", max_size=150), st.characters(codec="ascii",
    categories=["L"]), st.characters(codec="ascii", categories=["L"]),
)  # fmt: skip
def test_two_texts_that_differ_once_are_shown_differently(before, after, one, other):
    if one != other:
        assert len(set(told_apart([before + one + after, before + other + after]))) == 2
