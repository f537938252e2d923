"""Who can tell something: people, groups, documents and names, and not the writer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from esgcheck.analysis.quotations import cues
from esgcheck.analysis.quotations.reporting import BELIEVING, NO_VOICES, OWN, SOME, SURE, TIMES, VOICES
from esgcheck.analysis.quotations.speakers import Mention
from esgcheck.analysis.quotations.tokens import Token

MEASURING = frozenset(
    """reports emails documents records filings poll polls survey surveys study studies analysis review audit
    investigation research paper inquiry test tests inspection assessment""".split()  # noqa: SIM905
)
"""What finds and shows things, as well as that something is so."""
_NOBODY = frozenset(
    """our my please si on es let let's once perhaps maybe there here then also yourself myself i'm i'll i'd i've
    you'd nothing furthermore additionally moreover similarly therefore""".split()  # noqa: SIM905
)
"""With which no teller begins."""
_LEGAL_FORMS = frozenset({"ag", "se", "spa", "plc", "ltd", "inc", "gmbh", "sa", "nv", "holding", "group"})
_WRITINGS = frozenset({"report", "document", "section", "chapter", "statement", "brochure", "page", "policy", "code"})


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


def is_somebody(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a source without a name is meant: "someone in attendance", "one of his aides", "a person familiar"."""
    after = tokens[mention.last + 1].lower if mention.last + 1 < len(tokens) else ""
    counted = after == "of" and mention.lower in {"one", "some", "several", "many", "most"}
    return counted or mention.lower.split()[0] in {"someone", "somebody"} or mention.lower.endswith(" familiar")


def is_own_voice(speaker: str, owner: str) -> bool:
    """Whether nobody is left beside the owner (in lower case): "the Addiko Group", but not "Addiko's lawyers"."""
    words = set(re.findall(r"\w+", speaker.lower()))
    return owner in words and words <= {owner} | OWN | cues.DETERMINERS | _LEGAL_FORMS


def measures(mention: Mention, verb: str) -> bool:
    """Whether a survey, a study or an audit shows something."""
    return verb in {"find", "show", "reveal", "suggest", "indicate"} and not MEASURING.isdisjoint(mention.lower.split())


def names_voice(mention: Mention) -> bool:
    """Whether a word for a person, a group or a document is in it."""
    return not VOICES.isdisjoint(mention.lower.split())
