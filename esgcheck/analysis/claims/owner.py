"""Whose report it is: the name under which a document speaks of itself.

Half of all reports say "the KION Group has" where others say "we have". The name is the capitalised word that is used
most within sentences among those that also stand in headers, footers or on the first pages.
"""

from __future__ import annotations

import re
from collections import Counter

from esgcheck.analysis.types import FURNITURE, Document

_WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][\w&.-]{1,20}\b")
_CAPITALISED = re.compile(r"\b[A-Z][\w&.-]{1,20}\b")
_FIRST = 4_000
_LEAST = 5
_GENERAL = frozenset(
    """Group Company Board Directors Management Managing Supervisory Committee Report Annual Sustainability Financial
    Statement Code Conduct Policy Ethics Human Resources Rights Corporate Responsibility Governance Social
    Environmental
    Environment Responsible People Climate Action Plan Performance Strategy Energy Water Waste Health Safety Standards
    Standard Reporting Initiative Global European Europe Union EU UN GRI ESG SDG SDGs CO2 GHG ISO Scope CEO CFO HR IT
    Germany Italy German Italian International National Act Directive Regulation Taxonomy Article January February
    March
    April May June July August September October November December Bank Chief Executive Officer Department Area
    Section
    Chapter Table Page Consolidated Declaration Non-Financial Non-financial Change Review Industry Engagement
    Key Product Products Business Employees Customers Suppliers Development Data Contents About Our The Art
    Information Delegated Annex Pillar""".split()  # noqa: SIM905
)


def owner_of(document: Document) -> str:
    """The name, one word, or "" where none stands out."""
    text = document.text
    shown: Counter[str] = Counter()
    shown.update(_CAPITALISED.findall(text[:_FIRST]))
    for passage in document.passages:
        if passage.kind in FURNITURE and len(passage.span) < 300:
            shown.update(_CAPITALISED.findall(passage.span.of(text)))
    named = {word.casefold() for word in shown}
    used: Counter[str] = Counter(word.rstrip(".") for word in _WITHIN.findall(text))
    for word, times in used.most_common(60):
        if times < _LEAST:
            break
        if word not in _GENERAL and word.casefold() in named and len(word) > 2:
            return word
    return ""
