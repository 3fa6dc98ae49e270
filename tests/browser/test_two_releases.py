"""Two releases side by side in a real browser, and files that are given by links alone."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from data.adding import add
from data.correcting import correct
from data.releases import Store
from tests.browser.looks import cut_off, faint_texts, wider_than_the_screen
from tests.browser.reading import DETAILS, alt, data_link, open_page, settle, text, unfold_all
from tests.faults.listing_app import LISTING
from tests.faults.test_web_media import PICTURES, ListingServer
from tests.packages import files_of
from tests.pages.test_second_look import FIRST, SECOND, second

PHONE = 360  # px
CHARTS = ("strain", "compare", "over-time", "missing", "brief", "")


@pytest.fixture(scope="module")
def app(shipped, tmp_path_factory):
    """The app on two releases of a tiny survey, the older of them corrected."""
    folder = tmp_path_factory.mktemp("two")
    store = Store(shutil.copytree(shipped.store, folder / "store"))
    made, said = second(store.load(FIRST))
    add(store, made.manifest, files_of(made, **said))
    when = datetime(2026, 11, 26, 9, tzinfo=UTC)
    correct(store, FIRST, "The wave Q2 was counted twice.", SECOND, when)
    with ListingServer(
        folder / "log", SURVEY_SOURCE=shipped.source, SURVEY_CODEBOOK=shipped.codebook,
        SURVEY_STORE=store.folder, SURVEY_REFRESH_SECONDS=0, SURVEY_API_LIMIT=0,
        SURVEY_SESSION_LIMIT=0,
    ) as server:  # fmt: skip
        yield server.until(lambda health: health["release"] == SECOND)


def test_what_moved_is_seen_heard_and_has_an_address(look, app):
    page = look(f"/data?release={SECOND}&against={FIRST}")
    expect(page.get_by_role("combobox", name="Held against release")).to_be_visible()
    title = f"The gap on strain moved beyond its interval since release {FIRST}"
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    assert alt(page).startswith(f"{title}. Strain: ")
    assert "about 20 more" in text(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, PHONE])
def test_nothing_of_it_is_cut_or_faint(look, width, scheme):
    page = look(f"/data?release={SECOND}&against={FIRST}", width, scheme)
    unfold_all(page)
    assert wider_than_the_screen(page) == []
    assert cut_off(page) == []
    assert faint_texts(page) == []


def test_a_corrected_release_says_so_before_anything_can_be_taken(look):
    page = look(f"/data?release={FIRST}")
    warned = page.get_by_text("was found to be wrong")
    first = page.get_by_role("link", name="Download the whole release")
    assert warned.bounding_box()["y"] < first.bounding_box()["y"]
    assert f"Corrected 2026-11-26: use release {SECOND}." in text(page)


def file_links(page):
    """Every link to a file, once all panels have them in sight."""
    for at in range(page.get_by_test_id("stExpander").filter(has_text=DETAILS).count()):
        data_link(page, at)
    links = page.get_by_role("link").and_(page.locator("[href*='api/releases/']"))
    return links.filter(visible=True).all()


def test_files_come_by_links_and_the_media_store_holds_none_of_them(app, page):
    taken = {}
    for path in (*CHARTS, "data"):
        open_page(page, f"{app.url}/{path}", chart=False)
        for link in file_links(page):
            with page.context.expect_event("download") as download:
                link.click()
            content = download.value.path().read_bytes()
            taken[download.value.suggested_filename] = hashlib.sha256(content).hexdigest()
        settle(page)
    assert {f"{SECOND}-package.zip", f"{SECOND}-tables.xlsx", f"{SECOND}-counts.csv"} <= set(taken)
    assert f"{SECOND}_segments_strain_everyone.csv" in taken
    assert len(taken) > 20
    held = app.json(LISTING)["held"]
    assert {each["type"] for each in held} <= PICTURES
    assert {each["sha256"] for each in held} & set(taken.values()) == set()


def test_rows_that_are_taken_name_their_release_and_its_filters(app, page):
    open_page(page, f"{app.url}/strain?region=north")
    with page.context.expect_event("download") as download:
        data_link(page).click()
    assert download.value.suggested_filename == f"{SECOND}_bands_strain_region-north.csv"
    told = download.value.path().read_text("utf-8").splitlines()
    assert f"# Release: {SECOND}, cut 2026-11-25" in told
    assert "# Filters: region=north (North)" in told


def test_the_one_file_that_a_button_gives_is_the_brief_and_holds_no_table(app, page):
    open_page(page, f"{app.url}/brief")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as PDF").click()
    assert download.value.suggested_filename == f"{SECOND}_brief_everyone.pdf"
    held = app.json(LISTING)["held"]
    assert {each["type"] for each in held} <= PICTURES | {"application/pdf"}
    files = json.loads(app.get(f"/api/releases/{SECOND}"))["files"]
    assert {each["sha256"] for each in held} & set(files.values()) == set()
