"""Corrections applied to incidents, in order of their rows.

Every row works on what the rows before it left. Merging and splitting move reports between
incidents, which are then made anew of their reports; what was fixed by hand is applied last. Ids
stay.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from timeline.incidents.reconcile import incident_of
from timeline.model.actors import ActorRole
from timeline.model.incidents import (
    Casualty,
    Correction,
    DocumentSpan,
    Incident,
    Passage,
    Relation,
    Report,
)
from timeline.model.places import Place
from timeline.model.text import Document, Problem, TextSpan
from timeline.model.types import IncidentType
from timeline.project import values
from timeline.project.apply_finish import ActorChange, finished, note
from timeline.project.corrections import CLEARED, CorrectionRow, RowError, row_boundary
from timeline.project.ids import in_order
from timeline.project.values import FindActor, FindPlace

ID_FIX = "Delete the row, or correct its id: `timeline show --all` lists the ids."


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolver:
    """What corrections are applied with.

    Attributes:
        reports: All reports, by id.
        documents: All documents, by id.
        types: Incident types, by id.
        find_actor: Looks an actor up by id or name.
        find_place: Looks a place up by name.
    """

    reports: Mapping[str, Report]
    documents: Mapping[str, Document]
    types: Mapping[str, IncidentType]
    find_actor: FindActor
    find_place: FindPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """Incidents with corrections applied.

    Attributes:
        incidents: All incidents, in order, each with its corrections.
        rows: The rows applied, as plain values.
        problems: The rows that no longer apply, and why.
        refused: Line and error of each of these rows.
    """

    incidents: tuple[Incident, ...]
    rows: tuple[dict[str, str], ...]
    problems: tuple[Problem, ...]
    refused: tuple[tuple[int, RowError], ...] = ()


@dataclass(slots=True)
class IncidentEdit:
    """An incident under correction.

    Attributes:
        incident: As made of its reports, or added by hand.
        changes: What is changed in it, by field of `Incident`.
        notes: What was changed by whom.
    """

    incident: Incident
    changes: dict[str, object] = field(default_factory=dict)
    notes: list[Correction] = field(default_factory=list)

    def copied(self) -> "IncidentEdit":
        """Return the same edit, to be changed by itself."""
        return IncidentEdit(
            self.incident, changes=dict(self.changes), notes=list(self.notes)
        )

    @property
    def changed(self) -> Incident:
        """The incident with its changes."""
        if not self.changes:
            return self.incident
        return replace(self.incident, **self.changes)  # type: ignore[arg-type]

    @property
    def reports(self) -> list[str]:
        """The ids of its reports, each once."""
        return list(dict.fromkeys(passage.report for passage in self.incident.reports))


def apply_corrections(
    incidents: Sequence[Incident],
    rows: Sequence[CorrectionRow],
    *,
    resolver: Resolver,
    file: str,
) -> Corrected:
    """Apply corrections; a row that does not apply, or no longer, is reported and skipped.

    Args:
        incidents: All incidents under their lasting ids.
        rows: The corrections, in order of the file.
        resolver: What they are applied with.
        file: Name of the file, for messages.
    """
    session = CorrectionSession(incidents, resolver)
    applied: list[dict[str, str]] = []
    refused: list[tuple[int, RowError]] = []
    for row in rows:
        try:
            with row_boundary():
                new_id = session.apply(row)
        except RowError as error:
            refused.append((row.line, error))
            continue
        plain = {"line": str(row.line), "action": row.action, **row.cells}
        if new_id:
            plain["made"] = new_id
        applied.append(plain)
    return Corrected(
        incidents=tuple(session.finished() if applied else incidents),
        rows=tuple(applied),
        problems=tuple(error.problem(file, line) for line, error in refused),
        refused=tuple(refused),
    )


class CorrectionSession:
    """The incidents while corrections are applied to them.

    Attributes:
        resolver: What corrections are applied with.
        edits: The incidents that are left, by id.
        gone: What merged incidents became part of, by id; "" for deleted ones.
        actor_changes: Rows about actors so far.
    """

    def __init__(self, incidents: Sequence[Incident], resolver: Resolver) -> None:
        """Begin with incidents under their lasting ids."""
        self.resolver = resolver
        self.edits = {incident.id: IncidentEdit(incident) for incident in incidents}
        self.gone: dict[str, str] = {}
        self.actor_changes: list[ActorChange] = []
        self._actors: dict[str, ActorRole] | None = None
        self._named: dict[str, ActorRole] | None = None
        self._places: dict[str, Place] | None = None

    def copied(self) -> "CorrectionSession":
        """Return a session in the same state, in which a row can be tried."""
        session = CorrectionSession((), self.resolver)
        session.edits = {name: edit.copied() for name, edit in self.edits.items()}
        session.gone = dict(self.gone)
        session.actor_changes = list(self.actor_changes)
        session._actors = dict(self.actors)
        return session

    def apply(self, row: CorrectionRow) -> str | None:
        """Apply one row; return the id of an incident that it made, if it made one.

        Raises:
            RowError: It does not apply.
        """
        actions: dict[str, Callable[[CorrectionRow], str | None]] = {
            "rename actor": self.rename_actor,
            "merge actors": self.merge_actors,
            "fix": self.fix,
            "check": self.check,
            "merge": self.merge,
            "split": self.split,
            "delete": self.delete,
            "add": self.add,
        }
        return actions[row.action](row)

    def finished(self) -> list[Incident]:
        """Return all incidents as corrected."""
        targets = {old: self._became(old) for old in self.gone}
        documents = self.resolver.documents.values()
        coded = {document.id for document in documents if document.dataset is not None}
        corrected = [
            finished(
                edit.changed,
                edit.notes,
                self.actor_changes,
                targets,
                by_hand=edit.changes,
                types=self.resolver.types,
                coded=coded,
            )
            for edit in self.edits.values()
        ]
        return in_order(corrected)

    def _became(self, incident_id: str) -> str | None:
        """Return what an incident became part of, over several mergers; None if it was deleted."""
        while incident_id in self.gone:
            incident_id = self.gone[incident_id]
        return incident_id or None

    # Rows about actors: noted now, applied to every incident at the end.

    def rename_actor(self, row: CorrectionRow) -> None:
        """Set the name of an actor."""
        actor = self._actor(row["id"])
        renamed = replace(actor, name=row["value"])
        change = ActorChange(row=row, actor=renamed, old=(actor.id,))
        self.actor_changes.append(change)
        self.actors[actor.id] = renamed
        self._named = None

    def merge_actors(self, row: CorrectionRow) -> None:
        """Replace several actors by one."""
        actor = self._actor(row["id"])
        merged_ids = tuple(self._actor(name).id for name in row.several("value"))
        if actor.id in merged_ids:
            what = f"actor {actor.id!r} cannot be merged into itself."
            raise RowError(what, "Name other actors as its value.")
        change = ActorChange(row=row, actor=actor, old=merged_ids)
        self.actor_changes.append(change)
        for merged_id in merged_ids:
            self.actors.pop(merged_id, None)
        self._named = None

    @property
    def actors(self) -> dict[str, ActorRole]:
        """The actors that an incident has, or had before the rows so far, by id.

        They are named as those rows name them.
        """
        if self._actors is None:
            self._actors = {}
            for edit in self.edits.values():
                self._note_actors(edit.changed.actors)
        return self._actors

    def _note_actors(self, actors: Iterable[ActorRole]) -> None:
        """Note actors of an incident, so that not all incidents are searched for every row."""
        for actor in actors:
            for change in self.actor_changes:
                actor = change.applied(actor)
            if actor.id not in self.actors:
                self.actors[actor.id] = actor
                self._named = None

    def _actor(self, actor_id: str) -> ActorRole:
        actor = self.actors.get(actor_id)
        if actor is not None:
            return actor
        what = f"no incident has an actor {actor_id!r}"
        if any(change.is_replacing(actor_id) for change in self.actor_changes):
            what += ", which a row before merged into another"
        cure = "Delete the row, or correct the id: timeline.json lists the actors."
        raise RowError(f"{what}.", cure)

    # Rows about incidents.

    def fix(self, row: CorrectionRow) -> None:
        """Change fields of an incident."""
        edit = self._edit(row["id"])
        changed = edit.changed
        changes: dict[str, object] = {}
        notes = []
        for name in row.fields:
            was = values.field_words(edit.changed, name)
            new_values = self._field_values(changed, name, row)
            changes |= new_values
            changed = replace(changed, **new_values)  # type: ignore[arg-type]
            now = values.field_words(changed, name)
            notes.append(note(row, name, was, now))
        edit.changes |= changes
        edit.notes += notes
        self._note_actors(edit.changed.actors)

    def merge(self, row: CorrectionRow) -> None:
        """Move all reports of some incidents to another."""
        edit = self._edit(row["id"])
        merged = [self._edit(name) for name in dict.fromkeys(row.several("value"))]
        if edit in merged:
            what = f"incident {row['id']!r} cannot be merged into itself."
            raise RowError(what, "Name other incidents as its value.")
        before = edit.changed
        passages: list[Passage] = []
        relations: list[Relation] = []
        for part in (edit, *merged):
            passages += part.incident.reports
            relations += part.incident.relations
        self._remake(edit, passages)
        edit.incident = replace(
            edit.incident,
            type=before.type,
            mode=before.mode,
            relations=tuple(dict.fromkeys(relations)),
        )
        for part in merged:
            edit.changes = {**part.changes, **edit.changes}
            edit.notes += part.notes
            edit.notes.append(
                note(row, "merged", part.changed.headline, before.headline)
            )
            self.gone[part.incident.id] = edit.incident.id
            del self.edits[part.incident.id]

    def split(self, row: CorrectionRow) -> str:
        """Move reports out of an incident into one of their own; return its id."""
        edit = self._edit(row["id"])
        moved = list(dict.fromkeys(row.several("value")))
        if not moved:
            cure = "Write the reports into 'value', joined by ';'."
            raise RowError("'split' names no report.", cure)
        _check_split(edit, moved)
        new_id = self._new_id("split", moved[0])
        was = edit.changed.headline
        before = edit.incident
        piece = IncidentEdit(replace(before, id=new_id))
        self._remake(
            piece, [passage for passage in before.reports if passage.report in moved]
        )
        self._remake(
            edit, [passage for passage in before.reports if passage.report not in moved]
        )
        staying: list[Relation] = []
        moving: list[Relation] = []
        for relation in before.relations:
            is_moving = _is_within(relation.evidence, piece.incident.reports)
            (moving if is_moving else staying).append(relation)
        piece.incident = replace(piece.incident, relations=tuple(moving))
        edit.incident = replace(edit.incident, relations=tuple(staying))
        piece.notes.append(note(row, "split", was, piece.incident.headline))
        edit.notes.append(note(row, "split", was, edit.changed.headline))
        self.edits[new_id] = piece
        return new_id

    def check(self, row: CorrectionRow) -> None:
        """Note that a person found an incident right as it is."""
        edit = self._edit(row["id"])
        edit.notes.append(note(row, "checked", None, None))

    def delete(self, row: CorrectionRow) -> None:
        """Remove an incident."""
        incident_id = row["id"]
        self._edit(incident_id)
        del self.edits[incident_id]
        self.gone[incident_id] = ""

    def add(self, row: CorrectionRow) -> str:
        """Add an incident with the words of a document that report it; return its id."""
        document = self.resolver.documents.get(row["document"])
        if document is None:
            what = f"there is no document {row['document']!r}."
            cure = (
                "Put it into the articles, or correct the id: "
                "it is the file's name without extension."
            )
            raise RowError(what, cure)
        span = _quoted(row["quote"], document)
        new_id = self._new_id("added", row["type"], row["document"], row["quote"])
        edit = IncidentEdit(
            _bare(new_id, document, span, self.resolver.types, row["type"])
        )
        for name in row.fields:
            edit.changes |= self._field_values(edit.changed, name, row)
        changed = edit.changed
        passage = replace(
            changed.reports[0],
            status=changed.status,
            date=changed.date,
            casualties=changed.casualties,
        )
        edit.incident = replace(edit.incident, reports=(passage,))
        edit.notes.append(note(row, "added", None, f"{document.id}: {passage.text}"))
        self.edits[new_id] = edit
        self._note_actors(changed.actors)
        return new_id

    def _edit(self, incident_id: str) -> IncidentEdit:
        if incident_id in self.edits:
            return self.edits[incident_id]
        what = f"no incident has the id {incident_id!r}"
        if incident_id in self.gone:
            target = self._became(incident_id)
            fate = f"merged it into {target!r}" if target else "deleted it"
            what += f": a row before {fate}"
        raise RowError(f"{what}.", ID_FIX)

    def _remake(self, edit: IncidentEdit, passages: Sequence[Passage]) -> None:
        """Make an incident anew of the reports of these passages, under its own id.

        Passages that were added by hand stay as they are.
        """
        all_reports = self.resolver.reports
        by_hand = [passage for passage in passages if passage.report not in all_reports]
        report_ids = dict.fromkeys(passage.report for passage in passages)
        reports = [all_reports[name] for name in report_ids if name in all_reports]
        remade = replace(edit.incident, reports=())
        if reports:
            remade = incident_of(reports, self.resolver.types)
        in_text_order = sorted(
            (*remade.reports, *by_hand),
            key=lambda passage: (passage.document, passage.start, passage.report),
        )
        edit.incident = replace(
            remade, id=edit.incident.id, reports=tuple(in_text_order)
        )

    def _new_id(self, *parts: str) -> str:
        digest = hashlib.sha256("|".join(parts).encode()).hexdigest()
        new_id = f"i{digest[:10]}"
        if new_id in self.edits:
            raise RowError(
                "a row before made the same incident.", "Delete one of the two rows."
            )
        return new_id

    def _field_values(
        self, incident: Incident, name: str, row: CorrectionRow
    ) -> dict[str, object]:
        """Read one cell as values of an incident's fields."""
        parts = row.several(name)
        if name in values.PLAIN_FIELDS:
            return values.plain_values(name, row[name], parts, self.resolver.types)
        if name == "headline":
            words = "" if row[name] == CLEARED else row[name]
            return {
                "headline": words,
                "headline_span": self._quotation(incident, words),
            }
        if name == "place":
            find_place = self.resolver.find_place
            return {
                "places": values.places_of(parts, places=self.places, find=find_place)
            }
        if name == "casualties":
            return {"casualties": _casualties(incident, parts, row["author"])}
        role = values.ROLES[name]
        others = [actor for actor in incident.actors if actor.role is not role]
        find_actor = self.resolver.find_actor
        named = values.actors_of(parts, role, actors=self.named, find=find_actor)
        return {"actors": (*others, *named)}

    def _quotation(self, incident: Incident, headline: str) -> DocumentSpan | None:
        """Return where a headline stands in the articles; None where it is in a person's words."""
        for name in dict.fromkeys(passage.document for passage in incident.reports):
            document = self.resolver.documents.get(name)
            match = (
                _words_of(headline).search(document.text)
                if document and headline
                else None
            )
            if match is not None:
                return DocumentSpan(document=name, start=match.start(), end=match.end())
        return None

    @property
    def named(self) -> dict[str, ActorRole]:
        """The actors of the timeline by id and by name."""
        if self._named is None:
            by_name = {actor.name.casefold(): actor for actor in self.actors.values()}
            self._named = by_name | self.actors
        return self._named

    @property
    def places(self) -> dict[str, Place]:
        """The places of the timeline by id and, where only one has it, by name."""
        if self._places is None:
            by_id: dict[str, Place] = {}
            for edit in self.edits.values():
                by_id.update((place.id, place) for place in edit.incident.places)
            names = Counter(place.name.casefold() for place in by_id.values())
            self._places = {}
            for place in by_id.values():
                name = place.name.casefold()
                if names[name] == 1:
                    self._places[name] = place
            for place_id, place in by_id.items():
                self._places[place_id.casefold()] = place
        return self._places


