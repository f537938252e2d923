"""What people say when something went wrong, when they admit it, when they are punished, and when they are cleared.

Patterns over folded text (see `text.normalise`: lower case, straight marks, no hyphen inside a word). Each list is a
kind of thing said, not a case: add to them what any reviewer would agree says the same thing.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns) + r")(?!\w)")


WRONGDOING = _any(
    r"abus(?:e|es|ed|ive)",
    r"violat(?:e|es|ed|ion|ions|ing)",
    r"breach(?:es|ed)?",
    r"infring\w*",
    r"fraud\w*",
    r"corrupt\w*",
    r"brib\w+",
    r"misconduct",
    r"wrongdoing",
    r"negligen\w+",
    r"disregard",
    r"complicit\w*",
    r"forced lab\w+",
    r"child lab\w+",
    r"slave\w*",
    r"discriminat\w+",
    r"harass\w+",
    r"retaliat\w+",
    r"greenwash\w*",
    r"misle(?:d|ad|ading)",
    r"deceiv\w+|decept\w+",
    r"spill\w*",
    r"leak(?:s|ed|age)?",
    r"contaminat\w+",
    r"pollut\w+",
    r"deforest\w+",
    r"noncomplian\w+",
    r"incidents?",
    r"fatalit(?:y|ies)",
    r"accidents?",
    r"injur(?:y|ies|ed)",
    r"harm(?:s|ed|ful)?",
    r"evict\w+",
    r"cartel|price fixing",
    r"money laundering",
    r"tax evasion",
    r"manipulat\w+",
    r"falsif\w+",
    r"conceal\w*|cover(?:ed)? up",
    r"unlawful\w*|illegal\w*",
    r"surveil\w+|spied|spying|wiretap\w*",
    r"sanctions?|sanctioned|blacklist\w*",
)
"""Things that nobody wants to be said of them. Whether they are denied or asserted is told from the words around."""

ADMISSION = _any(
    r"(?:this|that|it|which|there) (?:is|was) (?:indeed )?(?:a |an )?(?:\w+ )?(?:problem|mistake|error|failure|issue)",
    r"failings?",
    r"shortcomings?",
    r"fell short|falls? short|fallen short",
    r"(?:we|they|he|she|company|management|board) failed",
    r"(?:we|you|they|he|she|company|management) (?:really )?(?:should|could|ought to) (?:have|not have)",
    r"not (?:going to )?(?:absolv\w+|exonerat\w+|clear(?:ed|ing)?|excus\w+)",
    r"(?:can|could|did|do|will)(?: ?not|n't) (?:absolve|exonerate|rule out|excuse)",
    r"(?:most |deeply |very |gravely |extremely )concern(?:ing|ed)",
    r"red flags?|warning signs?|flags you",
    r"(?:we|i|company|management) (?:deeply |sincerely )?(?:regret|apologi[sz]e)\w*",
    r"mistakes were made|made (?:a )?mistakes?|got (?:it|this|that) wrong",
    r"(?:we|they|it|review|team|investigation|auditors?|inspectors?) (?:did|do) find",
    r"(?:nobody|no one)(?: \w+){0,6}? (?:asked|checked|stopped|looked|noticed|objected)",
    r"did(?: ?not|n't) (?:do enough|act|look|check|ask|report|disclose|investigate)",
    r"turned a blind eye|looked the other way|ignored",
    r"culpab\w+",
)

DOUBT = _any(
    r"(?:was|were|is|are) (?:a |an )?(?:\w+ )?problem(?:s|atic)?",
    r"failures?",
    r"(?:serious|grave|major|significant) (?:concerns?|flaws?|deficienc\w+|weakness\w*|gaps?|lapses?|risks?)",
    r"(?:admit|acknowledg|conced|confess)(?:s|ed|es|ing)?",
    r"knew (?:about|of|that|at)|has known|had known|was aware|were aware",
    r"deficienc(?:y|ies)",
    r"inadequate\w*|insufficient\w*",
    r"lapses?",
    r"concerns? (?:about|over|that|raised)|raised concerns?|concerning",
    r"complain(?:s|ed|ts?)",
)
"""What weighs half as much as an admission: one such word alone decides nothing."""

SANCTION = _any(
    r"(?:added|adding|placed|put|listed) (?:\w+[ ']+){0,8}?(?:to|on) (?:\w+[ .']+){0,5}?"
    r"(?:entity |sanctions? |black|exclusion |watch ?)list",
    r"(?:register|list) of (?:restricted|sanctioned|debarred|excluded|denied|prohibited) \w+|restricted part(?:y|ies)",
    r"entity list|blacklist\w*|debarred|sanctions list",
    r"sanctioned|imposed sanctions|sanctions (?:on|against)",
    r"fined|(?:a |record |civil |criminal )?(?:fine|penalt(?:y|ies)) (?:of|totall?ing|worth|against|for)",
    r"ordered to pay|agreed to pay|paid (?:\S+ ){0,4}(?:fine|penalty|settle\w*)",
    r"convicted|found guilty|pleaded guilty|pled guilty|found liable",
    r"indicted|prosecut\w+|charged with|criminal charges|arrested|raided",
    r"sued|lawsuits?|class action|filed (?:a )?(?:suit|complaint)",
    r"accus(?:e|es|ed|ing|ations?)",
    r"under investigation|(?:opened|launched|began) (?:an? )?(?:\w+ )?(?:investigation|inquiry|probe)",
    r"banned|prohibited from|barred from|suspended from|excluded from",
    r"(?:revoked|withdrew|withdrawn|suspended|cancel+ed|expelled|delisted)",
    r"notice of violation|violation notices?|enforcement action|cease and desist|consent decree",
    r"recall(?:ed|s)?",
    r"import ban|withhold release",
)

NO_FINDING = _any(
    r"no (?:\w+ )?(?:evidence|indications?|signs?|proof|findings?|cases?|instances?|reports?) (?:of|that|for)",
    r"(?:do|does|did|could|has|have)(?: ?not|n't) (?:find|found|identif\w+|detect\w*|establish\w*|conclude\w*)",
    r"(?:found|identified) (?:nothing|no \w+)",
    r"keine? (?:hinweise?|belege?|anzeichen)|nessun[ao]? (?:prova|evidenza|segnalazion\w)|aucune? (?:preuve|indice)",
)
"""How a review that clears is summed up, whatever it is that it did not find."""

RESTATED = _any(
    r"(?:your|their|its|the|company's) (?:\w+ ){0,3}?report (?:of \w+ )?"
    r"(?:says?|said|states?|stated|claim(?:s|ed)?|quote[sd]?)",
    r"quot(?:es?|ed|ing) (?:\w+ ){0,3}?(?:as )?saying",
    r"according to (?:its|the|their|your) (?:\w+ ){0,3}?(?:report|label|website|statement|brochure|policy)",
    r"(?:company|firm|group|label|website|brochure) (?:says?|said|states?|stated|claims?|claimed) (?:\w+ ){0,4}?that",
    r"is (?:that|it|this) (?:correct|true|right)",
    r"you (?:say|said|state|stated|claim|claimed|write|wrote)",
)
"""The passage gives the claim back as somebody's claim: that is no second source for it."""

