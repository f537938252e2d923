"""What makes a sentence worth checking.

The weights were set by hand while reading real reports; they add up, and a sentence is proposed from
:data:`THRESHOLD` on. ``against`` has what lowers the sum.
"""

from __future__ import annotations

import re

from esgcheck.analysis.claims.abroad import also
from esgcheck.analysis.claims.phrases import Signal, phrases

THRESHOLD = 0.5

ACTOR = Signal(
    "actor",
    0.15,
    phrases(
        r"""we our us wir unser\w{0,2} nous notre abbiamo nostr[aoie] the_(?:company|group|bank|firm|corporation)
        the_organi[sz]ation (?:il|del|al|dal)_gruppo la_società der_konzern die_bank das_unternehmen"""
    ),
    also=also("actor"),
)

TOPIC = Signal(
    "topic",
    0.15,
    phrases(
        r"""(?:de)?carboni[sz]\w{2,6} emission\w{0,3} climat\w{1,10} carbon co2\w{0,3} co₂\w{0,3} ghg greenhouse
        renewabl\w{1,3} solar wind_(?:power|farm\w?|energy) energ(?:y|ies|ia) energie\w{0,12} electricity water
        waste\w{0,5} recycl\w{1,8} circular\w{0,4} packaging plastics? biodivers\w{2,4} deforest\w{1,6} forests?
        pollut\w{1,4} environment\w{0,6} ambient\w{1,4} umwelt\w{0,12} nachhaltig\w{0,6} sostenib\w{2,6}
        sustainab\w{2,7} eco\W?friendly net\W?zero paris_agreement fossil coal hydrogen low\W?carbon footprint
        human_rights menschenrecht\w{0,3} diritti_umani forced_labou?r child_labou?r
        labou?r_(?:rights|standards|practices) living_wage minimum_wage gender women female diversity
        inclusi(?:on|ve) discriminat\w{1,4} harass\w{1,5} pay_gap accident\w{0,2} injur(?:y|ies) fatalit(?:y|ies)
        occupational safety train(?:ing|ed) suppliers? supply_chains? whistleblow\w{1,4} corrupt\w{1,4} brib\w{2,5}
        complian\w{2,3} due_diligence privacy data_protection cyber\w{0,10} surveillance complicit\w{0,3}
        communit(?:y|ies) indigenous donat\w{2,4} rifiut[oi] acqua dipendent[ei] formazione fornitor[ei] sicurezza
        donne energetic\w{1,2} consum[oi] ricicl\w{1,6} emissioni filiera corruzione abf[aä]ll\w{0,3} wasser\w{0,10}
        mitarbeit\w{2,8} lieferant\w{0,4} lieferkette\w? frauen schulung\w{0,3} arbeitssicherheit korruption\w{0,12}
        treibhausgas\w{0,12} klima\w{0,12} charit\w{2,5} volunteer\w{0,3} employees? workforce esg green_bonds?
        trade_unions? unions? works_councils? grievances? infortun\w{1,2} unf[aä]lle? personal_data location_data
        taxonomy ethic\w{1,4} antitrust"""
    ),
    also=also("topic"),
)

GREEN = re.compile(
    r"\b(emission|climat|carbon|renewabl|solar|wind|energ|recycl|circular|packaging|biodivers|deforest|pollut|"
    r"environment|sustainab|net.zero|fossil|hydrogen|footprint|efficien|water|waste|green|electric|co2|clean)",
    re.IGNORECASE,
)
DENSE_WEIGHT = 0.1
"""For each environmental word beyond the first, up to two, where the sentence is about the company itself."""
DENSE_REASON = "is about the company and the environment"

QUANTITY_WEIGHT = 0.25
QUANTITY_REASON = "has a number that can be checked"

DEADLINE = Signal(
    "deadline",
    0.15,
    phrases(
        r"""(?:by|until|before|bis|entro(?:_il)?|d'ici)(?:_the)?(?:_end_of|_zum_jahr|_year|_fiscal_year|\
        _fine)?_(?:FY)?20[2-6]\d
        by_(?:the_end_of_)?(?:January|February|March|April|May|June|July|August|September|October|November|\
        December)_20[2-6]\d 20[2-6]\d_(?:targets?|goals?)
        (?:within|over|in)_the_next_(?:two|three|four|five|ten|\d{1,2})_years"""
    ),
    "has a deadline",
    also=also("deadline"),
)

CHANGE = Signal(
    "change",
    0.15,
    phrases(
        r"""reduc(?:ed|es|tions?|ing|e) increas(?:ed|es|e|ing) decreas(?:ed|es|e) cut lower(?:ed)? rose risen fell
        fallen halved doubled tripled declin(?:ed|e) improv(?:ed|es|ements?) saved savings? avoided
        compared_(?:to|with) up_from down_from versus year-on-year (?:previous|prior)_year baseline base_year
        reduziert\w{0,2} gesenkt gesteigert ridott[oaie] riduzione aumentat[oaie]"""
    ),
    "says that something changed",
    also=also("change"),
)