def _check_split(edit: IncidentEdit, moved: Sequence[str]) -> None:
    """Check that an incident has some reports, and others beside them.

    Raises:
        RowError: It is not so.
    """
    for report in moved:
        if report not in edit.reports:
            what = f"incident {edit.incident.id!r} has no report {report!r}."
            cure = "Delete the row, or correct the id: `timeline explain` lists the reports."
            raise RowError(what, cure)
    if set(edit.reports) <= set(moved):
        what = "this would take all reports out of the incident."
        raise RowError(what, "Leave one report at least in it.")


def _casualties(
    incident: Incident, parts: Sequence[str], author: str
) -> tuple[Casualty, ...]:
    """Return the figures of an incident with those of the kinds that a cell names replaced.

    A figure that stands there already in the same words stays with those who give it.
    """
    by_kind, is_emptied = values.casualties_of(parts, author=author)
    figures: list[Casualty] = []
    if not is_emptied:
        figures = [
            figure for figure in incident.casualties if figure.kind not in by_kind
        ]
    present = _by_words(incident.casualties)
    for of_kind in by_kind.values():
        for figure in of_kind:
            same = present.get(values.figure_words(figure))
            figures.append(same.pop(0) if same else figure)
    return tuple(figures)


def _by_words(figures: Iterable[Casualty]) -> dict[str, list[Casualty]]:
    by_words: dict[str, list[Casualty]] = {}
    for figure in figures:
        by_words.setdefault(values.figure_words(figure), []).append(figure)
    return by_words


