"""Who can speak: noun phrases before and after a cue.

No parser: a noun phrase is a run of capitalised words ("Richard-Pierre Prosper"), a pronoun, or the words back to the
determiner ("a Hikvision spokesperson", "the review team"). That is enough for the subjects of speech verbs, which
news and reports keep short.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.quotations import cues
from esgcheck.analysis.quotations.tokens import Token

TITLES = frozenset({"mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "sr", "jr", "st"})
_ARTICLES = frozenset({"the", "der", "die", "das", "dem", "den", "il", "lo", "la", "le", "les"})
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``[first, last]`` that name somebody, and the words to show."""

    first: int
    last: int
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def pronoun(self) -> bool:
        return self.lower in cues.PRONOUNS

    @property
    def named(self) -> bool:
        return any(word[:1].isupper() for word in self.text.split())


def mention(tokens: Sequence[Token], first: int, last: int, text: str) -> Mention:
    start, end = tokens[first].start, tokens[last].end
    return Mention(first, last, text[start:end], start, end)


def _is_name_part(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.capital:
        # A sentence begins with a capital too; function words there are no names.
        return token.lower not in cues.FUNCTION and token.lower not in cues.DETERMINERS
    if token.text == ".":
        before = tokens[index - 1] if index else None
        return before is not None and before.capital and (len(before.text) == 1 or before.lower in TITLES)
    return token.lower in cues.NAME_PARTICLES and index + 1 < len(tokens) and tokens[index + 1].capital


def before(tokens: Sequence[Token], cue: int, floor: int, text: str) -> Mention | None:
    """The subject that ends before token ``cue``, not looking back past token ``floor``."""
    index = cue - 1
    while index >= floor and _skippable(tokens[index]):
        index -= 1
    if index < floor:
        return None
    token = tokens[index]
    if token.lower in {"who", "which"}:
        index -= 1
        while index >= floor and tokens[index].text == ",":
            index -= 1
        if token.lower == "which" or index < floor:
            return None
        return ending_at(tokens, index, floor, text)
    if token.text == "," and index - 1 > floor and tokens[index - 1].text == ")":
        index -= 1
        token = tokens[index]
    if token.text in {",", ")", "—", "–"}:
        return _before_apposition(tokens, index, floor, text)
    return ending_at(tokens, index, floor, text)


def _skippable(token: Token) -> bool:
    if token.kind != "word":
        return False
    lower = token.lower
    if lower == "who":
        return False
    return (lower in cues.AUXILIARIES and not (token.capital and len(lower) > 3)) or (
        lower.endswith("ly") and lower not in {"family", "assembly"} and not token.capital
    )


def _before_apposition(tokens: Sequence[Token], closing: int, floor: int, text: str) -> Mention | None:
    """ "Prosper, a lawyer who led the review, said": what stands before the comma that opens the aside."""
    opening = "(" if tokens[closing].text == ")" else tokens[closing].text
    for index in range(closing - 1, max(floor, closing - 40) - 1, -1):
        if tokens[index].kind == "quote":
            return None
        if tokens[index].text == opening and index > floor:
            mention = ending_at(tokens, index - 1, floor, text)
            aside = tokens[index + 1].lower if index + 1 < closing else ""
            if mention is not None and (mention.named or mention.lower.split()[0] in cues.DETERMINERS):
                if aside in {"and", "but", "which", "when", "while"}:
                    return None
                return mention
    return None


def ending_at(tokens: Sequence[Token], last: int, floor: int, text: str) -> Mention | None:
    """The noun phrase whose last word is token ``last``."""
    token = tokens[last]
    if token.text == "." and last > floor and tokens[last - 1].capital:
        last -= 1
        token = tokens[last]
    if token.kind != "word":
        return None
    if token.lower in cues.PRONOUNS:
        return mention(tokens, last, last, text)
    if _is_name_part(tokens, last):
        first = last
        while first - 1 >= floor and last - first < _LONGEST and _is_name_part(tokens, first - 1):
            first -= 1
        if tokens[first].text == ".":
            first += 1
        if first - 1 >= floor and tokens[first - 1].lower in _ARTICLES | {"of", "for"}:
            return _with_head(tokens, first, last, floor, text)
        return mention(tokens, first, last, text)
    if token.lower in cues.FUNCTION or token.text[0].isdigit():
        return None
    return _common(tokens, last, floor, text)


def _with_head(tokens: Sequence[Token], first: int, last: int, floor: int, text: str) -> Mention:
    """ "a spokesman for Hikvision", "the mayor of London": the name with the role that it belongs to."""
    index = first - 1
    if tokens[index].lower == "the" and index - 1 >= floor and tokens[index - 1].lower in {"of", "for", "at", "with"}:
        index -= 1
    if tokens[index].lower in {"of", "for", "at", "with"} and index - 1 >= floor:
        head = _common(tokens, index - 1, floor, text)
        if head is not None and tokens[index - 1].lower in (cues.ROLES | cues.DOCUMENTS):
            return mention(tokens, head.first, last, text)
    if tokens[first - 1].lower in _ARTICLES:
        return mention(tokens, first - 1, last, text)
    return mention(tokens, first, last, text)


def _common(tokens: Sequence[Token], last: int, floor: int, text: str) -> Mention | None:
    first = last
    while first >= floor and last - first < _LONGEST:
        token = tokens[first]
        if token.lower in cues.DETERMINERS:
            if first - 1 >= floor and tokens[first - 1].lower in {"of", "for", "at"} and first - 2 >= floor:
                head = _common(tokens, first - 2, floor, text)
                if head is not None and tokens[first - 2].lower in (cues.ROLES | cues.DOCUMENTS):
                    return mention(tokens, head.first, last, text)
            return mention(tokens, first, last, text)
        if token.text in {"'", "’"}:
            first -= 1
            continue
        if token.kind != "word" or token.lower in cues.FUNCTION or token.lower in cues.FINITE:
            first += 1
            break
        first -= 1
    first = max(first, floor)
    if first > last:
        return None
    while first < last and (tokens[first].kind != "word" or tokens[first].lower in cues.FUNCTION):
        first += 1
    if tokens[first].kind != "word" or tokens[last].lower.endswith("ly"):
        return None
    return mention(tokens, first, last, text)


def after(tokens: Sequence[Token], cue: int, ceiling: int, text: str) -> Mention | None:
    """The subject that follows an inverted cue: "…", said Prosper / said the head of the agency."""
    first = cue + 1
    if first >= ceiling or tokens[first].kind != "word":
        return None
    if tokens[first].lower in cues.PRONOUNS:
        return mention(tokens, first, first, text)
    last, index, named = first - 1, first, False
    determiner = tokens[first].lower in cues.DETERMINERS
    if not determiner and tokens[first].lower in cues.FUNCTION:
        return None
    while index < ceiling and index - first < 14:
        token = tokens[index]
        if token.text in {"'", "’"} or (token.text == "." and _is_name_part(tokens, index)):
            index += 1
            continue
        if token.kind != "word":
            break
        if token.lower.endswith("ed") and index + 1 < ceiling and tokens[index + 1].lower == "by":
            break  # "a recording obtained by …"
        if token.lower in cues.FUNCTION and not (index == first and determiner):
            head = tokens[index - 1].lower
            linked = token.lower in {"of", "for"} or (token.lower in {"the", "a"} and head in {"of", "for"})
            if not linked or (named and head not in cues.ROLES and not determiner):
                break
        elif named and not token.capital and token.lower not in cues.NAME_PARTICLES and not determiner:
            break
        named = named or _is_name_part(tokens, index)
        last = index
        index += 1
    while last >= first and tokens[last].lower in cues.FUNCTION:
        last -= 1
    return mention(tokens, first, last, text) if last >= first else None
