"""Sign-in against a real provider over HTTP: who is let in, and what lets nobody in."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from urllib.parse import quote, urlsplit

import pytest
from itsdangerous.timed import TimestampSigner
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.oidc import SECRET, Provider, Visitor, app_behind, no_token, passed_since
from tests.sessions import Session

COOKIE = "_streamlit_user"
PEOPLE = {
    "ada": {"email": "ada@example.org", "email_verified": True},
    "grace": {"email": "grace@wellbeing.example", "email_verified": True},
    "lise": {"email": "lise@elsewhere.example", "email_verified": True, "groups": ["research"]},
    "olga": {"email": "OLGA@example.org", "email_verified": True},
    "mallory": {"email": "mallory@evil.example", "email_verified": True, "groups": ["others"]},
    "unverified": {"email": "ada@example.org", "email_verified": False},
    "unsaid": {"email": "ada@example.org"},
    "quoted": {"email": "ada@example.org", "email_verified": "true"},
    "suffix": {"email": "eve@notwellbeing.example", "email_verified": True},
    "prefix": {"email": "eve@wellbeing.example.evil.example", "email_verified": True},
    "double": {"email": "x@wellbeing.example@evil.example", "email_verified": True},
}
INVITED = ("ada", "grace", "lise", "olga")
NOT_INVITED = tuple(name for name in PEOPLE if name not in INVITED)
CLOSED = ("/api/releases", "/api/releases/latest", "/api/releases/latest/counts.parquet")
CLOSED += ("/api/docs", "/api/openapi.json", "/api", "/api/health/", "/media/x.svg")
OPEN = ("/api/health", "/_stcore/health", "/_stcore/host-config", "/favicon.png")


@pytest.fixture(scope="module")
def provider():
    with Provider() as running:
        for name, claims in PEOPLE.items():
            running.knows(name, **claims)
        yield running


@pytest.fixture(scope="module")
def app(shipped, provider, tmp_path_factory):
    invited = "ada@example.org, @wellbeing.example, group:research"
    with app_behind(
        provider, shipped, tmp_path_factory.mktemp("sign-in"), SURVEY_VIEWERS=invited,
        SURVEY_QUALITY_PAGE=1,
    ) as server:  # fmt: skip
        yield server.until(lambda health: health["source_state"] == "ok")


@pytest.fixture
def port(app, provider):
    yield urlsplit(app.url).port
    provider.heal()
    assert no_token(app.said())
    assert not [each for each in (SECRET, "example.org", "planted") if each in app.said()]


@pytest.fixture
def visitor(port):
    return Visitor(port)


def may_see(visitor):
    """Whether a visitor may see pages, sessions, pictures and the API: all of it or nothing."""
    told = {visitor.get(path).status_code in (200, 404) for path in ("/", "/strain", *CLOSED)}
    told.add(opens_a_session(visitor))
    assert len(told) == 1
    return told.pop()


def opens_a_session(visitor):
    """Whether a session is opened, rather than refused in words."""
    with suppress(InvalidStatus):
        port = urlsplit(visitor.site).port
        with Session(port, additional_headers=headers(visitor)) as session:
            session.heard_until_alive()
            return True
    return False


def headers(visitor, **more):
    cookies = visitor.cookies()
    return more | ({"Cookie": cookies} if cookies else {})


def pages(visitor, **more):
    """The addresses of the pages that a visitor is offered."""
    there = headers(visitor, **more)
    with Session(urlsplit(visitor.site).port, additional_headers=there) as session:
        messages = session.open_page()
    (told,) = [each.navigation for each in messages if each.WhichOneof("type") == "navigation"]
    return {page.url_pathname for page in told.app_pages}


class TestWithoutSigningIn:
    def test_nothing_is_shown(self, visitor):
        assert may_see(visitor) is False

    def test_a_person_is_told_how_to_go_on(self, visitor):
        page = visitor.get("/strain?region=north")
        assert (page.status_code, page.headers["cache-control"]) == (401, "no-store")
        assert "shown to invited people" in page.text
        assert '<a href="/sign-in">Sign in</a>' in page.text
        assert "default-src 'self'" in page.headers["content-security-policy"]

    @pytest.mark.parametrize("path", CLOSED)
    def test_a_program_is_told_in_its_own_way(self, visitor, path):
        answer = visitor.get(path)
        assert answer.status_code == 401
        if path.startswith("/api"):
            assert answer.json()["remedy"].startswith("Sign in with")
        assert "access-control-allow-origin" not in answer.headers
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"

    @pytest.mark.parametrize("path", OPEN)
    def test_a_monitor_can_still_ask_how_it_is(self, visitor, path):
        assert visitor.get(path).status_code == 200

    def test_signing_in_leads_to_the_provider_and_to_nobody_else(self, visitor, provider):
        step = visitor.get("/sign-in?next=https://evil.example&provider=evil").headers["location"]
        assert step.startswith("/auth/login?provider=")
        there = visitor.get(step).headers["location"]
        assert there.startswith(f"{provider.url}/oauth2/authorize?")
        for each in ("nonce=", "state=", "scope=openid"):
            assert each in there


class TestWhoIsInvited:
    @pytest.mark.parametrize("name", INVITED)
    def test_by_address_domain_or_group_or_as_an_operator(self, visitor, name):
        back = visitor.signs_in(name)
        assert (back.status_code, back.headers["location"]) == (302, "/")
        assert may_see(visitor) is True

    @pytest.mark.parametrize("name", NOT_INVITED)
    def test_nobody_else_and_no_address_that_the_provider_does_not_vouch_for(self, visitor, name):
        visitor.signs_in(name)
        assert may_see(visitor) is False
        page = visitor.get("/")
        assert page.status_code == 403
        assert "not invited" in page.text
        assert PEOPLE[name]["email"] not in page.text

    def test_who_signs_out_is_out(self, visitor):
        visitor.signs_in("ada")
        assert may_see(visitor) is True
        visitor.get("/auth/logout")
        assert may_see(visitor) is False

    def test_what_is_shown_to_one_is_kept_by_no_cache_for_others(self, visitor):
        visitor.signs_in("ada")
        for path in ("/api/releases/latest", "/api/releases/r0002.4/counts.parquet"):
            told = visitor.get(path).headers
            assert "private" in told["cache-control"]
            assert "public" not in told["cache-control"]
            assert "Cookie" in told["vary"]
            assert "access-control-allow-origin" not in told


class TestThePageThatWasAskedFor:
    def test_comes_after_the_sign_in_with_its_filters(self, visitor):
        visitor.get("/strain?region=north&x=a%20b")
        assert visitor.signs_in("ada").headers["location"] == "/"
        front = visitor.get("/")
        assert (front.status_code, front.headers["location"]) == (
            302,
            "/strain?region=north&x=a%20b",
        )
        assert visitor.get("/").status_code == 200  # once

    @pytest.mark.parametrize(
        "kept",
        [
            *("//evil.example", "/\\evil.example", "https://evil.example", "/a/b", "/", "evil"),
            *(
                "%2F%2Fevil.example",
                "/%2e%2e",
                "/x%0d%0aX-Evil: 1",
                "/x?y=<script>",
                "/" + "x" * 65,
            ),
        ],
    )
    def test_is_a_page_of_this_site_or_none(self, visitor, kept):
        visitor.signs_in("ada")
        visitor.client.cookies.set("survey_to", quote(kept, safe=""), domain="localhost.local")
        assert visitor.get("/").status_code == 200

    def test_is_remembered_for_pages_only(self, visitor):
        for path in ("/", "/api/releases", "/media/x.svg", "/strain?x=(b)"):
            assert "survey_to" not in visitor.get(path).headers.get("set-cookie", "")


class TestOperators:
    def test_see_the_operators_page(self, visitor):
        visitor.signs_in("olga")
        assert "quality" in pages(visitor)

    def test_others_do_not_whatever_they_say(self, visitor):
        visitor.signs_in("ada")
        assert "quality" not in pages(visitor)
        assert "quality" not in pages(visitor, **{"X-Survey-Operator": "yes"})

    def test_nor_do_they_by_its_address(self, visitor):
        visitor.signs_in("ada")
        with Session(urlsplit(visitor.site).port, additional_headers=headers(visitor)) as session:
            told = "".join(map(str, session.open_page("quality")))
        assert "set aside" not in told.lower()


class TestTokensThatLetNobodyIn:
    def refused(self, visitor, name="ada"):
        back = visitor.signs_in(name)
        assert (back.status_code, back.headers["location"]) == (302, "/")
        return may_see(visitor) is False

    def test_forged(self, visitor, provider):
        provider.signs_with = provider.forger
        assert self.refused(visitor)

    def test_expired(self, visitor, provider):
        provider.spoil = lambda claims: passed_since(claims, 7200)
        assert self.refused(visitor)

    def test_for_another_audience(self, visitor, provider):
        provider.spoil = lambda claims: claims | {"aud": ["another-client"]}
        assert self.refused(visitor)

    def test_by_another_issuer(self, visitor, provider):
        provider.spoil = lambda claims: claims | {"iss": "https://evil.example"}
        assert self.refused(visitor)

    def test_of_another_sign_in(self, visitor, provider):
        provider.spoil = lambda claims: claims | {"nonce": "another"}
        assert self.refused(visitor)

    def test_a_callback_that_this_visitor_did_not_begin(self, visitor, port):
        back = Visitor(port).back_from_provider("ada")
        visitor.get(back)
        assert may_see(visitor) is False

    def test_a_callback_used_twice(self, visitor, port):
        back = visitor.back_from_provider("ada")
        visitor.get(back)
        other = Visitor(port)
        other.get(back)
        assert may_see(other) is False

    def test_a_callback_of_the_visitor_s_own_making_goes_nowhere_else(self, visitor):
        for said in ("code=x&state=y", "error=x&error_description=https://evil.example", ""):
            told = visitor.get(f"/oauth2callback?{said}&redirect_uri=https://evil.example")
            assert told.headers["location"] == "/"
        for path in ("/auth/login?provider=x", "/auth/logout?next=https://evil.example"):
            assert visitor.get(path).headers["location"] == "/"


class TestCookiesThatLetNobodyIn:
    def claims(self, port, **changed):
        told = {"origin": f"http://localhost:{port}", "is_logged_in": True, **PEOPLE["ada"]}
        return told | changed

    def cookie(self, secret, claims, name=COOKIE):
        return create_signed_value(secret, name, json.dumps(claims)).decode()

    def lets_in(self, visitor, cookie):
        visitor.client.cookies.set(COOKIE, cookie, domain="localhost.local")
        return may_see(visitor)

    def test_one_that_this_server_signed_lets_in(self, visitor, port):
        assert self.lets_in(visitor, self.cookie(SECRET, self.claims(port))) is True

    @pytest.mark.parametrize("secret", ["", "another secret of more than thirty-two characters"])
    def test_signed_with_another_key(self, visitor, port, secret):
        assert self.lets_in(visitor, self.cookie(secret, self.claims(port))) is False

    def test_meant_for_another_cookie(self, visitor, port):
        cookie = self.cookie(SECRET, self.claims(port), "_streamlit_user_tokens")
        assert self.lets_in(visitor, cookie) is False

    @pytest.mark.parametrize(
        "changed",
        [{"origin": "https://other.example"}, {"origin": None}, {"is_logged_in": "yes"}],
        ids=str,
    )
    def test_of_another_site_or_of_nobody(self, visitor, port, changed):
        assert self.lets_in(visitor, self.cookie(SECRET, self.claims(port, **changed))) is False

    def test_older_than_a_day(self, visitor, port, monkeypatch):
        now = TimestampSigner.get_timestamp
        for age, wanted in ((23 * 3600, True), (25 * 3600, False)):
            monkeypatch.setattr(
                TimestampSigner, "get_timestamp", lambda self, age=age: now(self) - age
            )
            cookie = self.cookie(SECRET, self.claims(port))
            assert self.lets_in(visitor, cookie) is wanted

    @pytest.mark.parametrize("cookie", ["x", "chunks-99999999", "e30.x.y", "%00", "=" * 3000])
    def test_nonsense(self, visitor, cookie):
        assert self.lets_in(visitor, cookie) is False

    def test_a_changed_letter(self, visitor, port):
        cookie = self.cookie(SECRET, self.claims(port))
        for place in range(0, len(cookie), 7):
            changed = cookie[:place] + ("A" if cookie[place] != "A" else "B") + cookie[place + 1 :]
            visitor.client.cookies.set(COOKIE, changed, domain="localhost.local")
            assert visitor.get("/api/releases").status_code == 401


def test_a_session_ends_with_the_sign_in_that_opened_it(visitor, port, monkeypatch):
    now = TimestampSigner.get_timestamp
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: now(self) - 24 * 3600 + 2)
    claims = {"origin": f"http://localhost:{port}", "is_logged_in": True, **PEOPLE["ada"]}
    cookie = create_signed_value(SECRET, COOKIE, json.dumps(claims)).decode()
    with Session(port, additional_headers={"Cookie": f"{COOKIE}={cookie}"}) as session:
        assert session.open_page()
        time.sleep(3)
        with pytest.raises(ConnectionClosed):
            session.open_page()
