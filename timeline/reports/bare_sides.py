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
from timeline.model.places import PlacePrecision
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
            country = self._at_place(own, before)
        else:
            rivals = opponents(argument, mention)
            if is_away:
                rivals |= set(own)
            steps = (before, self._by_dateline(), self.scene, self._by_name())
            country = next(
                (code for code in steps if code and code not in rivals), None
            )
        return country

    def _at_place(self, own: Collection[str], before: str | None) -> str | None:
        """Return the country of the place, unless foreign forces act there and were named last."""
        if len(own) > 1:
            return before if before in own else None
        country = next(iter(own))
        if (country, before) in self.foreign or self._is_doubtful(country, before):
            return None
        return country

    def _is_doubtful(self, country: str, before: str | None) -> bool:
        """Return whether the place may be another: districts bear the names of foreign towns."""
        if country in self.mentioned or country == self.dateline:
            return False
        if country not in self.backed:
            return True
        rivals = self.established if before is None else self.established | {before}
        return bool(rivals - {country})

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
    inside = (setting for setting in settings if start < setting.span.end)
    return next(inside, settings[-1])


def scene_of(mention: EventMention, places: PlaceNames) -> frozenset[str]:
    """Return the countries of a mention's own places."""
    own = (places.resolve(argument).country for argument in _place_arguments(mention))
    return frozenset(country for country in own if country is not None)


def opponents(argument: Argument, mention: EventMention) -> frozenset[str]:
    """Return the countries of the sides that an argument faces ("Togo urged the government")."""
    facing = set()
    for rival in mention.arguments:
        slots = {rival.slot, argument.slot}
        is_side = rival.kind in SIDES and rival.country is not None
        if is_side and slots == {Slot.INITIATOR, Slot.TARGET}:
            facing.add(rival.country or "")
    return frozenset(facing)


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
    named = (
        places.resolve(argument)
        for each in mentions
        for argument in _place_arguments(each)
    )
    for place in {place.id: place for place in named}.values():
        if place.country is None:
            continue
        is_town = place.precision in {PlacePrecision.CITY, PlacePrecision.SITE}
        people = places.gazetteer.population(place) or 0
        towns[place.country] += 2 if not is_town or people >= LARGE_TOWN else 1
    yield from (country for country, count in towns.items() if count > 1)


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
    codes = (_country_at_start(words) for words in names)
    return Counter(code for code in codes if code is not None)


def countries_named(text: str) -> Counter[str]:
    """Count the countries (alpha-3) that a text names, by name or demonym.

    >>> countries_named("Malian troops left. Mali and South Sudan condemned it.")
    Counter({'MLI': 2, 'SSD': 1})
    """
    names = (match[0].split() for match in _CAPITALISED.finditer(text))
    codes = (_first_country(words) for words in names)
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
        country = countries().by_demonym(" ".join(words[:size]))
        if country is not None:
            return country.id
    return None


def _country_at_start(words: Sequence[str]) -> str | None:
    """Return the country that capitalised words begin with, the longest name first."""
    plain = [re.sub(r"['’]s?$", "", word) for word in words[:LONGEST_NAME]]
    for size in range(len(plain), 0, -1):
        country = countries().by_name(" ".join(plain[:size]))
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
    parts = [part.strip(" ()-–—") for part in re.split(r"[,/]", words)]
    for part in parts[1:]:
        country = countries().by_name(part)
        if country is not None:
            return country.id
    town = _END_OF_TOWN.split(words.lstrip(" ("))[0].strip()
    if town.isupper():
        town = town.title()
    place = gazetteer.find(town)
    return place.country if place is not None else None


def _foreign(
    mentions: Iterable[EventMention], places: PlaceNames
) -> Iterator[tuple[str, str]]:
    """Yield the country of the place and that of the forces, where these act in another country."""
    for mention in mentions:
        if mention.type not in ABROAD:
            continue
        actors = {
            argument.country
            for argument in mention.arguments
            if _is_acting_side(argument)
        }
        for place in scene_of(mention, places):
            yield from (
                (place, actor) for actor in actors - {place, None} if actor is not None
            )


def _is_acting_side(argument: Argument) -> bool:
    if argument.kind not in SIDES:
        return False
    return argument.slot in {Slot.INITIATOR, Slot.PARTY}


def _dominant(counts: Counter[str]) -> str | None:
    """Return the country that has at least `DOMINANT` of all mentions; None where none has."""
    ranked = counts.most_common(1)
    if not ranked or ranked[0][1] < DOMINANT * counts.total():
        return None
    return ranked[0][0]
