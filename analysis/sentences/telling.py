"""From any published figure to its words: the one way from a release to text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.methods import method_of
from analysis.published import Comparison, Figure
from analysis.release import Release
from analysis.sentences import behind, contrasts, groups, levels, models
from analysis.sentences.explaining import technical
from analysis.sentences.findings import finding
from analysis.sentences.speech import first_upper
from analysis.sentences.subject import Subject, Told

Teller = Callable[[Subject, Figure], str]

TELLERS: Mapping[str, Teller] = {
    "n": groups.scored,
    "unscored": groups.unscored,
    "mean": groups.mean,
    "sd": groups.sd,
    "median": groups.median,
    "level_n": levels.level_n,
    "level_mean": levels.level_mean,
    "level_sd": levels.level_sd,
    "share": groups.share,
    "superiority": contrasts.superiority,
    "cliffs_delta": contrasts.cliffs_delta,
    "hedges_g": contrasts.hedges_g,
    "equivalence": contrasts.equivalence,
    "share_difference": contrasts.share_difference,
    "share_ratio": contrasts.share_ratio,
    "minimum_detectable": contrasts.minimum_detectable,
    "placement_sd": contrasts.placement_sd,
    "tie_factor": contrasts.tie_factor,
    "adjusted_difference": models.adjusted_difference,
    "unadjusted_difference": models.unadjusted_difference,
    "ordinal_log_odds": models.ordinal_log_odds,
    "weighted_difference": models.weighted_difference,
    "effective_n": models.effective_n,
    "moderation": models.moderation,
    "gap_with": models.gap_with,
    "gap_without": models.gap_without,
    "alpha": models.alpha,
    "omega": models.omega,
    "dif": models.dif,
    "dif_log_odds": models.dif_log_odds,
    "trend": models.trend,
    "heterogeneity": models.heterogeneity,
}


def tell(release: Release, result: Figure | Comparison) -> Told:
    """One result in words: its sentence, how it was computed, for whom and by whom."""
    if isinstance(result, Comparison):
        return _told_comparison(release, result)
    subject = Subject(release, result.indicator, result.cohort)
    if result.measure == "mean_difference":
        compared = release.comparison(result.indicator, result.cohort)
        if isinstance(compared, Comparison):
            return _told_comparison(release, compared)
    return _told(subject, result, plain(subject, result))


def plain(subject: Subject, figure: Figure) -> str:
    """The plain sentence of one figure."""
    kind = behind.behind(figure.measure)
    if figure.value is None and not (kind and behind.is_told(figure)):
        name = behind.name_of(subject, kind[1] if kind else figure.measure, figure.term)
        return f"{first_upper(name)} can't be shown, because {figure.reason}."
    if kind:
        return behind.plain(subject, figure, *kind)
    return TELLERS[figure.measure](subject, figure)


def _told_comparison(release: Release, compared: Comparison) -> Told:
    subject = Subject(release, compared.indicator, compared.cohort)
    figure = subject.figure("mean_difference")
    sentence = finding(release, compared)
    return Told(sentence, "", "") if figure is None else _told(subject, figure, sentence)


def _told(subject: Subject, figure: Figure, sentence: str) -> Told:
    method = method_of(figure.measure, subject.codebook, figure.method)
    return Told(sentence, technical(subject, figure, method), method.reference, method.plain)
