"""From a file to a :class:`~esgcheck.analysis.types.Document`: one function in front of every format and of the cage.

Untrusted bytes are parsed in a separate, locked process alone (:mod:`.cage`, :mod:`.lockdown`, :mod:`.child`); what
it says is checked (:mod:`.records`) and put together here (:mod:`.assemble`).
"""

from esgcheck.analysis.reading.boxes import boxes_of
from esgcheck.analysis.reading.limits import CageStatus, Limits
from esgcheck.analysis.reading.reader import read_document, reading
from esgcheck.analysis.reading.rendering import prepare, render_page, render_pages
from esgcheck.analysis.reading.status import cage_status

__all__ = [
    "CageStatus",
    "Limits",
    "boxes_of",
    "cage_status",
    "prepare",
    "read_document",
    "reading",
    "render_page",
    "render_pages",
]
