"""The verbs that report speech without marks, and what may follow each of them.

``VERBS`` gives for each verb, in its base form, the complements that make what follows indirect speech:

* ``clause``    a clause without "that": said the plant was closed
* ``that``      found that the plant was closed
* ``question``  asked whether, explained why, described how
* ``to``        "to" with a verb: vowed to close it, declined to comment
* ``thing``     a noun phrase: denied the allegations, announced a recall
* a preposition ("of", "for", "about") and a noun phrase: warned of a leak, called for a recall
* ``listener``  is no complement: the one addressed may stand between: told the board that
"""

from __future__ import annotations

from typing import Literal

from esgcheck.analysis.quotations import foreign
from esgcheck.analysis.wording import word_set

Form = Literal["past", "present", "base", "gerund"]

_VERBS = """
clause that question: say
clause that question listener of about: tell
clause that of about listener against: warn
clause that question: explain add note
that: advise
clause that thing: deny confess
clause that question thing: acknowledge admit concede confirm announce
clause that: claim argue insist contend assert allege swear predict conclude state believe
clause that: declare
that: stress emphasize emphasise underscore underline reiterate remark observe testify caution boast brag joke
that: complain hint signal imply quip lament proclaim certify determine opine reply respond comment counter
that thing: mention repeat reiterate stress
thing: tweet note explain reveal
that question thing: recall
that: maintain attest
that: recount concur speculate surmise marvel grumble confide divulge object posit foresee forecast project
that: specify clarify rule decree muse retort stipulate
clause that: report
clause that question: reveal indicate show suggest estimate find
that question: discover demonstrate prove illustrate disclose
clause that to: promise vow pledge
clause that: threaten
that: agree
clause that: write tweet
clause that listener: assure remind inform notify
question listener-to about: ask
listener-to: urge order instruct implore beg
to: decline refuse
that to: propose demand
that thing: recommend request predict
for: ask
to: respond reply
of about: speak talk
clause that: think
clause that: hope
that: expect
clause that: fear worry
that: doubt feel
question: wonder question
listener-of: accuse
of about: complain boast brag joke
thing: emphasize emphasise
question thing-as: describe
doing: suggest recommend propose report deny admit recall mention
for on: call
that: point_out
"""

_IRREGULAR = {
    "say": ("said", "said", "saying"),
    "tell": ("told", "told", "telling"),
    "write": ("wrote", "written", "writing"),
    "think": ("thought", "thought", "thinking"),
    "find": ("found", "found", "finding"),
    "show": ("showed", "shown", "showing"),
    "swear": ("swore", "sworn", "swearing"),
    "feel": ("felt", "felt", "feeling"),
    "foresee": ("foresaw", "foreseen", "foreseeing"),
    "forecast": ("forecast", "forecast", "forecasting"),
    "speak": ("spoke", "spoken", "speaking"),
    "beg": ("begged", "begged", "begging"),
    "admit": ("admitted", "admitted", "admitting"),
    "brag": ("bragged", "bragged", "bragging"),
    "quip": ("quipped", "quipped", "quipping"),
}


def _forms(verb: str) -> dict[str, Form]:
    if verb in _IRREGULAR:
        past, participle, gerund = _IRREGULAR[verb]
    elif verb.endswith("e"):
        past = participle = verb + "d"
        gerund = verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in "aeou":
        past = participle = verb[:-1] + "ied"
        gerund = verb + "ing"
    else:
        past = participle = verb + "ed"
        gerund = verb + "ing"
    if verb.endswith("y") and verb[-2] not in "aeou":
        present = verb[:-1] + "ies"
    else:
        present = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return {verb: "base", present: "present", gerund: "gerund", participle: "past", past: "past"}


def _read(table: str) -> dict[str, frozenset[str]]:
    verbs: dict[str, frozenset[str]] = {}
    for line in table.strip().splitlines():
        frames, _, names = line.partition(":")
        for name in names.split():
            verb = name.partition("_")[0]
            verbs[verb] = verbs.get(verb, frozenset()) | frozenset(frames.split())
    return verbs


VERBS: dict[str, frozenset[str]] = _read(_VERBS)
FORMS: dict[str, tuple[str, Form]] = {form: (verb, kind) for verb in VERBS for form, kind in _forms(verb).items()}
"""Every form of every verb: the verb and which form it is."""

SURE = word_set("say tell think believe hope insist argue claim contend warn swear")
"""What follows these is a clause far oftener than a thing."""

NOUNS = word_set(
    """
    show shows state states claim claims report reports note notes demand demands promise promises request requests
    offer offers comment comments remark remarks estimate estimates doubt doubts fear fears hope hopes worry worries
    boast boasts hint hints quip quips pledge pledges vow vows order orders call calls question questions tweet tweets
    thought finding showing feeling thinking warning counter writing reporting holding
    """
)
"""Forms that are as often a noun as a verb."""

NOUN_CUES = word_set(
    """
    claim claims statement statements assertion assertions allegation allegations suggestion suggestions warning
    warnings contention argument insistence denial accusation accusations conclusion finding findings announcement
    comments remarks admission prediction promise promises pledge vow complaint complaints assurance assurances
    acknowledgement belief view fears concerns report reports opinion testimony
    """
)
"""Nouns of telling: "the union's claim that", "warnings by the regulator that"."""

