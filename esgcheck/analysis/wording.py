"""The small words that change what a sentence says: negations, opposites, hedges, modals, numbers in words, units.

English first, with the commonest German, Italian, French and Spanish ones, since reports come in those too. All are in
the folded form that `text.normalise` gives: lower case, straight apostrophes.
"""

from __future__ import annotations

import re


def word_set(listed: str) -> frozenset[str]:
    """The words of a list written as plain text."""
    return frozenset(listed.split())


def _word_sets(listed: str) -> tuple[frozenset[str], ...]:
    """The same of several lists, with semicolons between them."""
    return tuple(word_set(part) for part in listed.split(";"))


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
    alleged allegedly allegation allegations reportedly supposedly purported purportedly claimed apparent apparently
    ostensibly seemingly presumably about around approximately approximate roughly circa some nearly almost virtually
    practically estimated estimate estimates approx ca possible possibly potential potentially probable probably
    likely unlikely perhaps maybe most many several mostly mainly largely partly partially partial generally broadly
    usually typically often sometimes frequently occasionally normally primarily predominantly relatively somewhat
    fairly rather quite slightly essentially basically believe believes believed think thinks thought appear appears
    appeared seem seems seemed suggest suggests suggested suspected unclear limited only just merely mere at least
    material materially significant significantly substantial substantially reasonable reasonably currently
    preliminary initial initially certain tend tends tended might could may indicative approximatively
    etwa rund ca ungefähr teilweise möglicherweise voraussichtlich angeblich mutmaßlich fast kaum könnte dürfte
    circa quasi presunto presunta presunti presunte probabilmente forse potrebbe parzialmente environ presque
    probablement peut-être présumé présumée pourrait partiellement aproximadamente casi presunto probablemente
    quizás podría parcialmente
    """
)

LIMITING: tuple[str, ...] = (
    "up to", "more than", "less than", "fewer than", "greater than", "no more than", "close to", "in part",
    "to some extent", "to a large extent", "subject to", "where possible", "wherever possible", "as far as",
    "in the region of", "in the order of", "sort of", "kind of", "in most cases", "in some cases", "in principle",
    "if possible", "as appropriate", "where appropriate", "to the best of", "in general", "on average", "over",
    "under", "above", "below", "nearly",
)  # fmt: skip
"""Hedges of several words, or that are hedges only where they come or go as a whole: "over 40 sites", "40 sites"."""

MODALS: frozenset[str] = word_set(
    """
    will would shall should must may might can could ought going
    plan plans planned planning aim aims aimed aiming intend intends intended intending expect expects expected seek
    seeks seeking sought hope hopes hoped target targets targeted targeting commit commits committed want wants
    propose proposes proposed strive strives striving
    muss müssen soll sollen sollte wird werden würde darf plant planen deve devono dovrebbe intende prevede doit
    devrait prévoit debe debería prevé
    """
)
"""Whether something is so, will be, must be or is only meant to be."""

AUXILIARIES: frozenset[str] = word_set(
    """
    is are was were be been being am has have had having do does did 's 're 've 'll 'd
    ist sind war waren hat haben hatte hatten è sono era erano ha hanno aveva est sont était étaient a ont avait es
    son fue fueron han había
    """
)

IRREGULAR: tuple[frozenset[str], ...] = _word_sets(
    """
    become becomes became becoming; begin begins began begun; bring brings brought; build builds built; buy buys
    bought; choose chooses chose chosen; come comes came; cut cuts; deal deals dealt; draw draws drew drawn;
    drive drives drove driven; fall falls fell fallen falling; feel feels felt; find finds found finding; get
    gets got; give gives gave given giving; go goes went gone; grow grows grew grown growing; hear hears heard;
    hold holds held holding; keep keeps kept keeping; know knows knew known; lead leads led leading; leave
    leaves left; lose loses lost losing; make makes made making; mean means meant; meet meets met meeting; pay
    pays paid paying; rise rises rose risen rising; run runs ran; say says said saying; see sees saw seen; sell
    sells sold selling; send sends sent; set sets; show shows showed shown; speak speaks spoke spoken; spend
    spends spent; stand stands stood; take takes took taken taking; teach teaches taught; tell tells told
    telling; think thinks thought; understand understands understood; win wins won; write writes wrote written
    """
)
"""Forms of verbs that are not told by their endings."""

OPPOSITES: frozenset[frozenset[str]] = frozenset(
    _word_sets(
        """
    increase decrease; increase reduce; increased decreased; increased reduced; increases decreases; increases
    reduces; increasing decreasing; increasing reducing; rise fall; rises falls; rose fell; risen fallen; rising
    falling; grew shrank; grow shrink; growth decline; gain loss; profit loss; gained lost; higher lower;
    highest lowest; high low; more less; more fewer; most least; above below; over under; up down; before after;
    always seldom; all no; every no; all none; accept reject; accepted rejected; approve reject;
    approved rejected; support oppose; supported opposed; supports opposes; confirm deny; confirmed denied;
    confirms denies; include exclude; included excluded; includes excludes; including excluding; maximum
    minimum; true false; success failure; strong weak; improve worsen; improved worsened; improved deteriorated;
    better worse; best worst; start stop; started stopped; voluntary mandatory; voluntary compulsory; permanent
    temporary; full partial; public private; guilty innocent; internal external; positive negative; allow
    prohibit; allowed prohibited; allowed forbidden; permitted prohibited; safe dangerous; with without; for
    against; open closed; open shut; present absent; won lost; strengthen weaken; strengthened weakened;
    accelerate slow; accelerated slowed; outside inside; upstream downstream
        """
    )
)
"""Words that turn a sentence round when one stands for the other."""

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

_SAME_UNIT = """
    % percent prozent percento | points point | million millions mn mln mio | billion billions bn mrd | trillion
    trillions | thousand thousands | hundred hundreds | dozen dozens | $ dollar dollars usd | € euro euros eur | £ pound
    pounds gbp | ¥ yuan yen rmb cny jpy | franc francs chf | tonne tonnes t | ton tons | kiloton kilotons kilotonne
    kilotonnes kt | megaton megatons megatonne megatonnes | kilogram kilograms kilogramme kilogrammes kg | gram grams
    g | milligram milligrams mg | microgram micrograms µg ug | tco2e tco2eq | tco2 | co2e | co2 | gtco2e | mtco2e |
    ktco2e | kgco2e | ppm | ppb | wh | kwh | mwh | gwh | twh | joule joules | mj | gj | tj | pj | watt watts w | kw | mw
    | gw | litre litres liter liters l | millilitre millilitres ml | megalitre megalitres | cubic | square | m3 | m2 |
    kilometre kilometres kilometer kilometers km | km2 | metre metres meter meters | centimetre centimetres cm |
    millimetre millimetres mm | mile miles | foot feet | hectare hectares ha | acre acres | barrel barrels bbl |
    gallon gallons | second seconds | minute minutes | hour hours | day days | week weeks | month months | quarter
    quarters | year years | decade decades | century centuries | annually annual yearly | monthly | daily | weekly |
    hourly | quarterly | january jan januar gennaio | february feb februar febbraio | march marzo märz | april apr
    aprile | june jun juni giugno | july jul juli luglio | august aug agosto | september sept sep settembre | october
    oct oktober ottobre | november nov novembre | december dec dezember dicembre | maggio | monday | tuesday |
    wednesday | thursday | friday | saturday | sunday | degree degrees | celsius | fahrenheit | basis | percentage |
    scope | milliarden miliardi | millionen milioni
