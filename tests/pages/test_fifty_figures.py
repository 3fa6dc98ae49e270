"""Fifty differences, drawn at random, are the same number wherever they are told.

In the sentence, the table of all estimates, the chart with its alternative text and table, the
file behind it, and the brief on paper.
"""

from __future__ import annotations

import io
import random
import re

import pandas as pd
import pytest

from analysis import sentences as say
from analysis.counting.cohorts import EVERYONE, filters_of, value_label
from analysis.exhibits.segments import segments
from analysis.published import Comparison
from analysis.sentences.estimates import all_lines
from analysis.sentences.numbers import THIN
from pages.parts.brief.sheet import Sheet, sheet
from tests.pages.drawn import intervals, pictured
from tests.pages.sheets import pdf, text

FIFTY, ON_PAPER, SEED = 50, 3, 15
NUMBER = re.compile(r"\d+(?:\.\d+)?")
DECIMALS = range(7)


def numbers(told):
    """The numbers in a text, as they are written, without their signs."""
    return {*NUMBER.findall(plain(told))}


def plain(told):
    return told.replace(THIN, "")


def tells(told, *values):
    """Whether each value stands in the text, rounded to some decimals, half away from zero."""
    found = numbers(told)
    return all(found & {plain(say.number(abs(v), places)) for places in DECIMALS} for v in values)


@pytest.fixture(scope="module")
def drawn(demo):
    """Fifty comparisons of everyone or of one answer to a filter that have a difference."""
    answers = {f"{dim}={code}" for dim in demo.codebook.dimensions for code in demo.values(dim)}
    table = demo.estimates
    told = table[(table["measure"] == "mean_difference") & table["value"].notna()]
    told = told[told["cohort"].isin({EVERYONE, *answers})]
    every = [*zip(told["indicator"], told["cohort"], strict=True)]
    cells = random.Random(SEED).sample(every, FIFTY)
    found = [demo.comparison(*cell) for cell in cells]
    assert all(isinstance(each, Comparison) for each in found)
    return found


def ends(each):
    return each.difference, each.low, each.high


def test_the_sentence_tells_them(demo, drawn):
    for each in drawn:
        told = say.finding(demo, each)
        assert tells(told, each.low, each.high), told
        assert tells(told, each.difference) or not each.difference, told


def test_the_table_of_all_estimates_tells_them(demo, drawn):
    for each in drawn:
        lines = all_lines(demo, each.indicator, each.cohort)
        (line,) = [e for e in lines if e.what in ("Difference of averages", "Difference of shares")]
        assert tells(line.value, each.difference)
        assert tells(line.between, each.low, each.high)
        assert each.verdict in line.value


def test_the_chart_its_words_its_table_and_its_file_tell_them(demo, drawn):
    for each in drawn:
        chart = pictured(segments(demo, each.indicator, ""))
        (code,) = filters_of(each.cohort).items() or [(None, None)]
        label = value_label(demo.codebook, *code) if each.cohort else chart.table["Group"][0]
        cell = say.cell(demo, each)
        assert tells(cell, *ends(each))
        assert cell in [
            said for name, said in zip(*chart.table.values(), strict=True) if name == label
        ]
        assert f"{label}: {say.cell(demo, each, ', ')}." in chart.alt
        marks = [mark for trace in chart.picture.data if trace.error_x.array is not None
                 for mark in intervals(trace)]  # fmt: skip
        low, high = each.low, each.high
        assert any(mark == pytest.approx((low, each.difference, high)) for mark in marks)
        held = chart.file(demo)
        rows = pd.read_csv(io.BytesIO(held), comment="#", keep_default_na=False)
        (row,) = rows[rows["cohort"] == each.cohort].itertuples()
        assert (float(row.value), float(row.low), float(row.high)) == ends(each)
        assert row.verdict == each.verdict


def test_the_brief_tells_them_on_paper(demo, drawn):
    featured = [each for each in drawn if each.indicator in demo.codebook.featured]
    cohorts = [*dict.fromkeys(each.cohort for each in featured)][:ON_PAPER] or [""]
    for cohort in cohorts:
        made = sheet(demo, cohort, "https://survey.example/data")
        assert isinstance(made, Sheet)
        told = text(pdf(made))
        for name in demo.codebook.featured:
            found = demo.comparison(name, cohort)
            if isinstance(found, Comparison):
                assert " ".join(say.finding(demo, found).split()) in told
