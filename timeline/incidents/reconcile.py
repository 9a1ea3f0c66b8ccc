"""Reconcile the reports of one incident: disagreements stay side by side, nothing is averaged."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from timeline.comparison import is_of_state
from timeline.incidents.casualties import Toll, killed_range, killed_text, standing
from timeline.incidents.claims import shown_actors, shown_places
from timeline.incidents.mixed import sound
from timeline.incidents.parties import with_parties
from timeline.incidents.quotation import best_quotation
from timeline.incidents.reconcile_actors import (
    borne_out,
    reconciled_actors,
    without_misread,
)
from timeline.incidents.reconcile_dates import reconciled_date
from timeline.incidents.reconcile_places import reconciled_places
from timeline.incidents.salience import confidence
from timeline.incidents.summary import summary
from timeline.incidents.versions import has_rival_initiators
from timeline.incidents.voices import attribution_side
from timeline.incidents.votes import most_counted
from timeline.model.actors import ActorRole
from timeline.model.incidents import (
    Casualty,
    Incident,
    Joined,
    KilledRange,
    Passage,
    Report,
)
from timeline.model.types import (
    HAPPENED,
    CasualtyKind,
    Genericity,
    IncidentType,
    Status,
)

# Letters of a digest that make an id.
ID_DIGITS = 10


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
    actors = without_misread(reconciled_actors(reports), reports)
    places = reconciled_places(reports)
    passages = [passage for report in reports for passage in report.passages]
    killed = killed_by(reports, status)
    about = _disputed_about(reports)
    is_author_disputed = has_rival_initiators(first.type, mode, actors, passages)
    if is_author_disputed:
        about = (*about, "initiator")
    line = summary(
        type=first.type,
        mode=mode,
        status=status,
        actors=shown_actors(
            borne_out(actors, reports), reports, type=first.type, mode=mode
        ),
        places=shown_places(places, reports),
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
        date=reconciled_date(reports),
        actors=actors,
        places=places,
        casualties=with_known_actors(_casualties(reports), actors),
        killed=killed,
        genericity=_genericity(reports),
        attribution=_attribution(reports),
        publishers=publishers_of(reports),
        salience=0.0,
        confidence=0.0,
        joined=joined,
        reports=_in_order(passages, actors),
    )
    return _weighed(incident, reports)


def _weighed(incident: Incident, reports: Sequence[Report]) -> Incident:
    """Return an incident with what follows from all else that is known of it."""
    side = attribution_side(incident.type, incident.actors, incident.attribution)
    return replace(
        incident,
        confidence=confidence(incident),
        attribution_side=side,
        soundness=sound(incident, reports),
    )


def _attribution(reports: Iterable[Report]) -> tuple[str, ...]:
    """Return the names of those whom reports cite, each once."""
    names: dict[str, None] = {}
    for report in reports:
        names.update(dict.fromkeys(report.attribution))
    return tuple(names)


def publishers_of(reports: Iterable[Report]) -> tuple[str, ...]:
    """Return the publishers and outlets of reports by their names, each once."""
    names: set[str | None] = set()
    for report in reports:
        names.add(report.publisher)
        names.update(report.outlets)
    return tuple(sorted(name for name in names if name))


def _in_order(
    passages: Iterable[Passage], actors: Sequence[ActorRole]
) -> tuple[Passage, ...]:
    """Return passages as an incident holds them, by document and place in it."""
    ordered = []
    for passage in sorted(passages, key=_by_place):
        figures = with_known_actors(passage.casualties, actors)
        ordered.append(replace(passage, casualties=figures))
    return tuple(ordered)


def _by_place(passage: Passage) -> tuple[str, int, str]:
    return passage.document, passage.start, passage.report


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
    return "people" if any(map(_has_killed, reports)) else ""


def _has_killed(report: Report) -> bool:
    """Return whether a report says that people were killed, though not how many."""
    return any(figure.kind is CasualtyKind.KILLED for figure in report.casualties)


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
    if named is None or any(actor.id == named for actor in actors):
        return named
    for actor in actors:
        if is_of_state(actor, named):
            return actor.id
    return None


def incident_id(first: Report) -> str:
    """Return an id that depends on the first report alone.

    Later and unrelated documents do not change it.
    """
    text = f"{first.type}|{first.document}|{_offset(first)}"
    return "i" + _digest(text)


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode())
    return digest.hexdigest()[:ID_DIGITS]


def _offset(report: Report) -> str:
    """Return where the trigger of a report stands in its document."""
    if report.dataset is not None:
        return str(report.passages[0].trigger.start)
    # a model's first passage may only name a place; the report's id names the trigger
    _, _, offset = report.id.rpartition("#")
    return offset


def _status(reports: Sequence[Report]) -> Status:
    """Return the status: what any report says happened, happened (a denial makes it disputed)."""
    for report in reports:
        if report.status in HAPPENED:
            return report.status
    return reports[0].status


def _mode(reports: Sequence[Report]) -> str | None:
    modes = (report.mode for report in reports if report.mode is not None)
    return most_counted(Counter(modes))


# What equal figures have alike: kind, least, best and greatest number, and group.
FigureKey = tuple[CasualtyKind, int | None, int | None, int | None, str]


def _casualties(reports: Sequence[Report]) -> tuple[Casualty, ...]:
    """Return every figure of every report, equal ones of one group once with all who give them."""
    figures: dict[FigureKey, Casualty] = {}
    for report in reports:
        for figure in report.casualties:
            key = _figure_key(figure)
            if key in figures:
                figures[key] = _given_twice(figures[key], figure)
            else:
                figures[key] = figure
    return tuple(figures.values())


def _figure_key(figure: Casualty) -> FigureKey:
    group = (figure.group or "").lower()
    return figure.kind, figure.low, figure.best, figure.high, group


def _given_twice(figure: Casualty, equal: Casualty) -> Casualty:
    """Return a figure as all who give it, or its equal, are cited."""
    cited = dict.fromkeys((*figure.attribution, *equal.attribution))
    return replace(figure, attribution=tuple(cited))


def _disputed_about(reports: Sequence[Report]) -> tuple[str, ...]:
    """Return what accounts contradict each other on: "figure" and "whether"."""
    subjects = []
    if any(_are_disjoint(standing(reports, kind)) for kind in CasualtyKind):
        subjects.append("figure")
    statuses = _all_statuses(reports)
    if Status.DENIED in statuses and not statuses.isdisjoint(HAPPENED):
        subjects.append("whether")
    return tuple(subjects)


def _all_statuses(reports: Iterable[Report]) -> set[Status]:
    """Return what reports say of whether it happened, as a whole and passage by passage."""
    statuses = set()
    for report in reports:
        statuses.add(report.status)
        statuses.update(passage.status for passage in report.passages)
    return statuses


def _are_disjoint(counted: Sequence[Toll]) -> bool:
    return any(left.is_disjoint_from(right) for left, right in combinations(counted, 2))
