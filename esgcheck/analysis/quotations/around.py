"""What stands around a verb of telling in its sentence: clauses, asides, quotations, and who follows the verb."""

from __future__ import annotations

from dataclasses import dataclass

from esgcheck.analysis.quotations import clauses, cues, endings, speakers
from esgcheck.analysis.quotations.reporting import ADJUNCTS, FINITE_WORDS, FORMS, QUESTIONS, SUBORDINATE
from esgcheck.analysis.quotations.sentence import Sentence
from esgcheck.analysis.quotations.speakers import Mention

_ASIDES = frozenset("a an the who whose former which where with released its his her their".split())  # noqa: SIM905
_BEFORE_OPENING = frozenset({"after", "by", "in", "while", "when", "without", "before", "despite"})
_CONNECTIVES = frozenset(
    {
        "however",
        "instead",
        "still",
        "moreover",
        "meanwhile",
        "besides",
        "nevertheless",
        "nonetheless",
        "in contrast",
        "in addition",
        "even so",
        "for example",
        "for instance",
        "of course",
        "in fact",
        "as well",
    }
)
"""What joins a sentence to the one before, and is the writer's."""
_LONGEST_TITLE = 9
_LONGEST_DATELINE = 12
"""In tokens: "NEW YORK, May 3 —"."""
_LONGEST_ADDRESSED = 4
"""In tokens: ", Kennedy wrote Maria Lopez"."""
_LONGEST_ADJUNCT = 14
"""In tokens: ", he said in an interview on Monday"."""


