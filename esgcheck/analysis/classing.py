"""What kind of change it is when some words stand where others stood: the gravest that is in it.

First whether nothing changed but the setting or the spelling. Then, in this order: a negation or an opposite; a number,
unit or date; a name; a hedge; tense or modality; words in square brackets; any other words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .spelling import is_slip, is_variant, is_word
from .types import DifferenceKind
from .wording import (
    AMOUNTS,
    AUXILIARIES,
    HEDGES,
    LIMITING,
    MODALS,
    NEGATIONS,
    NUMBER_WORDS,
    UNITS,
    inflected,
    opposed,
    word_set,
)

GRAVEST_FIRST: tuple[DifferenceKind, ...] = (
    "negation",
    "number",
    "name",
    "hedge",
    "tense",
    "word",
    "insertion",
    "elision",
    "spelling",
    "layout",
    "equal",
)
"""The order in which kinds of change are told."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign that counts. ``key`` is what is compared; ``inserted``: it stands in square brackets.

    ``capital``: written with a capital inside a sentence; ``first``: so written where a sentence may begin.
    """

    start: int
    end: int
    key: str
    group: str
    inserted: bool = False
    capital: bool = False
    first: bool = False


def classed(left: str, right: str, ours: Sequence[Token], theirs: Sequence[Token]) -> DifferenceKind:
    """The gravest change between two runs of words of the folded texts ``left`` (quoted) and ``right`` (source)."""
    if ours and theirs and _only_set_otherwise(left, right, ours, theirs):
        return "layout"
    quoted, source = _spelt_out(ours), _spelt_out(theirs)
    if _count(quoted, NEGATIONS) != _count(source, NEGATIONS) or any(
        opposed(one, other) for one in quoted for other in source if one != other
    ):
        return "negation"
    if _amounts(quoted, ours) != _amounts(source, theirs):
        return "number"
    if any(token.inserted for token in ours):
        return "insertion"
    if ours and theirs and (spelt := _only_spelt_otherwise(quoted, source, ours, theirs)):
        return spelt
    if _names(ours) != _names(theirs):
        return "name"
    if _hedges(quoted, source) != _hedges(source, quoted):
        return "hedge"
    return "tense" if _in_another_tense(quoted, source) else "word"


def _only_set_otherwise(left: str, right: str, ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether the same letters are only joined or parted by a hyphen."""
    one, other = left[ours[0].start : ours[-1].end], right[theirs[0].start : theirs[-1].end]
    if "".join(t.key for t in ours) != "".join(t.key for t in theirs) or any(map(str.isdigit, one + other)):
        return False
    return any(hyphen in text for text in (one, other) for hyphen in _HYPHENS)


_HYPHENS = "-\u2010\u2011\u00ad"


def _only_spelt_otherwise(
    quoted: Sequence[str], source: Sequence[str], ours: Sequence[Token], theirs: Sequence[Token]
) -> DifferenceKind | None:
    if list(quoted) == list(source):
        return "spelling"
    if "".join(quoted) == "".join(source) and not any(map(str.isdigit, "".join(quoted))):
        return "spelling"
    if len(quoted) != len(source):
        return None
    may_slip = not (_names(ours) and _names(theirs))  # Smith is not Smyth
    pairs = [(one, other) for one, other in zip(quoted, source, strict=True) if one != other]
    same = all(is_variant(one, other) or (may_slip and is_slip(one, other)) for one, other in pairs)
    return "spelling" if same else None


_CONTRACTED = re.compile(r"(\w+)n't")
_IRREGULAR = {"wo": "will", "ca": "can", "sha": "shall"}
_SHORTENED = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}


def _spelt_out(run: Sequence[Token]) -> list[str]:
    words: list[str] = []
    for token in run:
        stem, mark, rest = token.key.partition("'")
        if match := _CONTRACTED.fullmatch(token.key):
            words += [_IRREGULAR.get(match[1], match[1]), "not"]
        elif token.key == "cannot":
            words += ["can", "not"]
        elif stem and mark + rest in _SHORTENED:
            words += [stem, _SHORTENED[mark + rest]]
        else:
            words.append(token.key)
    return words


def _count(words: Sequence[str], lexicon: frozenset[str]) -> Counter[str]:
    return Counter(word for word in words if word in lexicon)


def _amounts(words: Sequence[str], run: Sequence[Token]) -> Counter[str]:
    """Numbers, signs, units and dates, each in its one spelling."""
    found = Counter(t.key for t in run if t.group == "note" or (t.group == "sign" and t.key not in "?$€£¥"))
    found.update(_figure(t.key) for t in run if t.group == "number")
    for word in words:
        if word in UNITS:
            found[UNITS[word]] += 1
        elif word in NUMBER_WORDS:
            found[_figure(word)] += 1
        elif word in AMOUNTS:
            found[word] += 1
        elif match := _COUNTED.fullmatch(word):
            found[_figure(match[1])] += 1
        elif any(map(str.isdigit, word)) and not word[0].isdigit():
            found.update(re.findall(r"\d+", word))
    return found


_COUNTED = re.compile(
    rf"({'|'.join(word for word in NUMBER_WORDS if len(word) > 2)})"
    r"(?:times|fold|years?|days?|weeks?|months?|hours?|man|men|person|people|parts?|ways?|tiers?|phases?|digits?|pages?|"
    r"stages?|steps?|thirds|quarters|fifths|star|storey|sided|party|member)"
)
"""A number joined to what it counts, since a hyphen between letters is nothing: "two-thirds", "three-year"."""


def _figure(key: str) -> str:
    return f"{NUMBER_WORDS[key]:g}" if key in NUMBER_WORDS else key


def _names(run: Sequence[Token]) -> list[str]:
    """Words with a capital that are names as far as can be told; what begins a sentence is one if it is no word."""
    return [
        token.key.removesuffix("'s")
        for token in run
        if (token.capital and token.key not in _NO_NAMES) or (token.first and not is_word(token.key))
    ]


_NO_NAMES = word_set(
    """
    i a the we our us it they he she this that these those you my your its their his her in on at of and or to
    for i'm i've i'll i'd we're we've we'll
    """
)


def _hedges(words: Sequence[str], others: Sequence[str]) -> Counter[str]:
    """Hedges of one side. A modal that stands for another one is a matter of modality: will, may."""
    modal = any(word in MODALS for word in others)
    found = Counter(word for word in words if word in HEDGES and not (modal and word in MODALS))
    joined = f" {' '.join(words)} "
    found.update(phrase for phrase in LIMITING if f" {phrase} " in joined)
    return found


def _in_another_tense(quoted: Sequence[str], source: Sequence[str]) -> bool:
    if _count(quoted, MODALS) != _count(source, MODALS):
        return True
    left, right = [w for w in quoted if w not in source], [w for w in source if w not in quoted]
    small = AUXILIARIES | {"to"}
    if left + right and all(word in small for word in left + right):
        return True
    left, right = [w for w in left if w not in small], [w for w in right if w not in small]
    return bool(left) and len(left) == len(right) and all(map(inflected, left, right))
