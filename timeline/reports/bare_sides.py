"""Decide which country a bare "the army" or "the government" belongs to.

The order, each step only where the one before gives nothing: the country of the incident's own
place, the side of that kind named last, the dateline, the country in which the article's incidents
take place, the country that it names as a place. Where two of them contradict each other in a way
that the text does not settle, the side keeps no country.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline.lexicon.countries import countries
from timeline.lexicon.digests import items_of
from timeline.lexicon.gazetteer import Gazetteer
from timeline.model.mentions import Argument, EventMention, Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.text import Document, SectionKind, TextSpan
from timeline.reports.names import SIDES
from timeline.reports.places import PlaceNames

# Types that happen where their agent is; the town of talks says nothing about who speaks.
PRESENT = frozenset({"ASSAULT", "COERCE", "DISPLACE", "MOBILIZE", "PROTEST"})
# Types in which the forces of one country act in another.
ABROAD = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
# Modes whose place is where people are taken or go: who drives them out is of another country.
AWAY = frozenset({"deport", "flight", "return"})
# Share of an item's places that makes one country its scene, and names of a country that make it
# established. Both were set by hand on invented texts; neither is fitted.
DOMINANT = 0.75
ESTABLISHED = 3
# People: whether an unlisted village may bear the name of a town of fewer. Set by hand.
LARGE_TOWN = 100_000
# Words of the longest name of a country that news uses ("Democratic Republic of Congo").
LONGEST_NAME = 4
# Words before the name of a country that make it a place.
_PLACING = r"in|inside|across|throughout|of|into|from|northern|southern|eastern|western|central|,"
_WORD = r"(?:(?:[A-Z]\.)+|[A-Z][\w'’-]*)"
_NAME = rf"{_WORD}(?:\s+(?:of\s+|the\s+)*{_WORD}){{0,3}}"
_CAPITALISED = re.compile(_NAME)
_PLACED_NAME = re.compile(rf"(?:\b|(?<=\w))(?:{_PLACING})\s+(?:the\s+)?({_NAME})")
_GENITIVE = re.compile(r"['’]s?$")
_END_OF_TOWN = re.compile(r"[,(/-]| \d")


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article, or one item of a digest, says about whose sides its bare nouns are.

    Attributes:
        span: The item's stretch of the text.
        dateline: Country of the town in its dateline; None without one.
        scene: Country of at least `DOMINANT` of its incidents' places; None where none has.
        placed: Country that it mostly names as a place, by the same measure.
        established: Countries that it names so often that an unnamed one is hardly the scene.
        mentioned: Countries that it names at all.
        backed: Countries of two of its places, or of one that is large or no town.
        foreign: (country of the place, country of the forces) where forces act in another country.
    """

    span: TextSpan
    dateline: str | None
    scene: str | None
    placed: str | None
    established: frozenset[str]
    mentioned: frozenset[str]
    backed: frozenset[str]
    foreign: frozenset[tuple[str, str]]

    def country_of(
        self, argument: Argument, mention: EventMention, own: Collection[str]
    ) -> str | None:
        """Return the alpha-3 code of a bare side's country; None where it is open.

        Args:
            argument: The side, without a country of its own.
            mention: The mention in which it takes part.
            own: Countries of the mention's own places.
        """
        before = argument.side_before
        is_away = mention.mode in AWAY
        if own and mention.type in PRESENT and not is_away:
            return self._at_place(own, before)
        rivals = opponents(argument, mention)
        if is_away:
            rivals |= set(own)
        return self._beside(before, rivals)

    def _beside(self, before: str | None, rivals: Collection[str]) -> str | None:
        """Return the country that the text gives a side beside its place; None for a rival's."""
        steps = (before, self._by_dateline(), self.scene, self._by_name())
        for code in steps:
            if code and code not in rivals:
                return code
        return None

    def _at_place(self, own: Collection[str], before: str | None) -> str | None:
        """Return the country of the place, unless foreign forces act there and were named last."""
        if len(own) > 1:
            return before if before in own else None
        [country] = own
        is_foreign = (country, before) in self.foreign
        if is_foreign or self._is_doubtful(country, before):
            return None
        return country

    def _is_doubtful(self, country: str, before: str | None) -> bool:
        """Return whether the place may be another: districts bear the names of foreign towns."""
        if country in self.mentioned or country == self.dateline:
            return False
        if country not in self.backed:
            return True
        rivals = {before, *self.established}
        return bool(rivals - {country, None})

    def _by_dateline(self) -> str | None:
        """Return the country of the dateline, unless the scene is in another country."""
        scenes = {self.scene, self.placed, *self.established} - {None}
        if scenes and self.dateline not in scenes:
            return None
        return self.dateline

    def _by_name(self) -> str | None:
        """Return the country named as a place, where no dateline contradicts it."""
        return self.placed if self.dateline is None else None


