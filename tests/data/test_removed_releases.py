"""A release that was removed from the store was public all the same: later ones are held to it."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest

from analysis.errors import NotYet, SurveyError
from data.adding import add
from data.auditing import audit_release
from data.backup import backup, restore
from data.chain import chain, removed
from data.memory import forget
from data.publish import publish
from data.refresher import Refresher
from data.releases import Store
from tests.data.test_lost_store import DATED, answered, private
from tests.packages import files_of
from tests.surveys import NOON, settings, write_sheet

LATER = NOON + timedelta(days=3)
FIRST, SECOND, NEXT = "r0001", "r0003", "r0004"


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A survey with a release of 100 responses and one of 200; for copying only."""
    folder = tmp_path_factory.mktemp("two")
    here = settings(write_sheet(folder / "answers.csv", answered(100)))
    publish(here, NOON)
    write_sheet(folder / "answers.csv", answered(210))
    assert publish(here, NOON + timedelta(days=1)) == SECOND
    return here


@pytest.fixture
def another(two, tmp_path):
    """Stores of the test's own with these releases, but for those that are removed."""

    def made(*gone):
        here = replace(two, store=tmp_path / "-".join(("store", *gone)))
        shutil.copytree(two.store, here.store)
        for release in gone:
            shutil.rmtree(here.store / "releases" / release)
        return here

    yield made
    write_sheet(two.store.parent / "answers.csv", answered(210))


@pytest.fixture
def come(two):
    return lambda count: write_sheet(two.store.parent / "answers.csv", answered(count))


@pytest.mark.parametrize("gone", [(FIRST,), (SECOND,), (FIRST, SECOND)], ids="+".join)
def test_removing_a_release_changes_nothing_of_the_next_one(another, come, gone):
    whole, less = another(), another(*gone)
    come(265)
    assert publish(whole, LATER) == publish(less, LATER) == NEXT
    cut = [Store(each.store).verified(NEXT) for each in (whole, less)]
    assert cut[0] == cut[1]
    assert Store(less.store).ids() == [each for each in (NEXT, SECOND, FIRST) if each not in gone]


def test_its_id_is_not_given_again(another, come):
    here = another(SECOND)
    for count in (200, 210, 249):
        come(count)
        with pytest.raises(NotYet, match=r"more responses? (is|are) needed for the next release"):
            publish(here, LATER)
    come(200)
    with pytest.raises(NotYet, match="No response has come since the last release"):
        publish(here, LATER, close=True)
    assert Store(here.store).ids() == [FIRST]


def test_nor_to_another_survey(another, two):
    here = another(SECOND)
    other = replace(here, source=str(write_sheet(here.store.parent / "o.csv", answered(200))))
    with pytest.raises(SurveyError, match=f"Another release was {SECOND} before it was") as caught:
        publish(other, LATER)
    assert caught.value.remedy.startswith("Give this survey a store of its own")
    store = Store(here.store)
    manifest = replace(store.manifest(FIRST), id=SECOND)
    with pytest.raises(SurveyError, match="no id is given twice"):
        add(store, manifest, {})


def test_a_clock_that_was_put_back_does_not_cut_before_it(another, come):
    here = another(SECOND)
    come(265)
    publish(here, NOON - timedelta(days=365))
    cut = [each.created_at for each in chain(Store(here.store))]
    assert [each.id for each in chain(Store(here.store))] == [NEXT, SECOND, FIRST]
    assert cut[0] >= cut[1]


def test_the_audit_of_the_chain_knows_it(another, come):
    whole, less = another(), another(FIRST)
    come(265)
    for here in (whole, less):
        publish(here, LATER)
    told = [audit_release(Store(each.store), None).lines for each in (whole, less)]
    assert told[0] == told[1]
    assert told[0][0] == f"Release {NEXT}, with 2 before it."


def test_put_back_it_is_shown_again(another, two):
    here = another(SECOND)
    assert removed(Store(here.store)) == [SECOND]
    shutil.copytree(two.store / "releases" / SECOND, here.store / "releases" / SECOND)
    assert removed(Store(here.store)) == []
    assert Store(here.store).newest().id == SECOND


def test_a_backup_keeps_what_it_published(another, tmp_path, come):
    here = another(SECOND)
    backup(Store(here.store), tmp_path / "backup.zip")
    new = Store(tmp_path / "new")
    restore(tmp_path / "backup.zip", new)
    assert removed(new) == [SECOND]
    come(265)
    assert publish(replace(here, store=new.folder), LATER) == NEXT


