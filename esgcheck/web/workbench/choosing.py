"""Deciding about several lines of the list at once: what the form asks for, the question before, the sentence after."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case
from esgcheck.claims.bulk import (
    ACCEPT,
    BRING_BACK,
    DISMISS,
    GONE,
    HANGS,
    KIND,
    MERGED,
    NOT_DISMISSED,
    SUGGESTED,
    Decided,
)
from esgcheck.claims.dismissing import because_words
from esgcheck.claims.models import ClaimKind
from esgcheck.claims.review import DismissReason
from esgcheck.errors import Refused
from esgcheck.web.workbench.address import Address
from esgcheck.web.workbench.queue import listed

ASKS_FROM = 21
"""Claims from which on a decision is asked about before it is taken."""

DISMISS_REASONS = [choice for choice in DismissReason.choices if choice[0] != DismissReason.OTHER]
"""Those with words of their own: any other reason is said in words of one's own."""

_LEFT = {
    HANGS: "on which evidence or a verdict hangs",
    GONE: "no longer in this case",
    SUGGESTED: "only suggested",
    NOT_DISMISSED: "not dismissed",
    MERGED: "merged into another",
}
_KINDS: Mapping[str, str] = dict(ClaimKind.choices)


@dataclass(frozen=True)
class Asked:
    """One decision about ``ids``. ``act`` is the button: ``accept``, ``bring_back``, ``dismiss:too_vague``,
    ``dismiss:`` (no reason but perhaps words of one's own) or ``kind:metric``."""

    ids: list[uuid.UUID]
    act: str
    because: str = ""
    everything: bool = False
    """Everything under the filters, not just lines that were ticked."""
    seen: str = ""
    """How many the person knows of: what stood beside the box, or in the question that was answered."""
    sure: bool = False

    @property
    def what(self) -> str:
        return self.act.partition(":")[0]

    @property
    def value(self) -> str:
        """The reason or the kind."""
        return self.act.partition(":")[2]

    @property
    def reason(self) -> str:
        return self.value if self.what == DISMISS else ""

    @property
    def kind(self) -> str:
        return self.value if self.what == KIND else ""

    @property
    def number(self) -> int:
        return len(self.ids)

    @property
    def must_be_asked(self) -> bool:
        """Many at once, or another number than was seen, are not decided about by one click."""
        if self.seen and self.seen != str(self.number):
            return True
        return self.number >= ASKS_FROM and not self.sure

    @property
    def question(self) -> str:
        claims = _claims(self.number)
        return {
            ACCEPT: f"Accept {claims}?",
            BRING_BACK: f"Bring back {claims}?",
            KIND: f"Make {claims} “{_KINDS.get(self.kind, self.kind)}”?",
        }.get(self.what, f"Dismiss {claims}{self._for}?")

    @property
    def answer(self) -> str:
        """What the button says that goes on."""
        words = {ACCEPT: "Accept", BRING_BACK: "Bring back", KIND: "Change"}.get(self.what, "Dismiss")
        return f"{words} {self.number:,}"

    @property
    def _for(self) -> str:
        words = because_words(self.reason, self.because)
        return f": {in_a_sentence(words)}" if words else ""

    def outcome(self, decided: Decided) -> str:
        """One sentence: what is done, and what was left as it was and why."""
        claims = _claims(decided.done)
        done = {
            ACCEPT: f"Accepted {claims}",
            BRING_BACK: f"Brought back {claims}",
            KIND: f"{claims[:1].upper()}{claims[1:]} {'is' if decided.done == 1 else 'are'} now "
            f"“{_KINDS.get(self.kind, self.kind)}”",
        }.get(self.what, f"Dismissed {claims}{self._for}")
        whys = Counter(outcome.why for outcome in decided.left)
        left = ", ".join(f"{number:,} {_LEFT.get(why, why)}" for why, number in whys.items())
        if not decided.done:
            return f"Nothing was changed: {left}."
        return f"{done}; left as they were: {left}." if left else f"{done}."


def asked_in(case: Case, user: User, address: Address, form: QueryDict) -> Asked:
    """What the form asks for. Raises Refused where no line is chosen."""
    everything = "all" in form
    ids = [item.id for item in listed(case, user, address).items] if everything else _ids(form.getlist("claim"))
    if not ids:
        raise Refused("Nothing is chosen yet: tick the boxes of the claims you mean, then decide.")
    sure, seen = form.get("sure", ""), form.get("all", "")
    return Asked(ids, form.get("act", ""), form.get("because", "").strip(), everything, sure or seen, bool(sure))


def in_a_sentence(because: str) -> str:
    """A reason as it stands after a colon."""
    return (because[:1].lower() + because[1:]).rstrip(".")


def _ids(values: list[str]) -> list[uuid.UUID]:
    found = []
    for value in values:
        try:
            found.append(uuid.UUID(value))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _claims(number: int) -> str:
    return f"{number:,} claim{'' if number == 1 else 's'}"
