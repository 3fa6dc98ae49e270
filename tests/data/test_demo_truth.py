"""What the demo survey's model says is true is found again in a large sample of answers."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from analysis.codebook import Kind
from data.demo import TRUE_EFFECTS, TRUE_ISOLATION_GAPS, model
from tests.data.demo_survey import LARGE, column, items, smm, table


def test_the_model_speaks_of_the_codebook_s_answers_in_their_order():
    for dimension, shares in model.DIMENSIONS.items():
        assert list(shares) == [option.code for option in smm().options(dimension)]
        assert sum(shares.values()) == pytest.approx(1)
    assert list(model.SUPPORTS) == list(smm().supports)
    assert len(model.ROLES) == len(smm().options("roles"))
    assert {name: tuple(made) for name, made in model.SCALES.items()} == {
        name: items(name) for name in smm().headlines
    }


def test_counts_stay_within_their_range_but_for_the_dirt():
    for question, asked in smm().questions.items():
        if asked.kind is Kind.COUNT:
            given = {
                int(cell)
                for cell in column(table(LARGE), question).unique().to_pylist()
                if cell is not None
            }
            beyond = {count for count in given if not asked.min <= count <= asked.max}
            assert beyond == {-3, 99_999_999_999}, question


@cache
def groups() -> dict[str, npt.NDArray[np.bool_]]:
    sizes = column(table(LARGE), "team_size")
    options = [option.text for option in smm().options("team_size")]
    return {
        "solo": pc.equal(sizes, options[0]).to_numpy(),
        "team": pc.is_in(sizes, pa.array(options[1:])).to_numpy(),
    }


@cache
def scores(scale: str) -> npt.NDArray[np.float64]:
    """Each person's mean of 0-100 over the items that can be read; nan below half of them."""
    made, read = smm().indicators[scale], []
    for item in made.items:
        options = smm().options(item)
        said = pc.index_in(column(table(LARGE), item), pa.array([o.text for o in options]))
        points = np.array([option.score for option in options], dtype=float)
        points = 100 - points if item in made.reversed else points
        held = said.to_numpy()
        read.append(np.where(np.isnan(held), np.nan, points[np.nan_to_num(held).astype(int)]))
    answered = np.isfinite(read).sum(axis=0)
    enough = answered >= len(read) / 2
    return np.where(enough, np.nansum(read, axis=0) / np.maximum(answered, 1), np.nan)


def gap(scale: str, among: npt.NDArray[np.bool_] | None = None) -> float:
    held = {side: mask & (True if among is None else among) for side, mask in groups().items()}
    return float(np.nanmean(scores(scale)[held["solo"]]) - np.nanmean(scores(scale)[held["team"]]))


@pytest.mark.parametrize(("scale", "points"), TRUE_EFFECTS.items())
def test_a_large_sample_recovers_the_true_effects(scale, points):
    # The standard error at this size is 0.1 point.
    assert gap(scale) == pytest.approx(points, abs=0.35)


@pytest.mark.parametrize(("cohort", "points"), TRUE_ISOLATION_GAPS.items())
def test_a_large_sample_recovers_the_isolation_gap_of_a_segment(cohort, points):
    question, code = cohort.split("=")
    text = next(option.text for option in smm().options(question) if option.code == code)
    among = pc.fill_null(pc.equal(column(table(LARGE), question), text), False).to_numpy()
    assert gap("isolation", among) == pytest.approx(points, abs=1.2)


def test_about_four_in_ten_are_teams_of_one():
    assert groups()["solo"].mean() == pytest.approx(0.39, abs=0.01)


def test_people_differ_far_more_than_groups_do():
    for scale, points in TRUE_EFFECTS.items():
        spread = np.nanstd(scores(scale)[groups()["team"]])
        assert abs(points) < 0.5 * spread


def test_teams_of_one_want_more_than_they_receive():
    for support in smm().supports.values():
        important = [option.text for option in smm().options(support.importance)[3:]]
        received, wanted = (
            pc.is_in(column(table(LARGE), question), pa.array(texts)).to_numpy() & groups()["solo"]
            for question, texts in ((support.received, ["Yes"]), (support.importance, important))
        )
        assert wanted.sum() > received.sum(), support.label
