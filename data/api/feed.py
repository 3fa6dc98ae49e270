"""The releases as an Atom feed (RFC 4287), so that a reader of feeds hears of a new one.

Its links are relative to its own address: they lead right below any host, path and proxy.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from analysis.errors import SurveyError
from analysis.release import Manifest
from analysis.release.citing import SYNTHETIC
from analysis.release.corrections import Correction, of_release
from data.releases import Store

ATOM = "http://www.w3.org/2005/Atom"
KIND = "application/atom+xml; charset=utf-8"
HERE, PAGE = "feed.atom", "../data"
MOST = 50  # entries
NEVER = "1970-01-01T00:00:00+00:00"  # while there is no release
NAME = "Survey results"  # while there is none that says what the survey is called
register_namespace("", ATOM)


def feed(store: Store, manifests: Sequence[Manifest], log: Sequence[Correction]) -> bytes:
    """The newest releases, the newest first, with what was found wrong in them."""
    newest, survey = manifests[:MOST], manifests[0].survey if manifests else ""
    name = _title(store, manifests[0]) if manifests else NAME
    whole = Element(f"{{{ATOM}}}feed")
    _say(whole, "id", _urn(survey))
    _say(whole, "title", f"{name}: releases")
    _say(whole, "updated", max((_updated(each, log) for each in newest), default=NEVER))
    _say(SubElement(whole, f"{{{ATOM}}}author"), "name", name)
    _say(whole, "link", rel="self", href=HERE, type="application/atom+xml")
    _say(whole, "link", rel="alternate", href=PAGE, type="text/html")
    for each in newest:
        _entry(SubElement(whole, f"{{{ATOM}}}entry"), store, each, log)
    return bytes(tostring(whole, "utf-8", xml_declaration=True))


def _entry(entry: Element, store: Store, manifest: Manifest, log: Sequence[Correction]) -> None:
    _say(entry, "id", _urn(manifest.survey, manifest.id, manifest.created))
    _say(entry, "title", f"Release {manifest.id}")
    _say(entry, "published", manifest.created)
    _say(entry, "updated", _updated(manifest, log))
    there = f"{PAGE}?release={quote(manifest.id)}"
    _say(entry, "link", rel="alternate", href=there, type="text/html")
    _say(entry, "summary", " ".join(_told(store, manifest, log)))


def _told(store: Store, manifest: Manifest, log: Sequence[Correction]) -> list[str]:
    """What a release is, in sentences: its wave, its people as published, what is wrong in it."""
    told = [f"Latest wave: {manifest.wave}."] if manifest.wave else []
    try:
        people = sum(each.about for each in store.heads(manifest.id).values())
    except SurveyError:
        people = 0  # damaged: its page says so
    told += [f"About {people:,} people answered."] if people else []
    told += [SYNTHETIC] if manifest.synthetic else []
    wrong = of_release(log, manifest.id)
    return told + [f"Found to be wrong on {each.at[:10]}: {each.because}" for each in wrong]


def _title(store: Store, manifest: Manifest) -> str:
    """What the survey is called."""
    try:
        return str(json.loads(store.read(manifest.id, "codebook.json"))["title"])
    except (SurveyError, ValueError, KeyError):
        return NAME


def _updated(manifest: Manifest, log: Sequence[Correction]) -> str:
    """When something was last said of a release, in UTC."""
    return max(manifest.created, *(each.at for each in of_release(log, manifest.id)), NEVER)


def _urn(*said: str) -> str:
    """An id that stays the same wherever the site moves."""
    return uuid5(NAMESPACE_URL, "/".join(("team-of-one", *said))).urn


def _say(within: Element, name: str, text: str | None = None, **attributes: str) -> None:
    SubElement(within, f"{{{ATOM}}}{name}", attributes).text = text
