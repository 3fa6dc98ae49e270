"""Methods: what is looked for is found in results, methods and questions, whatever its case."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pages.parts import labels
from pages.parts.search import has_all, rows_with, words_of
from tests.pages.stores import plain, read

TABLE = {"Measure": ["Burnout", "Praise"], "Difference": ["higher", "about the same"]}


def test_rows_have_all_words_in_any_of_their_cells():
    assert rows_with(TABLE, words_of("BURN high"))["Measure"] == ["Burnout"]
    assert rows_with(TABLE, words_of("burnout same"))["Measure"] == []
    assert rows_with(TABLE, words_of("  ")) == TABLE


@given(st.text(), st.lists(st.text(), max_size=4))
def test_every_text_is_found_by_its_own_words(typed, texts):
    assert has_all(words_of(typed), [*texts, typed])


def test_the_page_shows_what_has_the_words(visit, demo_survey):
    at = visit(demo_survey, "methods")
    assert [tab.label for tab in at.tabs] == [
        labels.EVERYTHING, labels.THE_METHODS, labels.THE_QUESTIONS,
    ]  # fmt: skip
    every = len(at.expander)
    at.text_input(key="methods-search").set_value("isolation").run()
    assert not at.exception
    shown = [plain(cell) for cell in at.table[0].value["Measure"]]
    assert shown
    assert all("isolation" in each.lower() for each in shown)
    at.text_input(key="methods-search").set_value("welch").run()
    assert 0 < len(at.expander) < every
    assert labels.NOTHING_FOUND in read(at)  # no question has the word
