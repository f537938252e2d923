"""Every pair of tokens that meets on a page can be read, in both themes: WCAG 2.2 AA, 3:1 for lines with meaning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
STANCES = ["supports", "contradicts", "context", "omission", "conflicting"]

WORDS = [  # (words, ground): 4.5 to 1
    ("ink", "paper"),
    ("ink", "desk"),
    ("ink", "mark"),
    ("ink", "found"),
    ("ink", "found-here"),
    ("grey", "paper"),
    ("grey", "desk"),
    ("accent", "paper"),
    ("accent", "desk"),
    ("accent", "accent-wash"),
    ("ink", "accent-wash"),
    ("on-accent", "accent"),
    *[(tone, "paper") for tone in STANCES],
    *[("ink", f"{tone}-wash") for tone in STANCES],
    *[(tone, f"{tone}-wash") for tone in STANCES],
    *[(f"on-{tone}", tone) for tone in STANCES],
    *[("grey", f"{tone}-wash") for tone in ["context", "contradicts", "omission", "accent"]],
]


def _colours() -> dict[str, tuple[str, str]]:
    pairs = re.findall(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS.read_text())
    return {name: (light, dark) for name, light, dark in pairs}


def _luminance(colour: str) -> float:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_can_be_read_on_their_ground(theme):
    colours = _colours()
    low = {
        f"{words} on {ground}": round(ratio, 2)
        for words, ground in WORDS
        if (ratio := contrast(colours[words][theme], colours[ground][theme])) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_edges_of_controls_and_stance_lines_are_seen(theme):
    colours = _colours()
    low = {
        edge: round(ratio, 2)
        for edge in ["grey", "accent", *STANCES]
        for ground in ["paper", "desk"]
        if (ratio := contrast(colours[edge][theme], colours[ground][theme])) < 3
    }
    assert low == {}


def test_only_the_tokens_name_colours():
    """Paper that is printed on, and highlights over images of pages, are the same in every theme."""
    literal = re.compile(r":[^;{}]*(#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\()")
    named = {
        f"{path.name}: {line.strip()}"
        for path in TOKENS.parent.glob("*.css")
        if path.name not in {"tokens.css", "print.css", "published.css", "sheet.css"}
        for line in path.read_text().splitlines()
        if literal.search(line)
    }
    assert named == set()


def test_every_token_that_is_used_exists():
    css = {path.name: path.read_text() for path in TOKENS.parent.glob("*.css")}
    known = set(re.findall(r"(--[\w-]+):", "".join(css.values())))
    used = set(re.findall(r"var\((--[\w-]+)\)", "".join(css.values())))
    assert used <= known
