"""How long any regular expression of the analysis takes on hostile text: ``python -m tests.benchmarks.patterns``.

Every compiled pattern that a module of ``esgcheck.analysis`` holds (by itself, in a tuple, a mapping or a dataclass)
goes over every hostile text of 200,000 characters, all matches from the beginning to the end, and CPU time is taken.
After ``PATIENCE`` seconds a pattern is stopped, and told as taking more.

The readers' patterns run in the cage, which has limits of its own, but are measured alike.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import esgcheck.analysis

LENGTH = 200_000
LIMIT = 1.0
"""Seconds of CPU that one pattern may take on one text."""
PATIENCE = 3.0


class _TooSlow(Exception):
    pass


def _stop(*_: object) -> None:
    raise _TooSlow


def _filled(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


PIECES = {
    "spaces": " ",
    "line breaks": "\n",
    "one letter": "a",
    "one capital": "A",
    "digits": "1",
    "digits and points": "1.",
    "digits and commas": "1,",
    "figures of three": "123 ",
    "thousands": "1 234 567 ",
    "dots": ".",
    "dots with spaces": ". ",
    "dashes": "-",
    "underscores": "_",
    "commas": ", ",
    "quotation marks": '"',
    "curly marks opened": "“",
    "apostrophes": "'",
    "brackets": "(",
    "ellipses": "…",
    "percent": "5 % ",
    "capital words": "Alpha Beta ",
    "small words": "and of the ",
    "letters with spaces": "a ",
    "no ": "no ",
    "not ": "not ",
    "never reported": "no reported known such ",
    "our long": "our aaaa bbbb cccc ",
    "set a": "set a new clear further ",
    "helps": "help aa bb cc dd ",
    "said that": "said that ",
    "told": "told them that ",
    "according to": "according to ",
    "he said": "he said, ",
    "member of": "member of the aaa ",
    "this report": "this report aaa bbb ",
    "years": "2019 2020 ",
    "from to": "from 3 to ",
    "compared with": "compared with 2019 ",
    "by 2030": "by 2030 ",
    "scopes": "Scope 1, 2 and ",
    "units": "tCO2e MWh m3 ",
    "currency": "EUR 3 Mio. ",
    "months": "31 December ",
    "addresses": "a@b.c www.a.b/c ",
    "hyphens": "aa-bb-cc",
    "slashes": "a/b/",
    "Chinese": "公司表示",
    "Chinese marks": "「公司",
    "German": "die Mitarbeiterinnen und ",
    "Italian": "nel corso dell'anno ",
    "French": "l'entreprise s'est ",
    "tabs": "a\t1\t",
    "footnotes": "word1 ",
    "letters with dots": "U.S.A.",
    "colons": "a: b: ",
    "semicolons": "; ",
    "accents": "éèà",
    "combining": "e\u0301",
    "soft hyphens": "a\u00ad",
    "no-break": "1\u00a0",
}


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """(where, pattern) of every compiled pattern over text in the library, each once."""
    seen: set[int] = set()
    for found in pkgutil.walk_packages(esgcheck.analysis.__path__, "esgcheck.analysis."):
        if ".training" in found.name:
            continue
        for barred in [name for name, module in sys.modules.items() if module is None]:
            del sys.modules[barred]  # the cage's child bars packages that others of the library need
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            for pattern in _inside(value, 0):
                if id(pattern) not in seen and isinstance(pattern.pattern, str):
                    seen.add(id(pattern))
                    yield f"{found.name.removeprefix('esgcheck.analysis.')}.{name}", pattern


def _inside(value: object, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, (tuple, list, frozenset, set)):
        for item in value:
            yield from _inside(item, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for item in value.values():
            yield from _inside(item, depth + 1)
    elif depth < 4 and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _inside(getattr(value, field.name, None), depth + 1)


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """CPU seconds for all matches in ``text``, or ``PATIENCE`` for more. The engine heeds signals while it matches."""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        for _ in pattern.finditer(text):
            pass
    except _TooSlow:
        return PATIENCE
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - start


def slowest(pattern: re.Pattern[str], texts: dict[str, str]) -> tuple[float, str]:
    """(seconds, which text) of the text that is worst for this pattern."""
    worst = (0.0, "")
    for name, text in texts.items():
        worst = max(worst, (seconds(pattern, text), name))
        if worst[0] >= PATIENCE:
            break
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="a part of the pattern's place, e.g. claims or quotations")
    parser.add_argument("--show", type=int, default=15)
    given = parser.parse_args()
    signal.signal(signal.SIGPROF, _stop)
    texts = {name: _filled(piece, LENGTH) for name, piece in PIECES.items()}
    found = [(*slowest(pattern, texts), where) for where, pattern in patterns() if given.only in where]
    found.sort(reverse=True)
    over = [one for one in found if one[0] > LIMIT]
    print(f"{len(found)} patterns, {len(texts)} texts of {LENGTH:,} characters; over {LIMIT:.0f} s of CPU: {len(over)}")
    for taken, text, where in found[: max(given.show, len(over))]:
        print(f"  {'over ' if taken >= PATIENCE else ''}{taken:.3f} s  {where}  on {text}")


if __name__ == "__main__":
    main()
