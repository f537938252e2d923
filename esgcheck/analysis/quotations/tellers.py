"""Who is said to tell something, for a verb of telling without quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.quotations import cues, speakers
from esgcheck.analysis.quotations.cue_search import Cue
from esgcheck.analysis.quotations.reporting import (
    BEFORE_SOME,
    BELIEVING,
    FINITE_WORDS,
    NOUNS,
    NUMBERS,
    PLAIN_PASTS,
    SOME,
    TIMES,
    VOICES,
    Form,
)
from esgcheck.analysis.quotations.sentence import Sentence
from esgcheck.analysis.quotations.speakers import Mention
from esgcheck.analysis.quotations.tokens import Token
from esgcheck.analysis.quotations.voices import MEASURING, has_voice, names_voice

_NO_VERB_AFTER = frozenset({"a", "an", "the", "its", "their", "his", "her", "of", "this"})
_LONGEST_OPENING = 20
_RELATIVE = frozenset({"who", "which", "that", "when", "where", "if", "as", "because"})
_OPENERS = frozenset(
    """gestern heute damals zudem außerdem später dabei auch am im in ieri oggi inoltre poi hier aujourd'hui ensuite
    lundi mardi mercredi jeudi vendredi lunedì martedì mercoledì giovedì venerdì""".split()  # noqa: SIM905
)
"""What opens a clause before the verb, and is no subject."""
_MOMENTS = TIMES | frozenset({"week", "month", "year", "morning", "evening", "afternoon", "night", "today", "day"})
_WHICH = frozenset({"last", "this", "early", "late", "earlier", "that"})
_BEFORE_GERUND = frozenset(
    {"and", "but", "by", "in", "for", "after", "before", "while", "when", "without", "from", "percent", "people"}
)
_TOLD_TO = frozenset({"say", "argue", "brag", "boast", "point", "stress", "emphasize", "warn", "insist", "suggest"})
"""What somebody does something to tell: "held a briefing to stress that"."""
_NEVER_BEFORE_PRESENT = frozenset({"has", "have", "had", "do", "does", "did", "will", "would", "can", "could", "to"})
"""After these a form in -s is a noun: "have claims in the area"."""
_CONTRACTED = frozenset({"he's", "she's", "it's", "who's", "that's", "there's", "what's", "let's"})
_GOVERNING = frozenset({"tries", "continues", "wants"})


def teller(sentence: Sentence, index: int, verb: str, form: Form, sure: bool = False) -> Mention | None:
    """The subject of the verb at token ``index``; None where it has none, or is the writer. ``sure``: what follows says
    that it tells, whoever it is."""
    tokens = sentence.tokens
    if index == sentence.start or (tokens[index].capital and verb != "say"):
        return None
    before = tokens[index - 1]
    owned = before.lower.endswith(("'s", "s'")) and tokens[index].lower in NOUNS and before.lower not in _CONTRACTED
    if (form == "present" and before.lower in _NEVER_BEFORE_PRESENT) or owned:
        return None
    written = form == "gerund" and tokens[index - 1].lower in VOICES
    if form == "gerund" and not written and not _hangs_on(tokens, index):
        return None
    if written and tokens[index - 1].lower in MEASURING:
        mention = speakers.ending_at(tokens, index - 1, sentence.start, sentence.text)
    elif form == "gerund" and _is_being(tokens, index):
        mention = speakers.before(tokens, index, sentence.start, sentence.text)
    elif form == "gerund":
        mention = sentence.gerund_subject(Cue(index, index, "gerund"))
        if mention is None or tokens[mention.last].lower in _MOMENTS:
            mention = _after_opener(sentence, index)
    elif before.lower == "to":
        mention = _governing(sentence, index) if form == "base" else None
        if mention is None and sure and verb in _TOLD_TO:
            mention = sentence.leading(sure=True)
    elif form == "base" and before.lower in cues.DETERMINERS - SOME | {"in", "on", "of", "by", "for", "with"}:
        return None
    else:
        mention = _finite_subject(sentence, index)
        if mention and tokens[index].lower in NOUNS and not _agrees(tokens[mention.last], form, mention, before):
            mention = _opening(sentence, index, sentence.start) or mention
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
    if verb == "state" and form != "past" and not (mention.pronoun or names_voice(mention)):
        # "Southern states", "state parties"
        following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        return mention if following == "that" and mention.text[:1].isupper() else None
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
    while dated > start and (tokens[dated].lower in _MOMENTS | _WHICH or tokens[dated].text.isdigit()):
        dated -= 1
    if dated < back and tokens[dated].lower in {"in", "on"}:
        dated -= 1
    if dated < back and tokens[back].lower in _WHICH:
        dated = back
    if dated < back and tokens[dated].lower == "out":
        dated -= 1
    if start <= dated < back:
        if tokens[dated].lower == "to":
            return _opening(sentence, index, start)  # "going back to 1972"
        index, back = dated + 1, dated
    unfit = cues.BE_FORMS | _NO_VERB_AFTER
    if back >= start and (tokens[back].lower in unfit or tokens[back].lower == "to"):
        return None
    if back - 1 > start and tokens[back].lower in {"which", "that"}:
        last = back - 2 if tokens[back - 1].text == "," else back - 1
        return speakers.ending_at(tokens, last, start, sentence.text)
    participle = back > start and tokens[back].lower.endswith("ed") and not tokens[back].capital
    return (
        _counted(sentence, back)
        or (_opening(sentence, index, start) if participle else _right_before(sentence, index))
        or sentence.shared(Cue(index, index, "finite"))
        or _opening(sentence, index, start)
        or _described(sentence, index)
        or _opening(sentence, index, _last_comma(sentence, index))
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


def _last_comma(sentence: Sentence, index: int) -> int:
    """The token after the last comma before ``index``: there the subject of what is set off begins."""
    return next((i + 1 for i in range(index - 1, sentence.start, -1) if sentence.tokens[i].text == ","), index)


def _opening(sentence: Sentence, index: int, start: int) -> Mention | None:
    """The noun phrase that begins at ``start`` where no verb stands between: "An analysis by … of 1972 showed"."""
    tokens = sentence.tokens
    while start < index and tokens[start].kind == "mark":
        start += 1
    if index - start > _LONGEST_OPENING:
        return None
    if any(tokens[i].lower in FINITE_WORDS or tokens[i].lower in _RELATIVE for i in range(start, index - 1)):
        return None
    mention = speakers.after(tokens, start - 1, index, sentence.text)
    if mention is None or mention.last >= index or tokens[mention.first].lower.endswith("ing"):
        return None
    return mention


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
        one = not lower.endswith("s") or lower.endswith(("ss", "is", "us"))
        described = one and (mention.lower.split()[0] in cues.DETERMINERS or lower in VOICES)
        return lower in {"he", "she", "it", "who"} or last.capital or described
    return before.lower in cues.AUXILIARIES or last.capital or mention.pronoun