TARGET = Signal(
    "target",
    0.3,
    phrases(
        r"""aim(?:s|ing|ed)?_(?:to|for|at) (?:have|has|is|are)_committed commits?_(?:to|itself|ourselves)
        committed_to commit(?:ment|ting)_to pledg(?:es?|ed) striv(?:es?|ing) intends?_to plans?_to
        promis(?:es?|ed)_(?:to|that|our) set_(?:our|it|them)sel(?:f|ves)
        (?:our|its|their)(?:_\w{2,14}){0,3}_(?:aim|target|goal|objective|ambition)s?_(?:of|to|\
        (?:is|was|are|were)_(?:to|that|clear|an?|net|zero|\d{1,3}))
        the_(?:aim|target|goal|objective|ambition)_(?:is|was)_to
        sets?_(?:a|an|the|our|its|concrete|new|clear|ambitious|further|\
        science-based)(?:_\w{2,14}){0,3}_(?:targets?|goals?) on_track_to determined_to seeks?_to endeavou?rs?_to
        want_to will_continue_to (?:ha|hanno|abbiamo)_l'obiettivo si_impegna impegniamo hat_sich_(?:zum|das)_ziel
        verpflicht\w{2,6} streben"""
    ),
    "says what it aims or promises to do",
    also=also("target"),
)

WILL = Signal(
    "will",
    0.2,
    phrases(
        r"""(?:we|group|company|bank|which|and|it|they|AG|SE)_will_(?:also_|further_|gradually_|\
        therefore_)?(?!be_required|be_able)[a-z]{3,14} (?:is|are)_(?:to_be|planned) werden_wir"""
    ),
    "says what it will do",
)

GOAL = Signal(
    "goal",
    0.15,
    phrases(
        r"""targets? goals? ambitions? objectives? commitments? roadmap pledge obiettiv[oi] impegn[oi] ziel[en]?"""
    ),
    "speaks of a target",
)

CERTIFICATION = Signal(
    "certification",
    0.35,
    phrases(
        r"""(?i:iso[_/-]?(?:iec_)?\d{4,5}) OHSAS SA_?8000 EMAS EcoVadis LEED BREEAM DGNB FSC PEFC RSPO B_Corp
            Fair_?[Tt]rade OEKO-TEX (?:validated|verified|certified|audited|assured)_by [Cc]ertifi(?:ed|cations?)
            (?:third.party|externally|independently)_(?:verified|assured|audited|certified) [Zz]ertifizier\w{1,5}
            [Cc]ertificat[oaie] [Cc]ertificazion[ei]
            (?:signator(?:y|ies)|participants?|(?:is|are|a|an|been|became|active|founding)_members?)_(?:of|to|in)_(?:the_)?\
            (?!Board|Super|Manag|Exec|Group|Audit|Commit)[A-Z][\w-]{1,20}
            [Mm]ember_of_(?:\w{2,14}_){0,3}(?:initiative|alliance|association|network)s?
            (?:UN|United_Nations)_Global_Compact joined_the_(?:\w{2,14}_){0,2}[A-Z]\w{1,20}
            signed_(?:up_to_)?the_[A-Z]\w{1,20}
            (?:ESG|CDP|MSCI|ISS|Sustainalytics|EcoVadis)_(?:\w{2,14}_){0,2}(?:rating|score)
            rated_(?:by|[A-D][A-C+-]{0,2}|“|")
            received_(?:an?|the)_(?:\w{2,14}_){0,3}(?:award|rating|seal|label|prize|certificat\w{1,4})
            awarded_(?:the|an?|by)""",
        case=True,
    ),
    "names a certificate, rating or membership",
    also=also("certification"),
)

DENIAL = Signal(
    "denial",
    0.35,
    phrases(
        r"""(?:do|does|did)_not_and_will_not will_(?:not|never)
        (?:contains?|has|have|had|there_(?:is|are|was|were)|makes?|receives?|received|uses?|sells?|give|gives)_no
        no_longer never no_evidence not_aware_of zero_tolerance (?:not|never)_tolerated?
        (?:does|do|did)_not_tolerate none_of_(?:our|the|these)
        (?:no|zero|not_any|without_any)_(?:(?:confirmed|reported|known|such|significant|substantiated|material|\
        serious|fatal|major|relevant|legal|new|work-related)_){0,3}(?:cases?|incidents?|violations?|breach(?:es)?|\
        fatalit(?:y|ies)|complaints?|accidents?|fines?|infringements?|allegations?|findings?|discrimination|\
        child_labou?r|forced_labou?r|indications?|proceedings?|spills?|injur(?:y|ies)|involvement|intent|\
        non-compliance|episodes?|deaths?)
        (?:have|has|did|do|does|are|is|was|were)_not_(?:been_|yet_)?(?:\w{2,14}ly_)?(?:involved|complicit|used?|\
        sell|sold|pay|make|offer|engaged?|employ|financed?|invest|accept|support|find|found|violated?|received?|\
        record|recorded|permit|condone|identif(?:y|ied)|commit|committed|responsible|guilty|participate|cause|\
        caused) (?:respects?|respecting|upholds?)_(?:all_)?(?:internationally_recogni[sz]ed_)?human_rights
        prohibits? prohibited rejects? refrains?_from excludes?_(?:any_)?(?:financing|business|transactions)
        keine(?:rlei)?_(?:fälle|verstöße|hinweise|todesfälle|verletzungen|vorfälle) nicht_toleriert
        non_(?:si_sono|sono_stat[ie]|è_stat[oa])_(?:\w{2,14}_){0,2}(?:registrat|verificat|rilevat|segnalat)[ieoa]
        nessun[oa]?_(?:cas[oi]|episodi[oi]?|segnalazion[ei]|infortuni[oi]?)"""
    ),
    "says that something is not so or does not happen",
    also=also("denial"),
)

