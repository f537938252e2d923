"""How alike two words are, by vectors of single words (``models/stance/words.npz``): "cavities" and "decay".

They widen what counts as being about the same thing, and decide nothing by themselves: "rose" and "fell" are alike too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

FILE = Path(__file__).resolve().parents[1] / "models" / "stance" / "words.npz"
_ALIKE, _SAME = 0.40, 0.75
"""Cosines below which two words share nothing, and from which on they count as one."""
_MOST = 0.8
"""What a word that is only alike counts at most."""


@cache
def _table() -> tuple[dict[str, int], Any]:
    import numpy as np

    with np.load(FILE, allow_pickle=False) as given:
        words = bytes(given["words"]).decode("utf-8").split("\n")
        rows = given["vectors"].astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.vstack([rows, np.zeros((1, rows.shape[1]), np.float32)])  # the last, at -1, is for unknown words
    return {word: place for place, word in enumerate(words)}, rows


@lru_cache(maxsize=65536)
def place_of(word: str) -> int:
    """The row of a word or of the form without its ending; -1 for words that are not there."""
    known = _table()[0]
    for form in (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ed"), word.removesuffix("d"),
                 word.removesuffix("ing"), word.removesuffix("ies") + "y"):  # fmt: skip
        if len(form) > 2 and form in known:
            return known[form]
    return -1


def rows_of(words: list[str]) -> Any:
    """(words, dimensions); noughts for words that are not there."""
    return _table()[1].take([place_of(word) for word in words], axis=0)


def alike(ours: Any, theirs: Any) -> Iterator[tuple[int, int, float]]:
    """Of each two words that are alike the row of the one, of the other, and how far they count as one, up to 0.8."""
    cosines = ours @ theirs.T
    rows, columns = (cosines > _ALIKE).nonzero()
    for row, column, cosine in zip(rows.tolist(), columns.tolist(), cosines[rows, columns].tolist(), strict=True):
        yield row, column, min(1.0, (cosine - _ALIKE) / (_SAME - _ALIKE)) * _MOST
