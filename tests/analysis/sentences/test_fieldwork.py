"""When a survey ran, how people were found, and how many of those invited answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.sentences.headlines import fieldwork
from tests.surveys import answers, release, tiny

COLUMNS = {"team": [0] * 60 + [1] * 60, "tired": [0, 1, 2, 3] * 30}
SHOWN = release(tiny(), answers(COLUMNS))


def of(**said):
    return fieldwork(replace(SHOWN, codebook=SHOWN.codebook.model_copy(update=said)))


def test_a_codebook_that_says_nothing_has_nothing_said_of_it():
    assert of() == ""


def test_it_says_when_and_how():
    told = of(fielded="March to November 2026", recruited="a newsletter and two posts")
    assert (
        told == "Fielded March to November 2026. People were found by a newsletter and two posts."
    )


@pytest.mark.parametrize(("times", "rate"), [(10, "about 10 in 100"), (400, "fewer than 1 in 100")])
def test_the_response_rate_is_of_the_published_numbers_of_people(times, rate):
    people = sum(count.about for count in SHOWN.heads())
    told = of(invited=times * people)
    assert told.endswith(f"people invited, {rate} answered.")


def test_more_answers_than_invitations_are_no_more_than_all():
    assert of(invited=1).endswith("about 100 in 100 answered.")
