"""Measure the learned judge on public sets: ``.venv-train/bin/python -m tests.benchmarks.checkworthy``.

Needs what bin/train installs (torch, scikit-learn): peers and the same network on the sets' own training data are
fitted here. They are measured and thrown away: neither set's licence lets such weights ship, and the shipped ones never
saw a sentence of either. environmental_claims dev is measured only; nothing was chosen by it.

    (no argument)   the shipped scores and the bag-of-words peers on environmental_claims dev: a minute
    --trained       and the shipped network's recipe, trained on environmental_claims train: some minutes more
    --claimbuster   five-fold on ClaimBuster, the recipe and the peers: half an hour
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "claims"
FOLDS, SEED = 5, 20261124
Fitted = Callable[[Sequence[str]], Any]


def environmental_claims(split: str) -> tuple[list[str], Any]:
    rows = [json.loads(line) for line in (SHARED / "environmental_claims" / f"{split}.jsonl").read_text().splitlines()]
    return [row["text"] for row in rows], np.array([row["label"] for row in rows], bool)


def claimbuster() -> tuple[list[str], Any]:
    rows = json.loads((SHARED / "claimbuster" / "train.json").read_text())
    return [row["text"] for row in rows], np.array([row["label"] for row in rows], bool)


def svm(texts: Sequence[str], truth: Any) -> Fitted:
    """The bag of words with a linear support vector machine."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    words = TfidfVectorizer()
    fitted = LinearSVC().fit(words.fit_transform(texts), truth)
    return lambda unseen: fitted.predict(words.transform(unseen))


def regression(texts: Sequence[str], truth: Any) -> Fitted:
    """Words and pairs of words with a logistic regression, classes weighed alike."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    fitted = LogisticRegression(C=10, class_weight="balanced", max_iter=2_000).fit(words.fit_transform(texts), truth)
    return lambda unseen: fitted.predict(words.transform(unseen))


def network(texts: Sequence[str], truth: Any) -> Fitted:
    """The recipe of the model that ships (MiniLM, the same epochs and rates), on these data."""
    import torch

    from esgcheck.analysis.models.training.examples import plain_example
    from esgcheck.analysis.models.training.fitting import Recipe, fit, predict

    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    rows = [plain_example(text, bool(label)) for text, label in zip(texts, truth, strict=True)]
    weights = fit(rows, Recipe(), seed=1)
    return lambda unseen: predict(weights, unseen)[:, 1] > 0


def row(name: str, truth: Any, said: Any) -> str:
    """F1, precision and recall of the positive class; F1 over both classes, plain and weighted."""
    truth, said = np.asarray(truth, bool), np.asarray(said, bool)
    f1, precision, recall = _f1(truth, said)
    other = _f1(~truth, ~said)[0]
    weighted = f1 * truth.mean() + other * (1 - truth.mean())
    return (
        f"  {name:44} F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}   "
        f"(macro F1 {(f1 + other) / 2:.3f}, weighted {weighted:.3f})"
    )


def _f1(truth: Any, said: Any) -> tuple[float, float, float]:
    hits = int((truth & said).sum())
    precision, recall = hits / max(1, int(said.sum())), hits / max(1, int(truth.sum()))
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def measure_shipped() -> None:
    """The model as it ships, at 0.5, against the peers that were trained on the set's own sentences."""
    from esgcheck.analysis.claims import score_claim
    from esgcheck.analysis.claims.model import judge

    texts, truth = environmental_claims("dev")
    print(f"environmental_claims dev: {len(texts)} sentences, {int(truth.sum())} claims")
    start = time.process_time()
    judged = judge(texts)
    each = (time.process_time() - start) / len(texts) * 1_000
    print(row("shipped, score_claim", truth, [score_claim(text) >= 0.5 for text in texts]))
    green = [score_claim(text, about="environment") >= 0.5 for text in texts]
    print(row('shipped, score_claim(about="environment")', truth, green))
    print(row("… its network alone", truth, [one.environment >= 0.5 for one in judged]))
    train, labels = environmental_claims("train")
    print(row("peer: TF-IDF, SVM, trained on its train", truth, svm(train, labels)(texts)))
    print(row("peer: TF-IDF, regression, trained on its train", truth, regression(train, labels)(texts)))
    print(f"  the network takes {each:.2f} ms of CPU a sentence")


def measure_trained() -> None:
    texts, truth = environmental_claims("dev")
    train, labels = environmental_claims("train")
    print(row("the shipped recipe, trained on its train", truth, network(train, labels)(texts)))


def measure_claimbuster(workers: int = 2) -> None:
    """Stratified five-fold; figures over all sentences, each judged by what was fitted on the other folds."""
    texts, truth = claimbuster()
    print(f"ClaimBuster, {FOLDS}-fold: {len(texts)} sentences, {int(truth.sum())} check-worthy")
    held = stratified(truth)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        for name, fitting in (
            ("peer: TF-IDF, SVM", svm),
            ("peer: TF-IDF, regression", regression),
            ("the shipped recipe", network),
        ):
            parts = list(pool.map(_fold, [fitting] * FOLDS, [texts] * FOLDS, [truth] * FOLDS, held))
            said = np.zeros(len(texts), bool)
            for places, part in zip(held, parts, strict=True):
                said[places] = part
            print(row(name, truth, said), flush=True)


def stratified(truth: Any) -> list[Any]:
    """The places of each fold, each class dealt out in turn after a seeded shuffle."""
    held: list[list[int]] = [[] for _ in range(FOLDS)]
    for label in (False, True):
        places = [int(place) for place in np.flatnonzero(truth == label)]
        random.Random(SEED).shuffle(places)
        for number, place in enumerate(places):
            held[number % FOLDS].append(place)
    return [np.array(sorted(places)) for places in held]


def _fold(fitting: Callable[[Sequence[str], Any], Fitted], texts: Sequence[str], truth: Any, held: Any) -> Any:
    rest = np.setdiff1d(np.arange(len(texts)), held)
    fitted = fitting([texts[place] for place in rest], truth[rest])
    return np.asarray(fitted([texts[place] for place in held]), bool)


def main() -> None:
    if not SHARED.is_dir():
        raise SystemExit("The real inputs (../shared/data) are not here; there is nothing to measure on.")
    try:
        import sklearn  # noqa: F401
        import torch  # noqa: F401
    except ImportError:
        raise SystemExit("This needs what bin/train installs: .venv-train/bin/python -m tests.benchmarks.checkworthy")
    if "--claimbuster" in sys.argv:
        measure_claimbuster()
        return
    measure_shipped()
    if "--trained" in sys.argv:
        measure_trained()


if __name__ == "__main__":
    main()
