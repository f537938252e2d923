"""Whether two words are one word spelt in two ways: organisation, organization; five, 5; or, by a scan, "tbe", "the".

A variant is a matter of house style and changes nothing. A slip is told by the dictionary: of two words that differ by
a letter or two, one is a word and the other is none, so that "dear" for "clear" is no slip. The dictionary is the
vocabulary of the tokenizer that ships with the claims model: some 22,000 of the commonest English words.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import Levenshtein

from .wording import NUMBER_WORDS, UNITS

_VOCABULARY = Path(__file__).parent / "models" / "claims" / "tokenizer.json"

_DOUBLING = "trave|labe|mode|cance|fue|channe|tota|leve|signa|dia|equa|counse|pane|tunne|marsha|initia|riva|funne|patro"

_AMERICAN = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"(practi)s(e[ds]?|ing)$", r"\1c\2"),
        (r"is(?=(?:e[ds]?|er|ers|ing|ation|ations|ational|able)$)", "iz"),
        (r"ys(?=(?:e[ds]?|er|ers|ing)$)", "yz"),
        (r"(col|lab|vap|arm|val|fav|hon|rum|vig|sav|hum|flav|tum|rig)our", r"\1or"),
        (r"(behavi|harb|endeav|neighb|savi|parl)our", r"\1or"),
        (r"(cent|met|lit|fib|theat|spect|lust)re(s?)$", r"\1er\2"),
        (r"(dialog|catalog|analog)ue(s?)$", r"\1\2"),
        (r"(defen|offen|licen|preten)c(e[ds]?|ing)$", r"\1s\2"),
        (rf"((?:{_DOUBLING})l)l(ed|ing|er|ers|ation)$", r"\1\2"),
        (r"(program)me(s?)$", r"\1\2"),
        (r"^(fulfi|enro|insta)l(ment|ments|s)?$", r"\1ll\2"),
        (r"^(ski|wi)l(ful)", r"\1ll\2"),
        (r"^(an|h|p|c|f|enc|leuk)ae", r"\1e"),
        (r"^oe(?=s|d)", "e"),
        (r"(judg|knowledg)e(?=ment)", r"\1"),
        (r"^ageing$", "aging"),
        (r"^grey", "gray"),
        (r"^aluminium$", "aluminum"),
        (r"sulph", "sulf"),
        (r"^whilst$", "while"),
        (r"^amongst$", "among"),
        (r"^towards$", "toward"),
        (r"^tyre(?=s?$)", "tire"),
        (r"^plough", "plow"),
        (r"^sceptic", "skeptic"),
        (r"^artefact", "artifact"),
        (r"^e-?mail", "email"),
    )
)


def is_variant(one: str, other: str) -> bool:
    """Whether two folded words are the same in British and American spelling, a unit and its sign, or a number in
    words and in figures."""
    if one == other:
        return True
    if abs(len(one) - len(other)) < 3 and _american(one) == _american(other):
        return True
    if one in UNITS and other in UNITS:
        plural = one.removesuffix("s") == other.removesuffix("s")
        return UNITS[one] == UNITS[other] and not plural and min(len(one), len(other)) <= 4
    return _figure(one) is not None and _figure(one) == _figure(other)


def is_slip(one: str, other: str) -> bool:
    """Whether one of two folded words is an ordinary one and the other none, a letter or two away from it."""
    if any(map(str.isdigit, one + other)) or min(len(one), len(other)) < 3:
        return False
    if _without_accents(one) == _without_accents(other):
        return True
    if is_word(one) == is_word(other):
        return False
    longest = max(len(one), len(other))
    away = min(Levenshtein.distance(one, other), 1 + Levenshtein.distance(_blurred(one), _blurred(other)))
    return away <= (1 if longest <= 5 else 2 if longest <= 9 else 3)


def is_word(word: str) -> bool:
    """Whether an English dictionary has it, or has it without its ending."""
    known = _known()
    if word in known:
        return True
    return any(
        word.endswith(ending) and len(word) - len(ending) > 2 and word[: -len(ending)] + back in known
        for ending, back in _ENDINGS
    )


_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("ly", ""), ("er", ""),
    ("'s", ""),
)  # fmt: skip
_CONFUSED = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"), ("li", "h"), ("ri", "n"))


def _blurred(word: str) -> str:
    """As a scan may have it: what looks alike is one."""
    for pair, single in _CONFUSED:
        word = word.replace(pair, single)
    return word


@cache
def _known() -> frozenset[str]:
    vocabulary = json.loads(_VOCABULARY.read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(word for word in vocabulary if word.isalpha() and word.isascii() and len(word) > 1)


@lru_cache(maxsize=20_000)
def _american(word: str) -> str:
    for pattern, american in _AMERICAN:
        word = pattern.sub(american, word)
    return word


def _figure(word: str) -> float | None:
    if word in NUMBER_WORDS and float(NUMBER_WORDS[word]).is_integer() and word not in _TIMES:
        return NUMBER_WORDS[word]
    return float(word) if word.isascii() and word.isdigit() else None


_TIMES = frozenset({"double", "doubled", "twice", "triple", "tripled"})


def _without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
