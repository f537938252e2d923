"""Words that mean much the same, and words that mean the opposite, by axis: "rose | fell", "clean | polluted".

A line is an axis: its name, the words of one end, a bar, those of the other end; without a bar all words mean much the
same. Inflected forms need not be listed where `stem` finds them. A word stands on one axis only, on its commonest.
General English and the language of reports; German, French and Italian for what rises and falls alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from esgcheck.analysis.languages import COMMONEST
from esgcheck.analysis.wording import word_set

_AXES = """
level: rise rose risen increase grow grew grown growth climb surge soar jump higher high more up upward rising double
  doubled tripled twice expand larger greater big bigger stieg gestiegen steigen erhöht aumentato aumentata augmenté
  | fall fell fallen falling decrease decline drop cut reduce reduction lower low less fewer down downward halve halved
  slash shrink shrank shrunk plummet plunge smaller diminish lessen gesunken gesenkt senken reduziert verringert
  niedriger ridotto ridotta diminuito baissé réduit
quality: improve improvement better best good | worsen worse worst deteriorate bad poor
clean: clean cleaner pure unpolluted uncontaminated | pollute pollution pollutant contaminate contamination toxic dirty
  dirtier poison
safe: safe safely safer harmless | dangerous unsafe hazardous risky unsafely
harm: harm damage destroy threaten endanger hurt adverse detrimental | protect protection benefit preserve conserve
  beneficial
death: die died death dead kill fatal fatality deadly lethal mortality | survive survival alive
injury: injure injury wound | unhurt uninjured unharmed
accident: accident incident
comply: comply compliance compliant conform conformity adhere legal lawful legally lawfully
  | breach violate violation noncompliance infringe contravene flout illegal unlawful illegally noncompliant
exceed: exceed surpass excess overfish overrun | within
approve: approve approval consent agree agreed accept allow authorise authorize grant endorse accord voted
  | reject refuse oppose object forbid forbidden forbade prohibit ban veto disapprove
