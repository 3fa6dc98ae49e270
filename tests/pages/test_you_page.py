"""Where do I stand?: the respondent's journey without a browser, for any codebook, kept nowhere."""

from __future__ import annotations

import csv
import json
import logging

import pytest
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from analysis import sentences as say
from analysis.codebook import NOT_GIVEN
from analysis.release.company import wishes_of
from analysis.release.standing import Peers
from data.publish import publish
from pages.parts.you import helplines, questions, words
from tests.pages import kinds
from tests.pages.hostile import EVIL, survey
from tests.pages.stores import plain, read
from tests.surveys import NOON, write_sheet

OFTEN, SOMETIMES = 3, 2


def button(at, label):
    return next(each for each in at.button if each.label == label)


def answer(at, **said):
    """Chooses answers, by question and position, in the form that is shown; ticks are a list."""
    for question, chosen in said.items():
        shown = at.button_group if isinstance(chosen, list) else at.radio
        shown(key=f"you-answer-{question}").set_value(chosen)


def on(at, label):
    button(at, label).click()
    at.run()
    assert not at.exception
    return at


def finish(at):
    """Skips what is left and goes to the result."""
    while words.NEXT in [each.label for each in at.button]:
        on(at, words.NEXT)
    return on(at, words.LAST)


def all_often(at):
    """Says 'often' to every question of the demo's three scales."""
    for label in (words.NEXT, words.NEXT, words.LAST):
        for group in at.radio:
            group.set_value(OFTEN)
        on(at, label)
    return at


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    here = kinds.survey(tmp_path_factory.mktemp("kinds"))
    publish(here, NOON, close=True)
    return here


@pytest.fixture
def demo_you(visit, demo_survey):
    return visit(demo_survey, "you")


@pytest.fixture
def tiny_you(visit, shipped):
    return visit(shipped, "you")


# ------------------------------------------------------------------------------------ the journey


def test_one_privacy_sentence_stands_before_the_first_question(demo_you):
    order = [each.type for each in demo_you.main if each.type != "unknown"]
    told = [each.value for each in demo_you.main.markdown]
    assert order.index("markdown") < order.index("radio")
    assert sum("not stored" in each for each in told) == 1
    assert "stay" not in read(demo_you).lower()
    assert not demo_you.text_input


def test_one_short_scale_is_asked_at_a_time_and_every_question_may_be_skipped(demo_you):
    asked = []
    for label in (words.NEXT, words.NEXT, words.LAST):
        asked.append(len(demo_you.radio))
        assert all(group.value is None for group in demo_you.radio)
        on(demo_you, label)
    assert asked == [6, 4, 4]
    assert words.NOTHING_SAID in read(demo_you)
    assert len(demo_you.get("plotly_chart")) == 1  # no card, but what peers want
    assert "Burnout is left out: it takes 3 questions." in read(demo_you)


def test_the_first_line_of_the_result_is_that_others_said_the_same(demo_you, demo):
    all_often(demo_you)
    first = plain(demo_you.title[0].value).replace("\u00a0", " ")
    assert first.startswith("You are not the only one: about ")
    assert int(first.split("about ")[1].split("%")[0]) % 5 == 0
    read_on = read(demo_you).replace("\u00a0", " ")
    assert "You said often. About" in read_on
    assert "of teams of one said often or always, too." in read_on


def test_the_share_that_said_the_same_is_the_published_one(demo_you, demo):
    all_often(demo_you)
    book, best = demo.codebook, 0.0
    hard = [*book.indicators["burnout"].items, *book.indicators["isolation"].items]
    for item in set(hard) - set(book.indicators["isolation"].reversed):
        said = {code: count.about for code, count in demo.answers(item).solo.items()}
        answered = sum(people for code, people in said.items() if code != NOT_GIVEN)
        best = max(best, 100 * (said["often"] + said["always"]) / answered)
    assert f"about {5 * int(best / 5 + 0.5)}" in demo_you.title[0].value


