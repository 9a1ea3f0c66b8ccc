"""How does a line of incidents.jsonl, perhaps with only some fields, become an incident for tests?"""

from typing import Any

import msgspec

from timeline.model.incidents import Incident

_FIELDS: dict[str, Any] = {
    "headline": "",
    "mode": None,
    "status": "occurred",
    "disputed": False,
    "date": None,
    "actors": [],
    "places": [],
    "casualties": [],
    "attribution": [],
    "publishers": [],
    "salience": 0.0,
    "confidence": 0.0,
}


def incident_of(line: dict[str, Any]) -> Incident:
    """Fill what the line leaves out."""
    filled = _FIELDS | line
    if filled["date"]:
        filled["date"] = {"precision": "day", "basis": "stated"} | filled["date"]
    filled["actors"] = [{"id": one["name"]} | one for one in filled["actors"]]
    filled["places"] = [{"id": one["name"]} | one for one in filled["places"]]
    filled["reports"] = [
        {
            "report": "r",
            "text": "",
            "trigger": {"start": one["start"], "end": one["end"]},
        }
        | one
        for one in filled["reports"]
    ]
    return msgspec.convert(filled, Incident)
