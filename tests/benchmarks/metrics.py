"""What is read of 150 figures that were written down by hand: ``python -m tests.benchmarks.metrics``.

``metrics_gold.json`` has them, from pages whose number ends in 3; nobody tunes on those pages. Right are: the *value*
(the sign is the direction's business; a value in kt counts as the same in t), the *unit* (one of the names the reader
gave, singular or plural), the *period* (a day counts as its year, "FY2021" as 2021), the *baseline*; a period or
baseline that the reader left empty must be empty. ``--dev`` takes the figures of ``metrics_dev.json`` instead, from
other pages: those the reading of fields may be tuned on; ``--fresh`` those of ``metrics_fresh.json``, drawn at random
later and for the same use, and ``--held`` those of ``metrics_held.json``, drawn with them and kept for measuring.
``--second`` takes the part of ``metrics_second.json`` that is for improving on, ``--second-kept`` the part that is not.

- proposed: the fields of a claim that ``find_claims`` proposed for the report and whose span or context has the figure.
- asked: the fields of the sentence or row itself, proposed or not, by ``fields_of``. ``--asked`` measures this alone,
  which takes a tenth of the time.

The peer reads value and unit alone: quantulum3 where it can be imported, else a plain regular expression.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from esgcheck.analysis import find_claims, read_document
from esgcheck.analysis.claims.fields import Setting, fields_of
from esgcheck.analysis.claims.measures import canonical_unit
from esgcheck.analysis.types import ClaimField, Document, Span
from tests.benchmarks.claims_score import Marked, placed

GOLD = Path(__file__).parent / "metrics_gold.json"
OTHERS = {f"--{name}": Path(__file__).parent / f"metrics_{name}.json" for name in ("dev", "fresh", "held", "second")}
_KEPT = "-kept"
REPORTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports"
ASPECTS = ("value", "unit", "period", "baseline")
_SCALES = {"k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
_SCALABLE = ("tCO2e", "tCO2", "t", "Wh", "J", "W", "l")
_PLAIN = re.compile(
    r"(\d+(?:[.,]\d{3})*(?:[.,]\d+)?) ?(million |billion )?"
    r"(%|per ?cent|t ?CO2(?:e|eq)?|kWh|MWh|GWh|m3|kg|t|hours|[^\W\d_]+)?"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as the reader wrote it down. ``span`` is its claim's, ``at`` its own."""

    span: Span
    at: Span
    checksum: str
    value: float
    units: tuple[str, ...]
    period: str
    baseline: str


@dataclass(frozen=True, slots=True)
class Read:
    """One figure as a method reads it; a period or baseline of None is not read at all by this method."""

    value: float | None
    unit: str
    period: str | None = None
    baseline: str | None = None


def figures_by_report(path: Path = GOLD, *, kept: bool = False) -> dict[str, list[Figure]]:
    """The figures of a file; where it has some that are ``kept`` for measuring, either these or all others."""
    found: dict[str, list[Figure]] = defaultdict(list)
    for row in json.loads(path.read_text())["figures"]:
        if row.get("kept", kept) == kept:
            found[row["report"]].append(_figure(row))
    return found


def _asked_for(arguments: Sequence[str]) -> dict[str, list[Figure]]:
    for argument in arguments:
        if argument.removesuffix(_KEPT) in OTHERS:
            return figures_by_report(OTHERS[argument.removesuffix(_KEPT)], kept=argument.endswith(_KEPT))
    return figures_by_report()


def _figure(row: dict[str, Any]) -> Figure:
    return Figure(
        Span(row["start"], row["end"]),
        Span(row["figure_start"], row["figure_end"]),
        row["checksum"],
        float(row["value"]),
        tuple(row["unit"]),
        row["period"],
        row["baseline"],
    )


def where_now(document: Document, figures: Sequence[Figure]) -> list[Figure]:
    """The figures at their places in the text as it is now read; those whose words are gone are left out and told."""
    kept = []
    for figure in figures:
        here, _ = placed(document, [Marked(figure.span, 2, "m", figure.checksum)])
        if here:
            by = here[0].span.start - figure.span.start
            at = Span(figure.at.start + by, figure.at.end + by)
            kept.append(Figure(here[0].span, at, *_rest(figure)))
    if len(kept) < len(figures):
        print(f"{document.name}: the text has changed; {len(figures) - len(kept)} figures are lost")
    return kept


def _rest(figure: Figure) -> tuple[str, float, tuple[str, ...], str, str]:
    return figure.checksum, figure.value, figure.units, figure.period, figure.baseline


def read_at(figure: Figure, fields: Iterable[ClaimField]) -> Read | None:
    """The fields that belong to the value at the figure; None where no value is read there."""
    fields = list(fields)
    for value in fields:
        if value.name != "value" or value.span is None or not value.span.overlaps(figure.at):
            continue
        said = {field.name: field.value or field.text for field in fields if field.of == value.of}
        return Read(_number(value.value), said.get("unit", ""), said.get("period", ""), said.get("baseline", ""))
    return None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def right(figure: Figure, read: Read | None) -> dict[str, bool]:
    """Which of the four aspects are right."""
    if read is None:
        return dict.fromkeys(ASPECTS, False)
    value, unit = _plain_unit(abs(read.value) if read.value is not None else None, read.unit)
    wanted = [_plain_unit(figure.value, name) for name in figure.units] or [(figure.value, "")]
    return {
        "value": value is not None and any(_close(value, given) for given, _ in wanted),
        "unit": any(unit == name for _, name in wanted),
        "period": read.period is not None and _same_time(read.period, figure.period),
        "baseline": read.baseline is not None and _same_time(read.baseline, figure.baseline),
    }


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-6 * max(abs(other), 1e-9)


