"""Who is said to tell something, for a verb of telling without quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgcheck.analysis.quotations import cues, speakers
from esgcheck.analysis.quotations.cue_search import Cue
from esgcheck.analysis.quotations.reporting import (
    BEFORE_SOME,
    BELIEVING,
    FINITE_WORDS,
    NO_VOICES,
    NOUNS,
    NUMBERS,
    OWN,
    PLAIN_PASTS,
    SOME,
    SURE,
    TIMES,
    VOICES,
    Form,
)
from esgcheck.analysis.quotations.sentence import Sentence
from esgcheck.analysis.quotations.speakers import Mention
from esgcheck.analysis.quotations.tokens import Token

_NO_VERB_AFTER = frozenset({"a", "an", "the", "its", "their", "his", "her", "of", "this"})
_LONGEST_OPENING = 20
_RELATIVE = frozenset({"who", "which", "that", "when", "where", "if", "as", "because"})
_OPENERS = frozenset(
    """gestern heute damals zudem außerdem später dabei auch am im in ieri oggi inoltre poi hier aujourd'hui ensuite
    lundi mardi mercredi jeudi vendredi lunedì martedì mercoledì giovedì venerdì""".split()  # noqa: SIM905
)
"""What opens a clause before the verb, and is no subject."""
_MEASURING = frozenset(
    """reports emails documents records filings poll polls survey surveys study studies analysis review audit
    investigation research paper inquiry test tests inspection assessment""".split()  # noqa: SIM905
)
_MOMENTS = TIMES | frozenset({"week", "month", "year", "morning", "evening", "afternoon", "night", "today", "day"})
_NOBODY = frozenset(
    """our my please si on es let let's once perhaps maybe there here then also yourself myself i'm i'll i'd i've
    you'd nothing furthermore additionally moreover similarly therefore""".split()  # noqa: SIM905
)
"""With which no teller begins."""
_BEFORE_GERUND = frozenset(
    {"and", "but", "by", "in", "for", "after", "before", "while", "when", "without", "from", "percent", "people"}
)
_LEGAL_FORMS = frozenset({"ag", "se", "spa", "plc", "ltd", "inc", "gmbh", "sa", "nv", "holding", "group"})
_WRITINGS = frozenset({"report", "document", "section", "chapter", "statement", "brochure", "page", "policy", "code"})
_GOVERNING = frozenset({"tries", "continues", "wants"})


def teller(sentence: Sentence, index: int, verb: str, form: Form, sure: bool = False) -> Mention | None:
    """The subject of the verb at token ``index``; None where it has none, or is the writer. ``sure``: what follows says
    that it tells, whoever it is."""
    tokens = sentence.tokens
    if index == sentence.start or (tokens[index].capital and verb != "say"):
        return None
    before = tokens[index - 1]
    written = form == "gerund" and tokens[index - 1].lower in VOICES
    if form == "gerund" and not written and not _hangs_on(tokens, index):
        return None
    if written and tokens[index - 1].lower in _MEASURING:
        mention = speakers.ending_at(tokens, index - 1, sentence.start, sentence.text)
    elif form == "gerund" and _is_being(tokens, index):
        mention = speakers.before(tokens, index, sentence.start, sentence.text)
    elif form == "gerund":
        mention = sentence.gerund_subject(Cue(index, index, "gerund"))
        if mention is None or tokens[mention.last].lower in _MOMENTS:
            mention = _after_opener(sentence, index)
    elif before.lower == "to":
        mention = _governing(sentence, index) if form == "base" else None
    elif form == "base" and before.lower in cues.DETERMINERS - SOME | {"in", "on", "of", "by", "for", "with"}:
        return None
    else:
        mention = _finite_subject(sentence, index)
    if mention is None:
        return None
    if tokens[mention.first].lower == "that" and mention.last > mention.first and mention.text.endswith("s"):
        mention = speakers.mention(tokens, mention.first + 1, mention.last, sentence.text)
    mention = _plain_pronoun(mention)
    if mention.lower in {"we", "you", "who"}:
        return None
    if mention.lower == "i" and (not sentence.memory.narrator or form != "past" or verb in BELIEVING):
        return None  # what the writer says is no news; what the speaker of a transcript said before is
    if (
        not written
        and tokens[index].lower in NOUNS
        and (before.text == "," or not _agrees(tokens[mention.last], form, mention, before))
    ):
        return None
    return mention if has_voice(mention, verb, sure) else None


def foreign_teller(sentence: Sentence, cue: Cue, that: int) -> Mention | None:
    """The subject of a German, Italian or French verb: before it, or after it where something else opens the clause."""
    tokens, start = sentence.tokens, sentence.start
    if cue.first > start and tokens[cue.first - 1].lower in {"si", "ne", "è", "es", "on"}:
        return None
    before = speakers.before(tokens, cue.first, start, sentence.text)
    if before is not None and before.lower not in _OPENERS and before.lower.split()[0] not in _OPENERS:
        return before if has_voice(before) or before.last - before.first > 0 else None
    after = speakers.after(tokens, cue.last, that, sentence.text)
    return after if after is not None and has_voice(after) else None


