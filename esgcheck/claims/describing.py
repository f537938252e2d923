"""What a claim says, put right by a person: its kind, who is quoted, its fields, its topics.

Once a person has corrected fields or topics (``fields_by``), a new reading changes neither; ``restore_fields`` gives
them back to the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from django.db import transaction
from django.db.models import Q

from esgcheck.accounts.models import User
from esgcheck.analysis.claims.measures import canonical_unit
from esgcheck.analysis.claims.numbers import read_number, written
from esgcheck.analysis.claims.quantities import find_figures
from esgcheck.analysis.claims.topics.names import ESRS, GRI
from esgcheck.analysis.types import FieldName, TopicVocabulary
from esgcheck.cases.models import Role
from esgcheck.claims.accepting import save, valid_kind
from esgcheck.claims.models import Candidate, Claim
from esgcheck.errors import Refused

MOST_FIELDS, MOST_TOPICS, MOST_FIGURES = 60, 30, 50
LONGEST_TEXT, LONGEST_VALUE, LONGEST_NAME = 500, 100, 200

_LABELS = {
    "measure": "What is measured",
    "value": "Value",
    "unit": "Unit",
    "direction": "Direction",
    "period": "Period",
    "baseline": "Baseline",
    "boundary": "Boundary",
    "target": "Target",
    "deadline": "Deadline",
    "base": "Base",
    "denied": "What is denied",
    "leaves_open": "What it leaves open",
    "found_by": "Found by",
    "found_for": "Found for",
    "introduced_by": "Introduced by",
    "certificate": "Certificate",
    "issuer": "Issuer",
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIGURE = re.compile(r"[-−–+]?\d[\d.,]*")
_CODES = {
    "ESRS": re.compile(r"[12]|[ESG][1-9](-[1-9][0-9]?)?"),
    "GRI": re.compile(r"[1-9][0-9]{0,2}(-[1-9][0-9]?)?"),
}


def field_names() -> dict[str, str]:
    """Every field that a claim can have, in the order in which they are shown, with its words."""
    return {name: _LABELS.get(name, name.replace("_", " ").capitalize()) for name in get_args(FieldName)}


@transaction.atomic
def describe_claim(
    *,
    claim: Claim,
    by: User,
    kind: str | None = None,
    attribution: str | None = None,
    fields: Iterable[Mapping[str, Any]] | None = None,
    topics: Iterable[Mapping[str, Any]] | None = None,
) -> Claim:
    """Correct a claim; what is None stays as it is. Nothing is changed where one of them is refused."""
    claim.case.require(by, Role.REVIEWER)
    changed: dict[str, Any] = {}
    if kind is not None:
        changed["kind"] = valid_kind(kind)
    if attribution is not None:
        changed["attribution"] = attribution.strip()[:300]
    if fields is not None:
        changed |= {"fields": _checked_fields(fields, claim), "fields_by": by}
    if topics is not None:
        changed |= {"topics": _checked_topics(topics, claim), "fields_by": by}
    for name, value in changed.items():
        setattr(claim, name, value)
    if changed:
        save(claim, list(changed))
    return claim


def correct_fields(*, claim: Claim, fields: Iterable[Mapping[str, Any]], by: User) -> Claim:
    """The fields as a person has them, all of them: ``{name, text, value?, start?, end?, of?}``.

    A field whose text is as it was keeps its value and place where these are left out; of another the value is read
    from the text as far as that goes. One without text is left out.
    """
    return describe_claim(claim=claim, fields=fields, by=by)


def add_topic(*, claim: Claim, vocabulary: str, code: str, by: User, name: str = "") -> Claim:
    """File the claim under one topic more; one that it has already stays as it is."""
    return describe_claim(
        claim=claim, topics=[*claim.topics, {"vocabulary": vocabulary, "code": code, "name": name}], by=by
    )


def remove_topic(*, claim: Claim, vocabulary: str, code: str, by: User) -> Claim:
    """Take a topic away, so that no new reading brings it back."""
    kept = [topic for topic in claim.topics if (topic["vocabulary"], topic["code"]) != (vocabulary, code)]
    return describe_claim(claim=claim, topics=kept, by=by)


@transaction.atomic
def restore_fields(*, claim: Claim, by: User) -> Claim:
    """Fields and topics as the machine has them, and as it will have them when it reads again."""
    claim.case.require(by, Role.REVIEWER)
    here = Q(pk=claim.pk) | Q(start=claim.start, end=claim.end)  # proposed by another where a newer file has it
    candidate = Candidate.objects.filter(here, version=claim.version_id).first()
    if candidate is None or (candidate.start, candidate.end) != (claim.start, claim.end):
        raise Refused(
            "The machine proposes nothing for just these words any more, so there is nothing to go back to. "
            "What you have is kept."
        )
    claim.fields, claim.topics, claim.fields_by = candidate.fields, candidate.topics, None
    save(claim, ["fields", "topics", "fields_by"])
    return claim


def value_for(name: str, text: str) -> str:
    """A field's words for programs, where they can be read without the document: a figure, a unit, a year."""
    if name == "value":
        figures = [figure.value for figure in find_figures(text)] or [_number(text)]
        return written(figures[0]) if len(figures) == 1 and figures[0] is not None else ""
    if name == "unit":
        return canonical_unit(text)
    if name in {"deadline", "period", "baseline"}:
        years = set(_YEAR.findall(text))
        return years.pop() if len(years) == 1 else ""
    return ""


