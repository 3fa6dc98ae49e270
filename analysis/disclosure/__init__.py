"""The boundary between private and public: what may be published, and how it is rounded.

``protect`` is the only function that turns private tallies into published tables. In force are
primary suppression, homogeneity and the rounding of counts and moments; ``RULES_IN_FORCE`` says
so in every release.
"""

RULES_IN_FORCE = ("1 threshold", "4 rounded counts and bands", "5 rounded moments", "6 homogeneity")
