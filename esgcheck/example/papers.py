"""The two plain papers of the example case: the supply contract and the government notice."""

from __future__ import annotations

from pathlib import Path

from esgcheck.example.layout import Box, Paper, fragment

CONTRACT_CSS = """
body { margin: 0; padding: 0; }
p { font-family: serif; font-size: 11pt; line-height: 16pt; margin: 0 0 7pt 0; text-align: justify; hyphens: manual; }
h1 { font-family: serif; font-size: 15pt; line-height: 20pt; text-align: center; margin: 0 0 4pt 0; }
h2 { font-family: serif; font-size: 11.4pt; line-height: 16pt; margin: 11pt 0 4pt 0; }
p.centre { text-align: center; }
p.foot { font-size: 8.4pt; line-height: 11pt; color: #555555; margin: 0; text-align: left; }
p.folio { font-size: 8.4pt; line-height: 11pt; color: #555555; margin: 0; text-align: right; }
p.initials { font-family: serif; font-style: italic; font-size: 13pt; line-height: 15pt; color: #23366b; margin: 0; }
p.sign { text-align: left; margin: 0; }
"""

CONTRACT = ("contract-1", "contract-2", "contract-3")

NOTICE_CSS = """
body { margin: 0; padding: 0; }
p { font-family: serif; font-size: 9.8pt; line-height: 13.6pt; margin: 0 0 6pt 0; text-align: left; }
p.paper { font-family: display; font-size: 34pt; line-height: 38pt; text-align: center; margin: 0; }
p.line { font-size: 9pt; line-height: 12pt; margin: 0; }
p.right { text-align: right; }
p.centre { text-align: center; }
p.no { font-size: 9.6pt; line-height: 12.4pt; margin: 0; }
h1 { font-family: serif; font-size: 14pt; line-height: 18pt; text-align: center; margin: 0; }
h2 { font-family: serif; font-size: 10.4pt; line-height: 14pt; margin: 4pt 0 3pt 0; }
"""

LISTED = (
    ("118/1", "Corvell Marine Telemetry GmbH", "Vesterholm", "All goods in category 6"),
    (
        "118/2",
        "Otterlund Analítica S.A., a subsidiary of Otterlund Instruments plc",
        "Puerto Lindo, Estevar",
        "Personal location equipment and its software (6A-004)",
    ),
    ("118/3", "Talleres Quebrada Honda S.R.L.", "Mirca, Estevar", "Detonators and parts of them (1C-010)"),
    ("118/4", "Sundry & Pell (Optics) Ltd", "Hallin, Northmere", "Night-vision equipment (6A-002)"),
)


def build_contract(path: Path) -> None:
    """Write the supply contract: three pages of numbered clauses, as photocopied for the file."""
    paper = Paper(CONTRACT_CSS)
    for number, name in enumerate(CONTRACT, start=1):
        paper.page()
        end = paper.text((82, 84, 513, 770), fragment(name))
        paper.text((82, 794, 300, 812), "<p class='foot'>OA-2022-017. Confidential</p>")
        paper.text((300, 794, 513, 812), f"<p class='folio'>Page {number} of {len(CONTRACT)}</p>")
        if number < len(CONTRACT):
            paper.text((440, 772, 520, 796), "<p class='initials'>M.O. / R.C.</p>")
        else:
            _signatures(paper, end + 46)
    paper.save(path, "Master Supply Agreement OA-2022-017", "", "D:20220503120000Z")


def _signatures(paper: Paper, y: float) -> None:
    for x, who, role in (
        (82, "Marcos Ollero", "for the Supplier,<br/>Otterlund Analítica S.A."),
        (312, "Rosalba Cienfuegos", "for the Purchaser,<br/>Consorcio Minero Alto Mirca"),
    ):
        paper.rule(x, y, x + 190, y, "#333333", 0.6)
        paper.text(
            (x + 10, y - 24, x + 190, y), f"<p class='initials' style='font-size:19pt;line-height:22pt'>{who}</p>"
        )
        paper.text((x, y + 4, x + 200, y + 60), f"<p class='sign'>{who}<br/>{role}</p>")


def build_notice(path: Path) -> None:
    """Write the government notice: a page of a gazette with a table of companies."""
    paper = Paper(NOTICE_CSS)
    paper.page()
    left, right = 60.0, 535.0
    paper.text((left, 48, right, 92), "<p class='paper'>The Northmere Gazette</p>")
    paper.rule(left, 98, right, 98, "#222222", 1.4)
    paper.rule(left, 101, right, 101, "#222222", 0.4)
    paper.text((left, 105, left + 200, 120), "<p class='line'>Published by authority</p>")
    paper.text((left + 120, 105, right - 120, 120), "<p class='line centre'>Thursday, 14 November 2024</p>")
    paper.text((right - 200, 105, right, 120), "<p class='line right'>No. 7,316, page 2041</p>")
    paper.rule(left, 122, right, 122, "#222222", 0.4)
    end = paper.text(
        (left, 142, right, 260),
        fragment("notice-head"),
    )
    middle = (left + right) / 2
    frames: list[Box] = [(left, end + 12, middle - 9, 620), (middle + 9, end + 12, right, 620)]
    end = paper.balanced(
        frames,
        fragment("notice"),
    )
    _listed(paper, left, right, end + 22)
    paper.save(path, "Notice 118 of 2024", "Office of Trade Controls", "D:20241114060000Z")


def _listed(paper: Paper, left: float, right: float, y: float) -> None:
    """The table of listed parties."""
    edges = (left, left + 48, left + 232, left + 336, right)
    paper.rule(left, y, right, y, "#222222", 0.8)
    for x, end, words in zip(edges, edges[1:], ("Entry", "Party", "Seat", "Goods"), strict=False):
        paper.text((x, y + 4, end - 8, y + 22), f"<p class='no'><b>{words}</b></p>")
    y += 22
    for row in LISTED:
        paper.rule(left, y, right, y, "#222222", 0.3)
        bottoms = [
            paper.text((x, y + 4, end - 8, y + 60), f"<p class='no'>{words}</p>")
            for x, end, words in zip(edges, edges[1:], row, strict=False)
        ]
        y = max(bottoms) + 6
    paper.rule(left, y, right, y, "#222222", 0.8)
    paper.text(
        (left, y + 18, right, y + 100),
        "<p>By order of the Controller, <i>Ottoline Brask</i></p>"
        "<p class='line'>Office of Trade Controls, 4 Custom House Row, Port Carrow</p>",
    )
