"""Where in a sentence somebody is said to speak: the words of ``cues`` in their place, told apart from nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from esgcheck.analysis.quotations import cues, foreign
from esgcheck.analysis.quotations.tokens import Token


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase of speech: tokens ``[first, last]``."""

    first: int
    last: int
    kind: Literal["finite", "gerund", "according", "quoted", "by", "noun"]


def find_cues(tokens: Sequence[Token], start: int, end: int) -> list[Cue]:
    """The cues among tokens ``[start, end)``, in order."""
    found: list[Cue] = []
    for index in range(start, end):
        token = tokens[index]
        if token.kind != "word" or (found and index <= found[-1].last):
            continue
        lower = token.lower
        following = tokens[index + 1].lower if index + 1 < end else ""
        if lower == "according" and following == "to":
            found.append(Cue(index, index + 1, "according"))
        elif lower in foreign.ACCORDING and not _is_second(tokens, index):
            found.append(Cue(index, index, "according"))
        elif lower == "nach" and following in _STATEMENTS:
            by = index + 2 < end and tokens[index + 2].lower in {"von", "vom"}
            found.append(Cue(index, index + 2 if by else index + 1, "according"))
        elif (
            lower == "so" and index > start and tokens[index - 1].text in {",", "“”"} and tokens[index + 1 : index + 2]
        ):
            if tokens[index + 1].capital or following in {"der", "die"}:
                found.append(Cue(index, index, "by"))
        elif lower == "heißt" and following == "es" and index + 2 < end and tokens[index + 2].lower in {"in", "im"}:
            found.append(Cue(index, index + 2, "by"))
        elif "-" in lower and foreign.INVERTED.fullmatch(lower):
            found.append(Cue(index, index, "by"))
        elif lower in foreign.PARTICIPLES and (having := _having(tokens, index, start)) is not None:
            found.append(Cue(having, index, "finite"))
        elif lower in {"quoting", "quoted", "quotes"} and (close := _as_saying(tokens, index, end)):
            passive = lower == "quoted" and close == index + 2
            found.append(Cue(index, close, "finite" if passive else "quoted"))
        elif lower in cues.PARTICULATE:
            if following in cues.PARTICULATE[lower]:
                found.append(Cue(index, index + 1, "gerund" if lower.endswith("ing") else "finite"))
        elif lower in cues.GERUND:
            found.append(Cue(index, index, "gerund"))
        elif lower in cues.FINITE or lower in cues.NOUNLIKE:
            made = _finite(tokens, index, start, following)
            if made is not None:
                found.append(made)
    return found


_STATEMENTS = frozenset({"angaben", "aussage", "aussagen", "einschätzung", "ansicht"})


def _is_second(tokens: Sequence[Token], index: int) -> bool:
    """ "il secondo": the second, not "according to"."""
    return index > 0 and tokens[index - 1].lower in {"il", "un", "del", "al", "nel", "dal", "per"}


def _having(tokens: Sequence[Token], index: int, start: int) -> int | None:
    """The form of "to have" that goes with a participle: ha detto, a déclaré, hat gestern gesagt."""
    for back in range(index - 1, max(start, index - 4) - 1, -1):
        lower = tokens[back].lower
        if lower in foreign.HAVING or lower.endswith("'a"):
            return back
        if tokens[back].kind != "word":
            return None
    return None


def _as_saying(tokens: Sequence[Token], index: int, end: int) -> int | None:
    for other in range(index + 1, min(end - 1, index + 12)):
        if tokens[other].lower == "as" and tokens[other + 1].lower in {"saying", "telling", "having"}:
            return other + 1
    return None


def _finite(tokens: Sequence[Token], index: int, start: int, following: str) -> Cue | None:
    lower = tokens[index].lower
    if following == "by":
        return Cue(index, index + 1, "by")
    before = index - 1
    while before >= start and tokens[before].lower in cues.AUXILIARIES - cues.BE_FORMS:
        before -= 1
    if before >= start and tokens[before].lower in cues.BE_FORMS and not lower.endswith("ing"):
        return None  # "was told", "is described as": whoever is named there did not speak
    if before >= start and tokens[before].lower in {"a", "an", "the", "its", "their", "his", "her", "of", "this"}:
        return None
    if tokens[index].capital and index > start and tokens[index - 1].capital:
        return None
    return Cue(index, index, "finite")
