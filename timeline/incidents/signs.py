"""Say what speaks for and against an incident being right, and which ones a first view shows."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from timeline.incidents.casualties import ANYBODY
from timeline.incidents.profiles import WIDE
from timeline.incidents.tellers import tellers
from timeline.lexicon.fitted import LEAST_SOUND
from timeline.model.incidents import Incident
from timeline.model.types import HAPPENED, Genericity
from timeline.model.when import Basis, DateInterval

# Days that an incident of a first view may spread over, and by which it may precede the article. Of
# incidents that articles only look back on, three in five were right where four in five of the
# others were (silver labels of 140 articles on Syria and Egypt; tests/benchmarks/silver.py).
LONGEST_SPAN = 31
HISTORY = 366
# A first view shows what is sound; of an archive or an article with fewer than these, the soundest.
FEWEST_SHOWN = 15


def with_signs(
    incidents: Sequence[Incident],
    voices: Mapping[str, str],
    coded: Collection[str],
    published: Mapping[str, date | None],
) -> list[Incident]:
    """Return the incidents with their signs in words and whether a first view shows them.

    It shows those that are founded and sound (`least_sound`).

    Args:
        incidents: The incidents of a timeline.
        voices: For documents that carry the text of another, the id of that one.
        coded: Ids of the documents that are coded rows.
        published: Day of publication by document id.
    """
    founded = [
        incident
        for incident in incidents
        if is_founded(incident, voices, coded, published)
    ]
    shown = set(_shown(founded, coded))
    return [
        replace(
            incident,
            signs=signs(incident, voices, coded),
            prominent=incident.id in shown,
        )
        for incident in incidents
    ]


def _shown(founded: Sequence[Incident], coded: Collection[str]) -> Iterator[str]:
    """Yield the ids of those that a first view shows."""
    least = least_sound(incident.soundness for incident in founded)
    for incident in founded:
        if _is_coded(incident, coded) or is_sound(incident, least):
            yield incident.id


def least_sound(founded: Iterable[float | None]) -> float:
    """Return how sound an incident of a first view must be, by the soundness of those founded.

    None stands for one that was not weighed, which is shown.
    """
    weighed = [sound for sound in founded if sound is not None]
    if len(weighed) < FEWEST_SHOWN:
        return 0.0
    weighed.sort(reverse=True)
    last_shown = weighed[FEWEST_SHOWN - 1]
    return min(LEAST_SOUND, last_shown)


def is_sound(incident: Incident, least: float) -> bool:
    """Return whether an incident is as sound as a first view asks, or a person vouches for it."""
    if incident.corrections or incident.soundness is None:
        return True
    return incident.soundness >= least


def signs(
    incident: Incident, voices: Mapping[str, str], coded: Collection[str]
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


def is_founded(
    incident: Incident,
    voices: Mapping[str, str],
    coded: Collection[str],
    published: Mapping[str, date | None],
) -> bool:
    """Return whether a first view may show an incident, if it is sound.

    It occurred or is going on, is specific, and a person vouches for it; or the text dates it to a
    month at most and not to long before, it has a clause to quote, and it is well founded.
    """
    if (
        incident.status not in HAPPENED
        or incident.genericity is not Genericity.SPECIFIC
    ):
        return False
    when = incident.date
    if when is None or when.basis is Basis.ASSUMED:
        return False
    if incident.corrections or _is_coded(incident, coded):
        return True
    if incident.headline_span is None or (when.end - when.start).days > LONGEST_SPAN:
        return False
    return not _is_history(incident, when, published) and _is_well_founded(
        incident, voices, coded
    )


def _is_history(
    incident: Incident, when: DateInterval, published: Mapping[str, date | None]
) -> bool:
    """Return whether every article that tells of an incident looks back on it over a year."""
    for passage in incident.reports:
        day = published.get(passage.document)
        if day is None or (day - when.end).days < HISTORY:
            return False
    return True


def _is_well_founded(
    incident: Incident, voices: Mapping[str, str], coded: Collection[str]
) -> bool:
    """Return whether more than a word speaks for an incident.

    It is an attack that says where or who, or counts its dead, or says where and who, or several
    voices tell of it.
    """
    if incident.type == "ASSAULT":
        is_enough = _has_scene_or_side(incident)
    else:
        is_enough = incident.killed is not None or bool(
            incident.places and incident.actors
        )
    return is_enough or len(_independent(incident, voices, coded)) > 1


def _has_scene_or_side(incident: Incident) -> bool:
    """Return whether an attack has a side, or a place finer than a country, or people in a country.

    "Fighting left 63 people dead", "clashes across Syria" mostly count the dead of a day or month.
    """
    if _has_side(incident):
        return True
    if any(place.precision not in WIDE for place in incident.places):
        return True
    return bool(incident.places and incident.actors)


def _has_side(incident: Incident) -> bool:
    """Return whether an actor is more than "people" or "victims"."""
    return any(actor.name.lower() not in ANYBODY for actor in incident.actors)


def _date_sign(incident: Incident) -> str:
    if incident.date is None:
        return "no date"
    if incident.date.basis is Basis.ASSUMED:
        return "date assumed from publication"
    return "dated from the text"


def _voices_sign(
    incident: Incident, voices: Mapping[str, str], coded: Collection[str]
) -> str:
    articles = _articles(incident, coded)
    if not articles:
        return "coded data"
    independent = _independent(incident, voices, coded)
    if len(independent) > 1:
        return f"{len(independent)} independent texts"
    return "one article" if len(articles) == 1 else "one text in several articles"


def _articles(incident: Incident, coded: Collection[str]) -> set[str]:
    return {passage.document for passage in incident.reports}.difference(coded)


def _independent(
    incident: Incident, voices: Mapping[str, str], coded: Collection[str]
) -> set[str]:
    """Return the articles that tell of an incident in words of their own."""
    articles = _articles(incident, coded)
    passages = [passage for passage in incident.reports if passage.document in articles]
    return set(tellers(passages, voices).values())


def _has_named_party(incident: Incident) -> bool:
    return any(actor.name[:1].isupper() for actor in incident.actors)


def _is_coded(incident: Incident, coded: Collection[str]) -> bool:
    return any(passage.document in coded for passage in incident.reports)
