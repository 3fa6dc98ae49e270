"""Estimates are a function of what a release publishes: its counts and its averages."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.codebook import Codebook
from analysis.disclosure import protect as gate
from analysis.disclosure.public_tables import ESTIMATES, in_order
from analysis.estimates import figures
from analysis.estimates.figures.cohort_figures import cohort_figures
from analysis.estimates.figures.shown import published as shown
from data.publish import publish
from data.releases import Store
from tests.surveys import NOON, answers, people, published, settings, tiny, write_sheet

READ = ("mean", "sd", "level_n", "level_mean")
PUBLIC = {  # of the private side: names of groups and cohorts, types of arrays, a bare container
    "GROUPS", "Ints", "Floats", "EVERYONE", "is_pair", "Moments",
}  # fmt: skip


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    sheet = write_sheet(tmp_path_factory.mktemp("law") / "answers.csv", people(140, 160))
    here = settings(sheet)
    return Store(here.store).load(publish(here, NOON))


def test_a_reader_of_a_release_computes_every_figure_of_it_again(release):
    """From the files alone: counts, averages, codebook."""
    means = release.estimates[release.estimates["measure"].isin(READ)]
    means = means[["cohort", "indicator", "group", "measure", "term", "value", "low", "step"]]
    again = cohort_figures(release.counts, means, release.codebook)
    again = in_order(again.assign(as_of=release.id), ESTIMATES)
    modelled = release.estimates["term"].notna() & ~release.estimates["measure"].isin(READ)
    models = "alpha|omega|dif$|dif_log|complete|trend|heterogeneity|adjusted_|weighted|effective"
    others = release.estimates["measure"].str.contains(models) | modelled
    told = in_order(release.estimates[~others], ESTIMATES)
    assert len(told) > 500
    for name in ESTIMATES:
        texts = again[name].dtype == object
        same, found = (each[name].fillna("") if texts else each[name] for each in (told, again))
        assert found.tolist() == pytest.approx(same.tolist(), nan_ok=True) or (
            found.tolist() == same.tolist()
        ), name


@pytest.mark.parametrize("made", [cohort_figures, shown])
def test_it_takes_published_tables_and_the_codebook_and_nothing_else(made):
    taken = inspect.get_annotations(made, eval_str=True)
    taken.pop("return")
    assert [*taken.values()] == [pd.DataFrame, pd.DataFrame, Codebook]


def test_no_module_of_figures_reaches_a_tally():
    files = sorted(Path(figures.__file__).parent.glob("*.py"))
    assert len(files) > 8
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "analysis.counting"
            ):
                assert {each.name for each in node.names} <= PUBLIC, file.name


def test_estimates_are_computed_once_however_often_the_gate_looks_again(monkeypatch):
    calls = {"looked": 0, "computed": 0}
    look, compute = gate.fresh_tables, gate.cohort_figures

    def looking(*given):
        calls["looked"] += 1
        tables = look(*given)
        assert {*tables.estimates["measure"]} <= {"n", "mean", "sd"}
        return tables

    def computing(*given):
        calls["computed"] += 1
        return compute(*given)

    monkeypatch.setattr(gate, "fresh_tables", looking)
    monkeypatch.setattr(gate, "cohort_figures", computing)
    monkeypatch.setattr(gate, "refuse", lambda *_: True)
    heard = gate.Auditor.audits
    doubtful = iter([True, True, False])

    def audits(self, outside, *rest):
        found = heard(self, outside, *rest)
        return [replace(each, findings=[object()] * next(doubtful, 0)) for each in found[:1]]

    monkeypatch.setattr(gate.Auditor, "audits", audits)
    columns = {"team": [0, 1] * 60, "tired": [0, 1, 2, 3] * 30, "tense": [0, 1, 2, 3] * 30}
    published(tiny(), answers(columns | {"eager": [0, 1, 2, 3] * 30}))
    assert calls == {"looked": 3, "computed": 1}
