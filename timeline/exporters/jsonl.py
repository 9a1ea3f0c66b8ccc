"""incidents.jsonl: one incident a line, as other people's scripts and the benchmarks read it."""

from pathlib import Path

import msgspec

from timeline.errors import InputError
from timeline.exporters.sorting import in_order
from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically

# Characters that JSON leaves as they are and that many readers (Python's str.splitlines among them) end a line at.
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_AS_ESCAPES = str.maketrans(_LINE_ENDS)


def write(timeline: TimelineData, path: Path) -> None:
    """Write one JSON object a line, UTF-8, by start date (undated last) then id; fields in the order of `Incident`.

    Days are ISO days. Offsets count Unicode code points of the document's text.

    Raises:
        UsageError: The file cannot be written.
    """
    write_atomically(path, "".join(line_of(incident) + "\n" for incident in in_order(timeline)))


def line_of(incident: Incident) -> str:
    """Give the JSON of one incident, without the line end; no character in it ends a line for any reader."""
    return msgspec.json.encode(incident).decode("utf-8").translate(_AS_ESCAPES)


def read(path: Path) -> tuple[Incident, ...]:
    """Read a file that `write` made. Fields that are not ours are passed over; ours must all be there and be right.

    Raises:
        InputError: The file cannot be read, or a line is no incident; the message names the line and the field.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = (
            "it is not UTF-8"
            if isinstance(error, UnicodeDecodeError)
            else (error.strerror or "").lower()
        )
        raise InputError(
            str(path), f"cannot be read ({reason}).", "Give a file that timeline export wrote."
        ) from error
    return tuple(
        _incident(line, f"{path}, line {number}")
        for number, line in enumerate(lines, 1)
        if line.strip()
    )


def _incident(line: str, where: str) -> Incident:
    try:
        return msgspec.json.decode(line, type=Incident)
    except msgspec.DecodeError as error:
        raise InputError(
            where, f"is no incident: {error}.", "Mend the line, or export the timeline again."
        ) from error
