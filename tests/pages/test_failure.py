"""A page that fails shows a calm sentence and a way back, and keeps its fault to the log."""

from __future__ import annotations

import logging

from streamlit.testing.v1 import AppTest

from tests.pages.stores import sent


def fail() -> None:
    from pages.parts.failure import show_failure

    assert show_failure(ValueError("secret 4711"))


def test_a_failing_page_says_so_calmly_and_leads_back(caplog):
    with caplog.at_level(logging.ERROR):
        app = AppTest.from_function(fail).run()
    assert not app.exception
    assert [each.value for each in app.error] == [
        "This page could not be shown. Nothing is lost: the data is safe."
    ]
    assert app.markdown[0].value == "[Back to the overview](./)"
    assert "This page could not be shown" in sent(app)
    assert "4711" not in sent(app)
    assert caplog.records[0].exc_info[1].args == ("secret 4711",)
