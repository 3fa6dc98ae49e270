"""The two groups and the steps of answers, as seen with two kinds of cones and without colour."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from pages.parts.figures.palette import DARK, LIGHT, contrast

# Machado, Oliveira & Fernandes 2009, IEEE Trans Vis Comput Graph 15, 1291-1298, severity 1.0; they
# act on linear RGB.
SEEN = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
    "all cones": np.eye(3).tolist(),
    "no colour": [[0.2126, 0.7152, 0.0722]] * 3,
}
TO_XYZ = np.array(  # sRGB, D65: IEC 61966-2-1
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
)
# In CIE 1976 differences, of which half of people notice 2.3: Mahy and others 1994.
GROUPS_APART = 15.0  # more than six times that
STEPS_APART = 5.0  # twice that, between bars that touch
BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
EYES = pytest.mark.parametrize("eyes", SEEN)


def linear(colour):
    shares = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE 1976 L*, a*, b* of linear RGB under D65."""
    xyz = TO_XYZ @ np.clip(rgb, 0, 1) / TO_XYZ.sum(axis=1)
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(one, other, eyes):
    """The CIE 1976 difference of two colours as such eyes see them."""
    seen = np.array(SEEN[eyes])
    return math.dist(*(lab(seen @ linear(colour)) for colour in (one, other)))


def test_the_difference_is_that_of_cie_1976():
    assert lab(linear("#FFFFFF")) == pytest.approx([100, 0, 0], abs=0.02)
    assert lab(linear("#FF0000")) == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
    assert apart("#000000", "#FFFFFF", "no colour") == pytest.approx(100, abs=0.02)


def test_such_eyes_confuse_what_they_should():
    """Red and green of like lightness: far apart with all cones, close with two kinds."""
    red, green = "#C8553D", "#7E8B1E"
    assert apart(red, green, "all cones") > 40
    assert apart(red, green, "deuteranopia") < 20


@BOTH
@EYES
def test_solo_and_team_are_told_apart(colours, eyes):
    """Without any colour the marks alone: the texts say which group they are of."""
    assert apart(colours.solo, colours.team, eyes) > GROUPS_APART
    if eyes != "no colour":
        assert apart(colours.solo_text, colours.team_text, eyes) > GROUPS_APART


@BOTH
@EYES
@pytest.mark.parametrize("group", ["solo", "team"])
def test_neighbouring_steps_are_told_apart(colours, eyes, group):
    for weaker, stronger in pairwise(colours.ramp(group, 5)):
        assert apart(weaker, stronger, eyes) > STEPS_APART


@BOTH
@EYES
def test_marks_stand_out_from_the_paper(colours, eyes):
    for mark in (colours.solo, colours.team, colours.ink):
        assert apart(mark, colours.paper, eyes) > 2 * GROUPS_APART


@BOTH
def test_every_text_colour_can_be_read_on_every_ground(colours):
    """WCAG 2.2, 1.4.3: 4.5 for text of any size."""
    for text in (colours.ink, colours.muted, colours.solo_text, colours.team_text):
        for ground in (colours.paper, colours.zone):
            assert contrast(text, ground) >= 4.5, (text, ground)
