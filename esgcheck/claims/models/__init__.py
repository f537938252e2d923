"""What the machine found (``found``: disposable) and what people decided (``decided``: permanent)."""

from esgcheck.claims.models.carried import Outcome
from esgcheck.claims.models.decided import (
    Claim,
    ClaimKind,
    EvidenceLink,
    Response,
    Stance,
    Verdict,
    VerdictValue,
)
from esgcheck.claims.models.found import Candidate, CheckStatus, Quotation, QuotationCheck, Suggestion
from esgcheck.claims.models.news import News, Seen
from esgcheck.claims.models.recomputed import Recomputation, ReportFigures
from esgcheck.claims.models.remembered import ClaimVector, HeldAgainst, LookUp, PassageVectors, Weighed
from esgcheck.claims.models.years import YearMatch, YearOutcome

__all__ = [
    "Candidate",
    "CheckStatus",
    "Claim",
    "ClaimKind",
    "ClaimVector",
    "EvidenceLink",
    "HeldAgainst",
    "LookUp",
    "News",
    "Outcome",
    "PassageVectors",
    "Quotation",
    "QuotationCheck",
    "Recomputation",
    "ReportFigures",
    "Response",
    "Seen",
    "Stance",
    "Suggestion",
    "Verdict",
    "VerdictValue",
    "Weighed",
    "YearMatch",
    "YearOutcome",
]
