"""The learned judge of sentences: how check-worthy, of which kind, an environmental claim or not.

MiniLM, fine-tuned on labels of our own (``models/claims/CARD.md``), in eight bits, run by onnxruntime
on one thread. Sentences go through one by one: the arithmetic in eight bits takes its scale from all that is in a
batch, so in a batch a sentence would be judged by its neighbours too (eight of the same length took four fifths of the
time, and moved logits by up to 1).
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from esgcheck.analysis.networks import one_line, open_network, open_tokenizer
from esgcheck.analysis.once import Once
from esgcheck.analysis.types import ClaimKind

FOLDER = Path(__file__).resolve().parents[1] / "models" / "claims"
KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
LONGEST = 96
"""Tokens of a sentence and its heading that are looked at."""
_MOST_CHARACTERS, _MOST_OF_HEADING = 1_200, 80
_GRADES, _GREEN = slice(0, 3), 10


class ModelUnavailable(Exception):
    """The learned model cannot be loaded. ``str()`` says what to do."""


@dataclass(frozen=True, slots=True)
class Judged:
    """``check``: the chance that a careful checker would mark the sentence; ``grave``: that it must be checked (grade 3
    of the guidelines); ``environment``: that it is an environmental claim; ``kinds``: a share for each of
    :data:`KINDS`, as if it were a claim. ``logits``: what the network said, for
    :mod:`~esgcheck.analysis.claims.calibration`.
    """

    check: float
    grave: float
    environment: float
    kinds: tuple[float, ...]
    logits: tuple[float, ...]

    @property
    def kind(self) -> ClaimKind:
        return KINDS[max(range(len(KINDS)), key=self.kinds.__getitem__)]


def judge(sentences: Sequence[str], headings: Sequence[str] | None = None) -> list[Judged]:
    """Judge each sentence, with the nearest heading above it where known; the same sentence gets the same judgement.

    3 to 5 ms each on one core. Raises ModelUnavailable.
    """
    if headings is not None and len(headings) != len(sentences):
        raise ValueError(f"{len(sentences)} sentences need as many headings, not {len(headings)}")
    if not sentences:
        return []
    judge_of = the_judge()
    asked = list(zip(sentences, headings or [""] * len(sentences), strict=True))
    judged = {pair: judge_of(*pair) for pair in dict.fromkeys(asked)}  # 103 of 1,485 of a bank's report stood twice
    return [judged[pair] for pair in asked]


class Judge:
    """The network, its tokenizer and its calibration, loaded from a folder. May be used by many threads."""

    def __init__(self, folder: Path) -> None:
        try:
            self._session = open_network(folder / "model.onnx")
            self._tokenizer = open_tokenizer(folder / "tokenizer.json", LONGEST)
            self.calibration = json.loads((folder / "calibration.json").read_text())
        except Exception as error:
            raise ModelUnavailable(
                f"The learned model of claims could not be loaded from {folder.name}/: {error}. Nothing was judged and "
                "nothing is lost. Install esgcheck again so that its files are whole, and see that onnxruntime and "
                "tokenizers are installed as requirements.txt pins them."
            ) from error

    def __call__(self, sentence: str, heading: str = "") -> Judged:
        found = self.logits(sentence, heading)
        check, grave = (self._calibrated(name, found[place]) for name, place in (("check", 1), ("grave", 2)))
        weights = [math.exp(value - max(found[3:_GREEN])) for value in found[3:_GREEN]]
        return Judged(
            check=check,
            grave=min(check, grave),
            environment=self._calibrated("environment", found[_GREEN]),
            kinds=tuple(weight / sum(weights) for weight in weights),
            logits=tuple(found),
        )

    def logits(self, sentence: str, heading: str = "") -> list[float]:
        """What the network says, before any calibration."""
        words, above = one_line(sentence, _MOST_CHARACTERS), one_line(heading, _MOST_OF_HEADING)
        coded = self._tokenizer.encode(words, above) if above else self._tokenizer.encode(words)
        found = self._session.run(None, {"tokens": [coded.ids], "segments": [coded.type_ids]})[0][0]
        return [float(value) for value in found]

    def _calibrated(self, name: str, logit: float) -> float:
        slope, offset = self.calibration[name]
        return 1.0 / (1.0 + math.exp(-(slope * logit + offset)))


the_judge = Once(lambda: Judge(FOLDER))
"""The one judge of this process (0.2 s, some 60 MB)."""
