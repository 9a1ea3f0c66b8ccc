"""Reconcile the reports of one incident: disagreements stay side by side, nothing is averaged."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from timeline.comparison import is_of_state, merged_actors, merged_places, most_specific
from timeline.incidents.casualties import Toll, killed_range, killed_text, standing
from timeline.incidents.landmarks import is_telling, most_given
from timeline.incidents.mixed import sound
from timeline.incidents.parties import with_parties
from timeline.incidents.quotation import best_quotation
from timeline.incidents.salience import confidence
from timeline.incidents.summary import summary
from timeline.incidents.versions import has_rival_initiators
from timeline.incidents.voices import attribution_side
from timeline.lexicon.fitted import LEAST_SOUND
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty, Incident, Joined, KilledRange, Report
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import (
    HAPPENED,
    CasualtyKind,
    Genericity,
    IncidentType,
    Status,
)
from timeline.model.when import GRAIN, Basis, DateInterval, Precision

FINENESS = {precision: rank for rank, precision in enumerate(PlacePrecision)}


def incident_of(
    reports: Sequence[Report],
    types: Mapping[str, IncidentType],
    joined: tuple[Joined, ...] = (),
) -> Incident:
    """Make the incident that these reports, ordered by publication, tell of.

    `joined` says why they were put together.
    """
    first = reports[0]
    status = _status(reports)
    mode = _mode(reports)
    reports = with_parties(reports, types[first.type], mode)
    actors = _without_misread(
        reconciled_actors(reports),
        reports,
    )  # fmt: skip
    places = _places(reports)
    passages = [passage for report in reports for passage in report.passages]
    killed = killed_by(
        reports,
        status,
    )  # fmt: skip
    about = _disputed_about(reports)
    is_author_disputed = has_rival_initiators(first.type, mode, actors, passages)
    if is_author_disputed:
        about = (*about, "initiator")
    line = summary(
        type=first.type,
        mode=mode,
        status=status,
        actors=borne_out(actors, reports),
        places=places,
        killed=killed_words(reports, status, killed),
        types=types,
        is_author_disputed=is_author_disputed,
    )
    headline, span = best_quotation(passages, status, actors) or (line, None)
    incident = Incident(
        id=incident_id(first),
        headline=headline,
        headline_span=span,
        summary=line,
        type=first.type,
        mode=mode,
        status=status,
        disputed=bool(about),
        disputed_about=about,
        date=_date(reports),
        actors=actors,
        places=places,
        casualties=with_known_actors(_casualties(reports), actors),
        killed=killed,
        genericity=_genericity(reports),
        attribution=tuple(
            dict.fromkeys(name for report in reports for name in report.attribution)
        ),
        publishers=tuple(
            sorted(
                {
                    name
                    for report in reports
                    for name in (report.publisher, *report.outlets)
                    if name
                }
            )
        ),
        salience=0.0,
        confidence=0.0,
        joined=joined,
        reports=tuple(
            replace(passage, casualties=with_known_actors(passage.casualties, actors))
            for passage in sorted(
                passages,
                key=lambda passage: (passage.document, passage.start, passage.report),
            )
        ),
    )
    side = attribution_side(
        incident.type,
        incident.actors,
        incident.attribution,
    )  # fmt: skip
    return replace(
        incident,
        confidence=confidence(incident),
        attribution_side=side,
        soundness=sound(incident, reports),
    )


def killed_by(reports: Sequence[Report], status: Status) -> KilledRange | None:
    """Return how many these reports say were killed.

    None for no number, and for what did not happen.
    """
    if status not in HAPPENED:
        return None
    return killed_range(standing(reports, CasualtyKind.KILLED))


def killed_words(
    reports: Sequence[Report], status: Status, killed: KilledRange | None
) -> str:
    """Return how many died in words, for a summary; "" for nobody, and for what did not happen."""
    if status not in HAPPENED:
        return ""
    if killed is not None:
        return killed_text(killed)
    figures = (figure for report in reports for figure in report.casualties)
    return (
        "people"
        if any(figure.kind is CasualtyKind.KILLED for figure in figures)
        else ""
    )


def _genericity(reports: Sequence[Report]) -> Genericity:
    """Return generic only where every report makes a general statement."""
    if any(report.genericity is Genericity.SPECIFIC for report in reports):
        return Genericity.SPECIFIC
    return Genericity.GENERIC


def with_known_actors(
    casualties: Sequence[Casualty], actors: Sequence[ActorRole]
) -> tuple[Casualty, ...]:
    """Name in each figure the actor as the incident has it."""
    return tuple(
        replace(figure, actor=_known_actor(figure.actor, actors))
        for figure in casualties
    )


def _known_actor(named: str | None, actors: Sequence[ActorRole]) -> str | None:
    """Return the id under which the actor of a figure stands in the incident.

    A state may stand there as its forces.
    """
    ids = [actor.id for actor in actors]
    if named is None or named in ids:
        return named
    return next((actor.id for actor in actors if is_of_state(actor, named)), None)


def incident_id(first: Report) -> str:
    """Return an id that depends on the first report alone.

    Later and unrelated documents do not change it.
    """
    offset = str(first.passages[0].trigger.start)
    if first.dataset is None:
        # a model's first passage may only name a place; the report's id names the trigger
        offset = first.id.rpartition("#")[2]
    text = f"{first.type}|{first.document}|{offset}"
    return "i" + hashlib.sha256(text.encode()).hexdigest()[:10]


def _status(reports: Sequence[Report]) -> Status:
    """Return the status: what any report says happened, happened (a denial makes it disputed)."""
    statuses = [report.status for report in reports]
    return next((status for status in statuses if status in HAPPENED), statuses[0])


def _mode(reports: Sequence[Report]) -> str | None:
    modes = [report.mode for report in reports if report.mode is not None]
    if not modes:
        return None
    counted = Counter(modes)
    return min(
        counted,
        key=lambda mode: (-counted[mode], mode),
    )  # fmt: skip


def _date(reports: Sequence[Report]) -> DateInterval | None:
    """Return the finest date that is not assumed, by vote among the finest.

    Of reports that give the toll by which the incident is known, where these tell a day; else the
    overlap of the assumed ones.
    """
    stated = _stated_dates(reports)
    if not stated:
        return _overlap([report.date for report in reports if report.date is not None])
    with_toll = _stated_dates(_with_toll(reports))
    has_day = any(GRAIN[date.precision] <= GRAIN[Precision.DAY] for date in with_toll)
    return _voted(with_toll if has_day else stated, stated)


def _stated_dates(reports: Sequence[Report]) -> list[DateInterval]:
    dates = (report.date for report in reports)
    return [
        date for date in dates if date is not None and date.basis is not Basis.ASSUMED
    ]


def _with_toll(reports: Sequence[Report]) -> list[Report]:
    """Return the reports that give the number of dead that most give, if it is one to know by."""
    most = most_given(toll for report in reports for toll in _tolls(report))
    return [report for report in reports if most is not None and most in _tolls(report)]


def _tolls(report: Report) -> Iterator[int]:
    """Yield the numbers of dead that a report gives by which an incident may be known."""
    for figure in report.casualties:
        if (
            figure.kind is CasualtyKind.KILLED
            and figure.best
            and is_telling(figure.best)
        ):
            yield figure.best


def _voted(
    dates: Sequence[DateInterval], stated: Sequence[DateInterval]
) -> DateInterval:
    """Return the days that most of the finest dates mean.

    With the hour when at least half of all dates that mean these days tell one.
    """
    finest = min(_grain(date) for date in dates)
    best = [date for date in dates if _grain(date) == finest]
    votes = Counter((date.start, date.end) for date in best)
    days = min(
        votes,
        key=lambda key: (-votes[key], key),
    )  # fmt: skip
    chosen = [
        date
        for date in stated
        if (date.start, date.end) == days and _grain(date) == finest
    ]
    timed = [date for date in chosen if date.precision is Precision.TIME]
    plain = [date for date in chosen if date.precision is not Precision.TIME]
    return timed[0] if len(timed) >= len(plain) else plain[0]


def _grain(interval: DateInterval) -> int:
    """Rank precisions, an hour of a day with the day.

    One article's hour does not outvote the day of all others.
    """
    return max(
        GRAIN[interval.precision],
        GRAIN[Precision.DAY],
    )  # fmt: skip


def _overlap(guessed: Sequence[DateInterval]) -> DateInterval | None:
    """Return the days on which assumed dates agree.

    The first of them where they do not, None where there is none.
    """
    if not guessed:
        return None
    finest = min(GRAIN[date.precision] for date in guessed)
    days = [date for date in guessed if GRAIN[date.precision] == finest]
    start = max(date.start for date in days)
    end = min(date.end for date in days)
    return replace(days[0], start=start, end=end) if start <= end else days[0]


# Of an actor that reports put on both sides, the lesser role is kept when at least this share of
# them gives it.
BOTH_SIDES = 1 / 3


def reconciled_actors(reports: Sequence[Report]) -> tuple[ActorRole, ...]:
    """Return the actors of all reports, each role once, those that most reports name first.

    A nameless actor gives way to a named one of its side.
    """
    roles = _roles_told(reports)
    places = _place_names(reports)
    meant = [
        actor_role
        for actor_role in merged_actors(
            actor for report in reports for actor in report.actors
        )
        if _is_meant(actor_role, roles) and not _is_named_as_place(actor_role, places)
    ]
    named = {actor.role for actor in meant if not _is_nameless(actor)}
    named_actors = [
        actor for actor in meant if not (_is_nameless(actor) and actor.role in named)
    ]
    order = {Role.INITIATOR: 0, Role.PARTY: 1, Role.TARGET: 2}
    return tuple(
        sorted(
            most_specific(named_actors),
            key=lambda actor: (order[actor.role], -roles[actor.id, actor.role]),
        )
    )


# What fewer reports name than this share of those that name the first of its kind is not borne out:
# a headline leaves it out, and so does the incident if only doubtful reports name it.
SHOWN = 1 / 3


def borne_out(
    actors: Sequence[ActorRole], reports: Sequence[Report]
) -> tuple[ActorRole, ...]:
    """Return the actors for a headline: those whose role more than a few of the reports bear out.

    What one report in ten says stands beside the others in the incident, and not in its first line.
    """
    roles = _roles_told(reports)
    most = _most_told(
        actors,
        roles,
    )  # fmt: skip
    return tuple(
        actor
        for actor in actors
        if roles[actor.id, actor.role] > most[actor.role] * SHOWN
    )


def _most_told(
    actors: Sequence[ActorRole], roles: Mapping[tuple[str, Role], int]
) -> Mapping[Role, int]:
    """Return by role how many reports give it to the actor whom most give it to."""
    most = {
        role: max(
            (roles[actor.id, actor.role] for actor in actors if actor.role is role),
            default=0,
        )
        for role in Role
    }
    most[Role.PARTY] = max(
        most[Role.PARTY],
        most[Role.INITIATOR],
    )  # fmt: skip
    return most


def _without_misread(
    actors: Sequence[ActorRole], reports: Sequence[Report]
) -> tuple[ActorRole, ...]:
    """Leave out actors that few reports name, none of them sound: mostly they are misread."""
    borne = borne_out(
        actors,
        reports,
    )  # fmt: skip
    vouched = {
        (actor.id, actor.role) for report in _sound(reports) for actor in report.actors
    }
    return tuple(
        actor for actor in actors if actor in borne or (actor.id, actor.role) in vouched
    )


def _sound(reports: Sequence[Report]) -> list[Report]:
    """Return the reports that are sound, or were not weighed."""
    return [
        report
        for report in reports
        if report.soundness is None or report.soundness >= LEAST_SOUND
    ]


def _roles_told(reports: Sequence[Report]) -> Counter[tuple[str, Role]]:
    """Count the reports that give each actor each of its roles."""
    return Counter(
        (actor.id, actor.role)
        for report in reports
        for actor in merged_actors(report.actors)
    )


def _is_meant(actor: ActorRole, roles: Mapping[tuple[str, Role], int]) -> bool:
    """Return whether reports bear out a role.

    One that puts an attacker among the attacked is mostly misread.
    """
    opposite = {Role.INITIATOR: Role.TARGET, Role.TARGET: Role.INITIATOR}.get(
        actor.role
    )
    if opposite is None:
        return True
    return roles[actor.id, actor.role] >= BOTH_SIDES * roles.get(
        (actor.id, opposite), 0
    )


def _place_names(reports: Sequence[Report]) -> set[str]:
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


def _is_nameless(actor: ActorRole) -> bool:
    """Return whether nothing is known of an actor but a common noun; a ship's name is a name."""
    return actor.kind is ActorKind.UNKNOWN and not actor.name[:1].isupper()


