"""Which cases may send text to the operator's language model: those whose lead said so, for the place it has now."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from esgcheck.accounts.models import User
from esgcheck.cases.models import Case, Role
from esgcheck.claims.language_model.address import Address, configured, in_use_since
from esgcheck.claims.models import Candidate
from esgcheck.claims.models.found import CandidateQuerySet
from esgcheck.errors import Refused

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Consent:
    """How a case stands to the language model. ``lapsed``: it was allowed, but for another address than today's."""

    address: Address | None
    allowed: bool
    lapsed: bool
    by: User | None
    at: datetime | None


def consent_of(case: Case) -> Consent:
    row = Case.objects.select_related("language_model_by").get(pk=case.pk)
    address = configured()
    given = row.language_model_by is not None and row.language_model_at is not None
    good = given and address is not None and _is_for(row.language_model_at, address)
    return Consent(
        address=address,
        allowed=good,
        lapsed=given and address is not None and not good,
        by=row.language_model_by,
        at=row.language_model_at,
    )


def may_send(case_id: uuid.UUID, *, lock: bool = False) -> bool:
    """Whether text of this case may be sent at this moment. With ``lock``, in a transaction, it stays so to its end."""
    address = configured()
    if address is None:
        return False
    rows = Case.objects.filter(pk=case_id, language_model_by__isnull=False, language_model_at__isnull=False)
    if lock:
        rows = rows.select_for_update(no_key=True)
    at = rows.values_list("language_model_at", flat=True).first()
    return at is not None and _is_for(at, address)


@transaction.atomic
def allow_language_model(*, case: Case, by: User, seen: str) -> None:
    """Let text of the case's reports be sent to the operator's language model. Leads only.

    ``seen`` is ``Address.name`` as the person read it: nobody agrees to a place that was changed meanwhile.
    """
    case.require(by, Role.LEAD)
    address = configured()
    if address is None:
        raise Refused("No language model is set up on this server, so nothing can be sent. Ask whoever runs it.")
    if seen != address.name:
        raise Refused("The language model of this server was changed meanwhile. Read where text would go, then decide.")
    since = in_use_since(address)
    now = max(timezone.now(), since)
    Case.objects.filter(pk=case.pk).update(language_model_by=by, language_model_at=now)
    logger.info("Case %s: language model allowed by user %s", case.pk, by.pk)


@transaction.atomic
def forbid_language_model(*, case: Case, by: User, remove: bool = False) -> int:
    """Send nothing more, from this moment on. Leads only. With ``remove`` also take away what language models have
    proposed and nobody has decided about; returns how many that were."""
    case.require(by, Role.LEAD)
    list(Case.objects.select_for_update(no_key=True).filter(pk=case.pk).values_list("pk"))
    Case.objects.filter(pk=case.pk).update(language_model_by=None, language_model_at=None)
    logger.info("Case %s: language model forbidden by user %s", case.pk, by.pk)
    return proposed_in(case).delete()[1].get("claims.Candidate", 0) if remove else 0


def proposed_in(case: Case) -> CandidateQuerySet:
    """What language models have proposed in the case and nobody has decided about."""
    return Candidate.objects.undecided().filter(version__case=case).exclude(proposed_by="")


def _is_for(at: datetime | None, address: Address) -> bool:
    return at is not None and at >= in_use_since(address)
