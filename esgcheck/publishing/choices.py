"""What the person who publishes decides about a publication, beyond the claim itself.

Whatever could name somebody (a title, a source, a note) becomes public only by one of these choices, and the preview
shows the page as they make it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from esgcheck.documents.containing import FROM_HEADERS
from esgcheck.documents.models import ProvenanceHop
from esgcheck.publishing.material import Material

NAMED_FROM_THE_START = {ProvenanceHop.What.SAID, ProvenanceHop.What.PUBLISHED}
"""Who recorded, obtained or passed something on is named only if somebody ticks it: that is where sources are burnt."""


@dataclass(frozen=True)
class Choices:
    """Ids as text.

    ``titles``: what each document is called in public. ``bare``: documents of which only the quoted words are shown,
    with no page image and no words around them. ``named``: provenance steps whose who and note are shown.
    ``notes``: links whose note is shown. ``responses``: answers that are shown.
    """

    byline: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    responses: frozenset[str] = frozenset()

    def title_of(self, document_id: object, otherwise: str) -> str:
        return self.titles.get(str(document_id), "").strip()[:300] or otherwise


def usual(material: Material) -> Choices:
    """What the preview starts from: titles as they are, every answer, no notes, no names of who handed things on."""
    return Choices(
        titles={str(document.pk): document.title for document in material.documents},
        named=frozenset(str(hop.pk) for hop in material.hops if _is_named(hop)),
        responses=frozenset(str(response.pk) for response in material.responses),
    )


def _is_named(hop: ProvenanceHop) -> bool:
    """What the machine took from the headers of an e-mail names its sender and receivers: nobody has looked at that."""
    return hop.what in NAMED_FROM_THE_START and FROM_HEADERS not in hop.note
