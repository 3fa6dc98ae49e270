"""A release to take away: the package, single tables, how to cite and check them."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from analysis.release import Release
from analysis.release.caveats import caveats
from analysis.release.citing import checksum_lines, citation, licence_address
from analysis.release.formats import FORMATS
from analysis.release.references import bibtex, ris
from pages.parts import corrected, current, labels
from pages.parts.download import address, file_of_release
from pages.parts.hosted import is_framed, page_address, root
from pages.parts.words import safe

APART = tuple(each for each in FORMATS if each.book is None)
BOOKS = tuple(each for each in FORMATS if each.book is not None)


def whole(release: Release) -> None:
    """One click to everything."""
    packed = current.store().packed(release.id)
    size = current.store().file(release.id, "package.zip").stat().st_size
    file_of_release(labels.PACKAGE, release, "package.zip")
    has_all = all(file in packed for each in FORMATS for file in each.files)
    hint = labels.PACKAGE_HINT if has_all else labels.PACKAGE_HINT_OLD
    st.write(safe(hint.format(size=_size(size))))


def tables(release: Release) -> None:
    """Each table in every format the release has it in, and all of them as one file."""
    packed = current.store().packed(release.id)
    st.header(labels.SINGLE_TABLES, anchor=False)
    for table, told in labels.SINGLES.items():
        files = {f"{table}.{each.ending}": each.name for each in APART}
        there = {file: name for file, name in files.items() if file in packed}
        if not there:
            continue
        st.write(safe(told))
        with st.container(horizontal=True):
            for file, name in there.items():
                _single(release, file, f"{name}, {_size(packed[file])}")
    for each in BOOKS:
        (file,) = each.files
        if file in packed:
            st.write(labels.WORKBOOK)
            _single(release, file, f"{each.name}, {_size(packed[file])}")


def _single(release: Release, file: str, label: str) -> None:
    """The file, which is taken out of the package where it lies there alone."""
    file_of_release(label, release, file)


def cite(release: Release) -> None:
    """The citation to copy, the address that stays, the licence."""
    st.header(labels.CITE, anchor=False)
    there = f"{page_address()}?release={release.id}"
    known, manifest = corrected.known(release.id), release.manifest
    forms = {
        labels.AS_WORDS: citation(manifest, known),
        "BibTeX": bibtex(manifest, release.codebook, there, known),
        "RIS": ris(manifest, release.codebook, there, known),
    }
    for tab, text in zip(st.tabs(list(forms)), forms.values(), strict=True):
        tab.code(text, language=None, wrap_lines=True)
    st.write(labels.CITE_HINT)
    st.code(there, language=None, wrap_lines=True)
    st.header(labels.LICENCE, anchor=False)
    licence = release.manifest.licence
    where = licence_address(licence)
    named = f"[{safe(licence)}]({where})" if where else safe(licence)
    st.write(labels.LICENCE_TOLD.format(licence=named))


def beware(release: Release) -> None:
    """The caveats that are in the package's README."""
    st.header(labels.BEWARE, anchor=False)
    st.markdown("\n".join(f"- {safe(each)}" for each in caveats(release.manifest)))


def programs(release: Release) -> None:
    """How a program reads the release by its address, and how to check what it got."""
    if not is_framed():  # else nobody knows whether its host lets a program in
        with st.expander(labels.BY_ADDRESS):
            st.code("\n".join(_reading(root(), release)), language=None, wrap_lines=True)
    with st.expander(labels.CHECKSUMS):
        st.code(checksum_lines(release.manifest.files), language=None, wrap_lines=True)
        st.write(labels.CHECKSUMS_HINT)


def _reading(site: str, release: Release) -> Iterator[str]:
    yield f'pandas.read_parquet("{site}/{address(release, "estimates.parquet")}")'
    if "redraw.py" in current.store().packed(release.id):
        yield f"python redraw.py {site}"
        yield f"Rscript redraw.R {site}"


def _size(size: int) -> str:
    """'1.8 MB', '59 kB'."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"
