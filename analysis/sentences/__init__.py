"""From published numbers to sentences: the one place where results become words.

Pages, alt texts, documents and downloads all take their words from here, so that they say the same
of the same object. ``tell`` is the way in: any figure or comparison of a release becomes its
plain sentence, its technical paragraph and its reference. A second language is this package once
more.
"""

from analysis.sentences.asides import DRAWN, other_ways
from analysis.sentences.findings import finding
from analysis.sentences.headlines import (
    gist,
    headline,
    numbered,
    who_answered,
    widest_first,
    withheld,
)
from analysis.sentences.numbers import (
    count,
    decimals_of,
    decimals_of_both,
    interval,
    number,
    rounded,
    scores,
    signed,
)
from analysis.sentences.origins import how_answered, how_averaged, how_compared, how_counted
from analysis.sentences.row_words import (
    band_edges,
    band_names,
    cell,
    difference_cell,
    group_names,
    of_100,
    remark,
    sized,
    verdict_or_why,
)
from analysis.sentences.speech import first_lower, first_upper, headed, hint, listed, noun
from analysis.sentences.subject import Told
from analysis.sentences.supports import measure_name, support_finding, tell_support
from analysis.sentences.telling import tell

__all__ = [
    "DRAWN",
    "Told",
    "band_edges",
    "band_names",
    "cell",
    "count",
    "decimals_of",
    "decimals_of_both",
    "difference_cell",
    "finding",
    "first_lower",
    "first_upper",
    "gist",
    "group_names",
    "headed",
    "headline",
    "hint",
    "how_answered",
    "how_averaged",
    "how_compared",
    "how_counted",
    "interval",
    "listed",
    "measure_name",
    "noun",
    "number",
    "numbered",
    "of_100",
    "other_ways",
    "remark",
    "rounded",
    "scores",
    "signed",
    "sized",
    "support_finding",
    "tell",
    "tell_support",
    "verdict_or_why",
    "who_answered",
    "widest_first",
    "withheld",
]
