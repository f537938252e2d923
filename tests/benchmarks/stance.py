"""Measure stance: ``python -m tests.benchmarks.stance``: own held-out pairs, HealthVer dev, Climate-FEVER.

Peers in the same run: the checks as they were before (taken out of this repository's history, where git has it), the
commonest label, and negation with overlap (half of the claim's words there: supports, or contradicts where only one
of the two has a negation). Of ours three: checks alone (the vectors of words switched off, weights the same), with
the vectors, and how far the chances can be trusted. Nothing was trained on the public sets; times are CPU.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from esgcheck.analysis import judge_stance
from esgcheck.analysis.models.training.pairs import read_pairs
from esgcheck.analysis.stance import likeness
from esgcheck.analysis.stance.reading import read
from esgcheck.analysis.text import normalise, words_of
from esgcheck.analysis.wording import NEGATIONS

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
BEFORE = "61f9660"
"""The commit whose checks are the peer."""
LABELS = ("supports", "contradicts", "context")
BINS = tuple(tenth / 10 for tenth in range(11))
NAMED = {"refutes": "contradicts", "supports": "supports"}

Pair = tuple[str, str, str]
Judge = Callable[[str, str], tuple[str, dict[str, float]]]


def healthver() -> list[Pair]:
    with (SHARED / "evidence/healthver/healthver_dev.csv").open(encoding="utf-8") as lines:
        return [(r["claim"], r["evidence"], NAMED.get(r["label"].lower(), "context")) for r in csv.DictReader(lines)]


def climate_fever() -> list[Pair]:
    with (SHARED / "evidence/climate_fever/first-1000.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        (row["claim"], found["evidence"], NAMED.get(found["evidence_label"].lower(), "context"))
        for row in rows
        for found in row["evidences"]
    ]


def held_out() -> list[Pair]:
    return [(pair.claim, pair.passage, pair.label) for pair in read_pairs() if pair.part == "held"]


def ours(claim: str, passage: str) -> tuple[str, dict[str, float]]:
    stance = judge_stance(claim, passage)
    return stance.label, stance.scores


def before() -> Judge | None:
    """The checks of an earlier commit, with the figures that they used; None where git does not have it."""
    folder = Path(tempfile.mkdtemp())
    for name in ("stance", "stance_words", "figures"):
        shown = subprocess.run(
            ["git", "show", f"{BEFORE}:esgcheck/analysis/{name}.py"], cwd=ROOT, capture_output=True, text=True
        )
        if shown.returncode:
            return None
        text = shown.stdout.replace("from . import stance_words", "from before import stance_words")
        text = text.replace("from .figures", "from before.figures").replace("from .", "from esgcheck.analysis.")
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(
        "before", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    (folder / "__init__.py").touch()
    if spec is None or spec.loader is None:
        return None
    sys.modules["before"] = importlib.util.module_from_spec(spec)
    module: Any = importlib.import_module("before.stance")

    def judge(claim: str, passage: str) -> tuple[str, dict[str, float]]:
        stance = module.judge_stance(claim, passage)
        return stance.label, stance.scores

    return judge


def commonest(pairs: Sequence[Pair]) -> Judge:
    counts = Counter(label for _, _, label in pairs)
    shares = {label: counts[label] / len(pairs) for label in LABELS}
    best = counts.most_common(1)[0][0]
    return lambda claim, passage: (best, shares)


def naive(claim: str, passage: str) -> tuple[str, dict[str, float]]:
    one, other = (set(words_of(normalise(text).text)) for text in (claim, passage))
    label = "context"
    if len(one & other) >= len(one) / 2:
        label = "supports" if bool(one & NEGATIONS) == bool(other & NEGATIONS) else "contradicts"
    return label, {name: float(name == label) for name in LABELS}


def measure(name: str, judge: Judge, pairs: Sequence[Pair], *, bins: bool = False) -> None:
    """Print macro F1, precision and recall, the calibration error of labels, and refutations taken for support."""
    read.cache_clear()
    begin = time.process_time()
    judged = [judge(claim, passage) for claim, passage, _ in pairs]
    each = (time.process_time() - begin) / len(pairs)
    truth = [label for _, _, label in pairs]
    scores, told = [], []
    for label in LABELS:
        hits = sum(label == said == true for (said, _), true in zip(judged, truth, strict=True))
        given, true = sum(said == label for said, _ in judged), truth.count(label)
        scores.append(2 * hits / max(1, given + true))
        told.append(f"{label[:7]} {hits / max(1, given):.2f}/{hits / max(1, true):.2f}")
    sure = [chances[said] for said, chances in judged]
    right = [said == true for (said, _), true in zip(judged, truth, strict=True)]
    error, rows = calibration(sure, right)
    refuted = [chances["supports"] for (_, chances), true in zip(judged, truth, strict=True) if true == "contradicts"]
    grave = sum(chance > 0.8 for chance in refuted)
    print(
        f"  {name:28} macro-F1 {sum(scores) / 3:.3f}  {'  '.join(told)}  calibration error {error:.3f}  "
        f"refuted, said supports > 0.8: {grave}/{len(refuted)}  {each * 1e3:.2f} ms"
    )
    if bins:
        for low, high, count, mean, share in rows:
            print(f"      {low:.1f} to {high:.1f}: {count:5} pairs, mean {mean:.2f}, right {share:.2f}")
        called = [(s, r) for s, r, (said, _) in zip(sure, right, judged, strict=True) if said != "context"]
        error, _ = calibration([s for s, _ in called], [r for _, r in called])
        print(f"      of the {len(called)} not called context: calibration error {error:.3f}")


def calibration(
    sure: Sequence[float], right: Sequence[bool]
) -> tuple[float, list[tuple[float, float, int, float, float]]]:
    error, rows = 0.0, []
    for low, high in pairwise(BINS):
        inside = [place for place, chance in enumerate(sure) if low <= chance < high or (high == 1.0 == chance)]
        if inside:
            mean = sum(sure[place] for place in inside) / len(inside)
            share = sum(right[place] for place in inside) / len(inside)
            rows.append((low, high, len(inside), mean, share))
            error += len(inside) / len(sure) * abs(mean - share)
    return error, rows


def without_vectors(judge: Judge) -> Judge:
    """The checks with words that are only alike counting for nothing."""

    def judged(claim: str, passage: str) -> tuple[str, dict[str, float]]:
        kept, likeness._MOST = likeness._MOST, 0.0
        try:
            return judge(claim, passage)
        finally:
            likeness._MOST = kept

    return judged


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="of the public sets only every nth pair")
    given = parser.parse_args()
    sets = [("own pairs, held out", held_out())]
    if SHARED.is_dir():
        sets += [("HealthVer dev", healthver()[:: given.every]), ("Climate-FEVER", climate_fever()[:: given.every])]
    else:
        print("the real inputs (../shared/data) are not here")
    earlier = before()
    for name, pairs in sets:
        counts = Counter(label for _, _, label in pairs)
        print(f"{name}, n {len(pairs)}: " + ", ".join(f"{label} {counts[label]}" for label in LABELS))
        print("  (precision/recall by label)")
        measure("commonest label", commonest(pairs), pairs)
        measure("negation and overlap", naive, pairs)
        if earlier:
            measure(f"checks before ({BEFORE})", earlier, pairs)
        measure("checks alone", without_vectors(ours), pairs)
        measure("with vectors of words", ours, pairs, bins=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