ACTION = Signal(
    "action",
    0.25,
    phrases(
        r"""implement(?:ed|s) launch(?:ed|es) introduc(?:ed|es) establish(?:ed|es) review(?:ed|s) adopt(?:ed|s)
        instal(?:led|ls) developed set_up created completed conduct(?:ed|s) carr(?:ied|ies)_out trained
        invest(?:ed|s) donated replaced switched converted rolled_out joined expanded extended started began opened
        built assessed audit(?:ed|s) appointed initiated strengthened enhanced achiev(?:ed|es) attained exceeded
        eliminated phased_out banned divested planted restored financed supported offset neutrali[sz]ed optimi[sz]ed
        moderni[sz]ed upgraded purchas(?:ed|es) sourced procured integrated consumed generated produced recycled
        recovered collected monitor(?:ed|s) ensur(?:ed|es) contribut(?:ed|es) protect(?:ed|s) helped provided
        retained commissioned participated (?:has|have|had)_(?:all_|already_|since_)?been_\w{3,14}ed received
        resolved
        (?:are|is|were|was)_(?:all_|now_)?(?:deleted|stored|encrypted|closed|moved|removed|paid|checked|inspected|\
        tested|screened|treated|disposed|diverted|returned|reused|anonymi[sz]ed|held|obliged|bound)
        uses?_(?:only|exclusively) (?:is|are)_powered_by operat(?:ed|es)_(?:an?|its|our)
        requires?_(?:all|our|its|suppliers) offers? mobili[sz]ed implementiert eingeführt umgesetzt gegründet
        (?:formati|donati|raccolti|acquistati|effettuat[oaie]|svolt[oaie]|raggiunt[oaie]|ottenut[oaie]|\
        sviluppat[oaie]) erreicht durchgeführt aufgebaut veröffentlicht gespendet geschult investiert errichtet
        (?:avviat|adottat|implementat|introdott|realizzat|installat|investit)[oaie]"""
    ),
    "says what was done",
    also=also("action"),
)

QUALITY = Signal(
    "quality",
    0.2,
    phrases(
        r"""(?:carbon|climate|co2|water)\W?(?:neutral\w{0,4}|positive|free|negative) net\W?zero
        zero_(?:emissions?|waste|carbon) 100_?(?:%|per_?cent) fully completely entirely exclusively all_of_our
        all_(?:our|its|sites|employees|suppliers|\d{1,3}) at_all no_(?:customer|supplier|employee|company|site)
        every the_(?:first|largest|most|best|only) one_of_the_(?:first|largest|most|best|leading) leading
        world.class best.in.class pioneer\w{0,3} industry.leading (?:environmentally|climate|eco).friendly
        more_(?:sustainable|efficient) most_(?:sustainable|efficient) klimaneutral\w{0,5} biodegradable recyclable
        low.(?:emission|carbon) responsibly"""
    ),
    "uses a strong word that evidence should carry",
    also=also("quality"),
)

OUTSIDE = Signal(
    "outside",
    0.2,
    phrases(
        r"""(?:independent|external|outside|third.party)_(?:\w{2,15}_)?(?:review|audit|auditors?|lawyers?|\
        investigation|assessment|experts?|study|assurance|report|investigator|law_firm|team)
        (?:review|audit|investigation|assessment|study|auditors?|experts?)_(?:found|concluded|confirmed|showed|\
        verified)"""
    ),
    "leans on an outside review",
)

EFFECT = Signal(
    "effect",
    0.2,
    phrases(
        r"""(?:help(?:s|ed|ing)?|enabl(?:e|es|ed|ing)|allow(?:s|ed|ing)?|contribut(?:e|es|ed|ing)|lead(?:s|ing)?|\
        results?)(?:_[\w'’-]{1,20}){0,6}_(?:reduc\w{1,5}|sav(?:e|es|ing|ings)|lower\w{0,3}|improv\w{1,6}|\
        protect\w{0,4}|avoid\w{0,3}|decarboni[sz]\w{1,5}|sustainab\w{2,5}|transition|efficien\w{2,4})"""
    ),
    "says what it brings about",
)

CLAIMING = (EFFECT, TARGET, WILL, GOAL, CERTIFICATION, DENIAL, ACTION, QUALITY, OUTSIDE)
