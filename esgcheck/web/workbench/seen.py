"""How a claim stood when a form was shown, so that nobody overwrites unknowingly what another has done since."""

from __future__ import annotations

import hashlib
import json
import uuid

from django.http import Http404

from esgcheck.cases.models import Case
from esgcheck.claims import review
from esgcheck.claims.models import Candidate, Claim
from esgcheck.errors import Refused

CHANGED = (
    "Somebody has changed this claim since you opened it, so nothing of yours has been saved. "
    "Look at how it stands now, then press the button again."
)


def stand_of(item: Claim | Candidate) -> str:
    """A short hash of where it stands, what it says and its topics. Being accepted as it is changes none of them."""
    stand = [item.start, item.end, item.fields, item.topics, str(getattr(item, "merged_into_id", None))]
    return hashlib.sha256(json.dumps(stand, sort_keys=True).encode()).hexdigest()[:16]


def as_seen(case: Case, claim_id: uuid.UUID, seen: str | None) -> Claim | Candidate:
    """The claim or candidate, held until the transaction ends. Raises Refused where it is not as it was ``seen``."""
    Claim.objects.select_for_update(of=("self",)).filter(case=case, pk=claim_id).order_by().first()
    item = review.find_claim(case, claim_id)
    if item is None:
        raise Http404
    if seen and seen != stand_of(item):
        raise Refused(CHANGED)
    return item