def settings_of(
    document: Document, mentions: Sequence[EventMention], places: PlaceNames
) -> tuple[Setting, ...]:
    """Return the settings of an article: one for each item of a digest, else one in all."""
    backed = frozenset(_backed(mentions, places))
    spans = items_of(document)
    return tuple(_setting(document, span, mentions, places, backed) for span in spans)


def setting_at(settings: Sequence[Setting], start: int) -> Setting:
    """Return the setting of the item in which an offset of the text lies."""
    for setting in settings:
        if start < setting.span.end:
            return setting
    return settings[-1]


def scene_of(mention: EventMention, places: PlaceNames) -> frozenset[str]:
    """Return the countries of a mention's own places."""
    own = (places.resolve(argument).country for argument in _place_arguments(mention))
    return frozenset(country for country in own if country is not None)


def opponents(argument: Argument, mention: EventMention) -> frozenset[str]:
    """Return the countries of the sides that an argument faces ("Togo urged the government")."""
    facing = (
        rival.country
        for rival in mention.arguments
        if rival.kind in SIDES and _are_facing(rival, argument)
    )
    return frozenset(country for country in facing if country is not None)


def _are_facing(left: Argument, right: Argument) -> bool:
    """Return whether one of two acts and the other is acted on."""
    return {left.slot, right.slot} == {Slot.INITIATOR, Slot.TARGET}


def _place_arguments(mention: EventMention) -> Iterator[Argument]:
    return (argument for argument in mention.arguments if argument.slot is Slot.PLACE)


def _setting(
    document: Document,
    span: TextSpan,
    mentions: Sequence[EventMention],
    places: PlaceNames,
    backed: frozenset[str],
) -> Setting:
    inside = [mention for mention in mentions if span.start <= mention.start < span.end]
    scenes: Counter[str] = Counter()
    for mention in inside:
        if mention.type in PRESENT:
            scenes.update(scene_of(mention, places))
    text = "\n".join(_sections(document, span, SectionKind.BODY))
    mentioned = countries_named(text)
    established = {code for code, times in mentioned.items() if times >= ESTABLISHED}
    dateline = _dateline_country(document, span, places.gazetteer)
    foreign = _foreign(inside, places)
    return Setting(
        span=span,
        dateline=dateline,
        scene=_scene(scenes, established),
        placed=_scene(countries_placed(text), established),
        established=frozenset(established),
        mentioned=frozenset(mentioned),
        backed=backed,
        foreign=frozenset(foreign),
    )


def _scene(places: Counter[str], established: Collection[str]) -> str | None:
    """Return the country of most places; None where the text mostly names others.

    A reader's "killing fields of Cambodia" do not make Cambodia the scene of news from Syria.
    """
    scene = _dominant(places)
    if established and scene not in established:
        return None
    return scene


def _backed(mentions: Iterable[EventMention], places: PlaceNames) -> Iterator[str]:
    """Yield the countries of two places of an article, or of one that cannot well be another.

    A small town alone is none: villages that no gazetteer lists bear the names of towns elsewhere.
    """
    towns: Counter[str] = Counter()
    for place in _places_by_id(mentions, places).values():
        if place.country is not None:
            is_enough = _is_enough(place, places.gazetteer)
            towns[place.country] += 2 if is_enough else 1
    for country, count in towns.items():
        if count > 1:
            yield country


def _places_by_id(
    mentions: Iterable[EventMention], places: PlaceNames
) -> dict[str, Place]:
    by_id = {}
    for mention in mentions:
        for argument in _place_arguments(mention):
            place = places.resolve(argument)
            by_id[place.id] = place
    return by_id


