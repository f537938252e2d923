"""Who has been named in a text so far, and whom "she", "Lopez" or "the spokesperson" therefore means."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from esgcheck.analysis.quotations import cues, speakers

_FEMALE = frozenset({"mrs", "ms", "miss", "madam"})


@dataclass(slots=True)
class Memory:
    """Who has been named so far, for pronouns. Filled in reading order, one paragraph after the other."""

    people: deque[str] = field(default_factory=lambda: deque(maxlen=40))
    groups: deque[str] = field(default_factory=lambda: deque(maxlen=40))
    gender: dict[str, str] = field(default_factory=dict)
    full_names: dict[str, str] = field(default_factory=dict)
    """By surname."""
    alone: set[str] = field(default_factory=set)
    """Names that stood alone before any full name ended with them: a company's, no surname."""
    last: str = ""
    """Who spoke last, where a language leaves the subject out."""
    narrator: str = ""
    """Who says the text itself, in a transcript: "I"."""
    roles: dict[str, str] = field(default_factory=dict)
    """Who was last named as a spokesperson, a lawyer …"""

    def knows(self, word: str) -> bool:
        """Whether the word is part of the name of somebody who spoke before."""
        return any(word in name.split() for name in (*self.people, *self.groups))

    def note(self, name: str) -> None:
        """A speaker was named."""
        if not name or name.lower() in cues.PRONOUNS:
            return
        words = name.split()
        if words[0].lower() in {"a", "an"}:
            for word in words:
                if word.lower() in cues.ROLES:
                    self.roles[word.lower()] = name
        elif len(words) <= 4 and all(word[:1].isupper() for word in words):
            self.introduce(words)
        first = name.split()[0].lower().rstrip(".")
        if first in _FEMALE:
            self.gender[name.split()[-1]] = "she"
        elif first == "mr":
            self.gender[name.split()[-1]] = "he"
        (self.people if _may_be_person(name) else self.groups).append(name)

    def introduce(self, words: Sequence[str], role: str = "") -> None:
        """A full name, speaker or not, for when the surname alone speaks: ["Maria", "Lopez"]."""
        if words[0].lower().rstrip(".") in speakers.TITLES:
            words = words[1:]
        if len(words) >= 2 and words[-1].lower() not in _GROUP_WORDS and words[-1] not in self.alone:
            self.full_names[words[-1]] = " ".join(words)
        if role and words:
            self.roles[role] = " ".join(words)

    def full(self, name: str) -> str:
        """ "Maria Lopez" for "Lopez" and "Ms. Lopez"; the name of the last spokesperson for "the spokesperson"."""
        words = name.split()
        if words[0].lower() == "the" and len(words) in {2, 3}:
            return self.roles.get(words[-1].lower(), name) if words[-1].islower() else name
        titled = len(words) == 2 and words[0].lower().rstrip(".") in speakers.TITLES
        if len(words) == 1 or titled:
            return self.full_names.get(words[-1], name)
        return name

    def resolve(self, pronoun: str, nearby: Sequence[str]) -> str:
        """The last fitting name: from ``nearby`` (latest last), then from earlier speakers; empty when none fits."""
        lower = pronoun.lower()
        if lower in {"i", "we", "you", "who"}:
            return self.narrator if lower == "i" else ""
        if lower in cues.PERSON_PRONOUNS:
            for name in [*reversed(nearby), *reversed(self.people)]:
                known = self.gender.get(name.split()[-1])
                if _may_be_person(name) and known in (None, lower) and name != self.narrator:
                    self.gender.setdefault(name.split()[-1], lower)
                    return name
            return ""
        for name in [*reversed(nearby), *reversed(self.groups)]:
            if not _may_be_person(name) or "team" in name.lower():
                return name
        return nearby[-1] if nearby and lower == "they" else ""


_GROUP_WORDS = frozenset(
    """company firm group team committee commission government agency department ministry bank fund association union
    police court board council campaign party authorities officials critics lawyers experts office inc ltd ag gmbh corp
    spa se plc report statement review study administration court media news times post foundation institute university
    congress senate house""".split()  # noqa: SIM905
)


def _may_be_person(name: str) -> bool:
    words = [word.lower().strip(".,’'") for word in name.split()]
    if not words or words[-1] in _GROUP_WORDS or any(w in {"inc", "ltd", "ag", "gmbh", "corp", "plc"} for w in words):
        return False
    if words[0] in cues.DETERMINERS:
        return any(word in cues.ROLES for word in words) and not words[-1].endswith("s")
    return name[:1].isupper() and not (len(words) == 1 and name.isupper())
