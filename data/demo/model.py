"""The model behind the synthetic demo survey, in numbers: known true effects, nobody real.

Each respondent (``data.demo.people``) draws, in this order:

1. a wave, a place in every filter dimension, and whether they work alone. Small organisations
   have more teams of one (``ALONE_IN``); over all sizes about 40 in 100 respondents are solo.
2. which supports they received: a standard normal propensity plus the support's commonness, a
   lift with the size of the organisation and a shift for solo, cut at zero.
3. three latent traits, burnout, isolation and praise. Each is ``w * strain + sqrt(1 - w^2) *
   own`` with standard normal ``strain`` (shared by the three) and ``own``, plus shifts: for solo
   (``SOLO_SHIFT``), for the size of the organisation, the wave, the industry, the size of the
   team. The solo shift of isolation is multiplied by ``ISOLATION_BY_INDUSTRY`` and lessened by
   ``INTRODUCTIONS_EASE`` for those who were introduced to peers.
4. an answer to every item: ``LOADING * trait + sqrt(1 - LOADING^2) * noise + item shift``, cut at
   ``CUTS`` into five ordinal answers. Other questions mix the traits in their own weights
   (``SINGLE_ITEMS``); counts are Poisson with a log-normal mean that depends on them.

Group means therefore differ as ``TRUE_EFFECTS`` says, while any two people may differ either way.
Missing answers and dirt (``data.demo.dirt``) come after and depend on none of this, so they move
no true effect.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

TRUE_EFFECTS: Mapping[str, float] = MappingProxyType(
    {"burnout": 4.0, "isolation": 10.0, "praise": -9.0}
)
"""Solo minus team on each scale, in points of 0-100, to a tenth of a point."""

TRUE_ISOLATION_GAPS: Mapping[str, float] = MappingProxyType(
    {
        "received_introductions=yes": 5.7,
        "received_introductions=no": 10.8,
        "industry=public": 13.6,
        "industry=technology": 6.5,
    }
)
"""Solo minus team on isolation among those who gave one answer, in points, to a fifth of one."""

DIMENSIONS: Mapping[str, Mapping[str, float]] = {
    "industry": {
        "charity": 0.12, "education": 0.13, "health": 0.10, "media": 0.14,
        "public": 0.11, "retail": 0.16, "technology": 0.14, "other": 0.10,
    },
    "org_size": {
        "1-9": 0.14, "10-49": 0.21, "50-249": 0.26, "250-999": 0.20, "1000-plus": 0.19,
    },
    "seniority": {"junior": 0.17, "mid": 0.42, "senior": 0.28, "lead": 0.13},
    "region": {
        "africa": 0.06, "asia": 0.14, "europe": 0.33,
        "latin-america": 0.09, "north-america": 0.31, "oceania": 0.07,
    },
    "employment": {"in-house": 0.70, "agency": 0.14, "freelance": 0.16},
}  # fmt: skip
"""The share of respondents at each level, levels in the codebook's order."""

WAVES = (0.20, 0.24, 0.26, 0.30)
ALONE_IN = (0.68, 0.55, 0.40, 0.26, 0.17)  # the share of solo at each organisation size
TEAM_SIZES = (0.48, 0.33, 0.19)  # 2-3, 4-6, 7 or more, of those in teams

STRAIN = {"burnout": 0.70, "isolation": 0.60, "praise": -0.50}
SOLO_SHIFT = {"burnout": 0.181, "isolation": 0.441, "praise": -0.398}
SIZE_SHIFT = {"burnout": 0.02, "isolation": -0.02, "praise": 0.00}  # per step of organisation size
WAVE_SHIFT = {"burnout": 0.03, "isolation": 0.00, "praise": 0.01}  # per wave
TEAM_SIZE_SHIFT = {"burnout": -0.04, "isolation": -0.09, "praise": 0.05}  # per step above 2-3
INDUSTRY_SHIFT = {
    "burnout": (0.05, 0.00, 0.15, 0.05, -0.05, 0.00, -0.05, 0.00),
    "isolation": (0.00, 0.05, 0.05, -0.10, 0.10, 0.00, -0.05, 0.00),
    "praise": (0.10, 0.00, -0.05, 0.05, -0.15, 0.00, 0.10, 0.00),
}
ISOLATION_BY_INDUSTRY = (1.10, 1.15, 1.10, 0.80, 1.40, 0.95, 0.60, 1.00)
INTRODUCTIONS_EASE = {"solo": 0.35, "team": 0.10}

LOADING = 0.75
CUTS = np.array([-1.2, -0.4, 0.4, 1.2], dtype=np.float32)


@dataclass(frozen=True)
class Mix:
    """What moves the answer to a question: weights of the traits, a solo shift, a constant."""

    burnout: float = 0.0
    isolation: float = 0.0
    praise: float = 0.0
    solo: float = 0.0
    start: float = 0.0


