"""Words on pages: what comes from a codebook is shown letter by letter."""

from __future__ import annotations

import re

from analysis.codebook import Codebook

JOINER = "\u2060"  # word joiner: of no width, and no break


def safe(text: str) -> str:
    """Text that Markdown shows letter by letter: no links, images, colours or formulas.

    Bare addresses are linked and icons' names drawn even where they are escaped, so an invisible
    character parts them.
    """
    parted = re.sub(r"(?<=:)(?=[\w/])|(?<=www)(?=\.)|(?=@)", JOINER, text, flags=re.IGNORECASE)
    return re.sub(r"([\\`*_{}\[\]()#+\-.!$:<>~|&])", r"\\\1", parted)


def unescaped(told: str) -> str:
    """The text that ``safe`` was given, for places that take no Markdown."""
    return re.sub(r"\\(.)", r"\1", told).replace(JOINER, "")


def coloured(sentence: str, codebook: Codebook) -> str:
    """A sentence as Markdown with the two groups' names in their colours, each where it first is.

    Both are looked for at once, as whole words and the longer name first: 'men' is not found in
    'women', nor 'rowers' in 'novice rowers'.
    """
    sides = ((codebook.grouping.solo, "orange"), (codebook.grouping.team, "blue"))
    colours = {safe(group.many).casefold(): colour for group, colour in sides}
    names = "|".join(map(re.escape, sorted(colours, key=len, reverse=True)))

    def painted(found: re.Match[str]) -> str:
        colour = colours.pop(found[0].casefold(), None)
        return f":{colour}[**{found[0]}**]" if colour else found[0]

    return re.sub(rf"(?<!\w)(?:{names})(?!\w)", painted, safe(sentence), flags=re.IGNORECASE)
