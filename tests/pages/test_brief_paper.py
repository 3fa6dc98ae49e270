"""The brief on paper: one page whatever it says, every text letter by letter, always the same."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.parts.brief import paper, words
from pages.parts.brief.sheet import Supports, sheet
from tests.pages import sheets
from tests.pages.sheets import A4, pdf, spoiled, text

ADDRESS = "https://survey.example/data?release=2026-11-22.1"
ROOT = Path(__file__).parents[2]
MARKUP = (
    '#panic() #import "x": * $x^2$ *bold* _it_ `raw` <label> @ref = Head \\ // [c] #[d] '
    "#(1+1) #sys.version https://evil.example/y"
)


@pytest.fixture(scope="module")
def made(demo):
    return sheet(demo, "", ADDRESS)


@pytest.fixture(scope="module")
def printed(made):
    return pdf(made)


def test_it_is_one_a4_page(printed):
    (page,) = sheets.read(printed).pages
    assert tuple(round(float(side)) for side in page.mediabox[2:]) == A4


def test_all_that_the_sheet_says_is_on_it(made, printed):
    told = text(printed)
    said = [made.title, made.who, made.chosen, made.cut, made.synthetic, made.supports.how]
    said += [gap.sentence for gap in made.gaps]
    said += [row.label for row in made.supports.rows]
    said += [number for row in made.supports.rows for number in row.texts]
    for each in (*said, *made.caveats):
        assert " ".join(each.split()) in told


def test_it_can_be_cited_and_checked_from_the_paper_alone(demo, printed):
    told = text(printed)
    assert f"Release {demo.id}" in told
    assert ADDRESS in told
    assert demo.manifest.citation in told
    digest = told.split("SHA-256 ")[1].split()[0]
    assert len(digest) == 64
    assert int(digest, 16)


def test_its_one_link_leads_to_the_release(printed):
    (page,) = sheets.read(printed).pages
    links = [each.get_object()["/A"]["/URI"] for each in page["/Annots"]]
    assert links == [ADDRESS]


def test_screen_readers_find_a_title_a_language_and_alternative_texts(made, printed):
    read = sheets.read(printed)
    assert read.metadata["/Title"] == made.title
    root = read.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" in printed or "pdfuaid" in str(read.xmp_metadata.rdf_root.toxml())


def test_the_same_release_gives_the_same_bytes_in_another_process_too(demo_survey, printed):
    code = (
        "import sys; from pathlib import Path; from data.releases import Store;"
        "from pages.parts.brief import paper; from pages.parts.brief.sheet import sheet;"
        "from tests.surveys import NOON; release = Store(Path(sys.argv[1])).newest();"
        f"sys.stdout.buffer.write(paper.pdf(sheet(release, '', {ADDRESS!r}), NOON))"
    )
    again = subprocess.run(
        [sys.executable, "-c", code, str(demo_survey.store)], cwd=ROOT, capture_output=True
    )
    assert again.stdout == printed


def test_it_takes_seconds_not_minutes(made):
    started = time.process_time()
    pdf(made)
    assert time.process_time() - started < 5


def test_made_up_data_is_called_so_and_real_data_is_not(made, printed):
    assert words.SYNTHETIC in text(printed)
    assert "Synthetic" not in text(pdf(replace(made, synthetic="", citation="A survey.")))


@pytest.mark.parametrize(
    "evil",
    [
        MARKUP,
        "W" * 3000,
        "Wellbeing and understanding " * 200,
        "ﷺ" * 500,
        "日本語の長い質問文 " * 90,
        "\u202eevil\u202c \u200b\u200d\ufeff\u2066x\u2069 \x00\x1b[31m",
        "e\u0301" * 400,
        "🙂 " * 300,
        "",
    ],
    ids=["markup", "word", "prose", "ligature", "japanese", "bidi", "accents", "emoji", "empty"],
)
def test_whatever_the_texts_are_it_stays_one_page(made, evil):
    assert len(sheets.read(pdf(spoiled(made, evil))).pages) == 1


def test_markup_comes_out_letter_by_letter(made):
    spoilt = spoiled(made, MARKUP)
    told = text(pdf(spoilt))
    assert told.count(MARKUP) >= 10
    assert told.count(MARKUP[:39]) > told.count(MARKUP)  # where there is less room


def test_no_text_but_an_address_of_the_web_becomes_a_link(made):
    for address in ("javascript:alert(1)", "file:///etc/passwd", MARKUP):
        (page,) = sheets.read(pdf(replace(made, address=address))).pages
        assert "/Annots" not in page


def test_letters_that_turn_or_hide_text_are_taken_out():
    assert paper.printable("a\u202eb\u200bc\u2066d\u2069\ufeff") == "abcd"
    assert paper.printable("two\u2028lines\nof\ttext") == "two lines of text"
    assert paper.printable("1\u202f380 of 95\u00a0%") == "1\u202f380 of 95\u00a0%"


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=600))
def test_any_text_at_all_is_printed_on_one_page(made, evil):
    assert len(sheets.read(pdf(spoiled(made, evil))).pages) == 1


@given(st.text(max_size=600))
def test_a_printable_text_is_short_and_holds_nothing_unseen(evil):
    told = paper.printable(evil).replace(paper.BREAK, "")
    assert len(told) <= paper.LONGEST
    assert not set("\u202e\u2066\u200b\ufeff\x00\n") & set(told)


def test_the_smallest_room_is_not_needed_for_the_longest_texts_of_the_demo(demo):
    """At its usual length the page is set in a size that can be read."""
    cohorts = [c for c in dict.fromkeys(demo.estimates["cohort"]) if demo.shows("burnout", c)]
    longest = max((sheet(demo, c, ADDRESS) for c in cohorts[:40]), key=lambda s: len(str(s)))
    (page,) = sheets.read(pdf(longest)).pages
    sizes: list[float] = []
    page.extract_text(visitor_text=lambda t, _, tm, __, size: sizes.append(size * abs(tm[0])))
    assert min(size for size in sizes if size) >= 6.5


def test_without_supports_the_page_has_no_section_on_them(made):
    told = text(pdf(replace(made, supports=Supports())))
    assert made.supports.title not in told
    assert words.READING in told


def test_no_page_waits_for_typst():
    code = "import sys, pages.brief, pages.parts.brief.paper; print('typst' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip().endswith("False"), done.stderr
