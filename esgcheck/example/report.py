"""The sustainability report of Otterlund Instruments plc, a company that does not exist: eight designed pages.

Printed page numbers differ from PDF page numbers, as in a quarter of real reports: the cover and the contents are i and
ii, and page 1 is the third. What is wrong in the report, and where the sources show it, stands in ``README.md``.
"""

from __future__ import annotations

import math
from pathlib import Path

from esgcheck.example.layout import Paper, fragment
from esgcheck.example.report_look import (
    BOTTOM,
    COLUMN,
    CSS,
    DEEP,
    GREY,
    GUTTER,
    HYPHENATION,
    LEFT,
    MIST,
    RIGHT,
    SAND,
    TEAL,
    YELLOW,
    columns,
    furniture,
    opening,
)

LABELS = [
    {"startpage": 0, "prefix": "", "style": "r", "firstpagenum": 1},
    {"startpage": 2, "prefix": "", "style": "D", "firstpagenum": 1},
]

EMISSIONS_MAX = 42.0
EMISSIONS = (("2022", 24.9, 16.9), ("2023", 24.1, 14.6), ("2024", 23.7, 12.5))
"""Thousand tonnes of CO2 equivalent by year: Scope 1, Scope 2."""

ROW = 20.0
"""Height of a row of the table of indicators, in points."""

INDICATORS: tuple[tuple[str, tuple[tuple[str, str, str, str, str], ...]], ...] = (
    (
        "Climate and energy",
        (
            ("Scope 1 emissions", "tCO2e", "24,900", "24,100", "23,700"),
            ("Scope 2 emissions, market-based", "tCO2e", "16,900", "14,600", "12,500"),
            ("Scope 1 and 2 emissions", "tCO2e", "41,800", "38,700", "36,200"),
            ("Electricity from renewable sources", "%", "38", "47", "56"),
            ("Energy used per instrument made", "kWh", "3.1", "2.9", "2.8"),
        ),
    ),
    (
        "Water and waste",
        (
            ("Fresh water withdrawn", "thousand m³", "212", "205", "198"),
            ("Waste sent to landfill", "tonnes", "640", "515", "388"),
        ),
    ),
    (
        "People and safety",
        (
            ("Employees at year end", "headcount", "2,960", "3,055", "3,140"),
            ("Lost-time injuries per million hours", "rate", "2.1", "1.8", "1.6"),
            ("Plants certified to ISO 45001", "of 9", "5", "6", "7"),
            ("Women in senior management", "%", "24", "27", "31"),
        ),
    ),
    (
        "Human rights",
        (
            ("Contracts reviewed before signature", "number", "0", "14", "96"),
            ("Employees trained in contract review", "number", "0", "38", "214"),
            ("Grievances received from outside the Group", "number", "3", "17", "11"),
        ),
    ),
)

YEAR = (
    ("January", "A lawyer begins to read every contract that involves data about people."),
    ("May", "New burners at Sorby use a fifth less gas than the ones they replace."),
    ("July", "A second solar roof goes live in Port Carrow and feeds the glass shop."),
    ("October", "Judge Marrable delivers her review of the Alto Mirca contract."),
    ("December", "The last of 4,200 tags in Alto Mirca moves to anonymous mode."),
)

TARGETS = (
    ("2025", "Publish the criteria by which we review customer contracts.", "On track"),
    ("2026", "Delete the location data of all Waymark customers after 72 hours.", "On track"),
    ("2026", "Source all cobalt and copper from smelters with third-party assurance.", "On track"),
    ("2027", "Pay a living wage to every employee and on-site contractor.", "Started"),
    ("2030", "Halve Scope 1 and 2 emissions against 2022.", "On track"),
    ("2030", "Send no waste to landfill from any of our nine plants.", "On track"),
    ("2045", "Reach net zero emissions across our value chain.", "Started"),
)


def build(path: Path) -> None:
    """Write the report to ``path``."""
    paper = Paper(CSS, HYPHENATION)
    for page in (_cover, _contents, _letter, _climate, _rights, _people, _data, _targets):
        paper.page()
        page(paper)
    title = "Measured progress. Sustainability Report 2024"
    paper.save(path, title, "Otterlund Instruments plc (an invented company)", "D:20250410090000Z", LABELS)


