"""Where a text stands, in the words of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/).

Three selectors say the same place in three ways, so that it can be found again with any tool: the words with some
context (TextQuoteSelector), the offsets in the canonical text (TextPositionSelector; Unicode code points, end
excluded), and, where the file has pages or a recording has time, a FragmentSelector: ``page=`` as RFC 3778 and RFC 8118
have it for PDF, ``t=`` in seconds as Media Fragments has it.
"""

from __future__ import annotations

from typing import Any

PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"
MEDIA_FRAGMENT = "http://www.w3.org/TR/media-frags/"


def source_of(sha256: str) -> str:
    """The IRI of a file: its own hash, so that it names no place, no person and no row of a database."""
    return f"urn:sha256:{sha256}"


def target(
    *,
    sha256: str,
    exact: str,
    start: int,
    end: int,
    prefix: str = "",
    suffix: str = "",
    pdf_page: int | None = None,
    time_start: float | None = None,
    time_end: float | None = None,
) -> dict[str, Any]:
    """A SpecificResource: the file and the selectors of a stretch of its text. Times in seconds."""
    selectors: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
    if time_start is not None:
        until = "" if time_end is None else f",{_seconds(time_end)}"
        selectors.append(
            {"type": "FragmentSelector", "conformsTo": MEDIA_FRAGMENT, "value": f"t={_seconds(time_start)}{until}"}
        )
    elif pdf_page is not None:
        selectors.append({"type": "FragmentSelector", "conformsTo": PDF_FRAGMENT, "value": f"page={pdf_page}"})
    return {"type": "SpecificResource", "source": source_of(sha256), "selector": selectors}


def _seconds(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
