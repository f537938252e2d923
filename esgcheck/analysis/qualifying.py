"""Words by which somebody limits what they say: the "but" that a quotation leaves out.

Three sorts, since they weigh differently: a *reservation* names something amiss or not known ("problem", "failings",
"could not confirm", "not absolve"), a *limit* says how far a statement goes ("only", "narrow", "as far as"), and a
*turn* goes against what was said before ("but", "however"). Rules only, in English, German, French, Italian, Spanish.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .text import normalise
from .wording import NEGATIONS

_CLEARING = r"(?:clear(?:ing|ed|s)?|exonerat\w+|absol(?:v\w+|ution)|acquit\w*|vindicat\w+|exculpat\w+)"
_KNOWING = (
    r"(?:confirm|verify|establish|determine|say|tell|know|rule out|exclude|assess|review|examine|see|asked|check)\w*"
)

_RESERVATIONS = re.compile(
    rf"""\b(?:
      (?:not|n't|never|without|cannot|can't|nor)\s(?:\w+\s){{0,3}}?{_CLEARING}
    | (?:could\snot|couldn't|can't|cannot|can\snot|were\snot|was\snot|weren't|wasn't|did\snot|didn't|don't|do\snot
        |unable\sto|impossible\sto|not\sable\sto)\s(?:\w+\s){{0,2}}?{_KNOWING}
    | (?:not|n't|no|never)\s(?:\w+\s)?
      (?:adequate|sufficient|enough|complete|independent|given|shown|published|disclosed)
    | concern(?:s|ed|ing)?(?!\sthe\b) | problem(?:s|atic)? | fail(?:s|ed|ing|ings|ure|ures)? | fell\sshort
    | short\s?comings? | weak(?:ness|nesses)? | gaps? | flags? | red\sflags? | risks? | warn(?:s|ed|ing|ings)? | wrong
    | mistakes? | err(?:ed|or|ors) | should\shave | ought\sto\shave | could\shave | had\sto\sknow | regret\w* | sorry
    | apolog\w+ | admit\w* | acknowledg\w* | conced\w* | ignor(?:e|ed|ing) | overlook\w* | overwritten | destroyed
    | missing | withheld | unknown | undisclosed | omitted | left\sout | incomplete | inadequate | insufficient
    | questionable | troubl(?:ing|ed) | alarm(?:ing|ed)? | breach\w* | violat\w+ | viol(?:azion\w+|ation\w*) | unlawful
    | illegal | negligen\w+ | complicit
    | probleme? | versäum\w+ | bedenk\w+ | mängel | fehler | verstoß\w* | verstöß\w* | gewarnt
    | problem[ai] | preoccup\w+ | carenz\w+ | mancanz\w+ | violazion\w+ | error[ei]
    | problèmes? | inquiét\w+ | manque(?:ment)?s? | défaillance\w* | lacunes? | problemas? | fallos? | carencias?
    )(?!\w)""",
    re.VERBOSE,
)
_LIMITS = re.compile(
    r"""\b(?:only|merely|narrow(?:ly)?|solely|limited\sto|as\sfar\sas|to\sthe\sextent|at\s(?:that|the)\stime|on\spaper
    |in\spart|partly|partially|not\sall|except|excluding|apart\sfrom|subject\sto|depend(?:s|ed|ing)\son|a\sdifferent\squestion
    |very\sdifferent|not\sthe\ssame|under\sreview|ongoing|so\sfar|not\syet|whether|nur|lediglich
    |soweit|solo|soltanto|seulement)(?!\w)""",
    re.VERBOSE,
)
_TURNS = re.compile(
    r"""\b(?:but|however|although|though|while|whereas|despite|nevertheless|nonetheless|on\sthe\sother\shand|that\ssaid|even\sso
    |yet|instead|unless|still|aber|jedoch|allerdings|dennoch|obwohl|però|tuttavia|benché|mais|cependant|toutefois|bien\sque
    |pero|sin\sembargo|aunque)(?!\w)""",
    re.VERBOSE,
)


class Qualified(NamedTuple):
    """``words`` in the order of the text, folded, each once; ``weight`` 0 (none) to about 3."""

    words: tuple[str, ...]
    weight: float


def qualified(text: str) -> Qualified:
    """What limits ``text``, and how much."""
    folded = normalise(text).text
    found: dict[int, tuple[str, float]] = {}
    for pattern, weight in ((_RESERVATIONS, 1.0), (_LIMITS, 0.5), (_TURNS, 0.5)):
        for match in pattern.finditer(folded):
            found.setdefault(match.start(), (match[0], weight))
    words = dict.fromkeys(word for _, (word, _) in sorted(found.items()))
    weights = sorted((weight for _, weight in found.values()), reverse=True)
    weight = sum(weights[:3])
    if weight and any(token in NEGATIONS for token in re.findall(r"[\w']+", folded)):
        weight += 0.25
    return Qualified(tuple(words), weight)