def has_voice(mention: Mention, verb: str = "", sure: bool = False) -> bool:
    """Whether the mention is somebody or something that can tell, and not the writer.

    A name, a pronoun, a person, a group or a document. A report that says "our figures show that" or "the Group
    believes that" tells nobody's words but its own.
    """
    words = re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", mention.lower)
    if not words or words[0] in _NOBODY:
        return False
    if mention.lower in cues.DETERMINERS - SOME - (cues.PRONOUNS if verb else frozenset()) or (
        words[0] == "that" and words[-1].endswith("s")
    ):
        return False
    if (
        words[-1] in TIMES
        or re.fullmatch(r"(?:fy)?(?:19|20)\d\d", words[-1])
        or (verb in BELIEVING and words[-1] in OWN)
    ):
        return False
    if words[0] == "this" and words[-1] in _WRITINGS:
        return False  # "this report shows that" is the writer
    last = mention.text.split()[-1]
    if words[-1] in NO_VOICES and not (len(words) == 1 and last.istitle()):
        return False
    if not {"am", "should've", "wanna", "gonna"}.isdisjoint(words):
        return False
    named = last[:1].isupper()
    if verb not in SURE and not sure:
        known = (
            named or mention.pronoun or words[0] in {"those", "some", "many", "both", "several"} or words[-1].isdigit()
        )
        return known or not VOICES.isdisjoint(words)
    return True


def is_own_voice(speaker: str, owner: str) -> bool:
    """Whether nobody is left beside the owner (in lower case): "the Addiko Group", but not "Addiko's lawyers"."""
    words = set(re.findall(r"\w+", speaker.lower()))
    return owner in words and words <= {owner} | OWN | cues.DETERMINERS | _LEGAL_FORMS


def possessor(tokens: Sequence[Token], noun: int, start: int, text: str) -> Mention | None:
    """Whose claim it is: "the union's claim", "his repeated claims"."""
    back = noun - 1
    while back > start and tokens[back].kind == "word" and noun - back < 3 and not _is_possessive(tokens[back]):
        back -= 1
    if not _is_possessive(tokens[back]):
        return None
    if tokens[back].lower in cues.POSSESSIVES:
        pronoun = {"his": "he", "her": "she", "its": "it", "their": "they"}[tokens[back].lower]
        return Mention(back, back, pronoun, tokens[back].start, tokens[back].end)
    return speakers.ending_at(tokens, back, start, text)


def _is_possessive(token: Token) -> bool:
    return token.lower in cues.POSSESSIVES or token.lower.endswith(("'s", "s'"))


def measures(mention: Mention, verb: str) -> bool:
    """Whether a survey, a study or an audit shows something."""
    return verb in {"find", "show", "reveal", "suggest", "indicate"} and not _MEASURING.isdisjoint(
        mention.lower.split()
    )


def names_voice(mention: Mention) -> bool:
    """Whether a word for a person, a group or a document is in it."""
    return not VOICES.isdisjoint(mention.lower.split())


def _hangs_on(tokens: Sequence[Token], index: int) -> bool:
    """Whether a form in -ing belongs to a subject: "…, saying that", "by claiming that", "is warning that"."""
    if _is_being(tokens, index):
        return True
    back = index - 1
    while back > 0 and (tokens[back].lower in {"not", "also", "repeatedly"} or tokens[back].lower.endswith("ly")):
        back -= 1
    before = tokens[back]
    named = before.capital and (back > 0 or len(before.text) < 2)
    if before.kind != "word":
        return before.text not in ".;:("
    return named or before.lower in _BEFORE_GERUND | cues.BE_FORMS | cues.PRONOUNS


def _finite_subject(sentence: Sentence, index: int) -> Mention | None:
    tokens, start = sentence.tokens, sentence.start
    back = index - 1
    while back >= start and (
        tokens[back].lower in cues.AUXILIARIES - cues.BE_FORMS or tokens[back].lower.endswith("ly")
    ):
        back -= 1
    dated = back
    while dated > start and (tokens[dated].lower in TIMES or tokens[dated].text.isdigit()):
        dated -= 1
    if dated < back and tokens[dated].lower in {"in", "on", "last", "early", "late"}:
        dated -= 1
    if start <= dated < back:
        index, back = dated + 1, dated
    unfit = cues.BE_FORMS | _NO_VERB_AFTER
    if back >= start and (tokens[back].lower in unfit or tokens[back].lower == "to"):
        return None
    if back - 1 > start and tokens[back].lower in {"which", "that"}:
        last = back - 2 if tokens[back - 1].text == "," else back - 1
        return speakers.ending_at(tokens, last, start, sentence.text)
    return (
        _counted(sentence, back)
        or _right_before(sentence, index)
        or sentence.shared(Cue(index, index, "finite"))
        or _opening(sentence, index)
        or _described(sentence, index)
    )


