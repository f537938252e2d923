"""Words of speech in German, Italian and French, for quotations in marks and for indirect speech in those languages."""

from __future__ import annotations

import re

from esgcheck.analysis.wording import word_set

GERMAN = word_set(
    """
    sagte sagt sagten sagen erklärte erklärt erklärten betonte betont schrieb schreibt teilte meinte meint ergänzte
    berichtete berichtet berichten behauptete behauptet behaupten kritisierte kritisiert warnte warnt fügte bestätigte
    bestätigt bestritt bestreitet versicherte versichert räumte kündigte forderte fordert stellte erwiderte antwortete
    äußerte heißt
    """
)
ITALIAN = word_set(
    """
    disse dice dicono dichiara dichiarò dichiarano afferma affermò affermano spiega spiegò sottolinea sottolineò
    commenta aggiunge aggiunse sostiene sostengono scrive scrisse conclude annuncia annunciò ammette ammise ribadisce
    precisa riferisce
    """
)
FRENCH = word_set(
    """
    dit disait disent déclare déclarait déclarent affirme affirment explique ajoute ajoutait souligne indique écrit
    estime estiment assure annonce conclut précise rappelle reconnaît confirme
    """
)
INVERTED = re.compile(rf"(?:{'|'.join(sorted(FRENCH))})-(?:t-)?(?:ils?|elles?|on)")
"""ajoute-t-il: "he adds", after a quotation."""
PARTICIPLES = word_set(
    """
    detto dichiarato affermato spiegato sottolineato commentato aggiunto sostenuto scritto concluso annunciato ammesso
    ribadito confermato precisato riferito denunciato negato
    dit déclaré affirmé expliqué ajouté souligné indiqué écrit estimé assuré annoncé conclu précisé rappelé reconnu
    confirmé nié
    gesagt erklärt betont geschrieben mitgeteilt berichtet behauptet
    """
)
"""After a form of "to have" (ha detto, a déclaré, hat gesagt)."""
HAVING = word_set("ha hanno aveva avevano a ont avait avaient hat haben hatte hatten")
VOICES = word_set(
    """
    bericht berichts berichte studie studien gutachten umfrage umfragen ministerium behörde behörden regierung prüfer
    gericht gerichts sprecher sprecherin experten verband gewerkschaft unternehmen zeitung
    rapporto relazione studio studi perizia sondaggio ministero autorità governo revisore tribunale portavoce esperti
    sindacato associazione giornale
    rapport étude études enquête sondage ministère autorité autorités gouvernement auditeur tribunal
    experts syndicat association journal
    """
)
"""People, groups and documents that tell."""
FINITE = GERMAN | ITALIAN | FRENCH
ACCORDING = word_set("laut selon secondo d'après zufolge gemäß")
THAT = word_set("dass daß che que ob se si")
"""What indirect speech begins with; in French also words that begin with "qu'"."""


def begins_speech(word: str) -> bool:
    """Whether a word, in lower case, is a "that"."""
    return word in THAT or word.startswith(("qu'", "qu’", "ch'", "ch’"))