def _cover(paper: Paper) -> None:
    paper.fill((0, 0, 595, 842), DEEP)
    x, y = 372.0, 560.0
    for step in range(26):
        radius = 20 + step * 19
        paper.curve(_contour(x, y, radius, step), "#1f5c5a" if step % 5 else "#347672", 0.7, closed=True)
    paper.disc(x, y, 30, "#d9a92c", ring=0.7)
    paper.disc(x, y, 18, YELLOW, ring=1.0)
    paper.disc(x, y, 6.5, YELLOW)
    paper.disc(58, 62, 8, YELLOW, ring=2.2)
    paper.disc(58, 62, 2.6, YELLOW)
    paper.label(74, 52, 300, "Otterlund", "mark")
    paper.text((LEFT, 150, RIGHT, 330), '<p class="title">Measured<br/>progress</p>')
    paper.fill((LEFT, 288, LEFT + 44, 292), YELLOW)
    paper.label(LEFT, 304, 400, "Sustainability Report 2024", "cover")
    paper.text((LEFT, 770, 320, 810), '<p class="cover">Otterlund Instruments plc</p>')


def _contour(x: float, y: float, radius: float, step: int) -> list[tuple[float, float]]:
    """A wavy closed line, as contour lines on a map of hills are."""
    points = []
    for degree in range(0, 360, 3):
        angle = math.radians(degree)
        wave = 1 + 0.10 * math.sin(3 * angle + step * 0.11) + 0.06 * math.sin(5 * angle - step * 0.17)
        points.append((x + radius * wave * math.cos(angle), y + 0.86 * radius * wave * math.sin(angle)))
    return points


def _contents(paper: Paper) -> None:
    furniture(paper, "Contents", "ii")
    paper.fill((LEFT, 76, LEFT + 26, 79), YELLOW)
    paper.text((LEFT, 92, RIGHT, 140), "<h1>In this report</h1>")
    entries = (
        ("The chief executive’s letter", "1"),
        ("Climate: cutting what we burn", "2"),
        ("Human rights: how our instruments are used", "3"),
        ("People and safety", "4"),
        ("Our performance in figures", "5"),
        ("Targets, governance and this report", "6"),
    )
    y = 156.0
    for words, folio in entries:
        paper.rule(LEFT, y, RIGHT, y, MIST, 0.6)
        paper.label(LEFT, y + 8, 400, words, "lead")
        paper.label(RIGHT - 60, y + 8, 60, folio, "lead right")
        y += 36
    paper.rule(LEFT, y, RIGHT, y, MIST, 0.6)
    paper.fill((0, 438, 595, 606), SAND)
    paper.text((LEFT, 458, RIGHT, 475), '<p class="kicker">2024 AT A GLANCE</p>')
    figures = (
        ("−18%", "Scope 1 and 2 emissions against our 2022 base year"),
        ("1.6", "lost-time injuries per million hours worked"),
        ("9 of 9", "plants certified to ISO 45001"),
        ("214", "employees trained in contract review"),
    )
    width = (RIGHT - LEFT - 3 * 18) / 4
    for index, (figure, caption) in enumerate(figures):
        x = LEFT + index * (width + 18)
        paper.rule(x, 488, x + width, 488, TEAL, 1.0)
        paper.label(x, 500, width, figure, "figure")
        paper.text((x, 540, x + width, 630), f'<p class="caption">{caption}</p>')
    paper.balanced(
        columns(636),
        fragment("about"),
    )


def _letter(paper: Paper) -> None:
    furniture(paper, "The chief executive’s letter", "1")
    top = opening(
        paper,
        "THE CHIEF EXECUTIVE’S LETTER",
        "What gets measured<br/>gets mended",
        "For ninety years we have made instruments that tell people the truth about the place they work in. This "
        "report tries to do the same for us.",
    )
    left, right = columns(top)
    box = BOTTOM - 268
    paper.text(
        [left, (right[0], top, right[2], box - 12)],
        fragment("letter"),
    )
    paper.fill((right[0], box, right[2], BOTTOM), SAND)
    paper.text((right[0] + 16, box + 16, right[2] - 14, box + 40), "<p class='kicker'>THE YEAR IN FIVE DATES</p>")
    y = box + 38
    paper.rule(right[0] + 20, y + 8, right[0] + 20, y + 8 + 4 * 45, TEAL, 0.8)
    for month, words in YEAR:
        paper.disc(right[0] + 20, y + 8, 3.2, YELLOW)
        paper.text(
            (right[0] + 34, y, right[2] - 12, y + 44),
            f"<p class='caption'><b>{month}</b><br/>{words}</p>",
        )
        y += 45


