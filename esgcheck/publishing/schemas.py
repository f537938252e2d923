"""The JSON Schemas that ship with the project."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

SCHEMAS = ("case-1", "publication-1")


@cache
def schema_text(name: str) -> str:
    """The schema as it is on disk; ``name`` is one of ``SCHEMAS``."""
    return (files("esgcheck.publishing") / "schema" / f"{name}.json").read_text("utf-8")
