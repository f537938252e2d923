"""Measure quotation look-up, evidence ranking and stance on real texts: ``python -m tests.benchmarks.locating``.

Times are CPU time. Peers run in the same process on the same texts: edlib over everything, ``str.find``, plain BM25.
Quotations are planted: sentences taken from the texts and damaged on purpose, so the truth is known. The seed is fixed.
"""

from __future__ import annotations

import csv
import json
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from esgcheck.analysis import Corpus, judge_stance
from esgcheck.analysis.fuzzy import infix
from esgcheck.analysis.locating import allowed
from esgcheck.analysis.reading.plain import document_from_text
from esgcheck.analysis.sentences import sentences
from esgcheck.analysis.text import normalise
from esgcheck.analysis.types import Document, Hit

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
_OVERLAY = re.compile(r"^(?:WEBVTT.*|NOTE.*|\d+|[\d:.,]+ --> .*)$", re.MULTILINE)


def texts() -> Iterator[str]:
    """The story, the transcripts without their time codes, news articles, abstracts: some thousand pages."""
    yield (SHARED / "cases/hikvision/news-story-2023-04-17.txt").read_text(encoding="utf-8")
    for path in sorted((SHARED / "transcripts").glob("*.[vs][tr]t")):
        yield _OVERLAY.sub("", path.read_text(encoding="utf-8"))
    for path in sorted((SHARED / "quotes/polnear/train/text").iterdir()):
        yield path.read_text(encoding="utf-8", errors="replace")
    with (SHARED / "evidence/citint/corpus.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield "\n\n".join(json.loads(line)["abstract"])


_MARKS = " .,;:\"'!?()-"


def percentiles(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    return f"p50 {statistics.median(ordered) * 1e3:.1f} ms, p95 {ordered[int(0.95 * (len(ordered) - 1))] * 1e3:.1f} ms"


def planted(documents: list[Document], rng: random.Random, count: int) -> list[tuple[int, str]]:
    """Sentences of 8 to 45 words, each with the number of the document that it stands in."""
    found: list[tuple[int, str]] = []
    while len(found) < count:
        number = rng.randrange(len(documents)) if rng.random() < 0.6 else rng.randrange(250)
        document = documents[number]
        if not document.passages:
            continue
        spans = sentences(document.text, rng.choice(document.passages).span)
        if spans and 8 <= len((words := rng.choice(spans).of(document.text)).split()) <= 45:
            found.append((number, re.sub(r"\s+", " ", words)))
    return found


def typeset(words: str, rng: random.Random) -> str:
    words = words.replace("fi", "ﬁ").replace("fl", "ﬂ").replace("'", "’").replace('"', "“")
    parts = words.split(" ")
    cut = rng.randrange(1, len(parts))
    long = parts[cut]
    if len(long) > 7 and long.isalpha():
        parts[cut] = long[:4] + "-\n" + long[4:]
    return " ".join(parts[: len(parts) // 2]) + "\n" + " ".join(parts[len(parts) // 2 :])


def scanned(words: str, rng: random.Random) -> str:
    letters = list(words)
    for index in range(len(letters)):
        if letters[index].isalpha() and rng.random() < 0.02:
            letters[index] = rng.choice("eaotnirscl")
    return "".join(letters)


def elided(words: str, rng: random.Random) -> str:
    parts = words.split(" ")
    if len(parts) < 14:
        return ""
    start = rng.randrange(4, len(parts) - 8)
    return " ".join([*parts[:start], rng.choice(["…", "...", "[...]"]), *parts[start + rng.randrange(2, 5) :]])


def negated(words: str, rng: random.Random) -> str:
    if re.search(r"\b(?:not|never)\b ", words):
        return re.sub(r"\b(?:not|never)\b ", "", words, count=1)
    changed = re.sub(r"\b(is|are|was|were|has|have|will|can|could|should)\b", r"\1 not", words, count=1)
    return changed if changed != words else ""


def renumbered(words: str, rng: random.Random) -> str:
    match = re.search(r"\b\d+\b", words)
    if not match or 1900 <= int(match[0]) <= 2100:
        return ""
    return words[: match.start()] + str(int(match[0]) + rng.randrange(1, 4)) + words[match.end() :]


def redated(words: str, rng: random.Random) -> str:
    match = re.search(r"\b(?:19|20)\d\d\b", words)
    return words[: match.start()] + str(int(match[0]) + rng.choice([-1, 1])) + words[match.end() :] if match else ""


_HEDGE = re.compile(r"\b(?:allegedly|reportedly|about|around|approximately|some|may|might|could|likely|nearly|most) ")


def unhedged(words: str, rng: random.Random) -> str:
    changed = _HEDGE.sub("", words, count=1)
    return changed if changed != words else ""


HONEST: dict[str, Callable[[str, random.Random], str]] = {
    "verbatim": lambda words, rng: words,
    "typeset (ligatures, curly, line ends)": typeset,
    "OCR noise 2 %": scanned,
    "ellipsis": elided,
}
DOCTORED: dict[str, Callable[[str, random.Random], str]] = {
    "negation changed": negated,
    "number changed": renumbered,
    "year changed": redated,
    "hedge dropped": unhedged,
}


def measure_quotations(corpus: Corpus, documents: list[Document], rng: random.Random) -> None:
    whole = normalise("\n\n".join(document.text for document in documents)).text
    sentences_taken = planted(documents, rng, 1500)
    taken: list[float] = []
    for kind, change in {**HONEST, **DOCTORED}.items():
        statuses: Counter[str] = Counter()
        right = exact = asked = 0
        for number, words in sentences_taken:
            quoted = change(words, rng)
            unchanged = quoted == words and kind != "verbatim"
            if not quoted or unchanged or asked == 200:
                continue
            asked += 1
            begin = time.process_time()
            check = corpus.check_quotation(quoted)
            taken.append(time.process_time() - begin)
            statuses[check.status] += 1
            wanted = normalise(words).text.strip(_MARKS)
            near = [normalise(m.span.of(documents[m.document].text)).text.strip(_MARKS) for m in check.matches]
            right += any(m.document == number for m in check.matches) or wanted in near
            exact += wanted in near
        figures = f"found {right / asked:6.1%}  edges exact {exact / asked:6.1%}"
        print(f"  {kind:38} n {asked:3}  {figures}  {dict(statuses)}")
    print(f"  look-up: {percentiles(taken)}")
    edlib_taken, find_taken = [], []
    for _, words in sentences_taken[:25]:
        folded = normalise(words).text
        begin = time.process_time()
        infix(folded[:-1] + "zz", whole, allowed(folded))
        edlib_taken.append(time.process_time() - begin)
        begin = time.process_time()
        whole.find(folded[:-1] + "zz")
        find_taken.append(time.process_time() - begin)
    print(f"  peer, edlib over everything: {percentiles(edlib_taken)}")
    print(f"  peer, str.find over everything (exact only): {percentiles(find_taken)}")
    absent = []
    for path in sorted((SHARED / "quotes/polnear/dev/text").iterdir())[:40]:
        text = path.read_text(encoding="utf-8", errors="replace")
        absent += [s.of(text) for s in sentences(text) if 6 <= len(s.of(text).split()) <= 45][5:9]
    statuses = Counter(corpus.check_quotation(words).status for words in absent)
    print(f"  sentences that stand nowhere, n {len(absent)}: {dict(statuses)}")


def measure_ranking() -> None:
    with (SHARED / "evidence/citint/corpus.jsonl").open(encoding="utf-8") as lines:
        abstracts = {row["doc_id"]: " ".join(row["abstract"]) for row in map(json.loads, lines)}
    first = {normalise(text).text: text for text in reversed(abstracts.values())}
    abstracts = {number: first[normalise(text).text] for number, text in abstracts.items()}
    pool = list(first.values())
    place = {text: index for index, text in enumerate(pool)}
    with (SHARED / "evidence/citint/claims_dev.jsonl").open(encoding="utf-8") as lines:
        cited = [(row["claim"], {place[abstracts[int(d)]] for d in row["evidence"]}) for row in map(json.loads, lines)]
    asked = [(re.sub(r"\[?<\|.*?\|>,?\]?", "", claim), wanted) for claim, wanted in cited if wanted]
    compare("citint dev, hit@10", Corpus.from_texts(pool), asked, hit=True)
    with (SHARED / "evidence/climate_fever/first-1000.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    pool = sorted({e["evidence"] for row in rows for e in row["evidences"]})
    place = {text: index for index, text in enumerate(pool)}
    asked = [(r["claim"], {place[e["evidence"]] for e in r["evidences"]}) for r in rows[::4]]
    compare("climate_fever, recall@10", Corpus.from_texts(pool), asked, hit=False)


def compare(name: str, corpus: Corpus, asked: list[tuple[str, set[int]]], *, hit: bool) -> None:
    """A near copy of a wanted passage counts as it: the ranking gives passages that say the same only once."""
    words = [set(normalise(document.text).text.split()) for document in corpus.documents]

    def reached(hits: list[Hit], wanted: set[int]) -> float:
        found = [words[h.document] for h in hits]
        same = sum(any(len(words[w] & f) >= 0.85 * max(len(words[w]), len(f)) for f in found) for w in wanted)
        return bool(same) if hit else same / len(wanted)

    ours = plain = 0.0
    taken: list[float] = []
    corpus.search("warm up")
    for claim, wanted in asked:
        begin = time.process_time()
        ranked = corpus.rank_evidence(claim, limit=10)
        taken.append(time.process_time() - begin)
        ours += reached(ranked, wanted)
        plain += reached(corpus.search(claim, limit=10), wanted)
    figures = f"{ours / len(asked):.3f}, plain BM25 {plain / len(asked):.3f}"
    print(f"  {name}: {figures} (n {len(asked)}; {percentiles(taken)})")


def measure_stance() -> None:
    with (SHARED / "evidence/healthver/healthver_dev.csv").open(encoding="utf-8") as lines:
        pairs = [(r["claim"], r["evidence"], r["label"].lower()) for r in csv.DictReader(lines)]
    named = {"refutes": "contradicts", "supports": "supports"}
    macro_f1("healthver dev", [(c, e, named.get(label, "context")) for c, e, label in pairs[::2]])
    with (SHARED / "evidence/climate_fever/first-1000.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    every = [(r["claim"], e["evidence"], e["evidence_label"].lower()) for r in rows[::3] for e in r["evidences"]]
    macro_f1("climate_fever", [(c, e, named.get(label, "context")) for c, e, label in every])


def macro_f1(name: str, pairs: list[tuple[str, str, str]]) -> None:
    table: Counter[tuple[str, str]] = Counter()
    begin = time.process_time()
    for claim, evidence, label in pairs:
        table[label, judge_stance(claim, evidence).label] += 1
    each = (time.process_time() - begin) / len(pairs)
    scores, told = [], []
    for label in ("supports", "contradicts", "context"):
        guessed = sum(n for (_, guess), n in table.items() if guess == label)
        true = sum(n for (gold, _), n in table.items() if gold == label)
        both = table[label, label]
        scores.append(2 * both / (guessed + true) if both else 0.0)
        told.append(f"{label} precision {both / guessed if guessed else 0:.2f} recall {both / true if true else 0:.2f}")
    wrong_way = table["contradicts", "supports"] + table["supports", "contradicts"]
    print(
        f"  {name}: macro-F1 {statistics.mean(scores):.3f} (n {len(pairs)}, {each * 1e3:.2f} ms a pair); "
        + "; ".join(told)
    )
    print(f"    guessed the very opposite: {wrong_way / len(pairs):.1%}")


def main() -> int:
    if not SHARED.is_dir():
        print("the real inputs (../shared/data) are not here")
        return 1
    rng = random.Random(20260418)
    begin = time.process_time()
    documents = [document_from_text(text) for text in texts()]
    letters, pages = sum(len(d.text) for d in documents), sum(len(d.pages) for d in documents)
    print(f"{len(documents)} documents, {pages} pages, {letters / 1e6:.1f} million letters")
    print(f"read in {time.process_time() - begin:.1f} s")
    corpus = Corpus(documents)
    begin = time.process_time()
    corpus.check_quotation("anything at all")
    print(f"index of pages, built at the first question: {time.process_time() - begin:.2f} s")
    print("Quotations")
    measure_quotations(corpus, documents, rng)
    print("Ranking")
    measure_ranking()
    print("Stance")
    measure_stance()
    return 0


if __name__ == "__main__":
    sys.exit(main())
