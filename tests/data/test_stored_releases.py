"""A release that was stored by earlier versions is read by this one, and every page finds its way.

One stored release of every past schema version is kept in tests/data/stored.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis import sentences as say
from analysis.estimates.figures.shown import published
from analysis.exhibits.averages import averages
from analysis.exhibits.bands import bands
from analysis.exhibits.everything import indicator_table, question_table
from analysis.exhibits.items import items
from analysis.exhibits.segments import segments
from analysis.published import Comparison, Count, Reason, Withheld
from analysis.release import SCHEMA_VERSION
from analysis.sentences.estimates import key_lines
from data.releases import Store
from pages.parts.figures import draw

STORED = Path(__file__).parent / "stored"
FIRST = "2026-11-22.1"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stored")
    shutil.copytree(STORED / "schema-1", folder / "releases")
    return Store(folder)


@pytest.fixture(scope="module", params=[False, True], ids=["as text", "compact"])
def release(store, request):
    return store.load(FIRST, compact=request.param)


def test_a_release_of_every_past_schema_version_is_kept():
    assert {each.name for each in STORED.iterdir()} >= {
        f"schema-{version}" for version in range(1, SCHEMA_VERSION)
    }


def test_columns_that_came_later_are_there_and_empty(store, release):
    held = pq.read_schema(store.file(FIRST, "estimates.parquet")).names
    assert "term" not in held
    assert "method" not in held
    assert release.manifest.schema_version == 1
    assert release.manifest.not_asked == ()
    for figure in release.figures("strain"):
        assert (figure.term, figure.method) == (None, None)


def test_what_was_published_is_found_as_it_was(release):
    rows = release.estimates.query("cohort == '' and indicator == 'strain'")
    (row,) = rows[rows["measure"] == "mean_difference"].to_dict("records")
    told = release.comparison("strain")
    assert isinstance(told, Comparison)
    assert (told.difference, told.low, told.high) == (row["value"], row["low"], row["high"])
    assert told.verdict == row["verdict"]
    assert told.minimum_detectable is None
    assert release.figure("strain", "superiority") == Withheld(Reason.NOT_COMPUTED)
    assert [type(each) for each in release.heads()] == [Count, Count]


@pytest.mark.parametrize(
    ("schema", "numbers"),
    [
        ("schema-1", {"published": 9, "withheld": 0}),
        ("schema-2", {"published": 8, "carried-over": 0, "withheld": 0 + 4}),
    ],
)
def test_however_a_manifest_counted_the_withheld_they_are_one_number(tmp_path, schema, numbers):
    shutil.copytree(STORED / schema, tmp_path / "releases")
    assert Store(tmp_path).manifest(FIRST).cohorts == numbers
    assert Store(tmp_path).load(FIRST).comparison("strain").verdict is not None


def test_every_row_can_be_told(release):
    for cohort in release.estimates["cohort"].unique():
        for indicator in release.measures:
            for figure in release.figures(indicator, cohort):
                told = say.tell(release, figure)
                assert told.plain.endswith(".")
                assert told.technical
                assert told.explained
    assert pd.isna(release.estimates["method"]).all()


@pytest.mark.parametrize("cohort", ["", "region=north", "region=north&wave=2026-q1"])
def test_every_page_s_look_ups_work(release, cohort):
    assert say.who_answered(release, cohort).endswith("answered.")
    assert say.headline(release, release.codebook.headlines, cohort)
    shown = [averages(release, release.codebook.headlines, cohort)]
    one = (bands,) if "&" in cohort else (bands, items, segments)
    shown += [exhibit(release, "strain", cohort) for exhibit in one]
    assert all(each.caption.title and each.caption.alt and each.how.technical for each in shown)
    assert all(draw(each.marks, "light").data for each in shown)
    assert list(say.other_ways(release, "strain", cohort))
    assert say.tell_support(release, "mentor", cohort).plain.startswith("A mentor: wanted by")


def test_the_methods_page_finds_everything(release):
    everything, questions = indicator_table(release), question_table(release)
    assert len(everything["Measure"]) == len(release.measures) == 7
    assert len(questions["Question"]) >= 7


@pytest.fixture(scope="module", params=[False, True], ids=["as text", "compact"])
def second(tmp_path_factory, request):
    folder = tmp_path_factory.mktemp("stored")
    shutil.copytree(STORED / "schema-2", folder / "releases")
    return Store(folder).load(FIRST, compact=request.param)


def test_the_spreads_and_sizes_of_schema_2_are_told_as_they_were(second):
    assert second.manifest.schema_version == 2
    assert {"sd", "placement_sd", "tie_factor"} <= {*second.estimates["measure"]}
    told = second.comparison("strain")
    assert isinstance(told, Comparison)
    assert told.solo.n.high - told.solo.n.low == 4  # a count of its own
    assert any("tandard deviation" in each.what for each in key_lines(second, "strain"))
    for indicator in second.measures:
        for figure in second.figures(indicator):
            assert say.tell(second, figure).plain.endswith(".")


def test_figures_of_a_release_of_schema_2_can_be_made_anew_with_its_own_spreads(second):
    """As the trend does of waves that are carried over: a published SD goes before the bands."""
    shown = published(second.counts, second.estimates, second.codebook)
    rows = second.estimates.query("measure == 'sd' and group == 'solo' and term.isna()")
    told = rows.set_index(["cohort", "indicator"])["value"]
    for at, key in enumerate(zip(shown.cohort, shown.indicator, strict=True)):
        if not shown.scale.two[
            at
        ]:  # the SD of a share comes from its counts, whatever was published
            assert shown.moments.sd[at, 0] == told[key]
