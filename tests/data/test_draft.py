"""From a sheet that exists to a codebook that reads it: ``python -m data draft``."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from analysis.codebook import Kind
from data.demo import write
from tests.drafts import FORM, answered, book, texts
from tests.sheets_cases import ID
from tests.sheets_files import tab_of

HEADS = (
    "Timestamp", "Do you run the shop on your own?",
    "I am worn out in the evening. (1 = not at all, 5 = completely)",
    "I like to open the shop. (1 = not at all, 5 = completely)",
    "I have nobody to ask. (1 = not at all, 5 = completely)",
    "What did you do last month? (tick all)", "How many deliveries came last month?",
    "What kind of shop is it?", "Anything else?",
)  # fmt: skip
TICKS = ("Baking bread, cakes", "Repairs", "Deliveries", "Window display")


def shops(rows=160, seed=3):
    """Responses of shop owners: one option holds a comma, a few shops are unlike all others."""
    draw = random.Random(seed)
    yield HEADS
    for n in range(rows):
        alone, trait = draw.random() < 0.5, draw.gauss(0, 1)
        low = [max(1, min(5, round(3 + turn * trait + draw.gauss(0, 0.7)))) for turn in (1, -1, 1)]
        kind = draw.choice(("Bakery", "Book shop")) if n % 20 else draw.choice(("Farm shop", "Spa"))
        yield (
            f"{1 + n % 9}/{13 + n % 15}/2026 9:{n % 60:02}:00",
            "Yes, I am the only one" if alone else "No, I have staff",
            *low,
            ", ".join(tick for tick in TICKS if draw.random() < 0.5),
            draw.choice((0, 1, 2, 3, 5, 8, 12, 20)),
            kind,
            draw.choice(("", "", "", "", "More light!", "No")),
        )


def test_an_owners_sheet_comes_to_a_first_release_in_three_commands(cli, drafted):
    drafted(shops(), "--group", HEADS[1], "--solo", "Yes, I am the only one")
    told = cli("check", "answers.csv", "--codebook", "drafted.toml")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("160 responses: ")
    done = cli("publish", "answers.csv", "--codebook", "drafted.toml", "--store", "store")
    assert (done.code, done.err) == (0, "")
    assert len(cli("releases", "--store", "store").out.splitlines()) == 1


def test_its_questions_are_what_the_owner_asked(drafted):
    made = book(drafted(shops(), "--group", HEADS[1], "--solo", "Yes, I am the only one"))
    kinds = {made.header(name): asked.kind.value for name, asked in made.questions.items()}
    assert list(kinds.values()) == [
        "date", "category", "ordinal", "ordinal", "ordinal", "multi-select", "count", "category",
    ]  # fmt: skip
    assert made.intake.ignore == ("Anything else?",)
    (ticks,) = [name for name, asked in made.questions.items() if asked.kind is Kind.MULTI_SELECT]
    assert tuple(texts(made, ticks)) == TICKS
    scale = made.indicators["scale_1"]
    assert (len(scale.items), scale.reversed) == (3, (scale.items[1],))


def test_without_being_told_it_guesses_the_groups_and_says_so(drafted):
    text = drafted(shops())
    made = book(text)
    assert made.header(made.grouping.question) == HEADS[1]
    assert made.grouping.solo.answers == ("yes-i-am-the-only-one",)
    assert "# guess: the question that tells the two groups apart." in text


def test_dates_that_fit_both_orders_are_asked_for_and_check_says_so(cli, drafted):
    table = [("Timestamp", "How many people work here?", "I am tired.", "Where?")]
    table += [(f"{1 + n % 9}/{1 + n % 12}/2025", *answered(n)) for n in range(120)]
    text = drafted(table)
    assert "# DECIDE: its dates can be read in two ways" in text
    told = cli("check", "answers.csv", "--codebook", "drafted.toml")
    assert told.code == 1
    assert told.err.startswith("'Timestamp' is withheld")
    decided = text.replace('kind = "date"', 'date_order = "dmy"\nkind = "date"')
    Path("decided.toml").write_text(decided, "utf-8")
    assert cli("check", "answers.csv", "--codebook", "decided.toml").code == 0


def test_a_question_that_intake_would_withhold_is_left_out(cli, drafted):
    """Many ticks stand among other words, so that intake takes them for neither."""
    goods = ("Fruit, Bread", "Fruit", "Bread", "Bread, Tools", "Tools", "Fruit and {} more")
    table = [("How many people work here?", "I am tired.", "Where?", "Goods")]
    table += [(*answered(n), goods[n % 6].format(n)) for n in range(120)]
    text = drafted(table)
    assert '"Goods", # more than a tenth of its answers can\'t be read as they stand' in text
    assert cli("check", "answers.csv", "--codebook", "drafted.toml").code == 0


def test_a_small_sheet_is_drafted_as_far_as_it_goes(cli, drafted):
    table = [("How many people work here?", "I am tired.", "Where?")]
    table += [answered(n) for n in range(12)]
    text = drafted(table)
    assert "# 12 rows are too few to tell which answers the form offers" in text
    assert cli("check", "answers.csv", "--codebook", "drafted.toml").code == 0


@pytest.mark.parametrize(
    ("rows", "arguments", "problem"),
    [
        ([], (), "The file answers.csv is empty."),
        ([("Alone?", "Where?")], (), "answers.csv has its headers but no answers yet."),
        ([("Where?", "How?"), *[("North", "a")] * 30], (), "No question in answers.csv can tell"),
        ([("Just me", "Never"), *[("Just me", "Often"), ("2 to 4", "Never")] * 30], (),
         "The first row of answers.csv looks like answers, not like questions."),
        ([("ana@example.org", "x"), *[("bo@example.org", "y")] * 30], (),
         "The first row of answers.csv looks like answers, not like questions."),
        ([("Alone?", "Where?"), *[("Yes", "North"), ("No", "South")] * 30], ("--group", "Allone?"),
         "No column of answers.csv has the header 'Allone?'."),
        ([("Alone?", "Where?"), *[("Yes", "North"), ("No", "South")] * 30],
         ("--group", "Where?", "--solo", "West"), "'West' is no frequent answer to 'Where?'."),
    ],
)  # fmt: skip
def test_a_users_mistake_ends_in_one_sentence_and_a_remedy(cli, tmp_path, rows, arguments, problem):
    with Path("answers.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    done = cli("draft", "answers.csv", *arguments)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(problem)
    assert len(done.err.splitlines()) == 2
    assert "ana@example.org" not in done.err


def test_a_file_that_is_not_there_and_answers_without_their_question(cli):
    assert cli("draft", "absent.csv").code == 1
    wrong = cli("draft", "absent.csv", "--solo", "Yes")
    assert (wrong.code, wrong.out) == (2, "")
    assert "--group" in wrong.err


def test_a_google_sheet_is_drafted_as_its_file(cli, server, drafted, tmp_path, monkeypatch):
    asked = ("--group", HEADS[1], "--solo", "Yes, I am the only one")
    from_file = book(drafted(shops(), *asked))
    server.share(ID, tab_of(Path("answers.csv")))
    key = server.key_file(tmp_path)
    key.chmod(0o600)
    monkeypatch.setenv("GOOGLE_SERVICE_ACCOUNT", str(key))
    monkeypatch.setenv("SHEETS_API_ROOT", server.root)
    from_sheet = book(cli("draft", f"sheet:{ID}", *asked).out)
    assert from_sheet.id == "survey"
    assert [(q.text, q.kind, q.options) for q in from_sheet.questions.values()] == [
        (q.text, q.kind, q.options) for q in from_file.questions.values()
    ]


def test_parquet_is_drafted_as_csv_is(cli, tmp_path):
    for ending in ("csv", "parquet"):
        write(Path(f"demo.{ending}"), 300)
    one, other = (cli("draft", f"demo.{ending}", *FORM).out for ending in ("csv", "parquet"))
    assert one.replace("demo.csv", "demo.parquet") == other
