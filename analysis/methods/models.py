"""How the models are computed that need more than counts."""

from __future__ import annotations

from analysis.methods.method import Method, tested

MODELS = (
    Method(
        "hc3",
        "Like with like",
        (*tested("adjusted_difference"), *tested("unadjusted_difference")),
        "{Solo} and {team} may also differ in other ways. Here people are compared with others who "
        "are alike in what is named, as far as that was asked. What was not asked can still make a "
        "difference.",
        "OLS of the score on the group and the main effects of the predeclared covariates, HC3 "
        "standard errors; the difference is the average over all people of the score predicted "
        "for them among {solo} minus that among {team} (g-computation), its error by the delta "
        "method. Answers that are rare, or whose group is not published, are pooled. The "
        "unadjusted twin is the same without covariates on the same people. Coefficient and "
        "standard error to two significant digits; interval, p and verdict hold for all exact "
        "numbers that those stand for.",
        "Lane & Nelder 1982, Biometrics 38, 613-621; MacKinnon & White 1985, J Econometrics 29, "
        "305-325.",
    ),
    Method(
        "ordinal-logit",
        "Like with like, by order alone",
        tested("ordinal_log_odds"),
        "The same comparison of like with like, if only the order of the scores counts and not "
        "how far apart they are: whether the answer hangs on that.",
        "Ordered (proportional odds) logit of the score on the group and the same covariates, on "
        "the same people; log odds ratio of a higher score, {solo} against {team}, Wald's normal "
        "interval.",
        "McCullagh 1980, J R Stat Soc B 42, 109-142.",
    ),
    Method(
        "hc3-moderation",
        "The gap with and without a support",
        (
            *tested("moderation"),
            *("gap_with", "se_gap_with", "gap_without", "se_gap_without"),
        ),
        "Whether {solo} and {team} lie further apart among those who received a "
        "support than among those who did not. Who received it was not drawn by lot: this is no "
        "evidence of what a support does.",
        "OLS of the score on group, support and group x support, HC3 standard errors; the "
        "difference is the gap with minus the gap without. p by Benjamini-Hochberg over the "
        "supports of one outcome. 'Larger' or 'smaller' (in size) only where the sum of the two "
        "gaps has a certain sign too.",
        "MacKinnon & White 1985, J Econometrics 29, 305-325; Benjamini & Hochberg 1995, J R Stat "
        "Soc B 57, 289-300.",
    ),
    Method(
        "raking",
        "Weighted to known shares",
        tested("weighted_difference"),
        "People chose to answer, so some kinds of people are heard more than others. Here every "
        "answer counts more or less, so that the kinds that the codebook names have the shares "
        "that they are known to have.",
        "Raking (iterative proportional fitting) of all respondents to the declared margins; "
        "difference of weighted means with linearised standard errors, the weights taken as given; "
        "t with the degrees of freedom of the smaller effective size.",
        "Deming & Stephan 1940, Ann Math Stat 11, 427-444; Sarndal, Swensson & Wretman 1992, Model "
        "Assisted Survey Sampling, 5.7.",
    ),
    Method(
        "kish",
        "Effective number of people",
        ("effective_n",),
        "Weights cost precision: how many unweighted answers would tell as much.",
        "Kish's effective sample size (sum w)^2 / sum w^2 of each group, rounded like a count.",
        "Kish 1965, Survey Sampling, 11.7.",
    ),
)

SCALES = (
    Method(
        "feldt",
        "Do the questions hang together? (alpha)",
        ("alpha",),
        "Whether people who answer high to one question of a scale tend to answer high to the "
        "others: from 0, not at all, to 1, in perfect step. From .70 on it is said to hang "
        "together.",
        "Cronbach's alpha of the raw items of those who answered all of them, rounded; Feldt's F "
        "interval for all that the rounded alpha stands for and the fewest people.",
        "Cronbach 1951, Psychometrika 16, 297-334; Feldt 1965, Psychometrika 30, 357-370; Nunnally "
        "1978, Psychometric Theory.",
    ),
    Method(
        "omega-ml",
        "Do the questions hang together? (omega)",
        ("omega", "se_omega"),
        "The same as alpha without supposing that all questions weigh alike.",
        "McDonald's omega total of one factor fitted by maximum likelihood to those who answered "
        "all items; robust (fourth-moment) standard error by the delta method, interval symmetric "
        "on the logit.",
        "McDonald 1999, Test Theory; Kelley & Pornprasertmanit 2016, Psychol Methods 21, 69-92.",
    ),
    Method(
        "ordinal-dif",
        "Do the questions work alike in both groups?",
        ("dif", "p_dif", *tested("dif_log_odds")),
        "Whether people of both groups answer a question alike who answered the other questions "
        "alike. If not, a part of the difference on the scale may be one of how the question is "
        "read.",
        "Uniform differential item functioning: ordered logit of the item on the rest score and "
        "the group; likelihood ratio test (1 df) and the gain in McFadden's R2. A gain below .02 "
        "counts as alike whatever its p.",
        "Zumbo 1999, A Handbook on DIF; Swaminathan & Rogers 1990, J Educ Meas 27, 361-370; Choi, "
        "Gibbons & Crane 2011, J Stat Softw 39(8).",
    ),
)

WAVES = (
    Method(
        "inverse-variance",
        "Trend of the gap",
        tested("trend"),
        "Whether the gap between the groups grows or shrinks from wave to wave. Other people "
        "answer in every wave: it is not about how anybody changes.",
        "Slope of the published gaps over waves, weighted by their inverse variance, normal "
        "interval, over all gaps that the rounded averages stand for; at least three waves. "
        "'Grows' and 'shrinks' are about the gap's size, and only said where its direction is "
        "certain.",
        "Hedges & Olkin 1985, Statistical Methods for Meta-Analysis, 8.",
    ),
    Method(
        "cochran-q",
        "Do the waves differ?",
        ("heterogeneity", "df_heterogeneity", "p_heterogeneity", "log10_p_heterogeneity"),
        "Whether the gaps of the waves differ by more than chance would make them.",
        "Cochran's Q of the published gaps, chi-square with waves - 1 degrees of freedom; p is "
        "that of the least Q of all gaps that the rounded averages stand for.",
        "Cochran 1954, Biometrics 10, 101-129.",
    ),
)
