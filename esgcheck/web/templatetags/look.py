"""What templates need to draw things: icons, times as people write them, the bar by verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

VERDICTS = {
    "supported": "Supported",
    "contradicted": "Contradicted",
    "misleading_by_omission": "Misleading by omission",
    "conflicting_evidence": "Conflicting evidence",
    "not_enough_evidence": "Not enough evidence",
    "open": "Open",
}
"""In the order in which they are always shown, ``open`` (no verdict yet) last."""


@register.simple_tag
def icon(name: str, label: str = "", large: bool = False) -> SafeString:
    """A symbol of ``static/img/icons.svg``; ``label`` says it in words where the sign stands alone."""
    look = "icon icon--large" if large else "icon"
    sign = f"{static('img/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', look, label, sign)
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>', look, sign)


@register.simple_tag
def when(moment: datetime | None) -> SafeString | str:
    """A moment as people write it; the exact one on hover. The year only where it is not this one."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    now = timezone.localtime()
    if local.date() == now.date():
        words = "today, " + formats.date_format(local, "H:i")
    elif (now.date() - local.date()).days == 1:
        words = "yesterday, " + formats.date_format(local, "H:i")
    else:
        words = formats.date_format(local, "j F" if local.year == now.year else "j F Y")
    exact = formats.date_format(local, "l j F Y, H:i:s e")
    return format_html('<time datetime="{}" title="{}">{}</time>', moment.isoformat(), exact, words)


@register.filter
def duration(seconds: float | None) -> str:
    """How long, in words that promise no more than is known: "about 2 minutes"."""
    if seconds is None:
        return ""
    if seconds < 10:
        return "a few seconds"
    if seconds < 55:
        return f"about {round(seconds / 10) * 10} seconds"
    if seconds < 90:
        return "about a minute"
    if seconds < 55 * 60:
        return f"about {round(seconds / 60)} minutes"
    if seconds < 90 * 60:
        return "about an hour"
    return f"about {round(seconds / 3600)} hours"


@register.inclusion_tag("components/verdict_bar.html")
def verdict_bar(counts: Mapping[str, int], href: str = "") -> dict[str, Any]:
    """One bar, one stretch a verdict; ``href`` is where the words of the legend lead, ``?verdict=`` added."""
    total = sum(counts.get(verdict, 0) for verdict in VERDICTS)
    stretches, x = [], 0.0
    for verdict, words in VERDICTS.items():
        number = counts.get(verdict, 0)
        width = 1000 * number / total if total else 0.0
        link = f"{href}?verdict={verdict}" if href else ""
        stretches.append(
            {
                "verdict": verdict,
                "words": words,
                "number": number,
                "x": f"{x:.2f}",
                "width": f"{width:.2f}",
                "href": link,
            }
        )
        x += width
    return {"stretches": stretches, "total": total}
