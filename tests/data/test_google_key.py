"""An operator can give the service account's key in whichever form a hosting service takes it."""

from __future__ import annotations

import json
import traceback
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from analysis.errors import SurveyError
from data.google_key import google_key, parsed, whole_pem
from data.settings import Settings, from_environment
from data.sources.account import credentials_of
from tests.planted_keys import (
    BROKEN,
    KEY_ID,
    SECRETS,
    TEXTS,
    leaks,
    put_into_secrets,
    without,
)
from tests.sheets_sign_in import EMAIL, account, private_key

OTHER = "other@elsewhere.iam.gserviceaccount.com"
TOKENS = "https://oauth2.googleapis.com/token"


@pytest.fixture
def key():
    return account(TOKENS) | {"private_key_id": KEY_ID}


@pytest.fixture
def other(key):
    return json.dumps(key | {"client_email": OTHER})


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """The folder that the program is started from, without a secrets.toml."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reader(**env):
    """Who would read the sheet under these settings: credentials that can sign."""
    found = credentials_of(from_environment(env))
    signature = found.signer.sign(b"a request")
    private_key().public_key().verify(signature, b"a request", padding.PKCS1v15(), hashes.SHA256())
    return found.service_account_email


@pytest.mark.parametrize("form", TEXTS)
def test_the_key_itself_in_the_environment(key, form):
    assert reader(GOOGLE_SERVICE_ACCOUNT=TEXTS[form](key)) == EMAIL
    assert reader(GOOGLE_APPLICATION_CREDENTIALS=TEXTS[form](key)) == EMAIL


@pytest.mark.parametrize("form", TEXTS)
def test_a_file_that_holds_it_in_any_of_these_forms(key, folder, form):
    file = folder / "key.json"
    file.write_text(TEXTS[form](key), "utf-8")
    for path in ("key.json", str(file), f" {file}\n", f'"{file}"', f"'{file}'"):
        assert reader(GOOGLE_SERVICE_ACCOUNT=path) == EMAIL
        assert reader(GOOGLE_APPLICATION_CREDENTIALS=path) == EMAIL


@pytest.mark.parametrize(
    "path",
    [
        "/run/secrets/private_key.json",
        "private_keys/{final}.json",
        "/run/secrets/private_key=1.JSON",
        "/run/secrets/private_key",
    ],
)
def test_a_path_that_is_named_like_a_key_is_a_path(path):
    for said in (path, f"'{path}'\n"):
        found = google_key({"GOOGLE_SERVICE_ACCOUNT": said})
        assert (found.file, found.content) == (Path(path), None)


def test_settings_may_name_paths_that_are_named_like_keys():
    env = {"SURVEY_SOURCE": "answers {final}.csv", "SURVEY_STORE": "/srv/private_keys/store"}
    found = from_environment(env)
    assert (found.source, found.store) == ("answers {final}.csv", Path("/srv/private_keys/store"))


def test_a_file_in_the_home_folder(key, folder, monkeypatch):
    monkeypatch.setenv("HOME", str(folder))
    (folder / "key.json").write_text(json.dumps(key))
    assert reader(GOOGLE_SERVICE_ACCOUNT="~/key.json") == EMAIL


@pytest.mark.parametrize("form", SECRETS)
def test_secrets_toml(key, folder, form):
    put_into_secrets(folder, SECRETS[form](key))
    assert reader() == EMAIL
    assert from_environment({}).google_key_setting.endswith(" of .streamlit/secrets.toml")
    assert from_environment({}).google_key_in_secrets


def test_a_key_in_the_environment_is_not_in_secrets_toml(key, folder):
    put_into_secrets(folder, SECRETS["a table"](key))
    assert not from_environment({"GOOGLE_SERVICE_ACCOUNT": json.dumps(key)}).google_key_in_secrets


def test_the_path_of_a_key_file_in_secrets_toml(key, folder):
    (folder / "key.json").write_text(json.dumps(key))
    put_into_secrets(folder, 'GOOGLE_SERVICE_ACCOUNT = "key.json"')
    assert reader() == EMAIL


def test_the_setting_of_this_program_goes_before_secrets_and_these_before_google_s_own(
    key, other, folder
):
    assert (
        reader(GOOGLE_SERVICE_ACCOUNT=json.dumps(key), GOOGLE_APPLICATION_CREDENTIALS=other)
        == EMAIL
    )
    put_into_secrets(folder, SECRETS["a table"](key))
    assert reader(GOOGLE_APPLICATION_CREDENTIALS=other) == EMAIL
    assert reader(GOOGLE_SERVICE_ACCOUNT=other) == OTHER


def test_our_own_entry_of_secrets_toml_goes_before_that_of_streamlit_s_example(key, folder):
    theirs = key | {"client_email": OTHER}
    tables = (SECRETS["a table of Streamlit's example"](theirs), SECRETS["a table"](key))
    put_into_secrets(folder, "\n".join(tables))
    assert reader() == EMAIL


@pytest.mark.parametrize(
    "content",
    [
        "",
        'google_service_account = ""',
        "[google_service_account]",
        "google_service_account = 7",
        '[connections.gsheets]\nspreadsheet = "https://docs.google.com/spreadsheets/d/x"',
        'connections = "none"',
        '[auth]\ncookie_secret = "x"',
    ],
)
def test_secrets_without_a_key_give_none(folder, content):
    put_into_secrets(folder, content)
    assert google_key({}) is None


@pytest.mark.parametrize("said", [None, "", " ", "\n", "''"])
def test_an_empty_setting_gives_none(said):
    env = {} if said is None else {"GOOGLE_SERVICE_ACCOUNT": said}
    assert google_key(env) is None


@pytest.mark.parametrize("breaks", ["\\n", "\\\\n", "\n", "\r\n", "\\r\\n", " ", ""])
def test_a_private_key_is_whole_again_whatever_became_of_its_line_breaks(key, breaks):
    pem = key["private_key"]
    assert whole_pem(pem.replace("\n", breaks)) == pem


@pytest.mark.parametrize("text", ["x", "-----BEGIN PRIVATE KEY-----\nabc"])
def test_what_is_no_private_key_stays_as_it_is(text):
    assert whole_pem(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ('"x"', None),
        ('"{\\"a\\": 1}"', {"a": 1}),
        ("eyJhIjogMX0=", {"a": 1}),
        ("eyJhIjogMX0", {"a": 1}),
        ("'eyJh\\nIjog\\nMX0='", {"a": 1}),
        ("", None),
        ("not json", None),
        ("a" * 5, None),
        ('{\\"a\\"', None),
        ("[" * 100_000, None),
    ],
)
def test_what_a_text_holds(text, value):
    assert parsed(text) == value


@pytest.mark.parametrize("form", BROKEN)
def test_of_a_key_that_can_t_be_read_nothing_is_repeated(key, form):
    settings = from_environment({"GOOGLE_SERVICE_ACCOUNT": BROKEN[form](key)})
    assert leaks(repr(settings), key) == []
    with pytest.raises(SurveyError) as caught:
        credentials_of(settings)
    assert leaks("".join(traceback.format_exception(caught.value)), key) == []
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ("JSON cut off", "isn't JSON, nor JSON in base64."),
        ("base64 cut off", "isn't JSON, nor JSON in base64."),
        ("JSON without token_uri", "isn't a service account's key: it lacks token_uri."),
        ("JSON with half a private key", "holds a private_key that is damaged or not an RSA key."),
    ],
)
def test_the_setting_is_named_and_what_is_wrong_with_it(key, folder, form, problem):
    for name in ("GOOGLE_SERVICE_ACCOUNT", "GOOGLE_APPLICATION_CREDENTIALS"):
        with pytest.raises(SurveyError) as caught:
            credentials_of(from_environment({name: BROKEN[form](key)}))
        assert caught.value.problem == f"The key in {name} {problem}"
    put_into_secrets(folder, f"google_service_account = '''{BROKEN[form](key)}'''")
    with pytest.raises(SurveyError) as caught:
        credentials_of(from_environment({}))
    assert caught.value.problem == (
        f"The key in google_service_account of .streamlit/secrets.toml {problem}"
    )


def test_a_file_that_is_not_there_is_told_by_its_name_alone(folder):
    path = folder / "a-folder-of-mine" / "key.json"
    with pytest.raises(SurveyError) as caught:
        credentials_of(from_environment({"GOOGLE_APPLICATION_CREDENTIALS": str(path)}))
    assert caught.value.problem == "The key file 'key.json' doesn't exist."
    assert caught.value.remedy == "Check the path that GOOGLE_APPLICATION_CREDENTIALS gives."
    assert "a-folder-of-mine" not in "".join(traceback.format_exception(caught.value))


def test_a_secrets_file_that_is_no_toml_is_not_repeated(key, folder):
    put_into_secrets(folder, f"google_service_account = {json.dumps(key)}")
    with pytest.raises(SurveyError) as caught:
        from_environment({})
    assert caught.value.problem == "The file .streamlit/secrets.toml can't be read as TOML."
    assert leaks("".join(traceback.format_exception(caught.value)), key) == []


def test_a_table_without_an_entry_names_it(key, folder):
    put_into_secrets(folder, SECRETS["a table"](without(key, "private_key")))
    with pytest.raises(SurveyError, match="it lacks private_key"):
        credentials_of(from_environment({}))


def test_without_a_key_the_ways_to_give_one_are_named():
    with pytest.raises(SurveyError) as caught:
        credentials_of(Settings())
    assert "no service account is given" in caught.value.problem
    assert "[google_service_account] in .streamlit/secrets.toml" in caught.value.remedy
