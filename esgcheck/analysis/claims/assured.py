"""What an auditor concludes of a report: "nothing has come to our attention that causes us to believe that the report
…". It is a finding of a third party, in standard words that stand in the midst of others that say nothing.

Each of the eight such sentences in the labelled reports was marked as of the gravest grade.
"""

from __future__ import annotations

import re

_CONCLUSION = re.compile(
    r"\b(?:nothing has|no matters? (?:has|have)) come to our attention,? (?:that|which) .{3,60}?,? that "
    r"(?:the|our|this|\w{2,40}['’]s)\b|"
    r"\bpervenut\w alla nostra attenzione .{0,60}?\bche ci facc\w{1,6} ritenere che (?:la|il|lo|le|i|l['’])|"
    r"\bzur kenntnis gelangt, die uns zu der auffassung gelangen lassen, dass (?:der|die|das)\b",
    re.IGNORECASE,
)


def is_conclusion(words: str) -> bool:
    """Whether a sentence (on one line) says of which report an auditor found nothing amiss."""
    return bool(_CONCLUSION.search(words))