"""

UNITS: dict[str, str] = {name: line.split()[0] for line in _SAME_UNIT.split("|") for name in line.split()}
"""Units of measure, money and time, with the one spelling by which they are compared: "tonnes" and "t" are one."""

AMOUNTS: frozenset[str] = word_set(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth once thrice single sole both twofold threefold
    tenfold halved halving tripling doubling quadrupled thirds quarters fifths fifth tenths majority minority
    """
)
"""Words for how many or which one, that are no number."""

_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "mis")


def opposed(one: str, other: str) -> bool:
    """Whether a word turns round what the other says: lawful, unlawful; harmful, harmless; increased, reduced."""
    if frozenset((one, other)) in OPPOSITES:
        return True
    short, long = sorted((one, other), key=len)
    if {one[-3:], other[-3:]} == {"ful", "ess"} and one.removesuffix("ful") == other.removesuffix("less"):
        return True
    if {one[-3:], other[-3:]} == {"ful", "ess"} and one.removesuffix("less") == other.removesuffix("ful"):
        return True
    return len(short) > 3 and long.endswith(short) and long[: -len(short)] in _PREFIXES


def inflected(one: str, other: str) -> bool:
    """Whether two words are the same verb in another tense: reduce, reduced; rise, rose. A plural is not one."""
    if one == other:
        return False
    if any(one in forms and other in forms for forms in IRREGULAR):
        return True
    stems = _stem(one), _stem(other)
    return stems[0][0] == stems[1][0] and len(stems[0][0]) > 2 and stems[0][1] != stems[1][1]


_ENDINGS = (("ing", "ing"), ("ied", "ed"), ("ed", "ed"), ("ies", ""), ("es", ""), ("s", ""), ("e", ""), ("y", ""))


def _stem(word: str) -> tuple[str, str]:
    for ending, tense in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word.removesuffix(ending)
            if ending in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
            return word.removesuffix("e"), tense
    return word, ""


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
