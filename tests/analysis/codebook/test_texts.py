"""Texts of a codebook are what they look like, and no longer than a page can show."""

from __future__ import annotations

import pytest

from analysis.codebook.parsing import parse
from analysis.codebook.texts import visible
from tests.analysis.codebook.test_codebook import changed, faults

PLACES = {
    "title": "title",
    "licence": "licence",
    "citation": "citation",
    "questions__region__text": "questions.region.text",
    "questions__region__label": "questions.region.label",
    "indicators__strain__wording__on": "indicators.strain.wording.on",
    "grouping__solo__many": "grouping.solo.many",
    "supports__mentor__label": "supports.mentor.label",
}
UNSEEN = {
    "right-to-left override": "\u202e",
    "isolate": "\u2067",
    "tag": "\U000e0041",
    "line separator": "\u2028",
    "escape": "\x1b",
    "null": "\x00",
    "private use": "\ue000",
}


@pytest.mark.parametrize("place", PLACES)
def test_no_text_of_a_codebook_hides_a_character(place):
    (line,) = faults(changed(**{place: "No\u202erth"}))
    told = "holds the invisible or direction-changing character U+202E. Remove it."
    assert line == f"tiny.toml: {PLACES[place]}: {told}"


@pytest.mark.parametrize("unseen", UNSEEN.values(), ids=UNSEEN)
def test_every_kind_of_unseen_character_is_refused_and_never_repeated(unseen):
    (line,) = faults(changed(title=f"A{unseen}B"))
    assert f"U+{ord(unseen):04X}" in line
    assert unseen not in line


@pytest.mark.parametrize("left", ["\u200b", "\ufeff", "\u2060", "\u200e", "\u200f", "\u00ad"])
def test_what_copying_left_behind_is_taken_out(left):
    book = parse(changed(title=f"A{left}B", questions__region__headers=[f"Re{left}gion"]))
    assert book.title == "AB"
    assert book.headers("region") == ("Where do you work?", "Region")


def test_texts_of_answers_are_looked_at_too():
    options = [{"code": "north", "text": "Nor\u202dth"}, {"code": "south", "text": "South"}]
    (line,) = faults(changed(questions__region__options=options))
    assert line.startswith("tiny.toml: questions.region.options.0.text: holds")


@pytest.mark.parametrize(
    "word", ["N\u043erth", "\u0391lpha", "p\u0430ypal", "\u041coscow", "\u041c\u006fсква"]
)
def test_a_word_of_two_alphabets_that_look_alike_is_refused(word):
    (line,) = faults(changed(title=f"A survey of {word} and more"))
    assert "mixes letters of two alphabets that look alike" in line


@pytest.mark.parametrize(
    "text",
    [
        *("Wie müde sind Sie?", "Насколько вы устали?", "κουρασμένος", "你累吗？", "هل أنت متعب؟"),
        *("می\u200cخواهم", "क्\u200dष", "👩\u200d💻 at work", "χ²-test", "5 µg", "μg", "Δt"),
        *("SMMщик", "ITшник", "AB型", "Oʼcap", "İstanbul", "Two\nlines"),
    ],
)
def test_every_language_can_be_written(text):
    assert parse(changed(title=text)).title == text


@pytest.mark.parametrize(("letters", "refused"), [(2000, False), (2001, True)])
def test_a_text_has_at_most_2000_characters(letters, refused):
    said = changed(questions__region__text="x" * letters)
    if refused:
        told = "is 2001 characters long; 2000 are the most. Shorten it."
        assert faults(said) == [f"tiny.toml: questions.region.text: {told}"]
    else:
        assert len(parse(said).header("region")) == letters


@pytest.mark.parametrize(
    ("low", "high", "problem"),
    [
        (0, 100_000, None),
        (0, 100_001, "lets a count run over 100,001 numbers; 100,000 are the most."),
        (-1, 100_000, "lets a count run over 100,001 numbers; 100,000 are the most."),
        (0, 999_999_999, "can't be 999999999: input should be less than or equal to 1000000."),
        (-(10**30), 0, "can't be -1000000000000000000000000000000: input should be greater"),
    ],
)
def test_a_count_can_be_looked_at_whole(low, high, problem):
    said = changed(questions__posts__min=low, questions__posts__max=high)
    said["indicators"]["posts"]["bands"] = [low]
    if problem is None:
        assert parse(said).questions["posts"].max == high
    else:
        (line,) = faults(said)
        assert problem in line


def test_what_can_t_be_seen_is_told_by_its_code_and_cut():
    assert visible("a\u202eb\x1b[2J\u200b") == r"a\u202eb\x1b[2J\u200b"
    assert visible("é漢🙂 \u200d") == "é漢🙂 \u200d"
    assert visible("x" * 100) == "x" * 80


def test_an_unknown_key_can_t_write_to_the_operator_s_terminal():
    (line,) = faults(changed(**{"ti\x1b[2Jtle": "x"}))
    assert line.startswith(r"tiny.toml: ti\x1b[2Jtle: is not a key")
