"""How every published figure is computed: plainly, technically, and where it comes from."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Method:
    """``measures`` are the names in estimates.parquet that it explains."""

    title: str
    measures: tuple[str, ...]
    plain: str
    technical: str
    reference: str


METHODS = (
    Method(
        "Scores",
        (),
        "Each answer counts as a number; a person's score is the average of their answers to the "
        "questions of a scale. Somebody who skipped more than half of them has no score.",
        "Mean (or sum) of the item scores, reversed items mirrored, prorated when at least the "
        "declared number of items is answered. Scores are exact integers over a common "
        "denominator, counted per cohort, group and score.",
        "Codebook of this release (codebook.json).",
    ),
    Method(
        "Counts",
        ("n",),
        "Numbers of people are rounded to one of 2, 7, 12, 17 and so on; each stands for five "
        "possible values. A count from 0 to 4 reads 'under 5'.",
        "5 floor(x / 5) + 2, standing for the interval from 2 below to 2 above.",
        "Compare OpenSAFELY's midpoint-6 rounding.",
    ),
    Method(
        "Averages",
        ("mean", "sd"),
        "The average score of a group, with the range in which the true average of people like "
        "those who answered plausibly lies. Small groups are rounded more coarsely.",
        "Mean and SD (n - 1) rounded to the smallest of 1, 2, 5 x 10^j that is at least 4u/n, u "
        "being the distance between neighbouring scores; 95 % t interval from the rounded values, "
        "with the lowest n the rounded count stands for and step^2/12 added to the variance.",
        "Student 1908, Biometrika 6, 1-25.",
    ),
    Method(
        "Difference of averages",
        ("mean_difference", "p_welch", "log10_p_welch"),
        "Team of one minus team, in points of the scale, with its 95 % interval.",
        "Welch's t interval and two-sided test on the published (rounded) means, SDs and sizes, "
        "so that every reader can recompute it and it reveals nothing beyond them. p to two "
        "significant digits; below 0.0001 its base-10 logarithm.",
        "Welch 1947, Biometrika 34, 28-35.",
    ),
    Method(
        "Verdict",
        ("p_adjusted",),
        "'About the same' when the difference is surely smaller than what matters; 'higher' or "
        "'lower' when it is surely not zero, taking into account how many comparisons were made; "
        "otherwise 'too uncertain to call'.",
        "In this order: two one-sided tests (5 % each) within the smallest difference of interest; "
        "then p < .05 after adjustment: Holm over the headline indicators, Benjamini-Hochberg over "
        "the supports, over the other indicators, and over the segments of one indicator (single "
        "filters and pairs of filters apart).",
        "Schuirmann 1987, J Pharmacokinet Biopharm 15, 657-680; Holm 1979, Scand J Stat 6, 65-70; "
        "Benjamini & Hochberg 1995, J R Stat Soc B 57, 289-300.",
    ),
    Method(
        "What these numbers can't say",
        (),
        "People chose to answer; they are not a random sample. Everything was asked at one time: "
        "the numbers show what goes together, not what causes what.",
        "Self-selected, cross-sectional waves; own items unless a source is named; intervals "
        "reflect sampling variation only.",
        "",
    ),
)


def methods_json() -> list[dict[str, object]]:
    return [asdict(method) for method in METHODS]
