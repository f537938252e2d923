"""What became of a quotation, in a sentence or two that a reviewer can act on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .classing import GRAVEST_FIRST
from .differences import tokens
from .spelling import is_variant
from .text import normalise
from .types import Difference, DifferenceKind
from .wording import HEDGES, NEGATIONS, opposed

UNCHANGED: frozenset[DifferenceKind] = frozenset({"equal", "layout"})

_SAID: dict[DifferenceKind, str] = {
    "negation": "A negation differs",
    "number": "A number, unit or date differs",
    "name": "A name differs",
    "hedge": "A word that limits the statement differs",
    "tense": "Tense or modality differs",
    "word": "The wording differs",
    "insertion": "Words were put in, marked with brackets",
    "spelling": "Only letters differ, as after a slip or a scan",
}

_TURNS = (
    NEGATIONS
    | HEDGES
    | {"but", "however", "although", "though", "except", "unless", "despite", "yet", "extent", "subject"}
)
_GOES_ON = re.compile(r"[,;: ]*\b(but|however|although|though|except|unless|provided|subject to|only if|until)\b", re.I)


def changes(steps: Sequence[Difference]) -> tuple[DifferenceKind, ...]:
    """The kinds of change that are more than setting or a variant of spelling, the gravest first."""
    kinds = {step.kind for step in steps if not _is_nothing(step)} - UNCHANGED - {"elision"}
    return tuple(kind for kind in GRAVEST_FIRST if kind in kinds)


def _is_nothing(step: Difference) -> bool:
    """A variant of spelling, or "[sic]", which says that nothing was changed."""
    if step.kind == "spelling":
        quoted, source = ([token.key for token in tokens(normalise(text).text)] for text in (step.quoted, step.source))
        return len(quoted) == len(source) and all(map(is_variant, quoted, source))
    return step.kind == "insertion" and step.quoted.strip().lower() == "[sic]"


def altered(steps: Sequence[Difference]) -> str:
    """The two gravest changes, and how many more there are."""
    told: list[str] = []
    kinds = changes(steps)
    for kind in kinds[:2]:
        step = next(step for step in steps if step.kind == kind and not _is_nothing(step))
        said = "The opposite is said" if kind == "negation" and _is_opposite(step) else _SAID[kind]
        here, there = clipped(step.quoted), clipped(step.source)
        if not here:
            told.append(f"{said}: “{there}” of the source is left out without a mark.")
        elif not there:
            told.append(f"{said}: “{here}” is not in the source.")
        else:
            told.append(f"{said}: “{here}” where the source has “{there}”.")
    count = sum(step.kind in kinds and not _is_nothing(step) for step in steps)
    if count > len(told):
        more = count - len(told)
        told.append(f"{more} more difference{'s' if more > 1 else ''}.")
    return " ".join(told)


def _is_opposite(step: Difference) -> bool:
    quoted, source = ([token.key for token in tokens(normalise(text).text)] for text in (step.quoted, step.source))
    return not (NEGATIONS & {*quoted, *source}) and any(opposed(one, other) for one in quoted for other in source)


def elided(steps: Sequence[Difference]) -> str:
    """What the ellipses stand for: how many words, which of them turn the meaning, and the words if they are few."""
    left_out = [step.source.strip() for step in steps if step.kind == "elision"]
    if not left_out:
        return "The same words; it is marked that the source begins earlier or goes on."
    words = [token for token in tokens(normalise(" ".join(left_out)).text) if token.group != "ellipsis"]
    turning = list(dict.fromkeys(token.key for token in words if token.key in _TURNS))
    count = f"{len(words)} word{'s' if len(words) != 1 else ''}"
    telling = f"; among them {' and '.join(f'“{word}”' for word in turning[:2])}" if turning else ""
    shown = " … ".join(" ".join(part.split()) for part in left_out)
    words_shown = f" Left out: “{shown}”." if len(shown) <= 120 else f" Left out: “{clipped(shown, room=100)}”."
    return f"The same words, with {count} left out and marked so{telling}.{words_shown}"


def spliced(parts: int, documents: int, steps: Sequence[Difference]) -> str:
    """That its parts stand in several places, or in another order there, and the gravest changes in them."""
    where = (
        f"{documents} documents"
        if documents > 1
        else "one document, but far apart, in another order or said by several people"
    )
    said = f"Its {parts} parts stand in {where}: no single quotation could join them."
    return f"{said} {altered(steps)}".strip() if changes(steps) else said


def verbatim(steps: Sequence[Difference]) -> str:
    """That the words are the same, and how they are set or spelt otherwise."""
    spelt = [step for step in steps if step.kind == "spelling"]
    if spelt:
        step = spelt[0]
        return f"The same words; “{clipped(step.quoted)}” is written “{clipped(step.source)}” in the source."
    if any(step.kind == "layout" for step in steps):
        return "The same words, set differently."
    return "The same words, letter for letter."


def beside(before: str, after: str) -> str:
    """What stands in the same sentence right before and after the words and turns them; empty where nothing does."""
    told = []
    words = before.split()[-3:]
    if any(token.key in NEGATIONS or token.key.endswith("n't") for token in tokens(normalise(" ".join(words)).text)):
        told.append(f"Right before them the source has “{' '.join(words)}”.")
    if _GOES_ON.match(after):
        told.append(f"The sentence goes on: “{clipped(after.lstrip(' ,;:'), room=90)}”")
    return " ".join(told)


def clipped(text: str, side: int = 1, *, room: int = 60) -> str:
    """At most some 60 characters of a text, from its start or, with ``side`` -1, from its end."""
    words = re.sub(r"\s+", " ", text).strip()
    if len(words) <= room:
        return words
    return words[:room].rpartition(" ")[0] + " …" if side > 0 else "… " + words[-room:].partition(" ")[2]
