"""One order out of two: by the words that a passage shares with a claim, and by how near the two are as vectors.

Reciprocal rank fusion (Cormack, Clarke and Büttcher, *Reciprocal rank fusion outperforms Condorcet and individual rank
learning methods*, SIGIR 2009): each list gives a passage 1 / (k + its place). Scores of the two cannot be compared,
places can. Both constants were chosen on the training part of citint.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .embedding.neighbours import Near
from .evidence import EvidenceIndex, Found, Scored

_SOFTENING = 10
"""The k: how little the first places differ from the next ones."""

_NEARNESS = 0.7
"""What a place by nearness counts, one by words being 1."""

_FAR = 0.3
"""Cosine; a passage no nearer than that to a claim is about something else."""

Place = tuple[int, int]


class Lead(NamedTuple):
    """A passage that was found, not read yet: its score, 1 where it is the first of both lists, and how near it is."""

    place: Place
    score: float
    likeness: float
    scored: Scored | None


def leads(by_words: Sequence[Scored], near: Near | None, limit: int, *, words_first: bool = False) -> list[Lead]:
    """Best first. Without vectors the scores are those of the index, the best being 1.

    With ``words_first`` vectors only add passages that have none of the words; the others keep the score of the index.
    That is for quoted findings and denials, whose evidence is mostly beside them in one document: there everything is
    near, and nothing measured orders better than words.
    """
    found = {(scored.document, scored.start): scored for scored in by_words}
    top = by_words[0].score or 1.0 if by_words else 1.0
    if near is None:
        return [Lead(place, scored.score / top, 0.0, scored) for place, scored in found.items()]
    nearest = {(one.document, one.start): one.cosine for one in near.find(limit) if one.cosine > _FAR}
    scores: dict[Place, float] = {}
    for places, weight in ((found, 1.0), (nearest, _NEARNESS)):
        for number, place in enumerate(places, 1):
            scores[place] = scores.get(place, 0.0) + weight / (_SOFTENING + number)
    whole = (1.0 + _NEARNESS) / (_SOFTENING + 1)
    scores = {place: score / whole for place, score in scores.items()}
    if words_first:
        scores |= {place: scored.score / top for place, scored in found.items()}
    order = sorted(scores, key=lambda place: (-scores[place], place))
    return [Lead(place, scores[place], nearest.get(place, 0.0), found.get(place)) for place in order]


def read(evidence: EvidenceIndex, some: Sequence[Lead]) -> list[tuple[Lead, Found]]:
    """The passages themselves, in the same order; one that the index does not hold is left out."""
    others = evidence.at(lead.place for lead in some if lead.scored is None)
    read = ((lead, evidence.read(lead.scored) if lead.scored else others.get(lead.place)) for lead in some)
    return [(lead, found) for lead, found in read if found is not None]
