"""What a survey is: its codebook as frozen types, how one is read, checked and scored.

``parsing.parse`` is the only door in: it validates a mapping (what a TOML file says) and reports
every problem at once. Inside the program a codebook is always complete and consistent.
"""

from analysis.codebook.intake_rules import NO_RESPONSES, Exclusion
from analysis.codebook.types import (
    NOT_GIVEN,
    OTHER,
    SMALLEST_K,
    AtLeast,
    Chapter,
    Codebook,
    Direction,
    Group,
    Grouping,
    Indicator,
    Kind,
    KnownShares,
    Model,
    ModelKind,
    Option,
    Period,
    Question,
    ScoreKind,
    Support,
    Wave,
    Wording,
)

__all__ = [
    "NOT_GIVEN",
    "NO_RESPONSES",
    "OTHER",
    "SMALLEST_K",
    "AtLeast",
    "Chapter",
    "Codebook",
    "Direction",
    "Exclusion",
    "Group",
    "Grouping",
    "Indicator",
    "Kind",
    "KnownShares",
    "Model",
    "ModelKind",
    "Option",
    "Period",
    "Question",
    "ScoreKind",
    "Support",
    "Wave",
    "Wording",
]
