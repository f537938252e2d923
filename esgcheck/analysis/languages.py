"""Which of five languages a few words are in, told by the commonest ones, and which of many a whole document is in.

Most documents are told by their commonest words as well: where those are nearly all of one language there is nothing
more to ask. py3langid's model, half a second and 80 MB in a process, is loaded for the others alone; it comes with its
package and needs no network. Chinese, Japanese and Korean are told by their script.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from .language_names import NAMES
from .types import Document
from .wording import word_set

T = TypeVar("T")

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

EVERYWHERE_COMMON: frozenset[str] = frozenset(word for common in COMMONEST.values() for word in common)
"""The commonest words of any of the languages: with a capital they only begin a sentence."""

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


SAMPLES, SAMPLE_LETTERS = 60, 400
"""So many passages of a document are looked at, spread over all of it, and so much of each."""
_TELLING_KINDS = frozenset({"paragraph", "list_item", "utterance", "footnote"})
_LONG_ENOUGH = 60
"""Letters of a passage that tells a language: names, labels and cells of tables have fewer."""
_ENOUGH = 40
"""Letters without which nothing is said of a document."""
_MOSTLY = 0.6
_CLEAR_SHARE, _CLEAR_LEAD = 0.3, 3.0
"""Common words of a language are a third of a text in it; of Catalan or Portuguese they are nearly so in Spanish, but
then in Italian and French as well."""
_SURE, _LEAST = 0.4, 0.2
"""Of what the model gave to all languages the best must have so much, and of what it could have given."""
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_A_SYLLABLE = 3
"""A character of these scripts tells as much as some letters."""


def of_document(document: Document) -> str:
    """The code of the language that most of a document is in, of :data:`~.language_names.NAMES`; empty where there is
    too little text to tell.

    Passages of running text from all over the document are looked at; of a document that has none whatever it has.
    """
    samples = _samples(document)
    letters = sum(map(_letters, samples))
    if letters < _ENOUGH:
        return ""
    scripts = Counter[str]()
    for sample in samples:
        scripts[script_language(sample)] += _letters(sample)
    script, weight = scripts.most_common(1)[0]
    if script and weight > letters / 2:
        return script
    return _by_common_words(samples) or _by_model(samples)


def language_in(text: str) -> str:
    """The code of the language of a few words; empty where they do not tell it clearly."""
    return script_language(text) or (_by_common_words([text]) if len(_WORD.findall(text)) >= _A_FEW else "")


_A_FEW = 6


def script_language(text: str) -> str:
    """ "zh", "ja" or "ko" where at least a third of the letters are of that script; empty for all others."""
    kana, han, hangul = (len(script.findall(text)) for script in (_KANA, _HAN, _HANGUL))
    letters = len(_LETTER.findall(text))
    if (kana + han + hangul) * 3 < letters or not letters:
        return ""
    if hangul > kana + han:
        return "ko"
    return "ja" if kana * 10 >= han else "zh"


_LETTER = re.compile(r"[^\W\d_]")


def _letters(text: str) -> int:
    """How much a text tells, in letters."""
    dense = len(_HAN.findall(text)) + len(_KANA.findall(text)) + len(_HANGUL.findall(text))
    return len(_LETTER.findall(text)) + (_A_SYLLABLE - 1) * dense


def _samples(document: Document) -> list[str]:
    """Stretches of the text: of its body where it has one, without the first page of more than three."""
    after_cover = document.pages[1].start if len(document.pages) > 3 else 0
    shown = [passage for passage in document.passages if not passage.set_aside]
    body = [passage for passage in shown if passage.kind in _TELLING_KINDS and passage.span.start >= after_cover]
    for passages, enough in ((body, _LONG_ENOUGH), (shown, 1)):
        pieces = [
            document.text[passage.span.start : passage.span.start + min(len(passage.span), SAMPLE_LETTERS)]
            for passage in _spread(passages, 4 * SAMPLES)
        ]
        kept = [piece for piece in pieces if _letters(piece) >= max(enough, _MOSTLY * len(piece.replace(" ", "")))]
        if sum(map(_letters, kept)) >= 2 * _LONG_ENOUGH or enough == 1:
            return _spread(kept, SAMPLES)
    return []


def _spread(rows: Sequence[T], most: int) -> list[T]:
    """At most so many of them, evenly from the first to the last."""
    if len(rows) <= most:
        return list(rows)
    return [rows[place * len(rows) // most] for place in range(most)]


def _by_common_words(samples: Sequence[str]) -> str:
    words = _WORD.findall(" ".join(samples).lower())
    shares = sorted(
        ((sum(map(common.__contains__, words)) / max(1, len(words)), code) for code, common in COMMONEST.items()),
        reverse=True,
    )
    (first, code), (second, _) = shares[0], shares[1]
    return code if first >= _CLEAR_SHARE and first >= _CLEAR_LEAD * second else ""


def _by_model(samples: Sequence[str]) -> str:
    """Each passage has a vote by its length and by how sure the model is of it, so that a mixed document is in the
    language that most of it is in."""
    classify = _model()
    votes: dict[str, float] = {}
    for sample in samples if len(samples) > 3 else [" ".join(samples)]:
        code, chance = classify(sample)
        votes[code] = votes.get(code, 0.0) + chance * _letters(sample)
    best = max(votes, key=lambda code: votes[code])
    sure = votes[best] >= _SURE * sum(votes.values()) and votes[best] >= _LEAST * sum(map(_letters, samples))
    return best if sure else ""


@cache
def _model() -> Callable[[str], tuple[str, float]]:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in NAMES if code in identifier.labels])
    classify: Callable[[str], tuple[str, float]] = identifier.classify
    return classify
