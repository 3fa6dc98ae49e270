"""What the fuzzer found stays mended; its seeds are sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, seeds

CASES = sorted(file for file in (Path(__file__).parent / "cases").rglob("*") if file.is_file())


@pytest.mark.parametrize("file", CASES, ids=lambda file: f"{file.parent.name}-{file.name}")
def test_what_was_found_once_is_answered_in_words_now(file):
    TARGETS[file.parent.name](file.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_takes_its_seeds_and_refuses_nonsense(target):
    assert all(TARGETS[target](said) for said in seeds()[target])
    assert not TARGETS[target](b"\x00\xff" * 50)
