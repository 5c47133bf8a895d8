"""The trained classifier of happenings: how likely each PLOVER type is, told the features of two parties.

A logistic regression whose weights ship in `data/coder.npz`; `python -m tools.train_coder` makes them from the
sentences in data/training. Reading needs numpy alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from dragoman.extract.features import BLOCKS, WIDTH, Features

SCALE = 3.0
"""What the vectors are multiplied by to weigh beside the names: 2 to 7 tried, by cross-validation on data/training."""
NONE = "NONE"
"""The class of pairs between which nothing happens."""


class BadWeights(ValueError):
    """The file of weights is not what this program reads; says how to make it."""


@dataclass(frozen=True, slots=True)
class Model:
    """Classes in order, the column of each name, and for each name and each number of a vector a weight a class."""

    classes: tuple[str, ...]
    vocabulary: Mapping[str, int]
    weights: NDArray[np.float32]
    intercept: NDArray[np.float32]
    digest: str
    """Of the training sentences that the weights were made from."""


def predict(features: Features, model: Model | None = None) -> dict[str, float]:
    """The probability of each type and of NONE, in the order of their names."""
    model = model or shipped()
    known = sorted(name for name in features.names if name in model.vocabulary)
    score = model.intercept + SCALE * features.vector @ model.weights[len(model.vocabulary) :]
    for name in known:
        score = score + features.names[name] * model.weights[model.vocabulary[name]]
    odds = np.exp(score - score.max())
    return {name: float(share) for name, share in zip(model.classes, odds / odds.sum(), strict=True)}


@cache
def shipped() -> Model:
    """The model that comes with the program."""
    with resources.files("dragoman").joinpath("data", "coder.npz").open("rb") as file, np.load(file) as parts:
        vocabulary = str(parts["vocabulary"].tobytes(), "utf-8").split("\n")
        model = Model(
            classes=tuple(str(parts["classes"].tobytes(), "utf-8").split("\n")),
            vocabulary={name: row for row, name in enumerate(vocabulary)},
            weights=parts["weights"].astype(np.float32),
            intercept=parts["intercept"].astype(np.float32),
            digest=str(parts["digest"].tobytes(), "utf-8"),
        )
    if model.weights.shape != (len(vocabulary) + BLOCKS * WIDTH, len(model.classes)):
        raise BadWeights(f"coder.npz holds weights of shape {model.weights.shape}; make it anew: make coder")
    return model
