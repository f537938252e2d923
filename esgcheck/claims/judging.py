"""Verdicts: appended, never edited, each bound to what it was concluded from."""

from __future__ import annotations

from django.db import transaction

from esgcheck.accounts.models import User
from esgcheck.cases.models import Role
from esgcheck.claims.accepting import accept
from esgcheck.claims.models import Claim, Verdict, VerdictValue
from esgcheck.claims.news import mark_seen
from esgcheck.errors import Refused, words


@transaction.atomic
def give_verdict(*, claim: Claim, value: str, reasons: str, by: User, seen: str | None = None) -> Verdict:
    """Append a verdict, bound to what it rests on now.

    ``seen`` is the basis that the person had before their eyes, "" for a candidate with nothing linked: where another
    reviewer has changed it meanwhile the verdict is refused. None does not ask.
    """
    claim.case.require(by, Role.REVIEWER)
    if value not in VerdictValue.values:
        raise Refused("Choose one of the five verdicts.")
    if not reasons.strip():
        raise Refused("Give the reasons for the verdict: they are what a reader checks.")
    accept(claim)
    basis = claim.basis()
    if seen is not None and seen != basis and (seen or claim.links.present().exists()):
        raise Refused("Somebody has changed the claim or its evidence since you opened it. Look again, then save.")
    mark_seen(case=claim.case, by=by, claims=[claim.pk])
    return Verdict.objects.create(
        claim=claim, value=value, reasons=words(reasons), basis=basis, given_on=_files(claim), given_by=by
    )


def _files(claim: Claim) -> list[dict[str, str]]:
    """What was before the person's eyes; a newer file may take their place, and the verdict stands all the same."""
    rows = [claim, *claim.links.present()]
    files = {str(row.version_id): row.version_sha256 for row in rows}
    return [{"version": version, "sha256": sha256} for version, sha256 in files.items()]
