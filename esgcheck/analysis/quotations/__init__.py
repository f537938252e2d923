"""Quotations: who said what, in marks and without, and with which word it is introduced.

``marks`` pairs the marks, ``tokens`` lays a paragraph out with each quotation as one token, ``attribution`` finds cue
and speaker, sentence by sentence (``sentence``, ``subjects``, ``cue_search``; ``speakers`` knows noun phrases, ``cues``
the words, ``memory`` who was named before), ``choice`` leaves out what nobody said: scare quotes, titles, names of
things. ``indirect`` finds what is told without marks (``tellers``, ``complements``, ``reporting``), ``apart`` what is
set apart without marks. ``finder`` reads a document with all of them. Rules only.
"""

from __future__ import annotations

from esgcheck.analysis.quotations.finder import find_quotations

__all__ = ["find_quotations"]
