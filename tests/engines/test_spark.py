"""A real Spark cluster of a driver and two executors counts what DuckDB counts."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.counting.counted import count
from analysis.errors import SurveyError
from data import codebooks, demo
from data.engines import engine
from data.intake import take_in
from data.publish import publish
from data.releases import Store
from data.settings import SHIPPED_CODEBOOK
from tests import spark
from tests.surveys import NOON, people, settings, write_sheet

pytestmark = pytest.mark.spark
CLUSTER = "local-cluster[2,1,2048]"
ROWS = 3000


@pytest.fixture(scope="module", autouse=True)
def cluster():
    """The cluster's name in the environment; a test fails, with a remedy, where Spark is not."""
    assert spark.has_java(), spark.missing()
    assert spark.has_pyspark(), spark.missing()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_MASTER", CLUSTER)
        yield


@pytest.fixture(scope="module")
def answers():
    """The demo's answers to the shipped survey, coded."""
    book = codebooks.load(SHIPPED_CODEBOOK)
    return take_in(demo.raw_table(ROWS), book, "demo", NOON.date())


@pytest.fixture(scope="module")
def counted(answers, tmp_path_factory):
    """Everything counted for a release, by engine; Spark reads the answers as a Parquet file."""
    file = tmp_path_factory.mktemp("coded") / "answers.parquet"
    pq.write_table(answers.table, file)
    found = {}
    for name, held in (("duckdb", answers.table), ("spark", file)):
        with engine(name)(held) as query:
            found[name] = count(answers.codebook, answers.table.column_names, query)
            if name == "spark":
                found["machines"] = _machines()
    return found


def _machines():
    from pyspark.sql import SparkSession

    told = SparkSession.getActiveSession().sparkContext._jsc.sc().statusTracker()
    return len(told.getExecutorInfos())


def test_it_runs_as_a_driver_and_two_executors(counted):
    assert counted["machines"] == 3


def test_every_tally_is_the_same(counted):
    ours, theirs = counted["duckdb"].tallies, counted["spark"].tallies
    assert ours.cohorts == theirs.cohorts
    assert ours.measures == theirs.measures
    for name in ("cohort", "measure", "group", "level", "n"):
        np.testing.assert_array_equal(getattr(ours, name), getattr(theirs, name), name)
    assert ours.n[(ours.measure == 0) & (ours.cohort == ours.cohorts.index(""))].sum() > 2500


def test_every_count_of_single_answers_is_the_same(counted):
    ours, theirs = counted["duckdb"].items, counted["spark"].items
    for name in ("cohort", "item", "group", "answer", "n"):
        np.testing.assert_array_equal(getattr(ours, name), getattr(theirs, name), name)


def test_every_model_gets_the_same_cells(counted):
    ours, theirs = counted["duckdb"].models, counted["spark"].models
    for kind in ("adjusted", "moderation", "scales"):
        held, told = getattr(ours, kind), getattr(theirs, kind)
        assert held.keys() == told.keys()
        assert held
        for name in held:
            assert _plain(held[name]).equals(_plain(told[name])), (kind, name)


def _plain(cells: pa.Table) -> pa.Table:
    """Cells with all their columns as 64-bit numbers, whichever an engine has for small ones."""
    return pa.table({name: cells[name].cast(pa.int64()) for name in cells.column_names})


def test_a_release_has_the_same_bytes_from_either_engine(tmp_path):
    here = settings(write_sheet(tmp_path / "answers.csv", people(70, 80)))
    there = replace(here, engine="spark", store=tmp_path / "there")
    first, second = publish(here, NOON), publish(there, NOON)
    assert first == second
    ours, theirs = (Store(each.store).verified(first) for each in (here, there))
    assert ours.keys() >= {"counts.parquet", "estimates.parquet", "items.parquet", "package.zip"}
    assert {name for name in ours if ours[name] != theirs[name]} == set()
    private = [Store(each.store).private / f"{first}.tallies.parquet" for each in (here, there)]
    assert private[0].read_bytes() == private[1].read_bytes()


def test_what_it_was_given_to_read_is_gone_afterwards(answers, tmp_path, monkeypatch):
    monkeypatch.setenv("SURVEY_SPARK_FOLDER", str(tmp_path))
    with engine("spark")(answers.table) as query:
        (folder,) = tmp_path.iterdir()
        assert folder.stat().st_mode & 0o077 == 0
        told = query("SELECT COUNT(*) AS n FROM answers")
    assert told["n"].to_pylist() == [answers.table.num_rows]
    assert list(tmp_path.iterdir()) == []


def test_without_java_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("java") is None
    with pytest.raises(SurveyError, match="needs Java") as caught, engine("spark")(Path("x")):
        pass
    assert "requirements-spark.txt" in caught.value.remedy
    assert "openjdk-17" in caught.value.remedy
    assert os.environ["SPARK_MASTER"] == CLUSTER
