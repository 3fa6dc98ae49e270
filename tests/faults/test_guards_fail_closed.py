"""What is damaged, or may not be read, is not taken for absent by anything that guards a release.

Each file that publishing is held to is spoiled in every way, while enough new answers wait for the
next release. None is cut, one sentence says what is wrong and what to do, and with the file as it
was the release comes.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace

import pytest

from analysis.errors import SurveyError
from data.api.released import Released
from data.backup import backup
from data.explanations import explanation
from data.last_reading import LOOK, NOTE
from data.memory import COPY_AGAIN, COUNT_AGAIN
from data.private_notes import DamagedNote
from data.publish import publish
from data.refresher import Refresher
from data.releases import Store
from tests.accounts import as_nobody, give_to_nobody, open_folder
from tests.data.test_lost_store import answered
from tests.faults.declared import BANNER, Declared
from tests.surveys import NOON, settings, write_sheet

FIRST, NEXT = "r0001", "r0002"
GUARDS = "What a new release is held to"
SHOWN_BEFORE = "remove its folder; an older release is shown meanwhile."
PRIVATE = {  # and the remedy where it is damaged
    f"private/{NOTE}": LOOK,
    f"private/{FIRST}.json": COUNT_AGAIN,
    f"private/{FIRST}.tallies.parquet": COUNT_AGAIN,
    f"private/{FIRST}.answers.parquet": COUNT_AGAIN,
    f"private/{FIRST}.published.zip": COPY_AGAIN,
}
PUBLIC = {
    f"releases/{FIRST}/{name}": f"Restore it from a backup, or {SHOWN_BEFORE}"
    for name in ("manifest.json", "counts.parquet", "items.parquet", "codebook.json")
}
FOLDERS = ("private", "releases", f"releases/{FIRST}")
ROOT = os.geteuid() == 0


def in_this_file(name):
    return f"tests/faults/test_guards_fail_closed.py::{name}"


DECLARED = [
    Declared(
        GUARDS, "the note of the last reading is damaged", BANNER,
        f"{DamagedNote('reading.json').problem} {LOOK}",
        in_this_file("test_a_damaged_file_is_not_taken_for_an_absent_one"),
    ),
    Declared(
        GUARDS, "the private counts are damaged", BANNER,
        f"{DamagedNote(f'{FIRST}.tallies.parquet').problem} {COUNT_AGAIN}",
        in_this_file("test_a_damaged_file_is_not_taken_for_an_absent_one"),
    ),
    Declared(
        GUARDS, "a part of the store belongs to another account", BANNER,
        "The store ... can't be read: private in it belongs to root, and this program runs as "
        "nobody. Let one account do all of its work. To give it to nobody: chown -R nobody ...",
        in_this_file("test_of_a_file_of_another_account_it_is_said_whose_it_is"),
    ),
    Declared(
        GUARDS, "a part of the store may not be read, whoever tries", BANNER,
        "The store ... can't be read: private in it is closed even to the account it belongs to. "
        "Open it: chmod -R u+rwX ...",
        in_this_file("test_of_a_file_that_its_own_account_may_not_read_that_is_said"),
    ),
]  # fmt: skip


def cut_short(held):
    return held[: len(held) // 2]


def one_byte_changed(held):
    """Into one that no text holds."""
    middle = len(held) // 2
    return held[:middle] + b"\xff" + held[middle + 1 :]


DAMAGE = {
    "empty": lambda held: b"",
    "cut short": cut_short,
    "zeros": lambda held: bytes(len(held)),
    "one byte changed": one_byte_changed,
    "something else": lambda held: b"[]",
}


@pytest.fixture(scope="module")
def first():
    """A survey after its first release, for which enough answers for a second one have come."""
    with open_folder() as folder:
        here = settings(write_sheet(folder / "answers.csv", answered(100)))
        assert Refresher(here, now=lambda: NOON).once().state == "ok"
        write_sheet(folder / "answers.csv", answered(160))
        give_to_nobody(folder)
        yield here


@pytest.fixture
def here(first, tmp_path):
    """The same with a store of the test's own, which belongs to the account that reads."""
    store = first.store.parent / tmp_path.name
    shutil.copytree(first.store, store)
    give_to_nobody(store)
    yield replace(first, store=store)
    shutil.rmtree(store)


def read(here):
    """What came of one reading, and what its operator is told."""
    with as_nobody():
        status = Refresher(here, now=lambda: NOON).once()
        why = explanation(Store(here.store))
    return status.state, why and (why.problem, why.remedy)


def content(here, spoiled=None):
    """All that later releases are held to, and the file that is spoiled.

    The note of a good reading is renewed by the next one.
    """
    names = ({*PRIVATE, *PUBLIC} - {f"private/{NOTE}"}) | ({spoiled} & {*PRIVATE})
    return {each: (here.store / each).read_bytes() for each in names}


def nothing_is_published(here, told, spoiled=None):
    before = content(here, spoiled)
    assert read(here) == ("stale", told)
    assert Store(here.store).ids() == [FIRST]
    assert content(here, spoiled) == before


def then_it_is(here):
    assert read(here) == ("ok", None)
    assert Store(here.store).ids() == [NEXT, FIRST]


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("name", [*PRIVATE, *PUBLIC])
def test_a_damaged_file_is_not_taken_for_an_absent_one(here, name, how):
    file = here.store / name
    file.write_bytes(DAMAGE[how](file.read_bytes()))
    told = (
        (f"The private file {file.name} is damaged: it is not what was kept.", PRIVATE[name])
        if name in PRIVATE
        else (f"Release {FIRST} is damaged: {file.name} is not what was published.", PUBLIC[name])
    )
    nothing_is_published(here, told, name)


