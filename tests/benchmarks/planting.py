"""Texts to look things up in, quotations planted in them, and what may be done to a quotation on its way into a report.

**The texts** are those of ``../shared/data``: reports, transcripts, news, abstracts, sentences of Climate-FEVER. There
are some 6,500 pages of them. The rest of 15,000 are copies in which three words of ten are other words: each copy has a
list of its own, made by its number, by which a word of five letters or more stands for another of about the same
frequency and the same first case, so that nearly every sentence of a copy differs from its original and the language
stays what it is. A copy is as hard as an original: its sentences compete with those they were made from.

**Near misses** change one thing that matters. The lists of hedges and units here were written beside those that the
product has, by the same hand, and share most words with them: the figures tell how well a change is named where such
words are known, not how many such words there are.
"""

from __future__ import annotations

import json
import pickle
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from esgcheck.analysis.reading import read_document
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.sentences import sentences
from esgcheck.analysis.types import Document, UnreadableDocument

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
_OVERLAY = re.compile(r"^(?:WEBVTT.*|NOTE.*|\d+|[\d:.,]+ --> .*)$", re.MULTILINE)
_KEPT = Path(tempfile.gettempdir()) / "esgcheck-benchmark-reports.pickle"


def texts() -> Iterator[str]:
    """The story, the transcripts without their time codes, news articles, abstracts, sentences of an encyclopedia."""
    yield (SHARED / "cases/hikvision/news-story-2023-04-17.txt").read_text(encoding="utf-8")
    for path in sorted((SHARED / "transcripts").glob("*.[vs][tr]t")):
        yield _OVERLAY.sub("", path.read_text(encoding="utf-8"))
    for path in sorted((SHARED / "quotes/polnear/train/text").iterdir()):
        yield path.read_text(encoding="utf-8", errors="replace")
    with (SHARED / "evidence/citint/corpus.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield "\n\n".join(json.loads(line)["abstract"])
    with (SHARED / "evidence/climate_fever/first-1000.jsonl").open(encoding="utf-8") as lines:
        told = sorted({e["evidence"] for line in lines for e in json.loads(line)["evidences"]})
    for start in range(0, len(told), 18):
        yield "\n\n".join(told[start : start + 18])


def reports() -> list[Document]:
    """The reports as they are read, without word boxes; kept between runs, since reading them takes a minute."""
    if _KEPT.is_file():
        kept: list[Document] = pickle.loads(_KEPT.read_bytes())
        return kept
    found = []
    for path in sorted((SHARED / "reports").glob("*.pdf")):
        try:
            read = read_document(path)
        except UnreadableDocument:
            continue
        found.append(replace(read, pages=tuple(replace(page, words=()) for page in read.pages)))
    _KEPT.write_bytes(pickle.dumps(found))
    return found


def corpus_of(pages: int) -> list[Document]:
    """Documents of so many pages in all: every text, then copies with changed words until it is enough. Of fewer pages
    than there are texts, an even choice."""
    originals = [*reports(), *(document_from_text(text) for text in texts())]
    total = sum(len(document.pages) for document in originals)
    if pages < total:
        step = total / pages
        return [originals[int(index * step)] for index in range(int(len(originals) / step))]
    found, copy = list(originals), 0
    others = _by_frequency(originals)
    while total < pages:
        copy += 1
        swaps = _swaps(others, random.Random(copy))
        for document in originals:
            made = document_from_text(_WORD.sub(lambda match: swaps.get(match[0], match[0]), document.text))  # noqa: B023
            found.append(made)
            total += len(made.pages)
            if total >= pages:
                break
    return found


_WORD = re.compile(r"\b[A-Za-z][a-z]{4,}\b")


def _by_frequency(documents: list[Document]) -> list[str]:
    counted: Counter[str] = Counter()
    for document in documents:
        counted.update(_WORD.findall(document.text))
    return [word for word, count in counted.most_common() if count > 1]


def _swaps(words: list[str], rng: random.Random) -> dict[str, str]:
    """Of neighbours by frequency, in twenties, three of ten change places."""
    swaps: dict[str, str] = {}
    for capital in (True, False):
        same = [word for word in words if word[0].isupper() == capital]
        for start in range(0, len(same), 20):
            group = [word for word in same[start : start + 20] if rng.random() < 0.3]
            swaps.update(zip(group, group[1:] + group[:1], strict=True))
    return swaps


@dataclass(frozen=True)
class Planted:
    """Words of a document as they stand there, on one line, and what was made of them; ``kind`` says how."""

    kind: str
    document: int
    words: str
    quoted: str


def sentences_in(documents: list[Document], rng: random.Random, least: int = 8) -> Iterator[tuple[int, str]]:
    """Sentences of 8 to 45 words from anywhere, without end."""
    while True:
        number = rng.randrange(len(documents))
        shown = [p for p in documents[number].passages if p.kind in ("paragraph", "list_item", "utterance")]
        if not shown:
            continue
        spans = sentences(documents[number].text, rng.choice(shown).span)
        words = re.sub(r"\s+", " ", rng.choice(spans).of(documents[number].text)).strip() if spans else ""
        if least <= len(words.split()) <= 45 and sum(map(str.isalpha, words)) > 0.6 * len(words):
            yield number, words


def absent_sentences(count: int) -> list[str]:
    """Sentences of news that is in no corpus here."""
    found: list[str] = []
    for path in sorted((SHARED / "quotes/polnear/dev/text").iterdir()):
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [s.of(text) for s in sentences(text) if 6 <= len(s.of(text).split()) <= 45][5:7]
    return found[:count]


def as_it_is(words: str, rng: random.Random) -> str:
    return words


def typeset(words: str, rng: random.Random) -> str:
    """Ligatures, curly marks, a word broken at the end of a line."""
    words = words.replace("fi", "ﬁ").replace("fl", "ﬂ").replace("'", "’").replace('"', "“")
    parts = words.split(" ")
    cut = rng.randrange(1, len(parts))
    long = parts[cut]
    if len(long) > 7 and long.isalpha():
        parts[cut] = long[:4] + "-\n" + long[4:]
    return " ".join(parts[: len(parts) // 2]) + "\n" + " ".join(parts[len(parts) // 2 :])


_LOOK_ALIKE = {"rn": "m", "m": "rn", "h": "b", "b": "h", "e": "c", "c": "e", "l": "1", "i": "l", "o": "0", "u": "n",
               "n": "u", "t": "f", "f": "t", "d": "cl", "w": "vv", "a": "o", "s": "5", "g": "q"}  # fmt: skip


def scanned(share: float) -> Callable[[str, random.Random], str]:
    """So many letters of a hundred spoilt, half of them by one that looks alike, half by any."""

    def spoil(words: str, rng: random.Random) -> str:
        letters = list(words)
        for index, letter in enumerate(letters):
            if letter.isalpha() and rng.random() < share:
                alike = _LOOK_ALIKE.get(letter.lower())
                letters[index] = alike if alike and rng.random() < 0.5 else rng.choice("eaotnirscl")
        return "".join(letters)

    return spoil


def elided(words: str, rng: random.Random) -> str:
    parts = words.split(" ")
    if len(parts) < 14:
        return ""
    start = rng.randrange(4, len(parts) - 8)
    return " ".join([*parts[:start], rng.choice(["…", "...", "[...]"]), *parts[start + rng.randrange(2, 5) :]])


def bracketed(words: str, rng: random.Random) -> str:
    """Some words put in, or one replaced, in square brackets."""
    parts = words.split(" ")
    at = rng.randrange(1, len(parts) - 1)
    inside = rng.choice(["[the company]", "[sic]", "[and others]", "[did]", "[its suppliers]"])
    return " ".join([*parts[:at], inside, *parts[at + (rng.random() < 0.5 and inside != "[sic]") :]])


def swapped(words: str, rng: random.Random) -> str:
    """One longer word replaced by another."""
    parts = words.split(" ")
    long = [index for index, word in enumerate(parts) if len(word) > 5 and word.isalpha() and word.islower()]
    if not long:
        return ""
    at = rng.choice(long)
    others = ["measures", "together", "reported", "business", "previous", "standard", "customers", "important"]
    parts[at] = rng.choice([word for word in others if word != parts[at]])
    return " ".join(parts)


def few(words: str, rng: random.Random) -> str:
    """Four to six words from inside, without a mark at their edges."""
    parts = words.split(" ")
    count = rng.randrange(4, 7)
    start = rng.randrange(0, len(parts) - count)
    return " ".join(parts[start : start + count]).strip(" .,;:!?'\"()-“”‘’")


PLANTED: tuple[tuple[str, int, Callable[[str, random.Random], str]], ...] = (
    ("verbatim", 70, as_it_is),
    ("curly marks, ligatures, line ends", 70, typeset),
    ("scan, 2 % of letters", 70, scanned(0.02)),
    ("scan, 5 % of letters", 70, scanned(0.05)),
    ("ellipsis", 80, elided),
    ("brackets", 60, bracketed),
    ("one word swapped", 60, swapped),
)
SHORT = "4 to 6 words"
SHORT_SCANNED = "4 to 6 words, scan, 5 %"


def planted(documents: list[Document], rng: random.Random, scale: float = 1.0) -> list[Planted]:
    """600 quotations at ``scale`` 1."""
    source = sentences_in(documents, rng)
    found: list[Planted] = []
    for kind, count, change in PLANTED:
        wanted = len(found) + round(count * scale)
        while len(found) < wanted:
            number, words = next(source)
            quoted = change(words, rng)
            if quoted and (quoted != words or kind == "verbatim"):
                found.append(Planted(kind, number, words, quoted))
    for kind, count, change in ((SHORT, 40, as_it_is), (SHORT_SCANNED, 80, scanned(0.05))):
        wanted = len(found) + round(count * scale)
        while len(found) < wanted:
            number, words = next(source)
            short = few(words, rng)
            quoted = change(short, rng)
            if len(short) >= 15 and short.isascii() and (quoted != short or kind == SHORT):
                found.append(Planted(kind, number, short, quoted))
    return found
