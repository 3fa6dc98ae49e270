"""From a sheet that exists to a codebook that reads it: ``python -m data draft``."""

from __future__ import annotations

import csv
import random
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from analysis.answers.reading import missing_texts
from analysis.codebook import Codebook, Kind
from analysis.codebook.matching import plain
from analysis.codebook.parsing import parse
from data import codebooks
from data.demo import write
from data.intake import Answers, take_in
from data.settings import SHIPPED_CODEBOOK
from data.sources import file_source
from tests.sheets_cases import ID
from tests.sheets_files import tab_of
from tests.surveys import NOON

TEAM_SIZE = "How many people in your organisation are paid mainly for social media, counting you?"
FORM = ("--group", TEAM_SIZE, "--solo", "1 (only me)")


@pytest.fixture
def drafted(cli, tmp_path):
    """Writes a table as CSV, drafts a codebook for it, and returns the file's text."""

    def run(rows, *arguments, name="answers.csv"):
        with Path(name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        done = cli("draft", name, *arguments)
        assert (done.code, done.err) == (0, "")
        Path("drafted.toml").write_text(done.out, "utf-8")
        return done.out

    return run


def book(text: str) -> Codebook:
    return parse(tomllib.loads(text), "draft")


# ------------------------------------------------------------- the shipped form


@dataclass(frozen=True)
class Pair:
    """The shipped codebook and the one drafted from a sheet of its form, and what each reads."""

    shipped: Answers
    drafted: Answers

    def books(self):
        return self.shipped.codebook, self.drafted.codebook

    def questions(self):
        """The shipped question and the drafted one under every header."""
        shipped, drafted = self.books()
        by_header = {plain(drafted.header(name)): name for name in drafted.questions}
        return [(name, by_header[plain(shipped.header(name))]) for name in shipped.questions]


@pytest.fixture(scope="module", params=[1400, 300])
def pair(request, tmp_path_factory):
    from data.drafting import drafted_codebook
    from data.settings import Settings

    sheet = tmp_path_factory.mktemp("demo") / "demo.csv"
    write(sheet, request.param)
    text = drafted_codebook(Settings(str(sheet)), TEAM_SIZE, ("1 (only me)",), NOON.date())
    raw = file_source(str(sheet)).read()
    read = (
        take_in(raw, made, "demo.csv", NOON.date())
        for made in (codebooks.load(SHIPPED_CODEBOOK), book(text))
    )
    return Pair(*read)


def texts(codebook, question):
    return [option.text for option in codebook.options(question)]


def ranked(codebook, question):
    """The answers from the lowest score to the highest, and whether the steps are equal."""
    scored = [(option.score, option.text) for option in codebook.options(question)]
    steps = {after[0] - before[0] for before, after in pairwise(scored)}
    return [text for _, text in scored], len(steps)


def test_every_question_of_the_form_is_drafted_as_its_kind(pair):
    shipped, drafted = pair.books()
    assert len(drafted.questions) == len(shipped.questions) == 74
    assert [drafted.questions[b].kind for _, b in pair.questions()] == [
        shipped.questions[a].kind for a, _ in pair.questions()
    ]


def test_its_answers_are_those_of_the_form(pair):
    """Ordered ones and ticks in the form's order; the others have none that a sheet could tell."""
    shipped, drafted = pair.books()
    for ours, theirs in pair.questions():
        kind = shipped.questions[ours].kind
        if kind in (Kind.ORDINAL, Kind.YES_NO):
            assert ranked(drafted, theirs) == ranked(shipped, ours)
        elif kind is Kind.MULTI_SELECT or ours in ("team_size", "org_size"):
            assert texts(drafted, theirs) == texts(shipped, ours)
        elif kind is Kind.CATEGORY:
            assert sorted(texts(drafted, theirs)) == sorted(texts(shipped, ours))
        assert drafted.questions[theirs].other == shipped.questions[ours].other


def test_what_means_no_answer_is_known_wherever_it_was_given(pair):
    shipped, drafted = pair.books()
    for ours, theirs in pair.questions():
        offered = {plain(text) for text in shipped.offered_missing(ours)}
        assert offered <= missing_texts(drafted, theirs)


def test_the_rows_of_a_grid_stay_under_its_heading(pair):
    shipped, drafted = pair.books()
    for ours, theirs in pair.questions():
        assert (drafted.questions[theirs].grid is None) == (shipped.questions[ours].grid is None)
    assert sorted(grid.text for grid in drafted.grids.values()) == sorted(
        grid.text for grid in shipped.grids.values()
    )


def test_the_groups_are_the_forms(pair):
    for side in ("solo", "team"):
        names = []
        for held in pair.books():
            said = {option.code: option.text for option in held.options(held.grouping.question)}
            names.append([said[code] for code in getattr(held.grouping, side).answers])
        assert names[0] == names[1]


def test_its_scales_are_the_runs_of_the_form_with_the_same_item_reversed(pair):
    shipped, drafted = pair.books()
    names = dict(pair.questions())
    for scale in ("burnout", "isolation", "praise"):
        items = tuple(names[item] for item in shipped.indicators[scale].items)
        (made,) = [held for held in drafted.indicators.values() if held.items == items]
        assert made.headline
        assert made.reversed == tuple(names[i] for i in shipped.indicators[scale].reversed)


def test_both_codebooks_read_the_same_answers(pair):
    assert pair.shipped.report.used == pair.drafted.report.used
    for ours, theirs in pair.questions():
        assert answers_of(pair.drafted, theirs) == answers_of(pair.shipped, ours), ours


def answers_of(read: Answers, question: str) -> list[object]:
    """What each respondent answered: a number, a text, or the texts that were ticked."""
    codebook, table = read.codebook, read.table
    kind, said = codebook.questions[question].kind, texts(codebook, question)
    if kind is Kind.COUNT:
        return table[f"q_{question}"].to_pylist()
    if kind is not Kind.MULTI_SELECT:
        found = table[f"q_{question}"].to_pylist()
        return [None if at is None else said[at] for at in found]
    ticks = [table[f"q_{question}_{n}"].to_pylist() for n in range(len(said))]
    return [
        None if row[0] is None else {said[n] for n, tick in enumerate(row) if tick}
        for row in zip(*ticks, strict=True)
    ]


# ------------------------------------------------------- an owner's own survey

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


# ----------------------------------------------------------- whose words they are

PLANTED = ("ana.ruiz@example.org", "Ana Ruiz", "+34 600 123 456", "Zx-Comment")


def planted(rows=200):
    """A sheet with names, addresses, numbers and comments where they may stand, once or often."""
    long = "Zx-Comment: the shelves are too high and my manager, who knows it, does nothing."
    yield ("Your name", "How can we reach you?", "Do you work alone?", "Comments", "What helps?",
           "Which town?", "How often?")  # fmt: skip
    for n in range(rows):
        yield (
            ("Ana Ruiz", "Bo Li")[n % 2],
            ("ana.ruiz@example.org", "+34 600 123 456", "by post")[n % 3],
            ("Yes", "No")[n % 2],
            long if n % 4 == 0 else "",
            ("Sleep, Ana Ruiz", "Sleep", "Tea", "Tea, Sleep", "Tea, +34 600 123 456")[n * n % 5]
            if n % 40 == 0
            else ("Sleep", "Tea", "Tea, Sleep")[n % 3],
            ("North", "South", "ana.ruiz@example.org")[2 if n % 50 == 0 else n % 2],
            ("Never", "Often", "Ana Ruiz")[2 if n % 60 == 0 else n % 2],
        )


def test_nobodys_words_are_in_what_it_writes(drafted):
    text = drafted(planted())
    assert [each for each in PLANTED if each.casefold() in text.casefold()] == []
    made = book(text)
    assert set(made.intake.ignore) == {"Your name", "How can we reach you?", "Comments"}
    assert [asked.text for asked in made.questions.values()] == [
        "Do you work alone?", "What helps?", "Which town?", "How often?",
    ]  # fmt: skip


NAMED = {
    "이름": ("박민수", "김철수"),
    "하고 싶은 말": ("수간호사 박민수가 괴롭힌다", ""),
    "Dein Vorgesetzter": ("Zorvath", "Müller"),
    "Your line manager": ("Anna Quillby", "Bo Zorvath"),
    "Which clinic do you work at?": ("St. Mary's", "Northside"),
    "Empresa": ("Acme", "Globex"),
    "Anything you would like to say?": ("Anna bullies me", "nothing to say"),
    "Best time to call": ("555 0123", "555 0199"),
    "Q12": ("Anna", "Zorvath"),
    "Which of these people help?": ("5550123, Dr. Quillby", "Dr. Quillby"),
}


def test_a_published_codebook_names_nobody_that_many_rows_hold(cli, drafted):
    table = [("How many people work here?", "I am tired.", "Which region?", *NAMED)]
    for n in range(120):
        table.append((*answered(n), *(answers[n * 7 % 3 % 2] for answers in NAMED.values())))
    text = drafted(table)
    done = cli("publish", "answers.csv", "--codebook", "drafted.toml", "--store", "store")
    assert (done.code, done.err) == (0, "")
    (published,) = Path("store").rglob("codebook.json")
    written = {plain(word) for answers in NAMED.values() for word in answers if word}
    for held in (text, published.read_text("utf-8")):
        assert [word for word in written if word in plain(held)] == []
    assert [asked.text for asked in book(text).questions.values()] == [
        "How many people work here?", "I am tired.", "Which region?",
    ]  # fmt: skip


def test_options_that_became_dates_are_read_as_what_they_were(cli, drafted):
    """A spreadsheet wrote 2-3 and 4-10 as the numbers of 3 February and 10 April 2026."""
    sizes = ("1", "46056", "46122", "11+")
    table = [("How many people do your job here?", "I am tired.", "Which region?")]
    table += [(sizes[n % 4], *answered(n)[1:]) for n in range(120)]
    text = drafted(table, "--group", table[0][0], "--solo", "1")
    assert "46056" not in text
    assert "46122" not in text
    told = cli("check", "answers.csv", "--codebook", "drafted.toml")
    assert (told.code, told.out.splitlines()[0]) == (0, "120 responses: 30 solo, 90 team.")


def test_an_answer_of_nine_is_not_written_and_one_of_ten_is(drafted):
    for rows, is_shown in ((9, False), (10, True)):
        towns = ["Overhill"] * rows + ["North", "South"] * 60
        table = [("Do you work alone?", "Which town?")]
        table += [(("Yes", "No")[n % 2], town) for n, town in enumerate(towns)]
        assert ("Overhill" in drafted(table)) == is_shown


# ------------------------------------------------------------- what survey tools export


def answered(n):
    return (
        ("Just me", "2 to 4")[n % 2],
        ("Never", "Often", "Always")[n % 3],
        ("North", "South")[n % 2],
    )


def test_typeform_heads_columns_by_options(cli, drafted):
    table = [("#", "How many people work here?", "I am tired.", "Fruit", "Bread", "Other", "Where?",
              "Response Type", "Submit Date (UTC)")]  # fmt: skip
    for n in range(120):
        size, tired, where = answered(n)
        bread = "Bread" if n % 3 else ""
        table.append((f"k{n:05}", size, tired, "Fruit" if n % 2 else "", bread, "", where,
                      "completed", f"2026-02-{1 + n % 28:02} 10:00:00"))  # fmt: skip
    made = book(drafted(table))
    assert cli("check", "answers.csv", "--codebook", "drafted.toml").code == 0
    assert [asked.kind.value for asked in made.questions.values()] == [
        "category", "ordinal", "multi-select", "category", "date",
    ]  # fmt: skip


def test_surveymonkey_has_two_header_rows(cli, drafted):
    table = [
        ("Respondent ID", "End Date", "How many people work here?", "How often was this true?", "",
         "What do you sell?", "", "Where?"),
        ("", "", "Response", "I am tired.", "I am rested.", "Fruit", "Bread", "Response"),
    ]  # fmt: skip
    for n in range(120):
        size, tired, where = answered(n)
        table.append((118000 + n, f"02/{1 + n % 28:02}/2026 10:00:00 PM", size, tired, tired,
                      "Fruit" if n % 2 else "", "Bread" if n % 3 else "", where))  # fmt: skip
    made = book(drafted(table))
    assert cli("check", "answers.csv", "--codebook", "drafted.toml").code == 0
    assert [grid.text for grid in made.grids.values()] == ["How often was this true?"]
    assert [asked.text for asked in made.questions.values()] == [
        "End Date", "How many people work here?", "I am tired.", "I am rested.",
        "What do you sell?", "Where?",
    ]  # fmt: skip


def test_surveymonkey_may_have_hardly_anything_but_a_grid(cli, drafted):
    table = [
        ("Respondent ID", "End Date", "How many people work here?", "How often was this true?", ""),
        ("", "", "Response", "I am tired.", "I am rested."),
    ]
    for n in range(120):
        size, tired, _ = answered(n)
        table.append((118000 + n, f"02/{1 + n % 28:02}/2026 10:00:00 PM", size, tired, tired))
    drafted(table)
    assert cli("check", "answers.csv", "--codebook", "drafted.toml").code == 0


def test_qualtrics_names_stand_above_the_wordings(cli, drafted):
    table = [
        ("StartDate", "Status", "Q1", "Q2", "Q3"),
        ("Start Date", "Response Type", "How many people work here?", "I am tired.", "Where?"),
        tuple(f'{{"ImportId":"QID{n}"}}' for n in range(5)),
    ]
    table += [(f"2026-02-{1 + n % 28:02} 10:00:00", "IP Address", *answered(n)) for n in range(120)]
    made = book(drafted(table))
    assert cli("check", "answers.csv", "--codebook", "drafted.toml").code == 0
    asked = {question.text: question.headers for question in made.questions.values()}
    assert asked["I am tired."] == ("Q2",)


def test_limesurvey_codes_have_a_column_for_each_tick(cli, drafted):
    table = [("id", "submitdate", "G1Q1", "G2Q1[SQ001]", "G2Q1[SQ002]", "G3Q1[SQ001]",
              "G3Q1[SQ002]", "G3Q1[other]")]  # fmt: skip
    for n in range(120):
        tired = f"A{1 + n % 5}"
        table.append((n + 1, f"2026-02-{1 + n % 28:02} 10:00:00", f"A{1 + n % 2}", tired, tired,
                      "Y" if n % 2 else "", "Y" if n % 3 else "", ""))  # fmt: skip
    made = book(drafted(table, "--group", "G1Q1", "--solo", "A1"))
    assert cli("check", "answers.csv", "--codebook", "drafted.toml").code == 0
    assert [asked.kind.value for asked in made.questions.values()] == [
        "date", "category", "ordinal", "ordinal", "multi-select",
    ]  # fmt: skip


def test_a_title_above_the_header_is_no_header(cli, drafted):
    table = [
        ("Shops of the old town", "", ""),
        ("How many people work here?", "I am tired.", "Where?"),
    ]
    table += [answered(n) for n in range(120)]
    assert "Shops of the old town" not in drafted(table)
    assert cli("check", "answers.csv", "--codebook", "drafted.toml").code == 0


# ------------------------------------------------------------------------ what it can't tell


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
