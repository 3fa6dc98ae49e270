"""What is shown afresh: rule 2 within a release, rule 7 between releases."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.choice import Earlier, Question, fresh
from analysis.disclosure.lattice import Lattice

K = 10


def question(people, *, told=None, changed=None, allowed=None):
    """One line: everyone and its values, each with (solo, team) people, in the head count only.

    ``told`` are the cohorts an earlier release showed, ``changed`` the people who changed since.
    """
    cohorts = ("", *(f"a={n}" for n in range(len(people))))
    sizes = np.array([np.sum(people, axis=0), *people])
    told = np.array([cohort in (told or ()) for cohort in cohorts])[:, None]
    moved = sizes if changed is None else np.array([np.sum(changed, axis=0), *changed])
    enough = (sizes >= K).all(axis=1) & (~told[:, 0] | (moved >= K).all(axis=1))
    enough &= [allowed is None or cohort in allowed for cohort in cohorts]
    return Question(
        lattice=Lattice(cohorts),
        allowed=enough[:, None],
        carried=told,
        steady=told & (moved == 0).all(axis=1, keepdims=True),
        unknown=np.where(told[..., None], moved[:, None], sizes[:, None]),
        sizes=sizes,
        earlier=(Earlier(told, moved[:, None]),) if told.any() else (),
        k=K,
    )


def shown(asked):
    kept = fresh(asked)[:, 0]
    return [cohort for cohort, told in zip(asked.lattice.cohorts, kept, strict=True) if told]


def test_where_every_value_holds_enough_all_are_shown():
    assert shown(question([(10, 10), (30, 40), (12, 15)])) == ["", "a=0", "a=1", "a=2"]


@pytest.mark.parametrize("solo", [1, 9])
def test_a_value_with_too_few_takes_its_smallest_sibling_along(solo):
    assert shown(question([(solo, 20), (30, 40), (12, 15), (50, 50)])) == ["", "a=1", "a=3"]


def test_ties_break_on_the_id():
    assert shown(question([(3, 3), (20, 20), (20, 20)])) == ["", "a=2"]


def test_what_nobody_holds_needs_no_sibling():
    assert shown(question([(0, 0), (20, 20), (20, 20)])) == ["", "a=1", "a=2"]


@pytest.mark.parametrize(("second", "kept"), [(6, ["", "a=3"]), (7, ["", "a=2", "a=3"])])
def test_two_hidden_values_may_do_if_they_hold_k_together(second, kept):
    asked = question([(3, 9), (second, 9), (20, 20), (30, 30)])
    assert shown(asked) == kept


def test_k_people_in_one_hidden_value_are_not_enough():
    asked = question([(10, 30), (20, 20), (30, 30)], allowed={"", "a=1", "a=2"})
    assert shown(asked) == ["", "a=2"]


def test_the_other_group_decides_as_much():
    assert shown(question([(20, 3), (30, 40), (22, 15)])) == ["", "a=1"]


EVERY = ("", "a=0", "a=1", "a=2")
BEFORE = [(30, 30), (40, 40), (50, 50)]


@pytest.mark.parametrize(
    ("came", "kept"),
    [
        ([(10, 10), (10, 10), (10, 10)], ["", "a=0", "a=1", "a=2"]),
        ([(9, 10), (20, 20), (20, 20)], ["", "a=2"]),  # nine would be what is left over
        ([(0, 0), (20, 20), (20, 20)], ["", "a=1", "a=2"]),  # nothing is left over
        ([(5, 5), (5, 5), (30, 30)], ["", "a=2"]),  # ten in two values are left over
        ([(4, 5), (5, 5), (30, 30)], [""]),  # nine would be: the third stays behind too
        ([(3, 3), (3, 3), (3, 3)], []),  # everyone has changed by too few
    ],
)
def test_between_releases_the_rest_of_a_line_must_have_changed_by_enough(came, kept):
    now = [tuple(np.add(*pair)) for pair in zip(BEFORE, came, strict=True)]
    assert shown(question(now, told=EVERY, changed=came)) == kept


def test_a_new_value_with_few_people_holds_everything_back_while_nobody_else_came():
    now, came = [*BEFORE, (4, 50)], [(0, 0), (0, 0), (0, 0), (4, 50)]
    assert shown(question(now, told=EVERY, changed=came)) == []


def test_a_new_value_with_enough_people_is_shown():
    now, came = [*BEFORE, (10, 50)], [(0, 0), (0, 0), (0, 0), (10, 50)]
    assert shown(question(now, told=EVERY, changed=came)) == ["", "a=3"]


pairs = st.tuples(st.integers(0, 40), st.integers(0, 40))


@given(st.lists(pairs, min_size=1, max_size=7))
def test_no_line_is_left_with_few_in_the_rest(people):
    asked = question(people)
    kept = fresh(asked)[:, 0]
    if kept[0] and kept[1:].any():
        hidden = np.array(people)[~kept[1:]].reshape(-1, 2)
        assert all(rest == 0 or rest >= K for rest in hidden.sum(axis=0))
        assert all(held.sum() == 0 or (held > 0).sum() >= 2 for held in hidden.T)


@given(st.lists(pairs, min_size=1, max_size=7), st.data())
def test_the_choice_does_not_depend_on_the_order_of_values(people, data):
    order = data.draw(st.permutations(range(len(people))))
    asked = question(people)
    names = asked.lattice.cohorts
    place = [0, *(1 + at for at in order)]
    moved = Question(
        Lattice(tuple(names[at] for at in place)), asked.allowed[place], asked.carried[place],
        asked.steady[place], asked.unknown[place], asked.sizes[place], (), K,
    )  # fmt: skip
    assert set(shown(moved)) == set(shown(asked))
