"""all-MiniLM-L6-v2 in eight bits, run by onnxruntime on one thread.

Texts go through one by one. The arithmetic in eight bits takes its scale from all that is in a batch, so in a batch
the vector of a text would hang on its neighbours (cosine 0.994, as far as the eight bits themselves take it), and the
same passage, read twice, would be another. Eight of one length at once were a sixth faster; that is not worth it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from esgcheck.analysis.networks import one_line, open_network, open_tokenizer
from esgcheck.analysis.once import Once

from .vectors import DIMENSIONS, Vectors

MODEL = "all-MiniLM-L6-v2/int8/1"
"""Weights and version, kept beside vectors: those of two models cannot be compared."""

_MODELS = Path(__file__).resolve().parents[1] / "models"
WEIGHTS = _MODELS / "embedding" / "model.onnx"
TOKENIZER = _MODELS / "claims" / "tokenizer.json"  # the same file

LONGEST = 256
"""Tokens of a text that are looked at, as its makers have it. With 128, abstracts of 1,000 letters were found less
often (hit@10 0.79, not 0.83)."""

_MOST_CHARACTERS = 2_400


class EmbeddingUnavailable(Exception):
    """The model cannot be loaded. ``str()`` says what to do."""


def embed(texts: Sequence[str]) -> Vectors:
    """A vector of length one for each text, (n, DIMENSIONS), in order; the same text always gets the same one.

    About 5 ms each on one core for a sentence of 36 tokens. Raises EmbeddingUnavailable.
    """
    vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
    if not texts:
        return vectors
    network = _the_network()
    places: dict[str, int] = {}
    for row, text in enumerate(texts):
        first = places.setdefault(text, row)
        vectors[row] = network(text) if first == row else vectors[first]
    return vectors


class Network:
    """The weights and their tokenizer. May be used by many threads."""

    def __init__(self, weights: Path, tokenizer: Path) -> None:
        try:
            self._session, self.tokenizer = open_network(weights), open_tokenizer(tokenizer, LONGEST)
        except Exception as error:
            raise EmbeddingUnavailable(
                f"The model that compares sentences could not be loaded from {weights.parent.name}/: {error}. Nothing "
                "is lost; passages are ranked by their words alone until then. Install esgcheck again so that its "
                "files are whole, and see that onnxruntime and tokenizers are installed as requirements.txt pins them."
            ) from error

    def __call__(self, text: str) -> Vectors:
        """(DIMENSIONS,) for one text; of an empty one too."""
        tokens = np.array([self.tokenizer.encode(one_line(text, _MOST_CHARACTERS)).ids], np.int32)
        found: Vectors = self._session.run(None, {"tokens": tokens, "segments": np.zeros_like(tokens)})[0][0]
        return found


_the_network = Once(lambda: Network(WEIGHTS, TOKENIZER))
