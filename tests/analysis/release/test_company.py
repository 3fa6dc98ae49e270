"""Who else said the same: what counts as the same, which answer is told, and what peers want."""

from __future__ import annotations

import pytest

from analysis.release.company import Shared, Wish, most_shared, same_side, wishes_of
from analysis.release.standing import Peers
from tests.surveys import answers, book, ordinal, tiny
from tests.surveys import release as release_of


@pytest.mark.parametrize(
    ("scores", "said", "same"),
    [
        ((0, 25, 50, 75, 100), 0, (0, 1)),
        ((0, 25, 50, 75, 100), 2, (2,)),
        ((0, 25, 50, 75, 100), 3, (3, 4)),
        ((0, 1, 2, 3), 2, (2, 3)),
        ((0, 1), 1, (1,)),
        ((4, 3, 2, 1, 0), 0, (1, 0)),  # written from high to low
        ((0, 1, 2, 3, None), 4, (4,)),  # an answer without a score stands for itself
        ((0, 1, 2, 3, None), 3, (2, 3)),
        ((None, None, None), 1, (1,)),  # no order at all
    ],
)
def test_the_same_is_the_same_half_of_the_answers_or_the_middle_alone(scores, said, same):
    kind = "ordinal" if any(score is not None for score in scores) else "category"
    assert same_side(book({"q": ordinal(*scores) | {"kind": kind}}), "q", said) == same


@pytest.fixture(scope="module")
def release():
    """42 and 42: soloists are sometimes, often or always tired and tense, seldom eager."""
    return release_of(tiny(), answers(columns_of_84()))


@pytest.fixture(scope="module")
def release_of_many():
    """The same twice: of fewer people a share is not told."""
    return release_of(tiny(), answers({name: held * 2 for name, held in columns_of_84().items()}))


def test_of_too_few_people_there_are_no_wishes(release):
    assert wishes_of(release, Peers.SOLO) == ()


def columns_of_84():
    tired = [2, 3, 4] * 14 + [0, 1, 2] * 14
    columns = {"team": [0] * 42 + [1] * 42, "tired": tired, "tense": tired}
    columns["eager"] = [4 - each for each in tired]
    columns["posts"] = list(range(20)) * 4 + [0] * 4
    columns["mentor_got"] = [1] * 30 + [0] * 12 + [1] * 12 + [0] * 30  # 1 is the second option: no
    columns["mentor_wish"] = [1] * 28 + [0] * 14 + [1] * 21 + [0] * 21
    return columns


def shared(release, peers=Peers.SOLO, **given):
    return most_shared(release, ("strain",), given, peers)


def test_the_share_is_of_the_peers_published_answers_rounded_to_five(release):
    # 14 said often and 14 always, published as 12 and 12 of 2 + 2 + 12 + 12 + 12
    assert shared(release, tense=3) == Shared("tense", 3, (3, 4), 60, 2)
    # with the team's 2 and 2 of 40: 28 of 80
    assert shared(release, Peers.EVERYONE, tense=3) == Shared("tense", 3, (3, 4), 35, 2)


def test_hard_answers_go_before_easy_ones_that_more_people_share(release):
    middle = shared(release, Peers.TEAM, tense=2, eager=4)  # 30%, and 60% on the easy side
    assert (middle.item, middle.weight) == ("tense", 1)
    assert shared(release, Peers.TEAM, eager=4).weight == 0


def test_in_a_reversed_question_the_low_answers_are_the_hard_ones(release):
    assert shared(release, eager=1) == Shared("eager", 1, (0, 1), 60, 2)
    assert shared(release, eager=3).weight == 0


def test_an_answer_that_hardly_anybody_gave_is_told_only_where_there_is_no_other(release):
    alone = shared(release, Peers.TEAM, tense=4)
    assert (alone.percent, alone.rare) == (10, True)
    assert shared(release, Peers.TEAM, tense=4, eager=3).item == "eager"


def test_an_answer_that_is_not_published_is_not_told(release):
    """No teammate is often tired, so the release holds no answers to that question."""
    assert shared(release, tired=3) is None


def test_without_an_answer_that_can_be_compared_nothing_is_shared(release):
    assert shared(release) is None
    assert most_shared(release, ("posts",), {"posts": 3}, Peers.SOLO) is None  # a count
    assert most_shared(release, ("hats",), {"hats": frozenset({1})}, Peers.SOLO) is None


def test_wishes_are_the_published_shares_of_the_peers(release_of_many):
    # 56 of 84 soloists want a mentor (66.7), all of them without; 42 of 84 teammates (50)
    release = release_of_many
    want, without = (release.comparison(f"{kind}_mentor") for kind in ("wants", "gap"))
    assert wishes_of(release, Peers.SOLO) == (Wish("mentor", want.solo.mean, without.solo.mean),)
    assert wishes_of(release, Peers.TEAM) == (Wish("mentor", want.team.mean, without.team.mean),)
    (pooled,) = wishes_of(release, Peers.EVERYONE)
    assert want.solo.mean == pytest.approx(57 / 84 * 100, abs=0.5)
    assert pooled.want == pytest.approx((want.solo.mean + want.team.mean) / 2, abs=1)


def test_a_survey_that_did_not_ask_for_supports_has_no_wishes():
    columns = {"team": [0, 1] * 40, "tired": [0, 1, 2, 3] * 20, "tense": [0, 1, 2, 3] * 20}
    columns["eager"] = columns["tired"]
    assert wishes_of(release_of(tiny(), answers(columns)), Peers.SOLO) == ()