def _climate(paper: Paper) -> None:
    furniture(paper, "Climate", "2")
    top = opening(
        paper,
        "CLIMATE",
        "Cutting what we burn",
        "Nine plants, two furnaces and 340 vans: our emissions are few enough to know each of them by name.",
    )
    end = paper.balanced(
        columns(top),
        fragment("climate"),
    )
    band = end + 20
    paper.fill((LEFT, band, RIGHT, BOTTOM), SAND)
    _emissions_chart(paper, LEFT, band, LEFT + COLUMN + GUTTER, BOTTOM)
    x, y = LEFT + COLUMN + 2 * GUTTER + 16, band + 22
    for figure, caption in (
        ("56%", "of our electricity comes from renewable sources"),
        ("34 of 60", "large suppliers have set targets of their own"),
    ):
        paper.rule(x, y, RIGHT - 18, y, TEAL, 1.0)
        paper.label(x, y + 8, 160, figure, "figure")
        paper.text((x, y + 46, RIGHT - 18, y + 76), f"<p class='caption'>{caption}</p>")
        y += 92


def _emissions_chart(paper: Paper, x0: float, y0: float, x1: float, y1: float) -> None:
    """Stacked bars of Scope 1 and 2 by year."""
    title = _chemical("Scope 1 and 2 emissions, thousand tCO2e")
    paper.text((x0 + 14, y0 + 12, x1, y0 + 30), f"<p class='head'>{title}</p>")
    base = y1 - 46
    scale = (base - y0 - 58) / EMISSIONS_MAX
    for tick in (0, 10, 20, 30, 40):
        y = base - tick * scale
        paper.rule(x0 + 34, y, x1 - 14, y, MIST if tick else GREY, 0.5)
        paper.label(x0 + 10, y - 5, 20, str(tick), "tick right")
    for index, (year, scope1, scope2) in enumerate(EMISSIONS):
        x = x0 + 62 + index * 66
        paper.fill((x, base - scope1 * scale, x + 34, base), TEAL)
        paper.fill((x, base - (scope1 + scope2) * scale, x + 34, base - scope1 * scale), YELLOW)
        paper.label(x - 10, base - (scope1 + scope2) * scale - 12, 54, f"{scope1 + scope2:.1f}", "value")
        paper.label(x - 10, base + 5, 54, year, "tick")
    for x, colour, words in ((x0 + 56, TEAL, "Scope 1"), (x0 + 122, YELLOW, "Scope 2, market-based")):
        paper.fill((x, y1 - 19.5, x + 7, y1 - 12.5), colour)
        paper.label(x + 11, y1 - 21, 110, words, "running")


def _rights(paper: Paper) -> None:
    furniture(paper, "Human rights", "3")
    top = opening(
        paper,
        "HUMAN RIGHTS",
        "How our instruments are used",
        "A tag that can find a miner can also follow one. In 2024 we had that difference examined from outside.",
    )
    end = paper.text(
        (LEFT, top, RIGHT, top + 80),
        fragment("rights-intro"),
    )
    band = end + 4
    bottom = paper.text(
        (LEFT + 26, band + 22, RIGHT - 40, band + 200),
        fragment("rights-quote"),
    )
    paper.fill((LEFT, band + 10, RIGHT, bottom + 16), SAND)
    paper.fill((LEFT, band + 10, LEFT + 4, bottom + 16), YELLOW)
    paper.balanced(
        columns(bottom + 36),
        fragment("rights"),
    )


def _people(paper: Paper) -> None:
    furniture(paper, "People and safety", "4")
    top = opening(
        paper,
        "PEOPLE AND SAFETY",
        "Everyone goes home",
        "Our own shop floors should be as safe as the mines that we help to watch over. Last year they were safer than "
        "ever.",
    )
    band = 22 + paper.balanced(
        columns(top),
        fragment("people"),
    )
    paper.fill((LEFT, band, RIGHT, BOTTOM), TEAL)
    _shaft(paper, LEFT + COLUMN + 3 * GUTTER, RIGHT - 26, band + 28, BOTTOM - 30)
    end = paper.text(
        (LEFT + 26, band + 24, LEFT + COLUMN + 2 * GUTTER, BOTTOM),
        fragment("people-quote"),
    )
    paper.text(
        (LEFT + 26, end + 10, LEFT + COLUMN + GUTTER, BOTTOM),
        f"<p class='by' style='color:{MIST}'>Tomás Arce, shift manager, Llano Gris mine</p>",
    )


