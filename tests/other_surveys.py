"""Two small surveys that are not ours, with made-up responses, and the words that are ours alone.

The nurses' has everything that a codebook can hold, and groups of which one's name lies in the
other's; the rowers' as little as a codebook may say: no filters, no waves, no wording.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from data.publish import publish
from data.settings import Settings
from tests.surveys import CODEBOOKS, NOON, settings, write_sheet

NAMES = ("nurses", "rowers")
Row = dict[str, str]


def published(name: str, folder: Path) -> Settings:
    """The settings of one of the surveys, with one release in a store in the folder."""
    made = survey(name, folder)
    publish(made, NOON, close=True)
    return made


def survey(name: str, folder: Path) -> Settings:
    """The settings of one of the surveys, whose responses are written into the folder."""
    rows = {"nurses": _nurses, "rowers": _rowers}[name]()
    sheet = write_sheet(folder / f"{name}.csv", rows)
    return settings(sheet, codebook=CODEBOOKS / f"{name}.toml")


def _nurses(people: int = 900) -> list[Row]:
    """Women are more tired and in a worse mood than men; some leave questions out."""
    rng, rows = np.random.default_rng(1), []
    for number in range(people):
        woman, wave = number % 2 == 0, number % 3
        often, fair = ("Never", "Seldom", "At times", "Mostly"), ("Low", "Fair", "Good")
        low = 1 if woman and number % 5 else 0
        rows.append(
            {
                "Timestamp": f"{1 + 3 * wave}/{rng.integers(1, 28)}/2026 9:{number % 60:02}",
                "Are you a woman or a man?": "Woman" if woman else "Man",
                "Which ward are you on?": ("Surgery", "Children", "Emergency")[rng.integers(3)],
                "Which shift do you mostly take?": ("Day", "Night")[rng.integers(2)],
                **{
                    f"Over the last month, how often was this so? [{row}]": cell
                    for row, cell in (
                        ("My back was sore.", often[rng.integers(low, 4)]),
                        ("I lay awake after a shift.", often[rng.integers(low, 4)]),
                        ("I woke up rested.", often[rng.integers(4 - low)]),
                    )
                },
                "How is your mood on most days?": (*fair, "")[rng.choice(4, p=_mood(woman))],
                "How many times did a patient thank you last week?": str(rng.integers(0, 12)),
                "How many times did a patient blame you last week?": str(rng.integers(0, 8)),
                "Which of these did you do last week?": ", ".join(
                    ("Ward rounds", "Records", "Teaching", "Transport")[: rng.integers(1, 5)]
                ),
                "Were you hurt on a shift last month?": _yes(rng, 0.35 if woman else 0.15),
                "Do you have a place in the hospital's crèche?": _yes(rng, 0.3),
                "How much do you want a place in the crèche?": _wish(rng),
                "What keeps you from a place in the crèche?": _hurdle(rng),
                "Do you have a parking space?": _yes(rng, 0.5 if woman else 0.7),
                "How much do you want a parking space?": _wish(rng),
                "What keeps you from a parking space?": _hurdle(rng),
            }
        )
    return rows


def _mood(woman: bool) -> tuple[float, ...]:
    return (0.4, 0.35, 0.2, 0.05) if woman else (0.2, 0.35, 0.4, 0.05)


def _yes(rng: np.random.Generator, share: float) -> str:
    return "Yes" if rng.random() < share else "No"


def _wish(rng: np.random.Generator) -> str:
    return ("Not at all", "A little", "Much")[rng.integers(3)]


def _hurdle(rng: np.random.Generator) -> str:
    return ("It costs too much", "It is too far away", "Does not apply")[rng.integers(3)]


def _rowers(people: int = 400) -> list[Row]:
    """Beginners read less on Facebook and enjoy it less; some leave questions out."""
    rng, rows = np.random.default_rng(2), []
    for number in range(people):
        crew = number % 2 == 0
        joys = ("Not much", "Somewhat", "Very much", "More than anything", "")
        places = ("On Facebook", "On the board", "Nowhere")
        rows.append(
            {
                "Do you row in a crew, or in a crew of beginners?": (
                    "A crew" if crew else "A crew of beginners"
                ),
                "Where do you read the club's news?": places[
                    rng.choice(3, p=(0.6, 0.3, 0.1) if crew else (0.3, 0.5, 0.2))
                ],
                "How much do you enjoy rowing?": joys[
                    rng.choice(
                        5, p=(0.1, 0.2, 0.3, 0.3, 0.1) if crew else (0.3, 0.3, 0.2, 0.1, 0.1)
                    )
                ],
                "How many outings did you make last month?": str(rng.integers(0, 20)),
                "Were you injured this season?": _yes(rng, 0.2),
            }
        )
    return rows
