"""Fit the weights of stance: our own pairs in, word vectors, weights and the figures of the card out.

``bin/train stance``. Fitted on the train and dev families, whose figures in the card are out of fold by family; the
held-out families are judged once, by the weights that ship. The same pairs give the same weights.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from esgcheck.analysis.models.training.calibrating import reliability
from esgcheck.analysis.models.training.card import BEGIN, END, table
from esgcheck.analysis.models.training.pairs import LabelledPair, read_pairs
from esgcheck.analysis.models.training.words import write_vectors
from esgcheck.analysis.stance import observe, weighing
from esgcheck.analysis.types import StanceLabel

STRENGTH = 3.0
"""The inverse of the regularisation, chosen among 0.3, 1, 2, 3, 10 by the likelihood of families left out."""
FOLDS = 10


def train_stance(output: Path, *, vectors: bool = True) -> None:
    """Write ``words.npz``, ``weights.json`` and the figures of ``CARD.md`` into ``output``."""
    if vectors:
        write_vectors(output / "words.npz")
    pairs = read_pairs()
    fitted_on = [pair for pair in pairs if pair.part != "held"]
    seen = np.array([observe(pair.claim, pair.passage)[0] for pair in fitted_on])
    truth = np.array([weighing.LABELS.index(pair.label) for pair in fitted_on])
    _write(output / "weights.json", _fit(seen, truth))
    held = [pair for pair in pairs if pair.part == "held"]
    parts = [
        f"Written on {date.today().isoformat()}; {len(pairs)} pairs, {len({pair.family for pair in pairs})} families.",
        "Train and dev families, out of fold:\n\n" + figures(fitted_on, _out_of_fold(fitted_on, seen, truth)),
        "Held-out families:\n\n" + figures(held, _judged(held, _fit(seen, truth))),
    ]
    card = output / "CARD.md"
    before, rest = card.read_text(encoding="utf-8").split(BEGIN, 1)
    card.write_text(f"{before}{BEGIN}\n\n" + "\n\n".join(parts) + f"\n\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


def _fit(seen: Any, truth: Any) -> dict[StanceLabel, tuple[float, ...]]:
    """Weights of each label against context, the offset last."""
    fitted = LogisticRegression(C=STRENGTH, max_iter=10_000).fit(seen, truth)
    rows = np.c_[fitted.coef_, fitted.intercept_]
    rows = rows - rows[weighing.LABELS.index("context")]
    named: dict[StanceLabel, tuple[float, ...]] = {}
    for label, row in zip(weighing.LABELS, rows, strict=True):
        if label != "context":
            named[label] = tuple(round(float(weight), 4) for weight in row)
    return named


def _write(path: Path, fitted: dict[StanceLabel, tuple[float, ...]]) -> None:
    given: dict[str, list[Any]] = {"features": list(weighing.FEATURES)}
    given.update((label, list(row)) for label, row in fitted.items())
    path.write_text(json.dumps(given, indent=1) + "\n", encoding="utf-8")
    weighing.weights.cache_clear()


Judged = Sequence[tuple[StanceLabel, dict[str, float]]]


def _judged(pairs: Sequence[LabelledPair], fitted: dict[StanceLabel, tuple[float, ...]]) -> Judged:
    return [weighing.weigh(*observe(pair.claim, pair.passage), fitted) for pair in pairs]


def _out_of_fold(pairs: Sequence[LabelledPair], seen: Any, truth: Any) -> Judged:
    """Each pair judged by weights that saw nothing of its family."""
    found: dict[int, tuple[StanceLabel, dict[str, float]]] = {}
    families = np.array([pair.family for pair in pairs])
    for rest, left_out in GroupKFold(FOLDS).split(seen, truth, families):
        fitted = _fit(seen[rest], truth[rest])
        found.update(zip(left_out.tolist(), _judged([pairs[place] for place in left_out], fitted), strict=True))
    return [found[place] for place in range(len(pairs))]


def figures(pairs: Sequence[LabelledPair], judged: Judged) -> str:
    """Precision and recall by label, macro F1, the calibration of the label given, and the worst mistakes counted."""
    rows, scores = [], []
    for label in weighing.LABELS:
        hits = sum(pair.label == label == said for pair, (said, _) in zip(pairs, judged, strict=True))
        true = sum(pair.label == label for pair in pairs)
        told = sum(said == label for said, _ in judged)
        scores.append(2 * hits / max(1, true + told))
        precision, recall = hits / max(1, told), hits / max(1, true)
        rows.append((label, str(true), f"{precision:.2f}", f"{recall:.2f}", f"{scores[-1]:.2f}"))
    right = [pair.label == said for pair, (said, _) in zip(pairs, judged, strict=True)]
    error, bins = reliability(right, [chances[said] for said, chances in judged])
    refuted = [chances for pair, (_, chances) in zip(pairs, judged, strict=True) if pair.label == "contradicts"]
    grave = sum(chances["supports"] > 0.8 for chances in refuted)
    return "\n\n".join(
        (
            table(("label", "pairs", "precision", "recall", "F1"), rows),
            f"Macro F1 {sum(scores) / 3:.3f}; calibration error {error:.3f}; contradictions called supports with over "
            f"0.8: {grave} of {len(refuted)}.",
            table(
                ("chance of the label given", "pairs", "mean", "were right"),
                [(name, str(count), f"{mean:.2f}", f"{share:.2f}") for name, count, mean, share in bins],
            ),
        )
    )
