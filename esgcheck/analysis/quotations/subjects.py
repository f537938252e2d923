"""The subjects of a sentence: who does the saying for each cue, and what a pronoun there stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.quotations import cues, speakers
from esgcheck.analysis.quotations.cue_search import Cue, find_cues
from esgcheck.analysis.quotations.memory import Memory
from esgcheck.analysis.quotations.speakers import Mention
from esgcheck.analysis.quotations.tokens import Token

_LONGEST_NAME = 4
_LONGEST_LEAD = 6
"""In tokens; what runs on longer has a verb or more in it."""


@dataclass(slots=True)
class Subjects:
    """Tokens ``[start, end)`` as one sentence; ``memory`` knows who was named before it."""

    tokens: Sequence[Token]
    start: int
    end: int
    text: str
    memory: Memory
    _cues: list[Cue] | None = None

    @property
    def cues(self) -> list[Cue]:
        if self._cues is None:
            self._cues = list(find_cues(self.tokens, self.start, self.end))
        return self._cues

    def subject(self, cue: Cue, floor: int) -> Mention | None:
        mention = speakers.before(self.tokens, cue.first, floor, self.text)
        if mention is None:
            return None
        if self.tokens[cue.first].lower in cues.NOUNLIKE and not self._can_say(mention, cue):
            return None
        if mention.first - 1 >= floor and self.tokens[mention.first - 1].lower in {"to", "by"}:
            return None
        return mention

    def _can_say(self, mention: Mention, cue: Cue) -> bool:
        """Whether "reports" or "claim" can be a verb after the mention: "Lopez claims", "critics claim"."""
        last = self.tokens[mention.last]
        if self.tokens[cue.first].lower.endswith("s"):
            return mention.lower in {"he", "she", "it", "who"} or last.capital
        return mention.lower in {"we", "they", "i", "you"} or (last.lower.endswith("s") and not last.capital)

    def shared(self, cue: Cue) -> Mention | None:
        """ "Prosper reviewed the contracts and said": the subject of the sentence goes on after "and"."""
        index = cue.first - 1
        while index > self.start and self.tokens[index].lower in cues.AUXILIARIES | {"then", "later"}:
            index -= 1
        if self.tokens[index].lower not in {"and", "but", "or", ","}:
            return None
        earlier = [c for c in self.cues if c.last < index and c.kind == "finite"]
        for other in reversed(earlier):
            mention = self.subject(other, self.start)
            if mention is not None:
                return mention
        return self.leading(sure=True)

    def gerund_subject(self, cue: Cue) -> Mention | None:
        if cue.first > self.start and self.tokens[cue.first - 1].lower in cues.BE_FORMS:
            return speakers.before(self.tokens, cue.first, self.start, self.text)
        for other in reversed(self.cues):
            if other.last < cue.first and other.kind == "finite":
                mention = self.subject(other, self.start)
                if mention is not None:
                    return mention
        return self.leading(sure=True)

    def quoted(self, cue: Cue) -> Mention | None:
        """quoting X as saying: X; "it" is the document last named before, since a text quotes texts."""
        mention = speakers.after(self.tokens, cue.first, cue.last - 1, self.text)
        if mention is None or mention.lower != "it":
            return mention
        for index in range(cue.first - 1, self.start - 1, -1):
            if self.tokens[index].lower in cues.DOCUMENTS:
                return self._with_owner(index)
        return mention

    def _with_owner(self, index: int) -> Mention:
        """ "Prosper's review": a document with the name of whose it is."""
        first = index
        while first > self.start and index - first < 4:
            token = self.tokens[first - 1]
            if token.kind != "word" or token.lower in cues.FUNCTION - cues.DETERMINERS:
                break
            first -= 1
            if token.lower.endswith(("'s", "s'")) or token.lower in cues.DETERMINERS:
                break
        if first > self.start and self.tokens[first].capital:
            while first > self.start and self.tokens[first - 1].capital and first - 1 > self.start:
                first -= 1
        begin, end = self.tokens[first].start, self.tokens[index].end
        return Mention(first, index, self.text[begin:end], begin, end)

    def leading(self, sure: bool = False) -> Mention | None:
        """The subject of the sentence, guessed: its first noun phrase outside an introductory phrase.

        A single capitalised word there may be any word; it counts where a cue makes it ``sure`` or it spoke before.
        """
        first = self.start
        while first < self.end and self.tokens[first].kind == "mark":
            first += 1
        if first < self.end and self.tokens[first].lower in {"but", "and", "yet", "so"}:
            first += 1
        if first < self.end and self.tokens[first].lower in cues.FUNCTION - cues.DETERMINERS - cues.PRONOUNS:
            while first < self.end and self.tokens[first].text != ",":
                if self.tokens[first].kind == "quote":
                    return None
                first += 1
            first += 1
        if first >= self.end or self.tokens[first].kind != "word":
            return None
        mention = speakers.after(self.tokens, first - 1, min(self.end, first + 8), self.text)
        if mention is None:
            return None
        if mention.pronoun:
            return mention if mention.lower in {"he", "she", "they"} else None
        if not mention.named:
            return None
        mention = _name_only(self.tokens, mention, self.text)
        if mention.last - mention.first >= _LONGEST_LEAD and not sure:
            return None
        known = sure or len(mention.text.split()) > 1 or self.memory.knows(mention.text)
        return mention if known else None

    def resolved(self, mention: Mention) -> str:
        """The name to show: pronouns give way to the last fitting name, "his team" to "Prosper's team"."""
        name = tidy(mention.text)
        words = name.split()
        if mention.pronoun:
            return self.memory.full(self.memory.resolve(mention.lower, self._nearby(mention.first)) or name)
        if words[0].lower() in cues.POSSESSIVES and len(words) > 1:
            owner = {"his": "he", "her": "she", "its": "it", "their": "they"}[words[0].lower()]
            whose = self.memory.resolve(owner, self._nearby(mention.first))
            if whose:
                return f"{whose}'s {' '.join(words[1:])}"
        return self.memory.full(name)

    def _nearby(self, until: int) -> list[str]:
        """Subjects of the cues earlier in the sentence, and "his team" as it was resolved."""
        names: list[str] = []
        for cue in self.cues:
            if cue.last >= until or cue.kind != "finite":
                continue
            mention = self.subject(cue, self.start)
            if mention is not None and mention.last < until and not mention.pronoun:
                names.append(tidy(mention.text))
        for index in range(self.start, until - 1):
            if self.tokens[index].lower in cues.POSSESSIVES and self.tokens[index + 1].lower in {"team", "lawyers"}:
                names.append(self.resolved(speakers.mention(self.tokens, index, index + 1, self.text)))
        return names

    def remember(self) -> None:
        """Note who spoke in this sentence, or who it is about, for the pronouns of the next."""
        self._introduce()
        noted = False
        for cue in self.cues:
            mention = self.subject(cue, self.start) if cue.kind == "finite" else None
            if mention is None and cue.kind == "finite" and cue.first > self.start:
                mention = speakers.after(self.tokens, cue.last, self.end, self.text)
                if mention is not None and not mention.named:
                    mention = None
            if mention is not None and not mention.pronoun and mention.text[:1].isalpha():
                self.memory.note(self.resolved(mention))
                noted = True
        if not noted:
            leading = self.leading()
            described = leading is not None and self.tokens[leading.first].lower in cues.DETERMINERS
            # "The Group considers many" runs on into its verb, and would be what "it" stands for later.
            if leading is not None and not leading.pronoun and not (described and leading.last - leading.first > 2):
                self.memory.note(tidy(leading.text))

    def _introduce(self) -> None:
        """Note the full names of the sentence, and who is "a spokesperson for" or "the lawyer" there."""
        tokens, index = self.tokens, self.start
        while index < self.end:
            first = index
            while index < self.end and tokens[index].capital and index - first < _LONGEST_NAME:
                index += 1
            if index - first == 1:
                self.memory.alone.add(_bare(tokens[first].text))
            elif index - first >= 2 and first > self.start and _like_a_name(tokens[first]):
                role = _role_beside(tokens, first, index, self.end)
                self.memory.introduce([_bare(token.text) for token in tokens[first:index]], role)
            index = max(index, first + 1)


def _like_a_name(token: Token) -> bool:
    return token.lower not in cues.FUNCTION | cues.DETERMINERS | cues.TIMES and not token.text.isupper()


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _role_beside(tokens: Sequence[Token], first: int, end: int, ceiling: int) -> str:
    """ "spokesperson Maria Lopez", "Maria Lopez, a lawyer for"."""
    if tokens[first - 1].lower in cues.ROLES:
        return tokens[first - 1].lower
    if end + 1 < ceiling and tokens[end].text == "," and tokens[end + 1].lower in {"a", "an", "the", "its", "their"}:
        for token in tokens[end + 2 : min(ceiling, end + 6)]:
            if token.kind != "word":
                break
            if token.lower in cues.ROLES:
                return token.lower
    return ""


def _name_only(tokens: Sequence[Token], mention: Mention, text: str) -> Mention:
    """ "Hikvision offered a": a leading name without the verb that the run may have caught."""
    last = mention.first
    while last < mention.last and (tokens[last + 1].capital or tokens[last + 1].text == "."):
        last += 1
    if tokens[mention.first].lower in cues.DETERMINERS:
        return mention
    return Mention(mention.first, last, text[mention.start : tokens[last].end], mention.start, tokens[last].end)


def tidy(name: str) -> str:
    """A name as the text has it, on one line, without a dangling possessive."""
    name = " ".join(name.split())
    return name[:-2] if name.endswith(("'s", "’s")) else name