QUESTIONS = word_set("whether if how why what who where which")
ADJUNCTS = word_set(
    """
    in on at during after before from by through via over to as earlier later last this monday tuesday wednesday
    thursday friday saturday sunday yesterday today again also publicly recently
    """
)
"""What may stand between a verb and "that", or after "he said" at the end."""
TIMES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday yesterday today tonight earlier later again
    january february march april may june july august september october november december
    """
)
FINITE_WORDS = word_set(
    """
    is are was were am be been has have had do does did will would can could should shall may might must won't wouldn't
    can't couldn't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't shouldn't cannot
    's 're 'll 've 'd
    """
)
PLAIN_PASTS = word_set(
    """
    went came took made got gave knew saw thought found left held kept told said won lost ran led met paid sent set put
    became began felt brought bought built broke fell grew rose stood spent spoke meant heard let wrote drove hit cut
    shut chose flew drew threw caught taught sought fought sold struck bore wore spread cost hurt beat dealt fled shot
    sat lay laid drank ate sank swept withdrew arose
    """
)
PLAIN_PRESENTS = word_set(
    "want need make take know get go come see work live feel support oppose plan lack face remain seem look use pay "
    "give keep find believe think hope expect try help cause mean show say like favor back agree disagree trust"
)
"""Verbs after a plural subject."""
SUBJECT_PRONOUNS = word_set("he she they it we i you there this these those nobody everyone everybody")
SUBORDINATE = word_set("if while when although though because since as after before until unless whereas once even")
SOME = word_set("some many others several most few both all another nobody everyone each those people")
"""What can be a subject on its own: "some say"."""
BEFORE_SOME = word_set("and but that while as though when because if two three four")
NUMBERS = word_set("one two three four five six seven eight nine ten half third thirds quarter quarters")
NO_SUBJECT = word_set(
    "about against yet almost for than like and or but of by so to in on at with as from up out yes no nothing "
    "anything much little only"
)
"""What no clause begins with."""

BELIEVING = word_set(
    "believe think hope expect fear worry doubt feel agree promise pledge propose demand request question acknowledge"
)
"""What a company's own report says of the company in the third person all the time."""

THINKING = word_set("believe think hope expect fear worry doubt feel")
"""Who said something and thinks so is not said to tell it anew."""

OWN = word_set("company group bank board management corporation firm holding entity management")
"""By which a report calls the organisation whose it is."""

VOICES = word_set(
    """
    analysis analyses analysts audit audits authority authorities agency agencies administration advocates activists
    ambassador appraisal article articles assessment assessments assessor assessors assurer association attorney
    attorneys auditor auditors author authors banker blog board body brief briefing broker campaign campaigners
    campaigner candidate candidates case chairman chairwoman charity chief chiefs church citizens city client clients
    colleague colleagues columnist commentators commission commissioner committee communities community companies
    company complaint complainants congress consultancy consultant consultants consumers contractor contractors
    correspondence council counsel court courts critic critics customer customers data database decision declaration
    defendants delegate delegates democrats department depositions deputies deputy diplomat diplomats director directors
    disclosures document documents economist economists editor editorial editors email emails embassy employee employees
    engineer engineers envoy estimates evidence examination executive executives experts expert families family farmers
    federation figures filing filings findings firm firms forecast forecasts foundation fund government governments
    governor group groups guide hackers historians hospital industry indictment inquiry inspector inspectors institute
    institution institutions insurers interview investigation investigations investigator investigators investor
    investors journalist journalists judge judges jury lawmakers lawsuit lawyer lawyers leader leaders letter letters
    literature majority manager managers manufacturer manufacturers mayor media member members memo memorandum message
    minister ministers ministry minutes mission moderator monitor monitors mother movement nations neighbours neighbors
    network newspaper newspapers notice office officer officers official officials opinion opponents opposition
    organisation organisations organization organizations organizers outlets owner owners panel paper papers parents
    parliament participants parties partner partners party patients people percent physician pilot pilots plaintiffs
    police politician politicians poll pollster pollsters polls post posts president presidents press priest professor
    professors projections prosecution prosecutor prosecutors protesters publication publications publisher ratings
    records recording referee regulator regulators relatives release releases reporter reporters report reports
    representative representatives republicans research researcher researchers residents respondent respondents response
    review reviewer reviewers reviews rivals ruling rumours rumors scholar scholars schools science scientist scientists
    search secretary senate senator senators shareholders signatories socialist source sources speaker speakers
    spokesman spokespeople spokesperson spokeswoman staff staffers stakeholders state statement statements states
    statistics story strategist strategists students studies study suppliers supplier supporters surgeon survey surveys
    survivors team teams tests test testimony think-tank times transcript transcripts tribunal troops tweet tweets union
    unions university verdict verification verifier verifiers veteran veterans victim victims video villagers voter
    voters watchdog watchdogs website whistleblower whistleblowers wife winner witness witnesses woman women worker
    workers writer writers man men husband father son daughter sister brother friend friends aide aides adviser advisers
    advisor advisors ally allies camp candidacy pope king queen prince nun doctor doctors nurse nurses teacher teachers
    mayor conservatives liberals users americans one two three ceo cfo chair surrogates donors insiders observers
    nominee nominees frontrunner front-runner frontrunners count counts book books files host hosts anchor pundits
    channel operative operatives backers legislators lawmaker congressman congresswoman congressmen moderators staffer
    results specialists person persons crowd tally polling returns remarks disclosure organizer organiser pollster
    """
)
"""People, groups and documents that tell: the last word of a teller that is no name."""
VOICES = VOICES | foreign.VOICES

NO_VOICES = word_set(
    """
    standard standards principle principles regulation regulations directive directives law laws act decree code codes
    article art iso gri ifrs ias esrs en sasb tcfd model models method methods methodology protocol framework guideline
    guidelines rule rules requirement requirements criterion criteria definition definitions category categories level
    type types nature logic needs table figure chart section paragraph annex appendix appendices specifications policy
    policies procedure procedures approach plan plans programme agreement agreements taxonomy indicators indices
    morning afternoon evening week month year day time way
    """
)
"""What something is done according to, and nobody speaks."""
