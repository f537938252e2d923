"""What makes a sentence worth checking, and what speaks against it: patterns with a weight and a reason in words.

The weights were set by hand while reading real reports; they add up, and a sentence is proposed from
:data:`THRESHOLD` on. Every pattern is bounded: sentences are short, but nobody promised that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from esgcheck.analysis.types import ClaimKind

THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Signal:
    """``reason`` is shown to people; negative signals have none. ``kind`` is what the sentence may be because of it."""

    name: str
    weight: float
    pattern: re.Pattern[str]
    reason: str = ""
    kind: ClaimKind | None = None


def _p(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(" ".join(pattern.split()).replace(" | ", "|").replace("( ", "(").replace(" )", ")"), flags)


ACTOR = Signal(
    "actor",
    0.15,
    _p(
        r"\b(?:we|our|us|wir|unser\w{0,2}|nous|notre|abbiamo|nostr[aoie]|the (?:company|group|bank|firm|corporation|"
        r"organi[sz]ation)|(?:il|del|al|dal) gruppo|la società|der konzern|die bank|das unternehmen)\b"
    ),
)

TOPIC = Signal(
    "topic",
    0.15,
    _p(
        r"\b(?:emission\w{0,3}|climate\w{0,10}|carbon\w{0,8}|co2\w{0,3}|co₂\w{0,3}|ghg|greenhouse|renewabl\w{1,3}|solar|wind power|"
        r"energ(?:y|ies|ia)|energie\w{0,12}|electricity|water|waste\w{0,5}|recycl\w{1,8}|circular\w{0,4}|packaging|plastics?|biodivers\w{2,4}|"
        r"deforest\w{1,6}|forests?|pollut\w{1,4}|environment\w{0,6}|ambient\w{1,4}|umwelt\w{0,12}|nachhaltig\w{0,6}|sostenib\w{2,6}|"
        r"sustainab\w{2,7}|eco\W?friendly|net\W?zero|paris agreement|fossil|coal|hydrogen|low\W?carbon|footprint|human rights|menschenrecht\w{0,3}|"
        r"diritti umani|forced labou?r|child labou?r|labou?r (?:rights|standards|practices)|living wage|minimum wage|gender|women|female|"
        r"diversity|inclusi(?:on|ve)|discriminat\w{1,4}|harass\w{1,5}|pay gap|accident\w{0,2}|injur(?:y|ies)|fatalit(?:y|ies)|"
        r"health and safety|occupational|safety|train(?:ing|ed)|suppliers?|supply chains?|whistleblow\w{1,4}|corrupt\w{1,4}|brib\w{2,5}|complian\w{2,3}|"
        r"due diligence|privacy|data protection|cyber\w{0,10}|surveillance|complicit\w{0,3}|communit(?:y|ies)|indigenous|donat\w{2,4}|"
        r"charit\w{2,5}|volunteer\w{0,3}|employees?|workforce|turnover rate|esg|green bonds?|taxonomy|ethic\w{1,4}|remuneration|antitrust)\b"
    ),
)

QUANTITY_WEIGHT = 0.25
QUANTITY_REASON = "has a number that can be checked"

DEADLINE = Signal(
    "deadline",
    0.15,
    _p(r"\b(?:by|until|before|bis(?: zum jahr)?|entro(?: il)?|d'ici)(?: the)?(?: end of| year| financial year| fiscal year| fine)? 20[2-6]\d\b|\b20[2-6]\d targets?\b|"
       r"\b(?:within|over|in) the next (?:two|three|four|five|ten|\d{1,2}) years\b"),
    "has a deadline",
)  # fmt: skip

CHANGE = Signal(
    "change",
    0.15,
    _p(r"\b(?:reduc(?:ed|tion|ing|e)|increas(?:ed|e|ing)|decreas(?:ed|e)|cut|lower(?:ed)?|rose|risen|fell|fallen|halved|doubled|tripled|"
       r"declin(?:ed|e)|improv(?:ed|ement)|saved|savings?|avoided|compared (?:to|with)|up from|down from|versus|year-on-year|"
       r"previous year|prior year|baseline|base year|reduziert\w{0,2}|gesenkt|gesteigert|ridott[oaie]|riduzione|aumentat[oaie])\b"),
    "says that something changed",
)  # fmt: skip

SIGNALS: tuple[Signal, ...] = (
    Signal(
        "target",
        0.3,
        _p(r"\b(?:aims?|aiming|target(?:s|ed|ing)?|goals?|objectives?|ambitions?|commit(?:s|ted|ment|ments|ting)?|pledg(?:e|es|ed)|strives?|striving|intends?|"
           r"plans? to|planned to|promis(?:e|es|ed)|set ourselves|roadmap|determined to|on track|seeks? to|endeavou?rs?|obiettiv[oi]|impegn(?:o|i|a|ata|ato|iamo)|ziel[en]?|"
           r"verpflicht\w{2,6}|streben|engageons)\b"),
        "says what it aims or promises to do",
        "commitment",
    ),
    Signal(
        "will",
        0.15,
        _p(r"\b(?:we|group|company|bank|which|and|it|they) will (?:also |continue to |further )?(?!be required|be able)[a-z]{3,}|\b(?:is|are|was|were) (?:to be|planned)\b|\bwerden wir\b"),
        "says what it will do",
        "commitment",
    ),
    Signal(
        "certification",
        0.35,
        _p(r"\biso[ /]?(?:iec )?\d{4,5}\b|\b(?:ohsas|sa ?8000|emas|en 16001|ecovadis|leed|breeam|dgnb|fsc|pefc|rspo|b corp|fair ?trade|energy star|bluesign|oeko-tex)\b|"
           r"\b(?:science.based targets? initiative|sbti)\b|\bvalidated by\b|\b(?:third.party|externally|independently|limited|external|independent)"
           r" (?:verified|assured|audited|assurance|certifi\w{2,6})\b|\bcertifi(?:ed|cation|cations|cate|cates)\b|\bzertifizier\w{1,5}\b|\bcertificat[oaei]\b|\bcertificazion[ei]\b|"
           r"\b(?:member|members|signator(?:y|ies)|participants?) (?:of|to|in) (?:the )?(?:un |united nations )?\b|\bun(?:ited nations)? global compact\b|\bsigned (?:up to )?the\b|"
           r"\b(?:rated|ranked|rating of|awarded|received an? (?:award|rating))\b"),
        "names a certificate, rating or membership",
        "certification",
    ),
    Signal(
        "denial",
        0.35,
        _p(r"\b(?:no longer|never|no evidence|not aware of|zero tolerance|does not tolerate|do not tolerate|not tolerate|not tolerated|neither|none of (?:our|the|these)|"
           r"(?:no|zero|not any|without any) (?:(?:confirmed|reported|known|such|significant|substantiated|material|serious|further|fatal|major|relevant|legal|new|work-related) ){0,3}"
           r"(?:cases?|incidents?|violations?|breach(?:es)?|fatalit(?:y|ies)|complaints?|accidents?|fines?|infringements?|allegations?|findings?|discrimination|child labou?r|forced labou?r|indications?|"
           r"proceedings?|spills?|injur(?:y|ies)|impacts?|link|involvement|intent|non-compliance|episodes?|reports?|deaths?)|"
           r"(?:have|has|did|do|does|are|is|was|were) not (?:been )?(?:\w{2,14} ){0,2}(?:involved|complicit|any|use|used|sell|sold|offer|engage|engaged|employ|finance|financed|invest|accept|support|"
           r"find|found|violate|violated|receive|received|record|recorded|permit|condone|provide|identif(?:y|ied)|commit|committed|responsible|guilty|participate|contribute|cause|caused)|"
           r"(?:respects?|respecting|upholds?) (?:all )?(?:internationally recogni[sz]ed )?human rights|prohibits?|prohibited|rejects?|refrains? from|excludes? (?:any )?(?:financing|business|transactions)|"
           r"keine(?:rlei)? (?:fälle|verstöße|hinweise|todesfälle|verletzungen|vorfälle)|nicht toleriert|non (?:si sono|sono stat[ie]|è stat[oa]) (?:\w{2,14} ){0,2}(?:registrat[ieoa]|verificat[ieoa]|rilevat[ieoa]|segnalat[ieoa])|"
           r"nessun[oa]? (?:cas[oi]|episodi[oi]?|segnalazion[ei]|infortuni[oi]?))\b"),
        "says that something is not so or does not happen",
        "denial",
    ),
    Signal(
        "action",
        0.25,
        _p(r"\b(?:implement(?:ed|s)|launch(?:ed|es)|introduc(?:ed|es)|establish(?:ed|es)|review(?:ed|s)|adopt(?:ed|s)|installed|instal(?:led|ls)|developed|set up|created|completed|"
           r"conduct(?:ed|s)|carried out|carries out|trained|invest(?:ed|s)|donated|replaced|switched|converted|rolled out|joined|expanded|extended|started|began|opened|built|assessed|"
           r"audit(?:ed|s)|appointed|published|initiated|strengthened|enhanced|achiev(?:ed|es)|attained|met|exceeded|eliminated|phased out|banned|divested|planted|restored|financed|"
           r"supported|offset|neutrali[sz]ed|optimi[sz]ed|moderni[sz]ed|upgraded|purchas(?:ed|es)|sourced|procured|integrated|consumed|generated|produced|recycled|recovered|collected|monitor(?:ed|s)|"
           r"ensur(?:ed|es)|enabl(?:ed|es)|contribut(?:ed|es)|promot(?:ed|es)|protect(?:ed|s)|helped|helps|provided|identified|retained|commissioned|participated|"
           r"uses? (?:only|exclusively)|is powered by|are powered by|operat(?:ed|es) (?:an?|its|our)|requires? (?:all|our|its|suppliers)|offers?|"
           r"implementiert|eingeführt|umgesetzt|gegründet|avviat[oaie]|adottat[oaie]|implementat[oaie]|introdott[oaie]|realizzat[oaie]|installat[oaie]|investit[oaie])\b"),
        "says what was done",
        "action",
    ),
    Signal(
        "quality",
        0.2,
        _p(r"\b(?:carbon|climate|co2|water)\W?(?:neutral\w{0,4}|positive|free|negative)|\bnet\W?zero\b|\bzero (?:emissions?|waste|carbon|accidents?)|\b100 ?(?:%|per ?cent)|\b(?:fully|completely|entirely|exclusively|all of our|"
           r"every|the (?:first|largest|most|best|only)|leading|world.class|highest|best.in.class|pioneer\w{0,3}|industry.leading)\b|\b(?:environmentally|climate|eco).friendly\b|\bmore (?:sustainable|efficient)\b|"
           r"\bmost (?:sustainable|efficient)\b|\bklimaneutral\w{0,5}|\bbiodegradable|\brecyclable|\blow.(?:emission|carbon)\b|\bresponsibly\b"),
        "uses a strong word that evidence should carry",
    ),
    Signal(
        "third party",
        0.2,
        _p(r"\b(?:independent|external|outside|third.party) (?:\w{2,15} )?(?:review|audit|auditors?|lawyers?|investigation|assessment|experts?|study|assurance|report|investigator|law firm|team)\b|"
           r"\b(?:review|audit|investigation|assessment|study|auditors?|experts?) (?:found|concluded|confirmed|showed|verified)\b"),
        "leans on an outside review",
    ),
)  # fmt: skip

AGAINST: tuple[Signal, ...] = (
    Signal("reference", -0.35, _p(r"\b(?:see (?:also |the |page|section|chapter|note|our)|(?:is|are|can be|be|was|were) (?:found|described|explained|presented|reported|disclosed|outlined|provided|available|set out|listed|shown|published|"
           r"detailed|illustrated|summari[sz]ed) (?:in|on|at|under|below|above|here)|(?:further|more|additional|detailed) (?:information|details)|refer to|for (?:more|further)|www\.|https?:|(?:the )?following (?:table|chapter|section|chart|figure)|"
           r"(?:table|chart|figure|graph) (?:below|above|shows)|siehe|si rimanda|si veda|weitere informationen)\b")),
    Signal("about the report", -0.35, _p(r"\b(?:this|the present|the|our|diese[rs]?|la presente) (?:\w{2,14}[ -]){0,3}(?:report|statement|declaration|disclosure|dichiarazione|erklärung|bericht)\b.{0,80}"
           r"\b(?:covers?|contains?|includes?|refers?|prepared|complies|published|relates?|meets?|provides?|follows|comprises|is based|describes?|presents?|redatt[ao]|basiert)\b|"
           r"\b(?:prepared|drawn up|compiled) in accordance with\b|\breporting (?:boundar|scope|period|principles|standards?)|\bgri standards?\b|\bmateriality (?:analysis|assessment|matrix)\b|\bHGB\b|\bsection \d{3}|\bNFRD\b|"
           r"\bCSRD?\W?RUG\b|\b[Dd]\. ?[Ll]gs\b|\blegislative decree\b")),
    Signal("method", -0.25, _p(r"\b(?:is|are|was|were|been) (?:calculated|estimated|extrapolated|defined|determined|derived|measured|converted|rounded|weighted|classified|collected|based) (?:as|by|on|using|from|according|with|in)\b|"
           r"\b(?:conversion|emission) factors?\b|\bmethodolog(?:y|ies)\b|\bcalculation\b|\bdefined as\b|\brefers to\b|\bthe term\b|\bdata (?:is|are|was|were) not\b|\bnot (?:available|applicable|material|included|taken into account|comparable)\b|"
           r"\brounding\b|\brestated\b|\bfootnote\b")),
    Signal("possible", -0.15, _p(r"\b(?:may|might|could|would)\b|\b(?:risks?|uncertaint(?:y|ies)|potential(?:ly)?) (?:of|that|are|is|include|arise|from|related)\b|\bif\b")),
    Signal("contact", -0.5, _p(r"[\w.]{1,40}@\w{1,40}\.|\b(?:tel|phone|telephone|fax|e-?mail|contact|imprint|copyright|all rights reserved|registered office|©)\b")),
    Signal("forward-looking", -1.0, _p(r"\bforward.looking\b|\bactual results?\b.{0,60}\bdiffer\b|\bno (?:representation|warranty|liability|guarantee|obligation to update)\b|\bundertakes? no\b|"
           r"\b(?:does|do) not (?:constitute|assume any|accept any (?:liability|responsibility))\b|\bdisclaimer\b|\bsafe harbou?r\b|\bzukunftsgerichtet\w{0,3}\b")),
    Signal("question", -0.5, _p(r"\?\s{0,2}[”\"»]?\s{0,2}$")),
    Signal("about others", -0.1, _p(r"\b(?:the european (?:union|commission)|the eu|governments?|legislators?|society|the world|worldwide|globally|in general|countries|states|cities|worldwide) (?:has|have|is|are|aims?|intends?|wants?)\b")),
    Signal("assurance wording", -0.4, _p(r"\b(?:our (?:responsibility|engagement|conclusion|opinion|examination)|we (?:conducted|performed|planned) our (?:work|engagement|audit|examination|assurance)|independent auditor.s|limited assurance (?:report|conclusion|engagement)|"
           r"ISAE 3000|IDW|ISQC|practitioner|nothing has come to our attention|professional (?:judg|skeptic)\w{2,6}|German Public Auditor)\b")),
)  # fmt: skip
"""What lowers the score: talk about the report itself, about methods, about elsewhere."""
