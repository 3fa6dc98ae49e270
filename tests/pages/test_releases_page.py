"""The Data page: every release listed, cited and one click away; old ones and odd links too."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from analysis.exhibits.items import items
from analysis.release.citing import checksum_lines, citation
from data.adding import add
from data.releases import Store
from tests.packages import files_of
from tests.pages.drawn import pictured
from tests.pages.stores import newest, plain, read

FIRST, SECOND, OLD = "r0002.4", "2026-11-25.1", "2026-05-01.1"
STORED = Path(__file__).parents[1] / "data" / "stored" / "schema-1" / "2026-11-22.1"


@pytest.fixture(scope="module")
def store(shipped, tmp_path_factory):
    """A store of three releases of one survey: two of today, one of schema 1."""
    store = Store(tmp_path_factory.mktemp("data") / "store")
    shutil.copytree(shipped.store, store.folder)
    release = store.load(FIRST)
    later = {"id": SECOND, "created": "2026-11-25T08:00:00+00:00", "synthetic": True}
    add(store, replace(release.manifest, **later), files_of(release, **later))
    shutil.copytree(STORED, store.releases / OLD)
    change(store, OLD, id=OLD, created="2026-05-01T10:00:00+00:00", survey=release.manifest.survey)
    return store


def change(store, release, **said):
    """Writes something else into the manifest of a release."""
    file = store.releases / release / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | said), "utf-8")


@pytest.fixture
def copy(store, tmp_path):
    return Store(shutil.copytree(store.folder, tmp_path / "store"))


@pytest.fixture
def look(visit, store):
    """The Data page of a store; ``look(OLD)`` that of a release."""

    def _look(release=None, of=store):
        asked = {} if release is None else {"release": release}
        return visit(SimpleNamespace(store=of.folder), "data", **asked)

    return _look


def files(at):
    """The links to a release's files: (address, words)."""
    links = [each.proto for each in at.get("link_button")]
    return [(each.url, each.label) for each in links if each.url.startswith("api/releases/")]


def links(at):
    return [url for url, _ in files(at)]


def labelled(at):
    """The words of the links to single tables."""
    return [label for _, label in files(at)[1:]]


def listed(at):
    table = at.table[-1]
    return [tuple(map(plain, map(str, row))) for row in table.value.to_numpy()]


def codes(at):
    return [each.value for each in at.code]


def test_all_releases_are_listed_the_newest_first(look):
    rows = listed(look())
    assert [row[0] for row in rows] == [
        f"[{SECOND}](?release={SECOND}) (synthetic)",
        f"[{FIRST}](?release={FIRST})",
        f"[{OLD}](?release={OLD})",
    ]
    assert [row[1] for row in rows] == [
        "25 November 2026, latest wave Q3 2026",
        "22 November 2026, latest wave Q3 2026",
        "1 May 2026, latest wave Q2 2026",
    ]
    assert rows[0][2:] == ("about 72", "about 82")  # 73 and 81, in steps of five


def test_the_feed_of_releases_is_a_click_away(look):
    links = {each.proto.label: each.proto.url for each in look().get("link_button")}
    assert links["Hear of new releases (Atom feed)"] == "api/feed.atom"


def test_the_newest_is_shown_first_and_any_other_by_its_address(look, store):
    for asked, shown in ((None, SECOND), (SECOND, SECOND), (FIRST, FIRST), (OLD, OLD)):
        at = look(asked)
        assert at.selectbox[0].value == shown
        assert citation(store.manifest(shown)) in codes(at)
        assert any(code.endswith(f"?release={shown}") for code in codes(at))


def test_the_whole_release_is_one_click_and_comes_from_the_api(look):
    assert links(look(FIRST))[0] == f"api/releases/{FIRST}/package.zip"
    assert links(look(OLD))[0] == f"api/releases/{OLD}/package.zip"


