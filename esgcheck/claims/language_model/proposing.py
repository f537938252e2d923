"""Ask the language model about one report, and keep what it proposes as its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.utils import timezone

from esgcheck.analysis.types import Document
from esgcheck.claims.finding import propose
from esgcheck.claims.language_model.address import Address, configured
from esgcheck.claims.language_model.anchoring import Anchored, anchor
from esgcheck.claims.language_model.client import Conversation, NoAnswer, PartRefused, Refuses
from esgcheck.claims.language_model.consent import may_send
from esgcheck.claims.language_model.describing import described
from esgcheck.claims.language_model.parts import Part, parts_of
from esgcheck.claims.language_model.prompt import NotUnderstood, messages_for, proposals_in
from esgcheck.claims.language_model.standing import AGAIN, note, words_of
from esgcheck.documents.models import Kind, Version
from esgcheck.documents.reading import as_read
from esgcheck.jobs.work import Run

STOP_AFTER = 3
"""So many parts one after the other without an answer of use, and the rest is not asked."""


@dataclass
class Asked:
    """What became of the parts of a report; ``stopped`` says why the rest was not asked, if so."""

    parts: int
    sent: int = 0
    useless: int = 0
    dropped: int = 0
    found: list[Anchored] = field(default_factory=list)
    stopped: str = ""


def wants_proposals(version: Version) -> bool:
    """Whether the language model is to be asked about this version at all: a report, of a case that allows it."""
    reports = Version.objects.present().filter(pk=version.pk, document__kind=Kind.REPORT)
    return reports.exists() and may_send(version.case_id)


def propose_in_version(version: Version, run: Run) -> bool:
    """Send the report part by part and store what comes back; whether the list of claims has changed by it.

    Before every part the consent is looked at anew; once it is gone nothing more is sent and nothing of it kept. Raises
    NoAnswer or Refuses where the very first part gets no answer; later on what was got is kept, and the rest is told.
    """
    address = configured()
    if address is None or not wants_proposals(version):
        return False
    document = as_read(version)
    asked = _ask(version, address, document)
    if asked is None:
        return False
    found = described(document, asked.found)
    before = version.candidates.exclude(proposed_by="").count()
    with run.writing():
        if not may_send(version.case_id, lock=True):
            return False
        kept = propose(version=version, found=found, by_model=address.model, run=run)
        note(version, _sentence(asked, kept, address))
    return bool(kept or before)


def _ask(version: Version, address: Address, document: Document) -> Asked | None:
    """None where the consent was taken back meanwhile."""
    parts = parts_of(document)
    asked = Asked(len(parts))
    until = time.monotonic() + settings.LANGUAGE_MODEL_MINUTES * 60
    in_vain = 0
    with Conversation(address) as conversation:
        for part in parts:
            if not wants_proposals(version):
                return None
            if time.monotonic() > until:
                asked.stopped = "it took longer than a report may take here"
                break
            asked.sent += 1
            try:
                found, dropped = _about(part, document, conversation)
            except (NoAnswer, Refuses, NotUnderstood) as error:
                if asked.sent == 1 and not isinstance(error, PartRefused | NotUnderstood):
                    raise
                asked.useless += 1
                in_vain += 1
                if in_vain == STOP_AFTER or not isinstance(error, NoAnswer | PartRefused | NotUnderstood):
                    asked.stopped = words_of(type(error).__name__)
                    break
                continue
            in_vain = 0
            asked.found += found
            asked.dropped += dropped
    return asked


def _about(part: Part, document: Document, conversation: Conversation) -> tuple[list[Anchored], int]:
    proposals, without_form = proposals_in(conversation.ask(messages_for(part)))
    found, not_there = anchor(proposals, part, document.text)
    return found, not_there + without_form


def _sentence(asked: Asked, kept: int, address: Address) -> str:
    return " ".join(_sentences(asked, kept, address))


def _sentences(asked: Asked, kept: int, address: Address) -> Iterator[str]:
    """What went out and what came of it, for whoever asks later which text has left this server."""
    day = timezone.now()
    yield (
        f"On {day.day} {day:%B %Y} its text was sent to the language model {address.name}, "
        f"{_count(asked.sent, 'part')} of {asked.parts}: {_count(kept, 'proposal')} kept."
    )
    if asked.dropped:
        do = "does" if asked.dropped == 1 else "do"
        yield f"{_count(asked.dropped, 'more')} left out, as what it quoted {do} not stand in the report word for word."
    if asked.useless:
        yield f"{_count(asked.useless, 'part')} got no answer of use."
    if asked.stopped:
        yield f"The rest was not asked: {asked.stopped}. {AGAIN}"


def _count(number: int, what: str) -> str:
    if what == "more":
        return f"{number} more"
    return f"{number} {what}{'' if number == 1 else 's'}"
