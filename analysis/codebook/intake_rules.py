"""How a sheet is to be taken: what is passed over, what is missing, who is left out."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from analysis.codebook.strict import Id, Strict, Text


class Exclusion(Strict):
    """Responses that are left out, by what one of their cells says."""

    question: Id | None = Field(None, description="The question whose column is looked at, or")
    column: Text | None = Field(None, description="the header of that column.")
    values: tuple[str, ...] = Field(min_length=1, description="Texts; an empty one means blank.")


# What survey tools write into columns of their own beside a response that is no response.
NO_RESPONSES = (
    Exclusion(
        column="Status",
        values=(
            "Survey Preview",
            "Survey Test",
            "Spam",
            "Offline Preview",
            "Umfragevorschau",
            "Vista previa de la encuesta",
            "Aperçu de l'enquête",
        ),
    ),
    Exclusion(column="DistributionChannel", values=("preview",)),
    Exclusion(column="Response Type", values=("partial", "preview", "test", "started")),
    Exclusion(column="Finished", values=("False", "0", "No", "FALSCH", "Falso", "Faux")),
)


class Intake(Strict):
    ignore: tuple[Text, ...] = Field((), description="Headers to pass over without a note.")
    missing: tuple[Text, ...] = Field(
        ("NA", "N/A", "Prefer not to say", "Does not apply"),
        description="Texts that mean no answer, wherever they stand.",
    )
    duplicate_rows: Literal["set-aside", "keep"] = "set-aside"
    locale: str | None = Field(
        None, description="Whose numbers the sheet holds: 'de' reads 2.000 as two thousand."
    )
    exclude: tuple[Exclusion, ...] = Field(
        NO_RESPONSES, description="Previews, tests and unfinished responses to leave out."
    )
