"""Find the place that each place name means, given the whole article."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from timeline.lexicon.countries import countries
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.gazetteer_index import place_key
from timeline.lexicon.lists import word_list
from timeline.model.mentions import Argument, EventMention, Slot
from timeline.model.places import Place, PlacePrecision
from timeline.reports.names import slug

PRECISIONS = {
    "city": PlacePrecision.CITY,
    "province": PlacePrecision.PROVINCE,
    "country": PlacePrecision.COUNTRY,
    "region": PlacePrecision.REGION,
    "site": PlacePrecision.SITE,
}
KINDS = word_list("places.kinds")
# People: a city from this size on tells of its country as much as the country's name does.
_TELLING = 500_000


def countries_of_cities(
    mentions: Sequence[EventMention], gazetteer: Gazetteer
) -> tuple[str, ...]:
    """Return the countries of the large cities of an article that names no country.

    "The Battle of Karsa was fought in Aleppo": no Turkish town that other languages call Karsa.
    """
    countries = set()
    for name in set(_place_names(mentions)):
        country = _country_of_city(name, gazetteer)
        if country:
            countries.add(country)
    return tuple(sorted(countries))


def _place_names(mentions: Iterable[EventMention]) -> Iterator[str]:
    for mention in mentions:
        for argument in mention.arguments:
            if argument.slot is Slot.PLACE:
                yield argument.name


def _country_of_city(name: str, gazetteer: Gazetteer) -> str | None:
    place = gazetteer.find(name)
    if place is None:
        return None
    if place_key(place.name) != place_key(name):
        return None
    people = gazetteer.population(place) or 0
    return place.country if people >= _TELLING else None


def _is_province_abroad(place: Place, kind: str, around: Sequence[str]) -> bool:
    """Return whether a place is a province of another country where a town is meant."""
    is_province = place.precision is PlacePrecision.PROVINCE
    return kind == "city" and is_province and place.country not in around


class PlaceNames:
    """Resolves the places of one article, each name once, by the countries that it names."""

    def __init__(self, gazetteer: Gazetteer, *, near: Sequence[str]) -> None:
        """Take the gazetteer and the countries (alpha-3) of the article, the most named first."""
        self.gazetteer = gazetteer
        self.near = tuple(near)
        self._known: dict[tuple[str, str | None, str | None], Place] = {}

    def resolve(self, argument: Argument) -> Place:
        """Return the place that an argument means.

        A name that nobody knows stays, without coordinates.
        """
        key = (argument.name, argument.hint, argument.wider)
        if key not in self._known:
            self._known[key] = self._look_up(*key)
        place = self._known[key]
        aliases = {*place.aliases, *_names_of(argument)}
        return replace(place, aliases=tuple(sorted(aliases)))

    def _look_up(self, name: str, hint: str | None, wider: str | None) -> Place:
        around = self._countries_of(wider) or self.near
        kind = hint if hint in KINDS else None
        place = self._find(name, kind, around)
        if place is not None:
            return replace(place, aliases=())
        precision = PRECISIONS.get(hint or "city", PlacePrecision.CITY)
        return Place(id=f"name:{slug(name)}", name=name, precision=precision)

    def _find(self, name: str, kind: str | None, around: Sequence[str]) -> Place | None:
        """Return the known place of a kind, else of any kind; None where nobody knows it."""
        place = self.gazetteer.find(name, countries=around, kind=kind)
        if place is not None or kind is None:
            return place
        place = self.gazetteer.find(name, countries=around)
        if place is not None and _is_province_abroad(place, kind, around):
            return None  # "the Salah al-Din quarter" of Aleppo is no province of Iraq
        return place

    def _countries_of(self, wider: str | None) -> tuple[str, ...]:
        if wider is None:
            return ()
        country = countries().by_name(wider)
        if country is not None:
            return (country.id,)
        place = self.gazetteer.find(wider, countries=self.near)
        if place is None or not place.country:
            return ()
        return (place.country,)


def _names_of(argument: Argument) -> Iterator[str]:
    """Yield the names that an argument gives a place; words like "the town" are none."""
    yield argument.name
    if argument.text[:1].isupper():
        yield argument.text
