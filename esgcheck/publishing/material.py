"""Everything a publication of a claim is made from, fetched once, and refused where it is not fit to be published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from esgcheck.claims.models import CheckStatus, Claim, EvidenceLink, Quotation, Response, Stance, Verdict
from esgcheck.claims.reanchoring import waiting_of
from esgcheck.documents.models import Document, ProvenanceHop, Version
from esgcheck.errors import Refused

_FIRST = {Stance.CONTRADICTS: 0, Stance.SUPPORTS: 1, Stance.CONTEXT: 2}


@dataclass(frozen=True)
class Material:
    """``links`` in the order of the page: contradicting first. ``versions`` by id, the report's first."""

    claim: Claim
    verdict: Verdict
    links: list[EvidenceLink]
    quotations: list[Quotation]
    responses: list[Response]
    versions: dict[str, Version]
    basis: str

    @cached_property
    def documents(self) -> list[Document]:
        return [version.document for version in self.versions.values()]

    @cached_property
    def hops(self) -> list[ProvenanceHop]:
        return [hop for document in self.documents for hop in document.hops.all()]


def gather(claim: Claim) -> Material:
    """Raises Refused, saying what to do, for a claim that cannot be published as it stands."""
    if claim.merged_into_id is not None:
        raise Refused("This claim was merged into another. Publish that one, or undo the merging.")
    if claim.state != Claim.State.ACCEPTED:
        raise Refused("This claim was dismissed. Accept it before publishing it.")
    if waiting_of([claim, *claim.links.present()]):
        raise Refused(
            "A newer file has come of a document that this rests on, and changed the words. Say what is to become of "
            "them, then publish."
        )
    verdict = claim.verdict
    if verdict is None:
        raise Refused("Give a verdict before publishing: a claim without one says nothing that could be checked.")
    if claim.verdict_is_stale:
        raise Refused("What the verdict rests on has changed since it was given. Look again and give the verdict anew.")
    links = sorted(claim.links.present(), key=lambda link: (_FIRST[Stance(link.stance)], link.created_at))
    quotations = list(
        Quotation.objects.worded()
        .filter(version=claim.version_id, start__gte=claim.start, end__lte=claim.end)
        .filter(check_result__isnull=False)
        .select_related("check_result")
    )
    versions = _versions(claim, links, quotations)
    for link in links:
        link.version = versions[str(link.version_id)]
    return Material(
        claim=claim,
        verdict=verdict,
        links=links,
        quotations=quotations,
        responses=list(claim.case.responses.all()),
        versions=versions,
        basis=claim.basis(),
    )


def best_match(quotation: Quotation) -> dict[str, Any] | None:
    """Where the quotation stands, if it was found in one place."""
    matches: list[dict[str, Any]] = quotation.check_result.matches
    return matches[0] if matches and quotation.check_result.status != CheckStatus.SPLICED else None


def parts_of(quotation: Quotation) -> list[dict[str, Any]]:
    """Where the parts of a spliced quotation stand; nothing of any other."""
    check = quotation.check_result
    return list(check.matches) if check.status == CheckStatus.SPLICED else []


def _versions(claim: Claim, links: list[EvidenceLink], quotations: list[Quotation]) -> dict[str, Version]:
    matched = [match["version"] for match in map(best_match, quotations) if match]
    matched += [match["version"] for quotation in quotations for match in parts_of(quotation)]
    wanted = list(dict.fromkeys([str(claim.version_id), *(str(link.version_id) for link in links), *matched]))
    found = claim.case.versions.select_related("document").prefetch_related("document__hops").in_bulk(wanted)
    versions = {str(pk): version for pk, version in found.items()}
    if missing := [pk for pk in wanted if pk not in versions]:
        raise Refused(f"{len(missing)} of the documents that are needed are gone. Have the case checked again.")
    for version in versions.values():
        title = version.document.title
        if version.document.removed_at is not None:
            raise Refused(f"“{title}” was taken out of the case. Bring it back, or unlink what stands in it.")
        if version.state not in {Version.State.FINDING, Version.State.READY}:
            raise Refused(f"“{title}” is being read at the moment, or could not be read. Publish when it is ready.")
    return {pk: versions[pk] for pk in wanted}
