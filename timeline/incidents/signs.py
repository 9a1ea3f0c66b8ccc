"""Say what speaks for and against an incident being right, and which ones a first view shows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from timeline.model.incidents import Incident
from timeline.model.types import HAPPENED, Genericity
from timeline.model.when import Basis


def with_signs(
    incidents: Sequence[Incident],
    voices: Mapping[str, str],
    coded: Collection[str],
) -> list[Incident]:
    """Return the incidents with their signs in words and whether a first view shows them.

    Args:
        incidents: The incidents of a timeline.
        voices: For documents that carry the text of another, the id of that one.
        coded: Ids of the documents that are coded rows.
    """
    return [
        replace(
            incident, signs=signs(incident, voices, coded), prominent=is_prominent(incident, coded)
        )
        for incident in incidents
    ]


def signs(
    incident: Incident,
    voices: Mapping[str, str],
    coded: Collection[str],
) -> tuple[str, ...]:
    """Return the signs of one incident, in a fixed order."""
    words = [
        _date_sign(incident),
        _voices_sign(incident, voices, coded),
        "place named" if incident.places else "no place",
        "party named" if _has_named_party(incident) else "no named party",
    ]
    if incident.genericity is Genericity.GENERIC:
        words.append("general statement")
    if incident.headline_span is None and not _is_coded(incident, coded):
        words.append("no clause to quote")
    if incident.corrections:
        words.append("corrected by a person")
    return tuple(words)


def is_prominent(
    incident: Incident,
    coded: Collection[str],
) -> bool:
    """Return whether a first view shows an incident.

    It occurred or is going on, is dated from the text, is specific, and has a clause to quote or a
    person who vouches for it.
    """
    dated = incident.date is not None and incident.date.basis is not Basis.ASSUMED
    by_a_person = bool(incident.corrections) or _is_coded(incident, coded)
    quotable = incident.headline_span is not None or by_a_person
    specific = incident.genericity is Genericity.SPECIFIC
    return incident.status in HAPPENED and dated and specific and quotable


def _date_sign(incident: Incident) -> str:
    if incident.date is None:
        return "no date"
    if incident.date.basis is Basis.ASSUMED:
        return "date assumed from publication"
    return "dated from the text"


def _voices_sign(
    incident: Incident,
    voices: Mapping[str, str],
    coded: Collection[str],
) -> str:
    documents = {passage.document for passage in incident.reports}
    articles = documents.difference(coded)
    if not articles:
        return "coded data"
    independent = {voices.get(document, document) for document in articles}
    if len(independent) > 1:
        return f"{len(independent)} independent voices"
    return "one article" if len(articles) == 1 else "one voice in several articles"


def _has_named_party(incident: Incident) -> bool:
    return any(actor.name[:1].isupper() for actor in incident.actors)


def _is_coded(
    incident: Incident,
    coded: Collection[str],
) -> bool:
    return any(passage.document in coded for passage in incident.reports)
