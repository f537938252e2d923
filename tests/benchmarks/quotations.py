"""Measure the finding of quotations: ``python -m tests.benchmarks.quotations``.

PolNeAR dev is only measured on; the rules were written while reading PolNeAR train and company reports. What the
figures mean:

*Direct*: gold are content spans that stand in double marks from end to end; exact offsets. A speaker is right if the
place where we read it overlaps the annotated source.

*Indirect*: gold are the contents that have no quotation marks at all. A content is the set of its words, wherever it
is broken by its cue ("It was late, she said, and nobody came"), so marks and spaces at the edges do not count.
*Strict*: the same words, all of them and no others. *Overlap*: a Jaccard index of words of at least 0.5, one found to
one annotated. Cue and source are right if they overlap the annotated ones, among the contents that match by overlap.
PolNeAR annotates far more than speech (votes, wishes, moods), so the same found ones are held as
well against the contents whose cue has a word of telling in it, by the list below; found ones that match any other
annotated content then count neither way. The peer is what one would write in an hour: a verb of saying and "that" up to
the end of the sentence, or what stands before "…, X said".
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from esgcheck.analysis.quotations import find_quotations
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.reading.reader import read_document
from esgcheck.analysis.sentences import sentences
from esgcheck.analysis.types import Document

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
MARKS = '"“”'
_ANY_MARK = re.compile(r"[\"“”„«»‘]|''|``|(?<![\w])'(?=\w)")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_TELLING = (
    "acknowledge add allege announce argue ask assert assure boast caution claim complain concede conclude confirm "
    "contend declare describe disclose emphasise emphasize explain indicate insist joke maintain mention note observe "
    "point predict promise recall recommend reiterate remark remind repeat report respond reveal state stress suggest "
    "tweet urge vow warn accuse"
)
_TELLING_FORMS = (
    "say says said saying tell tells told telling write writes wrote written writing find finds found finding show "
    "shows showed shown showing speak speaks spoke spoken speaking deny denies denied denying reply replies replied "
    "replying "
    "testify testifies testified testifying admits admitted admitting admit brag brags bragged bragging"
)
TELLING = re.compile(
    "|".join(
        [
            r"\baccording to\b",
            *(
                rf"\b{verb.removesuffix('e')}(?:e|es|s|d|ed|ing)?\b"
                if not verb.endswith("e")
                else rf"\b{verb[:-1]}(?:e|es|ed|ing)\b"
                for verb in _TELLING.split()
            ),
            *(rf"\b{form}\b" for form in _TELLING_FORMS.split()),
        ]
    ),
    re.IGNORECASE,
)
"""A verb of telling, by its dictionary sense; the list was fixed before dev was measured."""
Pieces = list[tuple[int, int]]
Words = frozenset[int]


@dataclass
class Attributed:
    """One annotated attribution: who, with which words, what."""

    source: Pieces
    cue: Pieces
    content: Pieces


@dataclass
class Tally:
    gold: int = 0
    exact: int = 0
    with_source: int = 0
    speaker: int = 0
    predicted: int = 0
    inside: int = 0


@dataclass
class Indirect:
    """Counts for one finder of indirect speech."""

    gold: int = 0
    telling: int = 0
    predicted: int = 0
    strict: int = 0
    overlap: int = 0
    strict_telling: int = 0
    overlap_telling: int = 0
    cue: int = 0
    with_source: int = 0
    source: int = 0

    def lines(self, name: str) -> str:
        out = [f"  {name}: {self.predicted} found; {self.gold} annotated, {self.telling} with a verb of telling"]
        for label, hits, told in (
            ("strict", self.strict, self.strict_telling),
            ("overlap", self.overlap, self.overlap_telling),
        ):
            every = _prf(hits, self.predicted, self.gold)
            among = _prf(told, self.predicted - (hits - told), self.telling)
            out.append(f"    {label:8} all: {every}   telling: {among}")
        if self.overlap:
            out.append(
                f"    of those that overlap: cue {self.cue / self.overlap:.3f}, "
                f"source {self.source / max(1, self.with_source):.3f}"
            )
        return "\n".join(out)


def _prf(hits: int, found: int, gold: int) -> str:
    precision, recall = hits / max(1, found), hits / max(1, gold)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"


@dataclass
class Told:
    """What a finder of indirect speech gives, one an attribution."""

    content: Pieces
    cue: tuple[int, int] | None = None
    source: tuple[int, int] | None = None


def story() -> None:
    """The real case: 20 quotations, 19 speakers, nothing else."""
    case = SHARED / "cases" / "hikvision"
    gold = json.loads((case / "gold.json").read_text())["quotes"]
    every = find_quotations(document_from_text((case / "news-story-2023-04-17.txt").read_text()))
    found = {(q.span.start, q.span.end): q for q in every if q.kind != "indirect"}
    exact = [q for q in gold if (q["start"], q["end"]) in found]
    right = [q for q in exact if q["speaker"].lower() in found[q["start"], q["end"]].speaker.lower()]
    kinds = [q for q in exact if q["kind"] == found[q["start"], q["end"]].kind]
    print(
        f"Hikvision story: {len(exact)} of {len(gold)} quotations exact, {len(right)} speakers right, "
        f"{len(kinds)} kinds right, {len(found) - len(exact)} not in gold; "
        f"{len(every) - len(found)} indirect besides"
    )


def articles(split: str) -> Iterator[tuple[str, list[Attributed]]]:
    """Text and attributions of each article of the split."""
    folder = SHARED / "quotes" / "polnear" / split
    for path in sorted((folder / "text").glob("*.txt")):
        # In dev the annotator's number is part of the name; of two annotators the first is taken.
        annotated = sorted((folder / "attributions").glob(f"{path.stem}*.ann"))
        if annotated:
            yield path.read_text(), _attributions(annotated[0].read_text())


def polnear(split: str) -> None:
    """Quotations with speakers in news articles, in marks and without."""
    tally, ours, peer = Tally(), Indirect(), Indirect()
    for text, attributions in articles(split):
        document = document_from_text(text)
        _direct_ones(text, document, attributions, tally)
        _indirect_ones(text, attributions, told(document), ours)
        _indirect_ones(text, attributions, naive(text), peer)
    print(
        f"PolNeAR {split}: {tally.exact} of {tally.gold} direct quotations exact "
        f"(recall {tally.exact / tally.gold:.3f}); speaker {tally.speaker} of {tally.with_source} "
        f"({tally.speaker / tally.with_source:.3f}); of {tally.predicted} found direct ones "
        f"{tally.inside / tally.predicted:.3f} lie inside an annotated content (precision)"
    )
    print(f"PolNeAR {split}, indirect speech")
    print(ours.lines("rules"))
    print(peer.lines("peer"))


def _direct_ones(text: str, document: Document, attributions: list[Attributed], tally: Tally) -> None:
    direct: dict[tuple[int, int], Pieces] = {}
    for attributed in attributions:
        for piece in _direct(text, attributed.content):
            direct.setdefault(piece, attributed.source)
    found = [q for q in find_quotations(document) if q.kind != "indirect"]
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
            contents = [a.content for a in attributions if a.content]
            tally.inside += any(c[0][0] - 2 <= start and end <= c[-1][1] + 2 for c in contents)


def indirect_gold(text: str, attributions: list[Attributed]) -> dict[Words, Attributed]:
    """The contents without any marks, by the words (their offsets) that they are made of."""
    gold: dict[Words, Attributed] = {}
    for attributed in attributions:
        if not attributed.content or any(_ANY_MARK.search(text[a:b]) for a, b in attributed.content):
            continue
        words = words_of(text, attributed.content)
        if words:
            gold.setdefault(words, attributed)
    return gold


def words_of(text: str, pieces: Pieces) -> Words:
    return frozenset(match.start() for start, end in pieces for match in _WORD.finditer(text, start, end))


def told(document: Document) -> list[Told]:
    """Our indirect ones; the two halves around one cue are one."""
    by_cue: dict[tuple[int, int], Told] = {}
    for quotation in find_quotations(document):
        if quotation.kind != "indirect":
            continue
        cue, source = quotation.cue_span, quotation.speaker_span
        key = (cue.start, cue.end) if cue else (quotation.span.start, -1)
        kept = by_cue.setdefault(
            key,
            Told([], (cue.start, cue.end) if cue else None, (source.start, source.end) if source else None),
        )
        kept.content.append((quotation.span.start, quotation.span.end))
    return list(by_cue.values())


_SAYING = re.compile(
    r"\b(said|says|say|told|argued|believes?|claimed|added|noted|announced|warned|denied|wrote|found|reported|insisted)\b"
)
_SAID_AFTER = re.compile(r",\s(?:[^,]{2,60}\s(?:said|says)|(?:said|says)\s[^,]{2,60})\s?[.,]?$")


def naive(text: str) -> list[Told]:
    """The peer."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        for span in sentences(line.group()):
            start, end = line.start() + span.start, line.start() + span.end
            sentence = text[start:end]
            if '"' in sentence or "“" in sentence:
                continue
            after = _SAID_AFTER.search(sentence)
            if after:
                found.append(Told([(start, start + after.start())], (start + after.start(), end), None))
                continue
            saying = _SAYING.search(sentence)
            that = saying and sentence.find(" that ", saying.end())
            if saying and that is not None and that >= 0:
                found.append(Told([(start + that + 1, end)], (start + saying.start(), start + saying.end()), None))
            elif saying and saying.group(1) in {"said", "says"}:
                found.append(Told([(start + saying.end(), end)], (start + saying.start(), start + saying.end()), None))
    return found


