"""How each group is counted and described, and what none of it can say."""

from __future__ import annotations

from analysis.methods.method import Method

BASICS = (
    Method(
        "scores",
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
        "rounded-count",
        "Counts",
        ("level_n", "n_adjusted_difference", "n_moderation", "n_complete"),
        "Numbers of people are rounded to one of 2, 7, 12, 17 and so on; each stands for five "
        "possible values. A count from 0 to 4 reads 'under 5'.",
        "5 floor(x / 5) + 2, standing for the interval from 2 below to 2 above.",
        "Compare OpenSAFELY's midpoint-6 rounding.",
    ),
    Method(
        "sum-of-bands",
        "People with a score",
        ("n",),
        "How many of a group have a score is not counted once more: it is what the published "
        "counts of the parts of the scale add up to, from the fewest to the most that they stand "
        "for, and no more than the people in the group.",
        "Sum of the rounded counts per band and of the intervals they stand for; at least k, as "
        "nothing is published of fewer, and at most the rounded head count and its interval. It "
        "tells no more than the counts. Steps, intervals and tests take the fewest.",
        "Codebook of this release (codebook.json), whose bands they are.",
    ),
    Method(
        "difference-of-counts",
        "People without a score",
        ("unscored",),
        "How many of a group left out what an indicator is made of, or too much of it: what lies "
        "between the number of people in the group and the number with a score.",
        "Difference of the rounded head count and the sum of the bands, from the smallest to the "
        "largest that it can be; it tells no more than the two.",
        "",
    ),
    Method(
        "counted-answers",
        "Answers and bands",
        (),
        "The people of each group are counted by the answer they gave, or by the part of the "
        "scale that their score lies in, and every count is rounded. Bars show the rounded counts "
        "as parts of their sum.",
        "Counts rounded to 5 floor(x / 5) + 2 in bands that are fixed by the codebook; a band "
        "holds its lower edge, the last one both. Percentages are of the sum of the rounded "
        "counts. Items are shown for everyone and single filters only.",
        "Codebook of this release (codebook.json).",
    ),
    Method(
        "student",
        "Averages",
        ("mean", "level_mean"),
        "The average score of a group, with the range in which the true average of people like "
        "those who answered plausibly lies. Small groups are rounded more coarsely.",
        "Mean rounded to the smallest of 1, 2, 5 x 10^j that is at least 4u/n, u being the "
        "distance between neighbouring scores and n the fewest people that the counts stand for; "
        "Student's 95% t interval from that n and the SD from the published bands (see Spread), "
        "from the lowest to the highest exact mean that the rounded one stands for, within the "
        "possible range.",
        "Student 1908, Biometrika 6, 1-25.",
    ),
    Method(
        "level-averages",
        "Averages by the parts of a group",
        (),
        "A group that several answers make up is also broken down by each of these answers: of "
        "everyone, and of all of them or none, each given by enough people. The averages are not "
        "tested against one another.",
        "Mean and n of each answer to the grouping question, over everyone, rounded like all means "
        "and counts; intervals with the SD of the whole group, as no bands are published by "
        "answer. Told only where every answer of the group holds at least k scored people, is not "
        "homogeneous, and has changed by k people since each earlier telling.",
        "Student 1908, Biometrika 6, 1-25, for the intervals.",
    ),
    Method(
        "standard-deviation",
        "Spread",
        ("sd", "level_sd"),
        "How far people's scores typically lie from their group's average. It is published only "
        "of everyone, in groups of at least 500; otherwise it is estimated from how many people "
        "are in each part of the scale, rather too large than too small.",
        "Standard deviation with n - 1, rounded like the mean, of everyone where a group's counts "
        "stand for 500 at least, never of a share. Wherever none is published, intervals, tests "
        "and effect sizes take the SD of the published bands: in every band the same share of its "
        "(rounded) count at its upper end, the rest at its lower, so that their mean is the "
        "published one; of a share the largest that its two counts allow. The far end of the "
        "interval of Hedges' g takes the smallest that the counts allow. Evenly spread scores "
        "would have a third of that variance within bands: intervals are rather too wide, Hedges' "
        "g rather too small. Of a last band wider than half of the scale (of a count) the scores "
        "are taken to fall off from its edge exponentially, with the mean that the published one "
        "leaves when all other bands stand half and half at their ends.",
        "",
    ),
    Method(
        "bands",
        "Middle score",
        ("median",),
        "The score that half of a group stay below, read off the published parts of the scale.",
        "Median interpolated linearly in the published bands of rounded counts; none for fewer "
        "than 50 people or where its band is wider than half of the scale; in steps of 5% of the "
        "range, of 1% from 500 people on, or of a quarter of a narrower band.",
        "",
    ),
)

LIMITS = (
    Method(
        "limits",
        "What these numbers can't say",
        (),
        "People chose to answer; they are not a random sample. Each person answered "
        "everything at one time: the numbers show what goes together, not what causes what.",
        "Self-selected and cross-sectional; nothing is known of the validity of scales without a "
        "named source; intervals reflect sampling variation and rounding only.",
        "",
    ),
)