def _is_within(evidence: DocumentSpan | None, passages: Iterable[Passage]) -> bool:
    """Return whether words stand in one of these passages."""
    if evidence is None:
        return False
    for passage in passages:
        is_same_document = passage.document == evidence.document
        if (
            is_same_document
            and passage.start <= evidence.start
            and evidence.end <= passage.end
        ):
            return True
    return False


def _words_of(quote: str) -> re.Pattern[str]:
    """Return what matches some words however their lines are broken."""
    words = [re.escape(word) for word in quote.split()]
    return re.compile(r"\s+".join(words))


def _quoted(quote: str, document: Document) -> TextSpan:
    """Find the one place of a document where these words stand, however its lines are broken.

    Raises:
        RowError: There is none, or several.
    """
    matches = _words_of(quote).finditer(document.text)
    first = next(matches, None)
    shown = repr(quote[:60])
    if first is None:
        what = f"document {document.id!r} does not have these words: {shown}."
        raise RowError(what, "Copy the words exactly as they are there.")
    if next(matches, None) is not None:
        what = f"document {document.id!r} has these words more than once: {shown}."
        raise RowError(what, "Quote the whole sentence.")
    start, end = first.span()
    return TextSpan(start=start, end=end)


def _bare(
    incident_id: str,
    document: Document,
    span: TextSpan,
    types: Mapping[str, IncidentType],
    type_words: str,
) -> Incident:
    """Return an incident of nothing but a type and the words that report it.

    A person vouches for it.
    """
    name, mode = values.type_of(type_words, types)
    passage = Passage(
        report=f"{document.id}#added-{span.start}",
        document=document.id,
        start=span.start,
        end=span.end,
        text=document.text[span.start : span.end],
        trigger=span,
    )
    return Incident(
        id=incident_id,
        headline="",
        type=name,
        mode=mode,
        status=types[name].default_status,
        disputed=False,
        date=None,
        actors=(),
        places=(),
        casualties=(),
        attribution=(),
        publishers=(document.publisher,) if document.publisher else (),
        salience=0.0,
        confidence=1.0,
        reports=(passage,),
    )
