"""What does a corrected incident look like when all rows are applied: actors, links, headline, weight?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.comparison import merged_actors
from timeline.incidents.casualties import account_tolls, killed_range, killed_text, tolls
from timeline.incidents.salience import salience
from timeline.incidents.signs import with_signs
from timeline.incidents.summary import summary
from timeline.model.actors import ActorRole
from timeline.model.incidents import Casualty, Correction, Incident, KilledRange, Passage
from timeline.model.types import HAPPENED, CasualtyKind, IncidentType
from timeline.project.corrections import CorrectionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorChange:
    """A row about actors.

    Attributes:
        row: The row.
        kept: The actor that there is from now on.
        old: Ids of the actors that it takes the place of; its own when it only has another name.
    """

    row: CorrectionRow
    kept: ActorRole
    old: tuple[str, ...]

    def applied(self, actor: ActorRole) -> ActorRole:
        """Give what an actor is after this row; its old name becomes an alias."""
        if actor.id not in self.old or (actor.name == self.kept.name and actor.id == self.kept.id):
            return actor
        aliases = tuple(sorted({*actor.aliases, actor.name} - {self.kept.name}))
        return replace(
            actor,
            id=self.kept.id,
            name=self.kept.name,
            kind=self.kept.kind,
            country=self.kept.country,
            aliases=aliases,
        )


def note(row: CorrectionRow, field: str, was: str | None, now: str | None) -> Correction:
    """Note what a row changed."""
    return Correction(
        field=field, was=was, now=now, author=row["author"], day=row.day, reason=row["reason"]
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
    """Finish an incident.

    Args:
        incident: As made of its reports, with what was fixed laid over it.
        notes: What was changed in it.
        changes: Rows about actors, in order.
        gone: Incidents that are no more, and what each became part of; None if it was deleted.
        by_hand: Fields that were fixed.
        types: Incident types, for the words of the summary.
        coded: Ids of the documents that are coded rows.
    """
    told = list(notes)
    for change in changes:
        incident, more = _with_actors(incident, change)
        told += more
    links = (
        replace(one, incident=gone.get(one.incident, one.incident) or "")
        for one in incident.relations
    )
    incident = replace(
        incident,
        relations=tuple(
            dict.fromkeys(one for one in links if one.incident not in ("", incident.id))
        ),
    )
    if not told:
        return incident
    incident = replace(incident, corrections=tuple(told))
    incident = _relabelled(incident, types, by_hand)
    (signed,) = with_signs([incident], {}, coded)
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
    if "headline" in by_hand:
        return replace(incident, headline_span=None)
    if incident.headline_span is not None:
        return incident
    return replace(incident, headline=line)


def _with_actors(incident: Incident, change: ActorChange) -> tuple[Incident, list[Correction]]:
    """Apply a row about actors to an incident; without effect where none of them stands."""
    touched = [actor for actor in incident.actors if change.applied(actor) != actor]
    refs = {one.actor for one in incident.casualties} | {
        mark.ref for passage in incident.reports for mark in passage.marks
    }
    if not touched and not refs & set(change.old) - {change.kept.id}:
        return incident, []
    changed = replace(
        incident,
        actors=merged_actors(change.applied(actor) for actor in incident.actors),
        casualties=_figures(incident.casualties, change),
        reports=tuple(_passage(passage, change) for passage in incident.reports),
    )
    was = "; ".join(dict.fromkeys(actor.name for actor in touched))
    return changed, [note(change.row, "actor", was, change.kept.name)] if touched else []


def _figures(figures: Sequence[Casualty], change: ActorChange) -> tuple[Casualty, ...]:
    return tuple(
        replace(one, actor=change.kept.id) if one.actor in change.old else one for one in figures
    )


def _passage(passage: Passage, change: ActorChange) -> Passage:
    marks = tuple(
        replace(mark, ref=change.kept.id) if mark.ref in change.old else mark
        for mark in passage.marks
    )
    return replace(passage, marks=marks, casualties=_figures(passage.casualties, change))


def _killed(incident: Incident, *, is_fixed: bool) -> KilledRange | None:
    """Return how many were killed: by the figures fixed by hand, or else by the reports."""
    if incident.status not in HAPPENED:
        return None
    if not is_fixed:
        return incident.killed or killed_range(tolls(incident.reports, CasualtyKind.KILLED))
    dead = [figure for figure in incident.casualties if figure.kind is CasualtyKind.KILLED]
    return killed_range(account_tolls(dead))


def _killed_words(incident: Incident, killed: KilledRange | None) -> str:
    dead = any(figure.kind is CasualtyKind.KILLED for figure in incident.casualties)
    if incident.status not in HAPPENED or not dead:  # nobody has died of what did not happen
        return ""
    return "people" if killed is None else killed_text(killed)