CLEARING = _any(
    r"no (?:\w+ )?(?:evidence|indication|sign|finding|proof)s? (?:of|that|for)",
    r"(?:do|does|did)(?: ?not|n't) (?:find|conclude) (?:that|any|evidence)",
    r"(?:do|does|did)(?: ?not|n't) (?:think|believe) (?:that )?(?:\w+ ){1,3}(?:responsible|guilty|liable|involved)",
    r"not (?:responsible|guilty|liable|involved|complicit)",
    r"(?<!were )(?<!been )cleared (?!for\b|in\b|after\b|land|forest)|exonerated|acquitted|absolved",
    r"complie[sd] (?:fully )?with|in (?:full )?compliance|fully compliant|compliant with",
    r"takes? (?:\w+ ){1,5}(?:very |extremely )?seriously",
    r"(?:denies|denied|rejects|rejected|dismiss\w+|refut\w+)",
    r"publicly addressed",
    r"no (?:violations?|breaches|incidents?|wrongdoing|abuses?)",
    r"baseless|unfounded|without merit|groundless",
)

NOT_KEPT = _any(
    r"miss(?:ed|es|ing)? (?:\w+ ){0,3}(?:target|goal|deadline|commitment)s?",
    r"(?:abandon|drop|scrap|postpon|delay|shelv|weaken|water)(?:ed|s|ing|ped|ping)?",
    r"not (?:on track|been met|met|achieved|reached|fulfil+ed)",
    r"(?:behind|off) (?:schedule|track|target)",
    r"(?:rolled|rolling|walked|scaled) back",
    r"fail(?:ed|s)? to (?:meet|reach|achieve|deliver|keep|comply)",
    r"(?:expired|lapsed|withdrawn|revoked|suspended|no longer (?:valid|certified|a member))",
    r"left the|withdrew from|quit the",
)

