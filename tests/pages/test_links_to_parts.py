"""A link to an answer that is told together with others leads to the group of them."""

from __future__ import annotations

import pytest

from data.publish import publish
from tests.pages.stores import newest, read
from tests.regions import regional, rows_of
from tests.surveys import NOON


@pytest.fixture(scope="module")
def together(tmp_path_factory):
    """A survey that tells nine in the East of each group with twelve on the Islands."""
    here = regional(tmp_path_factory.mktemp("regions"), rows_of(9, islands=12))
    publish(here, NOON, close=True)
    return here


@pytest.mark.parametrize("code", ["east", "islands", "elsewhere"])
def test_it_shows_the_group_under_its_name_and_its_own_address(visit, together, code):
    at = visit(together, "strain", region=code)
    assert not at.exception
    assert at.query_params["region"] == "elsewhere"
    assert "Elsewhere" in read(at)
    assert at.get("plotly_chart")


def test_only_the_group_is_offered(visit, together):
    at = visit(together, "strain")
    offered = [each.partition(" (")[0] for each in at.selectbox(key="filter-region").options]
    assert "Elsewhere" in offered
    assert not {"East", "Islands"} & {*offered}


def test_where_an_answer_is_told_by_itself_its_link_leads_there(visit, together):
    assert newest(together).codebook.questions["region"].merge[1].applied is False
    at = visit(together, "strain", region="south")
    assert at.query_params["region"] == "south"
