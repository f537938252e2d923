"""How figures and workings are written out, for people to follow."""

from __future__ import annotations

from collections.abc import Sequence

from esgcheck.analysis.recomputing.printed import Printed
from esgcheck.analysis.recomputing.types import DataPoint, Outcome

_MOST_TERMS = 8


def number(value: float, places: int = 0) -> str:
    """A figure with commas between thousands and a true minus: "−1,234.5"."""
    shown = f"{abs(value):,.{places}f}"
    return f"−{shown}" if value < 0 and float(shown.replace(",", "")) else shown


def trimmed(value: float, most: int = 3) -> str:
    """A figure with as many decimals as it has, at most ``most``."""
    shown = f"{abs(value):,.{most}f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return f"−{shown}" if value < 0 and shown != "0" else shown


def percent(value: float, places: int = 1, unit: str = "%") -> str:
    return f"{number(value, places)} {unit}"


def signed(value: float, places: int = 1, unit: str = "%") -> str:
    """A change with its sign: "+3.2 %", "−12 %"."""
    shown = number(value, places)
    return f"{shown} {unit}" if shown.startswith("−") or not value else f"+{shown} {unit}"


def scale_of(*figures: Printed) -> float:
    """What all figures of a working are in, as they are printed ("thousands"), so that it can be left out; else 1."""
    scales = {figure.scale for figure in figures}
    return scales.pop() if len(scales) == 1 else 1.0


def of_figure(figure: Printed, scale: float = 1.0) -> str:
    """A figure as it is used in the working, in multiples of ``scale``."""
    if scale == figure.scale:
        return number(figure.value / scale, figure.places)
    return trimmed(figure.value / scale)


def added(points: Sequence[DataPoint], scale: float) -> str:
    """ "12 + 30 + 5"; of many the first and the last."""
    shown = [of_figure(point.printed, scale) for point in points]
    terms = [one if not one.startswith("−") else f"({one})" for one in shown]
    if len(terms) > _MOST_TERMS:
        terms = [*terms[: _MOST_TERMS - 2], "…", terms[-1]]
    return " + ".join(terms)


def named(point: DataPoint) -> str:
    """What a point is called in a sentence: its label, with the year and the headings that tell it from others."""
    heads = [head for head in point.heads if head != point.period][:2]
    told = ", ".join([point.label, *heads])
    if point.period and point.period not in told:
        told += f", {point.period}"
    return told if len(told) <= 120 else told[:118].rsplit(" ", 1)[0] + " …"


def with_unit(shown: str, unit: str) -> str:
    return f"{shown} {unit}".strip()


WORD_FOR: dict[Outcome, str] = {
    "agrees": "Agrees",
    "rounded": "Agrees when rounded",
    "differs": "Differs",
    "untold": "Cannot be told",
}
