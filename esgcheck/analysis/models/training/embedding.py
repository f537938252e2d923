"""The weights that compare sentences: nothing is trained, the public ones are checked, quantised and measured."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

from esgcheck.analysis.embedding.network import TOKENIZER, Network
from esgcheck.analysis.embedding.vectors import rows_of
from esgcheck.analysis.models.training.card import write_between_marks
from esgcheck.analysis.models.training.encoder import TOKENIZER_SHA256, checked_file, mean_of_last, public_weights
from esgcheck.analysis.models.training.exporting import embedding_graph_of, export
from esgcheck.analysis.models.training.labels import own_sentences

OUTPUT = TOKENIZER.parents[1] / "embedding"


def build_embedding(output: Path) -> None:
    """Write ``model.onnx``, and into the card how near it is to the public weights. Raises ValueError where the
    public files are not the ones known by their hash, or the tokenizer that ships is another."""
    if checked_file("tokenizer.json", TOKENIZER_SHA256).read_bytes() != TOKENIZER.read_bytes():
        raise ValueError(f"{TOKENIZER.name} of {TOKENIZER.parent.name}/ is not that of the public weights.")
    weights = public_weights()
    graph = embedding_graph_of(weights)
    export(graph, output / "model.onnx")
    texts = sorted({one.words for one in own_sentences()})
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(graph, str(plain))
        exact, plain_rate = _measured(Network(plain, TOKENIZER), texts)
    found, rate = _measured(Network(output / "model.onnx", TOKENIZER), texts)
    kept = rows_of(found).astype(np.float32)
    kept /= np.linalg.norm(kept, axis=1, keepdims=True)
    figures = {
        "sentences": len(texts),
        "cosine of the graph in 32 bits to the public weights run by torch": _cosines(exact, _by_torch(weights, texts)),
        "cosine of the eight bits to the 32": _cosines(found, exact),
        "cosine of a vector as it is kept to the vector": _cosines(kept, found),
        "sentences a second, one thread, 32 bits": round(plain_rate),
        "sentences a second, one thread, eight bits": round(rate),
    }
    lines = "\n".join(f"- {name}: {value}" for name, value in figures.items())
    write_between_marks(output / "CARD.md", lines)
    print(json.dumps(figures, indent=2))


def _measured(network: Network, texts: list[str]) -> tuple[Any, float]:
    """Vectors, and sentences a second of CPU time."""
    network(texts[0])
    begun = time.process_time()
    found = np.stack([network(text) for text in texts])
    return found, len(texts) / (time.process_time() - begun)


def _by_torch(weights: Any, texts: list[str]) -> Any:
    """As sentence-transformers does: the mean of the last layer, made one long."""
    tokenizer = Network(OUTPUT / "model.onnx", TOKENIZER).tokenizer
    found = []
    with torch.no_grad():
        for text in texts:
            tokens = torch.tensor([tokenizer.encode(text).ids])
            mean = mean_of_last(weights, tokens, torch.zeros_like(tokens), torch.ones_like(tokens))
            found.append(torch.nn.functional.normalize(mean)[0].numpy())
    return np.stack(found)


def _cosines(one: Any, other: Any) -> str:
    each = (one * other).sum(1)
    return f"mean {each.mean():.4f}, least {each.min():.4f}"
