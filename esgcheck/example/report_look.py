"""How the invented company's report looks: its colours, its styles, and the furniture of every page."""

from __future__ import annotations

from esgcheck.example.layout import WORDS, Box, Paper

TEAL, DEEP, YELLOW, SAND, GREY, INK, MIST = "#0e4a4a", "#0a3535", "#f2b61b", "#f4f0e6", "#66716f", "#1b2b2a", "#d3dbd7"

LEFT, RIGHT, GUTTER = 50.0, 545.0, 20.0
COLUMN = (RIGHT - LEFT - GUTTER) / 2
TOP, BOTTOM = 84.0, 782.0

CSS = f"""
body {{ margin: 0; padding: 0; }}
p, li, td, th {{ font-family: body; font-size: 9.6pt; line-height: 14.2pt; color: {INK}; margin: 0; }}
p {{ hyphens: manual; margin: 0 0 7.1pt 0; }}
h1 {{ font-family: display; font-weight: normal; font-size: 32pt; line-height: 36pt; color: {TEAL}; margin: 0; }}
h2 {{ font-family: body; font-weight: bold; font-size: 11pt; line-height: 14.2pt; color: {TEAL}; }}
h2 {{ margin: 7.1pt 0 3pt 0; }}
h2.first {{ margin-top: 0; }}
ul {{ margin: 0 0 6.7pt 0; padding: 0; }}
li {{ margin: 0 0 4pt 11pt; }}
p.lead {{ font-family: display; font-size: 14.5pt; line-height: 20pt; color: {DEEP}; margin: 0; hyphens: none; }}
p.kicker {{ font-weight: bold; font-size: 7.6pt; line-height: 10pt; letter-spacing: 0.08em; color: {GREY}; margin: 0; }}
sub {{ font-size: 5.6pt; line-height: 5.6pt; vertical-align: sub; }}
p.head sub {{ font-size: 5.2pt; line-height: 5.2pt; }}
p.running {{ font-size: 7.4pt; line-height: 10pt; color: {GREY}; margin: 0; hyphens: none; }}
p.folio {{ font-weight: bold; font-size: 8.4pt; line-height: 10pt; color: {TEAL}; margin: 0; text-align: right; }}
p.right {{ text-align: right; }}
p.quote {{ font-family: display; font-size: 20pt; line-height: 27pt; color: {DEEP}; margin: 0; hyphens: none; }}
p.side {{ font-family: display; font-size: 18pt; line-height: 25pt; color: #ffffff; margin: 0; hyphens: none; }}
p.by {{ font-size: 8.4pt; line-height: 12pt; color: {GREY}; margin: 4pt 0 0 0; hyphens: none; }}
p.figure {{ font-family: display; font-size: 30pt; line-height: 32pt; color: {TEAL}; margin: 0; hyphens: none; }}
p.caption {{ font-size: 8.2pt; line-height: 11.4pt; color: {INK}; margin: 0; hyphens: none; }}
p.small {{ font-size: 7.4pt; line-height: 10.6pt; color: {GREY}; margin: 0 0 4pt 0; hyphens: none; }}
p.tick {{ font-size: 7.8pt; line-height: 10pt; color: {GREY}; margin: 0; text-align: center; hyphens: none; }}
p.value {{ font-weight: bold; font-size: 8.4pt; line-height: 10pt; color: {TEAL}; margin: 0; text-align: center; }}
p.cell {{ font-size: 8.6pt; line-height: 11.6pt; margin: 0; hyphens: none; }}
p.number {{ font-size: 8.6pt; line-height: 11.6pt; margin: 0; text-align: right; hyphens: none; }}
p.strong {{ font-weight: bold; }}
p.head {{ font-weight: bold; font-size: 7.8pt; line-height: 11.6pt; color: {TEAL}; margin: 0; hyphens: none; }}
p.title {{ font-family: display; font-size: 58pt; line-height: 60pt; color: #ffffff; margin: 0; hyphens: none; }}
p.cover {{ font-size: 12pt; line-height: 17pt; color: #ffffff; margin: 0; hyphens: none; }}
p.mark {{ font-family: display; font-weight: bold; font-size: 17pt; line-height: 20pt; color: #ffffff; margin: 0; }}
"""

HYPHENATION = (WORDS / "hyphenation.txt").read_text(encoding="utf-8").split()


def furniture(paper: Paper, section: str, folio: str) -> None:
    """The running head, the rule under it, and the foot with the printed page number."""
    paper.label(LEFT, 36, 250, section, "running")
    paper.label(RIGHT - 250, 36, 250, "Otterlund Instruments plc", "running right")
    paper.rule(LEFT, 52, RIGHT, 52, MIST, 0.6)
    paper.label(LEFT, 804, 300, "Measured progress. Sustainability Report 2024", "running")
    paper.label(RIGHT - 60, 803, 60, folio, "folio")


def columns(top: float, bottom: float = BOTTOM) -> list[Box]:
    """The two text columns between two heights."""
    second = LEFT + COLUMN + GUTTER
    return [(LEFT, top, LEFT + COLUMN, bottom), (second, top, RIGHT, bottom)]


def opening(paper: Paper, kicker: str, title: str, lead: str) -> float:
    """The head of a chapter over the full width. Returns where the text may begin."""
    paper.fill((LEFT, 76, LEFT + 26, 79), YELLOW)
    paper.text((LEFT, 88, RIGHT, 104), f'<p class="kicker">{kicker}</p>')
    end = paper.text((LEFT, 102, RIGHT - 40, 240), f"<h1>{title}</h1>")
    return paper.text((LEFT, end + 8, RIGHT - 30, 330), f'<p class="lead">{lead}</p>') + 18
