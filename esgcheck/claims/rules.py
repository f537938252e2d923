"""Which rules a look-up or a ranking was made by, as a hash of the very code and weights: with an update of the program
everything that its rules could see otherwise is done again by the next check, and nobody need remember to say so.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import esgcheck.analysis
import esgcheck.claims

_ELSEWHERE = {"reading", "training", "claims", "recomputing"}
"""Parts of the library that neither look anything up nor rank."""

_OURS = (
    "looking_up.py", "looking_through.py", "attributing.py", "suggesting.py", "weighing.py", "held.py",
    "leaving_out.py",
)  # fmt: skip


@cache
def rules() -> str:
    """64 hexadecimal digits."""
    library, ours = (Path(str(package.__file__)).parent for package in (esgcheck.analysis, esgcheck.claims))
    found = hashlib.sha256()
    for path in sorted(library.rglob("*")):
        parts = path.relative_to(library).parts
        if path.suffix in {".py", ".onnx", ".npz", ".json"} and not _ELSEWHERE.intersection(parts):
            found.update(path.read_bytes())
    for name in _OURS:
        if (ours / name).is_file():
            found.update((ours / name).read_bytes())
    return found.hexdigest()
