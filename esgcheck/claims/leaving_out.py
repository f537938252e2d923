"""What a report's quotation left out of its source, as rows of its check: disposable, found again with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from esgcheck.analysis import types as analysis
from esgcheck.analysis.left_out import LeftOut, left_out
from esgcheck.claims.held import Held
from esgcheck.claims.models import Quotation

SHOWN = 8
"""Remarks kept for each quotation: as many as a reviewer reads before they open the source itself."""


def left_out_of(quotation: Quotation, matches: Sequence[analysis.Match], held: Sequence[Held]) -> list[dict[str, Any]]:
    """What the sources have beside the words of a quotation, the best place first, each document once."""
    rows: list[dict[str, Any]] = []
    best: dict[int, analysis.Match] = {}
    for match in matches:
        best.setdefault(match.document, match)
    for number, match in best.items():
        source = held[number]
        remarks = left_out(
            source.document, match.span, quoted=quotation.exact, quotations=source.quotations, limit=SHOWN
        )
        rows += [_row(remark, source) for remark in remarks]
    return rows[:SHOWN]


def _row(remark: LeftOut, source: Held) -> dict[str, Any]:
    return {
        **source.place(remark.span),
        "relation": remark.relation.replace(" ", "_"),
        "speaker": remark.speaker,
        "time_start": remark.time_start,
        "qualifying": list(remark.qualifying),
        "shared": list(remark.shared),
    }
