"""One order out of three: by the words that a passage shares with a claim, by how near the two are as vectors, and by
what else its document has: a passage beside others that bear on the claim is likelier to bear on it.

Reciprocal rank fusion (Cormack, Clarke and Büttcher, *Reciprocal rank fusion outperforms Condorcet and individual rank
learning methods*, SIGIR 2009): each list gives a passage 1 / (k + its place). Scores of the two cannot be compared,
places can. The k and the weight of nearness were chosen on the training part of citint, whose documents have one
passage each; the weight of documents is a guess made before anything was measured with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .embedding.neighbours import Near
from .evidence import EvidenceIndex, Found, Scored

_SOFTENING = 10
"""The k: how little the first places differ from the next ones."""

_NEARNESS = 0.7
"""What a place by nearness counts, one by words being 1."""

_COMPANY = 0.3
"""What the place of its document counts."""

_BEST_OF_DOCUMENT = 3
"""Passages by whose scores a document has its place, so that a long one does not come first by its length."""

_FAR = 0.3
"""Cosine; a passage no nearer than that to a claim is about something else."""

Place = tuple[int, int]


class Lead(NamedTuple):
    """A passage that was found, not read yet: its score, 1 where it is the first of all lists, and how near it is."""

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
    if words_first:
        whole = (1.0 + _NEARNESS) / (_SOFTENING + 1)
        scores = {place: score / whole for place, score in scores.items()}
        scores |= {place: scored.score / top for place, scored in found.items()}
    else:
        whole = (1.0 + _NEARNESS + _COMPANY) / (_SOFTENING + 1)
        numbers = _documents(scores)
        scores = {
            place: (score + _COMPANY / (_SOFTENING + numbers[place[0]])) / whole for place, score in scores.items()
        }
    order = sorted(scores, key=lambda place: (-scores[place], place))
    return [Lead(place, scores[place], nearest.get(place, 0.0), found.get(place)) for place in order]


def _documents(scores: Mapping[Place, float]) -> dict[int, int]:
    """Documents by their place among all, 1 for the one whose best passages score most."""
    best: dict[int, list[float]] = {}
    for (document, _), score in scores.items():
        best.setdefault(document, []).append(score)
    totals = {document: sum(sorted(some, reverse=True)[:_BEST_OF_DOCUMENT]) for document, some in best.items()}
    order = sorted(totals, key=lambda document: (-totals[document], document))
    return {document: number for number, document in enumerate(order, 1)}


def read(evidence: EvidenceIndex, some: Sequence[Lead]) -> list[tuple[Lead, Found]]:
    """The passages themselves, in the same order; one that the index does not hold is left out."""
    others = evidence.at(lead.place for lead in some if lead.scored is None)
    read = ((lead, evidence.read(lead.scored) if lead.scored else others.get(lead.place)) for lead in some)
    return [(lead, found) for lead, found in read if found is not None]
