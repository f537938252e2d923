"""What happens after an upload. Read this first.

    upload   keeps the file under its hash, makes the rows, asks for ``read``
    read     the cage reads the file; pages and passages are replaced, and the work on the document is carried over to
             the new text (a newer file takes the place of the one before it at that moment); files inside of it become
             documents that are read in turn; asks for ``index`` of the case and ``find``
    index    what the case holds can be searched
    find     claims and quotations are replaced; asks for ``check`` of the case, and for ``propose`` if that is allowed
    propose  the operator's language model, if there is one, is asked about a report; its proposals are its own
    check    every quotation is looked up in the sources, passages are ranked for every claim, as far as either is new
    recompute  the figures of claims are worked out anew from the tables of the case's reports; after every check
    embed    passages and claims become vectors; asks for another ``check``, which then knows other words for the same
    compare  the claims of each report are held against those of the year before

Each step is a job row (``esgcheck.jobs``): a primary key in, safe to run twice, what it writes replaces what was there.
A worker that dies in the middle leaves a row whose lease runs out, and another worker does the step again.

``documents`` and ``claims`` are what people ask for, ``steps`` what the jobs do.
"""

from esgcheck.pipeline.claims import (
    add_claim,
    allow_language_model,
    ask_language_model,
    correct_fields,
    describe_claim,
    edit_span,
    forbid_language_model,
    merge,
    restore_fields,
    split,
    undo,
    unmerge,
)
from esgcheck.pipeline.documents import (
    about_year,
    describe,
    make_current,
    read_again,
    remove,
    restore,
    settle,
    take_for,
    transcribe,
    unlock,
    upload,
    upload_many,
    upload_newer,
    upload_piece,
)
from esgcheck.pipeline.steps import STEPS, run_everything, run_job

__all__ = [
    "STEPS",
    "about_year",
    "add_claim",
    "allow_language_model",
    "ask_language_model",
    "correct_fields",
    "describe",
    "describe_claim",
    "edit_span",
    "forbid_language_model",
    "make_current",
    "merge",
    "read_again",
    "remove",
    "restore",
    "restore_fields",
    "run_everything",
    "run_job",
    "settle",
    "split",
    "take_for",
    "transcribe",
    "undo",
    "unlock",
    "unmerge",
    "upload",
    "upload_many",
    "upload_newer",
    "upload_piece",
]
