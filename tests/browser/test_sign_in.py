"""Signing in with a real browser at a real provider: from the closed door to the page and out."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.browser.reading import settle, title
from tests.browser.watching import PATIENCE
from tests.oidc import Provider, app_behind


@pytest.fixture(scope="module")
def provider():
    with Provider() as running:
        running.knows("ada", email="ada@example.org", email_verified=True)
        running.knows("eve", email="eve@evil.example", email_verified=True)
        yield running


@pytest.fixture(scope="module")
def site(shipped, provider, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sign-in")
    with app_behind(provider, shipped, folder, SURVEY_VIEWERS="@example.org") as server:
        yield f"http://localhost:{urlsplit(server.url).port}"


@pytest.fixture
def page(browser):
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def sign_in(page, name):
    page.get_by_role("link", name="Sign in").click()
    page.locator("input[name=sub]").fill(name)
    page.locator("button[type=submit]").first.click()


def test_an_invited_person_gets_from_the_door_to_the_pages_and_out_again(site, page):
    page.goto(f"{site}/strain")
    assert page.get_by_role("heading").inner_text() == "This survey is shown to invited people."
    sign_in(page, "ada")
    page.wait_for_url(f"{site}/strain")
    settle(page)
    page.locator(".js-plotly-plot .point").first.wait_for()
    assert page.evaluate("fetch('/api/releases').then(a => a.status)") == 200
    page.goto(f"{site}/auth/logout")
    page.goto(site)
    page.get_by_role("link", name="Sign in").wait_for()


def test_somebody_else_is_told_so_and_can_sign_out(site, page):
    page.goto(site)
    sign_in(page, "eve")
    page.get_by_role("link", name="Sign out").wait_for()
    assert "not invited" in page.get_by_role("heading").inner_text()
    assert title(page).count() == 1
