"""Drafts of what survey tools export."""

from __future__ import annotations

from tests.drafts import answered, book


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
