"""What became of claims in a made-up report of the next year: ``python -m tests.benchmarks.years [--seed N]``.

The report of the next year is made of a real one: of its claims some stay as they are, some are set or worded
otherwise, deadlines, targets and base years of some are moved, some are left out, and all are shuffled among claims of
another report. Both are then gone through by the finder, and paired; what was done to each claim is the truth. The peer
pairs by the letters alone (Levenshtein ratio of at least 0.6, the likeliest first) and calls other a pair that differs.

Development was done with seed 1 and on two other reports; the figures are from seed 7.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

import Levenshtein

from esgcheck.analysis import find_claims, read_document
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.text import normalise
from esgcheck.analysis.types import Document
from esgcheck.analysis.years import YearClaim, across_years

REPORTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports"
MEASURED = [
    "sustqa_kion-group-ag.pdf",
    "gri017_biesse-group.pdf",
    "sustqa_addiko-bank-ag-sustainability-report-2023.pdf",
    "factchecknlp_unilever-climate-policy-engagement-review-2025.pdf",
    "gri082_italmobiliare-investment-holding.pdf",
]
TRIED = ["sustqa_indus-holding-ag.pdf", "gri113_reply.pdf"]
DEADLINE = re.compile(r"\b(?:by|until) (?:the end of )?(?:FY)?(20[2-5]\d)\b")
BASE = re.compile(r"\b(?:compared (?:to|with)|from|base year|baseline(?: year)?(?: of)?) (?:FY)?(20[012]\d)\b")
TARGET = re.compile(r"\b(\d{1,2})( ?%| per ?cent)")
OTHERWISE = [
    (r"\bWe are committed to\b", "Our commitment remains to"),
    (r"\bwill\b", "aim to"),
    (r"\bensures?\b", "supports"),
    (r"\ball\b", "most of the"),
    (r"\breduc(?:e|ed|ing)\b", "lower"),
    (r"\bimportant\b", "relevant"),
    (r"\bemployees\b", "colleagues"),
    (r"\bdeveloped\b", "designed"),
    (r"\bcontinue\b", "intend"),
    (r"\balso\b", "in addition"),
    (r"\bincluding\b", "such as"),
    (r"\bthe Group\b", "our company"),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--dev", action="store_true", help="the two reports that were looked at")
    given = parser.parse_args()
    if not REPORTS.is_dir():
        sys.exit("The real reports (../shared/data/reports) are not here.")
    names = TRIED if given.dev else MEASURED
    ours, peers, spent = Counter[tuple[str, str]](), Counter[tuple[str, str]](), 0.0
    strangers = [claim.text for claim in find_claims(read_document(REPORTS / "gri073_intercos.pdf"))]
    for name in names:
        earlier = _sentences(read_document(REPORTS / name))
        chance = random.Random(f"{given.seed} {name}")
        changed = [_edited(claim, chance) for claim in earlier]
        later_texts = [text for _, text in changed if text]
        mixed = later_texts + chance.sample(strangers, min(len(strangers), len(earlier) // 4))
        chance.shuffle(mixed)
        document = document_from_text("\n\n".join(["Sustainability Report. The financial year 2021.", *mixed]))
        later = _claims(document)
        started = time.process_time()
        found = {one.earlier: one for one in across_years(earlier, later, document) if one.earlier is not None}
        spent += time.process_time() - started
        there = {text: place for place, claim in enumerate(later) for text in [_flat(claim.text)]}
        for index, (truth, text) in enumerate(changed):
            one = found.get(index)
            right_partner = (
                one is not None
                and one.there is not None
                and _flat(one.there.of(document.text)) in (_flat(text or ""), "")
            )
            said = one.outcome if one is not None else "not told"
            if truth != "dropped" and said not in ("dropped", "not told") and not right_partner:
                said = "another claim"
            ours[truth, said] += 1
        for index, said in enumerate(_by_letters(earlier, later)):
            truth, text = changed[index]
            partner = said[1]
            if truth != "dropped" and partner is not None and there.get(_flat(text or "")) != partner:
                said = ("another claim", partner)
            peers[truth, said[0]] += 1
    _print("ours", ours)
    _print("letters alone (peer; it cannot tell what moved)", peers)
    print(f"\nPairing took {spent:.1f} s of CPU for {len(names)} pairs of reports.")


def _sentences(report: Document) -> list[YearClaim]:
    """Claims of running text: rows of tables are figures, which nothing is done to here."""
    rows = [passage.span for passage in report.passages if passage.kind == "table_row"]
    found = [claim for claim in find_claims(report) if not any(row.overlaps(claim.span) for row in rows)]
    return [
        YearClaim(claim.span, _flat(claim.text), claim.kind, claim.fields)
        for claim in found
        if 8 <= len(claim.text.split()) <= 60 and "\n\n" not in claim.text
    ]


def _claims(document: Document) -> list[YearClaim]:
    return [YearClaim(claim.span, claim.text, claim.kind, claim.fields) for claim in find_claims(document)]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _edited(claim: YearClaim, chance: random.Random) -> tuple[str, str | None]:
    """What is done to a claim, and its words of the next year; None where it is left out."""
    text = claim.text
    if claim.kind == "commitment" and (match := DEADLINE.search(text)):
        year = str(int(match[1]) + chance.choice([2, 5, 10]))
        return "deadline_moved", text[: match.start(1)] + year + text[match.end(1) :]
    if claim.kind == "commitment" and (match := TARGET.search(text)):
        return "target_moved", text[: match.start(1)] + str(int(match[1]) + 7) + text[match.end(1) :]
    if match := BASE.search(text):
        return "baseline_changed", text[: match.start(1)] + str(int(match[1]) + 2) + text[match.end(1) :]
    lot = chance.random()
    if lot < 0.3:
        return "dropped", None
    if lot < 0.6:
        for pattern, words in chance.sample(OTHERWISE, len(OTHERWISE)):
            other = re.sub(pattern, words, text, count=1)
            if other != text:
                return "reworded", other
        return "reworded", f"In line with our strategy, {text[0].lower()}{text[1:]}"
    return "kept", text.replace("'", "’").replace(" - ", " – ")


def _by_letters(earlier: list[YearClaim], later: list[YearClaim]) -> list[tuple[str, int | None]]:
    ours, theirs = ([normalise(claim.text).text for claim in claims] for claims in (earlier, later))
    pairs = [
        (ratio, one, other)
        for one, text in enumerate(ours)
        for other, words in enumerate(theirs)
        if (ratio := Levenshtein.ratio(text, words, score_cutoff=0.6)) >= 0.6
    ]
    found: dict[int, int] = {}
    for _, one, other in sorted(pairs, reverse=True):
        if one not in found and other not in found.values():
            found[one] = other
    return [
        ("dropped", None)
        if index not in found
        else ("kept" if theirs[found[index]] == text else "reworded", found[index])
        for index, text in enumerate(ours)
    ]


def _print(name: str, counts: Counter[tuple[str, str]]) -> None:
    print(f"\n{name}")
    for truth in dict.fromkeys(truth for truth, _ in sorted(counts)):
        said = Counter({other: count for (one, other), count in counts.items() if one == truth})
        rest = ", ".join(f"{other} {count}" for other, count in said.most_common() if other != truth)
        print(f"  {truth:18} {said[truth]:4} of {said.total():4}   {rest}")
    right = sum(count for (truth, said), count in counts.items() if truth == said)
    print(f"  right {right} of {counts.total()} ({right / max(1, counts.total()):.3f})")


if __name__ == "__main__":
    main()
