"""The rows behind a chart by HTTP: those drawn, under a name that tells their filters."""

from __future__ import annotations

import csv
import io
import shutil
from urllib.parse import urlencode

import pytest

from analysis.exhibits.averages import averages
from analysis.exhibits.bands import bands
from analysis.exhibits.items import items
from analysis.exhibits.segments import segments
from analysis.release.citing import citation
from analysis.release.rows_asked import Asked, query
from data.releases import Store
from tests.data.test_stored_releases import STORED
from tests.pages.drawn import rows_behind
from tests.served import Served

FIRST, OLD = "r0002.4", "2026-05-01.1"
EXHIBITS = {
    "averages": lambda release, name, cohort: averages(release, [name], cohort),
    "bands": bands,
    "answers": items,
    "segments": segments,
}


@pytest.fixture(scope="module")
def store(shipped, tmp_path_factory):
    found = Store(shutil.copytree(shipped.store, tmp_path_factory.mktemp("rows") / "store"))
    shutil.copytree(STORED / "schema-1" / "2026-11-22.1", found.releases / OLD)
    manifest = found.releases / OLD / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("2026-11-22.1", OLD), "utf-8")
    return found


@pytest.fixture(scope="module")
def server(store):
    with Served(store.folder, api_limit=0) as served:
        yield served


def asking(release, table, *words):
    return f"/api/releases/{release}/rows/{table}?{urlencode(words)}"


def behind(release, shown):
    asked = Asked(shown.rows, shown.name, shown.about, shown.cohort)
    return asking(release.id, shown.rows.table, *query(asked))


def read(answer):
    lines = answer.body.decode().splitlines()
    table = "\n".join(line for line in lines if not line.startswith("#"))
    return list(csv.DictReader(io.StringIO(table)))


@pytest.mark.parametrize("cohort", ["", "region=north"])
@pytest.mark.parametrize("exhibit", EXHIBITS.values(), ids=EXHIBITS)
@pytest.mark.parametrize("name", [FIRST, OLD])
def test_a_chart_s_address_gives_the_very_rows_that_it_draws(server, store, name, exhibit, cohort):
    release = store.load(name)
    shown = exhibit(release, "strain", cohort)
    answer = server.get(behind(release, shown))
    assert answer.status == 200
    assert answer.body == rows_behind(release, shown)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["x-release"] == name


def test_the_file_s_name_and_first_lines_say_what_it_is(server, store):
    release = store.load(FIRST)
    answer = server.get(behind(release, segments(release, "strain", "region=north")))
    saved = answer.headers["content-disposition"]
    assert saved == f'attachment; filename="{FIRST}_segments_strain_region-north.csv"'
    head = [line for line in answer.body.decode().splitlines() if line.startswith("#")]
    assert f"# Release: {FIRST}, cut 2026-11-22" in head
    assert "# Filters: region=north (North)" in head
    assert f"# Cite: {citation(release.manifest)}" in head


def test_anybody_may_ask_for_rows_of_their_own(server, store):
    found = read(server.get(asking("latest", "estimates", ("measure", "mean"), ("group", "solo"))))
    table = store.load(FIRST).estimates
    assert len(found) == len(table.query("measure == 'mean' and group == 'solo'")) > 10
    assert {(row["measure"], row["group"]) for row in found} == {("mean", "solo")}


def test_more_rows_than_fit_an_answer_are_to_be_had_as_a_whole_table(server, monkeypatch):
    monkeypatch.setattr("data.api.rows.MOST_ROWS", 10)
    answer = server.get(asking(FIRST, "counts"))
    assert answer.status == 404
    assert "counts.parquet" in answer.json["remedy"]
    assert server.get(asking(FIRST, "counts", ("cohort", ""), ("indicator", ""))).status == 200


def test_without_a_word_it_is_the_whole_table_and_without_a_match_none(server, store):
    whole = read(server.get(asking(FIRST, "counts")))
    assert len(whole) == len(store.load(FIRST).counts)
    none = server.get(asking(FIRST, "counts", ("indicator", "nothing")))
    assert (none.status, read(none)) == (200, [])


def test_an_empty_word_is_the_empty_cell_and_of_cohort_everyone(server):
    found = read(server.get(asking(FIRST, "counts", ("cohort", ""), ("indicator", ""))))
    assert [(row["cohort"], row["indicator"], row["group"]) for row in found] == [
        ("", "", "solo"), ("", "", "team"),
    ]  # fmt: skip


def test_what_did_not_change_is_not_sent_again(server):
    path = asking(FIRST, "counts", ("cohort", ""))
    first = server.get(path)
    again = server.get(path, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        f"/api/releases/{FIRST}/rows/people",
        f"/api/releases/{FIRST}/rows",
        f"/api/releases/{FIRST}/rows/counts/more",
        f"/api/releases/{FIRST}/rows/..%2fcounts",
        "/api/releases/2030-01-01.1/rows/counts",
        "/api/releases/..%2f..%2fprivate/rows/counts",
        f"/api/releases/{FIRST}/rows/counts?item=tired",
        f"/api/releases/{FIRST}/rows/counts?chart=..%2f..%2fx",
        f"/api/releases/{FIRST}/rows/counts?chart=a%0d%0aSet-Cookie:%20b",
        f"/api/releases/{FIRST}/rows/counts?within=region%3Datlantis",
        f"/api/releases/{FIRST}/rows/counts?on=nothing",
        f"/api/releases/{FIRST}/rows/counts?" + "&".join(["cohort=x"] * 501),
    ],
)
def test_what_is_not_there_is_told_in_two_sentences(server, path):
    answer = server.get(path)
    assert answer.status == 404
    assert set(answer.json) == {"error", "remedy"}
    assert "set-cookie" not in answer.headers


def test_a_table_that_is_not_what_was_published_is_not_given(store, tmp_path):
    copy = Store(shutil.copytree(store.folder, tmp_path / "store"))
    (copy.releases / FIRST / "counts.parquet").write_bytes(b"other")
    with Served(copy.folder) as served:
        answer = served.get(asking(FIRST, "counts"))
        assert answer.status == 500
        assert "damaged" in answer.json["error"]
