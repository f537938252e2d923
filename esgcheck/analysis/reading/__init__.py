"""From a file to a :class:`~esgcheck.analysis.types.Document`: one reader a format, all of them in the cage."""
