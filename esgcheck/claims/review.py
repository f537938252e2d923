"""What a reviewer does with claims, in one place: pages and the API import it from here.

Every function takes the person as ``by`` and raises NotAllowed or Refused with the sentence to show. Each stands in a
module of its idea: ``accepting`` (and ``dismissing``, the reasons), ``describing`` what a claim says, ``cutting`` where
it begins and ends, ``merging``, ``bulk`` for many at once, ``linking``, ``judging``, ``responses``, ``undoing``.
"""

from esgcheck.claims.accepting import (
    accept_candidate,
    add_claim,
    dismiss,
    dismiss_candidate,
    find_claim,
    set_claim_state,
    taken_up,
)
from esgcheck.claims.bulk import decide_many
from esgcheck.claims.cutting import edit_span, split
from esgcheck.claims.describing import (
    add_topic,
    correct_fields,
    describe_claim,
    field_names,
    remove_topic,
    restore_fields,
)
from esgcheck.claims.dismissing import DismissReason, reason_of
from esgcheck.claims.judging import give_verdict
from esgcheck.claims.linking import change_link, link_evidence, relink, unlink
from esgcheck.claims.merging import merge, unmerge
from esgcheck.claims.responses import note_response
from esgcheck.claims.undoing import Undone, take_back, undo, undoable

__all__ = [
    "DismissReason",
    "Undone",
    "accept_candidate",
    "add_claim",
    "add_topic",
    "change_link",
    "correct_fields",
    "decide_many",
    "describe_claim",
    "dismiss",
    "dismiss_candidate",
    "edit_span",
    "field_names",
    "find_claim",
    "give_verdict",
    "link_evidence",
    "merge",
    "note_response",
    "reason_of",
    "relink",
    "remove_topic",
    "restore_fields",
    "set_claim_state",
    "split",
    "take_back",
    "taken_up",
    "undo",
    "undoable",
    "unlink",
    "unmerge",
]
