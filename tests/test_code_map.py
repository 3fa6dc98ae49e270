"""docs/map.md names every folder of the code, in the folder's own words, and nothing else."""

from __future__ import annotations

import re

import pytest

from tests.code_map import OTHERS, ROOT, folders, line, page

MAP = (ROOT / "docs" / "map.md").read_text("utf-8")


def test_the_map_is_what_the_folders_say():
    assert page() == MAP, "docs/map.md is out of date; run: make map"


def test_every_folder_on_it_is_there():
    named = re.findall(r"^\| `([\w/.]+?)/?` \|", MAP, flags=re.M)
    assert len(named) > 30
    assert [each for each in named if not (ROOT / each).exists()] == []
    assert set(OTHERS) <= set(named)


@pytest.mark.parametrize("folder", folders())
def test_every_folder_says_what_it_is_for(folder):
    assert line(folder).endswith(".")
