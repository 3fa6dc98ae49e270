"""Which sheet is meant, from the address a person copies out of the browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from analysis.errors import SurveyError

SHORT = re.compile(r"sheet:([\w-]+)(?:#(?:gid=)?(\d+))?", re.ASCII)
PATH = re.compile(r"(?:/a/[^/]+)?/spreadsheets/(?:u/\d+/)?d/([\w-]+)(/.*)?", re.ASCII)
FROM_BROWSER = (
    "Open the sheet that holds the answers and copy its address from the browser; it looks like "
    "https://docs.google.com/spreadsheets/d/…/edit#gid=0."
)


@dataclass(frozen=True)
class SheetAddress:
    """A spreadsheet's id and the number of one tab in it; None means the first tab."""

    id: str
    gid: int | None = None

    @classmethod
    def parse(cls, said: str) -> SheetAddress:
        """The address in ``said``, a URL or sheet:<id>[#gid]; SurveyError if it is neither."""
        short = SHORT.fullmatch(said)
        if short:
            return cls(short[1], None if short[2] is None else int(short[2]))
        return cls._of_url(said)

    @classmethod
    def _of_url(cls, said: str) -> SheetAddress:
        try:
            url = urlsplit(said)
        except ValueError:
            url = urlsplit("")
        found = PATH.fullmatch(url.path) if url.netloc.lower() == "docs.google.com" else None
        if found and found[1] == "e":
            raise SurveyError(
                "SURVEY_SOURCE is the address of a published copy, which lags behind the sheet.",
                FROM_BROWSER,
            )
        if found is None or url.scheme not in ("http", "https"):
            # Not repeated: whatever was pasted here by mistake may be a secret.
            raise SurveyError("SURVEY_SOURCE isn't the address of a Google Sheet.", FROM_BROWSER)
        # The browser writes the tab after #, and newer ones after ? as well.
        told = parse_qs(url.query) | parse_qs(url.fragment)
        gid = told.get("gid", [""])[-1]
        return cls(found[1], int(gid) if re.fullmatch(r"[0-9]+", gid) else None)

    @property
    def identity(self) -> str:
        """sheet:<id>#<gid>, or sheet:<id> when no tab is named."""
        return f"sheet:{self.id}" + ("" if self.gid is None else f"#{self.gid}")

    @property
    def name(self) -> str:
        """A name for people; who has an id may have the sheet, so most of it is left out."""
        return f"Google Sheet {self.id[:6]}…"