def _plain_unit(value: float | None, unit: str) -> tuple[float | None, str]:
    """The value without a scale in its unit (kt, MWh), and the unit in the singular without "/year"."""
    unit = re.sub(r" ?/ ?(?:year|anno|Jahr)$", "", " ".join(unit.split()))
    unit = canonical_unit(unit) or unit
    for scale, factor in _SCALES.items():
        if unit.startswith(scale) and unit[1:] in _SCALABLE:
            return (None if value is None else value * factor), unit[1:]
    return value, _singular(unit) if len(unit) > 3 and unit.isascii() and unit.replace(" ", "").islower() else unit


def _singular(noun: str) -> str:
    irregular = {"people": "person", "men": "man", "women": "woman", "companies": "company", "persone": "persona"}
    irregular |= {
        "reclami": "reclamo",
        "iscritti": "iscritto",
        "squadre": "squadra",
        "lastre": "lastra",
        "sigle": "sigla",
    }
    if noun in irregular:
        return irregular[noun]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _same_time(one: str, other: str) -> bool:
    first, second = _time(one), _time(other)
    return first == second or bool(
        first and second and first[:4] == second[:4] and {len(first), len(second)} == {4, 10}
    )


def _time(text: str) -> str:
    """ "FY2021" as "2021"; "2018/2019" and "2018-2019" as "2018/19"; "2020-09" as "2020"."""
    text = re.sub(r"^(?:FY|fiscal|financial year)[ \-]?", "", text.strip(), flags=re.IGNORECASE)
    text = re.sub(r"^(\d{4})[/–-](?:20)(\d\d)$", r"\1/\2", text)
    return text[:4] if re.fullmatch(r"\d{4}-\d\d", text) else text


def tell(name: str, pairs: Sequence[tuple[Figure, Read | None]], aspects: Sequence[str] = ASPECTS) -> None:
    tally: Counter[str] = Counter()
    for figure, read in pairs:
        found = right(figure, read)
        tally.update(aspect for aspect in aspects if found[aspect])
        tally["all"] += all(found[aspect] for aspect in aspects)
        tally["read"] += read is not None
    parts = "  ".join(f"{aspect} {tally[aspect]}" for aspect in aspects)
    total = len(pairs)
    print(
        f"  {name:34}read {tally['read']}  {parts}  all {tally['all']} of {total} ({tally['all'] / max(1, total):.3f})"
    )


def peer() -> tuple[str, Callable[[str, int, int], Read | None]]:
    if importlib.util.find_spec("quantulum3"):
        return "peer: quantulum3, value and unit", _quantulum
    return "peer: expression, value and unit", _expression


def _expression(words: str, start: int, end: int) -> Read | None:
    for match in _PLAIN.finditer(words):
        if match.start(1) < end and start < match.end(1):
            scale = {"million ": 1e6, "billion ": 1e9}.get(match[2] or "", 1.0)
            value = float(re.sub(r"[,.](?=\d{3}(?!\d))", "", match[1]).replace(",", ".")) * scale
            before = words[max(0, match.start() - 4) : match.start()]
            money = re.search(r"(€|EUR|US\$)\s?$", before)
            return Read(value, money[1] if money else match[3] or "")
    return None


def _quantulum(words: str, start: int, end: int) -> Read | None:
    from quantulum3 import parser

    try:
        found = parser.parse(words)
    except Exception:  # its parser raises many kinds on odd figures
        return None
    names = {"percentage": "%", "euro": "EUR", "dollar": "USD", "united states dollar": "USD", "tonne": "t"}
    names |= {"kilogram": "kg", "kilowatt hour": "kWh", "hour": "hours", "litre": "l", "cubic metre": "m3"}
    for quantity in found:
        if quantity.span[0] < end and start < quantity.span[1]:
            unit = quantity.unit.name
            return Read(float(quantity.value), names.get(unit, "" if unit == "dimensionless" else unit))
    return None


def main() -> None:
    if not REPORTS.is_dir():
        raise SystemExit("The real reports (../shared/data/reports) are not here; there is nothing to measure on.")
    name, reads = peer()
    proposed: list[tuple[Figure, Read | None]] = []
    asked: list[tuple[Figure, Read | None]] = []
    peers: list[tuple[Figure, Read | None]] = []
    gold = _asked_for(sys.argv[1:])
    rows: list[bool] = []
    only_asked = "--asked" in sys.argv[1:]
    for path in sorted(REPORTS.glob("*.pdf")):
        if hashlib.sha256(path.read_bytes()).hexdigest() not in gold:
            continue
        document = read_document(path)
        figures = where_now(document, gold.get(document.sha256, []))
        if not figures:
            continue
        claims = () if only_asked else find_claims(document)
        setting = Setting.of(document)
        for figure in figures:
            near = [claim for claim in claims if any(span.contains(figure.at) for span in (claim.span, *claim.context))]
            read = [found for claim in near if (found := read_at(figure, claim.fields)) is not None]
            proposed.append((figure, read[0] if read else None))
            asked.append((figure, read_at(figure, fields_of(setting, figure.span, "metric"))))
            rows.append(setting.row(figure.span) is not None)
            words, offset = figure.span.of(document.text), figure.span.start
            peers.append((figure, reads(words, figure.at.start - offset, figure.at.end - offset)))
    print(f"{len(asked)} figures of {len(gold)} reports")
    if not only_asked:
        tell("esgcheck, where claims are proposed", proposed)
    tell("esgcheck, asked for the sentence", asked)
    tell("  of these rows of tables", [pair for pair, row in zip(asked, rows, strict=True) if row])
    tell("  of these sentences", [pair for pair, row in zip(asked, rows, strict=True) if not row])
    tell(name, peers, ("value", "unit"))


if __name__ == "__main__":
    main()
