"""What do incidents become when a person's corrections are applied, in order of their rows?

Every row works on what the rows before it left. Merging and splitting move reports between incidents, which are then
made anew of their reports; what was fixed by hand is laid over them last. Ids stay.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from timeline.incidents.reconcile import incident_of
from timeline.model.actors import ActorRole
from timeline.model.incidents import Correction, DocumentSpan, Incident, Passage, Report
from timeline.model.places import Place
from timeline.model.text import Document, Problem, TextSpan
from timeline.model.types import IncidentType
from timeline.project import values
from timeline.project.apply_finish import ActorChange, finished, note
from timeline.project.corrections import CorrectionRow, RowError
from timeline.project.ids import in_order
from timeline.project.values import FindActor, FindPlace

CURE = "Delete the row, or correct its id: `timeline show` lists the ids."


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
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
class Amended:
    """What corrections made.

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
        changes: What is laid over it, by field of `Incident`.
        notes: What was changed by whom.
    """

    incident: Incident
    changes: dict[str, object] = field(default_factory=dict)
    notes: list[Correction] = field(default_factory=list)

    @property
    def whole(self) -> Incident:
        """The incident with its changes."""
        return replace(self.incident, **self.changes) if self.changes else self.incident  # type: ignore[arg-type]

    @property
    def reports(self) -> list[str]:
        """The ids of its reports, each once."""
        return list(dict.fromkeys(passage.report for passage in self.incident.reports))


def amended(
    incidents: Sequence[Incident], rows: Sequence[CorrectionRow], *, known: Known, file: str
) -> Amended:
    """Apply corrections; a row that does not apply, or no longer, is reported and skipped.

    Args:
        incidents: All incidents under their lasting ids.
        rows: The corrections, in order of the file.
        known: What they are applied with.
        file: Name of the file, for messages.
    """
    desk = _Desk(incidents, known)
    applied: list[dict[str, str]] = []
    refused: list[tuple[int, RowError]] = []
    for row in rows:
        try:
            made = desk.apply(row)
        except RowError as wrong:
            refused.append((row.line, wrong))
            continue
        plain = {"line": str(row.line), "action": row.action, **row.cells}
        applied.append({**plain, "made": made} if made else plain)
    return Amended(
        incidents=tuple(desk.finished()) if applied else tuple(incidents),
        rows=tuple(applied),
        problems=tuple(wrong.problem(file, line) for line, wrong in refused),
        refused=tuple(refused),
    )


class _Desk:
    """The incidents while corrections are applied to them."""

    def __init__(self, incidents: Sequence[Incident], known: Known) -> None:
        self.known = known
        self.drafts = {one.id: IncidentEdit(one) for one in incidents}
        self.gone: dict[str, str] = {}
        self.actors: list[ActorChange] = []
        self._people: dict[str, ActorRole] | None = None
        self._named: dict[str, ActorRole] | None = None
        self._places: dict[str, Place] | None = None

    def apply(self, row: CorrectionRow) -> str | None:
        """Apply one row; give the id of an incident that it made, if it made one."""
        acts: dict[str, Callable[[CorrectionRow], str | None]] = {
            "rename actor": self.rename_actor,
            "merge actors": self.merge_actors,
            "fix": self.fix,
            "check": self.check,
            "merge": self.merge,
            "split": self.split,
            "delete": self.delete,
            "add": self.add,
        }
        return acts[row.action](row)

    def finished(self) -> list[Incident]:
        """Give all incidents as corrected."""
        targets = {old: self._last(old) for old in self.gone}
        documents = self.known.documents.values()
        coded = {document.id for document in documents if document.dataset is not None}
        done = [
            finished(
                one.whole,
                one.notes,
                self.actors,
                targets,
                by_hand=one.changes,
                types=self.known.types,
                coded=coded,
            )
            for one in self.drafts.values()
        ]
        return in_order(done)

    def _last(self, gone: str) -> str | None:
        """Give the incident that one became part of, over several mergers; None if it was deleted."""
        while gone in self.gone:
            gone = self.gone[gone]
        return gone or None

    # Rows about actors: noted now, applied to every incident at the end.

    def rename_actor(self, row: CorrectionRow) -> None:
        """Give an actor another name."""
        actor = self._actor(row["id"])
        self.actors.append(
            ActorChange(row=row, kept=replace(actor, name=row["value"]), old=(actor.id,))
        )
        self.people[actor.id] = replace(actor, name=row["value"])
        self._named = None

    def merge_actors(self, row: CorrectionRow) -> None:
        """Make several actors one."""
        kept = self._actor(row["id"])
        others = tuple(self._actor(one).id for one in row.several("value"))
        if kept.id in others:
            raise RowError(
                f"actor {kept.id!r} cannot be merged into itself.",
                "Name other actors as its value.",
            )
        self.actors.append(ActorChange(row=row, kept=kept, old=others))
        for one in others:
            self.people.pop(one, None)
        self._named = None

    @property
    def people(self) -> dict[str, ActorRole]:
        """The actors that stand in an incident, or did before the rows so far, by id and as those rows call them."""
        if self._people is None:
            self._people = {}
            for one in self.drafts.values():
                self._meet(one.whole.actors)
        return self._people

    def _meet(self, actors: Iterable[ActorRole]) -> None:
        """Note actors that an incident has, so that not all incidents are asked again for every row."""
        for actor in actors:
            for change in self.actors:
                actor = change.applied(actor)
            if actor.id not in self.people:
                self.people[actor.id] = actor
                self._named = None

    def _actor(self, wanted: str) -> ActorRole:
        if wanted not in self.people:
            what = f"no incident has an actor {wanted!r}"
            merged = any(
                wanted in change.old and change.kept.id != wanted for change in self.actors
            )
            what += ", which a row before merged into another." if merged else "."
            raise RowError(
                what, "Delete the row, or correct the id: timeline.json lists the actors."
            )
        return self.people[wanted]

    # Rows about incidents.

    def fix(self, row: CorrectionRow) -> None:
        """Change fields of an incident."""
        draft = self._draft(row["id"])
        changes: dict[str, object] = {}
        notes = []
        for name in row.fields:
            was = values.field_words(draft.whole, name)
            changes |= self._change(replace(draft.whole, **changes), name, row)  # type: ignore[arg-type]
            now = values.field_words(replace(draft.whole, **changes), name)  # type: ignore[arg-type]
            notes.append(note(row, name, was, now))
        draft.changes |= changes
        draft.notes += notes
        self._meet(draft.whole.actors)

    def merge(self, row: CorrectionRow) -> None:
        """Move all reports of some incidents to another."""
        draft = self._draft(row["id"])
        others = [self._draft(one) for one in dict.fromkeys(row.several("value"))]
        if draft in others:
            raise RowError(
                f"incident {row['id']!r} cannot be merged into itself.",
                "Name other incidents as its value.",
            )
        was, kept = draft.whole.headline, draft.whole
        links = [link for one in (draft, *others) for link in one.incident.relations]
        self._remake(
            draft, [passage for one in (draft, *others) for passage in one.incident.reports]
        )
        draft.incident = replace(
            draft.incident, type=kept.type, mode=kept.mode, relations=tuple(dict.fromkeys(links))
        )
        for one in others:
            draft.changes = {**one.changes, **draft.changes}
            draft.notes += [*one.notes, note(row, "merged", one.whole.headline, was)]
            self.gone[one.incident.id] = draft.incident.id
            del self.drafts[one.incident.id]

    def split(self, row: CorrectionRow) -> str:
        """Move reports out of an incident into one of their own."""
        draft = self._draft(row["id"])
        wanted = list(dict.fromkeys(row.several("value")))
        if not wanted:
            raise RowError(
                "'split' names no report.", "Write the reports into 'value', joined by ';'."
            )
        for report in wanted:
            if report not in draft.reports:
                what = f"incident {row['id']!r} has no report {report!r}."
                raise RowError(
                    what, "Delete the row, or correct the id: `timeline explain` lists the reports."
                )
        rest = [report for report in draft.reports if report not in wanted]
        if not rest:
            raise RowError(
                "this would take all reports out of the incident.",
                "Leave one report at least in it.",
            )
        made = self._free("split", wanted[0])
        was, whole = draft.whole.headline, draft.incident
        piece = IncidentEdit(replace(whole, id=made))
        self._remake(piece, [one for one in whole.reports if one.report in wanted])
        self._remake(draft, [one for one in whole.reports if one.report in rest])
        moved = {
            link
            for link in whole.relations
            if link.evidence and _inside(link.evidence, piece.incident.reports)
        }
        piece.incident = replace(
            piece.incident, relations=tuple(one for one in whole.relations if one in moved)
        )
        draft.incident = replace(
            draft.incident, relations=tuple(one for one in whole.relations if one not in moved)
        )
        piece.notes.append(note(row, "split", was, piece.incident.headline))
        draft.notes.append(note(row, "split", was, draft.whole.headline))
        self.drafts[made] = piece
        return made

    def check(self, row: CorrectionRow) -> None:
        """Note that a person found an incident right as it stands."""
        self._draft(row["id"]).notes.append(note(row, "checked", None, None))

    def delete(self, row: CorrectionRow) -> None:
        """Take an incident out."""
        self._draft(row["id"])
        del self.drafts[row["id"]]
        self.gone[row["id"]] = ""

    def add(self, row: CorrectionRow) -> str:
        """Add an incident with the words of a document that tell of it."""
        document = self.known.documents.get(row["document"])
        if document is None:
            what = f"there is no document {row['document']!r}."
            raise RowError(
                what,
                "Put it into the articles, or correct the id: it is the file's name without extension.",
            )
        start, end = _quoted(row["quote"], document)
        made = self._free("added", row["type"], row["document"], row["quote"])
        draft = IncidentEdit(_bare(made, document, start, end, self.known.types, row["type"]))
        for name in row.fields:
            draft.changes |= self._change(draft.whole, name, row)
        told = draft.whole
        passage = replace(
            told.reports[0], status=told.status, date=told.date, casualties=told.casualties
        )
        draft.incident = replace(draft.incident, reports=(passage,))
        draft.notes.append(note(row, "added", None, f"{document.id}: {passage.text}"))
        self.drafts[made] = draft
        self._meet(told.actors)
        return made

    def _draft(self, wanted: str) -> IncidentEdit:
        if wanted in self.drafts:
            return self.drafts[wanted]
        what = f"no incident has the id {wanted!r}"
        if wanted in self.gone:
            into = self._last(wanted)
            what += (
                f": a row before merged it into {into!r}" if into else ": a row before deleted it"
            )
        raise RowError(f"{what}.", CURE)

    def _remake(self, draft: IncidentEdit, passages: Sequence[Passage]) -> None:
        """Make an incident anew of the reports of these passages, under its own id; those added by hand stay as they are."""
        told = dict.fromkeys(one.report for one in passages if one.report in self.known.reports)
        by_hand = [one for one in passages if one.report not in self.known.reports]
        reports = [self.known.reports[one] for one in told]
        made = (
            incident_of(reports, self.known.types)
            if reports
            else replace(draft.incident, reports=())
        )
        whole = sorted(
            (*made.reports, *by_hand), key=lambda one: (one.document, one.start, one.report)
        )
        draft.incident = replace(made, id=draft.incident.id, reports=tuple(whole))

    def _free(self, *parts: str) -> str:
        made = "i" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:10]
        if made in self.drafts:
            raise RowError("a row before made the same incident.", "Delete one of the two rows.")
        return made

    def _change(self, incident: Incident, name: str, row: CorrectionRow) -> dict[str, object]:
        """Read one cell as changes of an incident's fields."""
        parts = row.several(name)
        if name in values.PLAIN_FIELDS:
            return values.plain_change(name, row[name], parts, self.known.types)
        if name == "place":
            return {
                "places": values.places_of(parts, known=self.places, find=self.known.find_place)
            }
        if name == "casualties":
            figures, others_go = values.casualties_of(parts, author=row["author"])
            kept = (
                ()
                if others_go
                else tuple(one for one in incident.casualties if one.kind not in figures)
            )
            return {"casualties": (*kept, *(one for told in figures.values() for one in told))}
        role = values.ROLES[name]
        named = values.actors_of(parts, role, known=self.named, find=self.known.find_actor)
        return {"actors": (*(one for one in incident.actors if one.role is not role), *named)}

    @property
    def named(self) -> dict[str, ActorRole]:
        """The actors of the timeline by id and by name."""
        if self._named is None:
            self._named = {
                actor.name.casefold(): actor for actor in self.people.values()
            } | self.people
        return self._named

    @property
    def places(self) -> dict[str, Place]:
        """The places of the timeline by id and, where only one bears it, by name."""
        if self._places is None:
            all_places = {
                place.id: place for one in self.drafts.values() for place in one.incident.places
            }
            names = Counter(place.name.casefold() for place in all_places.values())
            alone = {
                one.name.casefold(): one
                for one in all_places.values()
                if names[one.name.casefold()] == 1
            }
            self._places = {**alone, **{key.casefold(): place for key, place in all_places.items()}}
        return self._places


