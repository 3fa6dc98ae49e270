"""A citation names its release, and its checksum is the one of all the release's data."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from analysis.release.caveats import caveats
from analysis.release.citing import checksum, checksum_lines, citation, licence_address
from tests.surveys import answers, book, ordinal, release

A, B, C = ("a" * 64, "b" * 64, "c" * 64)
FILES = {"counts.parquet": A, "codebook.json": B, "package.zip": C}
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
names = st.from_regex(r"[a-z]{1,8}\.(json|parquet)", fullmatch=True)


def manifest(**changed):
    made = book({"q": ordinal(0, 1)}, {"q": {"label": "Q", "items": ["q"]}})
    told = release(made, answers({"team": [0] * 12 + [1] * 12, "q": [0, 1] * 12})).manifest
    return replace(told, **({"files": FILES} | changed))


def test_the_checksum_is_that_of_the_lines_of_sha256sum_without_the_package():
    lines = f"{B}  codebook.json\n{A}  counts.parquet\n"
    assert checksum_lines(FILES) == lines
    assert checksum(FILES) == hashlib.sha256(lines.encode()).hexdigest()


@given(st.dictionaries(names, digests, min_size=1, max_size=6), digests)
def test_the_checksum_knows_no_order_and_changes_with_every_file(files, other):
    assert checksum(dict(reversed(files.items()))) == checksum(files)
    assert checksum(files | {"package.zip": other}) == checksum(files)
    name = min(files)
    assert (checksum(files | {name: other}) == checksum(files)) == (files[name] == other)


def test_a_citation_has_the_source_the_release_the_day_and_the_checksum():
    assert citation(manifest()) == (
        f"Small. Release 2026-11-22.1, 2026-11-22. SHA-256 {checksum(FILES)}"
    )


def test_a_citation_says_when_the_data_are_made_up():
    told = citation(manifest(synthetic=True))
    assert "2026-11-22. Synthetic demo data: no real person answered. SHA-256" in told


def test_a_release_whose_checksums_are_not_known_is_cited_without_one():
    assert citation(manifest(files={})) == "Small. Release 2026-11-22.1, 2026-11-22."


def test_the_default_licence_can_be_read_and_an_unknown_one_has_no_address():
    assert licence_address("CC-BY-4.0") == "https://creativecommons.org/licenses/by/4.0/"
    assert licence_address("Ask us") is None


def test_the_caveats_carry_the_release_s_own_threshold_and_rules():
    told = " ".join(caveats(manifest(policy={"k": 12, "rules": ["1 threshold", "4 bands"]})))
    assert "at least 12 people of each kind" in told
    assert told.endswith("in force when it was cut: threshold; bands.")
    assert "ynthetic" not in told
    assert caveats(manifest(synthetic=True))[0].startswith("Synthetic demo data")
