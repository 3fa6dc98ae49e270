"""docs/reliability.md is what the tests of faults declare, and every test it names exists."""

from __future__ import annotations

import re
from pathlib import Path

from tests.faults.declared import declared, page

ROOT = Path(__file__).parents[1]


def test_the_page_is_what_the_tests_declare():
    told = (ROOT / "docs" / "reliability.md").read_text("utf-8")
    assert told == page(), "renew it: make reliability"


def test_every_fault_is_declared_once_and_its_test_is_there():
    found = list(declared())
    assert len(found) > 50
    assert len({(each.chapter, each.fault) for each in found}) == len(found)
    for each in found:
        file, _, name = each.test.partition("::")
        assert re.search(rf"def {name}\(", (ROOT / file).read_text("utf-8")), each.test


def test_whatever_is_told_to_the_operator_comes_with_a_remedy():
    for each in declared():
        assert each.told.count(".") >= 2 or not each.told, each.fault
