"""NAME.terms.txt: licences and citations beside an exported file."""

from pathlib import Path

from timeline.model.datasets import terms_of
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically


def write_terms(timeline: TimelineData, path: Path) -> None:
    """Write the licences and citations of the tables that a timeline was read from, if any.

    Raises:
        UsageError: The file cannot be written.
    """
    lines = []
    for label, text in terms_of(timeline.datasets):
        lines.append(f"{label}: {text}\n")
    if lines:
        content = "".join(lines)
        write_atomically(path, content)
