"""Indirect speech: what somebody is said to have said, told without quotation marks.

Three shapes, as a reader of English meets them: a verb of telling with what follows it ("the auditor found that …",
"officials said …", "warned of …"), what stands before a verb set off by a comma ("…, officials said"), and "according
to". What was said begins after the verb, its adverbs and the one addressed, and goes to the end of the sentence unless
the writer takes over again. It has a teller (``tellers``) and fits the verb (``complements``, ``reporting``).

The span begins with "that" or "whether" where these words are there, as in the corpora of attributions (PARC, PolNeAR).
Where it would hold words in marks, those are told as the quotation, and it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from esgcheck.analysis.quotations import clauses, complements, cues, endings, foreign, speakers
from esgcheck.analysis.quotations.around import Around
from esgcheck.analysis.quotations.cue_search import Cue
from esgcheck.analysis.quotations.nested import told_apart
from esgcheck.analysis.quotations.passives import passive
from esgcheck.analysis.quotations.reporting import (
    FINITE_WORDS,
    FORMS,
    NOUN_CUES,
    NOUNS,
    SUBORDINATE,
    VERBS,
    Form,
)
from esgcheck.analysis.quotations.sentence import Attribution, Sentence
from esgcheck.analysis.quotations.speakers import Mention
from esgcheck.analysis.quotations.tellers import foreign_teller, possessor, teller
from esgcheck.analysis.quotations.voices import has_voice, is_somebody, measures, names_voice
from esgcheck.analysis.types import Span

_MOST_VERBS = 12
"""No sentence that a person wrote has more verbs of telling."""
_FAR = 4
"""In tokens, from a subject to its verb; further off, "announced plans" may be plans that were announced."""
_PHRASES = frozenset({"listener", "thing", "for", "of", "about"})
_DECLINED = frozenset({"decline", "declines", "declined", "declining", "refuse", "refuses", "refused", "refusing"})
_WORDS = frozenset(FORMS) | foreign.FINITE | foreign.PARTICIPLES | foreign.ACCORDING | NOUN_CUES | {"according", "nach"}


@dataclass(frozen=True, slots=True)
class Reported:
    """What was said and by whom; ``frame`` names the shape that it was found by."""

    span: Span
    attribution: Attribution
    frame: str


def reported_in(sentence: Sentence) -> list[Reported]:
    """The indirect speech of one sentence."""
    tokens, start, end = sentence.tokens, sentence.start, sentence.end
    while end > start and tokens[end - 1].text in ".!?…":
        end -= 1
    verbs = [i for i in range(start, end) if tokens[i].lower in _WORDS]
    if not verbs or len(verbs) > _MOST_VERBS:
        return []
    search = _Search(sentence, end)
    return told_apart([reported for index in verbs for reported in search.told_by(index)])


@dataclass(slots=True)
class _Search(Around):
    """What is told in one sentence."""

    def told_by(self, index: int) -> Iterator[Reported]:
        tokens = self.sentence.tokens
        lower = tokens[index].lower
        if lower == "according":
            if index + 1 < self.end and tokens[index + 1].lower == "to":
                yield from self._according(Cue(index, index + 1, "according"))
            return
        if lower in NOUN_CUES and (noun := list(self._noun(index))):
            yield from noun
            return
        if lower not in FORMS:
            yield from self._foreign(index)
            return
        verb, form = FORMS[lower]
        yield from self._verb(index, verb, form)

    def _noun(self, index: int) -> Iterator[Reported]:
        """ "the union's claim that", "her warning that", "claims by the union that"."""
        tokens, start, end, text = self.sentence.tokens, self.sentence.start, self.end, self.sentence.text
        that, mention = index + 1, None
        if that < end and tokens[that].lower == "by":
            mention = speakers.after(tokens, that, end, text)
            that = mention.last + 1 if mention is not None else end
        elif index > start:
            mention = possessor(tokens, index, start, text)
        if (
            mention is None
            or mention.first == start
            or that + 1 >= end
            or tokens[that].lower != "that"
            or tokens[that + 1].lower in FINITE_WORDS
            or not has_voice(mention, "say")
        ):
            return
        cue = Cue(index, index, "noun")
        yield from self._made(that, self._content_end(that, index, mention), mention, cue, "noun")

    def _foreign(self, index: int) -> Iterator[Reported]:
        """German, Italian and French: "sagte, dass", "ha detto che", "selon"."""
        tokens = self.sentence.tokens
        cue = next((cue for cue in self.sentence.cues if cue.first <= index <= cue.last), None)
        if cue is None or tokens[cue.last].lower == "heißt":
            return
        if cue.kind == "according":
            yield from self._according(cue)
            return
        if cue.kind != "finite":
            return
        that = complements.foreign_that(tokens, cue.last, self.end)
        if that is None:
            return
        mention = foreign_teller(self.sentence, cue, that)
        if mention is not None:
            yield from self._made(that, self.end, mention, cue, "that")

    def _according(self, cue: Cue) -> Iterator[Reported]:
        tokens, start, end = self.sentence.tokens, self.sentence.start, self.end
        index = cue.first
        mention = speakers.after(tokens, cue.last, end, self.sentence.text)
        if mention is not None and tokens[cue.first].lower != "according":
            mention = self._noun_only(mention)
        if mention is None or not (has_voice(mention) or is_somebody(self.sentence.tokens, mention)):
            return
        comma = next((i for i in range(mention.last + 1, end) if tokens[i].text == ","), None)
        if index == start or (index == start + 1 and tokens[start].lower in {"and", "but", "("}):
            if comma is not None and (comma == mention.last + 1 or tokens[cue.first].lower == "according"):
                yield from self._made(comma + 1, end, mention, cue, "according")
            elif tokens[cue.first].lower != "according":
                yield from self._made(mention.last + 1, end, mention, cue, "according")
            return
        first = self.clause_start(index)
        if tokens[index - 1].text in {",", "—", "–"}:
            yield from self._made(first, index - 1, mention, cue, "according")
            if comma is not None and comma + 3 < end and self.goes_on(comma, inverted=True):
                yield from self._made(comma + 1, end, mention, cue, "according")
        elif names_voice(mention) and clauses.is_verbal(tokens, first, index):
            yield from self._made(first, index, mention, cue, "according")

    def _noun_only(self, mention: Mention) -> Mention:
        """ "dem Bericht" of "Laut dem Bericht wurde nichts gefunden": German goes on without a comma, with its verb."""
        tokens, last = self.sentence.tokens, mention.first
        if not tokens[last].capital and last < mention.last and tokens[last + 1].capital:
            last += 1
        if not tokens[last].capital:
            return mention
        while last < mention.last and tokens[last + 1].capital:
            last += 1
        return speakers.mention(tokens, mention.first, last, self.sentence.text)

    def _verb(self, index: int, verb: str, form: Form) -> Iterator[Reported]:
        tokens, end, text = self.sentence.tokens, self.end, self.sentence.text
        cue = Cue(index, index, "gerund" if form == "gerund" else "finite")
        if form == "gerund" and self.opens(index):
            yield from self._opening(index, verb, cue)
            return
        if form == "past" and (told := passive(tokens, index, self.sentence.start, end, verb, text)) is not None:
            first, frame, mention = told
            opens = index == self.sentence.start or tokens[index - 1].lower in SUBORDINATE
            yield from self._made(first, endings.content_end(tokens, first, end, opens), mention, cue, frame)
            return
        if form == "base" and tokens[index - 1].lower == "to" and tokens[index - 2].lower in _DECLINED:
            return  # "declined to say whether": told with the declining
        that = index + 2 if verb == "point" else index + 1
        sure = that < end and tokens[that].lower == "that" and tokens[index].lower not in NOUNS
        mention = teller(self.sentence, index, verb, form, sure)
        if self.after_quote(index - 1) and form != "gerund":
            return
        if self.is_inverted(index):
            yield from self._set_off(index, None, cue)
            return
        quoting = mention is not None and self.after_quote(mention.first - 1) and form != "gerund"
        if mention is not None:
            measured = measures(mention, verb)
            found = complements.complement(tokens, index, end, verb, text, measured)
            if quoting and found is not None and not self._own_clause(index, *found):
                return
            far = index - mention.last > _FAR and tokens[index - 1].text != "," and not measured
            loose = found is not None and found[1] == "thing" and far
            if found is not None and not (loose and tokens[found[0]].lower not in cues.DETERMINERS | cues.POSSESSIVES):
                end = self._content_end(found[0], index, mention, found[1] in _PHRASES)
                if found[1] in {"thing", "for"}:
                    end = endings.thing_end(tokens, found[0], end)
                yield from self._made(found[0], end, mention, cue, found[1])
                return
            if found is None and not quoting and verb in {"say", "claim"} and self._is_relative(mention, index):
                end = endings.content_end(tokens, index + 1, end, depends=True)
                yield from self._made(index + 1, end, mention, cue, "relative")
                return
            if self.leads(mention, index):
                yield from self._made(index + 2, end, mention, cue, "as")
                return
        if "clause" in VERBS[verb] and not quoting and form != "gerund":
            yield from self._set_off(index, mention, cue)

    def _is_relative(self, mention: Mention, index: int) -> bool:
        """ "…, which she said was a mistake": a clause whose subject stands before the one who tells."""
        tokens = self.sentence.tokens
        if mention.first <= self.sentence.start or index + 2 >= self.end:
            return False
        relative = tokens[mention.first - 1].lower in {"which", "who", "that", "what"}
        return relative and clauses.is_verb(tokens, index + 1, index, sure=False)

    def _own_clause(self, index: int, first: int, frame: str) -> bool:
        """Whether a verb with a quotation before its subject tells something else: "“…,” he claimed they had met"."""
        lower = self.sentence.tokens[first].lower
        return frame in {"that", "clause"} and first == index + 1 and lower not in SUBORDINATE | {"just"}

    def _opening(self, index: int, verb: str, cue: Cue) -> Iterator[Reported]:
        tokens, end, text = self.sentence.tokens, self.end, self.sentence.text
        found = complements.complement(tokens, index, end, verb, text)
        if found is None or found[1] not in {"that", "clause", "question"}:
            return
        comma = endings.content_end(tokens, found[0], end, depends=True)
        mention = speakers.after(tokens, comma, end, text) if comma < end and tokens[comma].text == "," else None
        if mention is not None and has_voice(mention, verb) and mention.lower not in {"i", "we", "you"}:
            yield from self._made(found[0], comma, mention, cue, found[1])

    def _content_end(self, first: int, cue: int, mention: Mention, phrase: bool = False) -> int:
        tokens = self.sentence.tokens
        depends = endings.depends(tokens, self.sentence.start, cue, mention)
        return endings.content_end(tokens, first, self.end, depends, acting=phrase or tokens[first].lower == "to")

    def _set_off(self, index: int, mention: Mention | None, cue: Cue) -> Iterator[Reported]:
        """ "…, officials said", "…, said an official", "The plant, she said, was closed", "…, as the report notes"."""
        tokens, start, end = self.sentence.tokens, self.sentence.start, self.end
        set_off = tokens[index - 1].text == "," and index - 1 > start
        follower = self.following(index) if set_off and tokens[index].lower not in NOUNS else None
        if follower is not None and (tokens[index].lower in {"said", "says"} or has_voice(follower)):
            comma, last, inverted, mention = index - 1, follower.last, True, follower
        elif set_off and (mention is None or tokens[index].lower in NOUNS):
            return
        elif mention is not None and mention.first - 1 > start:
            comma, last, inverted = mention.first - 1, index, False
            if tokens[comma].text != "," and tokens[comma].lower != "as":
                comma, mention = self.whole_subject(comma, index, mention)
            if tokens[comma].lower == "as":
                comma -= 1
            if tokens[comma].text != "," or comma <= start:
                return
        else:
            return
        after = self.closed_at(last + 1)
        if after is None:
            return
        first = self.clause_start(comma)
        in_brackets = after < end and tokens[after].text == ")"
        goes_on = not in_brackets and self.goes_on(after, inverted)
        if not goes_on and not clauses.is_verbal(tokens, first, comma):
            return
        if any(token.kind == "quote" for token in tokens[last:end]):
            return
        if not self.is_connective(first, comma):
            yield from self._made(first, comma, mention, cue, "before")
        if goes_on and not any(token.kind == "quote" for token in tokens[first:comma]):
            yield from self._made(after + 1, self._content_end(after + 1, index, mention), mention, cue, "after")

    def _made(self, first: int, last: int, mention: Mention | None, cue: Cue, frame: str) -> Iterator[Reported]:
        """The content that is tokens ``[first, last)``, unless it is empty or holds words in marks."""
        tokens = self.sentence.tokens
        while first < last and tokens[first].kind == "mark":
            first += 1
        while last > first and tokens[last - 1].text in ",;:—–-":
            last -= 1
        last = endings.before_quotation(tokens, first, last)
        if first >= last:
            return
        span = Span(tokens[first].start, tokens[last - 1].end)
        yield Reported(span, self.sentence.made(mention, self._with_negation(cue, mention), "before"), frame)

    def _with_negation(self, cue: Cue, mention: Mention | None) -> Cue:
        """ "did not say" for "say": that it was not said is half of what is told."""
        tokens, first = self.sentence.tokens, cue.first
        if mention is None or mention.first > first:
            return cue
        while first - 1 > mention.last and tokens[first - 1].lower in cues.AUXILIARIES:
            first -= 1
        negated = any(token.lower in complements.NEGATIONS for token in tokens[first : cue.first])
        return replace(cue, first=first) if negated else cue
