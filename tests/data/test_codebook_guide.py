"""The example in docs/codebook.md is a codebook, and a survey can be published with it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from analysis.codebook.instruments import KEYS
from data.codebooks import load
from data.publish import publish
from data.releases import Store
from data.settings import Settings
from tests.surveys import NOON

GUIDE = Path(__file__).parents[2] / "docs" / "codebook.md"
OFTEN = ("Never", "Now and then", "Always")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The guide's codebook as a file."""
    (text,) = re.findall(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), flags=re.S)
    file = tmp_path / "teachers.toml"
    file.write_text(text, "utf-8")
    return file


def test_the_guides_example_is_read_without_a_complaint(example):
    book = load(example)
    assert book.headlines == ("strain",)
    assert book.headers("tired") == ("I was tired in the morning.", "I was tired when I woke up.")


def test_a_survey_can_be_published_with_the_guides_example(example, tmp_path):
    book, sheet = load(example), tmp_path / "answers.csv"
    with sheet.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow([book.header(name) for name in book.questions])
        for n in range(120):
            school = ("Primary", "Secondary")[n % 2]
            often = (OFTEN[n % 3], OFTEN[(n + 1) % 3])
            rows.writerow([f"{1 + n % 28}/2/2026", 1 if n < 50 else 7, *often, school])
    release = publish(Settings(str(sheet), example, tmp_path / "store"), NOON.replace(month=3))
    heads = Store(tmp_path / "store").load(release).heads("school=primary")
    assert [head.about for head in heads] == [27, 37]  # 25 and 35 people


def test_the_guide_names_every_instrument_and_every_kind():
    text = GUIDE.read_text("utf-8")
    assert [name for name in KEYS if f"`{name}`" not in text] == []
