"""The headers that guard a browser, and what is said where something fails."""

from __future__ import annotations

import base64
import hashlib
import logging

import pytest

from analysis.errors import SurveyError
from data.api import application
from data.web.doors import static_files, streamlit_folder
from data.web.logs import discreet_record
from data.web.response_headers import content_policy
from data.web.settings import from_environment as web_from_environment
from tests.served import MARKER, Served


def test_the_policy_is_the_one_that_streamlit_was_seen_to_work_under():
    policy = content_policy("<script>\n  window.prerenderReady = false\n</script>")
    digest = hashlib.sha256(b"\n  window.prerenderReady = false\n").digest()
    assert policy == (
        f"default-src 'self'; script-src 'self' 'wasm-unsafe-eval' "
        f"'sha256-{base64.b64encode(digest).decode()}'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; frame-ancestors 'none'; object-src 'none'; base-uri 'self'; "
        "form-action 'self'"
    )


def test_every_script_of_the_installed_page_is_allowed_and_no_other():
    page = (streamlit_folder() / "static" / "index.html").read_text("utf-8")
    inline = page.count("<script>")
    assert inline >= 1
    assert content_policy(page).count("'sha256-") == inline
    assert content_policy("<p>") == content_policy("").replace("sha256-", "")


def test_the_open_static_files_are_those_that_are_installed():
    found = static_files()
    assert "/favicon.png" in found
    assert len([path for path in found if path.startswith("/static/js/")]) > 50
    assert all((streamlit_folder() / "static" / path[1:]).is_file() for path in found)


class TestTls:
    def told(self, shipped, proxies, **headers):
        with Served(shipped.store, proxies=proxies) as server:
            return server.get("/", **headers).headers

    def test_browsers_are_told_to_stay_there_and_keep_cookies_to_it(self, shipped):
        told = self.told(shipped, 1, X_Forwarded_Proto="https")
        assert told["strict-transport-security"] == "max-age=31536000"
        assert told["set-cookie"] == "a=b; Secure"

    @pytest.mark.parametrize("said", [{}, {"X_Forwarded_Proto": "http"}])
    def test_not_over_plain_http_where_they_would_ignore_it(self, shipped, said):
        told = self.told(shipped, 1, **said)
        assert "strict-transport-security" not in told
        assert told["set-cookie"] == "a=b"


@pytest.fixture
def discreet():
    usual = logging.getLogRecordFactory()
    logging.setLogRecordFactory(discreet_record)
    yield
    logging.setLogRecordFactory(usual)


class TestWhatFails:
    def test_is_answered_calmly_with_all_headers(self, shipped, discreet):
        with Served(shipped.store) as server:
            answer = server.get("/broken")
            assert server.get("/").status == 200
        assert answer.status == 500
        assert answer.body.startswith(b"This could not be answered.")
        assert MARKER.encode() not in answer.body
        assert "content-security-policy" in answer.headers
        assert answer.headers["cache-control"] == "no-store"

    def test_in_the_api_too_in_json(self, shipped, monkeypatch, discreet):
        class Broken(dict):
            def get(self, *_):
                raise ValueError(MARKER)

        app = application(shipped.store)
        (files,) = [each for each in app.routes if each.path.endswith("{file}")]
        monkeypatch.setattr(files.endpoint.__self__.released, "_sums", Broken())
        monkeypatch.setattr("tests.served.application", lambda *_: app)
        with Served(shipped.store) as server:
            answer = server.get("/api/releases/r0002.4/counts.parquet")
            assert server.get("/api/releases").status == 200
        assert answer.status == 500
        assert set(answer.json) == {"error", "remedy"}
        assert MARKER.encode() not in answer.body
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")

    def test_the_log_says_where_and_what_but_quotes_nothing(self, shipped, caplog, discreet):
        with Served(shipped.store) as server:
            server.get("/broken?group=planted", Cookie="a=planted")
        (record,) = [each for each in caplog.records if each.name == "team_of_one"]
        written = logging.Formatter().format(record)
        assert "ValueError" in written
        assert "served.py" in written
        assert "in _fail" in written
        assert MARKER not in written
        assert "planted" not in written


class TestTheLog:
    def written(self, error):
        try:
            raise error
        except Exception as caught:
            fault = (type(caught), caught, caught.__traceback__)
        record = discreet_record("x", logging.ERROR, "", 0, "It failed", (), fault)
        return logging.Formatter().format(record)

    def test_a_cause_is_told_without_its_words(self):
        try:
            int(MARKER)
        except ValueError as cause:
            chained = RuntimeError(f"could not read {MARKER}")
            chained.__cause__ = cause
        written = self.written(chained)
        assert written.index("ValueError") < written.index("then:") < written.index("RuntimeError")
        assert written.count("Traceback (most recent call last):") == 2
        assert MARKER not in written.replace("int(MARKER)", "")

    def test_a_sentence_of_ours_is_told_in_full(self):
        assert "SurveyError: It is so. Do this." in self.written(
            SurveyError("It is so.", "Do this.")
        )


class TestFrames:
    def told(self, shipped, **said):
        with Served(shipped.store, **said) as server:
            return server.get("/").headers, server.get("/api/releases").headers

    def test_nobody_frames_a_page_unless_the_operator_says_so(self, shipped):
        page, file = self.told(shipped)
        assert page["x-frame-options"] == file["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in page["content-security-policy"]

    def test_a_host_that_shows_the_app_in_a_frame_of_its_own_may(self, shipped):
        page, file = self.told(shipped, framed_by="self")
        assert page["x-frame-options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in page["content-security-policy"]
        assert "frame-ancestors 'none'" in file["content-security-policy"]

    def test_a_site_that_is_named_may_and_no_other(self, shipped):
        sites = "https://huggingface.co, https://*.a.org"
        said = web_from_environment({"SURVEY_FRAMED_BY": sites})
        page, file = self.told(shipped, framed_by=said.framed_by)
        assert "x-frame-options" not in page  # which can name no site
        assert (
            "frame-ancestors https://huggingface.co https://*.a.org;"
            in (page["content-security-policy"])
        )
        assert file["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in file["content-security-policy"]

    @pytest.mark.parametrize(
        "said",
        ["*", "http://a.org", "https://", "self https://a.org", "https://a.org/x", "https://a;b",
         "https://a.org 'unsafe-inline'", "https://*"],
    )  # fmt: skip
    def test_what_names_no_site_is_refused(self, said):
        with pytest.raises(SurveyError, match="SURVEY_FRAMED_BY names"):
            web_from_environment({"SURVEY_FRAMED_BY": said})
