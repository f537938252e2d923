"""Fine-tuning: the same recipe for what ships, for the folds, and for the peers of the benchmark."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from esgcheck.analysis.models.training.encoder import (
    OUTPUTS,
    TOKENIZER_SHA256,
    Weights,
    checked_file,
    logits,
    pretrained,
)
from esgcheck.analysis.models.training.examples import Example


@dataclass(frozen=True, slots=True)
class Recipe:
    layers: int = 6
    frozen: int = 2
    """The first layers, which stay as they are, as the embeddings do: it is faster, and these know words already."""
    epochs: int = 3
    rate: float = 1e-4
    head_rate: float = 1e-3
    batch: int = 16
    dropout: float = 0.1
    longest: int = 96
    heading_share: float = 0.5
    """In training the heading is given this often, so that the model can do without."""
    environment_weight: float = 1.0
    kind_weight: float = 0.3


def tokenizer(longest: int) -> Any:
    made = Tokenizer.from_file(str(checked_file("tokenizer.json", TOKENIZER_SHA256)))
    made.no_padding()
    made.enable_truncation(longest)
    return made


def encoded(made: Any, texts: Sequence[str], headings: Sequence[str] | None) -> list[tuple[list[int], list[int]]]:
    pairs = [(t, h) if h else t for t, h in zip(texts, headings or [""] * len(texts), strict=True)]
    return [(e.ids, e.type_ids) for e in made.encode_batch(pairs)]


def padded(rows: Sequence[tuple[list[int], list[int]]]) -> tuple[Any, Any, Any]:
    longest = max(len(ids) for ids, _ in rows)
    tokens, segments, mask = (torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(3))
    for place, (ids, types) in enumerate(rows):
        tokens[place, : len(ids)] = torch.tensor(ids)
        segments[place, : len(ids)] = torch.tensor(types)
        mask[place, : len(ids)] = 1
    return tokens, segments, mask


def loss_of(found: Any, targets: Any, recipe: Recipe) -> Any:
    """Binary cross-entropy where a target is known; the kinds as one softmax."""
    grades = functional.binary_cross_entropy_with_logits(found[:, :3], targets[:, :3].nan_to_num(), reduction="none")
    grades = (grades * torch.tensor([0.5, 1.0, 0.5]) * ~targets[:, :3].isnan()).sum() / len(found)
    known = ~targets[:, 3].isnan()
    kinds = functional.cross_entropy(found[known, 3:10], targets[known, 3:10], reduction="sum") / len(found)
    known = ~targets[:, 10].isnan()
    green = functional.binary_cross_entropy_with_logits(found[known, 10], targets[known, 10], reduction="sum")
    return grades + recipe.kind_weight * kinds + recipe.environment_weight * green / len(found)


def fit(examples: Sequence[Example], recipe: Recipe, seed: int, report: Any = None) -> Weights:
    """Fine-tune from MiniLM, all but the embeddings and the first layers."""
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311  (an order of batches)
    weights = pretrained(recipe.layers)
    still = ("embeddings.", *(f"encoder.layer.{layer}." for layer in range(recipe.frozen)))
    frozen = {name for name in weights if name.startswith(still)}
    for name, tensor in weights.items():
        tensor.requires_grad_(name not in frozen)
    body = [t for n, t in weights.items() if n not in frozen and not n.startswith("head.")]
    head = [t for n, t in weights.items() if n.startswith("head.")]
    groups = [{"params": body, "lr": recipe.rate}, {"params": head, "lr": recipe.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    made = tokenizer(recipe.longest)
    plain = encoded(made, [e.text for e in examples], None)
    headed = encoded(made, [e.text for e in examples], [e.heading for e in examples])
    targets = torch.tensor([e.targets for e in examples], dtype=torch.float32)
    steps = recipe.epochs * math.ceil(len(examples) / recipe.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps), max(0.02, (steps - step) / (0.9 * steps)))
    )
    for epoch in range(recipe.epochs):
        total = 0.0
        rows = [headed[i] if chance.random() < recipe.heading_share else plain[i] for i in range(len(examples))]
        for batch in batches([len(ids) for ids, _ in rows], recipe.batch, chance):
            with torch.autocast("cpu", torch.bfloat16):
                found = logits(weights, *padded([rows[i] for i in batch]), dropout=recipe.dropout)
            loss = loss_of(found.float(), targets[batch], recipe)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + head, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            total += loss.item() * len(batch)
        if report:
            report(epoch, total / len(examples))
    return {name: tensor.detach() for name, tensor in weights.items()}


def batches(lengths: Sequence[int], size: int, chance: random.Random) -> Iterator[list[int]]:
    """All indices once, in batches of much the same length, in random order."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + chance.uniform(-4, 4))
    cut = [order[i : i + size] for i in range(0, len(order), size)]
    chance.shuffle(cut)
    yield from cut


def predict(weights: Weights, texts: Sequence[str], headings: Sequence[str] | None = None, longest: int = 96) -> Any:
    """(len(texts), OUTPUTS) logits as a NumPy array."""
    rows = encoded(tokenizer(longest), texts, headings)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    found = np.zeros((len(rows), OUTPUTS), np.float32)
    with torch.no_grad():
        for start in range(0, len(order), 32):
            batch = order[start : start + 32]
            found[batch] = logits(weights, *padded([rows[i] for i in batch])).numpy()
    return found
