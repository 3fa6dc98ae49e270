"""The API's description as a page for people: no scripts, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from string import Template
from typing import Any

Node = Mapping[str, Any]
FRAME = Template((Path(__file__).parent / "page.html").read_text("utf-8"))
EXAMPLES = {"{release}": "latest", "{file}": "estimates.parquet", "{table}": "counts?cohort="}


def page(description: Node) -> str:
    """A whole HTML page of an OpenAPI document."""
    paths = [(path, asked["get"]) for path, asked in description["paths"].items()]
    return FRAME.substitute(
        title=escape(description["info"]["title"]),
        version=escape(description["info"]["version"]),
        about=escape(description["info"]["description"]),
        contents="\n".join(_line(path, asked) for path, asked in paths),
        operations="\n".join(_operation(path, asked) for path, asked in paths),
    )


def _line(path: str, asked: Node) -> str:
    return (
        f'<li><a href="#{escape(asked["operationId"])}"><code>{escape(path)}</code></a> '
        f"{escape(asked['summary'])}</li>"
    )


def _operation(path: str, asked: Node) -> str:
    named, address = escape(asked["operationId"]), path
    for name, example in EXAMPLES.items():
        address = address.replace(name, example)
    parts = [
        f'<section id="{named}" aria-labelledby="{named}-title">',
        f'<h2 id="{named}-title">{escape(asked["summary"])}</h2>',
        f"<p><code>GET {escape(path)}</code></p>",
        f'<p>Try it: <a href="{escape(address)}"><code>{escape(address)}</code></a></p>',
        _asked(asked["parameters"]),
        _answers(asked["responses"]),
        "</section>",
    ]
    return "\n".join(filter(None, parts))


def _asked(parameters: Iterable[Node]) -> str:
    rows = [(f"{each['name']} ({each['in']})", each["description"]) for each in parameters]
    return _table("What you can ask", ("Name", "Meaning"), rows) if rows else ""


def _answers(answers: Node) -> str:
    rows = [(code, _meaning(answer)) for code, answer in answers.items()]
    return _table("What comes back", ("Status", "Meaning"), rows)


def _meaning(answer: Node) -> str:
    named = ", ".join(answer.get("headers", {}))
    kinds = ", ".join(answer.get("content", {}))
    told = [answer["description"], f"Headers: {named}." if named else "", kinds and f"As {kinds}."]
    return " ".join(filter(None, told))


def _table(caption: str, heads: Iterable[str], rows: Iterable[tuple[str, str]]) -> str:
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "\n".join(
        f'<tr><th scope="row"><code>{escape(name)}</code></th><td>{escape(told)}</td></tr>'
        for name, told in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    )
