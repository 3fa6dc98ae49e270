"""The OpenAPI description of the API, for programs; ``page`` shows it to people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analysis import VERSION
from analysis.release.rows_asked import CHART, COLUMNS, LONGEST, NAME, ON, WITHIN
from data.api.answers import kinds
from data.api.told import schemas

Node = dict[str, Any]  # a part of an OpenAPI document, whose form that specification gives
JSON, HTML = "application/json", "text/html"
ABOUT = (
    "Every published number of the survey, as files. All of it is public and was rounded and "
    "protected before it was published. A release never changes; cite it by its id."
)
MANY: Node = {
    "type": "array", "maxItems": 50, "items": {"type": "string", "maxLength": LONGEST},
}  # fmt: skip
RELEASE: Node = {
    "name": "release",
    "in": "path",
    "required": True,
    "description": "A release's id, or latest for the newest.",
    "schema": {"type": "string", "minLength": 1},
    "examples": {"latest": {"value": "latest"}, "id": {"value": "r0007"}},
}
FILE: Node = {
    "name": "file",
    "in": "path",
    "required": True,
    "description": "A file's name: one of those in the manifest, or in package.zip.",
    "schema": {"type": "string", "minLength": 1},
    "examples": {
        "counts": {"value": "counts.parquet"},
        "estimates": {"value": "estimates.parquet"},
        "package": {"value": "package.zip"},
        "table": {"value": "counts.csv"},
    },
}
TABLE: Node = {
    "name": "table",
    "in": "path",
    "required": True,
    "description": "Which table.",
    "schema": {"type": "string", "enum": list(COLUMNS)},
}
CELLS = {
    "cohort": "Groups of people, such as industry=retail; empty: everyone.",
    "indicator": "Indicators; empty: the head counts.",
    "item": "Questions, of the table items.",
    "measure": "Figures, such as mean_difference, of the table estimates.",
    "group": "solo, team; empty: solo against team.",
    "term": "Supports, questions or models, of the table estimates; empty: none.",
}
LABELS = {
    CHART: ("What the file is called.", {"type": "string", "pattern": f"^{NAME.pattern}$"}),
    ON: ("Indicators that the file is named by.", MANY),
    WITHIN: ("The cohort that the file is named by.", {"type": "string", "maxLength": LONGEST}),
}
RANGE: Node = {
    "name": "Range",
    "in": "header",
    "description": "One range of bytes, such as bytes=0-99. Anything else answers the whole file.",
    "schema": {"type": "string"},
}
UNCHANGED: Node = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of what you have: the answer is 304 if that is what you would get.",
    "schema": {"type": "string"},
}


def description(base: str = "") -> Node:
    """The whole document, as OpenAPI 3.1 has it; ``base`` is the server's path on its host."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Survey results", "version": VERSION, "description": ABOUT},
        "servers": [{"url": f"/{base.strip('/')}", "description": "This server."}],
        "paths": _paths(),
        "components": {"schemas": {name: _localised(s, name) for name, s in schemas().items()}},
    }


def _paths() -> Node:
    health = _answer("How it is doing.", "Health")
    listed = _answer("The releases, the newest first.", "Releases", kept=True)
    log = _answer("The correction log.", "Corrections", kept=True)
    manifest = _answer("The manifest.", "Manifest", kept=True, of_release=True)
    return {
        "/api/health": _reading("health", "Is it well?", health),
        "/api/releases": _reading("releases", "List the releases", listed, [UNCHANGED]),
        "/api/corrections": _with_log("corrections", "What was found wrong in a release", log),
        "/api/feed.atom": _with_log("feed", "Hear of new releases", _feed()),
        "/api/releases/{release}": _reading(
            "manifest", "What a release holds", manifest, [RELEASE, UNCHANGED, RANGE], partly=True
        ),
        "/api/releases/{release}/rows/{table}": _rows(),
        "/api/releases/{release}/{file}": _reading(
            "file", "Fetch a file", _bytes(), [RELEASE, FILE, UNCHANGED, RANGE], partly=True
        ),
        "/api/openapi.json": _reading(
            "openapi", "This description", _answer("OpenAPI 3.1.", None, kept=True), [UNCHANGED]
        ),
        "/api/docs": _reading(
            "docs", "This description, for people", _page(), [UNCHANGED]
        ),
    }  # fmt: skip


