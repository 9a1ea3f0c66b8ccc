"""Which incidents does MUC take: recent, specific, not of soldiers and fighters alone, in its nine countries?"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from tests.benchmarks.muc4_adapter.candidates import Candidate, days_told, towns_told
from tests.benchmarks.muc4_adapter.people import Person, is_military
from tests.benchmarks.muc4_adapter.reading import Article
from tests.benchmarks.muc4_adapter.where import dateline_place
from tests.benchmarks.muc4_adapter.words import regions
from timeline.lexicon.countries import countries
from timeline.model.actors import ActorKind, Role
from timeline.model.incidents import Incident
from timeline.model.when import Basis

# Days: what happened earlier than two months before the text is no news to MUC.
RECENT = timedelta(days=62)
# Modes of fighting and of policing: only civilians who are hurt in it make it an incident by MUC's rules.
COMBAT = frozenset({"clash", "war", "capture", "interception", "raid"})
# What belongs to an army or police is no target of terror by MUC's rules.
MILITARY = re.compile(
    r"\b(?:MILITARY|ARMY|AIR FORCE|BARRACKS|GARRISON|BRIGADE|BATTALION|INFANTRY|TROOPS?|HELICOPTERS?|POLICE|ENEMY|GUERRILLAS?|TERRORISTS?|REBELS?|WARPLANES?|TANKS?|COMMAND POST|COMBAT|HOSTILE|PATROLS?|NATIONAL GUARD|GENERAL STAFF)\b"
)
_YEAR = re.compile(r"\b(19[0-9]{2})\b")
CROWDS = frozenset(
    [
        "PEOPLE",
        "CIVILIANS",
        "POPULATION",
        "CHILDREN",
        "STUDENTS",
        "PERSONS",
        "CITIZENS",
        "PEASANTS",
        "WORKERS",
        "FAMILY",
        "FAMILIES",
        "LEADERS",
        "OTHERS",
        "MEMBERS",
        "YOUTH",
        "INDIVIDUALS",
        "JOURNALISTS",
        "PERSON",
        "VICTIMS",
        "JUDGES",
        "WOMEN",
        "MAN",
        "MEN",
    ]
)
# People: a figure above this is that of many incidents.
MANY = 100


def is_relevant(one: Candidate, article: Article) -> bool:
    """Say whether MUC would take an incident: targets that are not only soldiers or fighters, recent, and told as one."""
    civil = [
        person
        for person in one.people
        if not is_military(person) or is_murdered(person, one)
    ]
    things = [thing for thing in one.things if not MILITARY.search(thing.id)]
    if (not things and not civil) or one.stage == "THREATENED":
        return False
    if all(incident.mode in COMBAT for incident in one.incidents) and not any(
        person.effects for person in civil
    ):
        return False
    return is_specific(one)


def is_murdered(person: Person, one: Candidate) -> bool:
    """Say whether an officer with a name was killed outside fighting, and by nobody known as a guerrilla."""
    rebels = any(
        role.kind is ActorKind.ARMED_GROUP and role.role is Role.INITIATOR
        for incident in one.incidents
        for role in incident.actors
    )
    fought = any(incident.mode in COMBAT | {"ambush"} for incident in one.incidents)
    return (
        person.name is not None
        and "DEATH" in person.effects
        and not rebels
        and not fought
    )


def is_recent(one: Candidate, article: Article) -> bool:
    """Say whether an incident is of the last two months before the text, or at least not told as an old one."""
    published = article.document.published
    if published is None:
        return True
    dates = [
        incident.date
        for incident in one.incidents
        if incident.date is not None and incident.date.basis is not Basis.ASSUMED
    ]
    if dates:
        return any(when.end >= published - RECENT for when in dates)
    years = [
        int(year) for sentence in one.sentences for year in _YEAR.findall(sentence.text)
    ]
    return not years or max(years) >= (published - RECENT).year


def is_specific(one: Candidate) -> bool:
    """Say whether one happening is told and not a habit: somebody named, somebody counted, a thing, a day or a place."""
    counts = [int(person.number) for person in one.people if person.number.isdigit()]
    if counts and max(counts) > MANY and not any(person.name for person in one.people):
        return False
    if any(person.name for person in one.people) or bool(days_told(one)):
        return True
    if one.things:
        return (
            bool(towns_told(one))
            or any(thing.number != "PLURAL" for thing in one.things)
            or any(incident.date is not None for incident in one.incidents)
        )
    counted = any(
        person.number.isdigit()
        and not (
            person.number == "1"
            and (person.description or "").removeprefix("CIVILIAN ") in CROWDS
        )
        for person in one.people
    )
    described = any(
        (person.description or "").removeprefix("CIVILIAN ") not in CROWDS
        for person in one.people
    )
    return counted or (described and bool(towns_told(one)))


def home_country(article: Article, incidents: Iterable[Incident]) -> str | None:
    """Give the country that the text is about: that of its places, those it names, and the town it was written in."""
    named = Counter(
        place.country
        for incident in incidents
        for place in incident.places
        if place.country in regions()
    )
    for doc, _ in article.sections:
        for token in doc:
            known = (
                countries().by_demonym(token.text) or countries().by_name(token.text)
                if token.text[:1].isupper()
                else None
            )
            if known is not None and known.id in regions():
                named[known.id] += 1
    written = dateline_place(article)
    if written is not None and written.country in regions():
        named[written.country] += 2
    return named.most_common(1)[0][0] if named else None


def in_region(one: Candidate, home: str | None) -> bool:
    told = [
        place.country
        for incident in one.incidents
        for place in incident.places
        if place.country
    ]
    return home is not None or any(country in regions() for country in told)
