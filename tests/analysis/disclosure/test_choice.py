"""What is shown afresh: rule 7. What one release gives away, rule 2, is found by the audit."""

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


def grown(came, *others, allowed=None):
    """A line whose first value was told of 30 and 30 people and has changed by those who ``came``;
    the others, with so many people, and everyone never were."""
    first = (30 + came[0], 30 + came[1])
    changed = [came, *((0, 0) for _ in others)]
    return question([first, *others], told={"a=0"}, changed=changed, allowed=allowed)


def shown(asked):
    kept = fresh(asked)[:, 0]
    return [cohort for cohort, told in zip(asked.lattice.cohorts, kept, strict=True) if told]


def test_where_every_value_holds_enough_all_are_shown():
    assert shown(question([(10, 10), (30, 40), (12, 15)])) == ["", "a=0", "a=1", "a=2"]


@pytest.mark.parametrize("solo", [1, 9])
def test_a_first_release_leaves_the_rest_of_a_line_to_the_audit(solo):
    asked = question([(solo, 20), (30, 40), (12, 15), (50, 50)])
    assert shown(asked) == ["", "a=1", "a=2", "a=3"]


@pytest.mark.parametrize("solo", [1, 9])
def test_a_value_changed_by_too_few_takes_its_smallest_sibling_along(solo):
    assert shown(grown((solo, 20), (30, 40), (12, 15), (50, 50))) == ["", "a=1", "a=3"]


def test_ties_break_on_the_id():
    assert shown(grown((3, 3), (20, 20), (20, 20))) == ["", "a=2"]


def test_a_value_that_stood_still_needs_no_sibling():
    assert shown(grown((0, 0), (20, 20), (20, 20))) == ["", "a=1", "a=2"]


@pytest.mark.parametrize(("second", "kept"), [(6, ["", "a=3"]), (7, ["", "a=2", "a=3"])])
def test_changes_and_a_hidden_value_may_do_if_they_are_k_together(second, kept):
    assert shown(grown((3, 9), (second, 9), (20, 20), (30, 30))) == kept


def test_a_value_that_changed_by_enough_may_wait_alone():
    """Somebody can tell how many changed: as many as would do to tell it anew."""
    asked = grown((10, 30), (20, 20), (30, 30), allowed={"", "a=1", "a=2"})
    assert shown(asked) == ["", "a=1", "a=2"]


def test_the_other_group_decides_as_much():
    assert shown(grown((20, 3), (30, 40), (22, 15))) == ["", "a=1"]


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


@given(pairs, st.lists(pairs, min_size=1, max_size=6))
def test_no_line_is_left_with_few_changes_in_the_rest(came, others):
    asked = grown(came, *others)
    kept = fresh(asked)[:, 0]
    if kept[0] and kept[1:].any() and not kept[1] and any(came):
        hidden = np.array([came, *others])[~kept[1:]].reshape(-1, 2)
        assert all(rest == 0 or rest >= K for rest in hidden.sum(axis=0))


@given(st.lists(pairs, min_size=1, max_size=7), st.data())
def test_the_choice_does_not_depend_on_the_order_of_values(people, data):
    asked = grown(*people)
    order = data.draw(st.permutations(range(len(people))))
    names = asked.lattice.cohorts
    place = [0, *(1 + at for at in order)]
    moved = Question(
        Lattice(tuple(names[at] for at in place)), asked.allowed[place], asked.carried[place],
        asked.steady[place], asked.unknown[place], asked.sizes[place],
        tuple(Earlier(each.fresh[place], each.changed[place]) for each in asked.earlier), K,
    )  # fmt: skip
    assert set(shown(moved)) == set(shown(asked))