def _indirect_ones(text: str, attributions: list[Attributed], found: list[Told], tally: Indirect) -> None:
    gold = indirect_gold(text, attributions)
    telling = {words for words, a in gold.items() if TELLING.search(" ".join(text[x:y] for x, y in a.cue))}
    tally.gold += len(gold)
    tally.telling += len(telling)
    tally.predicted += len(found)
    made = [(words_of(text, one.content), one) for one in found]
    exact = {words for words, _ in made} & set(gold)
    tally.strict += len(exact)
    tally.strict_telling += len(exact & telling)
    for words, one in _paired(gold, made):
        tally.overlap += 1
        tally.overlap_telling += words in telling
        attributed = gold[words]
        tally.cue += one.cue is not None and _touch(one.cue, attributed.cue)
        if attributed.source:
            tally.with_source += 1
            tally.source += one.source is not None and _touch(one.source, attributed.source)


def _touch(place: tuple[int, int], pieces: Pieces) -> bool:
    return any(place[0] < end and start < place[1] for start, end in pieces)


def _paired(gold: dict[Words, Attributed], made: list[tuple[Words, Told]]) -> list[tuple[Words, Told]]:
    """One to one, the best agreement first."""
    by_word: dict[int, list[Words]] = defaultdict(list)
    for words in gold:
        for word in words:
            by_word[word].append(words)
    pairs: list[tuple[float, int, Words]] = []
    for index, (words, _) in enumerate(made):
        for other in {other for word in words for other in by_word[word]}:
            agreement = len(words & other) / len(words | other)
            if agreement >= 0.5:
                pairs.append((agreement, index, other))
    used: set[int] = set()
    taken: set[Words] = set()
    kept = []
    for _, index, words in sorted(pairs, key=lambda pair: -pair[0]):
        if index not in used and words not in taken:
            used.add(index)
            taken.add(words)
            kept.append((words, made[index][1]))
    return kept


