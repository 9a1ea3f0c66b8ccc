"""Choose the sides that get a colour, and find who acted in an incident."""

from collections import Counter
from collections.abc import Mapping
from itertools import chain, repeat

from timeline.comparison import in_role
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
    acts = _acts_by_side(timeline)
    ordered = sorted(acts, key=lambda side: (-acts[side], side))
    rows: list[SideRow] = []
    for side, colour in zip(ordered, chain(COLOURS, repeat(OTHERS)), strict=False):
        rows.append({"name": clean(side), "colour": colour, "acts": acts[side]})
    return rows


def _acts_by_side(timeline: TimelineData) -> Counter[str]:
    """Return the number of incidents in which each side acts."""
    sides = {actor.id: actor.side for actor in timeline.actors if actor.side}
    acts = Counter(dict.fromkeys(sides.values(), 0))
    for incident in timeline.incidents:
        acting = {actor.id for actor in _acting(incident)}
        acts.update({sides[actor] for actor in acting if actor in sides})
    return acts


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
    if len(sides) != 1:
        return OTHERS
    return sides.pop()


def _acting(incident: Incident) -> list[ActorRole]:
    initiators = in_role(incident.actors, (Role.INITIATOR,))
    if initiators:
        return initiators
    return in_role(incident.actors, (Role.PARTY,))
