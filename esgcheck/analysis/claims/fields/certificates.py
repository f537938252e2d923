"""Which certificate, label, rating or membership a claim names, and who gave it."""

from __future__ import annotations

import re

from esgcheck.analysis.claims.fields.words import Words
from esgcheck.analysis.types import ClaimField

_CERTIFICATE = re.compile(
    r"\b(?:(?:UNI |DIN |EN |BS |UNE )*(?:EN )?ISO(?:/IEC|/TS)?[ -]?\d{4,5}(?:[:-]\d{1,4})?|OHSAS ?18001|"
    r"SA ?8000|EMAS(?: III)?|IATF ?16949|AA ?1000\w{0,2}|"
    r"FSC|PEFC|MSC|RSPO|GOTS|LEED(?: (?:Gold|Platinum|Silver))?|BREEAM|DGNB|EU Ecolabel|Blue Angel|"
    r"Blauer Engel|Cradle to Cradle|Energy Star|Fairtrade|"
    r"EcoVadis(?: (?:[Gg]old|[Ss]ilver|[Pp]latinum|[Bb]ronze))?|B Corp|CDP|MSCI|Sustainalytics|"
    r"UN Global Compact|Global Compact|Science Based Targets initiative|SBTi|"
    r"Responsible Business Alliance|RBA|WBCSD|PRI|TCFD|Charta der Vielfalt|Diversity Charter|"
    r"Women['’]s Empowerment Principles|great place to work)\b",
    re.IGNORECASE,
)
_ISSUER = re.compile(
    r"\b(?:certified|audited|awarded|issued|granted|verified|validated|assured|rated|accredited|recognised|"
    r"recognized|zertifiziert|geprüft|rilasciat[oa]|"
    r"certificat[oaie]|verificat[oaie]|attribuit[oa]|délivrée?|certifiée?s?)(?: [\w/:.-]{1,30}){0,4}? (?:by|durch|"
    r"von|vom|da|dal|dall['’]|par) ?"
    r"((?:the |der |den )?[A-Z][\w&.üÜ]*(?:[ -](?:(?:of|for|and|&|du|di|für) )?[A-Z][\w&.]*){0,5})|"
    r"\bfrom (?:the )?((?:[A-Z][\w&.]*[ ]){0,4}(?:TÜV|Bureau Veritas|DNV|SGS|DEKRA|DQS|Lloyd['’]s Register|"
    r"Intertek|RINA|Society|Council|Institute|Association)(?: [A-Z]\w*){0,5})"
)


def certificate_fields(words: Words) -> list[ClaimField]:
    """The certificates that are named, and who issued them."""
    fields: list[ClaimField] = []
    for match in list(_CERTIFICATE.finditer(words.line))[:6]:
        if not any(field.text == match[0] for field in fields):
            span = words.span(match.start(), match.end())
            fields.append(ClaimField("certificate", match[0], "", span, len(fields)))
    issuer = _ISSUER.search(words.line)
    if issuer:
        group = 1 if issuer[1] else 2
        fields.append(
            ClaimField(
                "issuer",
                issuer[group].rstrip("."),
                "",
                words.span(issuer.start(group), issuer.start(group) + len(issuer[group].rstrip("."))),
            )
        )
    return fields
