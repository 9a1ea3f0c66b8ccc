"""Reconcile the actors of the reports of one incident."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from timeline.comparison import merged_actors, most_specific
from timeline.lexicon.fitted import LEAST_SOUND
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Report

# Of an actor that reports put on both sides, the lesser role is kept when at least this share of
# them gives it.
BOTH_SIDES = 1 / 3
OPPOSITE = {Role.INITIATOR: Role.TARGET, Role.TARGET: Role.INITIATOR}
# What fewer reports name than this share of those that name the first of its kind is not borne out:
# a headline leaves it out, and so does the incident if only doubtful reports name it.
SHOWN = 1 / 3
ORDER = {Role.INITIATOR: 0, Role.PARTY: 1, Role.TARGET: 2}

# An actor, by id, in a role.
ActedAs = tuple[str, Role]


def reconciled_actors(reports: Sequence[Report]) -> tuple[ActorRole, ...]:
    """Return the actors of all reports, each role once, those that most reports name first.

    A nameless actor gives way to a named one of its side.
    """
    counts = _count_roles(reports)
    meant = list(_meant(reports, counts))
    named = _without_nameless(meant)
    specific = most_specific(named)
    return tuple(sorted(specific, key=lambda actor: _rank(actor, counts)))


def _meant(
    reports: Sequence[Report], counts: Mapping[ActedAs, int]
) -> Iterator[ActorRole]:
    """Yield the actors of all reports, without what was misread as one."""
    places = _place_names(reports)
    for actor in merged_actors(_all_actors(reports)):
        if _is_meant(actor, counts) and not _is_named_as_place(actor, places):
            yield actor


def _all_actors(reports: Iterable[Report]) -> Iterator[ActorRole]:
    for report in reports:
        yield from report.actors


def _count_roles(reports: Iterable[Report]) -> Counter[ActedAs]:
    """Count the reports that give each actor each of its roles."""
    counts: Counter[ActedAs] = Counter()
    for report in reports:
        actors = merged_actors(report.actors)
        counts.update(map(_acted_as, actors))
    return counts


def _acted_as(actor: ActorRole) -> ActedAs:
    return actor.id, actor.role


def _rank(actor: ActorRole, counts: Mapping[ActedAs, int]) -> tuple[int, int]:
    """Return the place of an actor: by its role, then by how many reports give it."""
    return ORDER[actor.role], -counts[_acted_as(actor)]


def _is_meant(actor: ActorRole, counts: Mapping[ActedAs, int]) -> bool:
    """Return whether reports bear out a role.

    One that puts an attacker among the attacked is mostly misread.
    """
    opposite = OPPOSITE.get(actor.role)
    if opposite is None:
        return True
    reversed_in = counts.get((actor.id, opposite), 0)
    return counts[_acted_as(actor)] >= BOTH_SIDES * reversed_in


def _place_names(reports: Iterable[Report]) -> set[str]:
    """Return the names of all places that reports give, without capitals."""
    names = set()
    for report in reports:
        for place in report.places:
            names.add(place.name.lower())
            names.update(alias.lower() for alias in place.aliases)
    return names


def _is_named_as_place(actor: ActorRole, places: set[str]) -> bool:
    """Return whether a person without a country has the name of the place: a town, misread."""
    if actor.kind is not ActorKind.PERSON or actor.country is not None:
        return False
    return actor.name.lower() in places


def _without_nameless(actors: Sequence[ActorRole]) -> list[ActorRole]:
    """Return actors without the nameless ones of a role that a named one has."""
    named_roles = set()
    for actor in actors:
        if not _is_nameless(actor):
            named_roles.add(actor.role)
    return [
        actor
        for actor in actors
        if not _is_nameless(actor) or actor.role not in named_roles
    ]


def _is_nameless(actor: ActorRole) -> bool:
    """Return whether nothing is known of an actor but a common noun; a ship's name is a name."""
    if actor.kind is not ActorKind.UNKNOWN:
        return False
    return not actor.name[:1].isupper()


def borne_out(
    actors: Sequence[ActorRole], reports: Sequence[Report]
) -> tuple[ActorRole, ...]:
    """Return the actors for a headline: those whose role more than a few of the reports bear out.

    What one report in ten says stands beside the others in the incident, and not in its first line.
    """
    counts = _count_roles(reports)
    most = _most_by_role(actors, counts)
    return tuple(
        actor for actor in actors if counts[_acted_as(actor)] > most[actor.role] * SHOWN
    )


def _most_by_role(
    actors: Iterable[ActorRole], counts: Mapping[ActedAs, int]
) -> Mapping[Role, int]:
    """Return by role how many reports give it to the actor whom most give it to."""
    most = dict.fromkeys(Role, 0)
    for actor in actors:
        count = counts[_acted_as(actor)]
        most[actor.role] = max(most[actor.role], count)
    most[Role.PARTY] = max(most[Role.PARTY], most[Role.INITIATOR])
    return most


def without_misread(
    actors: Sequence[ActorRole], reports: Sequence[Report]
) -> tuple[ActorRole, ...]:
    """Leave out actors that few reports name, none of them sound: mostly they are misread."""
    borne = borne_out(actors, reports)
    sound = sound_reports(reports)
    vouched = {_acted_as(actor) for actor in _all_actors(sound)}
    return tuple(
        actor for actor in actors if actor in borne or _acted_as(actor) in vouched
    )


def sound_reports(reports: Iterable[Report]) -> Iterator[Report]:
    """Yield the reports that are sound, or were not weighed."""
    for report in reports:
        if report.soundness is None or report.soundness >= LEAST_SOUND:
            yield report
