"""Choose the sides that get a colour, and find who acted in an incident."""

from collections import Counter
from collections.abc import Mapping

from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Incident
from timeline.model.timeline import TimelineData
from timeline.views.escape import clean
from timeline.views.records import SideRow

COLOURS = ("A", "B")
OTHERS = "C"
NOBODY = "N"


def side_rows(timeline: TimelineData) -> list[SideRow]:
    """Return the sides, those with most acts first; the first two get a colour of their own."""
    sides = {actor.id: actor.side for actor in timeline.actors if actor.side}
    acts: Counter[str] = Counter({side: 0 for side in sides.values() if side})
    for incident in timeline.incidents:
        acting = {sides.get(actor.id) for actor in _acting(incident)}
        acts.update(side for side in acting if side)
    ordered = sorted(acts, key=lambda side: (-acts[side], side))
    rows: list[SideRow] = []
    for number, side in enumerate(ordered):
        colour = COLOURS[number] if number < len(COLOURS) else OTHERS
        rows.append({"name": clean(side), "colour": colour, "acts": acts[side]})
    return rows


def colours_by_actor(timeline: TimelineData) -> dict[str, str]:
    """Return the colour of each actor of a side, by its id."""
    colours = {row["name"]: row["colour"] for row in side_rows(timeline)}
    return {
        actor.id: colours.get(clean(actor.side), OTHERS)
        for actor in timeline.actors
        if actor.side
    }


def colour_of(incident: Incident, colours: Mapping[str, str]) -> str:
    """Return the colour of who acted.

    Of one side, of others (or both sides), or of nobody named.
    """
    acting = _acting(incident)
    if not acting:
        return NOBODY
    named = {colours.get(actor.id, OTHERS) for actor in acting}
    sides = named - {OTHERS}
    return sides.pop() if len(sides) == 1 else OTHERS


def _acting(incident: Incident) -> list[ActorRole]:
    initiators = [actor for actor in incident.actors if actor.role is Role.INITIATOR]
    return initiators or [
        actor for actor in incident.actors if actor.role is Role.PARTY
    ]
