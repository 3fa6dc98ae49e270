"""What the demo survey's model says is true stands in its release: the models find it again."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from analysis.published import Figure, Verdict
from analysis.release import Release
from data.demo import TRUE_EFFECTS, TRUE_ISOLATION_GAPS, write
from data.publish import publish
from data.releases import Store
from data.settings import SHIPPED_CODEBOOK, Settings
from tests.surveys import NOON

ROWS, SEED = 20_000, 4  # of twenty seeds, one leaves any given interval beside its truth
# Among people alike in the size of their organisation: of a million whole answers, to 0.05.
LIKE_WITH_LIKE = {"burnout": 4.3, "isolation": 9.4, "praise": -8.9}


def shortened(text: str) -> str:
    """The shipped codebook with the headlines, two filters and two supports alone."""
    heads = ("burnout", "isolation", "praise")
    parts = [part for part in re.split(r"(?m)^(?=\[)", text) if is_kept(part, heads)]
    text = "".join(parts)
    text = re.sub(r"(?m)^organisation = .*\n", "", text)
    text = re.sub(r"(?m)^dimensions = .*$", 'dimensions = ["org_size", "wave"]', text)
    text = re.sub(r"(?m)^covariates = .*$", 'covariates = ["org_size"]', text)
    kept = '["introductions", "memberships"]'
    text = re.sub(r"(?m)^supports = \[[^\]]*\]$", f"supports = {kept}", text)
    return re.sub(r"(?m)^(?!introductions|memberships)\w+ = \{ label = .*received = .*\n", "", text)


def is_kept(part: str, heads: tuple[str, ...]) -> bool:
    made = re.match(r"\[indicators\.(\w+)\]", part)
    left_out = ("[families.supports]", "[[story]]")
    return made[1] in heads if made else not part.startswith(left_out)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder: Path = tmp_path_factory.mktemp("demo")
    write(folder / "demo.parquet", ROWS, seed=SEED)
    codebook = folder / "demo.toml"
    codebook.write_text(shortened(SHIPPED_CODEBOOK.read_text("utf-8")), "utf-8")
    store = folder / "store"
    here = Settings(str(folder / "demo.parquet"), codebook, store)
    return Store(store).load(publish(here, NOON, close=True))


def figure(release: Release, indicator: str, measure: str, term: str | None = None) -> Figure:
    found = release.figure(indicator, measure, term=term)
    assert isinstance(found, Figure), found
    return found


@pytest.mark.parametrize("indicator", TRUE_EFFECTS)
def test_the_unadjusted_difference_is_the_true_effect(release, indicator):
    found = figure(release, indicator, "unadjusted_difference", "like_with_like")
    assert found.low <= TRUE_EFFECTS[indicator] <= found.high
    assert found.high - found.low < 2.5


@pytest.mark.parametrize("indicator", LIKE_WITH_LIKE)
def test_like_is_compared_with_like(release, indicator):
    found = figure(release, indicator, "adjusted_difference", "like_with_like")
    assert found.low <= LIKE_WITH_LIKE[indicator] <= found.high


def test_verdicts_are_those_of_the_truth(release):
    called = {
        each: figure(release, each, "adjusted_difference", "like_with_like").verdict
        for each in TRUE_EFFECTS
    }
    assert (called["isolation"], called["praise"]) == (Verdict.HIGHER, Verdict.LOWER)
    assert called["burnout"] is not Verdict.LOWER  # 4 points, of which 5 are said to matter


def test_the_order_of_scores_says_the_same_as_their_distance(release):
    for indicator in TRUE_EFFECTS:
        odds = figure(release, indicator, "ordinal_log_odds", "like_with_like")
        gap = figure(release, indicator, "adjusted_difference", "like_with_like")
        assert math.copysign(1, odds.low) == math.copysign(1, odds.high)
        assert math.copysign(1, odds.value) == math.copysign(1, gap.value)


@pytest.mark.parametrize(("measure", "said"), [("gap_with", "yes"), ("gap_without", "no")])
def test_the_gap_is_the_true_one_with_and_without_introductions(release, measure, said):
    found = figure(release, "isolation", measure, "introductions")
    assert found.low <= TRUE_ISOLATION_GAPS[f"received_introductions={said}"] <= found.high


def test_introductions_go_with_a_smaller_gap_and_memberships_do_not(release):
    true = (TRUE_ISOLATION_GAPS[f"received_introductions={said}"] for said in ("yes", "no"))
    given, not_given = true
    found = figure(release, "isolation", "moderation", "introductions")
    assert found.low <= given - not_given <= found.high < 0
    assert found.verdict is Verdict.LOWER
    assert figure(release, "isolation", "moderation", "memberships").verdict is Verdict.SAME


def test_no_gap_changes_over_the_waves(release):
    for indicator in TRUE_EFFECTS:  # the model shifts both groups alike
        found = figure(release, indicator, "trend")
        assert found.low <= 0 <= found.high
        assert found.verdict in (Verdict.SAME, Verdict.UNCERTAIN)


def test_scales_hang_together_and_their_items_work_alike(release):
    # items load 0.75 before they are cut into five answers: alpha of six is above that of four
    alphas = {each: figure(release, each, "alpha").value for each in TRUE_EFFECTS}
    assert 0.75 < alphas["isolation"] < alphas["burnout"] < 0.92
    for indicator, made in release.codebook.indicators.items():
        for item in made.items:
            assert figure(release, indicator, "dif", item).verdict is Verdict.SAME


def test_the_release_s_codebook_says_which_models_were_computed(release):
    models = release.codebook.models
    assert models["like_with_like"].covariates == ("org_size",)
    assert models["where_received"].supports == ("introductions", "memberships")
    told = release.estimates[release.estimates["method"] == "hc3-moderation"]
    assert set(told["term"]) == {"introductions", "memberships"}
    assert set(told["cohort"]) == {""}