@dataclass(slots=True)
class Around:
    """One sentence; ``end`` is where its words end."""

    sentence: Sentence
    end: int

    def clause_start(self, index: int) -> int:
        """Where the clause begins that ends before token ``index``."""
        tokens, first = self.sentence.tokens, self.sentence.start
        for other in range(index - 1, first, -1):
            if tokens[other].text in ":;":
                first = other + 1
                break
        for other in range(first, min(index, first + _LONGEST_DATELINE)):
            if other > first and tokens[other].text in {"-", "—", "–"}:
                first = other + 1
                break
            if other == first and not (tokens[other].text.isupper() and len(tokens[other].text) > 2):
                break
        opened = next((i for i in range(index - 1, first, -1) if tokens[i].text in "()"), first)
        if opened > first and tokens[opened].text == "(":
            first = opened + 1
        while first < index and tokens[first].kind == "mark":
            first += 1
        if first < index and tokens[first].lower in {"but", "and", "so", "yet"}:
            first += 1
        if first < index and tokens[first].lower in {"though", "although", "despite", "with"}:
            comma = next((i for i in range(first, index) if tokens[i].text == ","), index)
            if clauses.is_verbal(tokens, comma + 1, index):
                return comma + 1
        for words in (1, 2):
            said = " ".join(token.lower for token in tokens[first : first + words])
            if said in _CONNECTIVES and first + words + 1 < index and tokens[first + words].text == ",":
                return first + words + 1
        return first

    def is_inverted(self, index: int) -> bool:
        """ "…, said Marcia Smith, a": a comma before and nobody but the subject up to the next, or to the end."""
        tokens, start = self.sentence.tokens, self.sentence.start
        if index - 1 <= start or tokens[index - 1].text != "," or tokens[index].lower not in {"said", "says", "say"}:
            return False
        subject = self.following(index)
        if subject is None or not (subject.named or tokens[subject.first].lower in {"a", "an", "one"}):
            return False
        return subject.last + 1 >= self.end or tokens[subject.last + 1].text == ","

    def following(self, index: int) -> Mention | None:
        """The subject after an inverted verb, with all its titles: "said former party chairman Bob Miller, who"."""
        tokens = self.sentence.tokens
        mention = speakers.after(tokens, index, self.end, self.sentence.text)
        if mention is None:
            return None
        last = mention.last
        while last + 1 < min(self.end, mention.first + _LONGEST_TITLE) and tokens[last + 1].kind == "word":
            if tokens[last + 1].lower in cues.FUNCTION | FINITE_WORDS:
                return mention
            last += 1
        return speakers.mention(tokens, mention.first, last, self.sentence.text)

    def leads(self, mention: Mention, index: int) -> bool:
        """ "As Lopez noted, …": what was told follows."""
        tokens, start = self.sentence.tokens, self.sentence.start
        if mention.first <= start or tokens[mention.first - 1].lower != "as":
            return False
        if index + 2 >= self.end or tokens[index + 1].text != ",":
            return False
        return mention.first - 1 == start or tokens[mention.first - 2].text != ","

    def opens(self, index: int) -> bool:
        """ "Noting that …, Lopez" and "After saying that …, she": a form in -ing that the sentence begins with."""
        start = self.sentence.start
        return index == start or (index == start + 1 and self.sentence.tokens[start].lower in _BEFORE_OPENING)

    def after_quote(self, index: int) -> bool:
        """Whether the token ends a quotation in marks, whose attribution follows."""
        tokens, start = self.sentence.tokens, self.sentence.start
        if index > start and tokens[index].text == ",":
            index -= 1
        return index >= start and tokens[index].kind == "quote"

    def whole_subject(self, back: int, index: int, mention: Mention) -> tuple[int, Mention]:
        """The comma before "chairwoman Maria Lopez said", "officials in both cities said", and all of the subject."""
        tokens, start = self.sentence.tokens, self.sentence.start
        while back > max(start, index - _LONGEST_ADJUNCT) and tokens[back].kind == "word":
            if tokens[back].lower in FINITE_WORDS | SUBORDINATE | QUESTIONS | {"that"}:
                return back, mention
            back -= 1
        joined = tokens[back + 1].lower in {"and", "but", "or"}
        set_off = tokens[back].text == "," and not joined
        whole = speakers.after(tokens, back, index, self.sentence.text) if set_off else None
        return (back, whole) if whole is not None and whole.last < index else (back, mention)

    def goes_on(self, comma: int, inverted: bool) -> bool:
        """Whether what is told goes on after the comma that ends an attribution."""
        tokens, end = self.sentence.tokens, self.end
        if comma + 1 >= end or self.is_aside(comma + 1, inverted):
            return False
        if tokens[comma + 1].lower in {"and", "but"} and endings.resumes(tokens, comma + 2, end):
            return False
        return clauses.is_verbal(tokens, comma + 1, end) or clauses.is_predicate(tokens, comma + 1)

    def is_aside(self, index: int, inverted: bool) -> bool:
        """Whether what follows the attribution belongs to it: ", said Lopez, a lawyer", ", he said, recalling that"."""
        tokens = self.sentence.tokens
        lower, following = tokens[index].lower, tokens[index + 1].lower if index + 1 < self.end else ""
        anonymous = (lower, following) == ("on", "condition")
        if anonymous or (inverted and (lower in _ASIDES or self._is_name_set_off(index))):
            return True
        return (lower in FORMS and FORMS[lower][1] == "gerund") or lower in {
            "when",
            "who",
            "asked",
            "citing",
            "referring",
            "including",
        }

    def _is_name_set_off(self, index: int) -> bool:
        """ "said a spokesman, Ana Lopez, who": the name of the one described."""
        tokens, last = self.sentence.tokens, index
        while last < self.end and tokens[last].capital:
            last += 1
        return last > index and (last >= self.end or tokens[last].text == ",")

    def is_connective(self, first: int, comma: int) -> bool:
        """Whether nothing but "Still" or "In fact" stands before the attribution."""
        return " ".join(token.lower for token in self.sentence.tokens[first:comma]) in _CONNECTIVES

    def closed_at(self, index: int) -> int | None:
        """Where an attribution between commas ends: at a comma or with the sentence, after "on Monday" too."""
        tokens, end = self.sentence.tokens, self.end
        if index < end and tokens[index].lower in {"her", "him", "them", "me", "us", "reporters", "it"}:
            index += 1
        named = index
        while named < min(end, index + _LONGEST_ADDRESSED) and tokens[named].capital:
            named += 1
        index = named if named >= end or tokens[named].text == "," else index
        if index >= end or tokens[index].text in {",", ";", "—", "–", ")"}:
            return index
        if tokens[index].lower not in ADJUNCTS and tokens[index].lower not in {"who", "of"}:
            return None
        for other in range(index, min(end, index + _LONGEST_ADJUNCT)):
            if tokens[other].text == ",":
                return other
            if tokens[other].kind == "quote" or tokens[other].text == ":":
                return None
        return end if end <= index + _LONGEST_ADJUNCT or tokens[index].lower == "who" else None
