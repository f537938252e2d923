"""Which of five languages a text is in, told by its commonest words, and what those words are."""

from __future__ import annotations

import re

from .wording import word_set

LANGUAGES: dict[str, str] = {"en": "english", "de": "german", "it": "italian", "fr": "french", "es": "spanish"}
"""Codes, and the names of their stemmers."""

COMMONEST: dict[str, frozenset[str]] = {
    "en": word_set(
        """
    the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which
    one you were all her she there would their we him been has when who will no more if out so said what up its
    about into than them can only other new some could these two may then do first any my now such like our over me
    even most made after also did many before must through your where much should well does those each us how under
    while per
    """
    ),
    "de": word_set(
        """
    der die das und in zu den ist nicht von mit sich des auf für im dem ein eine als auch es an werden aus er hat
    dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis
    mehr durch man sein wurde wir unser unsere unserer unseren uns
    """
    ),
    "it": word_set(
        """
    di e il la che in a per un è del non le si della dei una da con i al nel come più gli alla sono lo anche delle
    ha su ma o dal nella se ed dalla tra loro questo essere stato sia ai alle degli nei ci cui noi nostro nostra
    """
    ),
    "fr": word_set(
        """
    de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec son aux
    cette nous ou mais ont être été comme leur ses notre nos vous elle
    """
    ),
    "es": word_set(
        """
    de la que el en y a los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta
    entre cuando muy sin sobre también me hasta hay donde nuestro nuestra son
    """
    ),
}

_CLITICS = word_set(
    """
        s t re ve ll d m don didn doesn isn wasn weren hasn haven
        """
)


def stopwords(text: str) -> frozenset[str]:
    """The words that tell nothing in the language of ``text``."""
    return COMMONEST[language_of(text)] | _CLITICS


_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The code of the likeliest language; English where the words do not tell."""
    words = _WORD.findall(text[:1_000].lower())
    counts = {code: sum(map(common.__contains__, words)) for code, common in COMMONEST.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > counts["en"] else "en"