def _places(reports: Sequence[Report]) -> tuple[Place, ...]:
    """Return the places of the reports, the most specific first.

    Without those that few reports name, none of them sound, where more name others of their grain.
    """
    places = merged_places(place for report in reports for place in report.places)
    counts = Counter(name for report in reports for name in _place_ids(report))
    vouched = {name for report in _sound(reports) for name in _place_ids(report)}
    most: dict[PlacePrecision, int] = {}
    for place in places:
        most[place.precision] = max(most.get(place.precision, 0), counts[place.id])
    borne = (
        place
        for place in places
        if place.id in vouched or counts[place.id] > most[place.precision] * SHOWN
    )
    return tuple(sorted(borne, key=lambda place: FINENESS[place.precision]))


def _place_ids(report: Report) -> set[str]:
    return {place.id for place in report.places}


def _casualties(reports: Sequence[Report]) -> tuple[Casualty, ...]:
    """Return every figure of every report, equal ones of one group once with all who give them."""
    figures: dict[
        tuple[CasualtyKind, int | None, int | None, int | None, str], Casualty
    ] = {}
    for figure in (figure for report in reports for figure in report.casualties):
        key = (
            figure.kind,
            figure.low,
            figure.best,
            figure.high,
            (figure.group or "").lower(),
        )
        if key in figures:
            cited = tuple(
                dict.fromkeys((*figures[key].attribution, *figure.attribution))
            )
            figure = replace(figures[key], attribution=cited)
        figures[key] = figure
    return tuple(figures.values())


def _disputed_about(reports: Sequence[Report]) -> tuple[str, ...]:
    """Return what accounts contradict each other on: "figure" and "whether"."""
    statuses = {report.status for report in reports}
    statuses |= {passage.status for report in reports for passage in report.passages}
    subjects = []
    if any(_are_disjoint(standing(reports, kind)) for kind in CasualtyKind):
        subjects.append("figure")
    if Status.DENIED in statuses and statuses & HAPPENED:
        subjects.append("whether")
    return tuple(subjects)


def _are_disjoint(counted: Sequence[Toll]) -> bool:
    return any(left.is_disjoint_from(right) for left, right in combinations(counted, 2))
