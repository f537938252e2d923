"""The verbs that report speech without marks, and what may follow each of them.

``VERBS`` gives for each verb, in its base form, the complements that make what follows indirect speech:

* ``clause``    a clause without "that": said the plant was closed
* ``that``      found that the plant was closed
* ``question``  asked whether, explained why, described how
* ``to``        "to" with a verb: vowed to close it, declined to comment
* ``thing``     a noun phrase: denied the allegations, announced a recall
* a preposition ("of", "for", "about") and a noun phrase: warned of a leak, called for a recall
* ``listener``  is no complement: the one addressed may stand between: told the board that
* ``shows``     is none either: the subject has to be a document or a figure (a survey shows that)
"""

from __future__ import annotations

from typing import Literal

from esgcheck.analysis.wording import word_set

Form = Literal["past", "present", "base", "gerund"]

_VERBS = """
clause that question: say
clause that question listener of about: tell
clause that of about listener against: warn
clause that question: explain add note
clause that thing: deny confess
clause that question: acknowledge admit concede confirm announce
clause that: claim argue insist maintain contend assert allege swear predict conclude state believe
that: declare stress emphasize emphasise underscore underline reiterate remark observe testify caution boast brag joke
that: complain hint signal imply quip lament proclaim certify determine opine reply respond comment counter warrant
that: mention recall repeat hold attest
clause that question: report
clause that question shows: reveal indicate show suggest estimate find discover demonstrate prove illustrate disclose
clause that to: promise vow pledge threaten
that to: agree
clause that: write tweet
clause that listener: assure remind inform notify advise convince persuade
question listener-to about: ask
listener-to: urge order instruct implore beg
to: decline refuse offer
that to thing: propose demand
that: recommend request
clause that: think
clause that to: hope expect
clause that: fear worry
that: doubt feel
question: wonder question
listener-of: accuse
of about: complain boast brag
for on: call
that: point_out
"""

_IRREGULAR = {
    "say": ("said", "said", "saying"),
    "tell": ("told", "told", "telling"),
    "write": ("wrote", "written", "writing"),
    "think": ("thought", "thought", "thinking"),
    "find": ("found", "found", "finding"),
    "show": ("showed", "shown", "showing"),
    "swear": ("swore", "sworn", "swearing"),
    "feel": ("felt", "felt", "feeling"),
    "hold": ("held", "held", "holding"),
    "beg": ("begged", "begged", "begging"),
    "admit": ("admitted", "admitted", "admitting"),
    "brag": ("bragged", "bragged", "bragging"),
    "quip": ("quipped", "quipped", "quipping"),
}


def _forms(verb: str) -> dict[str, Form]:
    if verb in _IRREGULAR:
        past, participle, gerund = _IRREGULAR[verb]
    elif verb.endswith("e"):
        past = participle = verb + "d"
        gerund = verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in "aeou":
        past = participle = verb[:-1] + "ied"
        gerund = verb + "ing"
    else:
        past = participle = verb + "ed"
        gerund = verb + "ing"
    if verb.endswith("y") and verb[-2] not in "aeou":
        present = verb[:-1] + "ies"
    else:
        present = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return {verb: "base", present: "present", gerund: "gerund", participle: "past", past: "past"}


def _read(table: str) -> dict[str, frozenset[str]]:
    verbs: dict[str, frozenset[str]] = {}
    for line in table.strip().splitlines():
        frames, _, names = line.partition(":")
        for name in names.split():
            verb = name.partition("_")[0]
            verbs[verb] = verbs.get(verb, frozenset()) | frozenset(frames.split())
    return verbs


VERBS: dict[str, frozenset[str]] = _read(_VERBS)
FORMS: dict[str, tuple[str, Form]] = {form: (verb, kind) for verb in VERBS for form, kind in _forms(verb).items()}
"""Every form of every verb: the verb and which form it is."""

SURE = word_set("say tell think believe hope insist argue claim maintain contend warn swear expect")
"""What follows these is a clause far oftener than a thing."""

NOUNS = word_set(
    """
    show shows state states claim claims report reports note notes demand demands promise promises request requests
    offer offers comment comments remark remarks estimate estimates doubt doubts fear fears hope hopes worry worries
    boast boasts hint hints quip quips pledge pledges vow vows order orders call calls question questions tweet tweets
    thought finding showing feeling thinking warning holding document counter determine swear warrant
    """
)
"""Forms that are as often a noun as a verb."""

QUESTIONS = word_set("whether if how why what who when where which")
ADJUNCTS = word_set(
    """
    in on at during after before from by through via over to as earlier later last this monday tuesday wednesday
    thursday friday saturday sunday yesterday today again also publicly recently
    """
)
"""What may stand between a verb and "that", or after "he said" at the end."""
TIMES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday yesterday today tonight earlier later again
    january february march april may june july august september october november december
    """
)
FINITE_WORDS = word_set(
    """
    is are was were am be been has have had do does did will would can could should shall may might must won't wouldn't
    can't couldn't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't shouldn't cannot
    's 're 'll 've 'd
    """
)
PLAIN_PASTS = word_set(
    """
    went came took made got gave knew saw thought found left held kept told said won lost ran led met paid sent set put
    became began felt brought bought built broke fell grew rose stood spent spoke meant heard let
    """
)
SUBJECT_PRONOUNS = word_set("he she they it we i you there this these those nobody everyone everybody")
SUBORDINATE = word_set("if while when although though because since as after before until unless whereas once even")
SOME = word_set("some many others several most few both all another nobody everyone each those people")
"""What can be a subject on its own: "some say"."""
BEFORE_SOME = word_set("and but that while as though when because if two three four")
NUMBERS = word_set("one two three four five six seven eight nine ten half third thirds quarter quarters")
NO_SUBJECT = word_set("and or but of by so to in on at with as from up out yes no nothing anything much little only")
"""What no clause begins with."""
