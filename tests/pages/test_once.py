"""What is worked out once for all visitors: the same for each, of the right release and theme."""

from __future__ import annotations

import ast
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from data.adding import add
from data.releases import Store
from pages.parts import show, you
from pages.parts.once import _kept, once
from tests.packages import files_of
from tests.pages.stores import read

LATER = "2026-12-24T12:00:00+00:00"


def told(at):
    """All that a page puts before a visitor, in order: kind and content, but for the minutes since
    the last reading."""
    shown = ((each.type, each.proto.SerializeToString()) for each in at.main if each.proto)
    return [(kind, re.sub(rb"last read [\w ]+ ago", b"", content)) for kind, content in shown]


@pytest.fixture
def nothing_kept():
    _kept.clear()
    yield
    _kept.clear()


@pytest.mark.parametrize("path", ["", "burnout", "missing", "over-time", "compare"])
def test_the_second_visitor_sees_what_the_first_saw(visit, demo_survey, nothing_kept, path):
    first, second = (told(visit(demo_survey, path, region="europe")) for _ in range(2))
    assert len(first) > 15
    assert second == first


def test_another_group_is_another_page(visit, demo_survey, nothing_kept):
    everyone, europe, again = (
        told(visit(demo_survey, "burnout", **asked)) for asked in ({}, {"region": "europe"}, {})
    )
    assert everyone != europe
    assert again == everyone


def test_it_depends_on_release_theme_and_words(demo, monkeypatch, nothing_kept):
    made = []

    @once
    def part(release, word):
        made.append((release.manifest.created, show.theme(), word))
        return made[-1]

    later = replace(demo, manifest=replace(demo.manifest, created=LATER))  # another of one id
    looks = [(release, word, theme) for release in (demo, later) for word in "ab"
             for theme in ("light", "dark")]  # fmt: skip
    for _ in range(2):
        for release, word, theme in looks:
            monkeypatch.setattr(show, "theme", lambda theme=theme: theme)
            assert part(release, word) == (release.manifest.created, theme, word)
    assert len(made) == len(looks)


@pytest.mark.parametrize("path", ["", "data"])
def test_another_release_of_the_same_id_is_another_page(visit, shipped, tmp_path, path):
    """As a store that was lost and begun anew may have it."""
    store = Store(shutil.copytree(shipped.store, tmp_path / "store"))
    here = replace(shipped, store=store.folder)
    old, new = "22 November 2026", "24 December 2026"
    first = read(visit(here, path))
    assert (old in first, new in first) == (True, False)
    release = store.newest()
    shutil.rmtree(store.releases / release.id)
    shutil.rmtree(store.private)
    add(store, replace(release.manifest, created=LATER), files_of(release, created=LATER))
    then = read(visit(here, path))
    assert (old in then, new in then) == (False, True)


def test_it_depends_on_the_store(demo, monkeypatch, tmp_path, nothing_kept):
    made = []

    @once
    def part(release):
        made.append(release.id)

    for folder in (tmp_path / "one", tmp_path / "two", tmp_path / "one"):
        monkeypatch.setenv("SURVEY_STORE", str(folder))
        part(demo)
    assert len(made) == 2


def test_nothing_of_a_visitors_own_answers_is_kept():
    """The pages about a visitor's own answers neither keep anything nor import what does."""
    files = sorted(Path(you.__file__).parent.glob("*.py"))
    assert len(files) > 4
    for file in [*files, Path(show.__file__).parents[1] / "you.py"]:
        text = file.read_text("utf-8")
        modules = {n.module for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ImportFrom)}
        assert "pages.parts.once" not in modules, file.name
        assert "cache" not in text, file.name