@pytest.mark.parametrize(
    "said", [{}, {"survey": 7}, {"matched": None}, {"used": "600"}, {"used": -1}]
)
def test_a_note_of_the_last_reading_that_does_not_say_what_it_should_is_damaged(here, said):
    file = here.store / "private" / NOTE
    whole = json.loads(file.read_bytes())
    file.write_text(json.dumps((whole | said) if said else {}))
    problem = f"The private file {NOTE} is damaged: it is not what was kept."
    nothing_is_published(here, (problem, LOOK), f"private/{NOTE}")


def test_a_sudden_loss_is_not_let_through_because_the_note_of_the_reading_before_is_damaged(here):
    """Of 600 responses 160 are left."""
    store = Store(here.store)
    note = store.notes.note(NOTE, dict)
    store.notes.keep(NOTE, note | {"used": 600})
    give_to_nobody(here.store)
    assert read(here)[1][0] == "The sheet has far fewer responses than at the last reading."
    (store.private / NOTE).write_bytes(b"{")
    nothing_is_published(
        here, (f"The private file {NOTE} is damaged: it is not what was kept.", LOOK)
    )


def test_the_remedies_are_remedies(here):
    """Accepting what the sheet holds, and removing counts that are damaged."""
    for name in PRIVATE:
        (here.store / name).write_bytes(b"")
    with as_nobody(), pytest.raises(SurveyError, match=f"{FIRST}.json is damaged"):
        publish(here, NOON)
    for name, remedy in PRIVATE.items():
        if remedy != LOOK:
            (here.store / name).unlink()
    with as_nobody():
        assert publish(here, NOON) == NEXT


CLOSED = [*PRIVATE, *PUBLIC, *FOLDERS]


@pytest.mark.parametrize("name", CLOSED)
def test_of_a_file_of_another_account_it_is_said_whose_it_is(here, name):
    if not ROOT:
        return  # which alone can give a file to another
    there = here.store / name
    os.chown(there, 0, 0)
    there.chmod(0o700 if there.is_dir() else 0o600)
    nothing_is_published(
        here,
        (
            f"The store {here.store} can't be read: {name} in it belongs to root, and this program "
            "runs as nobody.",
            "Let one account do all of its work. To give it to nobody: chown -R nobody "
            f"{here.store}",
        ),
    )


@pytest.mark.parametrize("name", CLOSED)
def test_of_a_file_that_its_own_account_may_not_read_that_is_said(here, name):
    there = here.store / name
    mode = there.stat().st_mode
    there.chmod(0)
    told = (
        f"The store {here.store} can't be read: {name} in it is closed even to the account it "
        "belongs to.",
        f"Open it: chmod -R u+rwX {here.store}",
    )
    with as_nobody():
        status = Refresher(here, now=lambda: NOON).once()
        why = explanation(Store(here.store))
    there.chmod(mode)
    assert (status.state, why.problem, why.remedy) == ("stale", *told)
    assert Store(here.store).ids() == [FIRST]
    then_it_is(here)


def test_of_a_lock_of_another_account_it_is_said_whose_it_is(here):
    if not ROOT:
        return
    lock = here.store / ".publishing"
    os.chown(lock, 0, 0)
    state, why = read(here)
    assert (state, why[0]) == (
        "stale",
        f"The store {here.store} can't be written: .publishing in it belongs to root, and this "
        "program runs as nobody.",
    )
    assert Store(here.store).ids() == [FIRST]


def test_a_file_in_the_private_folder_s_place_is_not_its_absence(here):
    shutil.move(here.store / "private", here.store / "elsewhere")
    (here.store / "private").write_text("")
    state, why = read(here)
    assert (state, why[0]) == (
        "stale",
        f"The store {here.store} can't be read: private in it: not a directory.",
    )


@pytest.mark.parametrize("name", CLOSED)
def test_no_backup_leaves_out_what_it_may_not_read(here, name):
    (here.store / name).chmod(0)
    file = here.store / "backup.zip"
    with as_nobody(), pytest.raises(SurveyError, match="can't be read") as caught:
        backup(Store(here.store), file)
    assert "closed even to the account it belongs to" in caught.value.problem
    assert not file.exists()
    for each in (here.store, *FOLDERS):
        (here.store / each).chmod(0o755)


def test_of_a_correction_log_that_may_not_be_read_that_is_said(here):
    log = here.store / "releases" / "corrections.json"
    log.write_text('{"corrections": []}')
    log.chmod(0)
    if ROOT:
        os.chown(log, 0, 0)
    with (
        as_nobody(),
        pytest.raises(SurveyError, match=r"releases/corrections\.json in it") as caught,
    ):
        Store(here.store).corrections()
    assert ("belongs to root" in caught.value.problem) == ROOT


def test_visitors_of_a_store_that_may_not_be_read_get_no_release_and_the_log_tells_why(
    here, caplog
):
    (here.store / "releases").chmod(0)
    with as_nobody():
        assert Released(Store(here.store)).newest() is None
    (here.store / "releases").chmod(0o755)
    assert f"The store {here.store} can't be read: releases in it is closed" in caplog.text


def test_notes_are_read_back_as_what_they_are(tmp_path):
    notes = Store(tmp_path).notes
    assert notes.names() == []
    assert notes.note("note.json", dict) is None
    notes.keep("note.json", {"responses": 7})
    assert notes.note("note.json", dict) == {"responses": 7}
    assert notes.names() == ["note.json"]
    (tmp_path / "private" / "folder").mkdir()
    with pytest.raises(SurveyError, match="The private file folder is damaged"):
        notes.file("folder")
