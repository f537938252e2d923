"""The small words that change what a sentence says: negations, hedges, numbers in words, units.

English first, with the commonest German, Italian, French and Spanish ones, since reports come in those too. All are in
the folded form that `text.normalise` gives: lower case, straight apostrophes.
"""

from __future__ import annotations

import re


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written as plain text."""
    return frozenset(listed.split())


NEGATIONS: frozenset[str] = word_set(
    """
    not no never none nor neither without cannot nothing nobody nowhere hardly scarcely barely fail failed fails
    lack lacks lacked denies denied deny refuse refused refuses nicht kein keine keinen keinem keiner keines nie
    niemals ohne weder non nessun nessuno nessuna mai senza né pas jamais aucun aucune sans ni nunca sin ningún
    ninguna tampoco 不 没 無 无 未 非
    """
)

HEDGES: frozenset[str] = word_set(
    """
    alleged allegedly allegation allegations reportedly supposedly purported purportedly claimed apparently
    seemingly about around approximately roughly circa some nearly almost estimated estimate estimates approx ca may
    might could can would should possible possibly potential potentially probable probably likely unlikely perhaps
    most many several mostly mainly largely partly partially generally usually typically often sometimes
    expect expects expected aim aims aimed intend intends intended plan plans planned seek seeks target targets hope
    believe believes believed think thinks thought appear appears appeared seem seems seemed suggest suggests
    suggested suspected unclear limited only materially material significantly substantially currently least
    etwa rund ca ungefähr teilweise möglicherweise voraussichtlich angeblich mutmaßlich fast kaum könnte dürfte
    circa quasi presunto presunta presunti presunte probabilmente forse potrebbe parzialmente environ presque
    probablement peut-être présumé présumée pourrait partiellement aproximadamente casi presunto probablemente
    quizás podría parcialmente
    """
)

_ONE_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBER_WORDS: dict[str, float] = {
    **{word: float(value) for value, word in enumerate(_ONE_TO_TWENTY.split(" "))},
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
    "hundred": 100,
    "half": 0.5,
    "double": 2,
    "doubled": 2,
    "twice": 2,
    "triple": 3,
    "tripled": 3,
    "third": 1 / 3,
    "quarter": 0.25,
}

UNITS: frozenset[str] = word_set(
    """
    % percent percentage points basis thousand million millions billion billions trillion mn bn m bln mln mio mrd
    million millionen milliarden milioni miliardi $ € £ ¥ usd eur gbp chf cny rmb dollars euro euros pounds yuan
    tonne tonnes ton tons kiloton kilotonnes megatonnes kt mt t tco2e tco2 co2e co2 gtco2e mtco2e kg g mg wh kwh mwh
    gwh twh joule joules gj tj mj kw mw gw litre litres liter liters cubic m3 m2 km km2 metre metres meter meters
    miles hectare hectares ha acres day days week weeks month months year years hours quarter annually monthly daily
    weekly january february march april june july august september october november december januar februar märz
    juni juli oktober dezember gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre dicembre
    scope
    """
)

_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "mis")


def opposed_by_prefix(one: str, other: str) -> bool:
    """Whether one word is the other with a prefix that turns it round: compliant, noncompliant; lawful, unlawful."""
    short, long = sorted((one, other), key=len)
    return len(short) > 3 and long.endswith(short) and long[: -len(short)] in _PREFIXES


_GROUPED = re.compile(r"\d{1,3}(?:([,.' ])\d{3})(?:\1\d{3})*")


def number_key(token: str) -> str:
    """One spelling of a number: grouping marks go where they can only be grouping; ``1.000`` is left as it stands."""
    sign = token[0] if token[0] in "+-" else ""
    body = token[len(sign) :]
    whole, point, rest = body, "", ""
    if match := re.fullmatch(r"(.*\d)([.])(\d+)", body):
        if "," in match[1] or " " in match[1] or "'" in match[1]:
            whole, point, rest = match[1], ".", match[3]
    elif (match := re.fullmatch(r"(.*\d)(,)(\d+)", body)) and "." in match[1]:
        whole, point, rest = match[1], ".", match[3]
    if (grouped := _GROUPED.fullmatch(whole)) and (grouped[1] != "." or point or whole.count(".") > 1):
        whole = re.sub(r"[,.' ]", "", whole)
    return sign + whole + point + rest
