"""Whether the case holds anything by whoever a quotation is attributed to.

A quotation that stands nowhere in the sources is one thing where its speaker's own talk is among them, and another
where nothing of theirs is: then it cannot be checked, and what to get is known. Names are compared as they are written:
with who speaks in a transcript, with titles and with what a file says of its author, then with the words of the
documents. To be named in passing does not make a document theirs; to be named often may, since it is then about them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .languages import EVERYWHERE_COMMON
from .locating import Locator
from .spelling import is_word
from .types import Attribution
from .wording import word_set

_NAMED_OFTEN = 3

_NAME = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w’'&.-]*\w(?:\s+(?:(?:of|for|the|and|de|di|van|von|der)\s+)*[A-ZÀ-ÖØ-Þ][\w’'&.-]*\w)*"
)
_TITLE = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ0-9][\w’'&-]*\s+(?:(?:of|for|on|the|and)\s+)*){1,6}(?:Report|Review|Agreement|Contract|Policy|Audit|"
    r"Study|Assessment|Letter|Directive|Regulation|Convention|Charter|Treaty|Act|Opinion|Judgment|Judgement|Statement|"
    r"Principles|Code|Standard|Interview)\b"
)
_RANKS = word_set(
    """
    mr mrs ms miss dr prof professor sir dame lord lady ceo cfo coo chair chairman chairwoman chairperson
    president director chief executive officer head manager minister secretary senator judge attorney ambassador
    spokesperson spokesman spokeswoman founder partner vice managing general senior
    """
)
_BODIES = word_set(
    """
    commission bank group agency union council ministry court nations university institute committee association
    foundation company corporation international department office authority services service board federation fund
    organisation organization parliament government limited ltd inc plc ag gmbh report review agreement contract policy
    audit study assessment letter directive regulation convention charter treaty act opinion judgment judgement
    statement principles code standard interview
    """
)
"""Words in names of bodies and of documents, which have no surname."""


@dataclass(frozen=True, slots=True)
class Holding:
    """Who or what a quotation is attributed to by name, empty where by none; the documents that are theirs or about
    them, and those that only name them."""

    name: str
    documents: tuple[int, ...] = ()
    naming: tuple[int, ...] = ()


NOBODY = Holding("")
"""What is held of somebody who is not named."""


def held_of(attribution: Attribution, locator: Locator) -> Holding:
    """What of the documents is by, or about, whoever ``attribution`` names."""
    name = named(attribution)
    if not name:
        return NOBODY
    words = name.split()
    known = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    surname = known
    if 1 < len(words) < 4 and not _BODIES & {word.lower() for word in words}:
        surname = re.compile(rf"(?<!\w){re.escape(words[-1])}(?!\w)", re.IGNORECASE)
    rare = known if is_word(words[-1].lower()) else re.compile(surname.pattern)
    theirs: list[int] = []
    naming: list[int] = []
    for number, document in enumerate(locator.documents):
        shown = [document.name, *(value for _, value in document.facts), *locator.speakers(number)]
        if _in_title(name, document.name) or any(known.search(text) or surname.search(text) for text in shown):
            theirs.append(number)
        elif words[-1] in document.text and (times := len(rare.findall(document.text))):
            (theirs if times >= _NAMED_OFTEN else naming).append(number)
    return Holding(name, tuple(theirs), tuple(naming))


def named(attribution: Attribution) -> str:
    """The name of a person, an organisation or a document in an attribution, without ranks; empty where it has none."""
    if title := _TITLE.search(_without_start(attribution.sentence)):
        words = [word for word in title[0].split() if word.lower() not in EVERYWHERE_COMMON]
        if len(words) > 1 and not attribution.speaker:
            return " ".join(words)
    for candidate in _NAME.findall(attribution.speaker) or _NAME.findall(attribution.said_as):
        words = [word for word in candidate.split() if word.lower().strip(".") not in _RANKS]
        while words and words[0].lower() in EVERYWHERE_COMMON:
            words = words[1:]
        if words:
            return " ".join(words).removesuffix("'s").removesuffix("’s")
    return ""


def _without_start(sentence: str) -> str:
    """The first word has a capital whatever it is."""
    first, _, rest = sentence.strip().partition(" ")
    return rest if first.lower() in EVERYWHERE_COMMON else sentence


def _in_title(name: str, title: str) -> bool:
    """Whether a title has all the words of a document's name, in whatever order."""
    words = set(re.findall(r"\w+", title.lower()))
    wanted = set(re.findall(r"\w+", name.lower())) - EVERYWHERE_COMMON
    return len(wanted) > 1 and wanted <= words
