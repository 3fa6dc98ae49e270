"""How the two groups are compared: by averages, by order, by shares."""

from __future__ import annotations

from analysis.methods.method import Method

MODELLED = ("adjusted_difference", "moderation", "trend", "weighted_difference")
IN_FAMILIES = (
    *("p_adjusted", "comparisons_adjusted"),
    *(f"{kind}_{name}" for name in MODELLED for kind in ("p_family", "comparisons")),
)

DIFFERENCES = (
    Method(
        "welch",
        "Difference of averages",
        ("mean_difference", "p_welch", "log10_p_welch"),
        "{Solo} minus {team}: how far the two averages lie apart, with the range in which the true "
        "difference plausibly lies.",
        "Welch's t interval and two-sided test from the published (rounded) means, the SDs from "
        "the published bands (see Spread) and the fewest people they stand for, so that every "
        "reader can recompute them. The interval is the union of those of all exact means that the "
        "rounded ones stand for, p the largest of theirs; the step is that of both means together. "
        "p to two significant digits; below 0.0001 its base-10 logarithm.",
        "Welch 1947, Biometrika 34, 28-35; Imbens & Manski 2004, Econometrica 72, 1845-1857.",
    ),
    Method(
        "verdict",
        "Verdict",
        (),
        "'About the same' when the difference is surely smaller than what matters; 'higher' or "
        "'lower' when it is surely not zero, taking into account how many comparisons were made; "
        "otherwise 'too uncertain to call'.",
        "In this order: two one-sided tests (5% each) within the smallest difference of interest; "
        "then p < .05 after adjustment: Holm over the headline indicators, Benjamini-Hochberg over "
        "the other indicators (those of supports, where there are any, apart) and over the "
        "segments of one indicator (single filters and pairs of filters apart); a family that the "
        "codebook declares goes by the codebook.",
        "Schuirmann 1987, J Pharmacokinet Biopharm 15, 657-680; Holm 1979, Scand J Stat 6, 65-70; "
        "Benjamini & Hochberg 1995, J R Stat Soc B 57, 289-300.",
    ),
    Method(
        "holm",
        "Several measures, strictly",
        IN_FAMILIES,
        "Where several measures are tested at once, one may look different by chance alone. Every "
        "p-value is made larger, so that all of them together err in at most 5 of 100 surveys.",
        "Step-down Bonferroni-Holm over the family: keeps the family-wise error rate at 5% "
        "whatever the dependence.",
        "Holm 1979, Scand J Stat 6, 65-70.",
    ),
    Method(
        "benjamini-hochberg",
        "Many groups or measures",
        IN_FAMILIES,
        "Where many groups or many measures are compared, some look different by chance alone. "
        "Every p-value is made larger, so that of the differences that are called on average no "
        "more than 5 in 100 are chance.",
        "Step-up Benjamini-Hochberg over the family: keeps the false discovery rate at 5% for "
        "independent or positively dependent tests.",
        "Benjamini & Hochberg 1995, J R Stat Soc B 57, 289-300.",
    ),
    Method(
        "tost",
        "Close enough to be the same",
        ("equivalence", "p_equivalence"),
        "Whether the difference is surely too small to matter: the codebook declares what the "
        "smallest difference of interest is.",
        "Two one-sided Welch tests at 5% each within the smallest difference of interest; the "
        "interval is the 90% one and p the larger of the two, over all exact means that the "
        "rounded ones stand for.",
        "Schuirmann 1987, J Pharmacokinet Biopharm 15, 657-680.",
    ),
    Method(
        "newcombe-tost",
        "Close enough to be the same, of shares",
        ("equivalence", "p_equivalence"),
        "Whether the difference of two shares is surely too small to matter: the codebook declares "
        "what the smallest difference of interest is.",
        "Two one-sided tests at 5% each within the smallest difference of interest, by Newcombe's "
        "90% interval, over all exact counts that the rounded ones stand for.",
        "Newcombe 1998, Stat Med 17, 873-890; Schuirmann 1987, J Pharmacokinet Biopharm 15, "
        "657-680.",
    ),
    Method(
        "noncentral-t",
        "Standardised difference",
        ("hedges_g",),
        "The difference of averages, measured by how much people differ among themselves; it can "
        "be compared with that of other surveys.",
        "Hedges' g: difference of the rounded means over the pooled SD (from the bands, see "
        "Spread: rather too large, so that g is rather too small), times the exact gamma "
        "correction J; 95% interval by inverting the noncentral t, times J, over all means and "
        "spreads that the published numbers allow; none where they allow no spread at all.",
        "Hedges 1981, J Educ Stat 6, 107-128; Steiger & Fouladi 1997, in What if there were no "
        "significance tests?",
    ),
    Method(
        "noncentral-t-power",
        "What so many answers can show",
        ("minimum_detectable",),
        "The smallest true difference that so many answers would find in 80 of 100 such surveys. "
        "Of smaller ones a survey of this size mostly can't tell whether they are there.",
        "Welch's standard error times the noncentrality at which his two-sided 5% test has 80% "
        "power, both tails counted, at the SDs from the published bands, and what the rounding of "
        "both means may take from a difference.",
        "Cohen 1988, Statistical Power Analysis for the Behavioral Sciences, chapter 2.",
    ),
)

