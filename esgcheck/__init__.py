"""esgcheck: check what a sustainability report claims against the documents."""

__version__ = "0.1.0"
