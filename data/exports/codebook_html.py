"""The codebook as one web page that needs nothing else: for reading, printing and keeping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from analysis.codebook import (
    OTHER,
    AtLeast,
    Codebook,
    Indicator,
    Kind,
    Option,
    Question,
    ScoreKind,
)
from analysis.codebook.scoring import Measure, measures
from analysis.release import Manifest
from analysis.release.citing import SYNTHETIC, citation

STYLE = """
:root { color-scheme: light dark;
  --ink: #22282e; --paper: #fcfbf8; --line: #ddd8cd; --soft: #5b636b; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ece9e2; --paper: #171b1f; --line: #3a424a; --soft: #a9b0b7; } }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif;
  background: var(--paper); color: var(--ink); }
h1, h2, h3 { line-height: 1.25; } h3 { margin: 2rem 0 0; }
p, td { overflow-wrap: anywhere; }
table { border-collapse: collapse; margin: .75rem 0; width: 100%; }
caption { text-align: left; color: var(--soft); }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem .3rem 0; text-align: left;
  vertical-align: top; }
code { font-size: .95em; } .note { color: var(--soft); } a { color: inherit; }
@media print { h2 { break-after: avoid; } table { break-inside: avoid; } }
"""
KINDS = {
    Kind.ORDINAL: "one answer, in order",
    Kind.CATEGORY: "one answer",
    Kind.YES_NO: "yes or no",
    Kind.COUNT: "a number",
    Kind.MULTI_SELECT: "several answers",
    Kind.DATE: "a date, kept as a wave only",
}
HOW = {
    ScoreKind.MEAN: "average of its questions",
    ScoreKind.SUM: "sum of its questions",
    ScoreKind.SHARE: "how many in 100 answered so",
    ScoreKind.TICKS: "number of answers ticked",
}


def codebook_page(manifest: Manifest, codebook: Codebook) -> str:
    """The page as HTML; whatever the codebook says is text in it, never a tag."""
    title = escape(f"{codebook.title}: codebook of release {manifest.id}")
    body = "\n".join(_body(manifest, codebook))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(codebook.languages[0], quote=True)}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _body(manifest: Manifest, codebook: Codebook) -> Iterator[str]:
    if manifest.synthetic:
        yield f"<p><strong>{escape(SYNTHETIC)}</strong></p>"
    yield _paragraph(codebook.description)
    yield _paragraph(f"Codebook {codebook.id} {codebook.version}. {citation(manifest)}", "note")
    yield '<nav aria-label="Contents"><ul>'
    for place, title in SECTIONS.items():
        yield f'<li><a href="#{place}">{title}</a></li>'
    yield "</ul></nav>"
    makers = (_groups, _filters, _indicators, _supports, _questions)
    for (place, title), make in zip(SECTIONS.items(), makers, strict=True):
        yield f'<section aria-labelledby="{place}"><h2 id="{place}">{title}</h2>'
        yield from make(codebook)
        yield "</section>"


SECTIONS = {
    "groups": "The two groups",
    "filters": "Filters",
    "indicators": "Indicators",
    "supports": "Supports",
    "questions": "Questions and answers",
}


def _groups(codebook: Codebook) -> Iterator[str]:
    question = codebook.grouping.question
    texts = {each.code: each.text for each in codebook.options(question)}
    sides = (("solo", codebook.grouping.solo), ("team", codebook.grouping.team))
    yield _paragraph(
        f"Everybody is placed by the answer to '{codebook.header(question)}'; other answers are "
        f"set aside. A group is shown from {codebook.policy.k} people of each kind."
    )
    rows = [
        (name, side.many, "; ".join(texts.get(code, code) for code in side.answers))
        for name, side in sides
    ]
    yield _table("Groups", ("Id", "Called", "Who answered"), rows)


def _filters(codebook: Codebook) -> Iterator[str]:
    if not codebook.dimensions:
        yield _paragraph("This survey has no filters.")
    for dim in codebook.dimensions:
        rows = [(each.code, each.text) for each in codebook.options(dim)]
        yield f"<h3>{escape(codebook.label(dim))}</h3>"
        yield _table(f"Values of {dim}", ("Code", "Meaning"), rows)


def _indicators(codebook: Codebook) -> Iterator[str]:
    rules = {made.id: made for made in measures(codebook)}
    for name, made in codebook.indicators.items():
        yield f"<h3>{escape(made.label)} <code>{escape(name)}</code></h3>"
        yield _table(f"How {name} is made", ("Rule", "Value"), list(_rule(made, rules[name])))


def _rule(made: Indicator, measure: Measure) -> Iterator[tuple[str, str]]:
    yield "Score", "the answer to its question" if _is_one_answer(made) else HOW[made.kind]
    if made.items:
        yield "Questions", ", ".join(made.items)
    if made.reversed:
        yield "Reversed", ", ".join(made.reversed)
    for question, wanted in made.where.items():
        least = f"at least {wanted.at_least}" if isinstance(wanted, AtLeast) else ", ".join(wanted)
        yield f"Counts where {question} is", least
    unit = "in 100" if made.kind is ScoreKind.SHARE else made.unit
    yield "Range", f"{measure.low:g} to {measure.high:g} {unit}"
    yield "Bands begin at", ", ".join(f"{edge:g}" for edge in measure.bands[:-1])
    yield "Answers needed", f"{measure.answered} of {len(measure.columns)}"
    yield "Direction", made.direction.value.replace("-", " ")
    if measure.sesoi is not None:
        yield "Smallest difference that matters", f"{measure.sesoi:g}"
    if made.source:
        yield "Source", made.source


def _is_one_answer(made: Indicator) -> bool:
    return made.kind is ScoreKind.MEAN and len(made.items) == 1


def _supports(codebook: Codebook) -> Iterator[str]:
    rows = [
        (name, support.label, support.received, support.importance, support.barrier or "")
        for name, support in codebook.supports.items()
    ]
    if not rows:
        yield _paragraph("This survey asks about no supports.")
        return
    yield _paragraph(
        f"A support is wanted where its importance is {codebook.important_at_least} or more."
    )
    heads = ("Id", "Support", "Received", "Importance", "What stands in the way")
    yield _table("Supports and the questions about them", heads, rows)


def _questions(codebook: Codebook) -> Iterator[str]:
    for name, asked in codebook.questions.items():
        yield f"<h3>{escape(codebook.header(name))} <code>{escape(name)}</code></h3>"
        yield _paragraph(_kind(asked), "note")
        rows = [
            (each.code, _answer(asked, each), "" if each.score is None else str(each.score))
            for each in codebook.offered(name)
        ]
        rows += [("not-given", text, "") for text in codebook.offered_missing(name)]
        if rows:
            yield _table(f"Answers to {name}", ("Code", "Answer", "Score"), rows)
        for merge in (each for each in asked.merge if each.applied):
            these = ", ".join(merge.answers)
            told = f"Told together, as few people gave one of them: {these}. As one they are"
            yield _paragraph(f"{told} {merge.code}, '{merge.text}'.")


def _kind(asked: Question) -> str:
    """What an answer is, in a few words."""
    words = KINDS[asked.kind]
    if asked.kind is Kind.COUNT:
        words += f", {asked.min} to {asked.max}" + ", decimals too" * asked.decimals
    return words + ", or an own one, which is not kept" * asked.other


def _answer(asked: Question, option: Option) -> str:
    """An answer's text, and what is counted as it or why it is not."""
    if option.none:
        return f"{option.text} (counts as no tick)"
    own = asked.other and asked.kind is not Kind.MULTI_SELECT and option.code == OTHER
    return f"{option.text} (any own answer)" if own else option.text


def _paragraph(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column names the rows."""
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in heads)
    lines = "\n".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for first, *cells in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{lines}\n</tbody></table>"
    )
