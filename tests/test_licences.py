"""The licences of all dependencies are listed, and go with the program's own."""

from __future__ import annotations

import pytest

from tests.licences import LOCKS, PAGE, ROOT, is_compatible, licence, packages, page

ASKED = sorted((*ROOT.glob("requirements*.in"), *ROOT.glob("tests/**/requirements.in")))


def test_the_page_is_what_the_installed_packages_say():
    assert PAGE.read_text("utf-8") == page(), "docs/licences.md is out of date; run: make licences"


@pytest.mark.parametrize("package", packages())
def test_a_package_s_licence_is_known_and_compatible(package):
    assert is_compatible(licence(package)), licence(package)


@pytest.mark.parametrize(
    ("expression", "fine"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0", True),
        ("MIT AND GPL-3.0", False),
        ("BSD-3-Clause AND 0BSD AND (MIT OR AGPL-3.0)", True),
        ("GPL-3.0-only", False),
        ("unknown", False),
        ("", False),
    ],
)
def test_one_that_is_not_would_be_found(expression, fine):
    assert is_compatible(expression) is fine


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes(lock):
    said = (ROOT / lock).read_text("utf-8")
    entries = [each for each in said.replace("\\\n", "").splitlines() if "==" in each]
    pinned = [each for each in entries if not each.lstrip().startswith("#")]
    assert pinned
    assert all("--hash=sha256:" in each for each in pinned)
    assert "://" not in said  # no registry's host


@pytest.mark.parametrize("asked", ASKED, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_lock_holds_all_that_is_asked_for(asked):
    lines = asked.read_text("utf-8").splitlines()
    named = [line for line in lines if line and not line.startswith(("#", "-"))]
    names = [line.partition(";")[0] for line in named]  # what follows says where it is needed
    locked = asked.with_suffix(".txt").read_text("utf-8")
    assert names
    assert [name for name in names if f"\n{name.lower()}==" not in f"\n{locked}"] == []