def test_peers_can_be_switched_between_solo_team_and_all(demo_you):
    all_often(demo_you)
    told = []
    for peers in Peers:
        demo_you.button_group(key="you-peers").set_value(peers).run()
        told.append(read(demo_you))
    assert "of teams of one said" in told[0]
    assert "of people in teams said" in told[1]
    assert "of everyone who answered said" in told[2]
    heads = [next(line for line in each.splitlines() if line.startswith("What ")) for each in told]
    assert heads == [
        "What teams of one want most", "What people in teams want most", "What people want most",
    ]  # fmt: skip


def test_what_peers_want_is_told_most_wanted_first(demo_you, demo):
    all_often(demo_you)
    table = demo_you.table[-1].value
    found = wishes_of(demo, Peers.SOLO)
    assert [wish.want for wish in found] == sorted((w.want for w in found), reverse=True)
    assert [str(cell) for cell in table.iloc[:, 1]] == [say.number(wish.want) for wish in found]
    assert len(found) == 11


def test_a_rare_answer_still_counts(visit, small):
    at = visit(small, "you")
    answer(at, tired=4, tense=4, eager=0)
    finish(at)
    assert plain(at.title[0].value) == "Fewer people said this. It still counts."
    card = json.loads(at.get("plotly_chart")[0].proto.spec)
    assert words.RARE_ANSWER in [each["text"] for each in card["layout"]["annotations"]]


# ---------------------------------------------------------------------------------- the own answers


def test_answers_are_kept_when_they_are_changed_and_gone_when_they_are_cleared(tiny_you):
    answer(tiny_you, tired=OFTEN, tense=SOMETIMES, eager=0)
    on(tiny_you, words.LAST)
    assert "you are in the part “high”" in tiny_you.get("plotly_chart")[0].proto.alt
    on(tiny_you, words.CHANGE)
    assert [group.value for group in tiny_you.radio] == [OFTEN, SOMETIMES, 0]
    on(on(tiny_you, words.LAST), words.CLEAR)
    assert [group.value for group in tiny_you.radio] == [None, None, None]
    assert "you-peers" not in tiny_you.session_state
    on(tiny_you, words.LAST)
    assert tiny_you.title[0].value.replace("\\", "") == words.NOTHING_SAID


def test_an_answer_can_be_taken_back(tiny_you):
    answer(tiny_you, tired=OFTEN, tense=SOMETIMES, eager=0)
    on(on(tiny_you, words.LAST), words.CHANGE)
    for group in tiny_you.radio:
        assert group.options[-1] == words.SKIP
        group.set_value(questions.SKIPPED)
    on(tiny_you, words.LAST)
    assert plain(tiny_you.title[0].value) == words.NOTHING_SAID


def test_a_link_to_a_later_part_begins_anew_and_says_why(visit, shipped):
    """Whether it is reloaded or passed on: nobody's answers are there."""
    at = visit(shipped, "you", part="2")
    assert words.NOT_KEPT in [plain(each.value) for each in at.info]
    assert len(at.radio) == 3
    assert not visit(shipped, "you").info


@pytest.mark.parametrize("part", ["0", "-1", "1.5", "2e9", "999", "two", "", "٣"])
def test_a_part_that_is_none_is_the_first(visit, shipped, part):
    at = visit(shipped, "you", part=part)
    assert len(at.radio) == 3
    assert "part" not in at.query_params


def test_answers_reach_no_address_no_log_and_no_media_file(visit, small, monkeypatch, caplog):
    """Planted: a count that nobody else would give, searched for wherever it must not be."""
    planted = "93718"
    stored = []
    original = MemoryMediaFileStorage.load_and_get_id

    def noted(self, held, *rest, **more):
        stored.append(held if isinstance(held, bytes) else str(held).encode())
        return original(self, held, *rest, **more)

    monkeypatch.setattr(MemoryMediaFileStorage, "load_and_get_id", noted)
    MemoryMediaFileStorage("/media").load_and_get_id(b"any", "text/plain", MediaFileKind.MEDIA)
    caplog.set_level(logging.DEBUG)
    at = visit(small, "you")
    on(at, words.NEXT)
    at.number_input(key="you-answer-posts").set_value(int(planted))
    finish(at)
    assert "93\u202f718" in str(at.table[0].value)  # it was used: the own score is in the table
    assert set(at.query_params) == {"part"}  # which part of the questions, and nothing else
    assert planted not in caplog.text
    assert stored == [b"any"]  # nothing of this page is a media file
    files = [path for path in small.store.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if planted.encode() in path.read_bytes()]


