"""A store that is lost: what was published is cut again as it was, and never one person apart."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import zipfile
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest

from analysis.errors import NotYet, SurveyError
from data.memory import forget
from data.publish import publish
from data.refresher import Refresher
from data.releases import Store
from tests.surveys import NOON, people, settings, write_sheet

LATER = NOON + timedelta(days=3)
DATED = {"package.zip"}  # holds when the release was cut
TOLD_WITH_DATE = {"README.md", "CITATION.cff", "datapackage.json", "tables.xlsx"}
TOLD_WITH_DATE |= {"codebook.html", "LICENCE.txt", "manifest.json"}
TOLD_WITH_DATE |= {"counts.sav", "estimates.sav", "items.sav"}


def answered(count):
    """So many responses, one a minute, as they come: everybody's group and answers are mixed."""
    rows = [row for pair in zip(people(count, 0), people(0, count), strict=True) for row in pair]
    for number, row in enumerate(rows):
        row["Timestamp"] = (
            f"7/{1 + number // 100}/2026 {number % 100 // 10 + 8}:{number % 10:02}:00"
        )
    return rows[:count]


@pytest.fixture
def sheet(tmp_path):
    """Writes rows to the sheet, and gives the survey's settings."""

    def written(rows):
        return settings(write_sheet(tmp_path / "answers.csv", rows))

    return written


def files(here, release):
    return Store(here.store).verified(release)


def private(here):
    return {each.name: each.read_bytes() for each in (here.store / "private").iterdir()}


def cut_again(sheet, rows, *, close=False):
    """The release that is cut of these rows with an empty store, its files and its manifest."""
    here = sheet(rows)
    shutil.rmtree(here.store, ignore_errors=True)
    release = publish(here, LATER, close=close)
    return release, files(here, release), vars(Store(here.store).manifest(release))


