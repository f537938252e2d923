"""Taking a decision back: what was accepted or dismissed a moment ago is a suggestion of the machine again."""

from __future__ import annotations

from django.db import transaction

from esgcheck.accounts.models import User
from esgcheck.cases.models import Role
from esgcheck.claims.models import Candidate, Claim
from esgcheck.errors import Refused


@transaction.atomic
def take_back(*, claim: Claim, by: User) -> None:
    """Undo accepting or dismissing a candidate. Refused once a person's work hangs on the claim, which would go too."""
    claim.case.require(by, Role.REVIEWER)
    if not Candidate.objects.filter(pk=claim.pk).exists():
        raise Refused("This claim was marked by hand, so it cannot become a suggestion. Dismiss it instead.")
    if claim.links.exists() or claim.verdicts.exists():
        raise Refused("Evidence or a verdict hangs on this claim already. Dismiss it instead; nothing of it is lost.")
    claim.delete()
