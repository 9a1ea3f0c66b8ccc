"""Choose the incidents of a timeline by place, actor, type and time."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from timeline.errors import UnknownNameError, UsageError
from timeline.exporters.parts import PartRecords
from timeline.lexicon.countries import countries
from timeline.model.actors import ActorRole
from timeline.model.incidents import Incident
from timeline.model.places import Place
from timeline.model.text import Document
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
    tests = {
        "place": _Name(place, place_names),
        "actor": _Name(actor, actor_names),
        "type": _Name(type, type_names),
    }
    first = day_of(since, "since")
    last = day_of(until, "until")

    def is_chosen(incident: Incident) -> bool:
        # in this order, so that an unknown name is named though no day fits either
        if not all(test.is_borne_by(incident) for test in tests.values()):
            return False
        return is_within(incident, first, last) and prominent in (
            None,
            incident.prominent,
        )

    chosen = [
        incident
        for incident in _candidates(timeline, first, last)
        if is_chosen(incident)
    ]
    if not chosen:
        _check_known(timeline, tests)
    return restricted(timeline, chosen)


class _Name:
    """A name that an incident may bear, whatever the case; None is one that all bear."""

    def __init__(
        self, name: str | None, names_of: Callable[[Incident], Iterable[str]]
    ) -> None:
        self.name = name
        self._folded = None if name is None else name.strip().casefold()
        self._names_of = names_of

    def is_borne_by(self, incident: Incident) -> bool:
        """Return whether an incident bears the name."""
        if self._folded is None:
            return True
        return any(text.casefold() == self._folded for text in self._names_of(incident))

    def names_in(self, incidents: Iterable[Incident]) -> dict[str, str]:
        """Return all names that incidents bear, by how they are compared."""
        return {
            text.casefold(): text
            for incident in incidents
            for text in self._names_of(incident)
        }


def _candidates(
    timeline: TimelineData, since: date | None, until: date | None
) -> Iterable[Incident]:
    """Return the incidents that may lie between two days; of a folder, only parts are read."""
    if isinstance(timeline.incidents, PartRecords):
        return timeline.incidents.between(since, until)
    return timeline.incidents


def _check_known(timeline: TimelineData, tests: Mapping[str, _Name]) -> None:
    """Raise UnknownNameError for a name that no incident bears which passes the tests before it.

    An unknown name is an error, never an empty answer.
    """
    incidents: Sequence[Incident] = timeline.incidents
    for what, test in tests.items():
        passing = [incident for incident in incidents if test.is_borne_by(incident)]
        if test.name is not None and not passing:
            raise _unknown(what, test.name, test.names_in(incidents))
        incidents = passing if test.name is not None else incidents


def _unknown(what: str, name: str, named: dict[str, str]) -> UnknownNameError:
    near = get_close_matches(name.casefold(), list(named), n=3)
    guesses = ", ".join(repr(named[text]) for text in near)
    hint = (
        f"Did you mean {guesses}?" if near else f"`tl.{what}s` lists those there are."
    )
    if what == "type" and not near:
        hint = f"There are {', '.join(sorted(set(named.values())))}."
    return UnknownNameError(
        f"{what} {name!r}", f"no incident here has this {what}.", hint
    )


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
        documents=_with_ids(timeline.documents, documents),
    )


def _with_ids(
    documents: Sequence[Document], ids: Container[str]
) -> tuple[Document, ...]:
    """Return the documents of these ids."""
    if isinstance(documents, PartRecords):
        return tuple(documents.with_ids(ids))
    return tuple(document for document in documents if document.id in ids)


def _without_relations(incident: Incident, ids: set[str]) -> Incident:
    """Return an incident without relations to incidents that are not there."""
    relations = tuple(link for link in incident.relations if link.incident in ids)
    if len(relations) == len(incident.relations):
        return incident
    return replace(incident, relations=relations)
