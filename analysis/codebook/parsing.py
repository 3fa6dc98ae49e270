"""From a mapping to a codebook, or to every problem it has at once."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from analysis.codebook import instruments
from analysis.codebook.checks import cross_check
from analysis.codebook.indicator_checks import check_bands, check_cuts
from analysis.codebook.problems import Problem, nearest
from analysis.codebook.story_checks import check_story
from analysis.codebook.supports import supports_as_indicators
from analysis.codebook.texts import LONGEST, check_texts, cleaned, visible
from analysis.codebook.types import Codebook
from analysis.errors import SurveyError

NAMES = ("id", "version", "title", "citation")
FREE_TEXT = ("text", "free-text", "open", "string", "comment")
ENTRIES = (
    "answers", "grids", "questions", "indicators", "supports", "families", "models", "margins",
)  # fmt: skip


def parse(raw: Mapping[str, Any], file: str = "codebook") -> Codebook:
    """The codebook in a mapping; SurveyError naming file, key and remedy of every problem."""
    raw = cleaned(raw)
    problems, sound = _validate(raw)
    if sound is not None:
        problems += [*check_texts(sound), *cross_check(sound, _named(raw))]
    if sound is not None and not problems:
        sound = _completed(sound)
        problems += [*check_bands(sound), *check_cuts(sound), *check_story(sound)]
    if problems or sound is None:
        lines = "".join(f"\n  {file}: {visible(str(each), LONGEST)}" for each in problems)
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise SurveyError(f"The codebook {file} has {count}:{lines}", "Mend them and run again.")
    return sound


def _completed(sound: Codebook) -> Codebook:
    """The codebook with scoring keys and sources filled in and the supports' indicators added."""
    filled = {name: instruments.fill_in(made) for name, made in sound.indicators.items()}
    sourced = {
        name: made if made.source else made.model_copy(update={"source": sound.source})
        for name, made in (filled | dict(supports_as_indicators(sound))).items()
    }
    return sound.model_copy(update={"indicators": sourced})


def _named(raw: Mapping[str, Any]) -> dict[str, set[str]]:
    """The names in each table of entries, the broken ones too: they are there to be referred to."""
    tables = {table: raw.get(table) for table in ENTRIES}
    named = {table: held for table, held in tables.items() if isinstance(held, Mapping)}
    return {table: set(map(str, named.get(table, ()))) for table in tables}


def _validate(raw: Mapping[str, Any]) -> tuple[list[Problem], Codebook | None]:
    """Problems of form, and the codebook without the broken entries so it can be read on."""
    try:
        return [], Codebook.model_validate(raw)
    except ValidationError as error:
        found = _innermost(error.errors())
    kept = dict.fromkeys(NAMES, "unnamed") | copy.deepcopy(dict(raw))
    for broken in found:
        _take_out(kept, broken["loc"], whole=broken["type"] != "extra_forbidden")
    try:
        sound = Codebook.model_validate(kept)
    except ValidationError:
        sound = None
    return [_explain(broken) for broken in found], sound


def _innermost(found: list[Any]) -> list[Any]:
    """The errors without those that only follow from one further inside."""
    places = [broken["loc"] for broken in found]
    return [
        broken
        for broken, place in zip(found, places, strict=True)
        if not any(len(each) > len(place) and each[: len(place)] == place for each in places)
    ]


def _take_out(kept: dict[str, Any], place: tuple[int | str, ...], *, whole: bool) -> None:
    """Removes what is broken: a whole entry of a table of entries, elsewhere the key alone."""
    path = place[:2] if whole and place[0] in ENTRIES else place
    node: Any = kept
    for part in path[:-1]:
        node = node.get(part) if isinstance(node, dict) else None
    if isinstance(node, dict):
        node.pop(path[-1], None)
    if path[0] in NAMES:
        kept[str(path[0])] = "unnamed"


def _explain(broken: Any) -> Problem:
    key = ".".join(str(part) for part in broken["loc"]) or "the file"
    match broken["type"]:
        case "missing":
            return Problem(key, "is missing.", f"Add it: {broken['loc'][-1]} = ...")
        case "extra_forbidden":
            known = _known_keys(broken["loc"])
            return Problem(
                key, "is not a key codebooks have.", nearest(str(broken["loc"][-1]), known)
            )
        case "enum" if broken["input"] in FREE_TEXT:
            remedy = "Remove the question and list its header under ignore in [intake]."
            return Problem(key, "would be free text, which is never read.", remedy)
        case "enum" | "literal_error":
            return Problem(
                key, f"can't be {broken['input']!r}.", f"Use {broken['ctx']['expected']}."
            )
        case "string_pattern_mismatch":
            rule = "lower-case letters, digits and '_' for names, '-' for codes"
            return Problem(key, f"can't be {broken['input']!r}.", f"Use {rule}.")
    said = broken["msg"][:1].lower() + broken["msg"][1:]
    return Problem(key, f"can't be {broken['input']!r}: {said}.", "Change the value.")


def _known_keys(place: tuple[Any, ...]) -> list[str]:
    schema = Codebook.model_json_schema()
    node: Any = schema
    for part in place[:-1]:
        entries = next(iter(node.get("patternProperties", {}).values()), None)
        node = node.get("properties", {}).get(part) or entries or node.get("items") or {}
        for choice in node.get("anyOf", ()):
            node = choice if "$ref" in choice else node
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return list(node.get("properties", {}))
