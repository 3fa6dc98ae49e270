"""The questionnaire as a Google Apps Script that creates the form and its response sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from analysis.answers.typed_over import becomes_a_date
from analysis.codebook import OTHER, Codebook, Kind, Question
from analysis.codebook.matching import plain
from analysis.errors import SurveyError
from analysis.promise import promise

OWN_COLUMN = "Timestamp"  # written by the form itself, never asked
SKIP = "Leave it empty if you would rather not say."

SCRIPT = """\
// Creates the form and the sheet its answers go to. In script.google.com: start a new project,
// paste this, run createForm, then open the execution log for the two links.
function createForm() {{
  const form = FormApp.create({title});
  form.setDescription({description});
  form.setCollectEmail(false);
  form.setAllowResponseEdits(false);
  form.setProgressBar(true);

{items}
  const sheet = SpreadsheetApp.create({sheet});
  form.setDestination(FormApp.DestinationType.SPREADSHEET, sheet.getId());
  Logger.log("Form: " + form.getPublishedUrl());
  Logger.log("Answers: " + sheet.getUrl());
}}
"""


def apps_script(codebook: Codebook) -> str:
    """A Google Apps Script whose function createForm() asks every question of the codebook.

    Its response sheet has the codebook's headers. SurveyError for a grid that no form can ask,
    and for answers that the sheet would not keep.
    """
    _refuse_dates(codebook)
    said = (codebook.description.strip(), promise(codebook, codebook.policy.k))
    return SCRIPT.format(
        title=_text(codebook.title),
        description=_text("\n\n".join(part for part in said if part)),
        items="\n".join(_items(codebook)),
        sheet=_text(f"{codebook.title} (answers)"),
    )


def _text(value: str | list[str]) -> str:
    """A JavaScript literal of a text or a list of texts, in ASCII and safe inside HTML too."""
    return json.dumps(value).replace("</", "<\\/")


def _items(codebook: Codebook) -> Iterator[str]:
    """The statements that add each section and question, in codebook order."""
    asked = [name for name in codebook.questions if not _is_own_column(codebook, name)]
    section = None
    for (named, grid, choices), run in groupby(asked, lambda name: _place(codebook, name)):
        names = list(run)
        if named is not None and named != section:
            # A page break above the first question would leave the first page empty.
            item = "addSectionHeaderItem" if names[0] == asked[0] else "addPageBreakItem"
            yield _statement(item, named)
        section = named
        if grid is not None:
            yield _grid(codebook, grid, list(choices), names)
        else:
            yield from (_question(codebook, name) for name in names)


def _is_own_column(codebook: Codebook, question: str) -> bool:
    is_date = codebook.questions[question].kind is Kind.DATE
    return is_date and plain(OWN_COLUMN) in map(plain, codebook.headers(question))


def _place(codebook: Codebook, question: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Section, grid and choices: neighbours that share all three stand together."""
    asked = codebook.questions[question]
    return asked.section, asked.grid, _choices(codebook, question)


def _choices(codebook: Codebook, question: str) -> tuple[str, ...]:
    """The answers that a form lists; where own answers are taken, it adds the line for them."""
    asked, options = codebook.questions[question], codebook.options(question)
    own = asked.other and asked.kind is not Kind.MULTI_SELECT
    texts = [option.text for option in options if not (own and option.code == OTHER)]
    texts += codebook.offered_missing(question)
    return tuple(dict.fromkeys(texts))  # a form refuses doubled choices


def _refuse_dates(codebook: Codebook) -> None:
    """SurveyError for answers that the response sheet would keep as dates."""
    for name, asked in codebook.questions.items():
        if asked.kind in (Kind.COUNT, Kind.DATE):
            continue  # nothing is chosen
        lost = [repr(text) for text in _choices(codebook, name) if becomes_a_date(text)]
        if lost:
            raise SurveyError(
                f"A spreadsheet turns these answers to {name!r} into dates: {', '.join(lost)}.",
                "Reword them in the codebook, such as '2 to 3' for '2-3', and keep the old texts "
                "as aliases.",
            )


def _grid(codebook: Codebook, grid: str, choices: list[str], questions: list[str]) -> str:
    rows = [codebook.questions[name].text for name in questions]
    for name in questions:
        asked = codebook.questions[name]
        refused = f"A form can't ask {name!r} as a row of the grid {grid!r}: rows take"
        if asked.kind in (Kind.COUNT, Kind.DATE, Kind.MULTI_SELECT):
            remedy = f"Remove grid from questions.{name} in the codebook, or change its kind."
            raise SurveyError(f"{refused} one answer.", remedy)
        if asked.other:
            remedy = f"Remove grid or other from questions.{name} in the codebook."
            raise SurveyError(f"{refused} no own answers.", remedy)
    calls = [f".setRows({_text(rows)})", f".setColumns({_text(choices)})"]
    calls += [".setRequired(true)"] if codebook.grouping.question in questions else []
    return _statement("addGridItem", codebook.grids[grid].text, *calls)


def _question(codebook: Codebook, question: str) -> str:
    asked = codebook.questions[question]
    choices = f".setChoiceValues({_text(list(_choices(codebook, question)))})"
    other = [".showOtherOption(true)"] if asked.other else []
    help_text = asked.help or ""
    match asked.kind:
        case Kind.DATE:
            item, calls = "addDateItem", []
        case Kind.COUNT:
            item, calls = "addTextItem", [_validation(asked.min, asked.max)]
            help_text = " ".join(part for part in (help_text, _bounds(asked), SKIP) if part)
        case Kind.MULTI_SELECT:
            item, calls = "addCheckboxItem", [choices, *other]
        case _:
            item, calls = "addMultipleChoiceItem", [choices, *other]
    helped = [f".setHelpText({_text(help_text)})"] if help_text else []
    required = [".setRequired(true)"] if question == codebook.grouping.question else []
    return _statement(item, codebook.header(question), *helped, *calls, *required)


def _bounds(asked: Question) -> str:
    number, ends = ("number", ", decimals too") if asked.decimals else ("whole number", "")
    return f"A {number} from {asked.min} to {asked.max}{ends}."


def _validation(low: int, high: int) -> str:
    rule = f"FormApp.createTextValidation().requireNumberBetween({low}, {high}).build()"
    return f".setValidation({rule})"


def _statement(item: str, title: str, *calls: str) -> str:
    chain = "".join(f"\n    {call}" for call in (f".setTitle({_text(title)})", *calls))
    return f"  form.{item}(){chain};\n"
