"""1,000 highlights of a report, carried over to an edited version of it: how many are right, how many wrong in silence.

    python -m tests.benchmarks.anchoring [--reports 6] [--highlights 1000] [--development]

The text of real reports, with near-duplicates of some paragraphs put in first, is edited by a seeded script that knows
where every character went: paragraphs inserted, deleted, moved, set otherwise (line ends, hyphens, ligatures), copied
with one word changed; sentences deleted, reworded, their numbers changed. A highlight is a sentence, part of one, one
to three words, or a paragraph.

*Right*: told same or moved, with just the right span; or changed, with a stretch that covers what became of it (overlap
over union at least 0.7); or lost, where nothing is left. *Silently wrong*: told same or moved, it is not so, and the
words around tell: where sixty characters on either side are the same too, nobody could know.

``Revision`` has both texts, as the program has; ``anchor`` only the selectors. The peers look for each highlight in the
whole new text: edlib's infix alignment, once alone and once after looking for the very words. CPU seconds of this
process, with folding and the making of the index. Development looks at other reports and another seed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import edlib

from esgcheck.analysis import read_document
from esgcheck.analysis.anchoring import Anchored, anchor, select
from esgcheck.analysis.fuzzy import infix, to_words
from esgcheck.analysis.revision import Revision
from esgcheck.analysis.text import normalise
from esgcheck.analysis.types import Selector, Span
from tests.benchmarks.edited import Edited, Truth, edited, highlights
from tests.conftest import SHARED

SEED, DEVELOPMENT_SEED = 20_261_203, 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reports", type=int, default=6)
    parser.add_argument("--highlights", type=int, default=1000)
    parser.add_argument("--development", action="store_true")
    parser.add_argument("--alone", action="store_true", help="Without the peers.")
    parser.add_argument("--show", type=int, default=0, help="How many of ours that are not right to print.")
    options = parser.parse_args()
    seed = DEVELOPMENT_SEED if options.development else SEED
    paths = sorted((SHARED / "reports").glob("*.pdf"))[not options.development :: 2][: options.reports]
    totals: dict[str, Counter[str]] = {}
    for number, path in enumerate(paths):
        _one(path, seed + number, options.highlights, totals, options)
    for name, counts in totals.items():
        asked = counts["asked"]
        print(
            f"{name:24} right {counts['right'] / asked:7.2%}   silently wrong {counts['silent']:5}   "
            f"CPU {counts['us'] / 1e6:7.2f} s   {counts['us'] / asked / 1000:7.2f} ms each"
        )
    ours = totals["Revision"]["us"]
    for name, counts in totals.items():
        print(f"{name}: {counts['us'] / ours:.1f} times the time of Revision")


def _one(path: Path, seed: int, count: int, totals: dict[str, Counter[str]], options: argparse.Namespace) -> None:
    choose = random.Random(seed)
    made = edited(read_document(path).text, choose)
    spans = highlights(made.old, count, choose)
    selectors = [select(made.old, span) for span in spans]
    truths = [made.truth(span) for span in spans]
    kinds = Counter(truth.state for truth in truths)
    print(f"{path.stem[:40]:40} {len(made.old):9,} characters, {dict(kinds)}")

    def ours() -> list[Anchored]:
        revision = Revision(made.old, made.new)
        return [revision.anchor(selector) for selector in selectors]

    ways: dict[str, Callable[[], list[Anchored]]] = {
        "Revision": ours,
        "anchor, selectors alone": lambda: [anchor(selector, made.new) for selector in selectors],
        "edlib": lambda: _peer(selectors, made.new, exact_first=False),
        "find, then edlib": lambda: _peer(selectors, made.new, exact_first=True),
    }
    show = options.show
    for name, way in ways.items():
        if options.alone and name != "Revision":
            continue
        began = time.process_time()
        found = way()
        spent = time.process_time() - began
        counts = totals.setdefault(name, Counter())
        counts["asked"] += len(found)
        counts["us"] += round(spent * 1e6)
        for span, selector, truth, given in zip(spans, selectors, truths, found, strict=True):
            right, silent = verdict(made, span, truth, given)
            counts["right"] += right
            counts["silent"] += silent
            if name == "Revision" and (silent or (show and not right)):
                show = max(0, show - 1)
                _tell(made, selector, truth, given, "SILENT" if silent else "not right")


def verdict(made: Edited, was: Span, truth: Truth, given: Anchored) -> tuple[bool, bool]:
    """Whether it is right, and whether it is wrong without saying so."""
    if given.state in {"same", "moved"} and given.span is not None:
        there = truth.span is not None and _edges(made.new, given.span) == _edges(made.new, truth.span)
        right = truth.state == given.state and there
        return right, not (truth.state in {"same", "moved"} and there) and not _is_alike(made, was, given.span)
    if given.state == "lost" or truth.span is None or given.span is None:
        return given.state == truth.state, False
    one, other = given.span, truth.span
    common = min(one.end, other.end) - max(one.start, other.start)
    return truth.state == "changed" and common >= 0.7 * (max(one.end, other.end) - min(one.start, other.start)), False


def _is_alike(made: Edited, was: Span, there: Span) -> bool:
    """Whether all that a reader could go by is the same: sixty characters on either side, word for word. Of two
    headers in a row that say the same, one deleted is as good as the other."""
    one, other = Span(max(0, was.start - 60), was.end + 60), Span(max(0, there.start - 60), there.end + 60)
    return normalise(one.of(made.old)).text.split()[1:-1] == normalise(other.of(made.new)).text.split()[1:-1]


def _edges(text: str, span: Span) -> tuple[int, int]:
    """Without white space and soft hyphens at the ends."""
    start, end = span.start, span.end
    while start < end and (text[start].isspace() or text[start] == "\u00ad"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "\u00ad"):
        end -= 1
    return start, end


def _peer(selectors: list[Selector], text: str, *, exact_first: bool) -> list[Anchored]:
    """Approximate matching over the whole text, without an index: at most 0.3 edits a letter."""
    folded = normalise(text)
    found = []
    for selector in selectors:
        words = normalise(selector.exact).text.strip()
        near = _infix(words, folded.text, exact_first)
        if near is None:
            found.append(Anchored("lost"))
            continue
        span = folded.span(*to_words(folded.text, near[1], near[2]))
        same = span == Span(selector.start, selector.end) and span.of(text) == selector.exact
        found.append(Anchored("changed" if near[0] else "same" if same else "moved", span))
    return found


def _infix(words: str, text: str, exact_first: bool) -> tuple[int, int, int] | None:
    limit = int(0.3 * len(words))
    if exact_first:
        return infix(words, text, limit)
    codes = {ord(letter): code for code, letter in enumerate(sorted(set(words))[:254], 1)}
    packed = text if text.isascii() else text.encode("ascii", "replace").decode()
    query = words if words.isascii() else words.encode("ascii", "replace").decode()
    assert codes
    align = edlib.align(query, packed, mode="HW", task="locations", k=limit)
    if align["editDistance"] < 0:
        return None
    start, end = align["locations"][0]
    return align["editDistance"], start or 0, end + 1


def _tell(made: Edited, selector: Selector, truth: Truth, given: Anchored, what: str) -> None:
    print(f"  {what}: {given.state} for {truth.state}; {given.doubt}")
    print(f"    was   {' '.join(selector.exact.split())[:150]!r} at {selector.start}")
    for name, span in (("truth", truth.span), ("given", given.span)):
        words = " ".join(span.of(made.new).split())[:150] if span else "-"
        print(f"    {name} {words!r} at {span and span.start}")


if __name__ == "__main__":
    main()
