"""Who said it, and with which word: the cue and the subject for each quotation of a paragraph.

Tried in this order, as a reader would:

1. right after the quotation: “…,” Prosper says / said Prosper / according to Prosper / which Prosper says;
2. before it in the same sentence: Prosper told the company: “…” / quoting the review as saying: “…”;
3. an attribution that closes the sentence or stands between commas: …, Prosper says in the recording.
4. carried on: from the quotation before it in the paragraph, from a sentence that leads up to it, or from the paragraph
   before where this one is nothing but quotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from esgcheck.analysis.quotations import cues, speakers
from esgcheck.analysis.quotations.speakers import Memory, Mention
from esgcheck.analysis.quotations.tokens import Paragraph, Token
from esgcheck.analysis.types import Span

_ADJACENT = 30
"""An attribution right after a quotation has its cue within so many words."""
_LOOK_BACK = 120
"""A cue further back than so many words in a run-on sentence is not looked for."""


_WITHIN_TITLES = frozenset({"of", "for", "the", "a", "an", "and", "in", "at", "from", "who", "also", "then", "there"})
_DASHES = frozenset("-–—―")
_LONGEST_SIGNATURE = 24
_CLAUSE_LENGTH = 30
"""A quotation of so many characters can stand before "said Prosper" without a comma."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase of speech: tokens ``[first, last]``."""

    first: int
    last: int
    kind: str  # finite, gerund, according, quoted, by, noun


@dataclass(frozen=True, slots=True)
class Attribution:
    """What was found for one quotation; ``how`` is after, before, aside, carried or "" (none)."""

    speaker: str = ""
    cue: str = ""
    speaker_span: Span | None = None
    cue_span: Span | None = None
    how: str = ""


def attribute(
    paragraph: Paragraph, text: str, memory: Memory, previous: Attribution, lead: Paragraph | None = None
) -> list[Attribution]:
    """An attribution for each stretch of the paragraph.

    ``previous`` is that of the quotation before it where one paragraph follows the other; ``lead`` is the paragraph
    before.
    """
    found = [Attribution() for _ in paragraph.stretches]
    for start, end in paragraph.sentences:
        sentence = _Sentence(paragraph.tokens, start, end, text, memory)
        quotes = [i for i in range(start, end) if paragraph.tokens[i].kind == "quote"]
        if not quotes:
            sentence.remember()
            continue
        for position, index in enumerate(quotes):
            until = quotes[position + 1] if position + 1 < len(quotes) else end
            attribution = sentence.after_quote(index, until) or sentence.before_quote(index)
            attribution = attribution or sentence.aside(index) or sentence.signed(index)
            quote = paragraph.tokens[index].quote
            assert quote is not None
            if attribution is None and len(paragraph.stretches[quote].inner) > _CLAUSE_LENGTH:
                attribution = sentence.subject_of(index)
            if attribution is not None:
                found[quote] = attribution
        sentence.remember()
    return _carry(paragraph, text, found, memory, previous, lead)


def signature_of(paragraph: Paragraph, text: str, memory: Memory) -> Attribution | None:
    """A short paragraph under a quotation that signs it: "— Jane Smith", "Jane Smith, judge, Oslo, 2024"."""
    tokens = paragraph.tokens
    if len(tokens) < 2 or len(tokens) > _LONGEST_SIGNATURE or paragraph.stretches:
        return None
    dashed = tokens[0].text in _DASHES
    if not dashed and tokens[-1].text in ".:;?!":
        return None
    sentence = _Sentence(tokens, 0, len(tokens), text, memory)
    signed = sentence.signature(1 if dashed else 0)
    if signed is None or signed.speaker_span is None or dashed:
        return signed
    words = signed.speaker.split()
    comma = next((token for token in tokens if token.start >= signed.speaker_span.end), None)
    name = len(words) >= 2 and all(word[:1].isupper() or word in {"de", "van", "von", "da", "di"} for word in words)
    return signed if name and comma is not None and comma.text in ",(" else None


