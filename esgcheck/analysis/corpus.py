"""The sources, to ask: where does this quotation stand, and what bears on this claim?

    corpus = Corpus([read_document(path) for path in paths])
    corpus.check_quotation("We do not find …").status
    corpus.rank_evidence("We cut Scope 1 emissions by 12 %.")[0].text

Nothing is indexed before the first question, and what a question does not need is never indexed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Self

import numpy as np

from .checking import Looked, check, look
from .embedding import DIMENSIONS, embed, rows_of
from .embedding.neighbours import Embedded, Neighbours
from .embedding.vectors import Packed, Vectors
from .evidence import EvidenceIndex
from .headed import passages_of
from .locating import Locator
from .ranking import rank, searched
from .speaking import Heard, heard, said_by
from .types import Attribution, Document, FoundQuotation, Hit, Page, Passage, QuotationCheck, Span


class Corpus:
    """Documents to look things up in. ``Match.document`` and ``Hit.document`` are indexes into ``documents``.

    Only ``text``, ``pages`` and ``passages`` of a document are used; passages in the order of the text.

    ``vectors``: one array a document, of numbers or as :func:`~esgcheck.analysis.embedding.unpack` gives them; row i is
    for passage i, and a row of zeros for a passage that is not embedded. Without them evidence is ranked by its words
    alone; :meth:`embedded` makes them.
    """

    def __init__(self, documents: Sequence[Document], vectors: Sequence[Vectors | Packed] | None = None) -> None:
        self.documents: tuple[Document, ...] = tuple(documents)
        if vectors is not None and [len(rows) for rows in vectors] != [len(d.passages) for d in self.documents]:
            raise ValueError("Vectors are one array a document, with a row for each of its passages.")
        self._vectors = vectors
        self._locator = Locator(self.documents)

    @cached_property
    def _evidence(self) -> EvidenceIndex:
        index = EvidenceIndex()
        index.replace(enumerate(self.documents))
        return index

    @cached_property
    def _neighbours(self) -> Neighbours:
        given = zip(self.documents, self._vectors or (), strict=self._vectors is not None)
        return Neighbours(
            Embedded(key, [passage.span.start for passage in document.passages], rows)
            for key, (document, rows) in enumerate(given)
        )

    @classmethod
    def embedded(cls, documents: Sequence[Document], report: Callable[[int, int], None] | None = None) -> Self:
        """A corpus whose passages are found in other words too: some 5 ms a passage on one core to make.

        ``report`` is told after each document how many passages of how many are done. Raises EmbeddingUnavailable.
        """
        whole, done, vectors = sum(1 for document in documents for _ in passages_of(document)), 0, []
        for document in documents:
            chosen = list(passages_of(document))
            rows = np.zeros((len(document.passages), DIMENSIONS), np.float32)
            rows[[headed.position for headed in chosen]] = embed([headed.words for headed in chosen])
            vectors.append(rows_of(rows))
            done += len(chosen)
            if report is not None:
                report(done, whole)
        return cls(documents, vectors)

    @classmethod
    def from_texts(cls, texts: Sequence[str]) -> Corpus:
        """A corpus of plain texts: each is a document of one page with one passage."""
        return cls(
            [Document(text, (Page(1, 0, len(text)),), (Passage(Span(0, len(text)), 1, "paragraph"),)) for text in texts]
        )

    def check_quotation(
        self, quotation: str, *, limit: int = 3, attribution: Attribution | None = None
    ) -> QuotationCheck:
        """What became of ``quotation``: the words as quoted, with or without the marks around them.

        ``attribution`` tells, of one that stands nowhere, whether anything by its speaker is held, and in its language.
        """
        return check(self._locator, quotation, limit=limit, attribution=attribution)

    def look_up(self, quotation: str, *, limit: int = 3, attribution: Attribution | None = None) -> Looked:
        """All that these documents have of ``quotation``: for whoever asks sources one by one and puts it together."""
        return look(self._locator, quotation, limit=limit, attribution=attribution or Attribution())

    def rank_evidence(
        self,
        claim: str,
        *,
        limit: int = 20,
        quotation: FoundQuotation | None = None,
        vector: Vectors | Packed | None = None,
    ) -> list[Hit]:
        """The passages that bear on ``claim``, likeliest first, each with a guessed stance and its reasons.

        ``quotation``, where the claim is one, brings in what else the same speaker said. ``vector`` is the claim's own,
        where it is known; else it is made, if the corpus has vectors.
        """
        said = said_by(quotation.speaker, self.heard(quotation)) if quotation is not None else None
        near = None
        if self._neighbours:
            near = self._neighbours.near(vector if vector is not None else embed([claim])[0])
        return rank(self._evidence, claim, limit=limit, said=said, near=near)

    def heard(self, quotation: FoundQuotation) -> list[Heard]:
        """Where the quotation stands, with the names of whoever says it there; the best three places."""
        return heard(quotation, self._locator)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Passages that hold the words of ``query``, for a search box; their stance is always context."""
        return searched(self._evidence, query, limit=limit)
