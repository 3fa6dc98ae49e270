"""What is taken away from a picture: itself, saved by the browser, and its link."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.reading import DETAILS, alt, details, text, title

SVG = "{http://www.w3.org/2000/svg}"
SEEN = ["/burnout?region=europe", "/missing"]


def saved(page, tmp_path, form, number=0):
    """The picture of this number of a page, saved; and the name that the browser gave it."""
    tab = details(page, "Take away", number)
    with page.expect_download() as saving:
        tab.get_by_role("link", name=f"Save as {form}").click()
    saving.value.save_as(tmp_path / "saved")
    return tmp_path / "saved", saving.value.suggested_filename


def words(svg):
    """All that can be read in a picture, as one line."""
    return " ".join(" ".join("".join(each.itertext()) for each in svg.iter(f"{SVG}text")).split())


@pytest.mark.parametrize("path", SEEN)
@pytest.mark.parametrize("number", [0, 1])
def test_svg_holds_its_own_picture_sentence_release_and_link(
    look, app, published, tmp_path, path, number
):
    page = look(path)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    held, name = saved(page, tmp_path, "SVG", number)
    svg = ElementTree.parse(held).getroot()
    told = words(svg)
    heading = svg.find(f"{SVG}title").text
    assert re.fullmatch(rf"{published.id}_[\w-]+\.svg", name)
    assert " ".join(heading.split()) in told
    assert heading in text(page)
    assert f"release {published.id}" in told
    assert f"{app.url}{path}" in told
    assert len(list(svg.iter(f"{SVG}path"))) > 4
    assert "answered." in told
    assert [url for url in asked if "/static/" not in url and "blob:" not in url] == []


@pytest.mark.parametrize("path", SEEN)
def test_svg_needs_nothing_from_elsewhere(look, tmp_path, path):
    held, _ = saved(look(path), tmp_path, "SVG")
    written = held.read_text("utf-8")
    svg = ElementTree.fromstring(written)
    attributes = [name for each in svg.iter() for name in each.attrib]
    assert not [name for name in attributes if name.endswith(("href", "src")) or name[:2] == "on"]
    assert set(re.findall(r"url\((?:&quot;|['\"])?(.)", written)) <= {"#"}
    assert "system-ui" in written
    assert "<script" not in written


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", SEEN)
def test_png_is_as_wide_as_seen_and_inked_from_top_to_bottom(look, tmp_path, path, scheme):
    page = look(path, scheme=scheme)
    held, name = saved(page, tmp_path, "PNG")
    picture = Image.open(held).convert("RGB")
    seen = page.locator(".js-plotly-plot").first.bounding_box()
    assert name.endswith(".png")
    assert picture.width >= 2 * seen["width"]
    assert picture.height / picture.width > seen["height"] / seen["width"]  # words above and below
    third = picture.height // 3
    for top in (0, third, 2 * third):
        part = picture.crop((0, top, picture.width, top + third))
        assert len(part.getcolors(2**24)) > 20
    paper = picture.getpixel((3, 3))
    assert (sum(paper) > 600) == (scheme == "light")


def test_every_picture_of_a_page_saves_itself(look, tmp_path):
    page = look("/burnout")
    many = page.get_by_test_id("stExpander").filter(has_text=DETAILS).count()
    told = [words(ElementTree.parse(saved(page, tmp_path, "SVG", n)[0])) for n in range(many)]
    assert many == page.locator(".js-plotly-plot").count()
    assert len(set(told)) == many
    assert title(page).is_visible()  # nobody was led away


@pytest.mark.parametrize(
    "path",
    ["/burnout?region=europe", "/compare?indicator=isolation&region=europe", "/brief"],
)
def test_the_link_to_copy_opens_the_same_view(look, app, path):
    page = look(path)
    link = details(page, "Take away").get_by_test_id("stCode").last.inner_text().strip()
    assert link.startswith(app.url)
    there = look(link.removeprefix(app.url))
    assert urlsplit(there.url) == urlsplit(page.url)
    expect(title(there)).to_have_text(title(page).inner_text())
    assert alt(there) == alt(page)