def _reading(
    name: str, summary: str, good: Node, asked: list[Node] | None = None, partly: bool = False
) -> Node:
    """GET and HEAD of one path: the same answers, the second without a body."""
    names = {each["name"] for each in asked or []}
    answers: Node = {"200": good}
    if partly:
        answers["206"] = _partial(good)
    if "If-None-Match" in names:
        answers["304"] = {"description": "You have it already."}
    if "release" in names:
        answers["404"] = _answer("There is no such release or file.", "Problem")
        if partly:
            answers["416"] = _answer("The file has no such bytes.", "Problem")
        answers["500"] = _answer("The file is not what was published.", "Problem")
    answers["429"] = _too_many()
    told: Node = {"summary": summary, "parameters": asked or [], "responses": answers}
    silent = {code: _without_body(each) for code, each in answers.items()}
    return {
        "get": {"operationId": name, **told},
        "head": {"operationId": f"{name}Head", **told, "responses": silent},
    }


def _rows() -> Node:
    """Rows of a table: what every chart's button asks for."""
    found: Node = {
        "description": "The rows as published, under lines that begin with # and say what they are",
        "content": {"text/csv": {}},
        "headers": {**_kept(), **_of_release()},
    }
    words = [_word(name, told, MANY) for name, told in CELLS.items()]
    words += [_word(name, told, schema) for name, (told, schema) in LABELS.items()]
    asked = [RELEASE, TABLE, *words, UNCHANGED]
    return _reading("rows", "Take some rows of a table", found, asked)


def _word(name: str, told: str, schema: Node) -> Node:
    return {"name": name, "in": "query", "description": told, "schema": schema}


def _with_log(name: str, summary: str, good: Node) -> Node:
    """Reading what needs the log of corrections."""
    found = _reading(name, summary, good, [UNCHANGED])
    bad = _answer("The log is not what was written.", "Problem")
    for asked, told in (("get", bad), ("head", _without_body(bad))):
        found[asked]["responses"]["500"] = told
    return found


def _answer(
    words: str, schema: str | None, *, kept: bool = False, of_release: bool = False
) -> Node:
    form = {"$ref": f"#/components/schemas/{schema}"} if schema else {"type": "object"}
    headers = {**(_kept() if kept else {}), **(_of_release() if of_release else {})}
    found: Node = {"description": words, "content": {JSON: {"schema": form}}}
    return found | ({"headers": headers} if headers else {})


def _bytes() -> Node:
    return {
        "description": "The file.",
        "content": _of(kinds()),
        "headers": {**_kept(), **_of_release()},
    }


def _page() -> Node:
    return {"description": "A page.", "content": {HTML: {}}, "headers": _kept()}


def _feed() -> Node:
    kept = {"content": {"application/atom+xml": {}}, "headers": _kept()}
    return {"description": "An Atom feed: an entry a release, the newest first.", **kept}


def _partial(good: Node) -> Node:
    headers = {**good["headers"], "Content-Range": _header("Which bytes, of how many.")}
    content = _of(good["content"])
    return {"description": "The bytes asked for.", "content": content, "headers": headers}


def _of(kinds: Iterable[str]) -> Node:
    """Contents of these media types, of which nothing more is said."""
    return {kind: {} for kind in kinds}


def _too_many() -> Node:
    found = _answer("More requests a minute than this server takes from one client.", "Problem")
    wait = _header("Seconds to wait.", {"type": "integer", "minimum": 1})
    return found | {"headers": {"Retry-After": wait}}


def _without_body(answer: Node) -> Node:
    return {key: held for key, held in answer.items() if key != "content"}


def _kept() -> Node:
    return {
        "ETag": _header("Tells this content from any other."),
        "Cache-Control": _header("A year for a release's id, a minute for what may change."),
    }


def _of_release() -> Node:
    return {"X-Release": _header("The id of the release, also where latest was asked for.")}


def _header(words: str, schema: Node | None = None) -> Node:
    return {"description": words, "required": True, "schema": schema or {"type": "string"}}


def _localised(schema: Node, name: str) -> Node:
    """A schema whose own definitions are found from where it stands in the document."""

    def moved(node: Any) -> Any:
        if isinstance(node, list):
            return [moved(each) for each in node]
        if not isinstance(node, dict):
            return node
        found = {key: moved(held) for key, held in node.items()}
        if str(found.get("$ref", "")).startswith("#/$defs/"):
            found["$ref"] = f"#/components/schemas/{name}/{found['$ref'][2:]}"
        return found

    return dict(moved(schema))
