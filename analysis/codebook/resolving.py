"""A codebook as far as one sheet answers it: what was not asked there is not promised either."""

from __future__ import annotations

from collections.abc import Collection

from analysis.codebook.scoring import column
from analysis.codebook.types import Codebook, Model, ModelKind


def resolved(codebook: Codebook, columns: Collection[str]) -> Codebook:
    """The codebook without the dimensions, covariates, supports and margins that have no column.

    A model that is left with nothing to adjust for, or no support, goes too. What a release says
    of its models is therefore what was computed.
    """
    dimensions = tuple(name for name in codebook.dimensions if column(name) in columns)
    models = {
        name: _left(codebook, model, dimensions, columns) for name, model in codebook.models.items()
    }
    return codebook.model_copy(
        update={
            "dimensions": dimensions,
            "models": {name: model for name, model in models.items() if _is_whole(model)},
            "margins": {
                name: each for name, each in codebook.margins.items() if name in dimensions
            },
        }
    )


def for_everyone_only(codebook: Codebook) -> Codebook:
    """The codebook of a survey too small for anything finer: no dimension, model or margin."""
    return codebook.model_copy(update={"dimensions": (), "models": {}, "margins": {}})


def _left(
    codebook: Codebook, model: Model, dimensions: tuple[str, ...], columns: Collection[str]
) -> Model:
    received = {name: column(each.received) for name, each in codebook.supports.items()}
    return model.model_copy(
        update={
            "covariates": tuple(name for name in model.covariates if name in dimensions),
            "supports": tuple(name for name in model.supports if received[name] in columns),
        }
    )


def _is_whole(model: Model) -> bool:
    return bool(model.covariates if model.kind is ModelKind.ADJUSTED else model.supports)
