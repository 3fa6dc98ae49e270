"""The indicators that a codebook's supports make: received, wanted, wanted but not received."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.codebook.types import AtLeast, Codebook, Direction, Indicator, ScoreKind, Wording

HAS, WANTS, GAP = "has_", "wants_", "gap_"  # how the ids of a support's indicators begin


def supports_as_indicators(codebook: Codebook) -> Iterator[tuple[str, Indicator]]:
    """For each support: has_ (received), wants_ (important), gap_ (important, not received)."""
    wanted = AtLeast(at_least=codebook.important_at_least)
    for name, support in codebook.supports.items():
        given = support.label[:1].lower() + support.label[1:]
        for prefix, where, wording, direction in (
            (
                HAS,
                {support.received: ("yes",)},
                Wording(on=f"receiving {given}", have=f"received {given}"),
                Direction.HIGHER_IS_BETTER,
            ),
            (
                WANTS,
                {support.importance: wanted},
                Wording(on=f"wanting {given}", have=f"want {given}"),
                Direction.NEUTRAL,
            ),
            (
                GAP,
                {support.importance: wanted, support.received: ("no",)},
                Wording(on=f"going without {given}", have=f"want {given} and go without"),
                Direction.HIGHER_IS_WORSE,
            ),
        ):
            yield (
                f"{prefix}{name}",
                Indicator(
                    label=support.label,
                    kind=ScoreKind.SHARE,
                    where=where,
                    direction=direction,
                    unit="in 100",
                    wording=wording,
                ),
            )