CONDUCT = _any(
    r"compl(?:y|ies|ied|ying)",
    r"(?:in|full|fully) complian(?:ce|t)",
    r"respect(?:s|ed)? (?:\w+ ){0,3}(?:rights|laws?|workers|people|communities|privacy)",
    r"zero tolerance|zero (?:\w+ )?(?:accidents|incidents|fatalities|deforestation|harm)",
    r"(?:act|behave|operate|work|trade)s? (?:\w+ )?(?:ethically|lawfully|legally|responsibly|fairly|safely)",
    r"certified|accredited|audited|inspected",
    r"meets? (?:\w+ ){0,3}(?:standards|requirements|rules)",
)
"""What a claim says of the company's own conduct that a misdeed would belie; "sustainable" and the like say nothing."""

COMMITMENT = _any(
    r"(?:aim|plan|intend|pledge|commit|target|strive|promise)(?:s|ed|ted|ing)? to",
    r"will",
    r"by 20\d\d",
    r"targets?|goals?|net zero",
)

ABSOLUTE = _any(
    r"all", r"every", r"each", r"always", r"never", r"none", r"no", r"zero", r"100 ?(?:%|per cent|percent)", r"any"
)

EXCEPTION = _any(
    r"except(?:ion|ions)?",
    r"not all|not every|not always",
    r"only (?:\w+ ){0,2}(?:of|half|some|a few|partly|partially)",
    r"some (?:\w+ ){0,3}(?:not|were missing|lacked|without)",
    r"excluding|excludes|excluded",
    r"fewer than|less than half|a minority",
)

QUALIFYING = _any(
    r"but",
    r"however",
    r"although|though|while|whereas|yet|despite|nevertheless|nonetheless|on the other hand|that said",
    r"concern(?:ing|ed|s)?",
    r"problem\w*",
    r"fail\w*",
    r"flags?",
    r"risks?",
    r"absolv\w+|not clear\w*|exonerat\w+",
    r"should have",
    r"warn\w*",
    r"admit\w*|acknowledg\w*|conced\w*",
    r"unknown|undisclosed|not disclosed|omitted|left out",
    r"aber|jedoch|allerdings|problem\w*|versäum\w+|bedenk\w+",
    r"però|tuttavia|problema\w*|preoccup\w+|carenz\w+",
)

RISE = _any(
    r"r(?:ise|ises|ose|isen|ising)",
    r"increas(?:e|es|ed|ing)",
    r"gr(?:ow|ows|ew|own|owing|owth)",
    r"climb(?:s|ed|ing)?",
    r"higher|more|up|upward",
    r"doubled|tripled|surged?|soared|jumped|expanded|gained?",
    r"worsened",
    r"stieg|gestiegen|steigerung|zunahme|erhöht\w*",
    r"aument\w+|cresc\w+|augment\w+",
)

FALL = _any(
    r"f(?:all|alls|ell|allen|alling)",
    r"decreas(?:e|es|ed|ing)",
    r"reduc(?:e|es|ed|ing|tion|tions)",
    r"declin(?:e|es|ed|ing)",
    r"dropp?(?:s|ed|ing)?",
    r"cut(?:s|ting)?",
    r"lower(?:ed|s|ing)?|less|fewer|down|downward",
    r"halved|slashed|shrank|shrunk|plummeted|plunged",
    r"sank|gesunken|gesenkt|rückgang|reduzier\w+|verringer\w+",
    r"riduz\w+|ridott\w+|diminu\w+|cal(?:o|ato|ata)|réduit\w*|baiss\w+|redu[cj]\w+",
)
