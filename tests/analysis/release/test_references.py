"""A release's citation for programs that keep references: every text one value of one field."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.release.citing import citation
from analysis.release.references import bibtex, ris
from tests.analysis.release.test_citing import manifest
from tests.surveys import tiny

ADDRESS = "https://survey.example/data?release=2026-11-22.1"
texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40)


MANIFEST, BOOK = manifest(), tiny()


def titled(title):
    return BOOK.model_copy(update={"title": title})


def test_bibtex_has_title_day_version_address_and_the_citation():
    found = bibtex(MANIFEST, titled("A survey"), ADDRESS)
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},$", found, re.M))
    assert found.startswith("@dataset{tiny-2026-11-22.1,\n")
    assert fields["title"] == "{A survey, release 2026-11-22.1}"
    assert (fields["year"], fields["month"], fields["version"]) == ("2026", "11", "2026-11-22.1")
    assert fields["url"] == ADDRESS
    assert fields["note"] == citation(MANIFEST)


def test_ris_is_a_data_set_with_a_tag_a_line():
    lines = ris(MANIFEST, titled("A survey"), ADDRESS).splitlines()
    assert lines[0] == "TY  - DATA"
    assert lines[-1] == "ER  - "
    assert "TI  - A survey, release 2026-11-22.1" in lines
    assert f"N1  - {citation(MANIFEST)}" in lines


@pytest.mark.parametrize("evil", ["}, note = {x", "a\nER  - \nTY  - BOOK", "50 % & #1_$x\\"])
def test_no_text_of_a_codebook_ends_its_field(evil):
    found = bibtex(MANIFEST, titled(evil), ADDRESS)
    assert re.sub(r"\\[{}]", "", found).count("{") == re.sub(r"\\[{}]", "", found).count("}")
    assert len(found.splitlines()) == 9
    assert len(ris(MANIFEST, titled(evil), ADDRESS).splitlines()) == 9


@given(texts)
def test_whatever_a_title_holds_the_lines_are_the_same(title):
    assert len(bibtex(MANIFEST, titled(title), ADDRESS).splitlines()) == 9
    record = ris(MANIFEST, titled(title), ADDRESS)
    assert [line[:6] for line in record.split("\n")] == [
        f"{tag}  - " for tag in ("TY", "TI", "AU", "PY", "DA", "ET", "UR", "N1", "ER")
    ]