def test_every_table_is_offered_in_every_format_the_release_has(look):
    at = look(FIRST)
    tables = ("counts", "estimates", "items")
    endings = ("csv", "parquet", "sav")
    each = [f"{name}.{ending}" for name in tables for ending in endings]
    wanted = [f"api/releases/{FIRST}/{file}" for file in (*each, "labels.csv", "tables.xlsx")]
    assert links(at)[1:] == wanted
    formats = [label.split(",")[0] for label in labelled(at)]
    assert formats == ["CSV", "Parquet", "SPSS"] * 3 + ["CSV", "Excel"]
    old = [label.split(",")[0] for label in labelled(look(OLD))]
    assert old == ["CSV", "Parquet"] * 3  # a release of schema 1 has no other
    assert not at.get("download_button")
    assert "Excel" not in read(look(OLD))


def test_the_page_tells_licence_caveats_and_checksums(look, store):
    at = look(FIRST)
    told = read(at)
    assert "CC-BY-4.0](https://creativecommons.org/licenses/by/4.0/)" in told
    assert "no random sample" in told
    assert "at least 10 people of each kind" in told
    assert checksum_lines(store.manifest(FIRST).files).strip() in codes(at)


def test_made_up_data_is_called_so_beside_its_download(look):
    assert "answered. Synthetic demo data" in read(look(SECOND))
    assert "answered. Synthetic demo data" not in read(look(FIRST))


@pytest.mark.parametrize(
    "asked",
    ["2030-01-01.1", "", "../../private", "latest", "x" * 5000, "**bold**", "\x00", "🙂", "None"],
)
def test_an_unknown_release_is_one_clear_sentence_above_the_list(look, asked):
    at = look(asked)
    (error,) = at.error
    told = plain(error.value)
    assert told.startswith("There is no release ")
    assert told.endswith("Choose one of the list.")
    assert len(told) < 150
    assert "\n" not in told
    assert (links(at), codes(at)) == ([], [])
    assert len(listed(at)) == 3


def test_choosing_a_release_writes_its_address(look):
    at = look()
    at.selectbox[0].set_value(FIRST).run()
    assert not at.exception
    assert at.query_params["release"] in (FIRST, [FIRST])
    assert links(at)[0] == f"api/releases/{FIRST}/package.zip"


def test_a_release_of_another_survey_is_not_given_here(look, copy):
    change(copy, FIRST, survey="another-1")
    copy.folder.joinpath("status.json").write_text(
        json.dumps({"survey": copy.manifest(SECOND).survey, "source_kind": "csv", "state": "ok"})
    )
    at = look(FIRST, of=copy)
    assert "There is no release" in at.error[0].value
    assert len(listed(at)) == 2


@pytest.mark.parametrize("file", ["estimates.parquet", "package.zip", "codebook.json"])
def test_a_damaged_release_is_not_shown_and_the_others_are_still_there(look, copy, file):
    (copy.releases / FIRST / file).write_bytes(b"damaged")
    at = look(FIRST, of=copy)
    assert plain(at.error[0].value) == (
        f"Release {FIRST} can't be shown at the moment. Choose another of the list."
    )
    assert links(at) == []
    assert len(listed(at)) == 3
    assert not look(OLD, of=copy).error


def test_a_release_whose_counts_are_damaged_is_still_in_the_list(look, copy):
    (copy.releases / FIRST / "counts.parquet").write_bytes(b"damaged")
    assert listed(look(of=copy))[1][2:] == ("damaged, can't be shown",) * 2


def test_a_release_without_any_group_is_listed_and_given(look, copy):
    release = copy.load(FIRST)
    nobody = {name: getattr(release, name).head(0) for name in ("counts", "estimates", "items")}
    shutil.rmtree(copy.releases / FIRST)
    shutil.rmtree(copy.private)
    add(copy, release.manifest, files_of(replace(release, **nobody)))
    at = look(FIRST, of=copy)
    assert links(at)[0] == f"api/releases/{FIRST}/package.zip"
    assert "too few people answered to show this" in read(at).lower()
    assert listed(at)[1][2:] == ("", "")


def test_the_data_behind_a_chart_of_answers_is_what_its_table_tells(shipped):
    release = newest(shipped)
    chart = pictured(items(release, "strain", ""))
    content = chart.file(release).decode()
    rows = [line for line in content.splitlines() if not line.startswith("#")][1:]
    cells = [cell for column in list(chart.table.values())[1:] for cell in column]
    assert len(rows) == len(cells)
