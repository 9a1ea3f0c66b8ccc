"""incidents.jsonl: one incident a line, as other people's scripts and the benchmarks read it."""

import dataclasses
from pathlib import Path

import msgspec

from timeline.errors import InputError, reason_of
from timeline.exporters.sorting import in_order
from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.output.atomic import write_atomically
from timeline.safety.content import text_of

# Characters that JSON leaves as they are and that many readers (Python's str.splitlines among them)
# end a line at.
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_AS_ESCAPES = str.maketrans(_LINE_ENDS)


def write(timeline: TimelineData, path: Path) -> None:
    """Write one JSON object a line, UTF-8, by start date (undated last) then id.

    The fields are in the order of `Incident`, then `reviewed_by` and `reviewed_on`. Days are ISO
    days. Offsets count Unicode code points of the document's text.

    Raises:
        UsageError: The file cannot be written.
    """
    lines = [line_of(incident) + "\n" for incident in in_order(timeline)]
    write_atomically(path, "".join(lines))


def line_of(incident: Incident) -> str:
    """Return the JSON of one incident, and who reviewed it and when.

    No character in it ends a line for any reader.
    """
    review = {"reviewed_by": incident.reviewed_by, "reviewed_on": incident.reviewed_on}
    fields = {**_fields(incident), **review}
    encoded = msgspec.json.encode(fields)
    return encoded.decode("utf-8").translate(_AS_ESCAPES)


def _fields(incident: Incident) -> dict[str, object]:
    return {
        field.name: getattr(incident, field.name)
        for field in dataclasses.fields(incident)
    }


def read(path: Path) -> tuple[Incident, ...]:
    """Read a file that `write` made. Unknown fields are ignored; ours must be there and be right.

    Raises:
        InputError: The file cannot be read, or a line is no incident; the message names the line
            and the field.
    """
    try:
        lines = text_of(path, "data-bytes").split("\n")
    except UnicodeDecodeError as error:
        raise _unreadable(path, "it is not UTF-8") from error
    except OSError as error:
        raise _unreadable(path, reason_of(error)) from error
    incidents = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            incidents.append(_incident(line, f"{path}, line {number}"))
    return tuple(incidents)


def _unreadable(path: Path, reason: str) -> InputError:
    what = f"cannot be read ({reason})."
    return InputError(str(path), what, "Give a file that timeline export wrote.")


def _incident(line: str, where: str) -> Incident:
    try:
        return msgspec.json.decode(line, type=Incident)
    except (msgspec.DecodeError, RecursionError) as error:
        what = f"is not an incident: {error}."
        cure = "Correct the line, or export the timeline again."
        raise InputError(where, what, cure) from error
