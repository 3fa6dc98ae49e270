"""Under each result stands how it was computed; no page writes numbers or words of its own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from analysis import sentences as say
from analysis.exhibits.words import COMPARED
from analysis.methods import METHODS, methods_of
from analysis.published import Withheld
from pages import indicator
from pages.parts import labels
from tests.pages.stores import plain
from tests.told import WRONG

HEADLINES = ("burnout", "isolation", "praise")
PAGES = Path(indicator.__file__).parent


def hows(at):
    """The texts of how each sentence and each picture of a page was computed."""
    beside = [box for box in at.expander if box.label == labels.HOW]
    beside += [tab for tab in at.tabs if tab.label == labels.METHOD]
    return [[plain(each.value) for each in box.markdown] for box in beside]


def together(at):
    """The texts of how all sentences of a page's last section were computed."""
    (box,) = [box for box in at.expander if box.label == labels.HOW_EACH]
    return [plain(each.value) for each in box.markdown]


@pytest.mark.parametrize("cohort", [{}, {"industry": "technology"}], ids=["everyone", "segment"])
@pytest.mark.parametrize("name", HEADLINES)
def test_every_chart_and_sentence_says_how_it_was_computed(visit, demo, demo_survey, name, cohort):
    at = visit(demo_survey, name, **cohort)
    told = hows(at)
    where = "&".join(f"{dim}={code}" for dim, code in cohort.items())
    ways = list(say.other_ways(demo, name, where, say.DRAWN))
    assert len(told) == 1 + len(at.get("plotly_chart"))
    others = together(at)
    for way in ways:
        at_sentence = others.index(f"**{way.plain}**")
        assert others[at_sentence + 1 : at_sentence + 3] == [way.explained, way.technical]
    for explained, technical, *reference in told:
        assert explained.endswith(".")
        assert len(technical) > 60
        assert all(each.startswith("Reference: ") for each in reference)
    first = say.tell(demo, demo.comparison(name, where))
    assert told[0] == [first.explained, first.technical, f"Reference: {first.reference}"]


@pytest.mark.parametrize("name", HEADLINES)
def test_for_everyone_the_order_and_like_with_like_are_told_beside(visit, demo_survey, name):
    at = visit(demo_survey, name)
    texts = [plain(each.value) for each in at.markdown]
    assert [
        text
        for text in texts
        if text.startswith("Compare a random team of one with a random person in a team: the ")
    ]
    titles = [plain(each.value) for each in at.header]
    assert [text for text in titles if text.startswith("Comparing like with like: teams of one")]
    beside = next(each.value for each in at.table if COMPARED in each.value)
    assert len(beside) == 3  # as it is, of the people who can be compared, like with like
    assert [text for text in texts if text.startswith(f"The questions on {name} hang together")]


def test_overview_and_methods_use_the_same_sentences(visit, demo, demo_survey):
    texts = [plain(each.value) for each in visit(demo_survey).markdown]
    for name in HEADLINES:
        assert say.finding(demo, demo.comparison(name)) in texts
    assert len(hows(visit(demo_survey))) == 2  # the two groups, and who answered
    titles = [each.label for each in visit(demo_survey, "methods").expander]
    assert titles == [method.title for method in methods_of(demo.codebook, demo.methods)]


def test_a_withheld_group_has_nothing_to_explain(visit, demo, demo_survey):
    hidden = next(
        (cohort for cohort, found in demo.segments("burnout", "industry=charity")
         if isinstance(found, Withheld))
    )  # fmt: skip
    chosen = dict(part.split("=") for part in hidden.split("&"))
    assert hows(visit(demo_survey, "burnout", **chosen)) == []


def test_every_figure_of_a_published_release_is_explained_by_its_own_method(demo):
    by_id = {method.id: method for method in METHODS}
    pairs = demo.estimates[["measure", "method"]].drop_duplicates()
    assert len(pairs) > 60
    for measure, method in pairs.itertuples(index=False):
        assert measure in by_id[method].measures, (measure, method)


@pytest.mark.parametrize("cohort", ["", "industry=charity", "region=europe&employment=in-house"])
def test_every_figure_of_a_published_release_can_be_told(demo, cohort):
    for name in demo.measures:
        found = demo.figures(name, cohort)
        for figure in () if isinstance(found, Withheld) else found:
            told = say.tell(demo, figure)
            assert told.plain.endswith(".")
            assert told.explained
            assert not WRONG.search(told.plain)


OUTLINES = ("indicator", "overview", "methods", "navigation", "quality")
OURS = [
    *(PAGES / f"{name}.py" for name in OUTLINES),
    *(PAGES / "parts" / f"{name}.py" for name in ("frame", "show", "filters")),
]
FIGURES = sorted((PAGES / "parts" / "figures").glob("*.py"))


def without_docstrings(tree):
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            body[0].value = ast.Constant(None)
    return tree


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_a_page_holds_no_wording_of_its_own(file):
    tree = without_docstrings(ast.parse(file.read_text("utf-8")))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    prose = [each for each in texts if isinstance(each, str) and len(each.split()) > 2]
    assert prose == []


@pytest.mark.parametrize("file", [*OURS, *FIGURES], ids=lambda file: file.name)
def test_a_page_writes_no_number_of_its_own(file):
    tree = ast.parse(file.read_text("utf-8"))
    formats = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None
    ]
    dates_and_colours = ("%B", ":02X")
    assert [each for each in formats if not any(kind in each for kind in dates_and_colours)] == []
