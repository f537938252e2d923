"""The sources, to ask: where does this quotation stand, and what bears on this claim?

    corpus = Corpus([read_document(path) for path in paths])
    corpus.check_quotation("We do not find …").status
    corpus.rank_evidence("We cut Scope 1 emissions by 12 %.")[0].text

Nothing is indexed before the first question, and what a question does not need is never indexed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from .checking import check
from .evidence import EvidenceIndex
from .locating import Locator
from .ranking import rank, said_by, searched
from .types import Document, FoundQuotation, Hit, Page, Passage, QuotationCheck, Span


class Corpus:
    """Documents to look things up in. ``Match.document`` and ``Hit.document`` are indexes into ``documents``.

    Only ``text``, ``pages`` and ``passages`` of a document are used; passages in the order of the text.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents: tuple[Document, ...] = tuple(documents)
        self._locator = Locator(self.documents)

    @cached_property
    def _evidence(self) -> EvidenceIndex:
        index = EvidenceIndex()
        index.replace(enumerate(self.documents))
        return index

    @classmethod
    def from_texts(cls, texts: Sequence[str]) -> Corpus:
        """A corpus of plain texts: each is a document of one page with one passage."""
        return cls(
            [Document(text, (Page(1, 0, len(text)),), (Passage(Span(0, len(text)), 1, "paragraph"),)) for text in texts]
        )

    def check_quotation(self, quotation: str, *, limit: int = 3) -> QuotationCheck:
        """What became of ``quotation``: the words as quoted, with or without the marks around them."""
        return check(self._locator, quotation, limit=limit)

    def rank_evidence(self, claim: str, *, limit: int = 20, quotation: FoundQuotation | None = None) -> list[Hit]:
        """The passages that bear on ``claim``, likeliest first, each with a guessed stance and its reasons.

        ``quotation``, where the claim is one, brings in what else the same speaker said.
        """
        said = said_by(quotation, self._locator) if quotation is not None else None
        return rank(self._evidence, claim, limit=limit, said=said)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Passages that hold the words of ``query``, for a search box; their stance is always context."""
        return searched(self._evidence, query, limit=limit)
