"""Helplines for everybody, read from pages/helplines.toml so that a change shows at once."""

from __future__ import annotations

import logging
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from pages.parts import show
from pages.parts.words import safe
from pages.parts.you import words

FILE = Path(__file__).parents[2] / "helplines.toml"
WEB = re.compile(r"https://[\w./-]+")
CALL = re.compile(r"\+?[\d ]+")
log = logging.getLogger("team_of_one")


@dataclass(frozen=True)
class Helpline:
    """Somebody to talk to; ``call`` is a number as it is dialled, ``web`` an address."""

    country: str
    name: str
    call: str = ""
    web: str = ""
    about: str = ""

    def __post_init__(self) -> None:
        if not (self.call or self.web):
            raise ValueError(f"helpline {self.name!r} has neither call nor web")
        if self.call and not CALL.fullmatch(self.call):
            raise ValueError(f"helpline {self.name!r}: {self.call!r} is not a number to dial")
        if self.web and not WEB.fullmatch(self.web):
            raise ValueError(f"helpline {self.name!r}: {self.web!r} is not an https address")


@dataclass(frozen=True)
class Helplines:
    """Everybody to talk to, and what to do in an emergency."""

    emergency: str
    lines: tuple[Helpline, ...]


DIRECTORY = Helpline(words.EVERYWHERE, words.DIRECTORY[0], web=words.DIRECTORY[1])


def read(file: Path) -> Helplines:
    """The helplines of a file; ValueError names what is wrong in it."""
    said = tomllib.loads(file.read_text("utf-8"))
    try:
        lines = tuple(Helpline(**entry) for entry in said["helplines"])
        return Helplines(str(said["emergency"]), lines)
    except (KeyError, TypeError) as error:
        raise ValueError(f"{file.name}: {error}") from error


def show_helplines(*, unfolded: bool) -> None:
    """The same list for everybody; a file that can't be read leaves the directory of all lines."""
    try:
        found = read(FILE)
    except (OSError, ValueError) as error:
        log.error("The helplines can't be read: %s", error)
        found = Helplines(words.EMERGENCY, (DIRECTORY,))
    with st.expander(words.TALK, expanded=unfolded, icon=":material/call:"):
        st.write(safe(words.TALK_WHY))
        st.markdown("\n\n".join(_entry(each) for each in found.lines))
        show.fine(found.emergency)


def _entry(each: Helpline) -> str:
    """A paragraph of Markdown: the country, then who to reach, with links that call or open."""
    ways = []
    if each.call:
        shown = safe(each.call.replace(" ", words.NO_BREAK))
        ways.append(f"[{shown}](tel:{each.call.replace(' ', '')})")
    if each.web:
        ways.append(f"[{safe(each.web.removeprefix('https://'))}]({each.web})")
    about = f", {safe(each.about)}" if each.about else ""
    return f"**{safe(each.country)}**  \n{safe(each.name)}: {' or '.join(ways)}{about}"
