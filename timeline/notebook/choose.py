"""Choose the incidents of a timeline by place, actor, type and time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from timeline.errors import UnknownNameError, UsageError
from timeline.lexicon.countries import countries
from timeline.model.actors import ActorRole
from timeline.model.incidents import Incident
from timeline.model.places import Place
from timeline.model.timeline import TimelineData

Test = Callable[[Incident], bool]


def choose(
    timeline: TimelineData,
    *,
    place: str | None = None,
    actor: str | None = None,
    type: str | None = None,
    since: date | str | None = None,
    until: date | str | None = None,
    prominent: bool | None = None,
) -> TimelineData:
    """Return the timeline of the incidents that pass all tests given.

    Its actors, places and documents are those of these incidents; relations to others are left out.

    Args:
        timeline: The timeline.
        place: Name, id, province or country (name or code) of a place, whatever the case.
        actor: Name, id or country code of an actor.
        type: Type, mode, or both ("ASSAULT", "shelling", "ASSAULT/shelling").
        since: Only incidents with a possible day from this one on; None for no bound.
        until: Only incidents with a possible day up to this one.
        prominent: True for those that a first view shows, False for the others.

    Raises:
        UnknownNameError: No incident has such a place, actor or type.
        UsageError: A bound is no day.
    """
    chosen = list(timeline.incidents)
    chosen = _having(chosen, "place", place, place_names)
    chosen = _having(chosen, "actor", actor, actor_names)
    chosen = _having(chosen, "type", type, type_names)
    first = day_of(since, "since")
    last = day_of(until, "until")
    chosen = [incident for incident in chosen if is_within(incident, first, last)]
    if prominent is not None:
        chosen = [incident for incident in chosen if incident.prominent is prominent]
    return restricted(timeline, chosen)


def _having(
    incidents: list[Incident],
    what: str,
    name: str | None,
    names_of: Callable[[Incident], Iterable[str]],
) -> list[Incident]:
    """Return the incidents that bear a name; an unknown one is an error, never an empty answer."""
    if name is None:
        return incidents
    wanted_name = name.strip().casefold()
    named = {}
    chosen = []
    for incident in incidents:
        names = {text.casefold(): text for text in names_of(incident)}
        named.update(names)
        if wanted_name in names:
            chosen.append(incident)
    if not chosen:
        raise _unknown(what, name, named)
    return chosen


def _unknown(what: str, name: str, named: dict[str, str]) -> UnknownNameError:
    near = get_close_matches(name.casefold(), list(named), n=3)
    guesses = ", ".join(repr(named[text]) for text in near)
    hint = f"Did you mean {guesses}?" if near else f"`tl.{what}s` lists those there are."
    if what == "type" and not near:
        hint = f"There are {', '.join(sorted(set(named.values())))}."
    return UnknownNameError(f"{what} {name!r}", f"no incident here has this {what}.", hint)


def place_names(incident: Incident) -> Iterator[str]:
    """Yield all names by which the places of an incident can be asked for."""
    for place in incident.places:
        yield from (place.id, place.name, *place.aliases)
        yield from _wider_names(place)


def _wider_names(place: Place) -> Iterator[str]:
    if place.admin1:
        yield place.admin1
    if place.country:
        yield place.country
        country = countries().by_id(place.country)
        if country is not None:
            yield country.name


def actor_names(incident: Incident) -> Iterator[str]:
    """Yield all names by which the actors of an incident can be asked for."""
    for actor in incident.actors:
        yield from _names_of(actor)


def _names_of(actor: ActorRole) -> Iterator[str]:
    yield from (actor.id, actor.name, *actor.aliases)
    if actor.country:
        yield actor.country


def type_names(incident: Incident) -> Iterator[str]:
    """Yield type, mode and both together."""
    yield incident.type
    if incident.mode:
        yield incident.mode
        yield f"{incident.type}/{incident.mode}"


def day_of(given: date | str | None, name: str) -> date | None:
    """Return a day given as such or as ISO text.

    Raises:
        UsageError: The text is no day.
    """
    if not isinstance(given, str):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        problem = f"{given!r} is not a date."
        raise UsageError(name, problem, "Write it like 2020-02-06.") from None


def is_within(incident: Incident, since: date | None, until: date | None) -> bool:
    """Return whether an incident may have happened between two days; an undated one may not."""
    if since is None and until is None:
        return True
    if incident.date is None:
        return False
    if since is not None and incident.date.end < since:
        return False
    return until is None or incident.date.start <= until


def restricted(timeline: TimelineData, incidents: Iterable[Incident]) -> TimelineData:
    """Return a timeline of some of its incidents, with what belongs to them."""
    chosen = list(incidents)
    ids = {incident.id for incident in chosen}
    actor_ids: set[str] = set()
    place_ids: set[str] = set()
    documents: set[str] = set()
    for incident in chosen:
        actor_ids.update(actor.id for actor in incident.actors)
        place_ids.update(place.id for place in incident.places)
        documents.update(passage.document for passage in incident.reports)
    return replace(
        timeline,
        incidents=tuple(_without_relations(incident, ids) for incident in chosen),
        actors=tuple(actor for actor in timeline.actors if actor.id in actor_ids),
        places=tuple(place for place in timeline.places if place.id in place_ids),
        documents=tuple(text for text in timeline.documents if text.id in documents),
    )


def _without_relations(incident: Incident, ids: set[str]) -> Incident:
    """Return an incident without relations to incidents that are not there."""
    relations = tuple(link for link in incident.relations if link.incident in ids)
    if len(relations) == len(incident.relations):
        return incident
    return replace(incident, relations=relations)
