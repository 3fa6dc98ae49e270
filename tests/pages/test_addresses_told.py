"""The address that a page tells of itself: its own, wherever the site lives."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pages.parts import hosted

SITE = "https://survey.example.org"


@pytest.mark.parametrize(
    ("told", "origin", "base", "root"),
    [
        (f"{SITE}/data", SITE, "", SITE),
        (f"{SITE}/data", None, "", SITE),
        (f"{SITE}/team/survey/data", SITE, "team/survey", f"{SITE}/team/survey"),
        ("https://huggingface.co/data", SITE, "", SITE),
        ("https://huggingface.co/data", SITE, "/team/", f"{SITE}/team"),
    ],
    ids=["own host", "a browser that names none", "below a path", "in a frame of another site",
         "in such a frame, below a path"],
)  # fmt: skip
def test_pages_are_below_it(monkeypatch, told, origin, base, root):
    headers = {"Origin": origin} if origin else {}
    streamlit = SimpleNamespace(
        context=SimpleNamespace(url=told, headers=headers), get_option=lambda _: base
    )
    monkeypatch.setattr(hosted, "st", streamlit)
    assert hosted.root() == root
    assert hosted.page_address() == f"{root}/data"
    assert hosted.page_address("brief") == f"{root}/brief"
    assert not hosted.is_framed()
