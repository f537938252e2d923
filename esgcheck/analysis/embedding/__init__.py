"""Sentences as points, near each other where they say much the same, so that a passage is found in other words too.

    vectors = embed(["Emissions fell.", "We emitted less."])     # (2, 384), each of length one
    vectors[0] @ vectors[1]                                      # the cosine: 1 the same, about 0 nothing in common
    unpack(pack(vectors))                                        # as kept in the database: 384 bytes a text

The network is all-MiniLM-L6-v2 in eight bits (``models/embedding/CARD.md``). It was trained on English; other
languages it knows by their letters only.
"""

from __future__ import annotations

from .network import MODEL, EmbeddingUnavailable, embed
from .vectors import DIMENSIONS, pack, rows_of, unpack

__all__ = ["DIMENSIONS", "MODEL", "EmbeddingUnavailable", "embed", "pack", "rows_of", "unpack"]
