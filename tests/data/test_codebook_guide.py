"""What docs/codebook.md shows is true: its commands, their output, its example and its keys."""

from __future__ import annotations

import csv
import re
import shlex
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from analysis.codebook import Codebook, Kind
from analysis.codebook.instruments import KEYS
from analysis.codebook.intake_rules import NO_RESPONSES, Intake
from analysis.codebook.parsing import parse
from data.codebooks import load
from data.publish import publish
from data.releases import Store
from data.settings import Settings
from tests.data.test_draft import shops
from tests.surveys import NOON, book

GUIDE = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text("utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", GUIDE, flags=re.S)
CONSOLE = "\n".join(re.findall(r"```console\n(.*?)```", GUIDE, flags=re.S))
(EXAMPLE,) = [block for block in BLOCKS if block.startswith("#:schema")]
(MERGES,) = [block for block in BLOCKS if block.startswith("[questions.size]\nmerge")]
(EXCLUDE,) = [block for block in BLOCKS if block.startswith("[[intake.exclude]]")]
OFTEN = ("Never", "Now and then", "Always")


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The guide's codebook as a file."""
    file = tmp_path / "teachers.toml"
    file.write_text(EXAMPLE, "utf-8")
    return file


def arguments(command: str) -> list[str]:
    """What follows ``python -m data`` where the guide calls this command."""
    (said,) = re.findall(
        rf"python -m data ({command}\b.*?)(?:>.*)?$", CONSOLE.replace("\\\n", ""), flags=re.M
    )
    return shlex.split(said)


@pytest.fixture
def shop_owners(cli) -> None:
    """The guide's sheet and the codebook that its first command drafts."""
    with Path("shops.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(shops())
    Path("survey.toml").write_text(cli(*arguments("draft")).out, "utf-8")


@pytest.mark.usefixtures("shop_owners")
def test_the_ten_minutes_end_at_a_release(cli):
    drafted = Path("survey.toml").read_text("utf-8")
    shown = [block for block in BLOCKS if block not in (EXAMPLE, MERGES, EXCLUDE)]
    assert len(shown) == 4
    assert [block for block in shown if block not in drafted] == []
    told = cli(*arguments("check"))
    assert told.code == 0
    output = CONSOLE.split("--codebook survey.toml\n")[1].split("$")[0].strip()
    assert told.out.startswith(output)
    done = cli("publish", "shops.csv", "--codebook", "survey.toml")
    assert (done.code, done.err) == (0, "")


def test_the_guides_example_is_read_without_a_complaint(example):
    book = load(example)
    assert book.headlines == ("strain",)
    assert book.headers("tired") == ("I was tired in the morning.", "I was tired when I woke up.")


def test_a_survey_can_be_published_with_the_guides_example(example, tmp_path):
    book, sheet = load(example), tmp_path / "answers.csv"
    with sheet.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow([book.header(name) for name in book.questions])
        for n in range(150):
            school = ("Primary", "Secondary")[n % 2]
            often = (OFTEN[n % 3], OFTEN[(n + 1) % 3])
            rows.writerow([f"{1 + n % 28}/2/2026", 1 if n < 50 else 7, *often, school])
    release = publish(Settings(str(sheet), example, tmp_path / "store"), NOON.replace(month=3))
    heads = Store(tmp_path / "store").load(release).heads("school=primary")
    assert [head.about for head in heads] == [27, 52]  # 25 and 50 people


def test_its_rule_for_responses_to_leave_out_is_one():
    (rule,) = parse(tomllib.loads(EXAMPLE + EXCLUDE)).intake.exclude
    assert (rule.column, rule.values) == ("Consent", ("No", ""))


def test_its_answers_told_together_may_be():
    sizes, regions = ("1-9", "10-49", "50-plus"), ("africa", "europe", "oceania")
    asked = tomllib.loads(MERGES)["questions"]
    for name, codes in {"size": sizes, "region": regions}.items():
        options = [{"code": code, "text": code} for code in codes]
        asked[name] |= {"text": name, "kind": "category", "options": options}
    merges = book(asked, dimensions=["size", "region"]).questions["region"].merge
    assert [each.answers for each in merges] == [("africa", "oceania")]


def test_it_names_every_instrument_every_kind_and_every_key():
    assert [name for name in KEYS if f"`{name}`" not in GUIDE] == []
    assert [kind for kind in Kind if f"`{kind}`" not in GUIDE] == []
    schema = Codebook.model_json_schema()
    tables = [schema, *(each for each in schema["$defs"].values() if "properties" in each)]
    keys = set(chain.from_iterable(table["properties"] for table in tables))
    assert sorted(key for key in keys if not re.search(rf"\b{key}\b", GUIDE)) == []


def test_it_says_what_counts_unless_something_else_is_said():
    words = " ".join(GUIDE.split())
    assert [text for text in Intake().missing if f"`{text}`" not in words] == []
    for rule in NO_RESPONSES:
        assert f"`{rule.column}` *{', '.join(rule.values)}*" in words
