"""Under somebody else's roof: below a path of a host, and in a frame of its page."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest

from tests.browser.reading import FOOT, INK, data_link, details, open_page, settle, text, title
from tests.browser.server import direct, on_a_copy
from tests.browser.test_content_policy import LINKS, REPORTED
from tests.hosts import BELOW_A_PATH, FRAME, IN_A_FRAME, WITHOUT_API, Host

pytestmark = pytest.mark.nginx
PATH = "/team/survey"


@pytest.fixture(scope="module")
def below(shipped, tmp_path_factory):
    """A host that has the app below a path, and another site beside it."""
    folder = tmp_path_factory.mktemp("path")
    said = {"STREAMLIT_SERVER_BASE_URL_PATH": PATH, "SURVEY_PROXIES": 1}
    with on_a_copy(shipped, folder, **said) as app:
        site = BELOW_A_PATH.format(path=PATH, app=urlsplit(app.url).netloc)
        with Host(folder, site) as host:
            yield host


@pytest.fixture(scope="module")
def app(shipped, tmp_path_factory):
    """The app, which pages of its own host may frame."""
    said = {"SURVEY_FRAMED_BY": "self", "SURVEY_PROXIES": 1}
    with on_a_copy(shipped, tmp_path_factory.mktemp("app"), **said) as app:
        yield app


@pytest.fixture(params=["", WITHOUT_API], ids=["with", "without"])
def around(request, app, tmp_path):
    """A host with that app in a frame, once with and once without the API."""
    site = IN_A_FRAME.format(app=urlsplit(app.url).netloc, shut=request.param)
    with Host(tmp_path, site) as host:
        yield host


@pytest.fixture
def page(visitor):
    page = visitor.page(new_visitor=True)
    page.add_init_script(REPORTED)
    yield page
    assert [each for frame in page.frames for each in frame.evaluate("window.reported")] == []


@pytest.fixture
def framed(around, page):
    """Opens a page of the host; returns the app within its frame."""

    def opened(path):
        page.goto(around.url + path)
        page.locator("iframe").wait_for()
        frame = page.frames[1]
        frame.get_by_text(FOOT).last.wait_for()
        settle(frame)
        return frame

    return opened


class TestBelowAPath:
    def test_pages_open_at_their_own_addresses_and_lead_to_one_another(self, below, page):
        open_page(page, f"{below.url}{PATH}/strain")
        page.get_by_test_id("stTopNavSection").last.click()
        page.locator(LINKS).last.click()
        page.wait_for_url(re.compile(re.escape(below.url + PATH) + r"/(?!strain)\w+"))
        settle(page)
        assert title(page).count() == 1

    def test_its_address_without_the_last_slash_is_its_front_page(self, below, page):
        open_page(page, f"{below.url}{PATH}")
        assert urlsplit(page.url).path == f"{PATH}/"

    def test_the_rows_behind_a_chart_are_there(self, below, page):
        open_page(page, f"{below.url}{PATH}/strain")
        link = data_link(page)
        there = urljoin(page.url, link.get_attribute("href"))
        assert there.startswith(f"{below.url}{PATH}/api/releases/r0002.4/rows/")
        assert direct.open(there, timeout=10).read().count(b"\n") > 2

    def test_addresses_to_cite_and_to_read_from_have_the_path(self, below, page):
        open_page(page, f"{below.url}{PATH}/data", chart=False)
        assert f"{below.url}{PATH}/data?release=r0002.4" in text(page)
        link = page.get_by_role("link", name="Download the whole release")
        there = urljoin(page.url, link.get_attribute("href"))
        assert direct.open(there, timeout=10).read(2) == b"PK"


class TestInAHostsFrame:
    def test_pages_are_shown_and_lead_to_one_another_within_it(self, around, framed):
        frame = framed("/strain")
        frame.locator(INK).first.wait_for()
        assert frame.url == f"{around.url}{FRAME}strain"
        frame.get_by_test_id("stTopNavSection").last.click()
        frame.locator(LINKS).last.click()
        frame.wait_for_url(re.compile(re.escape(around.url + FRAME) + r"(?!strain)\w+"))
        settle(frame)
        assert title(frame).count() == 1

    def test_the_rows_behind_a_chart_are_had_without_the_api(self, framed):
        frame = framed("/strain")
        frame.locator(INK).first.wait_for()
        taken = details(frame, "Take away")
        with frame.page.expect_download() as download:
            taken.get_by_role("button", name="Get the data behind this").click()
        assert download.value.suggested_filename.endswith(".csv")
        assert download.value.path().read_bytes().count(b"\n") > 2

    def test_so_is_the_package_and_what_is_cited_is_the_host_s_own_page(self, around, framed):
        frame = framed("/data")
        assert f"{around.url}/data?release=r0002.4" in text(frame)
        with frame.page.expect_download() as download:
            frame.get_by_role("button", name="Download the whole release").click()
        assert download.value.path().read_bytes()[:2] == b"PK"
