"""What a message repeats of a setting: enough to find it by, and never a key."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import NotYet, SurveyError
from analysis.quoting import HIDDEN, looks_like_key, quoted, without_keys

BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"  # a line of PEM
PEM = f"-----BEGIN PRIVATE KEY-----\n{BODY}\n{BODY}\n-----END PRIVATE KEY-----\n"
DIGEST = "9d41c7be02f58a36e1d0b7f4c3a29586e0fd1b47"
SHEET = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms"
BASE64 = string.ascii_letters + string.digits + "+/-_"


@pytest.mark.parametrize(
    "value",
    [
        PEM,
        PEM.replace("\n", " "),
        PEM.replace("\n", "\\n"),
        '{"type": "service_account"',
        '"private_key_id": "1"',
        '\\"private_key\\": \\"',
        "{'type': 'service_account'",
        "private_key = 1",
        f"{BODY[:40]}\\n-----END PRIVATE KEY-----",
        f"{BODY[:40]} PRIVATE KEY-----",
        '"universe_domain": "googleapis.com"}',
        BODY * 2,
        f"{BODY}\n{BODY}",
        "a line\nand another",
    ],
)
def test_a_key_is_known_by_its_look_and_hidden_whole(value):
    assert looks_like_key(value)
    assert quoted(value) == HIDDEN


@pytest.mark.parametrize(
    "value",
    [
        "demo",
        "answers.csv",
        "answers {final}.csv",
        "/run/secrets/private_key.json",
        "/srv/private_keys/store",
        "C:\\private_key\\{2026}\\answers -----.csv",
        "/srv/surveys/2026/answers of the spring wave.csv",
        "C:\\Users\\Ada\\answers.csv",
        f"sheet:{SHEET}#0",
        f"https://docs.google.com/spreadsheets/d/{SHEET}/edit?gid=0#gid=0",
        f"/var/lib/docker/volumes/{DIGEST}{DIGEST[:24]}/_data/a-store-of-releases-of-a-survey",
        "/tmp/pytest-of-root/pytest-0/test_a_truncated_parquet_file_0/" * 3 + "store",
        "the_answers_of_social_media_managers_in_the_year_2026_as_exported" * 2 + ".csv",
    ],
)
def test_a_path_or_an_address_is_no_key(value):
    assert not looks_like_key(value)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("abacus", "'abacus'"),
        ("answers-2026.xlsm", "'answers-2026.xlsm'"),
        ("it's", '"it\'s"'),
        ("", "''"),
        ("tab\there", "'tab\\there'"),
        (f"key-{DIGEST}.json", "'key-….json'"),
        ("a" * 60, f"'{'a' * 60}'"),
        ("a" * 61, f"'{'a' * 20}…{'a' * 39}'"),
        (f"https://name:word@drive.google.com/file/d/{SHEET}", "'https://drive.google.com/…'"),
        ("https://[", "'https:///…'"),
        (f"{DIGEST}://x", "'…:///…'"),
        (7, "'7'"),
    ],
)
def test_anything_else_is_shown_in_quotes_and_shortened(value, shown):
    assert quoted(value) == shown


@given(st.text(BASE64, min_size=1, max_size=400))
def test_of_random_letters_at_most_23_are_shown_in_a_row(letters):
    shown = quoted(letters)
    assert len(shown) <= 62
    long = [letters[at : at + 24] for at in range(len(letters) - 23)]
    words = [each for each in long if each.isalnum() and not (each.isalpha() and each.islower())]
    assert not [each for each in words if each in shown]


@pytest.mark.parametrize("kind", [SurveyError, NotYet])
@pytest.mark.parametrize(
    ("secret", "left"),
    [
        (PEM.strip(), HIDDEN),
        (PEM[:80], HIDDEN),
        (PEM.strip().lower(), HIDDEN),
        (f"{BODY}/{BODY}==", HIDDEN),
        (DIGEST, HIDDEN),
        (f"'{SHEET}'", f"'{HIDDEN}'"),
        (DIGEST[:39], DIGEST[:39]),
        (f"/data/2026/{DIGEST}/answers.csv", f"/data/2026/{HIDDEN}/answers.csv"),
        (f"/{BODY}", f"/{HIDDEN}"),
    ],
)
def test_pem_blocks_and_long_random_words_are_left_out_of_an_error(kind, secret, left):
    error = kind(f"It is {secret}", f"Replace {secret}")
    assert error.problem == f"It is {left}"
    assert error.remedy == f"Replace {left}"
    assert str(error) == f"It is {left} Replace {left}"


@pytest.mark.parametrize(
    "message",
    [
        "The key in GOOGLE_SERVICE_ACCOUNT isn't a service account's key: it lacks private_key.",
        "The file /tmp/pytest-of-root/pytest-0/test_a_truncated_parquet_file_0/answers.csv is old.",
        "The column HowManyPeopleAreInYourTeamOfSocialMediaManagers is no longer in the sheet.",
        "x" * 500,
    ],
)
def test_an_ordinary_message_stays_as_it_is(message):
    assert without_keys(message) == message
