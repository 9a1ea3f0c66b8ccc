"""Where does MUC say that it happened?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span

from tests.benchmarks.muc4_adapter.candidates import Candidate, around
from tests.benchmarks.muc4_adapter.reading import Article
from tests.benchmarks.muc4_adapter.words import regions
from timeline.lexicon.countries import countries
from timeline.mentions.knowledge import knowledge
from timeline.model.places import Place, PlacePrecision
from timeline.model.text import SectionKind

_NAME = r"(?P<name>[A-Z]\w+(?:[ -](?:(?:de|del|y) )?(?:(?:la|las|los) )?[A-Z]\w+){0,4})"
_KIND = r"(?:neighborhood|canton|colonia|sector|district|municipality|town|city|village|hamlet|suburb)"
QUARTER = re.compile(
    rf"\b{_NAME},? (?:a )?{_KIND}\b|\b{_KIND} of {_NAME.replace('name', 'other')}"
)


def dateline_place(article: Article) -> Place | None:
    """Give the town in which a text was written."""
    for section in article.document.sections:
        if section.kind is SectionKind.DATELINE:
            town = re.split(
                r"[,(/]| -|--", article.document.text[section.start : section.end]
            )[0].strip()
            found = knowledge().gazetteer.find(town.title(), countries=tuple(regions()))
            return found if found is not None else None
    return None


def location(one: Candidate, article: Article, home: str | None) -> str | None:
    """Give country and place, the most specific last."""
    told = [
        place
        for incident in one.incidents
        for place in incident.places
        if place.precision is not PlacePrecision.COUNTRY
    ]
    places = [place for place in told if is_place(place, article)]
    country = next(
        (place.country for place in places if place.country in regions()), home
    )
    name = regions().get(country or "")
    if name is None:
        return None
    small = next(quarters(one), None)
    if small is not None:
        return f"{name}: {small}"
    chain = sorted(
        places,
        key=lambda place: (
            not place.id.startswith(("geonames", "place")),
            _grain(place),
        ),
    )
    own = next(
        (
            place
            for place in chain
            if place.country in {country, None}
            and place.precision is not PlacePrecision.SITE
        ),
        None,
    )
    own = (
        own
        or next(places_beside(one.sentences, country), None)
        or next(places_beside(around(one, article), country), None)
    )
    return f"{name}: {spelt(own)}" if own is not None else name


def quarters(one: Candidate) -> Iterator[str]:
    """Go through the towns and parts of towns that the sentences call so."""
    for sentence in one.sentences:
        for found in QUARTER.finditer(" ".join(sentence.text.split())):
            told = (found["name"] or found["other"]).upper()
            if (
                told not in regions().values()
                and not countries().by_demonym(told.title())
                and "AMERICAN" not in told
            ):
                yield told.removeprefix("THE ")


def places_beside(sentences: Sequence[Span], country: str | None) -> Iterator[Place]:
    """Go through the places of the country that the sentences name without saying that it happened there."""
    for sentence in sentences:
        for entity in sentence.ents:
            if entity.label_ in {"GPE", "LOC", "FAC"} and country is not None:
                found = knowledge().gazetteer.find(entity.text, countries=(country,))
                if (
                    found is not None
                    and found.country == country
                    and found.precision is not PlacePrecision.COUNTRY
                ):
                    yield replace(found, aliases=(entity.text,))


def is_place(place: Place, article: Article) -> bool:
    """Say whether a place is one: resolved, or at least no known person or group."""
    if not place.id.startswith("name:"):
        return True
    parts = place.name.split()
    return (
        not any(part in article.names for part in parts)
        and knowledge().actors.find(place.name) is None
        and not any(part.isupper() for part in parts)
    )


def _grain(place: Place) -> int:
    return [
        PlacePrecision.CITY,
        PlacePrecision.SITE,
        PlacePrecision.DISTRICT,
        PlacePrecision.PROVINCE,
        PlacePrecision.REGION,
    ].index(place.precision)


def spelt(place: Place) -> str:
    """Give a place as the text spells it."""
    told = " ".join(max(place.aliases, key=len, default=place.name).upper().split())
    return re.sub(
        r"^(?:TOWN|CITY|PORT|VILLAGE|DEPARTMENT|NEIGHBORHOOD|MUNICIPALITY) OF |^(?:NORTHERN|SOUTHERN|EASTERN|WESTERN|CENTRAL|DOWNTOWN) | (?:DEPARTMENT|CITY LIMITS|NEIGHBORHOOD|MUNICIPALITY|CANTON|JURISDICTION|PROVINCE)$",
        "",
        told,
    )
