"""The figures of the model card, written by the training itself between two marks; the prose around them stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from esgcheck.analysis.claims.judging import PROPOSED, SURELY_NONE
from esgcheck.analysis.models.training.calibrating import reliability, scores
from esgcheck.analysis.models.training.labels import KIND_LETTERS, Labelled

BEGIN, END = "<!-- figures: written by bin/train -->", "<!-- end of figures -->"
KIND_NAMES = ("quoted finding", "metric", "commitment", "denial", "certification", "action", "general")


def write_card(path: Path, rows: Sequence[Labelled], figures: dict[str, Any]) -> None:
    """Write the figures into the card of claims."""
    write_between_marks(path, _figures(rows, figures))


def write_between_marks(path: Path, figures: str) -> None:
    """Replace what stands between the marks of a card. Raises ValueError where it has none."""
    text = path.read_text()
    if BEGIN not in text or END not in text:
        raise ValueError(f"{path.name} has lost the marks between which its figures stand.")
    before, rest = text.split(BEGIN, 1)
    path.write_text(f"{before}{BEGIN}\n\n{figures}\n{END}{rest.split(END, 1)[1]}")


def _figures(rows: Sequence[Labelled], figures: dict[str, Any]) -> str:
    truth = figures["claims"]
    said, spoken = figures["combined"], figures["languages"]
    error, bins = reliability(truth, said)
    model_error, _ = reliability(truth, figures["model"])
    green, green_said = figures["green"]
    green_error, green_bins = reliability(green, green_said)
    parts = [
        f"Written on {date.today().isoformat()}, recipe `{figures['recipe']}`, seed {figures['seed']}. "
        f"Everything here is out of fold: {figures['folds']} folds by report, each sentence judged by a network, "
        "quantised as it ships, that saw nothing of its report; calibration and combination too.",
        _labels(rows),
        table(
            ("claim (grade 2 or 3) at 0.5", "F1", "precision", "recall", "average precision"),
            [
                _line("rules alone, as they score", truth, figures["rules_raw"]),
                _line("rules alone, calibrated", truth, figures["rules"]),
                _line("words alone", truth, figures["words"]),
                _line("words and rules, before the network", truth, figures["first"]),
                _line("network alone", truth, figures["model"]),
                _line("**combined**", truth, said),
                *(
                    _line(f"{name}, {way}", truth[spoken == code], figures[key][spoken == code])
                    for code, name in (("en", "English"), ("it", "Italian"))
                    for key, way in (("rules", "rules"), ("model", "network"), ("combined", "combined"))
                    if (spoken == code).any()
                ),
            ],
        ),
        f"{len(figures['abroad'][0])} made-up sentences in German, French and Chinese, as many claims as they have:",
        table(
            ("claim at 0.5", "F1", "precision", "recall", "average precision"),
            [
                _line("rules alone, as they score", *figures["abroad"][:2]),
                _line("words and rules", figures["abroad"][0], figures["abroad"][2]),
            ],
        ),
        table(
            ("others at 0.5", "F1", "precision", "recall", "average precision"),
            [
                _line("environmental claim, network alone", *figures["green_alone"]),
                _line("environmental claim, with its words", green, green_said),
                _line("grade 3", *figures["grave"]),
            ],
        ),
        f"Calibration error of the combined score {error:.3f} (network alone {model_error:.3f}).",
        f"The network is not asked where words and rules say less than {SURELY_NONE}; from {PROPOSED} on is proposed:",
        table(
            ("network asked from", "skipped", "recall", "precision of what is proposed"),
            [_skipping(limit, truth, said, figures["first"]) for limit in (0.0, SURELY_NONE)],
        ),
        table(
            ("combined score", "sentences", "mean score", "were claims"),
            [(name, str(count), f"{mean:.2f}", f"{share:.2f}") for name, count, mean, share in bins],
        ),
        f"Calibration error of the environmental score {green_error:.3f}.",
        table(
            ("environmental score", "sentences", "mean score", "were environmental claims"),
            [(name, str(count), f"{mean:.2f}", f"{share:.2f}") for name, count, mean, share in green_bins],
        ),
        _kinds(figures["kinds"]),
        _reports(figures["reports"], truth, said),
    ]
    return "\n\n".join(parts) + "\n"


def _labels(rows: Sequence[Labelled]) -> str:
    grades = Counter("none" if row.label.grade is None else str(row.label.grade) for row in rows)
    green = Counter(row.label.environment for row in rows)
    return (
        f"Labels: {len(rows)} sentences; grades "
        + ", ".join(f"{grade}: {count}" for grade, count in sorted(grades.items()))
        + f"; environmental claims {green[True]}, others {green[False]}."
    )


def _line(name: str, truth: Any, said: Any) -> tuple[str, ...]:
    return (name, *(f"{value:.3f}" for value in (*scores(truth, said), average_precision(truth, said))))


def average_precision(truth: Any, said: Any) -> float:
    """The mean of the precision at each true one, best first."""
    order = np.argsort(-np.asarray(said), kind="stable")
    hits = np.asarray(truth, float)[order]
    return float((hits * np.cumsum(hits) / np.arange(1, len(hits) + 1)).sum() / max(1.0, hits.sum()))


def _skipping(limit: float, truth: Any, said: Any, first: Any) -> tuple[str, ...]:
    """What is proposed where the network is asked from ``limit`` on only."""
    skipped = np.asarray(first) < limit
    proposed = ~skipped & (np.asarray(said) >= PROPOSED)
    hits = float((np.asarray(truth, bool) & proposed).sum())
    shares = (skipped.mean(), hits / np.asarray(truth).sum(), hits / max(1, proposed.sum()))
    return (f"{limit:.2f}", *(f"{share:.3f}" for share in shares))


def _kinds(pairs: Sequence[tuple[str, int]]) -> str:
    right = sum(KIND_LETTERS[said] == letter for letter, said in pairs)
    rows = []
    for place, (letter, name) in enumerate(zip(KIND_LETTERS, KIND_NAMES, strict=True)):
        said = Counter(KIND_NAMES[other] for gold, other in pairs if gold == letter)
        count = said.total()
        most = ", ".join(f"{other} {times}" for other, times in said.most_common(4) if other != name)
        rows.append((name, str(count), f"{said[KIND_NAMES[place]] / max(1, count):.2f}", most))
    return f"Kind right: {right} of {len(pairs)} ({right / max(1, len(pairs)):.3f}).\n\n" + table(
        ("kind", "labelled", "found", "else said to be"), rows
    )


def _reports(reports: Sequence[str], truth: Any, said: Any) -> str:
    names = np.array(reports)
    rows = []
    for name in sorted(set(reports)):
        inside = names == name
        f1, precision, recall = scores(truth[inside], said[inside])
        claims = int(np.asarray(truth)[inside].sum())
        rows.append((name, str(int(inside.sum())), str(claims), f"{f1:.2f}", f"{precision:.2f}", f"{recall:.2f}"))
    return "By report, combined score at 0.5:\n\n" + table(
        ("report", "sentences", "claims", "F1", "precision", "recall"), rows
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