complete: complete completely fully full whole entire entirely | incomplete unfinished partial partly partially
valid: valid | expire lapse revoke suspend invalid
keep: keep kept retain maintain continue | abandon scrap shelve discontinue withdraw withdrawn withdrew
delay: postpone delay defer
will: voluntary voluntarily freely willingly | coerce coercion involuntary unwilling evict eviction forcibly
independent: independent independently impartial | biased dependent
fossil: renewable renewables green | fossil conventional
virgin: recycle recycled recyclable recycling | virgin
strong: strong strength stronger robust | weak weaker weakness
open: open opened reopen reopened | close closed closure shut
start: start begin began begun launch introduce | stop end halt cease
include: include cover comprise contain | exclude exclusion omit except exception excludes
lasting: permanent permanently lasting | temporary temporarily
true: true correct accurate right | false untrue incorrect inaccurate wrong misleading
effective: effective effectively | ineffective useless
pass: pass succeed success | fail failed failure
price: expensive costly | cheap
time: early earlier ahead | late later behind
public: public publicly disclose disclosed publish | secret secretly conceal hide hidden undisclosed
equal: equal equally same identical | unequal differ different difference
stable: stable remain unchanged steady constant
answer: answer respond reply response | ignore unanswered
employ: hire employ recruit | dismiss fire sack laid
win: win won | lose lost
deal: support supported favour | against
real: confirm confirmed prove proved proven demonstrate | refute disprove contradict debunk
cause: cause lead led responsible contribute driver drive trigger due because result | prevent avert
link: associate association link linked correlate correlation relate
treat: treat treatment cure therapy
effect: effect effects affect influence impact
need: necessary essential needed require required | unnecessary
possible: possible able capable | impossible unable incapable
likely: likely probable | unlikely improbable
common: common frequent often widespread | rare rarely uncommon
safe_level: sufficient adequate enough sufficiently adequately | insufficient inadequate insufficiently inadequately
warm: warm warming warmer hot hotter heat | cool cooling cooler cold colder
wet: flood flooding flooded
retreat: retreat melt
gain: gain win profit | loss losses
forest: deforestation deforest
leak: leak leakage seep seepage spill discharge
bribe: bribe bribery corrupt corruption kickback
trace: trace traced traceable
worker: employee worker staff workforce personnel labour labor people workers
job: job jobs
leader: manager management managerial executive director
woman: woman women female
child: child children minor minors underage
supplier: supplier vendor
site: site plant factory facility mill factories
emission: emission emit emitted
gas: greenhouse ghg
energy: energy power electricity
share: share percent percentage proportion fraction
audit: audit inspect inspection examine check assess assessment review examination
certify: certify certificate certification accredit accreditation
train: train training course
move: resettle relocate relocation resettlement
use: use used using consume consumption usage
goal: target goal objective
buy: buy bought purchase procure
make: produce production make made manufacture built build construct
repair: repair repairs mend renovate
law: law laws statute
customer: customer client consumer
money: invest invested investment spend spent spending
pay: pay paid wage wages salary remuneration earn
source: source origin supply supplied
show: show find found reveal observe
identify: identify recognise detect
test: test trial
remove: remove removal absorb store
fish: catch caught catches
fair: fair fairly | unfair unfairly unjust
free: free freely
firm: company firm group corporation
report: report reported state stated
agency: agency authority regulator inspectorate department ministry
yield: yield harvest crop
town: town city village
year: annual annually yearly
month: month monthly
rate: rate frequency
total: total overall altogether
"""
"""One axis a line; lines that begin with spaces go on."""

_LIGHT = word_set(
    """
    company group firm corporation year year's report total percent share new also including within according since
    between compared than us per part number amount amounted among every each all only even just now today yet still
    already again often way ways thing things use make get got give given take taken put come came go went let say says
    said tell told show shows find found see seen way be been being do does did done have has had am is are was were
    will would can could may might must shall should not no never none nor neither without nobody nothing most many
    carry carried carries carrying conduct conducted undertake undertaken undergo underwent perform performed stay
    stayed hold holds held become became remain remains put place set lie
    some any both either such own same other another around about over under up down out off on in at by for from to
    of as and or but if so because although though while whereas however therefore that this these those there here
    which who whom whose what when where why how it its they them their theirs he him his she her hers you your yours we
    our ours i me my
    """
)
"""Words that tell little of what a sentence is about."""


class Entry(NamedTuple):
    """What is known of a word: ``key`` (its axis or else its stem), the ``pole`` on the axis (+1, -1, 0 for axes of
    one end and words on none), and the ``weight`` that it has in telling what a sentence is about, 0 to 1."""

    key: str
    pole: int
    weight: float


_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ied", "ments", "ment", "ions", "ion", "es", "ed", "ly")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A rough English stem: enough to see that "emissions" and "emission", "reviewed" and "review" are one word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    else:
        if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
            word = word[:-1]
    word = word.removesuffix("e") if len(word) > 4 else word
    if len(word) > 4 and word[-1] == word[-2] and word[-1] in "bdgmnprt":
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word[-1] == "y" else word


def _read() -> tuple[dict[str, tuple[str, int]], dict[str, tuple[str, int]]]:
    """By word as listed, and by stem."""
    words: dict[str, tuple[str, int]] = {}
    stems: dict[str, tuple[str, int]] = {}
    for line in _AXES.replace("\n  ", " ").strip().splitlines():
        name, _, both = line.partition(": ")
        ends = both.split(" | ")
        for pole, end in zip((1, -1) if len(ends) == 2 else (0,), ends, strict=True):
            for word in end.split():
                words.setdefault(word, ("*" + name, pole))
                stems.setdefault(stem(word), ("*" + name, pole))
                stems.setdefault(word, ("*" + name, pole))
    return words, stems


_LISTED, _BY_STEM = _read()
_DEGREE = frozenset({"*level", "*equal", "*stable", "*quality", "*total"})
"""How it is with a thing rather than what the thing is."""
_LIGHT_AXES = frozenset({"*firm", "*report", "*show", "*use", "*make", "*share", "*time", "*year", "*include", "*keep"})
_PREFIXES = ("un", "in", "im", "il", "ir", "non", "dis", "mis")


@lru_cache(maxsize=65536)
def entry(word: str) -> Entry:
    """What is known of a word in folded form. A word that a prefix turns round ("unsafe") has its key and pole -1."""
    if len(word) > 2 and word.endswith("'s"):
        word = word[:-2]
    listed = _LISTED.get(word)
    if listed is None and word not in _LIGHT:
        listed = _BY_STEM.get(stem(word))
    if listed is not None:
        key, pole = listed
        light = key in _LIGHT_AXES or word in _LIGHT
        return Entry(key, pole, 0.0 if key in _DEGREE else 0.3 if light else 1.0)
    if word in _LIGHT or len(word) < 2 or word in COMMONEST["en"]:
        return Entry(word, 0, 0.0)
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 3 and (rest in _TURNED or (len(rest) > 5 and stem(rest) in _BY_STEM)):
            plain = entry(rest)
            return Entry(plain.key, -plain.pole or -1, plain.weight)
    return Entry(stem(word), 0, 1.0)


_TURNED = word_set(
    """
    paid available aware certified checked clear common conditional controlled covered disclosed documented employed
    expected fair finished friendly healthy identified important inspected insured intended known licensed limited
    listed monitored necessary planned protected published registered regulated related reliable reported resolved
    restricted safe satisfactory secured sold stable supported sustainable tested touched treated trained usual verified
    wanted complete correct dependent direct effective efficient eligible equal formal sufficient visible voluntary
    consistent accurate adequate appropriate balance possible moral mature legal regular responsible reversible
    compliance compliant compliances existent renewable recyclable hazardous toxic approve agree appear honest loyal
    satisfied similar continue prove leading reported managed used stated
    """
)
"""Words that "un", "in" or "non" before them turn into their opposite, as against "under" or "intend"."""

WEAK_LEVELS = word_set(
    "more up upward less fewer down downward high low big bigger cut cuts expand double larger greater small"
)
"""Of what rises and falls, the words that also say other things."""

GOOD: dict[str, int] = {
    "*clean": 1, "*safe": 1, "*harm": -1, "*comply": 1, "*quality": 1, "*death": -1, "*injury": -1, "*accident": -1,
    "*leak": -1, "*bribe": -1, "*forest": -1, "*exceed": -1, "*will": 1, "*valid": 1, "*fair": 1, "*true": 1,
    "*effective": 1, "*safe_level": 1, "*pass": 1, "*strong": 1, "*lasting": 1, "*wet": -1,
}  # fmt: skip
"""Axes of which one end is good (+1) or bad (-1); on axes without a second end every word is that."""
