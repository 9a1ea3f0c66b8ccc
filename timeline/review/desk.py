"""Answer the review page: the queue, one incident with its articles, and the acts of the person."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from html import escape
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from timeline.errors import TimelineError
from timeline.lexicon.incident_types import incident_types
from timeline.llm.sentences import Sentences
from timeline.model.correction_fields import COLUMNS, CORRECTION_FIELDS
from timeline.model.incidents import Correction, Incident, Mark, Passage
from timeline.model.text import Document, TextSpan
from timeline.model.types import Genericity, Status
from timeline.project.corrections import RowError
from timeline.project.values import field_words
from timeline.review.coders import Difference
from timeline.review.missed import missed_sentences
from timeline.review.queue import is_checked, item_of, review_queue
from timeline.review.resolve import new_incident, resolve
from timeline.review.server import Answer, RefusedError, Routes
from timeline.review.session import ConflictError, Outcome, ReviewSession
from timeline.review.twins import twins
from timeline.safety.addresses import web_address

# Fields that hold several values, of which one may be taken out.
LISTS = frozenset(
    {"initiator", "target", "party", "place", "casualties", "attribution"}
)
# Incidents that a search shows.
MOST_HITS = 40
# Incidents that the queue shows at once; the page asks again as they are checked.
SHOWN = 300
ASSETS = files("timeline.review").joinpath("assets")


class Desk:
    """What stands between the server and the session."""

    def __init__(
        self, session: ReviewSession, differing: Sequence[Difference] = ()
    ) -> None:
        """Serve one session; `differing`: where coders differ, when that is to be settled."""
        self._session = session
        self._differing: dict[str, list[Difference]] = {}
        for difference in differing:
            self._differing.setdefault(difference.incident, []).append(difference)

    def routes(self) -> Routes:
        """Return what the server answers."""
        return Routes(
            page=page,
            get={
                "queue": lambda _: self.queue(),
                "incident": self.incident,
                "search": self.search,
            },
            post={"correct": self.correct, "undo": self.undo, "resolve": self.resolve},
        )

    def queue(self, notice: str = "") -> Answer:
        """Return the queue, what is left to check first."""
        incidents = list(self._session.incidents.values())
        if self._differing:
            incidents = [
                incident for incident in incidents if incident.id in self._differing
            ]
        items = review_queue(incidents)
        checked = sum(item.is_checked for item in items)
        return {
            "title": self._session.title,
            "coder": self._session.author,
            "total": len(items),
            "checked": checked,
            "items": [asdict(item) for item in items[:SHOWN]],
            "notice": notice,
        }

    def search(self, words: str) -> Answer:
        """Return incidents that hold all of some words.

        They are looked for in headline, summary, days, places and ids of articles.
        """
        terms = words.lower().split()
        hits = [
            incident
            for incident in self._all()
            if terms and _has_terms(incident, terms)
        ]
        hits.sort(key=_by_salience)
        items = map(item_of, hits[:MOST_HITS])
        return {"items": [asdict(item) for item in items]}

    def _all(self) -> Collection[Incident]:
        return self._session.incidents.values()

    def incident(self, name: str) -> Answer:
        """Return one incident: its fields, articles, likely twins and history.

        Raises:
            RefusedError: There is no such incident.
        """
        incident = self._session.incidents.get(name)
        if incident is None:
            problem = f"There is no incident {name!r} any more."
            raise RefusedError(
                HTTPStatus.NOT_FOUND, problem, "Choose another one in the list."
            )
        documents = dict.fromkeys(passage.document for passage in incident.reports)
        similar = twins(incident, self._session.incidents.values())
        return {
            "id": incident.id,
            "headline": incident.headline,
            "is_quotation": incident.headline_span is not None,
            "fields": [_field(incident, field) for field in CORRECTION_FIELDS],
            "articles": [self._article(incident, document) for document in documents],
            "twins": [asdict(twin) for twin in similar],
            "reports": [
                {
                    "report": passage.report,
                    "document": passage.document,
                    "start": passage.start,
                    "text": passage.text,
                }
                for passage in incident.reports
            ],
            "differences": [
                {"field": difference.field, "values": difference.values}
                for difference in self._differing.get(name, ())
            ],
            "history": [
                _history_line(correction) for correction in incident.corrections
            ],
        }

    def correct(self, body: Mapping[str, Any]) -> Answer:
        """Write one correction; return the queue and the incident to show.

        Raises:
            RefusedError: The row cannot be read or applied.
        """
        cells = {
            name: value
            for name, value in body.items()
            if isinstance(value, str) and value
        }
        strange = sorted(set(body) - set(COLUMNS))
        if strange:
            raise RefusedError(
                HTTPStatus.BAD_REQUEST, f"There is no column {strange[0]!r}."
            )
        return self._done(lambda: self._session.act(cells))

    def undo(self, _: Mapping[str, Any]) -> Answer:
        """Take back the last row of this session.

        Raises:
            RefusedError: There is none, or the file was changed after it.
        """
        return self._done(self._session.undo)

    def resolve(self, body: Mapping[str, Any]) -> Answer:
        """Return what a field holds for selected words; for "new", the cells of a new incident.

        Raises:
            RefusedError: The words cannot be read as this field.
        """
        document = self._session.documents.get(str(body.get("document")))
        start, end = body.get("start"), body.get("end")
        if document is None or not isinstance(start, int) or not isinstance(end, int):
            raise RefusedError(
                HTTPStatus.BAD_REQUEST, "Name a document, a start and an end."
            )
        field = str(body.get("field"))
        incidents = self._session.incidents_of(document.id)
        try:
            if field == "new":
                return {"cells": new_incident(document, start, end)}
            value = resolve(
                field, document, start, end, self._session.resolver, incidents
            )
        except RowError as error:
            raise _refused(error) from None
        return {"value": value}

    def _done(self, work: Callable[[], Outcome]) -> Answer:
        try:
            outcome = work()
        except (RowError, ConflictError) as error:
            raise _refused(error) from None
        except TimelineError as error:
            raise RefusedError(HTTPStatus.CONFLICT, str(error)) from None
        incident = self._session.incidents.get(outcome.incident)
        return {
            **self.queue(outcome.notice),
            "incident": outcome.incident,
            "item": None if incident is None else asdict(item_of(incident)),
        }

    def _article(self, incident: Incident, name: str) -> Answer:
        document = self._session.documents[name]
        owners = self._session.incidents_of(name)
        pairs = [pair for owner in owners for pair in _in(owner, name)]
        missed = missed_sentences(document, [passage for _, passage in pairs])
        sentences = Sentences(document.text, document.sections).spans()
        return {
            **_document_row(document),
            "incidents": len(owners),
            "checked": sum(map(is_checked, owners)),
            "text": document.text,
            "spans": [_span(passage, incident=owner.id) for owner, passage in pairs],
            "marks": _marks(incident, name),
            "missed": [_stretch(span) for span in missed],
            "sentences": [_stretch(span) for span in sentences],
        }


def _in(incident: Incident, document: str) -> Iterator[tuple[Incident, Passage]]:
    """Yield the passages of an incident in one document, each with it."""
    for passage in incident.reports:
        if passage.document == document:
            yield incident, passage


def _span(passage: Passage, *, incident: str) -> Answer:
    return {"start": passage.start, "end": passage.end, "incident": incident}


def _stretch(span: TextSpan) -> Answer:
    return {"start": span.start, "end": span.end}


def _marks(incident: Incident, document: str) -> list[Answer]:
    """Return the words from which fields were read, with the name of the actor or place meant."""
    names = {actor.id: actor.name for actor in incident.actors}
    names |= {place.id: place.name for place in incident.places}
    marks = [mark for _, passage in _in(incident, document) for mark in passage.marks]
    return [_mark(mark, names.get(mark.ref or "", "")) for mark in marks]


def _mark(mark: Mark, name: str) -> Answer:
    return {"slot": mark.slot.value, "start": mark.start, "end": mark.end, "name": name}


def _document_row(document: Document) -> Mapping[str, str]:
    return {
        "id": document.id,
        "title": document.title or "",
        "publisher": document.publisher or "",
        "published": document.published.isoformat() if document.published else "",
        "url": web_address(document.url) or "",
    }


def _by_salience(incident: Incident) -> tuple[float, str]:
    return -incident.salience, incident.id


def _has_terms(incident: Incident, terms: Sequence[str]) -> bool:
    text = _searched(incident)
    return all(word in text for word in terms)


def _searched(incident: Incident) -> str:
    """Return the words of an incident that a search looks at, in lower case."""
    parts = [incident.headline, incident.summary]
    parts += [place.name for place in incident.places]
    if incident.date is not None:
        parts += [f"{incident.date.start}", f"{incident.date.end}"]
    parts += [passage.document for passage in incident.reports]
    return " ".join(parts).lower()


def _field(incident: Incident, name: str) -> Answer:
    text = field_words(incident, name) or ""
    field = CORRECTION_FIELDS[name]
    return {
        "name": name,
        "label": field.label,
        "hint": field.hint,
        "value": _cell(text, name),
        "words": text,
        "choices": choices().get(name, ()),
        "values": text.split("; ") if text and name in LISTS else [],
    }


@cache
def choices() -> Mapping[str, Sequence[str]]:
    """Return what may stand in the fields that take only certain words."""
    types: list[str] = []
    for kind in incident_types().values():
        types.append(kind.id)
        types += [f"{kind.id}/{mode}" for mode in kind.modes]
    return {"type": types, "status": list(Status), "genericity": list(Genericity)}


def _cell(text: str, name: str) -> str:
    """Return the words of a field as its column takes them."""
    if name != "date":
        return text
    days, _, _ = text.partition(" (")
    return days.replace(" to ", "/")


def _history_line(correction: Correction) -> str:
    change = f"{correction.was or 'nothing'} → {correction.now or 'nothing'}"
    what = (
        correction.field
        if correction.field == "checked"
        else f"{correction.field}: {change}"
    )
    return f"{correction.day}, {correction.author}: {what} ({correction.reason})"


def _refused(error: Exception) -> RefusedError:
    problem, fix = error.args
    return RefusedError(
        HTTPStatus.UNPROCESSABLE_ENTITY, problem[:1].upper() + problem[1:], fix
    )


def page(token: str, nonce: str) -> str:
    """Return the review page with its script and style inside."""
    filled = {
        "{{token}}": escape(token),
        "{{style}}": ASSETS.joinpath("review.css").read_text(encoding="utf-8"),
        "{{script}}": ASSETS.joinpath("review.js").read_text(encoding="utf-8"),
        "{{nonce}}": escape(nonce),
    }
    text = ASSETS.joinpath("review.html").read_text(encoding="utf-8")
    for name, value in filled.items():
        text = text.replace(name, value)
    return text
