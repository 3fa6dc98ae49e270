"""What a package says to people and to reference managers; whatever a codebook holds is text."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pandas as pd
import pytest
import yaml

from analysis.methods import methods_of
from analysis.release import Release
from analysis.release.citing import citation
from tests.packages import package_of
from tests.surveys import tiny

EVIL = "<script>alert(1)</script> & \"quoted\" 'apostrophe' \u2028 \x85 : - # {x} é🙂"


@pytest.fixture(scope="module")
def hostile(release):
    """A package whose codebook says something evil wherever it can."""
    said = json.loads(tiny().model_dump_json().replace("Region", "EVIL").replace("North", "EVIL"))
    codebook = tiny().model_validate_json(json.dumps(said).replace("EVIL", json.dumps(EVIL)[1:-1]))
    told = {"title": f"Survey {EVIL}", "citation": f"Cite {EVIL}", "description": EVIL}
    codebook = codebook.model_copy(update=told)
    return package_of(replace(release, codebook=codebook), citation=codebook.citation)


class Page(HTMLParser):
    """The tags and the text of a page; fails where one is closed that is not open."""

    VOID = ("meta", "br", "hr")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data

    def named(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_readme_says_what_the_package_is_and_what_to_beware_of(package):
    told = package["README.md"].decode()
    assert told.startswith("# A tiny survey: release r0002.4\n")
    for part in (
        "at least 10 people of each kind",
        "no random sample",
        "nothing here says what causes what",
        "A count stands for every number from count_low to count_high",
        "the filters of this survey are: region, wave",
        "Licence: CC-BY-4.0",
    ):
        assert part in told, part


def test_every_file_of_the_package_is_named_in_its_readme(package):
    told = package["README.md"].decode()
    for name in set(package) - {"README.md"}:
        stem, ending = name.rsplit(".", 1) if "." in name else (name, "")
        assert name in told or re.search(rf"^- .*\b{stem}\b.*\(\.{ending}\)", told, re.M), name


def test_the_citation_file_is_yaml_and_cites_this_release(package, release):
    told = yaml.safe_load(package["CITATION.cff"])
    assert (told["cff-version"], told["type"]) == ("1.2.0", "dataset")
    assert told["version"] == "r0002.4"
    assert str(told["date-released"]) == "2026-11-22"
    assert told["license"] == "CC-BY-4.0"
    assert told["message"] == f"Cite as: {citation(release.manifest)}"
    (identifier,) = told["identifiers"]
    assert re.fullmatch("sha256:[0-9a-f]{64}", identifier["value"])


def test_a_codebook_s_text_stays_text_in_the_citation_file(hostile):
    told = yaml.safe_load(hostile["CITATION.cff"])
    assert told["title"] == f"Survey {EVIL}, release r0002.4"
    assert told["authors"] == [{"name": f"Survey {EVIL}"}]
    assert told["message"].startswith(f"Cite as: Cite {EVIL} Release r0002.4")


def test_a_licence_that_is_no_spdx_id_is_told_in_words(release):
    made = package_of(release, licence="Ask us first")
    assert "license" not in yaml.safe_load(made["CITATION.cff"])
    assert "Ask us first" in made["LICENCE.txt"].decode()
    (licence,) = json.loads(made["datapackage.json"])["licenses"]
    assert licence == {"name": "Ask-us-first", "title": "Ask us first"}


def test_the_codebook_page_tells_every_question_answer_and_indicator(package):
    page, book = Page(package["codebook.html"].decode()), tiny()
    text = " ".join(page.text.split())
    for name in book.questions:
        assert book.header(name) in text
        assert all(option.text in text for option in book.options(name))
    for name, made in book.indicators.items():
        assert made.label in text
        assert name in text


def test_the_codebook_page_needs_nothing_else_and_can_be_read_by_all(package):
    page = Page(package["codebook.html"].decode())
    assert page.named("html") == [{"lang": "en"}]
    assert page.named("title")
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in page.tags}
    assert all(each["href"].startswith("#") for each in page.named("a"))
    places = {each["id"] for _, each in page.tags if "id" in each}
    assert {each["href"][1:] for each in page.named("a")} <= places
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.named("caption")) == len(page.named("table"))
    assert {each["scope"] for each in page.named("th")} == {"row", "col"}


def test_whatever_a_codebook_says_is_text_on_its_page(hostile):
    page = Page(hostile["codebook.html"].decode())
    assert "script" not in {tag for tag, _ in page.tags}
    assert page.text.count("<script>alert(1)</script>") >= 4


def test_a_hostile_codebook_s_labels_are_kept_letter_by_letter_in_the_tables(hostile):
    told = pd.read_csv(io.BytesIO(hostile["labels.csv"]), dtype=str, keep_default_na=False)
    labels = dict(zip(told["code"], told["label"], strict=True))
    assert labels["region=north"].replace("\r\n", "\n") == EVIL


def test_the_methods_are_told_in_full_with_their_references(package):
    told = package["methods.md"].decode()
    used = {each["id"] for each in json.loads(package["methods.json"])}
    for method in methods_of(tiny(), used):
        assert f"## {method.title}" in told
        assert method.plain in told
        assert method.technical in told
        assert method.reference in told


def test_a_survey_without_filters_and_supports_has_a_whole_package(release):
    book = tiny().model_copy(update={"dimensions": (), "supports": {}})
    assert isinstance(release, Release)
    everyone = {
        name: (table := getattr(release, name))[table["cohort"] == ""]
        for name in ("counts", "estimates", "items")
    }
    made = package_of(replace(release, codebook=book, **everyone))
    assert "the filters of this survey are: none" in made["README.md"].decode()
    assert "This survey has no filters." in made["codebook.html"].decode()
    assert json.loads(made["datapackage.json"])["filters"] == []
