"""The boundary between private and public: what may be published, and how it is rounded.

``protect`` is the only function that turns private tallies into published tables; the rules in
force stand in every release.
"""

RULES_IN_FORCE = (
    "1 threshold",
    "2 complementary suppression",
    "3 feasibility intervals",
    "4 rounded counts and bands",
    "5 rounded moments",
    "6 homogeneity",
    "7 blocks and cadence",
    "8 models",
    "10 small surveys",
    "11 finer views",
    "12 merging",
    "13 no answer is no group",
)
