"""NAME.terms.txt: licences and citations beside an exported file."""

from collections.abc import Sequence
from pathlib import Path

from timeline.model.datasets import Dataset, terms_of
from timeline.output.atomic import write_atomically


def write_terms(datasets: Sequence[Dataset], path: Path) -> None:
    """Write the licences and citations of the tables that something was read from, if any.

    Raises:
        UsageError: The file cannot be written.
    """
    lines = []
    for label, text in terms_of(datasets):
        lines.append(f"{label}: {text}\n")
    if lines:
        content = "".join(lines)
        write_atomically(path, content)