def _is_enough(place: Place, gazetteer: Gazetteer) -> bool:
    """Return whether a place is a large town, or no town."""
    if place.precision not in {PlacePrecision.CITY, PlacePrecision.SITE}:
        return True
    people = gazetteer.population(place) or 0
    return people >= LARGE_TOWN


def _sections(document: Document, span: TextSpan, kind: SectionKind) -> Iterator[str]:
    """Yield the texts of the sections of one kind that begin in a stretch of the text."""
    for section in document.sections:
        is_inside = span.start <= section.start < span.end
        if is_inside and section.kind is kind:
            yield document.text[section.start : section.end]


def countries_placed(text: str) -> Counter[str]:
    """Count the countries (alpha-3) that a text names as places.

    >>> countries_placed("The army shelled a village in northern Mali. Chad condemned it.")
    Counter({'MLI': 1})
    """
    names = (match[1].split() for match in _PLACED_NAME.finditer(text))
    return _counted(map(_country_at_start, names))


def countries_named(text: str) -> Counter[str]:
    """Count the countries (alpha-3) that a text names, by name or demonym.

    >>> countries_named("Malian troops left. Mali and South Sudan condemned it.")
    Counter({'MLI': 2, 'SSD': 1})
    """
    names = (match[0].split() for match in _CAPITALISED.finditer(text))
    return _counted(map(_first_country, names))


def _counted(codes: Iterable[str | None]) -> Counter[str]:
    return Counter(code for code in codes if code is not None)


def _first_country(words: Sequence[str]) -> str | None:
    """Return the first country that capitalised words name, by name or demonym."""
    for start in range(len(words)):
        rest = words[start:]
        code = _country_at_start(rest) or _country_of_demonym(rest)
        if code is not None:
            return code
    return None


def _country_of_demonym(words: Sequence[str]) -> str | None:
    for size in (2, 1):
        demonym = " ".join(words[:size])
        country = countries().by_demonym(demonym)
        if country is not None:
            return country.id
    return None


def _country_at_start(words: Sequence[str]) -> str | None:
    """Return the country that capitalised words begin with, the longest name first."""
    plain = [_GENITIVE.sub("", word) for word in words[:LONGEST_NAME]]
    for size in range(len(plain), 0, -1):
        name = " ".join(plain[:size])
        country = countries().by_name(name)
        if country is not None:
            return country.id
    return None


def _dateline_country(
    document: Document, span: TextSpan, gazetteer: Gazetteer
) -> str | None:
    """Return the country of the first dateline of an item whose town or country is known."""
    lines = _sections(document, span, SectionKind.DATELINE)
    codes = (_country_of_dateline(words, gazetteer) for words in lines)
    return next((code for code in codes if code is not None), None)


def _country_of_dateline(words: str, gazetteer: Gazetteer) -> str | None:
    """Return the country that a dateline names ("NYALA, Sudan -"), else that of its town."""
    _, *parts = re.split(r"[,/]", words)
    for part in parts:
        country = countries().by_name(part.strip(" ()-–—"))
        if country is not None:
            return country.id
    place = gazetteer.find(_town_of_dateline(words))
    return place.country if place is not None else None


def _town_of_dateline(words: str) -> str:
    """Return the town that a dateline begins with, in small letters but for the first."""
    town, *_ = _END_OF_TOWN.split(words.lstrip(" ("))
    town = town.strip()
    return town.title() if town.isupper() else town


def _foreign(
    mentions: Iterable[EventMention], places: PlaceNames
) -> Iterator[tuple[str, str]]:
    """Yield the country of the place and that of the forces, where these act in another country."""
    for mention in mentions:
        if mention.type not in ABROAD:
            continue
        for place in scene_of(mention, places):
            for country in _countries_acting(mention):
                if country != place:
                    yield place, country


def _countries_acting(mention: EventMention) -> Iterator[str]:
    """Yield the countries of the sides that act."""
    for argument in mention.arguments:
        if argument.country is not None and _is_acting_side(argument):
            yield argument.country


def _is_acting_side(argument: Argument) -> bool:
    if argument.kind not in SIDES:
        return False
    return argument.slot in {Slot.INITIATOR, Slot.PARTY}


def _dominant(counts: Counter[str]) -> str | None:
    """Return the country that has at least `DOMINANT` of all mentions; None where none has."""
    least = DOMINANT * counts.total()
    for country, count in counts.most_common(1):
        if count >= least:
            return country
    return None