def _items(trait: str, starts: Mapping[str, float]) -> dict[str, Mix]:
    return {item: Mix(**{trait: LOADING}, start=start) for item, start in starts.items()}


SCALES: Mapping[str, Mapping[str, Mix]] = {
    "burnout": _items(
        "burnout",
        {"worn_out": 0.3, "detached": -0.1, "foggy": 0.0,
         "short_fused": -0.3, "no_energy": 0.2, "dread": -0.1},
    ),
    "isolation": {
        **_items("isolation", {"no_sounding_board": 0.1, "left_out": 0.0, "alone_bad_days": 0.2}),
        "peers_elsewhere": Mix(isolation=-LOADING, start=0.1),
    },
    "praise": _items(
        "praise",
        {"manager_praise": 0.1, "leadership_praise": -0.3,
         "specific_praise": -0.2, "work_understood": -0.1},
    ),
}  # fmt: skip

SINGLE_ITEMS = {
    "approver_understands": Mix(praise=0.5, solo=-0.20),
    "reopened": Mix(burnout=0.2, praise=-0.3, solo=0.05, start=0.1),
    "overload": Mix(burnout=0.5, solo=0.15, start=0.3),
    "always_on": Mix(burnout=0.4, isolation=0.1, solo=0.20, start=0.5),
    "slip_fear": Mix(burnout=0.3, isolation=0.2, solo=0.10, start=0.3),
    "misunderstood": Mix(isolation=0.3, praise=-0.4, solo=0.15, start=0.5),
    "validated": Mix(isolation=-0.4, praise=0.3, solo=-0.15, start=-0.6),
    "belonging": Mix(isolation=-0.5, praise=0.2, solo=-0.10, start=-0.2),
    "fulfilment": Mix(burnout=-0.4, praise=0.3, solo=0.05, start=0.8),
}

YES_NO_ITEMS = {
    "told_to_ignore": Mix(isolation=0.2, praise=-0.2, solo=0.15, start=-0.1),
    "slip_happened": Mix(burnout=0.2, start=-1.0),
}

COUNTS = {  # start is the logarithm of the mean; of hostile_days, of days in fourteen
    "praise_internal": Mix(praise=0.45, solo=-0.15, start=0.9),
    "criticism_internal": Mix(burnout=0.15, praise=-0.25, solo=0.10, start=1.1),
    "praise_followers": Mix(praise=0.10, start=2.4),
    "criticism_followers": Mix(burnout=0.20, start=2.2),
    "sign_offs": Mix(praise=-0.10, solo=-0.05, start=0.6),
    "hours_waiting": Mix(praise=-0.25, solo=0.10, start=2.2),
    "hostile_days": Mix(burnout=0.25, solo=0.05, start=1.1),
    "unsolicited_tips": Mix(isolation=0.15, praise=-0.10, solo=0.20, start=1.3),
}
COUNT_SPREAD = 0.6  # standard deviation of the logarithm of the mean

ROLES = (1.3, 0.6, 0.1, 0.2, 1.0, 0.1, -0.5, 0.9)  # the codebook's order; z-value of wearing one
ROLES_SOLO = 0.45
OTHER_ROLE = 0.06  # the share who write a role of their own


@dataclass(frozen=True)
class Offer:
    """A support: how common and how wanted it is (z-values), and what stands in its way.

    ``barriers`` are shares of money, time, permission, unaware.
    """

    received: float
    solo: float
    wanted: float
    barriers: tuple[float, float, float, float]


SUPPORTS = {
    "conference_budget": Offer(-0.5, -0.40, 0.5, (0.60, 0.12, 0.20, 0.08)),
    "events": Offer(-0.4, -0.35, 0.4, (0.45, 0.30, 0.17, 0.08)),
    "memberships": Offer(-0.8, -0.30, 0.2, (0.50, 0.06, 0.14, 0.30)),
    "online_groups": Offer(-0.6, -0.25, 0.1, (0.40, 0.10, 0.15, 0.35)),
    "introductions": Offer(-0.3, -0.45, 0.6, (0.08, 0.27, 0.10, 0.55)),
    "mentoring": Offer(-0.6, -0.45, 0.6, (0.25, 0.30, 0.10, 0.35)),
    "community_time": Offer(-0.5, -0.30, 0.4, (0.18, 0.47, 0.25, 0.10)),
    "feedback": Offer(0.2, -0.45, 0.9, (0.03, 0.55, 0.07, 0.35)),
    "listening": Offer(0.4, -0.35, 0.9, (0.02, 0.55, 0.08, 0.35)),
    "manager_learning": Offer(-0.4, -0.30, 0.7, (0.05, 0.55, 0.05, 0.35)),
    "praise_given": Offer(0.3, -0.40, 0.7, (0.03, 0.40, 0.07, 0.50)),
}
SIZE_GIVES = 0.10  # larger organisations give more: z-value per step of size
SOLO_WANTS = 0.25
