"""Vectors of single words out of MiniLM: what the network makes of each whole word of its vocabulary, alone.

The common mean is taken off and the 96 strongest directions are kept, in eight bits a number; after Model2Vec (Minish
Lab, 2024), without its weighting by frequency, which single comparisons do not need.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from esgcheck.analysis.models.training import encoder

DIMENSIONS = 96
_BATCH = 512
_BEGIN, _END = "[CLS]", "[SEP]"


def write_vectors(path: Path) -> None:
    """Write ``words.npz``: ``words`` (lines, UTF-8) and ``vectors`` (words, 96; int8). A minute on one processor."""
    vocabulary = json.loads(encoder.checked_file("tokenizer.json", encoder.TOKENIZER_SHA256).read_text("utf-8"))
    numbers: dict[str, int] = vocabulary["model"]["vocab"]
    words = sorted(word for word in numbers if word.isalpha() and word.isascii() and word.islower() and len(word) > 1)
    weights = encoder.pretrained(6)
    weights["head.weight"], weights["head.bias"] = torch.eye(encoder.HIDDEN), torch.zeros(encoder.HIDDEN)
    parts = []
    with torch.no_grad():
        for first in range(0, len(words), _BATCH):
            rows = [[numbers[_BEGIN], numbers[word], numbers[_END]] for word in words[first : first + _BATCH]]
            tokens = torch.tensor(rows)
            parts.append(encoder.logits(weights, tokens, torch.zeros_like(tokens), torch.ones_like(tokens)).numpy())
    vectors = np.vstack(parts).astype(np.float64)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors -= vectors.mean(0)
    directions = np.linalg.svd(vectors, full_matrices=False)[2][:DIMENSIONS]
    vectors = vectors @ directions.T
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    small = np.round(vectors * (127 / np.abs(vectors).max())).astype(np.int8)
    np.savez_compressed(path, vectors=small, words=np.frombuffer("\n".join(words).encode(), dtype=np.uint8))