ORDER = (
    Method(
        "brunner-munzel",
        "Who comes out higher",
        ("superiority", "cliffs_delta", "p_brunner_munzel", "log10_p_brunner_munzel"),
        "Compare a random person of each group: how often the {one} is in a higher part of the "
        "scale, those in the same part counted half. It depends on the order alone, not on how "
        "far apart the scores are.",
        "P({solo} > {team}) + P({solo} = {team}) / 2 from the published counts per band, people "
        "of one band counting as alike; Brunner and Munzel's t interval and test from the "
        "placements of these counts and the fewest people they stand for, cut to the possible "
        "range: the union of the intervals, and the largest p, of all orders that the rounded "
        "counts stand for. Cliff's delta is twice that minus 1.",
        "Brunner & Munzel 2000, Biom J 42, 17-25; Cliff 1993, Psychol Bull 114, 494-509.",
    ),
    Method(
        "newcombe-method-5",
        "Who comes out higher, where the groups hardly overlap",
        ("superiority", "cliffs_delta"),
        "Compare a random person of each group: how often the {one} is in a higher part of the "
        "scale, those in the same part counted half. Here almost all of one group lie above "
        "almost all of the other, so the range comes from a method made for that.",
        "P({solo} > {team}) + P({solo} = {team}) / 2 by the published bands; Newcombe's "
        "pseudo-score interval (method 5), as Brunner and Munzel's t interval is far too short "
        "where fewer than 20 in 100 pairs, and fewer than two people's worth of the smaller group, "
        "are on the unexpected side.",
        "Newcombe 2006, Stat Med 25, 559-573.",
    ),
    Method(
        "rank-sum-without-ties",
        "Test of order, where the groups hardly overlap",
        ("p_brunner_munzel", "log10_p_brunner_munzel"),
        "How rarely groups that do not differ would come out in so lopsided an order.",
        "Two-sided normal p of the rank sum from the superiority by bands, with the variance of "
        "scores without ties, which is the safe side.",
        "Mann & Whitney 1947, Ann Math Stat 18, 50-60.",
    ),
    Method(
        "mann-whitney",
        "Rank sum test",
        ("p_mann_whitney", "log10_p_mann_whitney"),
        "The best known test of order. It supposes that both groups spread alike, and is here for "
        "experts only; the verdict does not rest on it.",
        "Two-sided normal p of the rank sum, tie-corrected, without continuity correction, from "
        "the superiority and the ties by the published bands and the fewest people they stand for. "
        "With unequal spreads it errs more often than 5%.",
        "Mann & Whitney 1947, Ann Math Stat 18, 50-60.",
    ),
    Method(
        "placements",
        "What the order rests on",
        ("placement_sd", "tie_factor"),
        "How much people differ in how many of the other group they score above, and how many "
        "scores are shared; anyone can compute the test of order again from these.",
        "A person's placement is the share of the other group that scores lower, ties counted "
        "half: its SD (n - 1) in each group. Tie factor: 1 - sum(t^3 - t) / (N^3 - N). Both "
        "rounded. Published before schema version 3 only: since then the order comes from the "
        "counts per band, which are published anyway.",
        "Brunner & Munzel 2000, Biom J 42, 17-25.",
    ),
)

SHARES = (
    Method(
        "wilson",
        "Shares",
        ("share", "mean", "level_mean"),
        "How many in 100 of a group said so, or have a score of at least the one that the codebook "
        "names, with the range in which the true share plausibly lies.",
        "Share of a yes-or-no indicator, or share of a scale at or above the declared cut, from "
        "the counts per band. Wilson's 95% score interval, from the lowest to the highest share "
        "that the rounded counts stand for; how far these lie apart is the step. Where the step is "
        "above 10 points, or the interval wider than 40, the share is not shown: too few to say. "
        "The cut is a place on the scale, not a clinical one.",
        "Wilson 1927, J Am Stat Assoc 22, 209-212.",
    ),
    Method(
        "newcombe",
        "Difference of shares",
        ("share_difference", "mean_difference", "p_newcombe", "log10_p_newcombe"),
        "How many percentage points the share of {solo} lies above or below that of {team}.",
        "Difference of the two published shares; Newcombe's hybrid interval from the two of Wilson "
        "(method 10), the union over all shares that the rounded counts stand for. p is that of "
        "the interval that just touches no difference. Of a yes-or-no indicator it takes the place "
        "of Welch's test.",
        "Newcombe 1998, Stat Med 17, 873-890.",
    ),
    Method(
        "katz",
        "Ratio of shares",
        ("share_ratio",),
        "How many times as common it is among {solo}, whatever the sizes of the groups.",
        "Ratio of the two published shares to two significant digits; Katz's interval on its "
        "logarithm, the union over all shares that the rounded counts stand for.",
        "Katz, Baptista, Azen & Pike 1978, Biometrics 34, 469-474.",
    ),
)
