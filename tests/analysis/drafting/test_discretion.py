"""The law of a draft: an answer that may name somebody or a place of work is not written down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.drafting import omissions
from analysis.drafting.codebook_text import codebook_text
from analysis.drafting.draft import draft
from analysis.drafting.looking import looks
from analysis.drafting.looks import Guess, Omission
from analysis.drafting.sides import Wish
from tests.analysis.drafting.sheets import columns, view

GROUPS = {"Do you work alone?": {"Yes, alone": 60, "No, with others": 60}}


def options(header, *answers):
    """The options that are drafted for a column, whose answers stand in forty rows each."""
    sheet = {header: dict.fromkeys(answers, 40)}
    (found,) = looks(columns(sheet), view(40 * len(answers)))
    return [option.text for option in found.question.options] if isinstance(found, Guess) else None


def why(header, *answers):
    (found,) = looks(columns({header: dict.fromkeys(answers, 40)}), view(40 * len(answers)))
    assert isinstance(found, Omission)
    return found.why


WHO = [
    "Who is your supervisor?", "Your line manager", "Boss", "Which manager do you report to?",
    "Dein Vorgesetzter", "Wer leitet dein Team?", "Wie heißt deine Chefin?", "Name der Kollegin",
    "¿Quién es tu jefe?", "Tu jefa", "Nombre y apellidos", "Qui est votre responsable ?",
    "Votre supérieur", "Chi è il tuo capo?", "Il tuo responsabile", "Quem é o seu chefe?",
    "Seu gerente", "Wie is je leidinggevende?", "Je baas", "Kto jest twoim szefem?",
    "Twój kierownik", "Vem är din chef?", "Din chef", "이름", "상사는 누구입니까?", "팀장",
    "上司", "担当者の名前", "あなたの上司は誰ですか",
    "姓名", "你的领导是谁", "经理", "Best time to call",
    "How can we reach you?", "Postcode",
]  # fmt: skip
WORKPLACES = [
    "Which clinic do you work at?", "Your school", "Company", "Hospital", "Employer name",
    "What is the name of your school?", "Team", "In welcher Klinik arbeitest du?", "Firma",
    "Deine Schule", "¿De qué centro eres?", "Empresa", "¿En qué colegio trabajas?",
    "Dans quelle clinique travaillez-vous ?", "Votre entreprise", "In quale scuola lavori?",
    "Azienda", "Em que escola trabalha?", "Empresa onde trabalha", "Bij welk bedrijf werk je?",
    "Ziekenhuis", "W której szkole pracujesz?", "Firma", "På vilket sjukhus jobbar du?", "Skola",
    "회사", "어느 병원에서 일합니까?", "학교", "会社", "どの病院で働いていますか", "勤務先", "公司",
    "你在哪家医院工作", "学校",
]  # fmt: skip
COMMENTS = [
    "Anything you would like to say?", "What would you change?", "Was möchtest du uns noch sagen?",
    "Anmerkungen", "¿Algo más que quieras decir?", "Comentarios", "Souhaitez-vous ajouter un mot ?",
    "Remarques", "Vuoi dire altro?", "Osservazioni", "Gostaria de acrescentar algo?",
    "Opmerkingen", "Nog iets kwijt?", "Uwagi", "Övrigt", "Vill du säga något mer?", "하고 싶은 말",
    "기타 의견", "ご意見", "自由記述", "您的建议", "备注",
]  # fmt: skip
# Made of words that no list of names holds, and of some that lists do.
NAMES = ("Zorvath", "Quillby", "Müller", "Anna Smith", "박민수", "김철수", "田中", "王伟")
PLACES = ("St. Mary's", "Northside", "IES Cervantes", "Acme GmbH", "한빛병원", "青空学校")
SAID = ("Anna bullies me", "my boss shouts at me", "수간호사 박민수가 괴롭힌다", "老板骂人")


@pytest.mark.parametrize("header", WHO)
def test_who_somebody_is_is_never_written(header):
    assert options(header, *NAMES) is None
    assert why(header, *NAMES) == omissions.BY_HEADER


@pytest.mark.parametrize("header", WORKPLACES)
def test_where_somebody_works_is_never_written(header):
    assert options(header, *PLACES) is None
    assert why(header, *PLACES) in (omissions.BY_HEADER, omissions.WORKPLACE)


@pytest.mark.parametrize("header", COMMENTS)
def test_what_somebody_says_is_never_written(header):
    assert options(header, *SAID) is None
    assert why(header, *SAID) == omissions.IN_OWN_WORDS


UNCLEAR = ["Ward head", "Zespół", "Q7", "Betreut durch", "What helps?", "담당"]


@pytest.mark.parametrize("header", UNCLEAR)
@pytest.mark.parametrize("answers", [NAMES, PLACES, SAID])
def test_a_header_that_asks_for_nothing_known_is_drafted_with_known_words_only(header, answers):
    for answer in answers:
        assert options(header, answer, "Yes") is None
        assert options(header, answer, "North", "South") is None


@pytest.mark.parametrize(
    "answer",
    ["555 0123", "555-0123", "5550123", "0151 234567", "118000001", "ana (at) example.org",
     "tel 555 01", "Dr. Quillby", "Frau Zorvath", "Q. Zorvath", "Zorvath's", "Zorvath Ltd",
     "Anna Smith", "박민수"],
)  # fmt: skip
def test_even_a_category_has_no_name_no_number_and_no_company(answer):
    assert options("Which region is it?", answer, "Overhill") is None


@pytest.mark.parametrize(
    ("header", "answers"),
    [
        ("What kind of school is it?", ("Primary school", "Secondary school", "Waldorf")),
        ("What type of company do you work for?", ("Family business", "Start-up")),
        ("Where is your market?", ("East", "North", "South")),
        ("Which sector is your employer in?", ("Biotech", "Retail")),
        ("Region", ("Overhill", "Underhill")),
        ("Welche Schulart?", ("Gymnasium", "Realschule")),
        ("¿Qué tipo de centro es?", ("Concertado", "Rural")),
        ("어떤 종류의 병원입니까?", ("대학병원", "의원")),
        ("您的行业", ("制造业", "金融")),
        ("Do you work alone?", ("Alone", "With others")),
        ("¿Trabajas con tu jefe?", ("Casi nunca", "Siempre")),
        ("Does your boss help you?", ("Yes", "No", "Sometimes")),
        ("퇴근할 때 지친다", ("그렇다", "전혀 그렇지 않다")),
        ("Ich bin erschöpft", ("Immer", "Selten")),
    ],
)
def test_categories_and_answers_in_known_words_are_drafted(header, answers):
    assert sorted(options(header, *answers)) == sorted(answers)


@pytest.mark.parametrize(
    "header",
    ["Which of our offices is closest?", "Select your employer", "Which nurse helps you most?",
     "Please choose your clinic from the list", "In which region is your company?",
     "Level of support from your manager", "Where do you work?", "Type and name of clinic"],
)  # fmt: skip
def test_a_word_for_a_category_does_not_make_one_of_people_and_places_of_work(header):
    assert options(header, "Zorvath", "Quillby") is None


def test_a_count_of_people_is_written_without_a_name_behind_the_number():
    header = "How many people report to your boss?"
    assert options(header, "5 Zorvath", "2-3", "11+") is None
    assert options(header, "1", "2-3", "4 or more") == ["1", "2-3", "4 or more"]
    assert options("동료는 몇 명입니까?", "나 혼자", "2~4명", "5명 이상") is not None


def test_ranges_are_no_phone_numbers():
    assert options("How many followers?", "1,000-4,999", "5,000-9,999") is not None


def test_options_that_head_columns_name_no_workplace_either():
    sheet = {f"Which clinic? [{text}]": {"": 60, "X": 60} for text in ("St. Mary's", "Northside")}
    made = draft(columns(GROUPS | sheet), view(120), Wish(), "answers.csv")
    text = codebook_text(made, "answers", 2026)
    assert "Mary" not in text
    assert "Northside" not in text


@pytest.mark.parametrize(
    ("header", "reason"), [("Who helps you?", omissions.BY_HEADER), ("Q7", omissions.MAY_NAME)]
)
def test_ticks_keep_the_same_law(header, reason):
    held = {"Zorvath, Quillby": 40, "Quillby": 40, "Zorvath": 40, "Quillby, Zorvath": 20}
    (found,) = looks(columns({header: held}), view(140))
    assert found.why == reason


UNKNOWN = st.text(alphabet="bcdfghjklmnpqrstvwxz", min_size=5, max_size=9).map(str.capitalize)


@given(
    st.sampled_from(["Your boss", "Klinik", "회사", "Q7", "Comments", "Ward", "Anything to say?"]),
    st.lists(UNKNOWN, min_size=2, max_size=5, unique=True),
)
def test_no_unknown_word_is_written_unless_a_category_is_asked_for(header, words):
    sheet = GROUPS | {header: dict.fromkeys(words, 120 // len(words))}
    made = draft(columns(sheet), view(120), Wish(), "answers.csv")
    text = codebook_text(made, "answers", 2026).casefold()
    assert [word for word in words if word.casefold() in text] == []