# ------------------------------------------------------------------------------------ any codebook


def test_counts_ticks_and_shares_are_asked_as_they_are(visit, small):
    at = visit(small, "you")
    on(at, words.NEXT)
    at.number_input(key="you-answer-posts").set_value(7)
    on(at, words.NEXT)
    answer(at, hats=[0, 2])
    on(at, words.NEXT)
    answer(at, mentor_got=0)
    on(at, words.LAST)
    card = json.loads(at.get("plotly_chart")[0].proto.spec)
    told = [each["text"] for each in card["layout"]["annotations"]]
    for label in ("Posts a week", "Hats worn", "Had a mentor"):
        assert f"<b>{label}</b>" in told
    own = [plain(str(cell)) for cell in at.table[0].value.iloc[:, 1]]
    assert own == ["7.0 (5 to 19)", "2.00 (high)", "yes"]
    assert plain(at.title[0].value).startswith("You are not the only one")


def test_in_a_small_survey_no_percentile_is_told(visit, small):
    at = visit(small, "you")
    answer(at, tired=OFTEN, tense=SOMETIMES, eager=0)
    finish(at)
    assert words.TOO_FEW_TO_RANK in str(at.table[0].value)


def test_labels_of_a_codebook_are_shown_letter_by_letter(visit, tmp_path):
    here = survey(tmp_path)
    sheet = tmp_path / "answers.csv"
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    write_sheet(sheet, rows[90:170])
    publish(here, NOON, close=True)
    at = visit(here, "you")
    for question in ("tired", "tense", "eager"):
        at.radio(key=f"you-answer-{question}").set_value(SOMETIMES)
    on(at, words.LAST)
    assert EVIL in read(at)
    card = json.loads(at.get("plotly_chart")[0].proto.spec)
    assert "<img" not in json.dumps(card["layout"])


# ------------------------------------------------------------------------------------- helplines


def test_helplines_are_the_same_for_everybody(visit, shipped):
    """Never triggered by a score: before any answer, and after the best and the worst of them."""
    seen = set()
    for tired, eager in ((None, None), (0, 4), (4, 0)):
        at = visit(shipped, "you")
        if tired is not None:
            answer(at, tired=tired, tense=tired, eager=eager)
            on(at, words.LAST)
        (panel,) = [each for each in at.expander if each.label == words.TALK]
        seen.add("\n".join(each.value for each in panel.markdown))
    (told,) = seen
    assert "[116\u00a0123](tel:116123)" in told
    assert "[findahelpline\\.com](https://findahelpline.com)" in told


def test_the_shipped_helplines_can_be_read_and_begin_with_one_for_every_country():
    found = helplines.read(helplines.FILE)
    first = found.lines[0]
    assert (first.country, first.web) == ("Everywhere", "https://findahelpline.com")
    assert "112" in found.emergency


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ('country = "X"\nname = "Y"', "neither call nor web"),
        ('country = "X"\nname = "Y"\ncall = "javascript:1"', "not a number to dial"),
        ('country = "X"\nname = "Y"\nweb = "http://x.example"', "not an https address"),
        ('country = "X"\nname = "Y"\ncall = "1"\nphone = "1"', "phone"),
        ('name = "Y"\ncall = "1"', "country"),
    ],
)
def test_a_helpline_that_would_not_work_is_refused_by_name(tmp_path, entry, wrong):
    file = tmp_path / "helplines.toml"
    file.write_text(f'emergency = "Call."\n[[helplines]]\n{entry}\n', "utf-8")
    with pytest.raises(ValueError, match=wrong):
        helplines.read(file)


def test_a_spoiled_file_leaves_the_directory_of_all_countries(
    visit, shipped, monkeypatch, tmp_path
):
    monkeypatch.setattr(helplines, "FILE", tmp_path / "gone.toml")
    at = visit(shipped, "you")
    assert "findahelpline" in read(at)
