"""The Data page in a real browser: one click takes a release away, and old links still lead."""

from __future__ import annotations

import hashlib
import json
import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser.looks import cut_off, faint_texts, wider_than_the_screen
from tests.browser.reading import settle, text, unfold_all

PHONE = 360  # px


def test_one_click_takes_the_whole_release_away_from_the_api(look, app, published):
    page = look("/data")
    button = page.get_by_role("link", name="Download the whole release")
    with page.context.expect_event("download") as taken:
        button.click()
    download = taken.value
    assert download.url == f"{app.url}/api/releases/{published.id}/package.zip"
    content = download.path().read_bytes()
    sums = app.json(f"/api/releases/{published.id}")["files"]
    assert hashlib.sha256(content).hexdigest() == sums["package.zip"]
    with zipfile.ZipFile(download.path()) as package:
        assert package.testzip() is None
        assert json.loads(package.read("datapackage.json"))["release"] == published.id


@pytest.mark.parametrize("label", ["CSV", "SPSS", "Excel"])
def test_a_single_table_is_what_the_package_holds(look, app, published, label, tmp_path):
    page = look("/data")
    with page.context.expect_event("download") as taken:
        page.get_by_role("link", name=label).first.click()
    name = taken.value.suggested_filename
    assert name.startswith(f"{published.id}-")
    package = tmp_path / "package.zip"
    package.write_bytes(app.get(f"/api/releases/{published.id}/package.zip"))
    with zipfile.ZipFile(package) as held:
        wanted = held.read(name.removeprefix(f"{published.id}-"))
    assert taken.value.path().read_bytes() == wanted


def test_the_address_to_cite_leads_to_the_release(look, app, published):
    page = look("/data")
    address = f"{app.url}/data?release={published.id}"
    expect(page.get_by_text(address, exact=True)).to_be_visible()
    again = look(f"/data?release={published.id}")
    assert f"Release {published.id}" in text(again)
    expect(again.get_by_role("link", name="Download the whole release")).to_be_visible()


def test_an_unknown_release_is_told_and_another_can_be_chosen(look, published):
    page = look("/data?release=2030-01-01.1")
    expect(page.get_by_text("There is no release '2030-01-01.1'.")).to_be_visible()
    page.get_by_role("combobox", name="Release").click()
    page.get_by_role("option").filter(has_text=published.id).click()
    expect(page.get_by_role("link", name="Download the whole release")).to_be_visible()
    settle(page)
    assert page.url.endswith(f"/data?release={published.id}")


def test_on_a_phone_nothing_is_cut(look):
    page = look("/data", PHONE)
    unfold_all(page)
    assert wider_than_the_screen(page) == []
    assert cut_off(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_can_be_told_from_its_ground(look, scheme):
    assert faint_texts(look("/data", scheme=scheme)) == []
