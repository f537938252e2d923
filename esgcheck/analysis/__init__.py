"""Read reports and sources, find claims and quotations, look quotations up, rank evidence. No Django, no network.

This face stays stable: scripts, notebooks and measurements use it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_FACE = {
    "Corpus": "corpus",
    "anchor": "anchoring",
    "find_claims": "claims",
    "find_quotations": "quotations",
    "judge_stance": "stance",
    "read_document": "reading",
    "score_claim": "claims",
    "select": "anchoring",
}

__all__ = sorted(_FACE)


def __getattr__(name: str) -> Any:
    if name not in _FACE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FACE[name]}"), name)
