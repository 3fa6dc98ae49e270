"""Colours: text that can be read, groups that can be told apart, in light and in dark."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.parts.figures.palette import DARK, LIGHT, contrast, luminance, palette, readable_on
from tests.pages.drawn import samples

LEGIBLE = 4.5  # WCAG 2.2, 1.4.3
BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
THEME = tomllib.loads(
    (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8")
)["theme"]


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#FF0000", "#FF0000") == 1
    assert luminance("#FFFFFF") == pytest.approx(1)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_of_every_figure_can_be_read_on_its_ground(theme):
    faint = []
    for name, drawn in samples(theme).items():
        ink = {note.font.color: note.text for note in drawn.layout.annotations}
        ink |= {drawn.layout.font.color: "font", drawn.layout.xaxis.tickfont.color: "ticks"}
        grounds = [drawn.layout.paper_bgcolor]
        grounds += [s.fillcolor for s in drawn.layout.shapes if name == "Forest" and s.fillcolor]
        for ground in grounds:
            faint += [
                (name, told) for each, told in ink.items() if contrast(each, ground) < LEGIBLE
            ]
        for bar in drawn.data:
            if bar.type == "bar" and bar.text and bar.text[0]:
                on_bar = contrast(bar.textfont.color, bar.marker.color)
                faint += [(name, bar.marker.color, round(on_bar, 2))] * (on_bar < LEGIBLE)
    assert faint == []


@BOTH
@pytest.mark.parametrize("steps", [2, 3, 4, 5, 7])
@pytest.mark.parametrize("group", ["solo", "team"])
def test_a_number_on_any_answer_s_colour_can_be_read(colours, group, steps):
    for colour in colours.ramp(group, steps):
        assert contrast(colour, readable_on(colour)) >= LEGIBLE, colour


@BOTH
def test_solo_and_team_differ_in_grey_too(colours):
    assert abs(luminance(colours.solo) - luminance(colours.team)) > 0.08
    assert contrast(colours.solo, colours.team) > 1.2


@BOTH
def test_marks_stand_out_from_the_paper(colours):
    for colour in (colours.solo, colours.team, colours.ink, colours.muted):
        assert contrast(colour, colours.paper) >= 3  # WCAG 2.2, 1.4.11


@BOTH
@pytest.mark.parametrize("group", ["solo", "team"])
def test_stronger_answers_are_steps_of_one_direction_in_grey(colours, group):
    for steps in range(2, 8):
        greys = [luminance(colour) for colour in colours.ramp(group, steps)]
        assert len(set(greys)) == steps
        assert greys == sorted(greys, reverse=colours is LIGHT)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_and_pages_share_their_colours(scheme):
    colours, theme = palette(scheme), THEME[scheme]
    assert colours.paper == theme["backgroundColor"]
    assert colours.ink == theme["textColor"]
    assert [colours.solo, colours.team] == theme["chartCategoricalColors"]


def test_without_a_known_scheme_the_light_one_is_used():
    assert palette(None) is LIGHT


@settings(deadline=None)
@given(st.from_regex(r"#[0-9A-F]{6}", fullmatch=True))
def test_contrast_is_symmetric_and_between_1_and_21(colour):
    for other in ("#000000", "#FFFFFF", "#D9662B"):
        assert contrast(colour, other) == contrast(other, colour)
        assert 1 <= contrast(colour, other) <= 21
