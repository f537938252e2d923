"""The course of a training: read, fit on folds by report, calibrate, fit on everything, export, write the card."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from esgcheck.analysis.claims.calibration import TRAINED_LANGUAGES, features, first_features, green_features
from esgcheck.analysis.claims.model import KINDS, Judge, Judged
from esgcheck.analysis.claims.quantities import find_quantities
from esgcheck.analysis.claims.scoring import assess
from esgcheck.analysis.claims.wordbag import Heard
from esgcheck.analysis.languages import language_of
from esgcheck.analysis.models.training.bagging import fit_bag, heard, write_bag
from esgcheck.analysis.models.training.calibrating import curve, out_of_fold, weights_of
from esgcheck.analysis.models.training.card import write_card
from esgcheck.analysis.models.training.encoder import TOKENIZER_SHA256, checked_file
from esgcheck.analysis.models.training.examples import Example, example_of, folds, made_up_example
from esgcheck.analysis.models.training.exporting import export, graph_of
from esgcheck.analysis.models.training.fitting import Recipe, fit
from esgcheck.analysis.models.training.labels import KIND_LETTERS, Labelled, labelled, own_sentences, read_labels
from esgcheck.analysis.reading.reader import read_document
from esgcheck.analysis.types import Document

NEUTRAL = {"check": [1.0, 0.0], "grave": [1.0, 0.0], "environment": [1.0, 0.0]}


def train_claims(reports: Path, output: Path, *, folds: int, workers: int, seed: int, keep: Path | None = None) -> None:
    """Everything that stands in ``models/claims`` but the labels and the guidelines. What is fitted stays in ``keep``,
    where one is given, and is not fitted again where labels, recipe and seed are the same."""
    started = time.time()
    rows = labelled(read_labels(), _documents(reports))
    say(started, f"{len(rows)} labelled sentences of {len({row.report for row in rows})} reports")
    recipe = Recipe()
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        judged = _out_of_fold(rows, recipe, folder, count=folds, workers=workers, seed=seed, started=started)
        shutil.copyfile(folder / "all" / "model.onnx", output / "model.onnx")
    words, abroad = _words_out_of_fold(rows, folds)
    say(started, "The weights of words")
    calibration, figures = _calibrate(rows, judged, words, abroad)
    write_bag(fit_bag([*map(example_of, rows), *map(made_up_example, own_sentences())]), output)
    shutil.copyfile(checked_file("tokenizer.json", TOKENIZER_SHA256), output / "tokenizer.json")
    (output / "calibration.json").write_text(_a_line_each(calibration))
    figures |= {"recipe": asdict(recipe), "seed": seed, "folds": folds}
    write_card(output / "CARD.md", rows, figures)
    say(started, "Done")


def _a_line_each(calibration: dict[str, Any]) -> str:
    lines = (f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in calibration.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def say(started: float, words: str) -> None:
    print(f"  {time.time() - started:6.0f} s  {words}", flush=True)


def _documents(reports: Path) -> Iterator[tuple[str, Document]]:
    wanted = {label.sha256 for label in read_labels()}
    for path in sorted(reports.glob("*.pdf")):
        document = read_document(path)
        if document.sha256 in wanted:
            yield path.stem, document


def _out_of_fold(
    rows: Sequence[Labelled], recipe: Recipe, folder: Path, *, count: int, workers: int, seed: int, started: float
) -> list[list[float]]:
    """Logits of each row by a network, quantised as it ships, that saw no sentence of its report. Leaves the network
    of all rows in ``folder/all``."""
    examples = [example_of(row) for row in rows]
    made_up = [made_up_example(one) for one in own_sentences()]
    held = folds([row.report for row in rows], count)
    found: list[list[float]] = [[] for _ in rows]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        jobs = [pool.submit(fit_and_export, examples + made_up, recipe, seed, folder / "all")]
        for number, places in enumerate(held):
            rest = [examples[place] for place in sorted(set(range(len(rows))) - set(places))]
            jobs.append(pool.submit(fit_and_export, rest + made_up, recipe, seed, folder / str(number)))
        for number, places in enumerate(held):
            jobs[number + 1].result()
            judge = Judge(folder / str(number))
            for place in places:
                found[place] = judge.logits(rows[place].words, rows[place].heading)
            say(started, f"Fold {number + 1} of {count}")
        jobs[0].result()
    return found


def fit_and_export(examples: Sequence[Example], recipe: Recipe, seed: int, folder: Path) -> None:
    """One fit on one processor, which is also what makes it repeatable. Nothing is done where the folder holds it."""
    made_of = hashlib.sha256(repr((examples, recipe, seed)).encode()).hexdigest()
    mark = folder / "made-of.txt"
    if mark.exists() and mark.read_text() == made_of:
        return
    mark.unlink(missing_ok=True)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    folder.mkdir(parents=True, exist_ok=True)
    started = time.time()

    def report(epoch: int, loss: float) -> None:
        say(started, f"{folder.name}: epoch {epoch + 1} of {recipe.epochs}, loss {loss:.3f}")

    export(graph_of(fit(examples, recipe, seed, report)), folder / "model.onnx")
    shutil.copyfile(checked_file("tokenizer.json", TOKENIZER_SHA256), folder / "tokenizer.json")
    (folder / "calibration.json").write_text(json.dumps(NEUTRAL))
    mark.write_text(made_of)


@dataclass(frozen=True, slots=True)
class Abroad:
    """Sentences that we made up in languages that the network does not know: a row of features each, and whether it is
    a claim."""

    features: Any
    claims: Any


def _words_out_of_fold(rows: Sequence[Labelled], count: int) -> tuple[list[Heard], Abroad]:
    """What the words say of each row by weights that saw nothing of its report, in the folds of the network; and of
    the made-up sentences in other languages by weights that saw other sentences."""
    examples = [example_of(row) for row in rows]
    own = own_sentences()
    made_up = [made_up_example(one) for one in own]
    found: list[Heard] = [Heard(0.0, 0.0) for _ in rows]
    for places in folds([row.report for row in rows], count):
        rest = [examples[place] for place in sorted(set(range(len(rows))) - set(places))]
        for place, said in zip(places, heard(fit_bag(rest + made_up), [examples[p] for p in places]), strict=True):
            found[place] = Heard(*map(float, said))
    foreign = [n for n, one in enumerate(own) if one.language not in TRAINED_LANGUAGES and one.grade is not None]
    values, claims = [], []
    for part in range(count):
        held = foreign[part::count]
        rest = [one for n, one in enumerate(made_up) if n not in set(held)]
        for n, said in zip(held, heard(fit_bag(examples + rest), [made_up[n] for n in held]), strict=True):
            words = own[n].words
            values.append(first_features(Heard(*map(float, said)), rules_of(words), words))
            claims.append((own[n].grade or 0) >= 2)
    return found, Abroad(np.array(values), np.array(claims))


def _calibrate(
    rows: Sequence[Labelled], logits: Sequence[Sequence[float]], words: Sequence[Heard], abroad: Abroad
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The calibration that ships, and the figures: truths and chances out of fold, by report."""
    graded = [place for place, row in enumerate(rows) if row.label.grade is not None]
    greened = [place for place, row in enumerate(rows) if row.label.environment is not None]
    found = np.array(logits)
    grades = np.array([rows[place].label.grade for place in graded])
    claims, grave = grades >= 2, grades >= 3
    green = np.array([rows[place].label.environment for place in greened])
    rules = [rules_of(rows[place].words) for place in graded]
    every = [
        features(judged_of(logits[place]), words[place], score, rows[place].words)
        for place, score in zip(graded, rules, strict=True)
    ]
    first = [first_features(words[place], score, rows[place].words) for place, score in zip(graded, rules, strict=True)]
    alone = [
        (score, score * score, np.log1p(len(rows[place].words.split())))
        for place, score in zip(graded, rules, strict=True)
    ]
    spoken = np.array([language_of(rows[place].words) for place in graded])
    spoken[spoken != "it"] = "en"
    greens = [green_features(judged_of(logits[place]), words[place], rows[place].words) for place in greened]
    reports = [rows[place].report for place in graded]
    green_reports = [rows[place].report for place in greened]
    calibration = {
        "check": curve(found[graded, 1], claims),
        "grave": curve(found[graded, 2], grave),
        "environment": curve(found[greened, 10], green),
        "combined": {
            language: weights_of(np.array(every)[spoken == language], claims[spoken == language])
            for language in TRAINED_LANGUAGES
        },
        "first": {
            language: weights_of(np.array(first)[spoken == language], claims[spoken == language])
            for language in TRAINED_LANGUAGES
        }
        | {"others": weights_of(abroad.features, abroad.claims, float(claims.mean()))},
        "environmental": weights_of(greens, green),
        "kinds": _told_by_rules([rows[place] for place in graded if rows[place].label.kind]),
    }
    figures = {
        "claims": claims,
        "reports": reports,
        "rules_raw": np.array(rules),
        "model": out_of_fold(found[graded, 1][:, None], claims, reports),
        "rules": out_of_fold(alone, claims, reports),
        "words": out_of_fold([[words[place].claim] for place in graded], claims, reports),
        "first": _by_language(first, claims, reports, spoken),
        "combined": _by_language(every, claims, reports, spoken),
        "languages": spoken,
        "abroad": (
            abroad.claims,
            abroad.features[:, 1],
            out_of_fold(abroad.features, abroad.claims, [str(n % 5) for n in range(len(abroad.claims))]),
        ),
        "grave": (grave, out_of_fold(found[graded, 2][:, None], grave, reports)),
        "green": (green, out_of_fold(greens, green, green_reports)),
        "green_alone": (green, out_of_fold(found[greened, 10][:, None], green, green_reports)),
        "kinds": [
            (rows[place].label.kind, int(np.argmax(found[place, 3:10]))) for place in graded if rows[place].label.kind
        ],
    }
    return calibration, figures


def _told_by_rules(rows: Sequence[Labelled]) -> list[list[float]]:
    """For each kind, how often the rules call claims of it each kind; one half is added to every count."""
    counts = np.full((len(KINDS), len(KINDS)), 0.5)
    for row in rows:
        ruled = assess(row.words, find_quantities(row.words)).kind
        counts[KIND_LETTERS.index(row.label.kind), KINDS.index(ruled)] += 1
    return [[round(float(share), 4) for share in line] for line in counts / counts.sum(1, keepdims=True)]


def _by_language(values: Any, truth: Any, reports: Sequence[str], spoken: Any) -> Any:
    found = np.zeros(len(truth))
    for language in TRAINED_LANGUAGES:
        inside = np.flatnonzero(spoken == language)
        some = [reports[int(place)] for place in inside]
        found[inside] = out_of_fold(np.array(values)[inside], truth[inside], some, min(5, len(set(some))))
    return found


def rules_of(words: str) -> float:
    return assess(words, find_quantities(words)).score


def judged_of(logits: Sequence[float]) -> Judged:
    """A judgement of which only the logits are looked at."""
    return Judged(0.0, 0.0, 0.0, (), tuple(logits))
