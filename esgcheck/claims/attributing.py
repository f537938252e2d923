"""Whose words each quotation of a report is said to be, as the library asks for it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence

from esgcheck.analysis.types import Attribution
from esgcheck.claims.models import Quotation
from esgcheck.documents.models import Version

_AROUND = 300
"""Characters before and after a quotation among which its sentence is looked for."""

_EDGE = re.compile(r"[.!?]\s+(?=[A-Z“\"])")


def attributions(report: Version, quotations: Sequence[Quotation]) -> dict[uuid.UUID, Attribution]:
    """By the quotation's id. The sentence around it is read only where the report names no speaker."""
    nameless = [quotation for quotation in quotations if not quotation.speaker]
    numbers = {quotation.page_number for quotation in nameless}
    pages = {page.number: page for page in report.pages.filter(number__in=numbers).only("number", "start", "text")}
    return {
        quotation.pk: Attribution(
            speaker=quotation.speaker,
            said_as=quotation.said_as,
            sentence=""
            if quotation.speaker or quotation.page_number not in pages
            else _around(pages[quotation.page_number].text, quotation, pages[quotation.page_number].start),
            language=report.language,
        )
        for quotation in quotations
    }


def _around(text: str, quotation: Quotation, offset: int) -> str:
    """The sentence that a quotation stands in, without the quotation itself: a title inside it is nobody's name."""
    start, end = quotation.start - offset, quotation.end - offset
    before = _EDGE.split(text[max(0, start - _AROUND) : start])[-1]
    after = _EDGE.split(text[end : end + _AROUND])[0]
    return " ".join(f"{before} {after}".split())