@dataclass(slots=True)
class _Sentence:
    tokens: Sequence[Token]
    start: int
    end: int
    text: str
    memory: Memory
    _cues: list[Cue] | None = None

    @property
    def cues(self) -> list[Cue]:
        if self._cues is None:
            self._cues = list(_find_cues(self.tokens, self.start, self.end))
        return self._cues

    def after_quote(self, index: int, until: int) -> Attribution | None:
        first = index + 1
        while first < until and (self.tokens[first].kind == "mark" or self.tokens[first].lower in {"which", "as"}):
            if self.tokens[first].text in {":", "(", "."}:
                return None
            first += 1
        for cue in self.cues:
            if cue.first < first:
                continue
            if cue.first >= min(until, first + _ADJACENT):
                break
            if cue.kind in {"gerund", "noun"}:
                continue
            if cue.first == first:
                if cue.kind == "finite" and not self._inversion_fits(index):
                    return None
                mention = speakers.after(self.tokens, cue.last, until, self.text)
                return self._made(mention, cue, "after") if mention or cue.kind != "finite" else None
            mention = self._subject(cue, first)
            if mention is None or cue.kind != "finite":
                return None
            # Nothing but the subject (and what is put beside it) may stand between the quotation and the cue.
            if self._only_titles(first, mention.first) and not self._takes_next(cue, until):
                return self._made(mention, cue, "after")
            return None
        return None

    def _inversion_fits(self, index: int) -> bool:
        """ "…" said Prosper, but not: the "…" said nothing. The quotation must be a clause of its own."""
        quote = self.tokens[index]
        if quote.end - quote.start > _CLAUSE_LENGTH:
            return True
        return self.text[quote.end - 2 : quote.end - 1] in ",.?!…—-" or self.tokens[index + 1].text in {",", "—", "–"}

    def _only_titles(self, first: int, last: int) -> bool:
        """Whether tokens ``[first, last)`` can belong to a name after them: "former Senate leader Harry Reid said"."""
        return all(
            (token.kind == "word" or token.text in ".'’")
            and token.lower not in cues.FINITE
            and (token.lower not in cues.FUNCTION or token.lower in _WITHIN_TITLES)
            for token in self.tokens[first:last]
        )

    def _takes_next(self, cue: Cue, until: int) -> bool:
        """Whether the cue announces the next quotation, by a colon before that one, and not the one before."""
        others = any(cue.last < other.first < until for other in self.cues)
        return until < self.end and self.tokens[until - 1].text == ":" and cue.last >= until - 6 and not others

    def before_quote(self, index: int) -> Attribution | None:
        weak: Attribution | None = None
        for cue in reversed(self.cues):
            if cue.last >= index or index - cue.last > _LOOK_BACK:
                continue
            mention = self._speaker(cue, index)
            if mention is None:
                continue
            made = self._made(mention, cue, "before")
            if self.tokens[cue.first].lower not in cues.WEAK or cue.last >= index - 3:
                return made
            weak = weak or made
        if weak is None and self.tokens[index - 1].text == ":" and index - 1 > self.start:
            return self._colon(index)
        return weak

    def signed(self, index: int) -> Attribution | None:
        """ "…" — Jane Smith: a name after a dash, as under a quotation set apart."""
        if index + 2 >= len(self.tokens) or self.tokens[index + 1].text not in _DASHES:
            return None
        return self.signature(index + 2)

    def signature(self, first: int) -> Attribution | None:
        """The name that a signature begins with."""
        mention = speakers.after(self.tokens, first - 1, len(self.tokens), self.text)
        if mention is None or not mention.text[:1].isupper():
            return None
        return Attribution(tidy(mention.text), "", Span(mention.start, mention.end), None, "after")

    def subject_of(self, index: int) -> Attribution | None:
        """The last resort for a clause in marks: whom the sentence is about, if it names them before the quotation."""
        leading = self._leading()
        if leading is None or leading.last >= index:
            return None
        return Attribution(self.resolved(leading), "", Span(leading.start, leading.end), None, "before")

    def _colon(self, index: int) -> Attribution | None:
        """Prosper: “…” — a name, a role or a document right before the colon, or the sentence's subject."""
        cue = Cue(index - 1, index - 1, "noun")
        mention = speakers.ending_at(self.tokens, index - 2, self.start, self.text)
        if mention is not None and mention.first == self.start and not mention.pronoun:
            return replace(self._made(mention, cue, "before"), cue="", cue_span=None)
        mention = self._leading()
        return None if mention is None else replace(self._made(mention, cue, "before"), cue="", cue_span=None)

    def aside(self, index: int) -> Attribution | None:
        """An attribution between commas, or one that closes the sentence, further on."""
        for cue in reversed(self.cues):
            if cue.first <= index:
                break
            if cue.kind == "according":
                mention = speakers.after(self.tokens, cue.last, self.end, self.text)
                return self._made(mention, cue, "aside")
            if cue.kind != "finite" or not self._closes(cue):
                continue
            mention = self._subject(cue, index + 1)
            if mention is not None and self.tokens[mention.first - 1].text in {",", "“”", "—", "–"}:
                return self._made(mention, cue, "aside")
        return None

    def _closes(self, cue: Cue) -> bool:
        following = self.tokens[cue.last + 1] if cue.last + 1 < self.end else None
        return (
            following is None or following.text in {",", ".", ";", "—"} or following.lower in {"in", "on", "at", "of"}
        )

    def _speaker(self, cue: Cue, index: int) -> Mention | None:
        if cue.kind == "according":
            return speakers.after(self.tokens, cue.last, index, self.text)
        if cue.kind == "quoted":
            return self._quoted(cue)
        if cue.kind == "by":
            return speakers.after(self.tokens, cue.last, index, self.text)
        if cue.kind == "noun":
            return speakers.ending_at(self.tokens, cue.first - 1, self.start, self.text)
        if cue.kind == "gerund":
            return self._gerund_subject(cue)
        if self._follows_quote(cue):
            return speakers.after(self.tokens, cue.last, index, self.text)
        return self._subject(cue, self.start) or self._shared(cue)

    def _follows_quote(self, cue: Cue) -> bool:
        """ "…," said the senator, "…": the subject of an inverted cue stands after it."""
        index = cue.first - 1
        if index > self.start and self.tokens[index].text == ",":
            index -= 1
        return index >= self.start and self.tokens[index].kind == "quote"

    def _subject(self, cue: Cue, floor: int) -> Mention | None:
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

    def _shared(self, cue: Cue) -> Mention | None:
        """ "Prosper reviewed the contracts and said": the subject of the sentence goes on after "and"."""
        index = cue.first - 1
        while index > self.start and self.tokens[index].lower in cues.AUXILIARIES | {"then", "later"}:
            index -= 1
        if self.tokens[index].lower not in {"and", "but", "or", ","}:
            return None
        earlier = [c for c in self.cues if c.last < index and c.kind == "finite"]
        for other in reversed(earlier):
            mention = self._subject(other, self.start)
            if mention is not None:
                return mention
        return self._leading(sure=True)

    def _gerund_subject(self, cue: Cue) -> Mention | None:
        if cue.first > self.start and self.tokens[cue.first - 1].lower in cues.BE_FORMS:
            return speakers.before(self.tokens, cue.first, self.start, self.text)
        for other in reversed(self.cues):
            if other.last < cue.first and other.kind == "finite":
                mention = self._subject(other, self.start)
                if mention is not None:
                    return mention
        return self._leading(sure=True)

    def _quoted(self, cue: Cue) -> Mention | None:
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

    def _leading(self, sure: bool = False) -> Mention | None:
        """The subject of the sentence, guessed: its first noun phrase outside an introductory phrase.

        A single capitalised word there may be any word; it counts where a cue makes it ``sure`` or it spoke before.
        """
        first = self.start
        while first < self.end and self.tokens[first].kind == "mark":
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
        known = sure or len(mention.text.split()) > 1 or self.memory.knows(mention.text)
        return mention if known else None

    def _made(self, mention: Mention | None, cue: Cue, how: str) -> Attribution:
        first, last = self.tokens[cue.first].start, self.tokens[cue.last].end
        speaker, span = "", None
        if mention is not None:
            speaker, span = self.resolved(mention), Span(mention.start, mention.end)
        return Attribution(speaker, self.text[first:last], span, Span(first, last), how)

    def resolved(self, mention: Mention) -> str:
        """The name to show: pronouns give way to the last fitting name, "his team" to "Prosper's team"."""
        name = tidy(mention.text)
        words = name.split()
        if mention.pronoun:
            return self.memory.resolve(mention.lower, self._nearby(mention.first)) or name
        if words[0].lower() in cues.POSSESSIVES and len(words) > 1:
            owner = {"his": "he", "her": "she", "its": "it", "their": "they"}[words[0].lower()]
            whose = self.memory.resolve(owner, self._nearby(mention.first))
            if whose:
                return f"{whose}'s {' '.join(words[1:])}"
        return name

    def _nearby(self, until: int) -> list[str]:
        """Subjects of the cues earlier in the sentence, and "his team" as it was resolved."""
        names: list[str] = []
        for cue in self.cues:
            if cue.last >= until or cue.kind != "finite":
                continue
            mention = self._subject(cue, self.start)
            if mention is not None and mention.last < until and not mention.pronoun:
                names.append(tidy(mention.text))
        for index in range(self.start, until - 1):
            if self.tokens[index].lower in cues.POSSESSIVES and self.tokens[index + 1].lower in {"team", "lawyers"}:
                names.append(self.resolved(speakers._mention(self.tokens, index, index + 1, self.text)))
        return names

    def remember(self) -> None:
        """Note who spoke in this sentence, or who it is about, for the pronouns of the next."""
        noted = False
        for cue in self.cues:
            mention = self._subject(cue, self.start) if cue.kind == "finite" else None
            if mention is None and cue.kind == "finite" and cue.first > self.start:
                mention = speakers.after(self.tokens, cue.last, self.end, self.text)
                if mention is not None and not mention.named:
                    mention = None
            if mention is not None and not mention.pronoun and mention.text[:1].isalpha():
                self.memory.note(self.resolved(mention))
                noted = True
        if not noted:
            leading = self._leading()
            if leading is not None and not leading.pronoun:
                self.memory.note(tidy(leading.text))


