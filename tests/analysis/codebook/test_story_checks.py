"""A codebook's story names indicators that are there, and counts from bands that are published."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from analysis.codebook.parsing import parse
from analysis.errors import SurveyError

TINY = tomllib.loads((Path(__file__).parents[2] / "codebooks" / "tiny.toml").read_text("utf-8"))
TIRED = {"title": "Mornings", "about": "strain", "at_least": 60, "says": "are strained"}
WEARY = {"title": "Evenings", "about": "weary"}


def told(*story: dict[str, Any]):
    return parse(TINY | {"story": list(story)}).story


def problem(*story: dict[str, Any]) -> str:
    with pytest.raises(SurveyError) as caught:
        told(*story)
    return caught.value.problem


def without(chapter: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: said for name, said in chapter.items() if name != key}


def test_a_codebook_needs_no_story():
    assert parse(TINY).story == ()


def test_a_share_is_counted_by_its_own_words_and_has_no_bound():
    (chapter,) = told(WEARY)
    assert (chapter.at_least, chapter.below, chapter.says) == (None, None, None)
    assert "story.0: bounds 'weary', which is a share." in problem(WEARY | {"at_least": 50})
    wordless = TINY["indicators"]["weary"] | {"wording": {}}
    with pytest.raises(SurveyError, match=r"story\.0\.says: is missing"):
        parse(TINY | {"indicators": TINY["indicators"] | {"weary": wordless}, "story": [WEARY]})


def test_chapters_keep_their_order_and_go_on_under_a_heading():
    low = without(TIRED, "title") | {"at_least": None, "below": 20, "says": "are hardly strained"}
    story = told(TIRED, {k: v for k, v in low.items() if v is not None})
    assert [each.title for each in story] == ["Mornings", None]
    assert (story[0].at_least, story[1].below) == (60, 20)


@pytest.mark.parametrize(
    ("chapter", "wrong"),
    [
        (TIRED | {"about": "strian"},
         "story.0.about: names 'strian', which is no indicator. Did you mean strain?"),
        (TIRED | {"at_least": 50},
         "story.0: counts from 50, where no published band starts. Use one of 20, 40, 60, 80"),
        (TIRED | {"at_least": 0}, "story.0: counts from 0, where no published band starts."),
        (TIRED | {"below": 20}, "story.0: must have either at_least or below."),
        (without(TIRED, "at_least"), "story.0: must have either at_least or below."),
        (without(TIRED, "says"), "story.0.says: is missing."),
        (without(TIRED, "title"), "story.0.title: is missing."),
        (TIRED | {"when": 3}, "story.0.when: is not a key codebooks have."),
    ],
)  # fmt: skip
def test_what_can_t_be_told_is_refused_by_name(chapter, wrong):
    assert wrong in problem(chapter)
