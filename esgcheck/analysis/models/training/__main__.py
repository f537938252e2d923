"""``python -m esgcheck.analysis.models.training claims --reports FOLDER``: labels in, the model that ships out;
``... stance``: our own pairs in, the weights of stance out, within two minutes.

bin/train calls it. The same labels, reports and seed give the same weights on the same kind of processor. ``embedding``
trains nothing: it takes the public weights, quantised.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from esgcheck.analysis.models.training.course import train_claims
from esgcheck.analysis.models.training.embedding import OUTPUT, build_embedding
from esgcheck.analysis.models.training.labels import LABELS
from esgcheck.analysis.models.training.pairs import PAIRS
from esgcheck.analysis.models.training.stance import train_stance


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/train", description="Train a model that ships with esgcheck.")
    parser.add_argument("model", choices=["claims", "embedding", "stance"])
    parser.add_argument("--reports", type=Path, help="claims: the folder of reports that the labels are of")
    parser.add_argument("--output", type=Path, help="where weights and card go, if not where they ship from")
    parser.add_argument("--folds", type=int, default=5, help="for the figures and the calibration")
    parser.add_argument("--workers", type=int, default=2, help="fits at once, each on one processor")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the fitted networks: a second run takes up from there")
    given = parser.parse_args()
    if given.model == "stance":
        train_stance(given.output or PAIRS.parent)
        return
    if given.model == "embedding":
        build_embedding(given.output or OUTPUT)
        return
    if given.reports is None:
        parser.error("claims needs --reports: the labels are places in reports")
    output = given.output or LABELS.parent
    train_claims(given.reports, output, folds=given.folds, workers=given.workers, seed=given.seed, keep=given.keep)


if __name__ == "__main__":
    main()