def _shaft(paper: Paper, x0: float, x1: float, y0: float, y1: float) -> None:
    """A drawing of a shaft and its galleries, with the tags that wander in them."""
    pitch = (y1 - y0) / 5
    paper.rule(x0 + 30, y0, x0 + 30, y1, "#3b7a77", 1.4)
    for level in range(5):
        y = y0 + pitch * (level + 1)
        paper.rule(x0, y, x1 - (0, 36, 14, 4, 26)[level], y, "#3b7a77", 1.4)
    for dx, level in ((52, 0), (118, 1), (134, 1), (82, 2), (150, 3), (12, 3), (64, 4)):
        paper.disc(x0 + dx, y0 + pitch * (level + 1) - 5, 2.8, YELLOW)
    paper.disc(x0 + 150, y0 + pitch * 4 - 5, 7.5, YELLOW, ring=0.8)


def _data(paper: Paper) -> None:
    furniture(paper, "Performance", "5")
    top = opening(
        paper,
        "PERFORMANCE",
        "Our performance in figures",
        "Three years, the whole Group, operational control.",
    )
    edges = (LEFT, LEFT + 248, LEFT + 318, LEFT + 376, LEFT + 434)
    width = 58.0
    y = top
    height = sum(26 + ROW * len(rows) for _, rows in INDICATORS)
    paper.fill((edges[4] + 8, top - 6, RIGHT + 6, top + 17 + height), SAND)
    for x, words in zip(edges[2:], ("2022", "2023", "2024"), strict=True):
        paper.label(x, y, width, words, "head right")
    paper.label(LEFT, y, 200, "Indicator", "head")
    paper.label(edges[1], y, 70, "Unit", "head")
    y += 17
    paper.rule(LEFT, y, RIGHT, y, TEAL, 1.0)
    for group, rows in INDICATORS:
        y += 9
        paper.label(LEFT, y, 300, group, "head")
        y += 17
        for name, unit, *years in rows:
            paper.rule(LEFT, y - 2, RIGHT, y - 2, MIST, 0.5)
            paper.text((LEFT, y + 2, edges[1] - 4, y + 20), f'<p class="cell">{_chemical(name)}</p>')
            paper.text((edges[1], y + 2, edges[2], y + 20), f'<p class="cell">{_chemical(unit)}</p>')
            for x, value in zip(edges[2:], years, strict=True):
                strong = " strong" if x == edges[4] else ""
                paper.label(x, y + 2, width, value, f"number{strong}")
            y += ROW
    paper.rule(LEFT, y, RIGHT, y, TEAL, 1.0)
    paper.text(
        (LEFT, y + 8, RIGHT, y + 40),
        fragment("data-note"),
    )
    paper.balanced(
        columns(y + 44),
        fragment("data"),
    )


def _chemical(words: str) -> str:
    return words.replace("CO2", "CO<sub>2</sub>")


def _targets(paper: Paper) -> None:
    furniture(paper, "Targets and governance", "6")
    top = opening(
        paper,
        "TARGETS AND GOVERNANCE",
        "What we promise, and who answers for it",
        "Every target has a year, an owner on the executive committee, and a place in this report.",
    )
    for x, heading in ((LEFT, "By"), (LEFT + 66, "Target"), (RIGHT - 58, "Status")):
        paper.label(x, top, 100, heading, "head")
    y = top + 17
    paper.rule(LEFT, y, RIGHT, y, TEAL, 1.0)
    for year, words, status in TARGETS:
        paper.label(LEFT, y + 5.13, 60, year, "lead")
        paper.text((LEFT + 66, y + 9.5, RIGHT - 90, y + 34), f"<p>{words}</p>")
        paper.disc(RIGHT - 68, y + 17.2, 3, TEAL if status == "On track" else YELLOW)
        paper.label(RIGHT - 58, y + 11.32, 60, status, "caption")
        y += 33
        paper.rule(LEFT, y, RIGHT, y, MIST, 0.6)
    paper.balanced(
        columns(y + 22, BOTTOM - 80),
        fragment("governance"),
    )
    paper.fill((LEFT, BOTTOM - 58, RIGHT, BOTTOM), SAND)
    paper.text(
        (LEFT + 14, BOTTOM - 46, LEFT + COLUMN + GUTTER, BOTTOM - 4),
        fragment("imprint"),
    )
    paper.text(
        (LEFT + COLUMN + GUTTER, BOTTOM - 46, RIGHT - 14, BOTTOM - 4),
        fragment("disclaimer"),
    )
