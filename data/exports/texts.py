"""The package's texts for people: what is in it, what to beware of, how it was computed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from analysis.codebook import Codebook
from analysis.methods import methods_of
from analysis.release import Manifest
from analysis.release.caveats import caveats
from analysis.release.citing import SYNTHETIC, checksum, citation, licence_address
from analysis.release.formats import FORMATS

FILES = (
    *((each.called, each.about) for each in FORMATS),
    ("codebook.html, codebook.json", "every question, answer and scoring rule"),
    ("methods.md, methods.json", "how every figure is computed, with references"),
    ("redraw.py, redraw.R", "scripts that read the release by its address and redraw its figures"),
    ("datapackage.json", "all of this for programs (Data Package 2.0)"),
    ("manifest.json, SHA256SUMS", "the release's own facts and the checksums of its files"),
    ("CITATION.cff, LICENCE.txt", "how to cite it, and what you may do with it"),
)


def readme(manifest: Manifest, codebook: Codebook, shortened: Iterable[str]) -> str:
    """README.md: what the package holds, its caveats and known limits, how to cite it.

    ``shortened`` are the tables whose pairs of filters the workbook and the SPSS files leave out.
    """
    return "\n\n".join(_sections(manifest, codebook, tuple(shortened))) + "\n"


def _sections(manifest: Manifest, codebook: Codebook, shortened: tuple[str, ...]) -> Iterator[str]:
    yield f"# {_literal(codebook.title)}: release {manifest.id}"
    if manifest.synthetic:
        yield f"**{SYNTHETIC}**"
    wave = f"Latest wave {manifest.wave}. " if manifest.wave else ""
    yield (
        f"Cut {manifest.created} by version {manifest.software_version}. {wave}"
        f"Codebook {codebook.id} {codebook.version}. Licence: {_literal(manifest.licence)}."
    )
    yield "## What is in it"
    yield "\n".join(f"- {names}: {what}" for names, what in FILES)
    yield _reading(codebook)
    yield "## Limitations"
    yield "\n".join(f"- {each}" for each in caveats(manifest))
    yield "## Known limits of the files"
    yield "\n".join(f"- {each}" for each in _limits(shortened))
    yield "## Cite"
    yield _literal(citation(manifest))
    yield (
        "A release never changes. Whether it was found to be wrong after this package was made is "
        "shown where it came from: on the page Data, and at /api/corrections."
    )
    yield "## Verify"
    yield (
        "`sha256sum -c SHA256SUMS` checks the data files; `sha256sum SHA256SUMS` prints the "
        f"release's checksum, which is {checksum(manifest.files)}."
    )


def _reading(codebook: Codebook) -> str:
    dims = ", ".join(codebook.dimensions) or "none"
    solo, team = _literal(codebook.grouping.solo.many), _literal(codebook.grouping.team.many)
    return (
        "Every table has a row per cohort. A cohort is everyone (empty), one filter's value "
        "(`dimension=value`) or a pair of them (`dimension=value&dimension2=value2`); the filters "
        f"of this survey are: {dims}. Groups are `solo` ({solo}) and `team` "
        f"({team}); differences are `solo` minus `team` and have no group. "
        "`as_of` names the release whose answers a row is computed from. datapackage.json "
        "explains every column, labels.csv every code."
    )


def _limits(shortened: tuple[str, ...]) -> Iterator[str]:
    yield (
        "An empty cell of a CSV file means none. In the column cohort it means everyone: programs "
        "that read empty text as missing show everyone as missing."
    )
    yield (
        "In the CSV files an apostrophe stands before text that a spreadsheet would take for a "
        "formula (text beginning with = + - @, a tab or a line end); other formats hold the text "
        "itself."
    )
    yield "SPSS has no missing text: an empty text means none there too, and everyone in cohort."
    for name in shortened:
        yield (
            f"tables.xlsx and {name}.sav leave out pairs of filters of the table {name}, which is "
            f"too long for them; {name}.csv and {name}.parquet hold every row."
        )


def _literal(text: str) -> str:
    """A codebook's text in Markdown: no links, pictures or tags are made of it."""
    return re.sub(r"([\\`*\[\]<>!|])", r"\\\1", text)


def methods_text(codebook: Codebook, used: Collection[str]) -> str:
    """methods.md: how every figure is computed, plainly and technically, with references."""
    return "\n".join(["# How the numbers are made", "", *_methods(codebook, used)])


def _methods(codebook: Codebook, used: Collection[str]) -> Iterator[str]:
    for method in methods_of(codebook, used):
        yield f"## {method.title} (`{method.id}`)\n"
        if method.measures:
            yield f"Measures: {', '.join(f'`{each}`' for each in method.measures)}\n"
        yield f"{method.plain}\n"
        yield f"{method.technical}\n"
        if method.reference:
            yield f"Reference: {method.reference}\n"


def licence_text(manifest: Manifest) -> str:
    """LICENCE.txt: the data's licence, where it can be read, and how to name the source."""
    address = licence_address(manifest.licence)
    where = f"\n{address}" if address else ""
    return (
        f"The data of release {manifest.id} are published under the licence "
        f"{manifest.licence}.{where}\n\nName the source as:\n{citation(manifest)}\n"
    )