def test_another_release_in_its_place_is_not_published_upon(another, come):
    """As a store that was begun anew holds it."""
    here = another(SECOND)
    store = Store(here.store)
    first = store.load(FIRST)
    put = {"id": SECOND, "created": LATER.isoformat()}
    shutil.move(store.private, here.store / "elsewhere")
    add(store, replace(first.manifest, **put), files_of(first, **put))
    shutil.move(here.store / "elsewhere", store.private)
    come(265)
    with pytest.raises(SurveyError, match="is not the one that was published under this id"):
        publish(here, LATER)
    assert store.ids() == [SECOND, FIRST]


def test_what_a_kill_left_of_one_that_never_was_public_is_taken_away(another, two):
    """Killed after everything was written, and before it was public."""
    here = another()
    store = Store(here.store)
    before = store.verified(SECOND)
    draft = store.releases / f".draft-{SECOND}-abcdefgh"
    (store.releases / SECOND).rename(draft)
    assert removed(store) == []
    assert publish(here, LATER) == SECOND
    again = store.verified(SECOND)
    assert {name for name in before if before[name] != again[name]} <= DATED
    assert not draft.exists()


def test_what_failed_to_be_published_is_not_kept(another):
    here = another()
    store, before = Store(here.store), private(here)
    manifest = replace(store.manifest(FIRST), id="r0009")

    def keep(published):
        store.notes.keep_file("r0009.tallies.parquet", published["a.json"])
        raise SurveyError("The disk is full.", "Make room.")

    with pytest.raises(SurveyError, match="The disk is full"):
        add(store, manifest, {"a.json": b"{}"}, keep)
    assert private(here) == before
    assert store.ids() == [SECOND, FIRST]
    assert not list(store.releases.glob(".*"))


def test_a_store_of_an_earlier_version_gets_its_copies_with_the_next_release(another, come):
    here = another()
    store = Store(here.store)
    for release in (FIRST, SECOND):
        note = store.notes.note(f"{release}.json", dict)
        store.notes.remove(f"{release}.published.zip")
        store.notes.keep(f"{release}.json", {each: note[each] for each in ("responses", "scoring")})
    assert Refresher(here, now=lambda: LATER).once().is_waiting
    shutil.rmtree(store.releases / SECOND)
    come(265)
    assert publish(here, LATER) == NEXT
    assert chain(store)[1].id == SECOND


def test_of_one_removed_under_an_earlier_version_it_is_said_that_nothing_can_be_held_to_it(
    another, come
):
    here = another(SECOND)
    store = Store(here.store)
    store.notes.remove(f"{SECOND}.published.zip")
    come(265)
    with pytest.raises(SurveyError, match=f"{SECOND} is not in the store, and what it") as caught:
        publish(here, LATER)
    assert f"remove private/{SECOND}.*" in caught.value.remedy
    assert store.ids() == [FIRST]
    for part in ("json", "tallies.parquet", "answers.parquet"):
        store.notes.remove(f"{SECOND}.{part}")
    assert publish(here, LATER) == NEXT


def test_one_that_a_later_one_carries_numbers_over_from_is_missed(another, come):
    """Where the private folder no longer tells of it."""
    here = another(FIRST)
    store = Store(here.store)
    forget(store, FIRST)
    file = store.releases / SECOND / "counts.parquet"
    counts = pd.read_parquet(file)
    counts.loc[counts["cohort"] != "", "as_of"] = FIRST
    counts.to_parquet(file)
    manifest = store.releases / SECOND / "manifest.json"
    said = json.loads(manifest.read_bytes())
    said["files"][file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(said))
    store.notes.remove(f"{SECOND}.published.zip")
    come(265)
    with pytest.raises(SurveyError, match=f"{SECOND} carries numbers over from {FIRST}, which is"):
        publish(here, LATER)
    assert store.ids() == [SECOND]


@pytest.mark.parametrize("part", ["published.zip", "tallies.parquet", "answers.parquet", "json"])
@pytest.mark.parametrize("held", [b"", b"PK", None], ids=["empty", "cut short", "gone"])
def test_where_what_is_kept_of_it_is_damaged_nothing_is_cut(another, come, part, held):
    here = another(SECOND)
    file = here.store / "private" / f"{SECOND}.{part}"
    file.unlink() if held is None else file.write_bytes(held)
    come(265)
    with pytest.raises(SurveyError) as caught:
        publish(here, LATER)
    assert not isinstance(caught.value, NotYet)
    assert SECOND in caught.value.problem
    assert Store(here.store).ids() == [FIRST]
