"""From logits of reports not seen to chances, and how far the chances can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from esgcheck.analysis.models.training.examples import folds

BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def curve(logits: Any, truth: Any) -> list[float]:
    """Slope and offset that turn a logit into a chance (Platt 1999)."""
    return weights_of(np.asarray(logits)[:, None], truth)


def weights_of(values: Any, truth: Any, share: float = 0.0) -> list[float]:
    """Weights of a logistic regression, the offset last. ``share``: how many true ones there are where they will be
    used, if that is not as in ``truth``."""
    truth = np.asarray(truth, int)
    of = truth.mean()
    counts = np.where(truth == 1, share / of, (1 - share) / (1 - of)) if share else None
    fitted = LogisticRegression(C=10.0, max_iter=2_000).fit(values, truth, sample_weight=counts)
    return [round(float(weight), 5) for weight in (*fitted.coef_[0], fitted.intercept_[0])]


def chances(weights: Sequence[float], values: Any) -> Any:
    """What the weights make of each row."""
    return 1.0 / (1.0 + np.exp(-(np.asarray(values) @ np.asarray(weights[:-1]) + weights[-1])))


def out_of_fold(values: Any, truth: Any, groups: Sequence[str], count: int = 5) -> Any:
    """Chances for each row by weights that were fitted on other reports only."""
    values, truth = np.asarray(values, float), np.asarray(truth, int)
    found = np.zeros(len(truth))
    for held in folds(list(groups), count):
        rest = np.setdiff1d(np.arange(len(truth)), held)
        found[held] = chances(weights_of(values[rest], truth[rest]), values[held])
    return found


def scores(truth: Any, said: Any, threshold: float = 0.5) -> tuple[float, float, float]:
    """F1, precision, recall."""
    truth, said = np.asarray(truth, bool), np.asarray(said) >= threshold
    hits = int((truth & said).sum())
    precision, recall = hits / max(1, int(said.sum())), hits / max(1, int(truth.sum()))
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def reliability(truth: Any, said: Any) -> tuple[float, list[tuple[str, int, float, float]]]:
    """Expected calibration error, and for each tenth: how many, the mean chance said, the share that was so."""
    truth, said = np.asarray(truth, float), np.asarray(said, float)
    rows, error = [], 0.0
    for low, high in pairwise(BINS):
        inside = (said >= low) & ((said < high) | (high == 1.0))
        if inside.any():
            mean, share = float(said[inside].mean()), float(truth[inside].mean())
            rows.append((f"{low:.1f} to {high:.1f}", int(inside.sum()), mean, share))
            error += inside.mean() * abs(mean - share)
    return float(error), rows
