"""A draft of the shipped form's answers reads them as the shipped codebook does."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest

from analysis.answers.reading import missing_texts
from analysis.codebook import Kind
from analysis.codebook.matching import plain
from data import codebooks
from data.demo import write
from data.intake import Answers, take_in
from data.settings import SHIPPED_CODEBOOK
from data.sources import file_source
from tests.drafts import TEAM_SIZE, book, texts
from tests.surveys import NOON


@dataclass(frozen=True)
class Pair:
    """The shipped codebook and the one drafted from a sheet of its form, and what each reads."""

    shipped: Answers
    drafted: Answers

    def books(self):
        return self.shipped.codebook, self.drafted.codebook

    def questions(self):
        """The shipped question and the drafted one under every header."""
        shipped, drafted = self.books()
        by_header = {plain(drafted.header(name)): name for name in drafted.questions}
        return [(name, by_header[plain(shipped.header(name))]) for name in shipped.questions]


@pytest.fixture(scope="module", params=[1400, 300])
def pair(request, tmp_path_factory):
    from data.drafting import drafted_codebook
    from data.settings import Settings

    sheet = tmp_path_factory.mktemp("demo") / "demo.csv"
    write(sheet, request.param)
    text = drafted_codebook(Settings(str(sheet)), TEAM_SIZE, ("1 (only me)",), NOON.date())
    raw = file_source(str(sheet)).read()
    read = (
        take_in(raw, made, "demo.csv", NOON.date())
        for made in (codebooks.load(SHIPPED_CODEBOOK), book(text))
    )
    return Pair(*read)


def ranked(codebook, question):
    """The answers from the lowest score to the highest, and whether the steps are equal."""
    scored = [(option.score, option.text) for option in codebook.options(question)]
    steps = {after[0] - before[0] for before, after in pairwise(scored)}
    return [text for _, text in scored], len(steps)


def test_every_question_of_the_form_is_drafted_as_its_kind(pair):
    shipped, drafted = pair.books()
    assert len(drafted.questions) == len(shipped.questions) == 74
    assert [drafted.questions[b].kind for _, b in pair.questions()] == [
        shipped.questions[a].kind for a, _ in pair.questions()
    ]


def test_its_answers_are_those_of_the_form(pair):
    """Ordered ones and ticks in the form's order; the others have none that a sheet could tell."""
    shipped, drafted = pair.books()
    for ours, theirs in pair.questions():
        kind = shipped.questions[ours].kind
        if kind in (Kind.ORDINAL, Kind.YES_NO):
            assert ranked(drafted, theirs) == ranked(shipped, ours)
        elif kind is Kind.MULTI_SELECT or ours in ("team_size", "org_size"):
            assert texts(drafted, theirs) == texts(shipped, ours)
        elif kind is Kind.CATEGORY:
            assert sorted(texts(drafted, theirs)) == sorted(texts(shipped, ours))
        assert drafted.questions[theirs].other == shipped.questions[ours].other


def test_what_means_no_answer_is_known_wherever_it_was_given(pair):
    shipped, drafted = pair.books()
    for ours, theirs in pair.questions():
        offered = {plain(text) for text in shipped.offered_missing(ours)}
        assert offered <= missing_texts(drafted, theirs)


def test_the_rows_of_a_grid_stay_under_its_heading(pair):
    shipped, drafted = pair.books()
    for ours, theirs in pair.questions():
        assert (drafted.questions[theirs].grid is None) == (shipped.questions[ours].grid is None)
    assert sorted(grid.text for grid in drafted.grids.values()) == sorted(
        grid.text for grid in shipped.grids.values()
    )


def test_the_groups_are_the_forms(pair):
    for side in ("solo", "team"):
        names = []
        for held in pair.books():
            said = {option.code: option.text for option in held.options(held.grouping.question)}
            names.append([said[code] for code in getattr(held.grouping, side).answers])
        assert names[0] == names[1]


def test_its_scales_are_the_runs_of_the_form_with_the_same_item_reversed(pair):
    shipped, drafted = pair.books()
    names = dict(pair.questions())
    for scale in ("burnout", "isolation", "praise"):
        items = tuple(names[item] for item in shipped.indicators[scale].items)
        (made,) = [held for held in drafted.indicators.values() if held.items == items]
        assert made.headline
        assert made.reversed == tuple(names[i] for i in shipped.indicators[scale].reversed)


def test_both_codebooks_read_the_same_answers(pair):
    assert pair.shipped.report.used == pair.drafted.report.used
    for ours, theirs in pair.questions():
        assert answers_of(pair.drafted, theirs) == answers_of(pair.shipped, ours), ours


def answers_of(read: Answers, question: str) -> list[object]:
    """What each respondent answered: a number, a text, or the texts that were ticked."""
    codebook, table = read.codebook, read.table
    kind, said = codebook.questions[question].kind, texts(codebook, question)
    if kind is Kind.COUNT:
        return table[f"q_{question}"].to_pylist()
    if kind is not Kind.MULTI_SELECT:
        found = table[f"q_{question}"].to_pylist()
        return [None if at is None else said[at] for at in found]
    ticks = [table[f"q_{question}_{n}"].to_pylist() for n in range(len(said))]
    return [
        None if row[0] is None else {said[n] for n, tick in enumerate(row) if tick}
        for row in zip(*ticks, strict=True)
    ]