def unzipped(package):
    with zipfile.ZipFile(io.BytesIO(package)) as held:
        return {name: held.read(name) for name in held.namelist()}


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The release of 160 responses: id, files, manifest."""
    here = settings(write_sheet(tmp_path_factory.mktemp("first") / "answers.csv", answered(160)))
    release = publish(here, NOON)
    return release, files(here, release), vars(Store(here.store).manifest(release))


@pytest.mark.parametrize("more", [0, 1, 10, 39])
def test_after_a_loss_the_same_release_is_cut_until_the_next_block_is_whole(sheet, first, more):
    release, held, manifest = cut_again(sheet, answered(160 + more))
    assert release == first[0] == "r0002"
    assert held.keys() == first[1].keys()
    for name in held.keys() - DATED:
        assert held[name] == first[1][name]
    differ = {name for name in manifest if manifest[name] != first[2][name]}
    # The sheet's own path, which is another folder's here, names the survey
    assert differ == {"created", "files", "survey"}


def test_in_the_package_only_the_date_differs(sheet, first):
    old, new = (
        unzipped(each["package.zip"]) for each in (first[1], cut_again(sheet, answered(161))[1])
    )
    assert old.keys() == new.keys()
    assert {name for name in old if old[name] != new[name]} <= TOLD_WITH_DATE | {"SHA256SUMS"}
    old_day, new_day = (f"{moment:%Y-%m-%d}".encode() for moment in (NOON, LATER))
    assert old["README.md"].replace(old_day, new_day) == new["README.md"]


def test_with_one_response_more_than_a_block_lacks_it_is_the_next_release(sheet):
    assert cut_again(sheet, answered(200))[0] == "r0003"


def test_two_releases_of_a_survey_are_never_one_person_apart(sheet):
    """However often the store is lost while people answer."""
    seen = {}
    for count in (100, 101, 109, 149, 150, 151):
        release, held, _ = cut_again(sheet, answered(count))
        numbers = held["counts.parquet"]
        assert seen.setdefault(release, numbers) == numbers
    assert sorted(seen) == ["r0001", "r0002"]


def test_a_later_answer_does_not_change_how_the_first_ones_are_read(sheet):
    """Another wave, an order of dates that only it decides, a text that nobody can read."""
    rows = answered(149)
    _, before, _ = cut_again(sheet, rows)
    late = rows[-1] | {"Timestamp": "10/30/2026 9:00:00", "How many posts last week?": "many"}
    _, after, _ = cut_again(sheet, [*rows[:-1], late])
    for name in before.keys() - DATED:
        assert before[name] == after[name]


@pytest.mark.parametrize("order", ["newest first", "shuffled"])
def test_a_sheet_that_was_sorted_gives_the_same_release(sheet, first, order):
    rows = answered(160)
    rows = rows[::-1] if order == "newest first" else rows[::2] + rows[1::2]
    release, held, _ = cut_again(sheet, rows)
    assert release == "r0002"
    for name in held.keys() - DATED:
        assert held[name] == first[1][name]


def test_rows_without_a_moment_stay_beside_those_above_them(sheet):
    rows = answered(120)
    for row in rows[50:60]:
        row["Timestamp"] = ""
    _, before, _ = cut_again(sheet, rows)
    _, after, _ = cut_again(sheet, [*rows, *answered(140)[120:]])
    assert before["counts.parquet"] == after["counts.parquet"]


@pytest.fixture
def chain(sheet):
    """A survey with a release of 100 responses, one of 200, and one that closed it at 260."""
    here = sheet(answered(100))
    publish(here, NOON)
    publish(sheet(answered(210)), NOON)
    assert publish(sheet(answered(260)), NOON, close=True) == "r0004.10"
    return here


@pytest.mark.parametrize("lost", ["*", "r0003.json", "*.tallies.parquet", "r0001.answers.parquet"])
def test_private_counts_that_are_lost_are_rebuilt_as_they_were(chain, sheet, lost, caplog):
    before = {name: held for name, held in private(chain).items() if name.startswith("r0")}
    for each in (chain.store / "private").glob(lost):
        each.unlink()
    with pytest.raises(NotYet, match="more responses are needed"):
        publish(sheet(answered(265)), LATER)
    assert "lost and are rebuilt" in caplog.text
    after = private(chain)
    assert {name: after[name] for name in before} == before


def test_upon_rebuilt_counts_the_next_release_is_the_one_it_would_have_been(chain, sheet, tmp_path):
    other = replace(sheet(answered(360)), store=tmp_path / "other")
    shutil.copytree(chain.store, other.store)
    shutil.rmtree(chain.store / "private")
    assert publish(chain, LATER) == publish(other, LATER) == "r0006"
    assert files(chain, "r0006") == files(other, "r0006")


def edited(rows, people_):
    """The same rows, but that some answered otherwise."""
    turned = {"Always": "Never", "Often": "Never", "Never": "Always"}
    return [
        row | {"I'm tired": turned.get(row["I'm tired"], "Always")} if at in people_ else row
        for at, row in enumerate(rows)
    ]


@pytest.mark.parametrize(
    "spoil",
    [lambda rows: edited(rows, range(20, 24)), lambda rows: rows[4:], lambda rows: rows[:150]],
    ids=["old rows edited", "old rows deleted", "the last ones gone"],
)
def test_where_the_rows_are_others_now_nothing_is_cut(chain, sheet, spoil):
    rows = spoil(answered(330))
    shutil.rmtree(chain.store / "private")
    with pytest.raises(SurveyError) as caught:
        publish(sheet(rows), LATER)
    assert not isinstance(caught.value, NotYet)
    assert "no longer give its numbers, so nothing new can be published" in caught.value.problem
    assert "restore the store's private folder from a backup" in caught.value.remedy
    assert Refresher(chain, now=lambda: LATER).once().state == "stale"
    assert Store(chain.store).ids() == ["r0004.10", "r0003", "r0001"]


def test_the_server_rebuilds_by_itself_and_goes_on(chain, sheet):
    sheet(answered(360))
    shutil.rmtree(chain.store / "private")
    assert Refresher(chain, now=lambda: LATER).once().state == "ok"
    assert Store(chain.store).ids()[0] == "r0006"


def test_an_old_release_without_its_private_counts_can_t_be_rebuilt(chain, sheet):
    """Its id does not tell how many responses it held."""
    store = Store(chain.store)
    old = "2026-11-20.1"
    for name in ("r0003", "r0004.10"):
        shutil.rmtree(store.releases / name)
    (store.releases / "r0001").rename(store.releases / old)
    manifest = store.releases / old / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_bytes()) | {"id": old}))
    with pytest.raises(SurveyError, match=f"private counts of release {old} are missing"):
        publish(sheet(answered(330)), LATER)


def test_upon_an_old_release_with_its_private_counts_blocks_go_on(chain, sheet):
    store = Store(chain.store)
    old = "2026-11-20.1"
    for name in ("r0003", "r0004.10"):
        shutil.rmtree(store.releases / name)
        forget(store, name)
    (store.releases / "r0001").rename(store.releases / old)
    store.notes.remove("r0001.published.zip")  # which earlier versions did not keep
    for file in store.private.glob("r0001.*"):
        file.rename(store.private / file.name.replace("r0001", old))
    manifest = store.releases / old / "manifest.json"
    said = json.loads(manifest.read_bytes()) | {"id": old}
    for name in ("counts", "estimates", "items"):
        file = store.releases / old / f"{name}.parquet"
        pd.read_parquet(file).assign(as_of=old).to_parquet(file)
        said["files"][file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(said))
    assert publish(sheet(answered(330)), LATER) == "r0005"
    assert store.ids() == ["r0005", old]
    assert json.loads(store.notes.file("r0005.json"))["responses"] == 300


def test_after_a_wave_was_closed_the_next_release_ends_with_a_later_block(chain, sheet):
    with pytest.raises(NotYet, match=r"51 more responses are needed .* the first 350"):
        publish(sheet(answered(299)), LATER)


def test_closing_twice_without_an_answer_between_cuts_nothing(chain, sheet):
    with pytest.raises(NotYet, match="No response has come"):
        publish(sheet(answered(260)), LATER, close=True)
