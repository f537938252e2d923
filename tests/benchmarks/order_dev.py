"""Reading order on pages to improve the reader by: ``python -m tests.benchmarks.order_dev [--pages | PART OF A NAME]``.

The same yardstick as :mod:`tests.benchmarks.order`, whose pages nobody may look at, on other pages: their numbers end
in 3 or 5, their rectangles (``order_dev/``) were put in order on the drawn page in the same way. They were looked at
while the order of :mod:`esgcheck.analysis.reading.fileorder` was made, so the figures here flatter ours.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.benchmarks.order import REPORTS, TOOLS, measure, tabled
from tests.benchmarks.order_score import gold_pages

FOLDER = Path(__file__).resolve().parent / "order_dev"


def main() -> None:
    if not REPORTS.is_dir():
        sys.exit("The real reports (../shared/data/reports) are not here: nothing to measure on.")
    named = [word for word in sys.argv[1:] if not word.startswith("--")]
    pages = [page for page in gold_pages(FOLDER) if not named or any(word in page.report for word in named)]
    found = measure(pages, TOOLS)
    tabled(pages, found, each="--pages" in sys.argv or bool(named))


if __name__ == "__main__":
    main()