def _inside(evidence: DocumentSpan, passages: Iterable[Passage]) -> bool:
    """Say whether words stand in one of these passages."""
    return any(
        one.document == evidence.document
        and one.start <= evidence.start
        and evidence.end <= one.end
        for one in passages
    )


def _quoted(quote: str, document: Document) -> tuple[int, int]:
    """Find the one place of a document where these words stand, however its lines are broken."""
    pattern = re.compile(r"\s+".join(re.escape(word) for word in quote.split()))
    found = list(islice(pattern.finditer(document.text), 2))
    if not found:
        what = f"document {document.id!r} does not have these words: {quote[:60]!r}."
        raise RowError(what, "Copy the words exactly as they stand there.")
    if len(found) > 1:
        what = f"document {document.id!r} has these words more than once: {quote[:60]!r}."
        raise RowError(what, "Quote the whole sentence.")
    return found[0].span()


def _bare(
    made: str,
    document: Document,
    start: int,
    end: int,
    types: Mapping[str, IncidentType],
    kind: str,
) -> Incident:
    """Make an incident of nothing but a type and the words that tell of it; a person vouches for it."""
    name, mode = values.type_of(kind, types)
    words = document.text[start:end]
    passage = Passage(
        report=f"{document.id}#added-{start}",
        document=document.id,
        start=start,
        end=end,
        text=words,
        trigger=TextSpan(start=start, end=end),
    )
    return Incident(
        id=made,
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
