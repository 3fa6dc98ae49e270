"""A draft holds nobody's own words."""

from __future__ import annotations

from pathlib import Path

from analysis.codebook.matching import plain
from tests.drafts import answered, book

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
    assert (told.code, told.out.splitlines()[0]) == (
        0,
        "120 responses: 30 people alone, 90 people with others.",
    )


def test_an_answer_of_nine_is_not_written_and_one_of_ten_is(drafted):
    for rows, is_shown in ((9, False), (10, True)):
        towns = ["Overhill"] * rows + ["North", "South"] * 60
        table = [("Do you work alone?", "Which town?")]
        table += [(("Yes", "No")[n % 2], town) for n, town in enumerate(towns)]
        assert ("Overhill" in drafted(table)) == is_shown
