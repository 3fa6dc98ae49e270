"""Answers that were told together once stay together, however the survey goes on."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from datetime import timedelta

import pytest

from analysis.codebook import NOT_GIVEN
from analysis.counting.cohorts import cohort_label
from data.auditing import audit_release
from data.publish import publish
from data.releases import Store
from tests.regions import ELSEWHERE, WHERE, more, regional, rows_of
from tests.surveys import NOON

LATER = NOON + timedelta(days=7)


@pytest.fixture
def survey(tmp_path):
    return lambda rows, merges=None: regional(tmp_path, rows, merges)


def cut(here, when=NOON):
    return Store(here.store).load(publish(here, when, close=True))


def regions(release):
    return release.values("region")


def private_counts(here):
    return {each.name: each.read_bytes() for each in (here.store / "private").glob("r0*")}


def unpacked(store, release):
    """Everything that a release publishes, file by file, as text."""
    held = store.verified(release.id)
    with zipfile.ZipFile(io.BytesIO(held["package.zip"])) as package:
        return held | {name: package.read(name) for name in package.namelist()}


TOGETHER = ("north", "mainland", "elsewhere")
APART = ("north", "south", "east", "west", "islands")


def test_what_few_gave_is_told_with_the_rest_that_the_codebook_names(survey):
    here = survey(rows_of(9, islands=12), ELSEWHERE)
    release = cut(here)
    assert regions(release) == ("north", "south", "elsewhere", "west")
    assert cohort_label(release.codebook, "region=elsewhere") == "Elsewhere"
    # 9 and 12 people of each group, told as one rounded number
    assert [each.low <= 21 <= each.high for each in release.heads("region=elsewhere")] == [
        True, True,
    ]  # fmt: skip
    assert audit_release(Store(here.store), release.id).clean


@pytest.mark.parametrize(
    ("few", "together"), [(9, True), (10, False), (11, False)], ids=["k - 1", "k", "k + 1"]
)
def test_from_k_people_of_each_group_on_an_answer_is_told_alone(survey, few, together):
    release = cut(survey(rows_of(few, islands=15), ELSEWHERE))
    assert ("elsewhere" in regions(release)) is together
    assert ("east" in regions(release)) is not together


def test_nothing_names_an_answer_as_a_group_of_its_own_that_is_told_with_others(survey):
    here = survey(rows_of(9, islands=12), ELSEWHERE)
    release = cut(here)
    for table in (release.counts, release.estimates, release.items):
        assert not table["cohort"].str.contains("east|islands").any()
    for name, held in unpacked(Store(here.store), release).items():
        assert b"region=east" not in held, name


def test_together_once_is_together_for_good(survey):
    """However many come, and whatever the codebook says then."""
    here = survey(rows_of(9), ELSEWHERE)
    first = cut(here)
    assert regions(first) == ("north", "south", "elsewhere", "west")
    for weeks, merges in enumerate((ELSEWHERE, "", ELSEWHERE.replace('"islands"', '"north"')), 1):
        survey(rows_of(9) + more(60 * weeks), merges)
        later = cut(here, NOON + timedelta(weeks=weeks))
        assert regions(later) == regions(first)
        assert "region=elsewhere" in set(later.counts["cohort"])
    report = audit_release(Store(here.store), None)
    assert report.clean


def test_apart_once_is_apart_for_good(survey):
    """Though the codebook names a rest later, and all but a few leave that place."""
    here = survey(rows_of(15), "")
    first = cut(here)
    moved = rows_of(15)
    for row in (*moved[:9], *moved[60:69]):  # from the East
        row[WHERE] = "North"
    survey([*moved, *more(90)], ELSEWHERE)
    later = cut(here, LATER)
    assert regions(later) == regions(first) == APART


def test_its_words_may_change(survey):
    here = survey(rows_of(9), ELSEWHERE)
    cut(here)
    survey(rows_of(9) + more(60), ELSEWHERE.replace('"Elsewhere"', '"On the edge"'))
    later = cut(here, LATER)
    assert cohort_label(later.codebook, "region=elsewhere") == "On the edge"


def test_a_store_that_is_lost_is_told_together_as_before(survey):
    here = survey(rows_of(9), ELSEWHERE)
    held = Store(here.store).verified(cut(here).id)
    shutil.rmtree(here.store)
    again = Store(here.store).verified(cut(here, LATER).id)
    for name in held.keys() - {"package.zip"}:
        assert held[name] == again[name], name


def test_private_counts_that_are_lost_are_rebuilt_together(survey):
    here = survey(rows_of(9), ELSEWHERE)
    cut(here)
    before = private_counts(here)
    shutil.rmtree(here.store / "private")
    survey(rows_of(9) + more(60), "")
    later = cut(here, LATER)
    assert regions(later) == ("north", "south", "elsewhere", "west")
    after = private_counts(here)
    assert {name: after[name] for name in before} == before


SHARES = """
[margins.region]
source = "Atlas 2025."
shares = { north = 0.3, south = 0.2, east = 0.1, west = 0.2, islands = 0.2 }
"""


def test_known_shares_of_answers_told_together_are_added_up(tmp_path):
    """So only their sum matters to what is weighted to them."""

    def weighted(folder, **shares):
        folder.mkdir()
        here, told = regional(folder, rows_of(9, islands=12)), SHARES
        for name, share in shares.items():
            told = re.sub(rf"{name} = [.\d]+", f"{name} = {share}", told)
        with here.codebook.open("a", encoding="utf-8") as book:
            book.write(told)
        found = cut(here).estimates
        rows = found[found["measure"].str.contains("weighted") & found["value"].notna()]
        return rows[["indicator", "measure", "value"]].to_numpy().tolist()

    together = weighted(tmp_path / "one")
    assert together
    assert weighted(tmp_path / "two", east=0.2, islands=0.1) == together
    assert weighted(tmp_path / "three", east=0.3, north=0.1) != together


def test_the_package_says_which_answers_are_told_together(survey):
    here = survey(rows_of(9, islands=12), ELSEWHERE)
    release = cut(here)
    page = unpacked(Store(here.store), release)["codebook.html"].decode()
    assert "Told together, as few people gave one of them: east, islands." in page
    assert "<td>Islands</td>" in page  # as it was asked


def test_respondents_who_left_it_out_are_in_no_rest(survey):
    rows = rows_of(9)
    for row in (*rows[9:18], *rows[69:78]):  # all on the Islands
        row[WHERE] = ""
    here = survey(rows, ELSEWHERE)
    release = cut(here)
    assert regions(release) == ("north", "south", "elsewhere", "west")
    assert "region=elsewhere" not in set(release.counts["cohort"])  # nine, still
    assert f"region={NOT_GIVEN}" not in set(release.counts["cohort"])


def test_in_a_small_survey_everything_that_may_be_is_told_together(survey):
    """It is shown for everyone only, so no answer is shown by itself."""
    rows = rows_of(12)
    release = cut(survey([*rows[:40], *rows[60:100]], ELSEWHERE))
    assert release.id == "r0000.80"
    assert regions(release) == ("north", "mainland", "elsewhere")
