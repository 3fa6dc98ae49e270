"""Drawing respondents from the model: every question's true answers, before any dirt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.demo.model import (
    ALONE_IN,
    COUNT_SPREAD,
    COUNTS,
    CUTS,
    DIMENSIONS,
    INDUSTRY_SHIFT,
    INTRODUCTIONS_EASE,
    ISOLATION_BY_INDUSTRY,
    OTHER_ROLE,
    ROLES,
    ROLES_SOLO,
    SCALES,
    SINGLE_ITEMS,
    SIZE_GIVES,
    SIZE_SHIFT,
    SOLO_SHIFT,
    SOLO_WANTS,
    STRAIN,
    SUPPORTS,
    TEAM_SIZE_SHIFT,
    TEAM_SIZES,
    WAVE_SHIFT,
    WAVES,
    YES_NO_ITEMS,
    Mix,
)

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int16]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class People:
    """Respondents: who they are, and what moves their answers (arrays of length n)."""

    solo: Flags
    traits: Mapping[str, Floats]


def respondents(rows: int, rng: np.random.Generator) -> dict[str, Ints]:
    """Every question's true answers of ``rows`` people, in order of their wave.

    An option is its position in the codebook, a count itself (not yet held to the question's
    range), ticks are a binary number (bit n for option n). ``wave`` counts from 0.
    """
    told = {"wave": np.sort(_draw(rng, WAVES, rows))}
    for name, shares in DIMENSIONS.items():
        told[name] = _draw(rng, tuple(shares.values()), rows)
    solo = rng.random(rows) < np.array(ALONE_IN)[told["org_size"]]
    told["team_size"] = np.where(solo, 0, 1 + _draw(rng, TEAM_SIZES, rows)).astype(np.int16)
    told |= _received(told, solo, rng)
    people = People(solo, _traits(told, solo, rng))
    told |= _wanted(told, people, rng)
    for ordinal in (*SCALES.values(), SINGLE_ITEMS):
        told |= {name: _ordinal(people, mix, rng) for name, mix in ordinal.items()}
    told |= {name: _yes(people, mix, rng) for name, mix in YES_NO_ITEMS.items()}
    told |= {name: _count(people, mix, rng) for name, mix in COUNTS.items()}
    told["roles"] = _roles(people, rng)
    return told


def _draw(rng: np.random.Generator, shares: tuple[float, ...], rows: int) -> Ints:
    """Positions drawn with these shares."""
    edges = np.cumsum(shares)[:-1]
    return np.searchsorted(edges, rng.random(rows), side="right").astype(np.int16)


def _normal(rng: np.random.Generator, rows: int) -> Floats:
    return rng.standard_normal(rows, dtype=np.float32)


def _received(told: Mapping[str, Ints], solo: Flags, rng: np.random.Generator) -> dict[str, Ints]:
    """Position 0 (yes) or 1 (no) for every support."""
    generous = SIZE_GIVES * (told["org_size"] - 2) + 0.4 * _normal(rng, len(solo))
    return {
        f"received_{name}": (
            offer.received + offer.solo * solo + generous + _normal(rng, len(solo)) < 0
        ).astype(np.int16)
        for name, offer in SUPPORTS.items()
    }


def _traits(told: Mapping[str, Ints], solo: Flags, rng: np.random.Generator) -> dict[str, Floats]:
    strain, traits = _normal(rng, len(solo)), {}
    for trait, weight in STRAIN.items():
        drawn = weight * strain + np.sqrt(1 - weight**2) * _normal(rng, len(solo))
        shift = SOLO_SHIFT[trait] * solo
        if trait == "isolation":
            shift = shift * np.array(ISOLATION_BY_INDUSTRY)[told["industry"]]
            eased = np.where(solo, INTRODUCTIONS_EASE["solo"], INTRODUCTIONS_EASE["team"])
            shift = shift - eased * (told["received_introductions"] == 0)
        shift = shift + SIZE_SHIFT[trait] * (told["org_size"] - 2)
        shift = shift + WAVE_SHIFT[trait] * told["wave"]
        shift = shift + TEAM_SIZE_SHIFT[trait] * np.maximum(told["team_size"] - 1, 0)
        shift = shift + np.array(INDUSTRY_SHIFT[trait])[told["industry"]]
        traits[trait] = (drawn + shift).astype(np.float32)
    return traits


def _latent(people: People, mix: Mix) -> Floats:
    """The part of an answer that people bring with them, noise still to come."""
    latent = np.float32(mix.start) + np.float32(mix.solo) * people.solo
    for trait, weight in (
        ("burnout", mix.burnout), ("isolation", mix.isolation), ("praise", mix.praise),
    ):  # fmt: skip
        if weight:
            latent = latent + np.float32(weight) * people.traits[trait]
    return latent.astype(np.float32)


def _noisy(people: People, mix: Mix, rng: np.random.Generator) -> Floats:
    explained = mix.burnout**2 + mix.isolation**2 + mix.praise**2
    noise = np.float32(np.sqrt(1 - explained))
    return _latent(people, mix) + noise * _normal(rng, len(people.solo))


def _ordinal(people: People, mix: Mix, rng: np.random.Generator) -> Ints:
    return np.searchsorted(CUTS, _noisy(people, mix, rng)).astype(np.int16)


def _yes(people: People, mix: Mix, rng: np.random.Generator) -> Ints:
    """0 (yes) where the latent answer is above zero, else 1 (no)."""
    return (_noisy(people, mix, rng) <= 0).astype(np.int16)


def _count(people: People, mix: Mix, rng: np.random.Generator) -> Ints:
    spread = np.float32(COUNT_SPREAD) * _normal(rng, len(people.solo))
    mean = np.exp(_latent(people, mix) + spread - COUNT_SPREAD**2 / 2)
    return rng.poisson(mean).astype(np.int16)


def _wanted(told: Mapping[str, Ints], people: People, rng: np.random.Generator) -> dict[str, Ints]:
    """Importance 0-4 of every support, and the barrier's position (4: does not apply)."""
    wants, rows = 0.5 * _normal(rng, len(people.solo)), len(people.solo)
    answers: dict[str, Ints] = {}
    for name, offer in SUPPORTS.items():
        latent = offer.wanted + SOLO_WANTS * people.solo + wants + 0.8 * _normal(rng, rows)
        answers[f"importance_{name}"] = np.searchsorted(CUTS, latent).astype(np.int16)
        barrier = _draw(rng, offer.barriers, rows)
        received = told[f"received_{name}"] == 0
        answers[f"barrier_{name}"] = np.where(received, 4, barrier).astype(np.int16)
    return answers


def _roles(people: People, rng: np.random.Generator) -> Ints:
    """Bit n for the codebook's nth role, the bit after the last for a role of one's own."""
    ticks = np.zeros(len(people.solo), dtype=np.int16)
    for bit, commonness in enumerate(ROLES):
        worn = commonness + ROLES_SOLO * people.solo + _normal(rng, len(people.solo)) > 0
        ticks |= (worn.astype(np.int16) << bit).astype(np.int16)
    own = rng.random(len(people.solo)) < OTHER_ROLE
    return ticks | (own.astype(np.int16) << len(ROLES)).astype(np.int16)
