"""Documents, their versions, and what reading made of them.

``Document`` and ``Version`` are what people brought in and stay. ``Page`` and ``Passage`` are machine rows: thrown away
and made again whenever a version is read. The canonical text of a version is its pages' texts, one after another.
"""

from esgcheck.documents.models.brought import (
    ARCHIVE,
    Document,
    DocumentQuerySet,
    Kind,
    ProvenanceHop,
    Version,
    VersionQuerySet,
)
from esgcheck.documents.models.read import Page, Passage
from esgcheck.documents.models.selected import Selected

from esgcheck.documents.pile import Pile, PileFile  # isort: skip  (models too, which need those above)
from esgcheck.documents.succession import Succession  # isort: skip

__all__ = [
    "ARCHIVE",
    "Document",
    "DocumentQuerySet",
    "Kind",
    "Page",
    "Passage",
    "Pile",
    "PileFile",
    "ProvenanceHop",
    "Selected",
    "Succession",
    "Version",
    "VersionQuerySet",
]
