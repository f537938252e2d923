"""Measure the finding of quotations and claims: ``python -m tests.benchmarks.finding``.

PolNeAR dev and environmental_claims dev are only measured on; the rules were written while reading PolNeAR train and
company reports. What the PolNeAR figures mean: gold *direct* quotations are content spans that stand in double marks
from end to end; a speaker is right if the place where we read it overlaps the annotated source.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from esgcheck.analysis.claims import find_claims, score_claim
from esgcheck.analysis.claims.signals import THRESHOLD
from esgcheck.analysis.quotations import find_quotations
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.reading.reader import read_document

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
MARKS = '"“”'
Pieces = list[tuple[int, int]]


@dataclass
class Tally:
    gold: int = 0
    exact: int = 0
    with_source: int = 0
    speaker: int = 0
    predicted: int = 0
    inside: int = 0


def story() -> None:
    """The real case: 20 quotations, at least 18 exact, 15 speakers, at most 3 extra."""
    case = SHARED / "cases" / "hikvision"
    gold = json.loads((case / "gold.json").read_text())["quotes"]
    found = {
        (q.span.start, q.span.end): q
        for q in find_quotations(document_from_text((case / "news-story-2023-04-17.txt").read_text()))
    }
    exact = [q for q in gold if (q["start"], q["end"]) in found]
    right = [q for q in exact if q["speaker"].lower() in found[q["start"], q["end"]].speaker.lower()]
    kinds = [q for q in exact if q["kind"] == found[q["start"], q["end"]].kind]
    print(
        f"Hikvision story: {len(exact)} of {len(gold)} quotations exact, {len(right)} speakers right, "
        f"{len(kinds)} kinds right, {len(found) - len(exact)} not in gold"
    )
    report = read_document(case / "report-excerpt.pdf")
    for claim in find_claims(report):
        if claim.kind == "quoted_finding" and claim.quotation:
            print(f"Hikvision report: quoted finding, cue {claim.quotation.cue!r}, speaker {claim.quotation.speaker!r}")


def polnear(split: str) -> None:
    """Direct quotations with speakers in news articles."""
    folder = SHARED / "quotes" / "polnear" / split
    tally = Tally()
    for path in sorted((folder / "text").glob("*.txt")):
        # In dev the annotator's number is part of the name; of two annotators the first is taken.
        annotated = sorted((folder / "attributions").glob(f"{path.stem}*.ann"))
        if annotated:
            _article(path.read_text(), annotated[0].read_text(), tally)
    print(
        f"PolNeAR {split}: {tally.exact} of {tally.gold} direct quotations exact "
        f"(recall {tally.exact / tally.gold:.3f}); speaker {tally.speaker} of {tally.with_source} "
        f"({tally.speaker / tally.with_source:.3f}); of {tally.predicted} found direct ones "
        f"{tally.inside / tally.predicted:.3f} lie inside an annotated content (precision)"
    )


def _article(text: str, annotation: str, tally: Tally) -> None:
    attributions = _attributions(annotation)
    direct: dict[tuple[int, int], Pieces] = {}
    for source, content in attributions:
        for piece in _direct(text, content):
            direct.setdefault(piece, source)
    found = [q for q in find_quotations(document_from_text(text)) if q.kind != "indirect"]
    places = {(q.span.start, q.span.end): q for q in found}
    tally.gold += len(direct)
    for place, source in direct.items():
        quotation = places.get(place)
        if quotation is None:
            continue
        tally.exact += 1
        if source:
            tally.with_source += 1
            span = quotation.speaker_span
            tally.speaker += span is not None and any(span.start < end and start < span.end for start, end in source)
    for quotation in found:
        if quotation.kind == "direct":
            tally.predicted += 1
            start, end = quotation.span.start, quotation.span.end
            tally.inside += any(c[0][0] - 2 <= start and end <= c[-1][1] + 2 for _, c in attributions if c)


def _attributions(annotation: str) -> list[tuple[Pieces, Pieces]]:
    """(source, content) of each attribution, from brat's stand-off lines."""
    spans: dict[str, Pieces] = {}
    events: list[list[list[str]]] = []
    for line in annotation.splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) >= 3:
            places = fields[1].split(" ", 1)[1]
            spans[fields[0]] = [(int(a), int(b)) for a, b in (place.split() for place in places.split(";"))]
        elif line.startswith("E") and len(fields) >= 2:
            events.append([part.split(":") for part in fields[1].split()])
    return [
        (
            sorted(s for role, name in event if role.startswith("Source") for s in spans.get(name, [])),
            sorted(s for role, name in event if role.startswith("Content") for s in spans.get(name, [])),
        )
        for event in events
    ]