def _name_only(tokens: Sequence[Token], mention: Mention, text: str) -> Mention:
    """ "Hikvision offered a": a leading name without the verb that the run may have caught."""
    last = mention.first
    while last < mention.last and (tokens[last + 1].capital or tokens[last + 1].text == "."):
        last += 1
    if tokens[mention.first].lower in cues.DETERMINERS:
        return mention
    return Mention(mention.first, last, text[mention.start : tokens[last].end], mention.start, tokens[last].end)


def _find_cues(tokens: Sequence[Token], start: int, end: int) -> list[Cue]:
    found: list[Cue] = []
    for index in range(start, end):
        token = tokens[index]
        if token.kind != "word" or (found and index <= found[-1].last):
            continue
        lower = token.lower
        following = tokens[index + 1].lower if index + 1 < end else ""
        if lower == "according" and following == "to":
            found.append(Cue(index, index + 1, "according"))
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


def _carry(
    paragraph: Paragraph,
    text: str,
    found: list[Attribution],
    memory: Memory,
    previous: Attribution,
    lead: Paragraph | None,
) -> list[Attribution]:
    if not found:
        return found
    if not found[0].how and _stands_alone(paragraph, 0) and lead is not None and lead.tokens[-1].text == ":":
        found[0] = _introduced(lead, text, memory) or found[0]
    if not found[0].how and all(paragraph.wordless) and previous.speaker:
        found[0] = Attribution(previous.speaker, "", previous.speaker_span, None, "carried")
    for index, attribution in enumerate(found):
        if attribution.how or not _stands_alone(paragraph, index):
            continue
        earlier = found[index - 1] if index else Attribution()
        if earlier.speaker:
            found[index] = Attribution(earlier.speaker, "", earlier.speaker_span, None, "carried")
            continue
        led = _led_up_to(paragraph, index, text, memory)
        if led is not None:
            found[index] = led
            continue
        later = found[index + 1] if index + 1 < len(found) else Attribution()
        if later.how == "after" and later.speaker:
            found[index] = Attribution(later.speaker, "", later.speaker_span, None, "carried")
    return found


