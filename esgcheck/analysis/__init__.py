"""Read reports and sources, find claims and quotations, look quotations up, rank evidence. No Django, no network.

This face stays stable: scripts, notebooks and measurements use it. Each name is loaded when it is first used, because
the process that reads an untrusted file imports this package too, and must not bring an index engine into its cage.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .anchoring import anchor, select
    from .claims import find_claims, score_claim
    from .corpus import Corpus
    from .quotations import find_quotations
    from .reading import read_document
    from .stance import judge_stance

__all__ = [
    "Corpus",
    "anchor",
    "find_claims",
    "find_quotations",
    "judge_stance",
    "read_document",
    "score_claim",
    "select",
]

_HOMES = {
    "Corpus": "corpus",
    "anchor": "anchoring",
    "find_claims": "claims",
    "find_quotations": "quotations",
    "judge_stance": "stance",
    "read_document": "reading",
    "score_claim": "claims",
    "select": "anchoring",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
