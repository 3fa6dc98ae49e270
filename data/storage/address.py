"""What SURVEY_STORE names: a folder, or a bucket and a prefix in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import SurveyError

ADDRESS = re.compile(r"(?P<scheme>s3|gs|az)://(?P<bucket>[A-Za-z0-9][\w.-]*)/*(?P<prefix>[^?#@]*)")
SCHEME = re.compile(r"\s*\w[\w+.-]*://")  # what begins so is meant for an address
DOTTED = re.compile(r"(^|/)\.{1,2}(/|$)")
REMEDY = (
    "Write s3://bucket/prefix, gs://bucket/prefix or az://container/prefix, or a folder's path."
)


@dataclass(frozen=True)
class ObjectAddress:
    """A prefix in a bucket of an object store, as ``s3://bucket/prefix``.

    ``scheme`` is s3 (Amazon's, or one that speaks its protocol), gs (Google) or az (Azure, whose
    buckets are called containers).
    """

    scheme: str
    bucket: str
    prefix: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.bucket}" + (f"/{self.prefix}" if self.prefix else "")


def place(said: str) -> Path | ObjectAddress:
    """The folder or the address that is meant; SurveyError, which repeats nothing, on nonsense."""
    if SCHEME.match(said) is None:
        return Path(said)
    address = ADDRESS.fullmatch(said.strip())
    if address is None or DOTTED.search(address["prefix"]):
        raise SurveyError("SURVEY_STORE is no address of an object store.", REMEDY)
    parts = [part for part in address["prefix"].split("/") if part]
    return ObjectAddress(address["scheme"], address["bucket"], "/".join(parts))