def _number(text: str) -> float | None:
    figure = text.replace(" ", "")
    return read_number(figure) if _FIGURE.fullmatch(figure) else None


def _name_of(vocabulary: str, code: str) -> str:
    """As the vocabulary has it; of a part that it does not name, the whole's."""
    known = ESRS if vocabulary == "ESRS" else GRI
    return known.get(code) or known.get(code.split("-")[0], "")


def _checked_fields(fields: Iterable[Mapping[str, Any]], claim: Claim) -> list[dict[str, Any]]:
    before = {(row["name"], row["of"], row["text"]): row for row in claim.fields}
    rows: list[dict[str, Any]] = []
    for given in fields:
        name, text = str(given.get("name", "")), _line(given.get("text", ""))
        if name not in get_args(FieldName):
            raise Refused(f"There is no field “{name[:40]}”. Choose one of: {', '.join(get_args(FieldName))}.")
        if not text:
            continue
        of = given.get("of", 0)
        if not isinstance(of, int) or not 0 <= of < MOST_FIGURES:
            raise Refused(f"Figures of a claim are counted from 0 to {MOST_FIGURES - 1}.")
        known = before.get((name, of, text), {})
        start, end = (given.get(key, known.get(key)) for key in ("start", "end"))
        value = _line(given["value"] if "value" in given else known.get("value", value_for(name, text)))
        if len(text) > LONGEST_TEXT or len(value) > LONGEST_VALUE:
            raise Refused(
                f"“{_LABELS.get(name, name)}” is too long: at most {LONGEST_TEXT} characters in words and "
                f"{LONGEST_VALUE} as a value. Shorten it; the rest of the claim stays as it was."
            )
        place = {"start": start, "end": end} if _is_span(start, end) else {"start": None, "end": None}
        rows.append({"name": name, "text": text, "value": value, **place, "of": of})
    if len(rows) > MOST_FIELDS:
        raise Refused(f"A claim has at most {MOST_FIELDS} fields. Split it into two claims.")
    return rows


def _line(text: object) -> str:
    """Words in one line, without the one character that no database keeps."""
    return " ".join(str(text).replace("\x00", "").split())


def _is_span(start: object, end: object) -> bool:
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end


def _checked_topics(topics: Iterable[Mapping[str, Any]], claim: Claim) -> list[dict[str, Any]]:
    before = {(row["vocabulary"], row["code"]): row for row in claim.topics}
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for given in topics:
        vocabulary, code = str(given.get("vocabulary", "")).upper(), _line(given.get("code", ""))
        if vocabulary not in get_args(TopicVocabulary):
            raise Refused("Topics are filed under ESRS or GRI.")
        code = code.upper().removeprefix(f"{vocabulary} ")
        if not _CODES[vocabulary].fullmatch(code):
            raise Refused(f"“{code[:40]}” is no {vocabulary} code: write it as E1 or S1-9 (ESRS), 305 or 305-1 (GRI).")
        name = _line(given.get("name", ""))[:LONGEST_NAME] or _name_of(vocabulary, code)
        made = {"vocabulary": vocabulary, "code": code, "name": name, "words": []}
        rows.setdefault((vocabulary, code), before.get((vocabulary, code), made))
    if len(rows) > MOST_TOPICS:
        raise Refused(f"A claim is filed under at most {MOST_TOPICS} topics.")
    return list(rows.values())
