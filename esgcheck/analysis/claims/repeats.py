"""The same claim in several places of a report is one claim.

Same means: the same figures in the same order, the same negations, and nearly the same words. A number, a year or a
"not" that differs makes another claim. Candidates meet in buckets by the least hashes of their words (MinHash, Broder
1997), so that the time is linear in their number.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from esgcheck.analysis.types import FoundClaim

_TOKEN = re.compile(r"[^\W\d_]+?n['’]t\b|[^\W\d_]+|\d+(?:[.,'’]\d+)*|[\u3400-\u9fff]")
_NEGATION = frozenset(
    """no not never none neither nor without cannot non nicht kein keine keinen keiner keinerlei ohne nie nessun nessuna
    nessuno senza mai ne pas aucun aucune sans 不 无 没 未""".split()  # noqa: SIM905
)
_EMPTY = frozenset(
    """the a an of to in on at by for and or is are was were be been has have had our its their we it this that with as
    from der die das und in im den dem ein eine il la le lo gli i un una di del della e per con les des et du""".split()  # noqa: SIM905
)
_SEEDS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F)
_NEAR = 0.85
_LEAST_WORDS = 4
_REPRESENTATIVES = 6
_BACK = re.compile(r"(?:this|that|these|those|it|they|such|dies\w{0,2}|questo|questa|ciò|cela)\b", re.IGNORECASE)


def gathered(claims: Sequence[FoundClaim]) -> list[FoundClaim]:
    """Claims in their order, each said once; the further places are in ``places``."""
    groups = _Groups()
    members: list[list[int]] = []
    for position, claim in enumerate(claims):
        group = groups.of(claim)
        if group == len(members):
            members.append([])
        members[group].append(position)
    chosen: list[tuple[int, FoundClaim]] = []
    for group_members in members:
        best = min(group_members, key=lambda position: _rank(claims[position], position))
        places = tuple(claims[p].span for p in group_members if p != best)
        score = max(claims[p].score for p in group_members)
        chosen.append((best, replace(claims[best], places=places, score=score) if places else claims[best]))
    return [claim for _, claim in sorted(chosen, key=lambda pair: pair[0])]


def _rank(claim: FoundClaim, position: int) -> tuple[int, int]:
    """The fullest is the claim, and of equals the first."""
    return (-len(_TOKEN.findall(claim.text[:3_000])), position)


class _Groups:
    """Which claims say the same, one after the other."""

    def __init__(self) -> None:
        self._count = 0
        self._buckets: dict[tuple[object, ...], list[tuple[int, frozenset[str]]]] = defaultdict(list)

    def of(self, claim: FoundClaim) -> int:
        """The number of the group that a claim belongs to; a new one where nothing said so before."""
        tokens = [token.lower() for token in _TOKEN.findall(claim.text[:3_000])]
        figures = tuple(token for token in tokens if token[0].isdigit())
        negations = sum(token in _NEGATION or token.endswith(("n't", "n’t")) for token in tokens)
        words = frozenset(token for token in tokens if token not in _EMPTY and not token[0].isdigit())
        if (len(words) < _LEAST_WORDS and not _distinctive(figures)) or (_BACK.match(claim.text) and len(words) < 8):
            self._count += 1
            return self._count - 1
        keys = [(figures, negations, seed, _least(words, seed)) for seed in _SEEDS]
        for key in keys:
            for group, others in self._buckets[key]:
                if _alike(words, others):
                    return group
        group = self._count
        self._count += 1
        for key in keys:
            if len(self._buckets[key]) < _REPRESENTATIVES:
                self._buckets[key].append((group, words))
        return group


def _distinctive(figures: tuple[str, ...]) -> bool:
    """Figures that hardly stand twice for different things: two of four digits or more."""
    return sum(len(figure) >= 5 for figure in figures) >= 2


def _least(words: frozenset[str], seed: int) -> int:
    return min(((zlib.crc32(word.encode()) ^ seed) * 0x9E3779B1) & 0xFFFFFFFF for word in words) if words else 0


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    return words == others or len(words & others) >= _NEAR * len(words | others)