def _attributions(annotation: str) -> list[Attributed]:
    """Source, cue and content of each attribution, from brat's stand-off lines."""
    spans: dict[str, Pieces] = {}
    events: list[list[list[str]]] = []
    for line in annotation.splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) >= 3:
            places = fields[1].split(" ", 1)[1]
            spans[fields[0]] = [(int(a), int(b)) for a, b in (place.split() for place in places.split(";"))]
        elif line.startswith("E") and len(fields) >= 2:
            events.append([part.split(":") for part in fields[1].split()])

    def pieces(event: list[list[str]], role: str) -> Pieces:
        return sorted(span for name, label in event if name.startswith(role) for span in spans.get(label, []))

    return [Attributed(pieces(event, "Source"), pieces(event, "Cue"), pieces(event, "Content")) for event in events]


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


def speed() -> None:
    """CPU seconds for the 144-page report, after reading it."""
    document = read_document(SHARED / "reports" / "sustqa_commerzbank-ag.pdf")
    start = time.process_time()
    found = find_quotations(document)
    seconds = time.process_time() - start
    indirect = sum(q.kind == "indirect" for q in found)
    print(
        f"Commerzbank, {len(document.pages)} pages: {len(found)} quotations, {indirect} of them indirect, "
        f"in {seconds:.2f} s (CPU time)"
    )


def main(arguments: list[str]) -> None:
    if not SHARED.is_dir():
        raise SystemExit("The real inputs (../shared/data) are not here; there is nothing to measure on.")
    story()
    for split in arguments or ["train", "dev"]:
        polnear(split)
    speed()


if __name__ == "__main__":
    main(sys.argv[1:])
