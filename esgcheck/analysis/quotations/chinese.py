"""Quotations in Chinese, where words stand without spaces: who is said to have said what, clause by clause.

The speaker is what stands before a verb of saying in the same clause (发言人李明表示：“…”), or between the quotation
and the verb after it (“…，”李明说。). Without marks: 审计师表示，… and 据报告称，… to the end of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from esgcheck.analysis.quotations.marks import Marked
from esgcheck.analysis.quotations.sentence import Attribution
from esgcheck.analysis.types import Span

HAN = re.compile(r"[\u3400-\u9fff]")
_VERBS = (
    "表示|指出|强调|強調|认为|認為|回应|回應|写道|寫道|宣布|承认|承認|否认|否認|声称|聲稱|声明|解释|解釋|补充|補充|透露|警告|"
    "告诉|告訴|提到|介绍|介紹|坦言|称|稱|说|說|道"
)
_TAIL = r"(?:说|說|道|称|稱)?[^，。；！？“”「」『』：:]{0,8}?"
_OPENERS = re.compile(r"(?:但|而|对此|對此|随后|此外|同时|日前|近日|昨天|今天|昨日|今日|其中|不过|然而|因此|\s)+")
_ADVERBS = re.compile(r"(?:也|还|還|曾|则|再次|公开|明确)+$")
_NAME = r"[^，。；！？、：:“”「」『』\s]{1,24}?"
_BEFORE = re.compile(rf"(?P<who>{_NAME})(?P<cue>{_VERBS}){_TAIL}[：:，,]?\s{{0,3}}$")
_AFTER = re.compile(rf"\s{{0,3}}[，,。]?\s{{0,3}}(?P<who>{_NAME})(?P<cue>{_VERBS})(?=[，。；！？,\s]|$)")
_TOLD = re.compile(
    rf"(?:^|(?<=[。！？；\n]))(?!据|根据|據|根據)(?P<who>{_NAME})(?P<cue>{_VERBS})[，,：:](?P<what>[^。！？；“”「」『』\n]{{4,400}})"
    rf"|(?:^|(?<=[。！？；，\n]))(?P<by>据|根据|據|根據)(?P<source>{_NAME})(?P<verb>报道|報道|介绍|介紹|称|稱|透露|显示|顯示)?"
    rf"[，,](?P<told>[^。！？；“”「」『』\n]{{4,400}})"
)
_LOOK = 60
NO_NAMES = frozenset({"他", "她", "他们", "她们", "并", "并且", "又", "还"})
"""Stand for the one who spoke last."""


def is_chinese(text: str, span: Span) -> bool:
    """Whether the first hundred characters hold more than a few of the script."""
    return len(HAN.findall(text, span.start, min(span.end, span.start + 100))) >= 4


def attribution(text: str, paragraph: Span, stretch: Marked) -> Attribution | None:
    """Who says the words in marks, from the clause before them or the one after."""
    low = max(paragraph.start, stretch.outer.start - _LOOK)
    before = _BEFORE.search(_last_clause(text[low : stretch.outer.start]))
    if before is not None:
        offset = stretch.outer.start - len(before.string)
        return _made(text, before, offset, "before")
    after = _AFTER.match(text, stretch.outer.end, min(len(text), stretch.outer.end + _LOOK))
    return _made(text, after, 0, "after") if after is not None else None


def reported(text: str, paragraph: Span) -> Iterator[tuple[Span, Attribution]]:
    """What is told without marks."""
    for match in _TOLD.finditer(text, paragraph.start, paragraph.end):
        who, cue, what = ("who", "cue", "what") if match["who"] else ("source", "by", "told")
        made = _made(text, match, 0, "before", who, cue)
        if made is not None:
            yield Span(*match.span(what)), made


def _last_clause(before: str) -> str:
    """What stands since the last full stop or closed quotation; a comma right before the marks stays."""
    cut = max(before.rfind(mark, 0, max(0, len(before) - 2)) for mark in "。！？；”」』\n")
    clause = before[cut + 1 :]
    comma = max(clause.rfind("，", 0, max(0, len(clause) - 2)), clause.rfind(",", 0, max(0, len(clause) - 2)))
    return clause[comma + 1 :]


def _made(
    text: str, match: re.Match[str], offset: int, how: str, who: str = "who", cue: str = "cue"
) -> Attribution | None:
    start, end = match.span(who)
    opener, adverbs = _OPENERS.match(match[who]), _ADVERBS.search(match[who])
    start += opener.end() if opener is not None else 0
    end -= len(adverbs.group()) if adverbs is not None else 0
    if end <= start:
        return None
    span = Span(start + offset, end + offset)
    cue_span = Span(match.start(cue) + offset, match.end(cue) + offset)
    return Attribution(span.of(text), cue_span.of(text), span, cue_span, how)
