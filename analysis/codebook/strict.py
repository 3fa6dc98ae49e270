"""What all parts of a codebook are made of: frozen types, and the texts they hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=64)]
Text = Annotated[str, StringConstraints(min_length=1)]


class Strict(BaseModel):
    """Frozen, and no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")
