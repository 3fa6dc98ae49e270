"""What a picture carries for whoever takes it away."""

from __future__ import annotations

import json

from analysis.exhibits.as_text import as_text
from analysis.exhibits.bands import bands
from pages.parts import view
from pages.parts.figures import draw
from pages.parts.picture import carry

SITE = "https://survey.example.org/burnout"


def test_it_carries_its_sentence_its_people_its_source_and_its_link(demo, monkeypatch):
    monkeypatch.setattr(view, "page_address", lambda: SITE)
    shown = bands(demo, "burnout", "region=europe")
    drawn = draw(shown.marks, "light")
    carry(drawn, demo, shown)
    held = json.loads(drawn.to_json())["layout"]["meta"]
    assert held["file"] == f"{demo.id}_bands_burnout_region-europe"
    assert held["title"] == shown.caption.title
    assert held["above"][0] == shown.caption.subtitle
    assert "teams of one and about" in held["above"][1]
    assert f"release {demo.id} of 22 November 2026, latest wave Q3 2026" in held["below"][0]
    assert held["below"][0] in as_text(demo, shown)
    assert held["link"] == f"{SITE}?region=europe"


def test_every_picture_of_a_page_can_be_saved_in_both_forms(visit, demo_survey):
    at = visit(demo_survey, "burnout")
    links = [each.proto.url for each in at.get("link_button")]
    pictures = len(at.get("plotly_chart"))
    for form in ("png", "svg"):
        assert len({url for url in links if url.startswith("#") and url.endswith(form)}) == pictures
