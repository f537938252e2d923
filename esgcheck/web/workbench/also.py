"""Where a suggested passage stands once more: every year's report says it, page 4 and page 92 do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from esgcheck.analysis.types import Span
from esgcheck.claims.models import Suggestion
from esgcheck.documents.models import Version
from esgcheck.web.workbench.address import Address
from esgcheck.web.workbench.placing import place_words


@dataclass(frozen=True)
class Also:
    """A further place of a suggestion."""

    title: str
    place: str
    url: str


def places_of(suggestions: Sequence[Suggestion], address: Address) -> dict[int, list[Also]]:
    """By the rank of a suggestion; places in files that have gone since are left out."""
    wanted = {place["version"] for suggestion in suggestions for place in suggestion.places}
    versions = Version.objects.present().filter(pk__in=wanted) if wanted else Version.objects.none()
    titles = {str(pk): title for pk, title in versions.values_list("pk", "document__title")}
    return {
        suggestion.rank: [
            Also(
                titles[place["version"]],
                place_words(place["page"], "", place["time_start"]),
                address.source_url(place["version"], at=Span(place["start"], place["end"])),
            )
            for place in suggestion.places
            if place["version"] in titles
        ]
        for suggestion in suggestions
    }