def _direct(text: str, content: Pieces) -> Pieces:
    """The pieces of a content that stand in double marks from end to end, without the marks."""
    joined: list[list[int]] = []
    for start, end in content:
        if joined and not text[joined[-1][1] : start].strip(f" \n{MARKS}"):
            joined[-1][1] = end
        else:
            joined.append([start, end])
    found = []
    for start, end in joined:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end - start < 3:
            continue
        if text[start] not in MARKS and start and text[start - 1] in MARKS:
            start -= 1
        if text[end - 1] not in MARKS and text[end : end + 1] and text[end] in MARKS:
            end += 1
        elif text[end - 1] not in MARKS and text[end : end + 1] in {",", "."} and text[end + 1 : end + 2] in set(MARKS):
            end += 2
        elif text[end - 1] in ",." and text[end - 2] in MARKS:
            end -= 1
        if text[start] in MARKS and text[end - 1] in MARKS and not _several(text[start + 1 : end - 1]):
            found.append((start + 1, end - 1))
    return found


def _several(inner: str) -> bool:
    """Whether there are marks inside other than those that open a further paragraph."""
    for number, paragraph in enumerate(inner.split("\n")):
        stripped = paragraph.strip()
        if number and stripped[:1] in set(MARKS):
            stripped = stripped[1:]
        if any(mark in stripped for mark in MARKS):
            return True
    return False


def environmental_claims() -> None:
    """Claim or not, for bare sentences; the peers are two baselines without any knowledge of claims."""
    lines = (SHARED / "claims" / "environmental_claims" / "dev.jsonl").read_text().splitlines()
    rows = [json.loads(line) for line in lines]
    texts = [row["text"] for row in rows]
    truth = [bool(row["label"]) for row in rows]
    print(f"environmental_claims dev: {len(rows)} sentences, {sum(truth)} claims")
    _f1(f"rules at {THRESHOLD}", texts, truth, lambda text: score_claim(text) >= THRESHOLD)
    _f1("peer: every sentence", texts, truth, lambda text: True)
    _f1("peer: has a digit", texts, truth, lambda text: any(char.isdigit() for char in text))
    _f1("peer: 25 words or more", texts, truth, lambda text: len(text.split()) >= 25)


def _f1(name: str, texts: Sequence[str], truth: Sequence[bool], says: Callable[[str], bool]) -> None:
    said = [says(text) for text in texts]
    hits = sum(a and b for a, b in zip(said, truth, strict=True))
    precision, recall = hits / max(1, sum(said)), hits / sum(truth)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    print(f"  {name:24} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


def speed() -> None:
    """CPU seconds for the 144-page report, after reading it."""
    document = read_document(SHARED / "reports" / "sustqa_commerzbank-ag.pdf")
    start = time.process_time()
    quotations = find_quotations(document)
    between = time.process_time()
    claims = find_claims(document)
    end = time.process_time()
    print(
        f"Commerzbank, {len(document.pages)} pages: {len(quotations)} quotations in {between - start:.2f} s, "
        f"{len(claims)} claims in {end - between:.2f} s (CPU time)"
    )


def main() -> None:
    if not SHARED.is_dir():
        raise SystemExit("The real inputs (../shared/data) are not here; there is nothing to measure on.")
    story()
    polnear("train")
    polnear("dev")
    environmental_claims()
    speed()


if __name__ == "__main__":
    main()
