"""The quotations of one sentence: an attribution after each, before it, or set aside between commas."""

from __future__ import annotations

from dataclasses import dataclass, replace

from esgcheck.analysis.quotations import cues, speakers
from esgcheck.analysis.quotations.cue_search import Cue
from esgcheck.analysis.quotations.speakers import Mention
from esgcheck.analysis.quotations.subjects import Subjects, tidy
from esgcheck.analysis.types import Span

_ADJACENT = 30
"""An attribution right after a quotation has its cue within so many words."""
_LOOK_BACK = 120
"""A cue further back than so many words in a run-on sentence is not looked for."""
_WITHIN_TITLES = frozenset({"of", "for", "the", "a", "an", "and", "in", "at", "from", "who", "also", "then", "there"})
DASHES = frozenset("-–—―")
CLAUSE_LENGTH = 30
"""A quotation of so many characters can stand before "said Prosper" without a comma."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """What was found for one quotation; ``how`` is after, before, aside, carried or "" (none).

    ``said_as`` are the words that stand there where ``speaker`` is whom they mean: "she", "the spokesperson".
    """

    speaker: str = ""
    cue: str = ""
    speaker_span: Span | None = None
    cue_span: Span | None = None
    how: str = ""
    said_as: str = ""


@dataclass(slots=True)
class Sentence(Subjects):
    """One sentence, with what can be asked about the quotation that is token ``index``."""

    def after_quote(self, index: int, until: int) -> Attribution | None:
        first = index + 1
        while first < until and (self.tokens[first].kind == "mark" or self.tokens[first].lower in {"which", "as"}):
            if self.tokens[first].text in {":", "(", "."}:
                return None
            first += 1
        if first < until and self.tokens[first].lower in {"and", "but"}:
            return None
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
                return self.made(mention, cue, "after") if mention or cue.kind != "finite" else None
            mention = self.subject(cue, first)
            if mention is None or cue.kind != "finite":
                return None
            # Nothing but the subject (and what is put beside it) may stand between the quotation and the cue.
            if self._only_titles(first, mention.first) and not self._takes_next(cue, until):
                return self.made(mention, cue, "after")
            return None
        return None

    def _inversion_fits(self, index: int) -> bool:
        """ "…" said Prosper, but not: the "…" said nothing. The quotation must be a clause of its own."""
        quote = self.tokens[index]
        if quote.end - quote.start > CLAUSE_LENGTH:
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
            made = self.made(mention, cue, "before")
            if self.tokens[cue.first].lower not in cues.WEAK or cue.last >= index - 3:
                return made
            weak = weak or made
        if weak is None and self.tokens[index - 1].text == ":" and index - 1 > self.start:
            return self._colon(index)
        return (self.aside(index) or weak) if weak else None

    def signed(self, index: int) -> Attribution | None:
        """ "…" — Jane Smith: a name after a dash, as under a quotation set apart."""
        if index + 2 >= len(self.tokens) or self.tokens[index + 1].text not in DASHES:
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
        leading = self.leading()
        if leading is None or leading.last >= index:
            return None
        return self.named(leading, "before")

    def named(self, mention: Mention, how: str) -> Attribution:
        """An attribution to whom the mention means, without a cue."""
        speaker, words = self.resolved(mention), tidy(mention.text)
        return Attribution(speaker, "", Span(mention.start, mention.end), None, how, "" if speaker == words else words)

    def _colon(self, index: int) -> Attribution | None:
        """Prosper: “…” — a name, a role or a document right before the colon, or the sentence's subject."""
        cue = Cue(index - 1, index - 1, "noun")
        mention = speakers.ending_at(self.tokens, index - 2, self.start, self.text)
        if mention is not None and mention.first == self.start and not mention.pronoun:
            return replace(self.made(mention, cue, "before"), cue="", cue_span=None)
        mention = self.leading()
        return None if mention is None else replace(self.made(mention, cue, "before"), cue="", cue_span=None)

    def aside(self, index: int) -> Attribution | None:
        """An attribution between commas, or one that closes the sentence, further on."""
        for cue in reversed(self.cues):
            if cue.first <= index:
                break
            if cue.kind == "according":
                mention = speakers.after(self.tokens, cue.last, self.end, self.text)
                return self.made(mention, cue, "aside")
            if cue.kind != "finite" or not self._closes(cue):
                continue
            mention = self.subject(cue, index + 1)
            if mention is not None and self.tokens[mention.first - 1].text in {",", "“”", "—", "–"}:
                return self.made(mention, cue, "aside")
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
            return self.quoted(cue)
        if cue.kind == "by":
            return speakers.after(self.tokens, cue.last, index, self.text)
        if cue.kind == "noun":
            return speakers.ending_at(self.tokens, cue.first - 1, self.start, self.text)
        if cue.kind == "gerund":
            return self.gerund_subject(cue)
        if self._follows_quote(cue):
            return speakers.after(self.tokens, cue.last, index, self.text)
        return self.subject(cue, self.start) or self.shared(cue)

    def _follows_quote(self, cue: Cue) -> bool:
        """ "…," said the senator, "…": the subject of an inverted cue stands after it."""
        index = cue.first - 1
        if index > self.start and self.tokens[index].text == ",":
            index -= 1
        return index >= self.start and self.tokens[index].kind == "quote"

    def made(self, mention: Mention | None, cue: Cue, how: str) -> Attribution:
        first, last = self.tokens[cue.first].start, self.tokens[cue.last].end
        speaker, span, said_as = "", None, ""
        if mention is not None:
            speaker, span = self.resolved(mention), Span(mention.start, mention.end)
            said_as = "" if speaker == tidy(mention.text) else tidy(mention.text)
        return Attribution(speaker, self.text[first:last], span, Span(first, last), how, said_as)
