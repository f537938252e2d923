"""Turns of phrase that the checks look for, as patterns over folded text (see `text.normalise`).

Each is a kind of thing said, not a case: add what any reader would agree says the same thing.
"""

from __future__ import annotations

import re

from esgcheck.analysis.wording import word_set


def any_of(*patterns: str) -> re.Pattern[str]:
    """Any of them, as whole words."""
    return re.compile(r"\b(?:" + "|".join(patterns) + r")\b")


BREAK = re.compile(r"[;:]| - |\b(?:but|however|although|though|whereas|while|yet|aber|jedoch|sondern|mais|ma)\b")
"""Where a negation ends: before another clause."""

DENYING = word_set(
    """
    not no never none nor neither without cannot nothing nobody nowhere hardly scarcely barely zero fail failed fails
    refuse refused refuses lack lacks lacked lacking deny denied denies nicht kein keine keinen keinem keiner keines
    nie niemals ohne non nessun nessuno nessuna mai senza pas jamais aucun aucune sans
    """
)
NOT_DENYING = re.compile(
    r"\bnot (?:only|least|just|merely|surprisingly|to mention)\b|\bno(?:t)? (?:more|less|fewer|later|earlier) than\b"
    r"|\bno doubt\b|\bwithout (?:exception|doubt|limit|delay|interruption)\b|\bnone other\b|\bwhether or not\b"
    r"|\bno\. ?\d|\bnever before\b"
)
"""What looks like a negation and is none."""

FREE = re.compile(
    r"\bfree (?:of|from) (?!charge)|(?<=[a-z] )free\b(?! (?:to|of|from)\b)|\b(?:acquitted|cleared|absolved) of\b"
)
AVERTED = any_of(r"prevent(?:s|ed)?", r"avoid(?:s|ed)?", r"protect(?:s|ed)? (?:\w+ ){1,3}?(?=from)")
ENDED = any_of(
    r"stop(?:ped|s)?", r"ceased?", r"ended(?! up)", r"end to", r"halted", r"excluded?", r"ruled? out",
    r"remove[ds]? from", r"phased? out",
)  # fmt: skip
"""Words that deny by their meaning; of what stands after them, or before them too."""

UNTRUE = re.compile(
    r"\b(?:not true|untrue|not the case|false|not correct|incorrect|no truth in it) that\b"
    r"|\b(?:nobody|no one|never|cannot|could not|did not) (?:\w+ ){0,2}?(?:show|shown|prove|proven|confirm"
    r"|believe|say|find) (?:that|whether)\b"
)
"""What denies all that comes after it."""
NULL = re.compile(
    r"\b(?:no|not|without|nor|any) (?:\w+ ){0,2}?(?:effects?|impacts?|associat\w+|links?(?:ed)?|correlat\w+"
    r"|differences?|decline|risk|benefits?|role|influence|relationship)\b"
)
"""How a study says that it found nothing: the thing denied is the effect."""
UNSEEN = re.compile(
    r"\b(?:no|not|without|nor|any) (?:\w+ ){0,2}?(?:evidence|indications?|signs?|traces?|proof|cases?|instances?"
    r"|findings?)(?: (?:of|for|that))?\b"
)
"""How a review says so: the thing denied stands after it."""
NUMBERED = re.compile(r"\b(iso|sdg|gri|esrs|article|sa|regulation|directive) ?(\d[\d:/-]*)")
"""Standards and laws by number."""

FUTURE = any_of(
    r"will", r"shall", r"plans?(?: to|ned)", r"aims?(?: to)?", r"intends? to", r"targets?", r"goals?", r"pledge[ds]?",
    r"(?:is|are|was|were) to", r"going to", r"want(?:s|ed)? to", r"(?:by|from) 20[3-9]\d", r"hopes? to",
    r"commit(?:s|ted)? to", r"by 20\d\d we want",
)  # fmt: skip

_COULD = (
    r"could(?= (?:\w+ )?(?:be|have|reach|become|lead|cause|affect|mean|improve|rise|fall|cut|grow|produce|harm"
    r"|exceed)\b)"
)
"""Not as in "as far as we could see"."""
HEDGED = any_of(
    r"may(?! be used| join| be eaten)", r"might", _COULD, r"can not say", r"possibl[ey]", r"perhaps", r"whether",
    r"unclear", r"unknown", r"not (?:\w+ )?(?:known|clear|recorded|been (?:measured|studied|established))",
    r"alleged(?:ly)?", r"reportedly", r"doubt(?:s|ful|ed)?", r"disputed", r"expected to", r"further stud(?:y|ies)",
    r"not yet",
    r"nobody (?:knows|could say)", r"differ widely", r"do(?:es)? not remember", r"still checking",
    r"being (?:examined|studied|investigated)", r"fears?", r"suspects?",
)  # fmt: skip
"""What leaves open whether it is so."""

EXPLAINS = any_of(
    r"means? that", r"stands? for", r"(?:is|are) (?:called|defined|calculated|measured|divided|stated|set)",
    r"refers? to", r"consists? of", r"(?:must|has to|have to) be", r"is mandatory", r"may only", r"asks? for",
    r"has been (?:the law|banned|forbidden)", r"have been banned",
)  # fmt: skip
"""What tells how a thing is measured, named or ruled, and not how it is with the claim's."""

ALL = any_of(
    r"all", r"every", r"each", r"always", r"only", r"100 ?(?:%|percent|per cent)", r"fully", r"throughout", r"entirely",
    r"(?:the|its) whole", r"completely",
)  # fmt: skip
ALL_OR_NONE = any_of(ALL.pattern, r"none", r"never", r"no", r"nobody", r"nothing", r"not one")
SOME = any_of(
    r"not (?:all|every|always|fully)", r"only (?:\w+ ){0,2}?(?:half|some|a few|a third|partly|partially|part)",
    r"some of", r"most(?:,? but not all| of)?", r"less than half", r"fewer than half", r"a minority", r"partly",
    r"partially", r"a part of", r"still (?:waiting|missing|outstanding)",
)  # fmt: skip
EXCEPT = any_of(r"except(?:ion|ions)?", r"exclud(?:ing|es|ed)", r"apart from", r"other than", r"but also")

INTENSITY = any_of(
    r"intensit(?:y|ies)",
    r"per (?:tonne|ton|unit|item|piece|hectare|employee|head|capita|kilometre|km|kwh|mwh|litre|square|euro|product"
    r"|million (?:hours|euros?|dollars))",
)
BOUNDARIES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("suppliers or contractors",
     any_of(r"suppliers?", r"(?:sub)?contractors?", r"vendors?", r"supply chains?", r"value chain")),
    ("customers", any_of(r"customers?", r"consumers?", r"clients?")),
    ("offices", any_of(r"offices?")),
    ("a committee", any_of(r"(?:risk|audit|remuneration|nomination) committee")),
    ("finance", any_of(r"financial statements", r"capital expenditure", r"capex", r"turnover is eligible")),
    ("an unadjusted figure", any_of(r"unadjusted")),
    ("a part alone", any_of(r"alone")),
)  # fmt: skip
"""Parts of an organisation and its business that a claim may or may not be about, with what to call them."""
OWN = any_of(r"own", r"we own", r"directly employed")
ELSEWHERE = any_of(
    r"competitors?", r"rivals?", r"another (?:company|firm|bank|mine|school|town|plant|producer)",
    r"other (?:companies|firms|producers|mines)", r"neighbouring", r"in the next (?:county|town|village)",
)  # fmt: skip
