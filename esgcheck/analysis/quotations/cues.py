"""The words that report speech, by what can be concluded from them about the speaker.

English; ``foreign`` has the German, Italian and French ones.
A word that is as often a noun ("reports", "claims", "notes") counts only after something that can speak.
"""

from __future__ import annotations

from esgcheck.analysis.quotations import foreign


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FINITE = _words(
    """
    said says say told tells tell added adds wrote writes write stated asserted asserts concluded concludes conclude
    explained explains argued argues argue warned warns warn asked asks replied replies responded responds insisted
    insists insist announced announces declared declares testified testifies acknowledged acknowledges admitted admits
    denied denies deny remarked observed observes described describes describe called cast casts characterized
    characterised portrayed portrays dismissed dismisses accused accuses suggested suggests urged urges promised
    promises vowed vows pointed cited cites read reads found finds alleged alleges contended
    contends commented recalled recalls joked jokes continued continues emphasized emphasised emphasizes stressed
    stresses believed believes believe thinks think thought reported claimed noted tweeted questioned complained
    complains maintained maintains predicted predicts proclaimed confirmed confirms revealed reveals reveal
    disclosed discloses recommended recommends proposed proposes criticized criticised blasted slammed mocked
    referred refers countered shouted yelled quipped lamented conceded concedes hailed praised touted
    boasted charged ridiculed denounced branded labeled labelled deemed demanded demands repeated reiterated asking
    obliges oblige requires require stipulates provides
    signaled answered mused cautioned cautions assured assures knows knew feels felt hopes hoped summarized summarised
    summarises summarizes determined determines certified certifies attested attests ruled
    """
).union(foreign.FINITE)
"""Verbs with a subject of their own."""

NOUNLIKE = _words(
    "reports claims notes states calls comments tweets remarks questions charges demands claim report state note call"
)
"""Only after a name, a pronoun or "who"."""

WEAK = _words(
    """
    found finds read reads believes believe believed thinks think thought knows knew feels felt hopes hoped reveal
    reveals revealed continued continues determined determines confirmed ruled answered deemed charged repeated
    obliges oblige requires require stipulates provides
    """
)
"""Report thought or findings as often as words; need a subject and give way to plain speech verbs."""

GERUND = _words(
    """
    saying telling adding writing stating asserting concluding explaining arguing warning asking replying insisting
    declaring testifying acknowledging admitting denying describing calling casting characterizing dismissing accusing
    suggesting urging promising vowing quoting citing claiming noting tweeting complaining predicting mocking referring
    emphasizing stressing reading announcing reporting remarking joking alleging blasting slamming
    """
)
"""Share the subject of the clause they hang on."""

PARTICULATE = {
    "pointed": _words("to out"),
    "referred": _words("to"),
    "refers": _words("to"),
    "referring": _words("to"),
    "put": _words("it"),
    "puts": _words("it"),
}
"""Verbs that report only with their particle."""

NAMING = frozenset({
    ("referred", "to", "as"), ("refer", "to", "as"), ("refers", "to", "as"), ("known", "as"), ("so-called",),
    ("so", "called"), ("dubbed",), ("nicknamed",), ("titled",), ("entitled",), ("named",), ("termed",), ("headed",),
    ("coined",), ("called",), ("term",), ("word",), ("words",), ("phrase",), ("section",), ("chapter",), ("motto",),
    ("slogan",), ("theme",), ("under", "the", "title"), ("label",), ("title",), ("sogenannte",), ("sogenannten",),
    ("cosiddetta",), ("cosiddetto",), ("cosiddetti",), ("cosiddette",), ("denominato",), ("denominata",), ("dit",),
    ("dite",), ("defined", "as"), ("hereinafter",), ("abbreviated",), ("see",), ("project",), ("programme",),
    ("program",), ("initiative",), ("campaign",), ("award",), ("category",), ("rating",), ("rated",),
})  # fmt: skip
"""What stands right before words that are named and not spoken: "which the company referred to as a"."""

PRONOUNS = _words("he she they it i we who you")
PERSON_PRONOUNS = _words("he she")
POSSESSIVES = _words("his her its their")
DETERMINERS = _words(
    "a an the his her its their our my this that these those some many several one two three four another other both "
    "most all each every any no der die das dem den ein eine einem einer il la lo i gli le un una les des"
)
AUXILIARIES = _words(
    "has have had was were is are be been being will would could should may might must did does do also can not never "
    "n't has also only just even still then later again once often always now already further previously recently "
    "repeatedly reportedly since long sometimes often don't doesn't didn't won't wouldn't can't couldn't cannot hasn't "
    "haven't hadn't isn't aren't wasn't weren't shouldn't ha hanno hat habe haben himself herself themselves itself "
    "ever soon too however"
)
BE_FORMS = _words("was were is are be been being")
FUNCTION = _words(
    """
    of in on at by for from with to as into about after before during under over between among against without within
    through upon toward towards per via and or but nor so yet because although though while when where if unless until
    since than that which who whom whose what how why whether also not is are was were be been being has have had do
    does did will would could should may might must can shall it he she they we i you there here then the a an this
    these those his her its their our my your very more most only just even still instead such both either neither
    rather like including according ago every all some any each no least
    """
)
ROLES = _words(
    """
    spokesperson spokesman spokeswoman spokespeople lawyer attorney professor senator sen president director minister
    secretary analyst chief head executive officer manager adviser advisor aide official officials chairman chairwoman
    chair member founder author researcher scientist expert economist judge ambassador governor mayor representative
    congressman congresswoman candidate nominee leader leaders director-general ceo cfo source sources critic critics
    activist activists auditor auditors consultant investigator reporter journalist editor host pollster strategist
    commissioner investor investors resident worker workers employee employees partner voter supporters supporter
    coordinator lobbyist historian general
    """
)
TIMES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
DOCUMENTS = _words(
    """
    review report statement letter study article email e-mail memo filing release audit opinion assessment investigation
    summary column op-ed post blog paper poll ad book recording document transcript complaint lawsuit headline editorial
    interview tweet analysis survey inquiry verdict ruling contract policy code charter board council
    """
)
"""Things that "say"; what "it" stands for where a text quotes it."""

NAME_PARTICLES = _words("de la van von der den al bin di da del della du le")
