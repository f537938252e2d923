"""What was found, in a few tables for the terminal."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from esgcheck.cases.models import Case
from esgcheck.claims.models import Candidate, CheckStatus, Quotation, Recomputation, Stance, Suggestion
from esgcheck.claims.ranking import rank_of
from esgcheck.documents.models import Kind
from esgcheck.publishing.page import tidy

TOP = 10
LONGEST = 160


def summary(case: Case, console: Console) -> None:
    """Quotations by status, the altered ones word by word, the claims most worth checking, and what speaks against."""
    quotations = list(
        Quotation.objects.filter(version__case=case, version__document__kind=Kind.REPORT)
        .exclude(check_result=None)
        .select_related("check_result")
    )
    candidates = list(Candidate.objects.filter(version__case=case))
    best = sorted(candidates, key=lambda row: (-rank_of(row.score, row.consequence), row.start))
    _headed(console, "Quotations in the report", _counts(quotations, len(candidates)))
    for quotation in quotations:
        if quotation.check_result.status == CheckStatus.ALTERED:
            console.print(_altered(quotation))
        elif quotation.check_result.status in _TOLD:
            console.print(_told(quotation), soft_wrap=True)
    _headed(console, "Most worth checking", _claims(best[:TOP]))
    differing = Recomputation.objects.filter(claim_version__case=case, outcome=Recomputation.Outcome.DIFFERS)
    if worked := list(differing.order_by("claim_version_id", "claim_start", "rank")[:TOP]):
        _headed(console, "Figures that differ when worked out anew (look at each)", _differing(worked))
    against = Suggestion.objects.filter(claim_version__case=case, stance=Stance.CONTRADICTS)
    if rows := list(
        against.order_by("claim_version_id", "claim_start", "rank").select_related("version__document")[:TOP]
    ):
        claims = {(row.start, row.end): row.text for row in candidates}
        _headed(console, "Passages that may contradict a claim (guesses: look at each)", _against(rows, claims))


def not_read(console: Console, path: Path, why: str) -> None:
    """Which file could not be read, and what to do."""
    console.print(Text.assemble(("Not read: ", "bold red"), f"{path}: {why}"), soft_wrap=True)


def _headed(console: Console, heading: str, table: Table) -> None:
    console.print(Text(f"\n{heading}", style="bold"))
    console.print(table)


def _counts(quotations: list[Quotation], claims: int) -> Table:
    table = Table(show_header=False, box=None)
    by_status = Counter(quotation.check_result.status for quotation in quotations)
    for status in CheckStatus:
        if by_status[status]:
            table.add_row(status.label, str(by_status[status]))
    table.add_row("Claims proposed", str(claims))
    return table


_TOLD = {CheckStatus.TRUNCATED, CheckStatus.SPLICED, CheckStatus.SOURCE_NOT_HELD}
"""Statuses of which the reason is told: it says what to look at."""


def _told(quotation: Quotation) -> Text:
    check = quotation.check_result
    head = f"{check.get_status_display()}, page {quotation.page_number}: "
    return Text.assemble((head, "bold"), f"“{_short(quotation.exact)}” {check.reason}")


def _altered(quotation: Quotation) -> Text:
    text = Text(f"Altered, page {quotation.page_number}: ", style="bold")
    for step in quotation.check_result.matches[0]["differences"]:
        if step["kind"] in {"equal", "layout"}:
            text.append(f"{tidy(step['quoted'])} ", style="not bold")
            continue
        if step["source"]:
            text.append(f"[-{tidy(step['source'])}-]", style="not bold red strike")
        if step["quoted"]:
            text.append(f"{{+{tidy(step['quoted'])}+}}", style="not bold green")
        text.append(" ")
    return text


def _claims(rows: Any) -> Table:
    table = Table(box=None)
    for name in ("Score", "Kind", "Page", "Claim"):
        table.add_column(name, justify="right" if name in {"Score", "Page"} else "left")
    for row in rows:
        table.add_row(f"{row.score:.2f}", row.get_kind_display(), str(row.page_number), Text(_short(row.text)))
    return table


def _differing(rows: list[Recomputation]) -> Table:
    table = Table(box=None)
    for name in ("Figure", "What was found", "Working"):
        table.add_column(name)
    for row in rows:
        table.add_row(Text(_short(row.claimed)), Text(row.says), Text("; ".join(row.steps)))
    return table


def _against(rows: list[Suggestion], claims: dict[tuple[int, int], str]) -> Table:
    """One claim after the other; what it says stands beside its first passage only."""
    table = Table(box=None)
    for name in ("Claim", "Passage", "In", "Because"):
        table.add_column(name, ratio=2 if name in {"Claim", "Passage"} else 1)
    before = None
    for row in rows:
        span = (row.claim_start, row.claim_end)
        claim = "" if span == before else _short(claims.get(span, ""))
        page = f", page {row.page_number}" if row.version.has_page_images else ""
        source = row.version.document.title + page
        table.add_row(Text(claim), Text(_short(row.exact)), Text(source), Text("; ".join(row.reasons)))
        before = span
    return table


def _short(text: str) -> str:
    line = tidy(text)
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
