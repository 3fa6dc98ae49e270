"""The worked example runs on the demo's package and tells what the pages tell.

It is here, among the tests of pages, because it shares the demo's release with them.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from analysis.published import Comparison, Verdict
from analysis.release.citing import citation
from docs import render
from tests.worked_example import SCRIPT

RENDERED = SCRIPT.with_suffix(".html")
MINUS = "\u2212"


@pytest.fixture(scope="module")
def ran(demo_survey, demo):
    return render.run(SCRIPT, demo_survey.store / "releases" / demo.id / "package.zip")


@pytest.fixture(scope="module")
def told(ran):
    """Everything the example prints."""
    return "\n".join(cell.told for cell in ran)


def test_it_checks_the_package_and_says_whose_data_it_is(told, demo):
    assert told.count("as published") == 5
    assert "NOT" not in told
    assert f"Release {demo.id}" in told
    assert "Synthetic demo data" in told
    assert citation(demo.manifest) in told


def test_its_finding_is_the_one_of_the_page(told, demo):
    found = demo.comparison("isolation")
    size = f"{found.difference:g} (95% interval {found.low:g} to {found.high:g})"
    assert f"{size.replace('-', MINUS)}: {found.verdict}" in told
    for group in (found.solo, found.team):
        assert f"{group.mean:g} ({group.low:g} to {group.high:g}), n = {group.n.about}" in told


def test_its_segments_are_those_of_the_page(told, demo):
    shown = [each for _, each in demo.segments("isolation") if isinstance(each, Comparison)]
    estimable = [each for each in shown if each.difference is not None]
    assert f"{len(estimable)} segments can be shown." in told
    for verdict in {each.verdict for each in estimable}:
        assert f"{verdict}: {sum(each.verdict is verdict for each in estimable)}" in told
    clear = sum(each.verdict in (Verdict.HIGHER, Verdict.LOWER) for each in estimable)
    assert f"({clear} of {len(estimable)})" in told


def test_it_draws_one_figure_with_words(ran):
    ((svg, words),) = [picture for cell in ran for picture in cell.drawn]
    assert svg.startswith(b"<?xml")
    assert len(svg) > 20_000
    assert words.startswith("Difference in isolation between teams of one and people in teams")


def test_the_rendered_page_tells_what_running_it_tells(ran):
    blocks = re.findall(r'<pre class="told">(.*?)</pre>', RENDERED.read_text("utf-8"), re.S)
    fresh = [cell.told for cell in ran if cell.told]
    rendered = [unescape(block) for block in blocks]
    # The checksum follows the software's version and libraries; another test holds it.
    first, second = (
        [re.sub(r"\b[0-9a-f]{64}\b", "", cell) for cell in told] for told in (rendered, fresh)
    )
    assert first == second, "renew it: make example"


def test_the_rendered_page_has_the_code_that_was_run_and_needs_nothing_else(ran):
    page = RENDERED.read_text("utf-8")
    code = re.findall(r"<pre><code>(.*?)</code></pre>", page, re.S)
    assert [unescape(each) for each in code] == [cell.text for cell in ran if cell.is_code]
    assert "<script" not in page
    sources = re.findall(r'\b(?:src|href)="([^"]+)"', page)
    assert all(each.startswith("data:image/svg+xml") for each in sources)
    assert all(Words(page).images)


class Words(HTMLParser):
    """The texts of a page's images."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.images: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self.images.append(dict(attrs).get("alt"))
