"""Every word of *Where do I stand?* that is not the codebook's; a second language is this again.

The person who reads may have had a bad day: nothing is cheered, advised, judged or promised.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis import sentences as say
from analysis.codebook import Codebook
from analysis.release import Release
from analysis.release.company import Shared
from analysis.release.standing import RARE, Peers, Place, coarse

NO_BREAK = "\u00a0"
NOT_YET = "There are not enough answers yet to stand beside. Come back when there are more."
PRIVACY = (
    "Your answers draw this page while you are here and are not stored: in no file, no log, no "
    "address. Reload or close it, and they are gone."
)
NOT_KEPT = "Answers are gone once the page is reloaded or closed, so it begins anew."
SKIP = "Skip this one"
NEXT, LAST, BACK = "Continue", "Show me where I stand", "Back"
CHANGE, CLEAR = "Change my answers", "Clear my answers"
CLEARED = "Your answers are cleared."
NOTHING_SAID = "You skipped every question, and that is fine"
COMPARE_WITH, ALL, EVERYONE = "Compare me with", "All", "everyone who answered"
RARE_ANSWER = "Fewer people said this. It still counts."
SAVE, SHARE = "Save this card", "Share"
KEEP, NOT_UPLOADED = (
    "Saved and shared from your own device as an image.",
    "Nothing is uploaded.",
)
REPORTED = (
    "Whoever hosts this site has your browser report to the makers of Streamlit, the software "
    "behind it, that this page is open: without your answers, but under a number that is the same "
    "on each visit."
)
SHARED = "This address leads to the page, and holds nothing of your answers:"
SAVED_AS = "where-i-stand"
NUMBERS = ("", "You", "Lower than yours")
TOO_FEW_TO_RANK = "not shown for so few people"
YOU, LESS, MORE = "you", "less", "more"
MOST_SHARED = "Of your answers, hard ones first, this is the one that most people share."
MOST_SHARED_RARE = "Of your answers, this is the one that most people share."
TALK = "If you would like to talk to somebody"
TALK_WHY = "This list is here for everybody, whatever they answered."
EVERYWHERE = "Everywhere"
DIRECTORY = "Find a Helpline", "https://findahelpline.com"
EMERGENCY = "In immediate danger, call the emergency number where you are."


def step(number: int, of: int) -> str:
    return f"Part {number} of {of}. Skip any question you like."


def percent(share: int) -> str:
    """'about 65%', 'nearly all'; the number and its sign stay on one line."""
    return "nearly all" if share >= 100 else f"about {share}%"


def peers_name(codebook: Codebook, peers: Peers) -> str:
    """'teams of one', 'people in teams', 'everyone who answered'."""
    sides = codebook.grouping
    names = {Peers.SOLO: sides.solo.many, Peers.TEAM: sides.team.many}
    return names.get(peers, EVERYONE)


def of_peers(codebook: Codebook, share: int, peers: Peers) -> str:
    """'About 65% of teams of one', 'Nearly all teams of one'."""
    named = peers_name(codebook, peers)
    nearly = "nearly " if peers is Peers.EVERYONE else "nearly all "
    return say.first_upper(f"{nearly if share >= 100 else f'{percent(share)} of '}{named}")


def peers_choice(codebook: Codebook, peers: Peers) -> str:
    """The same for a button, where there is little room: 'Teams of one', 'All'."""
    return ALL if peers is Peers.EVERYONE else say.first_upper(peers_name(codebook, peers))


def first_line(codebook: Codebook, shared: Shared | None, places: Sequence[Place]) -> str:
    """The first line of the result, before any score: what others said, word for word."""
    if shared is None and not places:
        return NOTHING_SAID
    share = shared.percent if shared else max(place.alike for place in places)
    if share <= RARE:
        return RARE_ANSWER
    told = "nearly everyone" if share >= 100 else percent(share)
    said = "said much the same" if shared is None else f"said {_counted(codebook, shared)}, too"
    return f"You are not the only one: {told} {said}"


def _counted(codebook: Codebook, shared: Shared) -> str:
    """The answers that were counted: 'often or always'."""
    options = codebook.options(shared.item)
    return " or ".join(say.first_lower(options[n].text) for n in shared.same)


def the_same(codebook: Codebook, shared: Shared, peers: Peers) -> str:
    """What 'the same' is: the question, the person's answer, the answers that were counted."""
    options = codebook.options(shared.item)
    mine = say.first_lower(options[shared.said].text)
    told = of_peers(codebook, shared.percent, peers)
    return (
        f"“{codebook.questions[shared.item].text}” You said {mine}. "
        f"{told} said {_counted(codebook, shared)}, too."
    )


def why_this_one(shared: Shared) -> str:
    return MOST_SHARED_RARE if shared.rare else MOST_SHARED


def nearest_part(codebook: Codebook, places: Sequence[Place], peers: Peers) -> str:
    """What 'much the same' is, where no single answers are published: a part of a scale."""
    best = max(places, key=lambda place: place.alike)
    told = of_peers(codebook, best.alike, peers)
    return f"{told} are in the same part of the scale on {say.noun(codebook, best.indicator)}."


def unscored(label: str, needed: int) -> str:
    questions = "1 question" if needed == 1 else f"{needed} questions"
    return f"{label} is left out: it takes {questions}."


def card_title(codebook: Codebook, peers: Peers) -> str:
    return f"Where I stand among {peers_name(codebook, peers)}"


def legend(codebook: Codebook, peers: Peers, per_dot: int) -> str:
    named = peers_name(codebook, peers)
    return f"Each dot is {per_dot}% of {named}. Filled: where I am too."


def source(release: Release, address: str) -> str:
    """What the card stands on, and where others can see how they stand."""
    synthetic = "Synthetic demo data. " if release.manifest.synthetic else ""
    link = address.partition("://")[2]
    return f"{synthetic}{release.codebook.title}. Release {release.id}. {link}".strip()


def row_note(place: Place) -> str:
    """Under the name of a scale on the card."""
    return RARE_ANSWER if place.alike <= RARE else f"{percent(place.alike)} are here too"


def row_alt(label: str, place: Place, names: Sequence[str]) -> str:
    """A row of the card for who can't see it."""
    parts = zip(names, place.shares, strict=True)
    spread = ", ".join(f"{name} {percent(coarse(share))}" for name, share in parts)
    return f"{label}: you are in the part “{names[place.band]}”. Peers: {spread}."


def lower(place: Place) -> str:
    """How many in 100 peers score lower, as it may be told."""
    return TOO_FEW_TO_RANK if place.percentile is None else percent(place.percentile)
