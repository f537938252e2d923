"""Fit and store the weights of words (``claims/wordbag``): the same labels and folds as the network's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from esgcheck.analysis.claims.wordbag import SLOTS, slots_of
from esgcheck.analysis.models.training.examples import Example

STRENGTH = 5.0
"""Inverse strength of the ridge, tried once out of fold: 1 to 30 gave average precisions within 0.015."""
_CLAIM, _GREEN = 1, 10
"""Where the targets of an example have "grade at least 2" and "environmental claim"."""


def matrix(examples: Sequence[Example]) -> Any:
    """(examples, SLOTS), each row of length 1, as the weights are applied."""
    filled = [slots_of(example.text, example.heading) for example in examples]
    ends = np.cumsum([0, *(len(slots) for slots in filled)])
    values = np.concatenate([np.full(len(slots), len(slots) ** -0.5) for slots in filled])
    return csr_matrix((values, np.concatenate(filled), ends), shape=(len(examples), SLOTS))


def fit_bag(examples: Sequence[Example]) -> tuple[Any, Any]:
    """Weights (2, SLOTS) and offsets (2,): claim, environmental claim. Examples without a target are left out of it."""
    words = matrix(examples)
    weights, offsets = np.zeros((2, SLOTS)), np.zeros(2)
    for row, place in enumerate((_CLAIM, _GREEN)):
        targets = np.array([example.targets[place] for example in examples])
        known = np.flatnonzero(~np.isnan(targets))
        fitted = LogisticRegression(C=STRENGTH, max_iter=500).fit(words[known], targets[known] > 0.5)
        weights[row], offsets[row] = fitted.coef_[0], fitted.intercept_[0]
    return rounded(weights), offsets


def rounded(weights: Any) -> Any:
    """As the stored eight bits will give them back."""
    scales = _scales(weights)
    return np.rint(weights / scales[:, None]).astype(np.int8).astype(np.float32) * scales[:, None]


def heard(bag: tuple[Any, Any], examples: Sequence[Example]) -> Any:
    """(examples, 2) log-odds."""
    weights, offsets = bag
    return np.asarray(matrix(examples) @ weights.T) + offsets


def write_bag(bag: tuple[Any, Any], folder: Path) -> None:
    """``wordbag.npz``: a signed byte a weight and a scale a row."""
    weights, offsets = bag
    scales = _scales(weights)
    stored = np.rint(weights / scales[:, None]).astype(np.int8)
    np.savez_compressed(folder / "wordbag.npz", weights=stored, scales=scales.astype(np.float32), offsets=offsets)


def _scales(weights: Any) -> Any:
    return np.abs(weights).max(1) / 127.0
