"""The trend over waves is made from published figures, so that anybody can make it again."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.codebook import Codebook
from analysis.estimates.models.figures import frame
from analysis.estimates.models.trends import trend_rows, without_trends
from tests.surveys import book, ordinal

QUARTERS = ("2025-q3", "2025-q4", "2026-q1", "2026-q2")


def survey(codes=QUARTERS, period: str = "quarter", **date) -> Codebook:
    """One score and waves of these codes."""
    waves = [{"code": code, "text": code} | date.get("days", {}).get(code, {}) for code in codes]
    asked = {
        "tired": ordinal(0, 25, 50, 75, 100, text="Tired"),
        "wave": {"text": "When?", "kind": "date", "period": period, "waves": waves},
    }
    made = {"tired": {"label": "Tired", "items": ["tired"], "headline": True, "sesoi": 5}}
    return book(asked, made, dimensions=["wave"])


def published(gaps, codes=QUARTERS, n: int = 200, sd: float = 20.0, step: float = 0.5):
    """The estimates of a release with such gaps; None for a wave that is not told.

    The SDs are told too, as releases before schema version 3 did.
    """
    rows = [("", "mean", "solo", 50.0, step)]
    for code, gap in zip(codes, gaps, strict=True):
        if gap is None:
            continue
        cohort = f"wave={code}"
        rows.append((cohort, "mean_difference", None, gap, step))
        for group, mean in (("solo", 50.0 + gap), ("team", 50.0)):
            rows.append((cohort, "sd", group, sd, step))
            rows.append((cohort, "mean", group, mean, step))
    names = ["cohort", "measure", "group", "value", "step"]
    return pd.DataFrame(rows, columns=names).assign(indicator="tired", method="x")


def counted(gaps, codes=QUARTERS, n: int = 200):
    """The counts beside them: three bands, whose counts stand for n people at least."""
    rows = [
        (f"wave={code}", "tired", group, *edges, (n + 6) // 3, n // 3)
        for code, gap in zip(codes, gaps, strict=True)
        if gap is not None
        for group in ("solo", "team")
        for edges in ((0.0, 33.3333), (33.3333, 66.6667), (66.6667, 100.0))
    ]
    names = ["cohort", "indicator", "group", "band_low", "band_high", "count", "count_low"]
    return pd.DataFrame(rows, columns=names)


def told(gaps, codebook: Codebook | None = None, **how) -> dict[str, pd.Series]:
    sized = {name: each for name, each in how.items() if name in ("codes", "n")}
    made = trend_rows(published(gaps, **how), counted(gaps, **sized), codebook or survey())
    (rows,) = frame(made) or [pd.DataFrame()]
    return {row["measure"]: row for _, row in rows.iterrows()}


def test_the_slope_is_the_weighted_one_of_the_published_gaps():
    found = told([4.0, 6.0, 9.0, 11.0])
    error = math.sqrt(2 * 20**2 / 198)  # of one wave's gap; all are alike
    slope = np.polyfit(range(4), [4, 6, 9, 11], 1)[0]
    assert found["trend"]["value"] == pytest.approx(slope, abs=0.05)
    assert found["se_trend"]["value"] == pytest.approx(error / math.sqrt(5), abs=0.005)
    assert found["trend"]["low"] < slope < found["trend"]["high"]
    q = ((np.array([4, 6, 9, 11]) - 7.5) ** 2).sum() / error**2
    assert found["heterogeneity"]["value"] == pytest.approx(q, rel=0.05)
    assert found["df_heterogeneity"]["value"] == 3


def test_its_interval_and_p_hold_for_all_slopes_that_the_averages_leave_open():
    """Averages in steps of 2: each gap may be 2 off, and the slope up to 2 * (3 + 1 + 1 + 3) / 10.

    Weights are equal, and the times lie -1.5 to 1.5 from their mean: 4 / 5 in all.
    """
    wide, narrow = told([4.0, 6.0, 9.0, 11.0], step=2.0), told([4.0, 6.0, 9.0, 11.0], step=1e-6)
    away = 2 * (1.5 + 0.5 + 0.5 + 1.5) / 5
    error = math.sqrt(2 * 20**2 / 198 / 5)
    row = wide["trend"]
    assert away <= row["step"] / 2 <= away + 0.15
    assert row["high"] - row["value"] == pytest.approx(away + 1.96 * error, abs=0.2)
    t = (row["value"] - row["step"] / 2) / (
        wide["se_trend"]["value"] + wide["se_trend"]["step"] / 2
    )
    assert wide["p_trend"]["value"] == pytest.approx(2 * stats.norm.sf(t), rel=0.06)
    assert wide["p_trend"]["value"] > narrow["p_trend"]["value"]
    assert wide["p_heterogeneity"]["value"] > narrow["p_heterogeneity"]["value"]
    assert wide["heterogeneity"]["value"] == narrow["heterogeneity"]["value"]


@pytest.mark.parametrize(
    ("gaps", "verdict"),
    [
        ([2.0, 8.0, 14.0, 20.0], "higher"),
        ([20.0, 14.0, 8.0, 2.0], "lower"),
        ([-2.0, -8.0, -14.0, -20.0], "higher"),  # it grows, though the numbers fall
        ([-20.0, -14.0, -8.0, -2.0], "lower"),
        ([-9.0, -3.0, 3.0, 9.0], "too uncertain to call"),  # it changes sides
        ([8.0, 12.0, 7.0, 12.0], "too uncertain to call"),
    ],
)
def test_higher_is_a_gap_that_grows_and_lower_one_that_shrinks(gaps, verdict):
    assert told(gaps)["trend"]["verdict"] == verdict


def test_a_change_that_is_surely_too_small_to_matter_is_about_the_same():
    # over three steps within 5 points: slope 0.1, error 0.06 at 50,000 people a group
    assert told([8.0, 8.1, 8.2, 8.3], n=50_000, step=0.01)["trend"]["verdict"] == "about the same"


@pytest.mark.parametrize(("known", "there"), [(1, False), (2, False), (3, True), (4, True)])
def test_three_waves_are_needed_and_else_the_reason_is_told(known, there):
    found = told([each if n < known else None for n, each in enumerate([4.0, 6.0, 9.0, 11.0])])
    assert ("se_trend" in found) == there
    if not there:
        assert list(found) == ["trend"]
        assert found["trend"]["reason"] == "fewer than three waves have a gap to tell"
        assert math.isnan(found["trend"]["value"])


def test_a_wave_that_is_not_told_still_takes_its_time():
    found = told([4.0, None, 8.0, 10.0])
    assert found["trend"]["value"] == pytest.approx(2.0, abs=0.05)
    # the same where nobody at all answered in it, so that the codebook does not know of it
    codes = ("2025-q3", "2026-q1", "2026-q2")
    assert told([4.0, 8.0, 10.0], survey(codes), codes=codes)["trend"]["value"] == pytest.approx(
        2.0, abs=0.05
    )


@pytest.mark.parametrize(
    ("period", "codes"),
    [
        ("month", ("2025-11", "2025-12", "2026-01", "2026-03")),
        ("half-year", ("2024-h2", "2025-h1", "2025-h2", "2026-h2")),
        ("year", ("2020", "2021", "2022", "2024")),
    ],
)
def test_periods_count_by_the_calendar(period, codes):
    found = told([1.0, 3.0, 5.0, 9.0], survey(codes, period), codes=codes)
    assert found["trend"]["value"] == pytest.approx(2.0, abs=0.05)


def test_named_waves_are_one_apart():
    codes = ("spring", "summer", "winter")
    days = {
        code: {"first": f"2026-0{n}-01", "last": f"2026-0{n}-20"}
        for code, n in zip(codes, (2, 3, 9), strict=True)
    }
    found = told([1.0, 3.0, 5.0], survey(codes, days=days), codes=codes)
    assert found["trend"]["value"] == pytest.approx(2.0, abs=0.05)


def test_a_survey_without_waves_has_no_trend_and_no_reason():
    asked = {"tired": ordinal(0, 25, 50, 75, 100, text="Tired")}
    made = book(asked, {"tired": {"label": "Tired", "items": ["tired"]}})
    assert list(trend_rows(published([4.0] * 4), counted([4.0] * 4), made)) == []
    assert list(trend_rows(published([4.0] * 4), counted([4.0] * 4), survey(()))) == []


def test_an_indicator_withheld_for_everyone_has_no_trend():
    estimates = published([4.0, 6.0, 9.0, 11.0])
    told = estimates[estimates["cohort"] != ""]
    assert list(trend_rows(told, counted([4.0] * 4), survey())) == []


def test_trends_are_made_anew_not_twice():
    estimates = published([4.0, 6.0, 9.0, 11.0])
    (rows,) = frame(trend_rows(estimates, counted([4.0] * 4), survey()))
    again = without_trends(pd.concat([estimates, rows]))
    assert again["measure"].tolist() == estimates["measure"].tolist()
