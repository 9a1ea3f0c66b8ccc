"""Write articles whose incidents people have checked as gold data for `timeline evaluate`."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Casualty, Incident
from timeline.model.places import Place
from timeline.model.text import Document
from timeline.review.queue import is_checked


def checked_articles(
    incidents: Sequence[Incident], documents: Mapping[str, Document]
) -> list[dict[str, Any]]:
    """Return gold articles of the documents of which every incident is checked, by id.

    A document without incidents is left out: nobody has said that it has none.
    """
    by_document: dict[str, list[Incident]] = {}
    for incident in incidents:
        for name in dict.fromkeys(passage.document for passage in incident.reports):
            by_document.setdefault(name, []).append(incident)
    return [
        gold_article(documents[name], judgements)
        for name, judgements in sorted(by_document.items())
        if all(map(is_checked, judgements)) and documents[name].dataset is None
    ]


def gold_article(document: Document, incidents: Sequence[Incident]) -> dict[str, Any]:
    """Return one article in the form that `timeline.evaluation.gold` reads."""
    plain = document.text.replace("\xa0", " ")
    return {
        "id": document.id,
        "published": document.published.isoformat() if document.published else None,
        "text_sha256": hashlib.sha256(plain.encode()).hexdigest(),
        "incidents": [_gold_incident(incident, document.id) for incident in incidents],
    }


def _gold_incident(incident: Incident, document: str) -> dict[str, Any]:
    passages = [passage for passage in incident.reports if passage.document == document]
    acting = [actor for actor in incident.actors if actor.role is not Role.TARGET]
    targets = [actor for actor in incident.actors if actor.role is Role.TARGET]
    when = incident.date
    return {
        "id": incident.id,
        "evidence": [
            [passage.trigger.start, passage.trigger.end] for passage in passages
        ],
        "type": incident.type,
        "date": None
        if when is None
        else {"start": f"{when.start}", "end": f"{when.end}"},
        "initiator": _aliases(acting),
        "target": _aliases(targets),
        "places": _aliases(incident.places),
        "casualties": [_casualty(figure) for figure in incident.casualties],
        "attribution": [[name] for name in incident.attribution],
        "status": incident.status.value,
        "symmetric": any(actor.role is Role.PARTY for actor in incident.actors),
        "optional": incident.genericity.value == "generic",
    }


def _aliases(named: Iterable[ActorRole | Place]) -> list[list[str]]:
    return [[record.name, *record.aliases] for record in named]


def _casualty(figure: Casualty) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": figure.kind.value, "group": figure.group}
    if figure.best is not None:
        row["count"] = figure.best
    elif figure.low is not None:
        row |= {"low": figure.low, "high": figure.high}
    return row
