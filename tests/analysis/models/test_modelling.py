"""The models of a survey, made from counted cells, are those of its people one by one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from statsmodels.miscmodels.ordinal_model import OrderedModel

from analysis.models.modelled import Unmodelled
from analysis.models.modelling import adjusted_models, moderated_models, scales
from analysis.models.rows import joined
from analysis.models.weighted import weighted_indicators
from tests.model_surveys import ITEMS, MODELS, YES, Columns, basis, people, scores, survey

SAID = people(700, eased=8.0)
EVENLY = {"region": {"source": "Atlas.", "shares": {"north": 0.2, "south": 0.5, "east": 0.3}}}


def person_by_person(said: Columns) -> pd.DataFrame:
    """A row for every person, with what the models look at."""
    frame = pd.DataFrame({name: said[name] for name in ("region", "size")})
    solo = 1 - np.array(said["team"])
    return frame.assign(strain=scores(said), solo=solo, got=np.array(said["mentor_got"]) == YES)


def test_the_adjusted_difference_is_that_of_statsmodels_person_by_person():
    (found,) = adjusted_models(basis(survey(), SAID))
    rows = person_by_person(SAID)
    fit = smf.ols("strain ~ solo + C(region) + C(size)", rows).fit(cov_type="HC3", use_t=True)
    adjusted, plain = found.found.adjusted, found.found.unadjusted
    assert adjusted.value == pytest.approx(fit.params["solo"], rel=1e-9)
    assert adjusted.error == pytest.approx(fit.bse["solo"], rel=1e-9)
    assert adjusted.p == pytest.approx(fit.pvalues["solo"], rel=1e-6)
    alone = smf.ols("strain ~ solo", rows).fit(cov_type="HC3", use_t=True)
    assert plain.value == pytest.approx(alone.params["solo"], rel=1e-9)
    assert plain.error == pytest.approx(alone.bse["solo"], rel=1e-9)
    assert (found.found.solo, found.found.team) == (280, 420)


def test_the_ordinal_sensitivity_is_that_of_statsmodels_person_by_person():
    (found,) = adjusted_models(basis(survey(), SAID))
    rows = person_by_person(SAID)
    x = pd.get_dummies(rows[["solo", "region", "size"]], columns=["region", "size"], dtype=float)
    x = x.drop(columns=["region_0", "size_0"])
    fit = OrderedModel(rows["strain"], x, distr="logit").fit(method="bfgs", disp=0, maxiter=500)
    assert found.odds.value == pytest.approx(fit.params["solo"], rel=1e-3)
    assert found.odds.error == pytest.approx(fit.bse["solo"], rel=1e-2)


def test_moderation_is_that_of_statsmodels_person_by_person():
    mentor, _ = moderated_models(basis(survey(), SAID))
    rows = person_by_person(SAID).astype({"got": float})
    fit = smf.ols("strain ~ solo * got", rows).fit(cov_type="HC3", use_t=True)
    assert mentor.support == "mentor"
    assert mentor.found.interaction.value == pytest.approx(fit.params["solo:got"], rel=1e-9)
    assert mentor.found.interaction.error == pytest.approx(fit.bse["solo:got"], rel=1e-9)
    assert mentor.found.gap_without.value == pytest.approx(fit.params["solo"], rel=1e-9)
    cells = rows.groupby(["solo", "got"]).size()
    assert mentor.found.smallest == cells.min()


def test_moderation_takes_its_covariates():
    models = {"given": MODELS["given"] | {"covariates": ["region"]}}
    mentor, _ = moderated_models(basis(survey(models=models), SAID))
    rows = person_by_person(SAID).astype({"got": float})
    fit = smf.ols("strain ~ solo * got + C(region)", rows).fit(cov_type="HC3", use_t=True)
    assert mentor.found.interaction.value == pytest.approx(fit.params["solo:got"], rel=1e-9)
    assert mentor.found.interaction.error == pytest.approx(fit.bse["solo:got"], rel=1e-9)


def test_reliability_is_that_of_the_people_who_answered_everything():
    holed = SAID | {"tired": [None, *SAID["tired"][1:]]}
    (found,) = scales(basis(survey(), holed))
    points = np.stack([np.array(SAID[name][1:]) for name in ITEMS], axis=1) * 25.0
    points[:, 2] = 100 - points[:, 2]
    covariance = np.cov(points.T)
    alpha = 1.5 * (1 - np.trace(covariance) / covariance.sum())
    assert found.together.alpha.value == pytest.approx(alpha, rel=1e-9)
    assert (found.solo, found.team) == (279, 420)
    assert [each.item for each in found.items] == list(ITEMS)


def test_only_what_is_published_for_everyone_is_modelled():
    made = basis(survey(), SAID)
    hidden = type(made)(made.counted, made.codebook, ("posts",), made.cohorts)
    for models in (adjusted_models, moderated_models, scales, weighted_indicators):
        assert list(models(hidden)) == []


def test_an_answer_whose_cohort_is_not_published_joins_the_rarest_that_is():
    levels = np.array([0, 0, 1, 1, 2, 2, -1])
    solo = np.array([True, False] * 3 + [True])
    n = np.array([50, 50, 20, 90, 99, 99, 7])
    assert list(joined(levels, [0, 1], solo, n)) == [0, 0, 1, 1, 1, 1, -1]
    assert list(joined(levels, [0, 2], solo, n)) == [0, 0, 0, 0, 2, 2, -1]
    assert list(joined(levels, [1], solo, n)) == [1, 1, 1, 1, 1, 1, -1]
    assert list(joined(levels, [], solo, n)) == [0, 0, 0, 0, 0, 0, -1]
    assert list(joined(levels, [0, 1, 2], solo, n)) == list(levels)


def test_a_hidden_cohort_is_never_a_dummy_of_its_own():
    shown = {"region=north", "region=south", "size=north", "size=south"}
    (found,) = adjusted_models(basis(survey(), SAID, shown))
    rows = person_by_person(SAID)
    sizes = rows.groupby(["region", "solo"]).size().unstack().min(axis=1)
    rarest = sizes[:2].idxmin()
    rows["region"] = rows["region"].replace(2, rarest)
    fit = smf.ols("strain ~ solo + C(region) + C(size)", rows).fit(cov_type="HC3")
    assert found.found.adjusted.value == pytest.approx(fit.params["solo"], rel=1e-9)
    assert found.found.adjusted.df == 700 - 4


def test_with_no_cohort_published_nothing_is_adjusted_for():
    (found,) = adjusted_models(basis(survey(), SAID, []))
    assert found.found.adjusted.value == found.found.unadjusted.value


def weights_of(said: Columns) -> np.ndarray:
    """One margin alone is post-stratification: known share / share among those who said."""
    region = np.array(said["region"])
    shares = np.array([*EVENLY["region"]["shares"].values()])
    return (shares / (np.bincount(region) / len(region)))[region]


def test_the_weighted_difference_is_that_of_weighted_people():
    found = next(weighted_indicators(basis(survey(margins=EVENLY), SAID)))
    solo, weights = np.array(SAID["team"]) == 0, weights_of(SAID)
    means = [np.average(scores(SAID)[side], weights=weights[side]) for side in (solo, ~solo)]
    assert found.measure.id == "strain"
    assert found.found.value == pytest.approx(means[0] - means[1], rel=1e-9)
    wanted = [weights[side].sum() ** 2 / (weights[side] ** 2).sum() for side in (solo, ~solo)]
    assert found.effective == pytest.approx(wanted, rel=1e-9)


def test_a_weighted_mean_s_error_is_that_of_a_weighted_survey_design():
    found = next(weighted_indicators(basis(survey(margins=EVENLY), SAID)))
    weights, rows = weights_of(SAID), person_by_person(SAID)
    fit = sm.WLS(rows["strain"], sm.add_constant(rows["solo"]), weights=weights).fit(cov_type="HC0")
    # WLS with HC0 is linearisation without the n / (n - 1) of each group
    assert found.found.value == pytest.approx(fit.params["solo"], rel=1e-9)
    assert found.found.error == pytest.approx(fit.bse["solo"], rel=2e-3)


@pytest.mark.parametrize("hidden", ["region=east", "region=north"])
def test_a_hidden_answer_is_weighted_with_the_rarest_and_so_is_its_share(hidden):
    shown = {"region=north", "region=south", "region=east"} - {hidden}
    found = next(weighted_indicators(basis(survey(margins=EVENLY), SAID, shown)))
    region, solo = np.array(SAID["region"]), np.array(SAID["team"]) == 0
    levels = [("north", "south", "east").index(each.split("=")[1]) for each in sorted(shown)]
    rarest = min(levels, key=lambda at: min((region[s] == at).sum() for s in (solo, ~solo)))
    gone = ({0, 1, 2} - set(levels)).pop()
    shares = np.array([*EVENLY["region"]["shares"].values()])
    shares[rarest] += shares[gone]
    merged = np.where(region == gone, rarest, region)
    weights = (shares / np.maximum(np.bincount(merged, minlength=3) / 700, 1e-9))[merged]
    means = [np.average(scores(SAID)[side], weights=weights[side]) for side in (solo, ~solo)]
    assert found.found.value == pytest.approx(means[0] - means[1], rel=1e-9)


def test_an_answer_nobody_gave_gives_its_share_to_the_rarest():
    none_east = SAID | {"region": [each % 2 for each in SAID["region"]]}
    found = next(weighted_indicators(basis(survey(margins=EVENLY), none_east)))
    assert found.found.value is not None


def test_margins_that_contradict_each_other_are_a_reason():
    both = {
        "region": EVENLY["region"] | {"shares": {"north": 0.3, "south": 0.3, "east": 0.4}},
        "size": {"source": "Atlas.", "shares": {"north": 0.8, "south": 0.2}},
    }
    # everybody in the north is in size 0, everybody else in size 1: 0.3 against 0.8
    tied = SAID | {"size": [min(each, 1) for each in SAID["region"]]}
    found = next(weighted_indicators(basis(survey(margins=both), tied)))
    assert (found.effective, found.found.value) == (None, None)
    assert found.found.reason == "no weights meet all margins at once"


def test_with_no_cohort_published_there_is_nothing_to_weight_by():
    found = next(weighted_indicators(basis(survey(margins=EVENLY), SAID, [])))
    assert found.found.reason == "too few people gave the answers whose shares are known"


def test_too_few_people_for_a_model_are_a_reason():
    (found,) = adjusted_models(basis(survey(), people(30)))
    assert found.found.adjusted.reason == Unmodelled.TOO_FEW
