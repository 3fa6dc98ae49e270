"""A codebook need not say how sentences speak of an indicator: whatever it is called, they read."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import sentences as say
from analysis.exhibits import segments, waves
from analysis.exhibits.forest import measured
from analysis.published import Verdict
from analysis.release.wave_gaps import WaveGap
from analysis.sentences import calling, groups
from analysis.sentences.estimates import all_lines
from analysis.sentences.speech import amount, first_lower, headed, noun, what_they_did
from analysis.sentences.subject import Subject
from tests.surveys import answers, book, ordinal, release

HIGHER, LOWER = Verdict.HIGHER, Verdict.LOWER
LABELS = ("On Facebook", "Burnout on Facebook", "How much I enjoy it", "WHO-5", "I am tired.")
CHANNEL = {"text": "Where?", "kind": "category"} | {
    "options": [{"code": "web", "text": "On the web"}, {"code": "board", "text": "On the board"}]
}
KINDS = {
    "share": {"kind": "share", "where": {"channel": ["web"]}},
    "yes": {"kind": "share", "where": {"yes": ["yes"]}},
    "mean": {"items": ["item"]},
    "amount": {"items": ["item"], "unit": "hours"},
    "scale": {"items": ["item", "other"], "answered": "all"},
}


def labelled(label, **more):
    """Indicators of every kind that are all called so, without wording."""
    questions = {
        "channel": CHANNEL,
        "yes": {"text": "Did you?", "kind": "yes-no"},
        "item": ordinal(0, 50, 100, text="Item"),
        "other": ordinal(0, 50, 100, text="Other"),
    }
    return book(questions, {name: {"label": label, **made} for name, made in KINDS.items()}, **more)


@pytest.fixture(scope="module", params=LABELS)
def shown(request):
    """Soloists are higher than teammates in all of them; one in ten leaves everything out."""
    high, low = [0, 1, 1, 0, 0, 0, 1, 0, 0, None], [1, 0, 1, 1, 1, 0, 1, 1, 1, None]
    most, few = [2, 2, 1, 2, 0, 2, 1, 2, 2, None], [0, 1, 0, 0, 1, 2, 0, 0, 1, None]
    columns = {"channel": high * 20 + low * 20, "yes": high * 20 + low * 20}
    columns |= {"item": most * 20 + few * 20, "other": most * 20 + few * 20}
    return release(labelled(request.param), answers({"team": [0] * 200 + [1] * 200, **columns}))


def everything(shown):
    """All sentences and captions that speak of an indicator without knowing its words."""
    for name in shown.measures:
        yield say.headline(shown, [name])
        yield from (say.tell(shown, each).plain for each in shown.figures(name))
        yield from (told.plain for told in say.other_ways(shown, name))
        rows = [("Everyone", shown.comparison(name)), ("North", shown.comparison(name))]
        yield segments.caption(shown, name, rows).title
        gaps = [WaveGap(label, "", found) for label, found in rows]
        yield waves.caption(shown, name, "", gaps).title
        yield measured(shown, name)
    yield say.headline(shown, list(shown.measures))


def test_a_label_stands_in_quotes_letter_by_letter_or_before_a_colon(shown):
    label = shown.measures["mean"].label
    for sentence in everything(shown):
        for found in re.finditer(re.escape(label), sentence, re.IGNORECASE):
            before, after = sentence[: found.start()], sentence[found.end() :]
            quoted = before.endswith("“") and after.startswith("”")
            heads = not before and (after.startswith(":") or label.endswith("."))
            assert quoted or heads, sentence
            assert found[0] == label
        assert not re.search(r"\b(on on|more on|less on|report more how|to on)\b", sentence)


def test_what_shares_lie_apart_is_told_in_percentage_points(shown):
    for name in ("share", "yes"):
        told = [*(line.value for line in all_lines(shown, name))]
        told += [say.tell(shown, each).plain for each in shown.figures(name)]
        told += [segments.caption(shown, name, [("All", shown.comparison(name))] * 2).subtitle]
        told += [measured(shown, name)]
        assert any("percentage points" in each for each in told)
        assert [each for each in told if re.search(r"(?<!percentage )points?\b", each)] == []


def test_a_share_is_of_people_who_fall_under_its_label_or_said_yes(shown):
    label = shown.measures["share"].label
    assert what_they_did(shown.codebook, "share") == f"fall under “{label}”"
    assert what_they_did(shown.codebook, "yes") == f"said yes to “{label}”"
    assert say.headline(shown, ["share"]) == f"A larger share of soloists fall under “{label}”"
    assert say.headline(shown, ["mean"]) == f"Soloists score higher on “{label}”"


def test_only_of_several_questions_can_somebody_answer_too_few(shown):
    for name in KINDS:
        told = groups.answered(Subject(shown, name))
        told += say.tell(shown, shown.figure(name, "unscored", "", "solo")).plain
        assert ("too many of its questions" in told) == (name == "scale")
        assert ("the question" in told) == (name != "scale")


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        ({"worded": HIGHER}, "soloists report more strain"),
        ({"worded": HIGHER, "plain": LOWER}, "soloists report more strain and score lower on “I”"),
        ({"plain": LOWER}, "soloists score lower on “I”"),
        ({"had": HIGHER}, "a larger share of soloists had a slip"),
        (
            {"worded": LOWER, "had": HIGHER},
            "soloists report less strain; a larger share of them had a slip",
        ),
        (
            {"had": LOWER, "under": LOWER},
            "a smaller share of soloists had a slip; a smaller share of them fall under “U”",
        ),
    ],
)
def test_what_is_called_of_several_indicators_is_one_sentence(verdicts, told):
    made = book(
        {"item": ordinal(0, 1, 2), "channel": CHANNEL},
        {
            "worded": {"label": "S", "items": ["item"], "wording": {"on": "strain"}},
            "plain": {"label": "I", "items": ["item"]},
            "had": {"label": "H", **KINDS["share"], "wording": {"have": "had a slip"}},
            "under": {"label": "U", **KINDS["share"]},
        },
    )
    assert calling.called(made, verdicts) == told


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Mood", "mood"), ("NHS ward", "NHS ward"), ("I am tired", "I am tired"),
        ("I'm tired", "I'm tired"), ("WHO-5", "WHO-5"), ("eHealth", "eHealth"), ("", ""),
        ("A lot", "a lot"), ("4 to 6", "4 to 6"), ("“Mood”", "“Mood”"), ("Ä", "ä"),
    ],
)  # fmt: skip
def test_inside_a_sentence_a_text_keeps_the_capitals_that_are_no_beginning(text, inside):
    assert first_lower(text) == inside


@given(st.text(min_size=1))
def test_a_label_has_one_mark_before_what_is_said_of_it(label):
    assert headed(label)[:-1] == label if headed(label) != label else label[-1] in "?!.:"


@pytest.mark.parametrize(("told", "unit"), [("1", "point"), ("−1", "point"), ("2", "points")])
def test_one_percentage_point_is_one(told, unit):
    assert amount(told, "percentage points") == f"{told} percentage {unit}"


def test_wording_is_taken_as_it_is():
    made = SimpleNamespace(wording=SimpleNamespace(on="strain"), label="Strain")
    assert noun(SimpleNamespace(indicators={"x": made}), "x") == "strain"