def _after_opener(sentence: Sentence, index: int) -> Mention | None:
    """ "This year, she rose …, saying": the subject after what opens the sentence."""
    comma = next((i for i in range(sentence.start, index) if sentence.tokens[i].text == ","), index)
    return speakers.after(sentence.tokens, comma, index, sentence.text) if comma < index - 1 else None


def _is_being(tokens: Sequence[Token], index: int) -> bool:
    """ "is saying", "was also not saying"."""
    back = index - 1
    while back > 0 and (tokens[back].lower in {"not", "also", "now", "still"} or tokens[back].lower.endswith("ly")):
        back -= 1
    lower = tokens[back].lower
    contracted = lower.endswith(("'s", "'re", "'m")) and lower.partition("'")[0] in cues.PRONOUNS
    return contracted or lower in cues.BE_FORMS or lower.endswith(("isn't", "aren't", "wasn't", "weren't"))


def _right_before(sentence: Sentence, index: int) -> Mention | None:
    tokens, start = sentence.tokens, sentence.start
    mention = speakers.before(tokens, index, start, sentence.text)
    if mention is None or (mention.first > start and tokens[mention.first - 1].lower in {"to", "by"}):
        return None
    return None if tokens[mention.last].lower in _MOMENTS else mention


def _counted(sentence: Sentence, last: int) -> Mention | None:
    """ "26 percent said", "one in three", "some say"."""
    tokens, start = sentence.tokens, sentence.start
    if last < start:
        return None
    token = tokens[last]
    if token.lower in SOME:
        alone = last == start or tokens[last - 1].lower in BEFORE_SOME or tokens[last - 1].kind == "mark"
        return speakers.mention(tokens, last, last, sentence.text) if alone else None
    if token.text == "%" or token.lower == "percent":
        return speakers.mention(tokens, max(start, last - 1), last, sentence.text)
    if (token.text.isdigit() and len(token.text) != 4) or token.lower in NUMBERS:
        first = last - 2 if last - 2 >= start and tokens[last - 1].lower in {"in", "of"} else last
        return speakers.mention(tokens, first, last, sentence.text)
    return None


def _opening(sentence: Sentence, index: int) -> Mention | None:
    """The noun phrase that opens the sentence where no verb stands between: "An analysis by … of 1972 showed"."""
    tokens, start = sentence.tokens, sentence.start
    while start < index and tokens[start].kind == "mark":
        start += 1
    if index - start > _LONGEST_OPENING:
        return None
    if any(tokens[i].lower in FINITE_WORDS or tokens[i].lower in _RELATIVE for i in range(start, index - 1)):
        return None
    mention = speakers.after(tokens, start - 1, index, sentence.text)
    return mention if mention is not None and mention.last < index else None


def _described(sentence: Sentence, index: int) -> Mention | None:
    """ "Workers who spoke to the union said": whom a clause with "who" describes before the verb."""
    tokens = sentence.tokens
    for back in range(index - 2, max(sentence.start, index - _LONGEST_OPENING), -1):
        if tokens[back].kind != "word":
            return None
        if tokens[back].lower == "who":
            return speakers.ending_at(tokens, back - 1, sentence.start, sentence.text)
    return None


def _governing(sentence: Sentence, index: int) -> Mention | None:
    """ "went on to say", "has tried to explain": the subject of the verb before."""
    tokens = sentence.tokens
    for back in range(index - 2, max(sentence.start, index - 8), -1):
        if tokens[back].kind != "word":
            return None
        lower = tokens[back].lower
        if lower in cues.BE_FORMS:
            return None
        if lower.endswith("ed") or lower in PLAIN_PASTS or lower in FINITE_WORDS or lower in _GOVERNING:
            return speakers.before(tokens, back, sentence.start, sentence.text)
    return None


def _plain_pronoun(mention: Mention) -> Mention:
    """ "he" for "he's", "they" for "they've"."""
    head, _, tail = mention.lower.replace("’", "'").partition("'")
    if tail and head in cues.PRONOUNS:
        return Mention(mention.first, mention.last, mention.text[: len(head)], mention.start, mention.start + len(head))
    return mention


def _agrees(last: Token, form: Form, mention: Mention, before: Token) -> bool:
    """Whether a word that is as often a noun can be a verb of this subject: "critics claim", "Lopez claims"."""
    lower = last.lower
    if form == "base":
        helped = before.lower in cues.AUXILIARIES | {"to"} or before.lower.endswith("n't")
        several = lower.endswith("s") and (not last.capital or mention.text == last.text)
        return helped or lower == "they" or several or last.text[:1].isdigit() or lower in SOME
    if form == "present":
        described = mention.lower.split()[0] in cues.DETERMINERS and not lower.endswith("s")
        return lower in {"he", "she", "it", "who"} or last.capital or described
    return before.lower in cues.AUXILIARIES or last.capital or mention.pronoun
