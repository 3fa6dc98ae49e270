"""Where do I stand?: a number with decimals is asked for and scored as such."""

from __future__ import annotations

import pytest

from data.publish import publish
from pages.parts.you import words
from tests.pages import kinds
from tests.pages.stores import plain
from tests.surveys import NOON


def button(at, label):
    return next(each for each in at.button if each.label == label)


@pytest.fixture(scope="module")
def hours(tmp_path_factory):
    """A survey whose number of posts may be 7.5."""
    here = kinds.survey(tmp_path_factory.mktemp("decimals"))
    said = here.codebook.read_text("utf-8")
    asked = 'text = "How many posts last week?"'
    assert said.count(asked) == 1
    here.codebook.write_text(said.replace(asked, f"{asked}\ndecimals = true")
                             .replace("max = 99999", "max = 999"), "utf-8")  # fmt: skip
    publish(here, NOON, close=True)
    return here


@pytest.mark.parametrize(("posts", "shown"), [(7.5, "7.5"), (5, "5.0"), (6.25, "6.3")])
def test_a_number_with_decimals_is_placed_as_it_is(visit, hours, posts, shown):
    at = visit(hours, "you")
    button(at, words.NEXT).click().run()
    at.number_input(key="you-answer-posts").set_value(posts)
    for label in (words.NEXT, words.NEXT, words.LAST):
        button(at, label).click().run()
    assert not at.exception
    told = [plain(str(cell)) for cell in at.table[0].value.iloc[:, 1]]
    assert told == [f"{shown} (5 to under 20)"]
