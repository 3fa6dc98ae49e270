"""A draft written down as a commented codebook file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import wrap

from analysis.codebook.matching import plain
from analysis.codebook.texts import visible
from analysis.codebook.types import AnswerList, Indicator, Kind, Option, Question
from analysis.drafting import omissions
from analysis.drafting import toml_values as toml
from analysis.drafting.draft import Draft
from analysis.drafting.looks import Guess, Omission
from analysis.drafting.naming import CUT
from analysis.drafting.proposed_indicators import WORDS, Proposal
from analysis.drafting.writable import is_writable

FEW_ROWS = 20  # below, hardly anything can be told from a sheet
LINE = 96  # characters of a comment
DOUBTED = 100  # rows; below, an answer may be missing because nobody has given it yet


def codebook_text(draft: Draft, name: str, year: int) -> str:
    """The codebook file of a draft; ``name`` becomes the survey's id."""
    parts = [
        "\n".join(_preface(draft)),
        "\n".join(_survey(draft, name, year)),
        "\n".join(_grouping(draft)),
        *(_list(name, answers) for name, answers in draft.lists.items()),
        "\n".join(_grids(draft)),
        *("\n".join(_question(name, guess)) for name, guess in draft.questions.items()),
        *("\n".join(_indicator(name, made)) for name, made in draft.indicators.items()),
        "\n".join(_intake(draft)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _preface(draft: Draft) -> Iterator[str]:
    yield f"# Drafted from {visible(draft.source)}, by: python -m data draft"
    yield "#"
    yield '# "guess" marks what was told from the answers alone, "change me" words that pages show,'
    yield '# "DECIDE" what only you can know: check says so until it is decided.'
    yield "# What each key means stands in docs/codebook.md."
    if draft.rows < FEW_ROWS:
        yield "#"
        yield f"# {draft.rows} rows are too few to tell which answers the form offers, which are"
        yield "# rare, and where counts end. Compare with the form, or draft again with more rows."
    elif draft.rows < DOUBTED:
        yield "#"
        yield "# The rows are few: an answer that the form offers may be missing. Compare with it."


def _survey(draft: Draft, name: str, year: int) -> Iterator[str]:
    yield toml.line("id", name, WORDS)
    yield toml.line("version", "1.0")
    yield toml.line("title", "Our survey", WORDS)
    yield toml.line("people", "respondents", f"{WORDS}: who answered, such as nurses")
    yield toml.line("citation", f"Unpublished survey, {year}.", WORDS)
    yield toml.line("licence", "CC-BY-4.0", f"{WORDS}: of the published numbers")
    yield "# guess: what visitors can filter by"
    yield toml.line("dimensions", draft.dimensions)
    others = [name for name in draft.filters if name not in draft.dimensions]
    if others:
        yield f"# could be filters, too: {', '.join(others)}"


def _grouping(draft: Draft) -> Iterator[str]:
    sides = draft.sides
    if sides.is_guess:
        yield "# guess: the question that tells the two groups apart. Name another with"
        yield '# python -m data draft SHEET --group "ITS HEADER" --solo "ITS ANSWER"'
        for header in sides.others:
            yield f"# could be it, too: {visible(header)}"
    elif sides.solo_is_guess:
        yield "# guess: which answers make a person solo; name them with --solo"
    yield "# Responses with any other answer are in neither group."
    yield "[grouping]"
    yield toml.line("question", draft.grouping)
    for side, one, many, codes in (
        ("solo", "person alone", "people alone", sides.solo),
        ("team", "person with others", "people with others", sides.team),
    ):
        held = {"one": one, "many": many, "answers": codes}
        yield toml.line(side, held, f"{WORDS}: what one of them and many are called")


def _wrapped(comment: str) -> Iterator[str]:
    """A comment on as many lines as it takes."""
    return (f"# {line}" for line in wrap(comment, LINE))


def _list(name: str, answers: AnswerList) -> str:
    lines = [f"[answers.{name}]"]
    if answers.missing:
        lines.append(toml.line("missing", answers.missing))
    return "\n".join([*lines, _options(answers.options)])


def _options(options: tuple[Option, ...], comment: str = "") -> str:
    behind = f" # {comment}" if comment else ""
    held = [_option(option) for option in options]
    return f"options = [{behind}\n{toml.items(held)}]"


def _option(option: Option) -> Mapping[str, object]:
    held = option.model_dump(exclude_defaults=True, exclude_none=True)
    if option.range is not None:
        held["range"] = [int(end) for end in option.range]
    return held


def _grids(draft: Draft) -> Iterator[str]:
    if draft.grids:
        yield "[grids]"
    for name, text in draft.grids.items():
        yield toml.line(name, {"text": text})


ORDER = (
    "text", "headers", "label", "grid", "kind", "date_order", "period", "min", "max", "decimals",
    "answers", "missing", "other",
)  # fmt: skip


def _question(name: str, guess: Guess) -> Iterator[str]:
    asked = guess.question
    yield from _wrapped(guess.note)
    yield from _wrapped(guess.decide and f"DECIDE: {guess.decide}")
    yield f"[questions.{name}]"
    held = {key: getattr(asked, key) for key in ORDER if key in _keys(asked)}
    comments = {"label": WORDS} if (asked.label or "").endswith(CUT) else {}
    comments |= guess.comments
    for key, value in held.items():
        yield toml.line(key, value, comments.get(key, ""))
    if asked.options:
        yield _options(asked.options, guess.comments.get("options", ""))


def _keys(asked: Question) -> set[str]:
    """The keys that a question needs: those that say something, and a count's range."""
    said = {key for key in ORDER if getattr(asked, key) not in (None, "", (), False)}
    said -= {"min", "max", "period"}
    if asked.kind is Kind.COUNT:
        said |= {"min", "max"}
    return said | ({"period"} if asked.kind is Kind.DATE else set())


def _indicator(name: str, made: Proposal) -> Iterator[str]:
    indicator, comments = made.indicator, made.comments
    yield from _wrapped(made.note)
    yield f"[indicators.{name}]"
    for key, value in _held(indicator).items():
        yield toml.line(key, value, comments.get(key, ""))


def _held(indicator: Indicator) -> dict[str, object]:
    held = indicator.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    if indicator.kind == "mean" and indicator.headline:
        held = {"label": indicator.label, "kind": "mean"} | held
    held["direction"] = indicator.direction.value
    wording = held.pop("wording")
    return held | {"wording": wording}


def _may_be_listed(left: Omission) -> bool:
    """Whether a header may stand in the file: not where it is an answer to who or where of work."""
    is_answer = bool(left.column.heading) and left.why in (omissions.BY_HEADER, omissions.WORKPLACE)
    return is_writable(left.column.text) and not is_answer


def _intake(draft: Draft) -> Iterator[str]:
    ignored = {plain(left.column.text): left for left in draft.omissions}
    ignored = {head: left for head, left in ignored.items() if _may_be_listed(left)}
    if not ignored and not draft.missing:
        return
    yield "[intake]"
    if draft.missing:
        yield toml.line("missing", draft.missing, "fillers that cells hold in place of an answer")
    if ignored:
        yield "# Columns that are passed over. If one is a question, describe it above instead."
        yield "ignore = ["
        for left in ignored.values():
            yield f"  {toml.text(left.column.text)}, # {left.why}"
        yield "]"
