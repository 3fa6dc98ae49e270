"""The guest list of a survey behind sign-in, and who is on it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import SurveyError
from data.api import application
from data.web import guards
from data.web.invited import Person, invited
from data.web.settings import WebSettings, from_environment
from tests.browser.server import ROOT, environment

LIST = invited("X", "Ada@Example.org, @wellbeing.example , group:Research team")

ODD = st.none() | st.booleans() | st.text() | st.integers() | st.lists(st.text()) | st.just({})


def person(mail="", *groups, verified=True):
    return Person.of({"email": mail, "email_verified": verified, "groups": list(groups)})


@pytest.mark.parametrize(
    "guest",
    [
        person("ada@example.org"),
        person("ADA@EXAMPLE.ORG"),
        person("anybody@wellbeing.example"),
        person("", "Research team"),
        person("eve@evil.example", "others", "Research team"),
    ],
)
def test_people_on_the_list_are_let_in(guest):
    assert LIST.lets_in(guest)


@pytest.mark.parametrize(
    "guest",
    [
        person("eve@example.org"),
        person("ada@example.org.evil.example"),
        person("eve@sub.wellbeing.example"),
        person("eve@wellbeing.example", verified=False),
        person("wellbeing.example"),
        person("@"),
        person("eve@evil.example@wellbeing.example"),
        person("eve evil@wellbeing.example"),
        person(""),
        person("", "research team"),  # groups are names, letter by letter
        person("", "Research"),
        person("", "@wellbeing.example", "ada@example.org"),
        Person.of({}),
        Person.of({"email": ["ada@example.org"], "email_verified": True}),
        Person.of({"groups": {"Research team": True}}),
    ],
)
def test_all_others_are_not(guest):
    assert not LIST.lets_in(guest)


class TestDomainsInOtherLetters:
    """They are written as people do, or as mail is sent to them; both are one domain."""

    @pytest.mark.parametrize("said", ["@почта.рф", "@xn--80a1acny.xn--p1ai", "@ПОЧТА.рф"])
    @pytest.mark.parametrize("mail", ["ada@почта.рф", "ada@xn--80a1acny.xn--p1ai"])
    def test_their_people_are_let_in(self, said, mail):
        assert invited("X", said).lets_in(person(mail))
        assert invited("X", said.replace("@", "ada@")).lets_in(person(mail))

    @pytest.mark.parametrize("mail", ["ada@почта.рус", "ada@xn--80a1acny.xn--p1acf", "ada@почта"])
    def test_those_of_others_are_not(self, mail):
        assert not invited("X", "@почта.рф").lets_in(person(mail))

    @pytest.mark.parametrize("mail", ["eve@straße.example", "eve@ｅxample.org"])
    def test_a_domain_that_would_become_another_s_is_nobody_s(self, mail):
        assert person(mail).mail == ""
        assert not invited("X", "@strasse.example, @example.org").lets_in(person(mail))
        with pytest.raises(SurveyError):
            invited("X", mail)


@given(st.dictionaries(st.sampled_from(["email", "email_verified", "groups"]), ODD))
def test_no_claims_of_any_form_do_harm(claims):
    assert LIST.lets_in(Person.of(claims)) in (True, False)


def test_an_empty_list_means_that_nobody_need_sign_in():
    assert invited("X", " , ") is None
    assert from_environment({}) == WebSettings()


@pytest.mark.parametrize(
    "said", ["*", "example.org", "ada@", "@", "group:", "ada@example.org; b@c.org", "a b@c.org"]
)
def test_nonsense_is_refused_in_words(said):
    with pytest.raises(SurveyError, match="SURVEY_VIEWERS names"):
        from_environment({"SURVEY_VIEWERS": said})


def test_a_server_that_nobody_could_sign_in_to_does_not_start(shipped, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = from_environment({"SURVEY_OPERATORS": "ada@example.org"})
    with pytest.raises(SurveyError, match="sign-in is not set up"):
        guards(settings, application(shipped.store))


GOOD = {
    "redirect_uri": "https://survey.example.org/oauth2callback",
    "cookie_secret": "x" * 32,
    "client_id": "team-of-one",
    "client_secret": "planted-secret",
    "server_metadata_url": "https://provider.example/.well-known/openid-configuration",
}


def said_at_start(folder, auth):
    """What a program says that checks the sign-in of a folder's secrets, and its exit status."""
    (folder / ".streamlit").mkdir()
    lines = "".join(f'{key} = "{text}"\n' for key, text in auth.items())
    (folder / ".streamlit" / "secrets.toml").write_text(f"[auth]\n{lines}")
    code = "from data.web.identity import check_set_up; check_set_up()"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment(PYTHONPATH=ROOT),
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "planted-secret" not in ran.stderr
    return ran.returncode, ran.stderr.strip().splitlines()[-1:]


def test_a_sign_in_that_is_set_up_whole_is_taken(tmp_path):
    assert said_at_start(tmp_path, GOOD) == (0, [])


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"client_secret": None}, "lacks a key"),
        ({"cookie_secret": "x" * 31}, "fewer than 32 characters"),
        ({"redirect_uri": "https://survey.example.org/callback"}, "/oauth2callback"),
    ],
    ids=str,
)
def test_one_that_is_not_is_refused_before_anybody_comes(tmp_path, changed, problem):
    auth = {key: text for key, text in (GOOD | changed).items() if text is not None}
    status, (told,) = said_at_start(tmp_path, auth)
    assert status == 1
    assert "SurveyError" in told
    assert problem in told
