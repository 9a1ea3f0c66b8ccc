"""Corrected incidents when all rows are applied: actors, links, headline, salience."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.comparison import merged_actors
from timeline.incidents.casualties import (
    account_tolls,
    killed_range,
    killed_text,
    tolls,
)
from timeline.incidents.salience import salience
from timeline.incidents.signs import with_signs
from timeline.incidents.summary import summary
from timeline.model.actors import ActorRole
from timeline.model.incidents import (
    ACTOR_CHANGE,
    Casualty,
    Correction,
    Incident,
    KilledRange,
    Passage,
    Relation,
)
from timeline.model.types import HAPPENED, CasualtyKind, IncidentType
from timeline.project.corrections import CorrectionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorChange:
    """A row about actors.

    Attributes:
        row: The row.
        actor: The actor that there is from now on.
        old: Ids of the actors that it takes the place of; its own when it only has another name.
    """

    row: CorrectionRow
    actor: ActorRole
    old: tuple[str, ...]

    def is_replacing(self, actor_id: str) -> bool:
        """Return whether this row puts another actor in the place of one."""
        return actor_id in self.old and actor_id != self.actor.id

    def applied(self, actor: ActorRole) -> ActorRole:
        """Return what an actor is after this row; its old name becomes an alias."""
        new = self.actor
        is_unchanged = actor.name == new.name and actor.id == new.id
        if actor.id not in self.old or is_unchanged:
            return actor
        aliases = {*actor.aliases, actor.name} - {new.name}
        return replace(
            actor,
            id=new.id,
            name=new.name,
            kind=new.kind,
            country=new.country,
            aliases=tuple(sorted(aliases)),
        )


def note(
    row: CorrectionRow, field: str, was: str | None, now: str | None
) -> Correction:
    """Return a note of what a row changed."""
    return Correction(
        field=field,
        was=was,
        now=now,
        author=row["author"],
        day=row.day,
        reason=row["reason"],
    )


def finished(
    incident: Incident,
    notes: Sequence[Correction],
    changes: Sequence[ActorChange],
    gone: Mapping[str, str | None],
    *,
    by_hand: Collection[str],
    types: Mapping[str, IncidentType],
    coded: Collection[str],
) -> Incident:
    """Return an incident with actors, links and headline as the rows want them.

    Args:
        incident: As made of its reports, with what was fixed by hand.
        notes: What was changed in it.
        changes: Rows about actors, in order.
        gone: Incidents that are no more, and what each became part of; None if it was deleted.
        by_hand: Fields that were fixed.
        types: Incident types, for the words of the summary.
        coded: Ids of the documents that are coded rows.
    """
    all_notes = list(notes)
    for change in changes:
        incident, actor_notes = _with_actors(incident, change)
        all_notes += actor_notes
    if gone and incident.relations:
        incident = replace(incident, relations=_relations(incident, gone))
    if not all_notes:
        return incident
    incident = replace(incident, corrections=tuple(all_notes))
    incident = _relabelled(incident, types, by_hand)
    (signed,) = with_signs([incident], {}, coded, {})
    return replace(signed, salience=salience(signed))


def _relabelled(
    incident: Incident, types: Mapping[str, IncidentType], by_hand: Collection[str]
) -> Incident:
    """Return an incident with the sum of the killed and the summary that its fields make now."""
    killed = _killed(incident, is_fixed="casualties" in by_hand)
    line = summary(
        type=incident.type,
        mode=incident.mode,
        status=incident.status,
        actors=incident.actors,
        places=incident.places,
        killed=_killed_words(incident, killed),
        types=types,
    )
    incident = replace(incident, killed=killed, summary=line)
    span = incident.headline_span
    if span is not None and all(
        span.document != part.document for part in incident.reports
    ):
        incident = replace(incident, headline_span=None)  # its article was split off
    is_written = "headline" in by_hand and incident.headline != ""
    if is_written or incident.headline_span is not None:
        return incident
    return replace(incident, headline=line)


def _relations(
    incident: Incident, gone: Mapping[str, str | None]
) -> tuple[Relation, ...]:
    """Return the relations to what other incidents became, each once."""
    relations: dict[Relation, None] = {}
    for relation in incident.relations:
        target = gone.get(relation.incident, relation.incident)
        if target and target != incident.id:
            relations.setdefault(replace(relation, incident=target))
    return tuple(relations)


def _with_actors(
    incident: Incident, change: ActorChange
) -> tuple[Incident, list[Correction]]:
    """Return an incident with a row about actors applied, and the notes of it.

    Nothing changes where none of the actors stands.
    """
    renamed = [actor for actor in incident.actors if change.applied(actor) != actor]
    replaced_ids = set(change.old) - {change.actor.id}
    if not renamed and replaced_ids.isdisjoint(_actor_references(incident)):
        return incident, []
    changed = replace(
        incident,
        actors=merged_actors(change.applied(actor) for actor in incident.actors),
        casualties=_figures(incident.casualties, change),
        reports=tuple(
            _passage_with_actor(passage, change) for passage in incident.reports
        ),
    )
    if not renamed:
        return changed, []
    names = dict.fromkeys(actor.name for actor in renamed)
    return changed, [
        note(change.row, ACTOR_CHANGE, "; ".join(names), change.actor.name)
    ]


def _actor_references(incident: Incident) -> set[str | None]:
    """Return the ids of actors that figures and marks refer to."""
    references = {figure.actor for figure in incident.casualties}
    for passage in incident.reports:
        references.update(mark.ref for mark in passage.marks)
    return references


def _figures(figures: Sequence[Casualty], change: ActorChange) -> tuple[Casualty, ...]:
    return tuple(
        replace(figure, actor=change.actor.id) if figure.actor in change.old else figure
        for figure in figures
    )


def _passage_with_actor(passage: Passage, change: ActorChange) -> Passage:
    marks = [
        replace(mark, ref=change.actor.id) if mark.ref in change.old else mark
        for mark in passage.marks
    ]
    casualties = _figures(passage.casualties, change)
    return replace(passage, marks=tuple(marks), casualties=casualties)


def _killed(incident: Incident, *, is_fixed: bool) -> KilledRange | None:
    """Return how many were killed: by the figures fixed by hand, or else by the reports."""
    if incident.status not in HAPPENED:
        return None
    if not is_fixed:
        return incident.killed or killed_range(
            tolls(incident.reports, CasualtyKind.KILLED)
        )
    dead = [
        figure for figure in incident.casualties if figure.kind is CasualtyKind.KILLED
    ]
    return killed_range(account_tolls(dead))


def _killed_words(incident: Incident, killed: KilledRange | None) -> str:
    has_dead = any(figure.kind is CasualtyKind.KILLED for figure in incident.casualties)
    # Nobody has died of what did not happen.
    if incident.status not in HAPPENED or not has_dead:
        return ""
    return "people" if killed is None else killed_text(killed)