def _introduced(lead: Paragraph, text: str, memory: Memory) -> Attribution | None:
    """A quotation set apart below "The review concluded:"."""
    start, end = lead.sentences[-1]
    return _Sentence(lead.tokens, start, end, text, memory).before_quote(end)


def _stands_alone(paragraph: Paragraph, quote: int) -> bool:
    """Whether the quotation is a sentence of its own."""
    return paragraph.wordless[paragraph.homes[quote]]


def _led_up_to(paragraph: Paragraph, quote: int, text: str, memory: Memory) -> Attribution | None:
    """Prosper was blunt. “…” — the subject of the sentence right before the quotation."""
    if not paragraph.homes[quote]:
        return None
    before = paragraph.sentences[paragraph.homes[quote] - 1]
    sentence = _Sentence(paragraph.tokens, before[0], before[1], text, memory)
    for cue in sentence.cues:
        mention = sentence._subject(cue, before[0]) if cue.kind == "finite" else None
        if mention is not None:
            return Attribution(sentence.resolved(mention), "", Span(mention.start, mention.end), None, "carried")
    leading = sentence._leading()
    if leading is None:
        return None
    return Attribution(sentence.resolved(leading), "", Span(leading.start, leading.end), None, "carried")


def tidy(name: str) -> str:
    """A name as the text has it, on one line, without a dangling possessive."""
    name = " ".join(name.split())
    return name[:-2] if name.endswith(("'s", "’s")) else name
