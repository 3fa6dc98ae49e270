"""What the API's JSON answers hold; the description of the API is made from these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, Field, TypeAdapter

from analysis.release import Manifest
from analysis.release.corrections import Correction, of_release
from data.corrections import Entry
from data.release_ids import IDS

State = Literal["starting", "ok", "stale"]


class Health(BaseModel):
    """How the app and its source are doing."""

    status: State = Field(description="ok: shows a release and reads its source.")
    release: str | None = Field(description="The release that is shown.")
    data_as_of: str | None = Field(description="When that release was cut, in UTC.")
    source_state: State = Field(description="stale: the last reading failed.")
    last_success: str | None = Field(description="When the source was last read, in UTC.")
    age_seconds: int | None = Field(ge=0, description="Seconds since then.")


class Listed(BaseModel):
    """A release as the list tells it: enough to choose one."""

    id: str = Field(pattern=IDS)
    created: str = Field(description="When it was cut, in UTC.")
    survey: str = Field(description="Tells one survey's releases from another's.")
    wave: str | None = Field(description="The latest wave it names.")
    synthetic: bool = Field(description="true: made up for the demo, no real person answered.")
    codebook_id: str
    codebook_version: str

    @classmethod
    def of(cls, manifest: Manifest) -> Listed:
        return cls(**{name: getattr(manifest, name) for name in cls.model_fields})


class Offered(Listed):
    """A release of the list, with what was found wrong in it."""

    corrections: list[Entry] | None = Field(
        description="What was found wrong in it, the oldest first; null where that is not known."
    )

    @classmethod
    def among(cls, manifest: Manifest, log: Sequence[Correction] | None) -> Offered:
        """The release with its corrections out of the whole log; None: it can't be read."""
        told = None if log is None else [Entry.of(e) for e in of_release(log, manifest.id)]
        return cls(**Listed.of(manifest).model_dump(), corrections=told)


class Releases(BaseModel):
    """The releases of the survey that is shown, the newest first."""

    releases: list[Offered]


class Corrections(BaseModel):
    """What was found wrong in which release, the oldest first; the releases stay as they were."""

    corrections: list[Entry]


class Problem(BaseModel):
    """What is wrong, and what to do about it."""

    error: str
    remedy: str


def schemas() -> dict[str, Any]:
    """The JSON Schemas of all answers by name, each one complete in itself."""
    models = (Health, Releases, Corrections, Problem)
    found = {made.__name__: TypeAdapter(made).json_schema(mode="serialization") for made in models}
    return found | {"Manifest": TypeAdapter(Manifest).json_schema(mode="serialization")}
