"""Which MUC-4 templates does one text give? The project's incidents, joined and sifted by MUC's rules of relevance."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from spacy.tokens import Span, Token

from tests.benchmarks.muc4_reading import Article, Telling, key_of, name_tokens
from tests.benchmarks.muc4_targets import (
    Person,
    Thing,
    bounds,
    counted,
    damaged,
    effect_of,
    identified,
    instruments,
    is_armed,
    is_human,
    is_military,
    is_thing,
    merge_people,
    merge_things,
    person,
    role_type,
    targets,
    text_of,
    thing,
    thing_effect,
    without_vague,
)
from tests.benchmarks.muc4_words import listed, regions
from timeline import pipeline
from timeline.lexicon.countries import countries
from timeline.mentions.rules.triggers import lemma_of
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Incident
from timeline.model.places import Place, PlacePrecision
from timeline.model.text import SectionKind
from timeline.model.types import Status
from timeline.model.when import Basis, Precision

Fill = str | dict[str, object]
# Days: what happened earlier than two months before the text is no news to MUC.
RECENT = timedelta(days=62)
STAGES = {
    Status.OCCURRED: "ACCOMPLISHED",
    Status.ONGOING: "ACCOMPLISHED",
    Status.FAILED: "ATTEMPTED",
    Status.THREATENED: "THREATENED",
}
BOMBS = frozenset({"BOMB", "VEHICLE BOMB", "DYNAMITE", "EXPLOSIVE", "MINE"})
CLASHES = frozenset({"clash", "war"})
FROM_THE_AIR = frozenset({"aerial", "drone", "shelling", "missile"})
ORDER = {"KIDNAPPING": 0, "BOMBING": 1, "ARSON": 2, "ROBBERY": 3, "ATTACK": 4}


@dataclass(slots=True)
class Candidate:
    """One template in the making.

    Attributes:
        kind: MUC's incident type.
        stage: MUC's stage of execution.
        incidents: The project's incidents that it is made of.
        people: Human targets.
        things: Physical targets.
        means: Instruments, words and type.
        sentences: The sentences that tell of it.
        armed: Whether fighters of a group are among those hit.
    """

    kind: str
    stage: str
    incidents: list[Incident]
    people: list[Person] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    means: list[tuple[str, str]] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    armed: bool = False


def templates(article: Article, incidents: Sequence[Incident]) -> list[dict[str, object]]:
    """Give the templates of one text, as the scorer reads them."""
    made = [one for incident in incidents if (one := candidate(article, incident)) is not None]
    made += [
        one for incident, tellings in article.contents(incidents) if (one := spoken_of(article, incident, tellings))
    ]
    made = [one for one in made if is_recent(one, article)]
    joined = join(made)
    for one in joined:
        add_damaged(one, article)
        add_means(one, article)
    kept = [one for one in joined if is_relevant(one, article)]
    add_identified(kept, article)
    home = home_country(article, incidents)
    return [
        {"slots": slots(one, article, home), "sentences": [" ".join(x.text.split()) for x in one.sentences]}
        for one in kept
        if _in_region(one, home)
    ]


# Sentences behind the last one that tells of an incident in which the text goes on about it.
GOES_ON = 4


def around(one: Candidate, article: Article) -> list[Span]:
    """Give the sentences that tell of an incident and those right behind them."""
    everything = list(article.sentences())
    places = {key_of(sentence): at for at, sentence in enumerate(everything)}
    told = [places[key_of(sentence)] for sentence in one.sentences]
    return [
        everything[at]
        for at in sorted({near for at in told for near in range(at, min(at + 1 + GOES_ON, len(everything)))})
    ]


def add_means(one: Candidate, article: Article) -> None:
    """Add the bomb of a bombing where only other sentences name it."""
    if one.kind == "BOMBING" and not one.means:
        found = instruments(around(one, article)) or instruments(list(article.sentences()))
        one.means = [(words, fill) for words, fill in found if fill in BOMBS][:1]


def add_damaged(one: Candidate, article: Article) -> None:
    """Add the things that the text says were damaged by a bomb, a fire or an attack, some sentences later."""
    if one.kind not in {"BOMBING", "ARSON"}:
        return
    for sentence in around(one, article):
        for head, effect in damaged(sentence):
            made = thing(head)
            made.effects = [effect] if effect else []
            one.things = merge_things([*one.things, made])


def add_identified(kept: Sequence[Candidate], article: Article) -> None:
    """Add the names that the text gives to the victims of an incident some sentences later."""
    for one in kept:
        for sentence in around(one, article):
            for head in identified(sentence):
                found = person(head, article)
                hurt = any(token.lower_ in {"wounded", "injured"} for token in sentence)
                found.effects = ["INJURY" if hurt else "DEATH"]
                one.people = merge_people([*one.people, found])


def candidate(article: Article, incident: Incident) -> Candidate | None:
    """Make a candidate of an incident of force; None for another one."""
    if incident.type not in {"ASSAULT"} or incident.status not in STAGES:
        return None
    tellings = article.tellings(incident)
    return _made(article, incident, tellings) if tellings else None


# Types whose target is who is said to have done it.
ACCUSING = frozenset({"ACCUSE"})


def spoken_of(article: Article, incident: Incident, tellings: Sequence[Telling]) -> Candidate | None:
    """Make a candidate of force that is only spoken of; whoever is accused did it. None where nobody says that it happened."""
    if any(is_unreal(one.trigger.token) for one in tellings):
        return None
    accused = tuple(
        replace(role, role=Role.INITIATOR)
        for role in incident.actors
        if role.role is Role.TARGET
        and incident.type in ACCUSING
        and role.kind in {ActorKind.ARMED_GROUP, ActorKind.SECURITY_FORCES}
    )
    told = replace(incident, type="ASSAULT", mode=None, status=Status.OCCURRED, actors=accused, places=(), date=None)
    return _made(article, told, tellings)


def is_unreal(token: Token) -> bool:
    """Say whether a word names force that is only threatened, planned or denied."""
    above = [token, *list(token.ancestors)[:3]]
    marks = {lemma_of(one) for one in above} | {
        one.lower_ for up in above[:2] for one in up.children if one.dep_ in {"aux", "neg", "mark"}
    }
    return bool(marks & UNREAL) or (
        token.pos_ == "VERB" and any(one.lower_ == "to" and one.dep_ == "aux" for one in token.children)
    )


UNREAL = frozenset(
    {
        "threat",
        "threaten",
        "plan",
        "prevent",
        "avoid",
        "deny",
        "not",
        "will",
        "would",
        "could",
        "if",
        "may",
        "might",
        "should",
        "never",
        "against",
        "want",
        "vow",
        "possible",
        "possibility",
        "fear",
        "stop",
        "end",
        "halt",
    }
)


def _made(article: Article, incident: Incident, tellings: Sequence[Telling]) -> Candidate:
    found = Candidate(kind=type_of(incident, tellings), stage=STAGES[incident.status], incidents=[incident])
    found.sentences = list({one.sentence.start: one.sentence for one in tellings}.values())
    heads: dict[Token, list[str]] = {}
    things: list[Thing] = []
    for telling in tellings:
        for head in targets(telling):
            if is_thing(head):
                made = thing(head)
                made.effects = [effect] if (effect := thing_effect(telling)) else []
                things.append(made)
            elif is_human(head) or (harms(telling) and is_named(head)):
                _add(heads, head, effect_of(telling))
        for head, effect in counted(article, telling):
            _add(heads, head, effect)
    people: list[Person] = []
    for head, effects in heads.items():
        if is_armed(head):
            found.armed = True
            continue
        one = person(head, article)
        one.effects = effects
        people.append(one)
    if not people and not found.armed:
        people = [one for role in incident.actors if (one := of_role(role, article, tellings)) is not None]
    found.people = merge_people(people)
    found.things = merge_things(things)
    found.means = instruments(found.sentences) if found.kind in {"BOMBING", "ATTACK", "ROBBERY"} else []
    fills = {fill for _, fill in found.means}
    if (
        found.kind == "ATTACK"
        and fills & (BOMBS - {"MINE"})
        and not fills & {"GUN", "MACHINE GUN", "RIFLE", "HANDGUN"}
        and incident.mode not in FROM_THE_AIR | CLASHES
    ):
        found.kind = "BOMBING"
    return found


def of_role(role: ActorRole, article: Article, tellings: Sequence[Telling]) -> Person | None:
    """Make a human target of a person whom a pronoun of the text stands for; None for another actor."""
    if role.role is not Role.TARGET or role.kind is not ActorKind.PERSON:
        return None
    words = max(role.aliases, key=len, default=role.name).split()
    named = [word for word in words if word.title() in article.names or word in article.names]
    if not named:
        return None
    name = article.names.get(named[-1].title(), " ".join(named)).upper()
    title = " ".join(word for word in words[: words.index(named[0])]).upper()
    effects = [effect for telling in tellings if (effect := effect_of(telling))][:1]
    return Person(
        name=name, description=title or None, kind=role_type(title.lower().split()), number="1", effects=effects
    )


def harms(telling: Telling) -> bool:
    """Say whether what a trigger names is done to people only."""
    group = telling.trigger.group
    return (
        group.casualty is not None
        or group.mode in {"abduction", "assassination", "execution", "massacre", "torture"}
        or telling.lemma in listed("verbs", "death")
    )


def is_named(head: Token) -> bool:
    """Say whether a word ends a name that is no group's and no place's."""
    name = " ".join(one.text for one in name_tokens(head))
    known = pipeline.knowledge().actors.find(name) if name else None
    return (
        bool(name)
        and (known is None or known.kind is ActorKind.PERSON)
        and head.ent_type_ not in {"GPE", "LOC", "NORP"}
    )


def _add(heads: dict[Token, list[str]], head: Token, effect: str | None) -> None:
    known = heads.setdefault(head, [])
    if effect is not None and effect not in known:
        known.append(effect)


def type_of(incident: Incident, tellings: Sequence[Telling]) -> str:
    """Give MUC's type of an incident."""
    modes = {incident.mode, *(one.trigger.group.mode for one in tellings)}
    lemmas = {one.lemma for one in tellings}
    if "abduction" in modes:
        return "KIDNAPPING"
    if modes & {"bombing", "suicide-bombing", "mine"} and not modes & FROM_THE_AIR:
        return "BOMBING"
    if "arson" in modes:
        return "ARSON"
    return "ROBBERY" if lemmas & {"rob", "steal", "loot", "robbery", "holdup"} else "ATTACK"


def join(made: Sequence[Candidate]) -> list[Candidate]:
    """Join candidates that MUC's slots do not tell apart: one type, no other place, no other day, or the same people."""
    found: list[Candidate] = []
    for one in made:
        same = next((other for other in found if is_one(one, other)), None)
        if same is None:
            found.append(one)
            continue
        same.kind = min(same.kind, one.kind, key=lambda kind: ORDER[kind])
        same.incidents += one.incidents
        same.people = merge_people([*same.people, *one.people])
        same.things = merge_things([*same.things, *one.things])
        same.means = list({fill: (words, fill) for words, fill in (*one.means, *same.means)}.values())
        same.sentences += one.sentences
        same.armed = same.armed or one.armed
        if one.stage == "ACCOMPLISHED":
            same.stage = one.stage
    return found


def is_one(one: Candidate, other: Candidate) -> bool:
    """Say whether two candidates go into one template."""
    shared = {person.name for person in one.people if person.name} & {
        person.name for person in other.people if person.name
    }
    if shared and one.kind == other.kind:
        return True
    if one.kind != other.kind and "ATTACK" not in {one.kind, other.kind} or one.kind != other.kind and not shared:
        return False
    if _apart(_names(one), _names(other)) and not (_days(one) & _days(other)):
        return False
    return one.stage == other.stage and not _apart(_days(one), _days(other)) and not _apart(_towns(one), _towns(other))


def _apart(one: set[object], other: set[object]) -> bool:
    return bool(one) and bool(other) and not one & other


def _names(one: Candidate) -> set[object]:
    return {part for person in one.people if person.name for part in person.name.split()[-1:]}


def _days(one: Candidate) -> set[object]:
    return {
        when.start
        for when in (incident.date for incident in one.incidents)
        if when is not None and when.basis is not Basis.ASSUMED and when.precision in {Precision.DAY, Precision.TIME}
    }


def _towns(one: Candidate) -> set[object]:
    return {
        place.id
        for incident in one.incidents
        for place in incident.places
        if place.precision in {PlacePrecision.CITY, PlacePrecision.SITE}
    }


def is_relevant(one: Candidate, article: Article) -> bool:
    """Say whether MUC would take an incident: targets that are not only soldiers or fighters, recent, and told as one."""
    civil = [person for person in one.people if not is_military(person) or is_murdered(person, one)]
    things = [thing for thing in one.things if not MILITARY.search(thing.id)]
    if (not things and not civil) or one.stage == "THREATENED":
        return False
    if all(incident.mode in COMBAT for incident in one.incidents):
        if not any(person.effects for person in civil):
            return False
    return is_specific(one)


# Modes of fighting and of policing: only civilians who are hurt in it make it an incident by MUC's rules.
COMBAT = frozenset({"clash", "war", "capture", "interception", "raid"})


def is_murdered(person: Person, one: Candidate) -> bool:
    """Say whether an officer with a name was killed outside fighting, and by nobody known as a guerrilla."""
    rebels = any(
        role.kind is ActorKind.ARMED_GROUP and role.role is Role.INITIATOR
        for incident in one.incidents
        for role in incident.actors
    )
    fought = any(incident.mode in COMBAT | {"ambush"} for incident in one.incidents)
    return person.name is not None and "DEATH" in person.effects and not rebels and not fought


# What belongs to an army or police is no target of terror by MUC's rules.
MILITARY = re.compile(
    r"\b(?:MILITARY|ARMY|AIR FORCE|BARRACKS|GARRISON|BRIGADE|BATTALION|INFANTRY|TROOPS?|HELICOPTERS?|POLICE|ENEMY|GUERRILLAS?|TERRORISTS?|REBELS?|WARPLANES?|TANKS?|COMMAND POST|COMBAT|HOSTILE|PATROLS?|NATIONAL GUARD|GENERAL STAFF)\b"
)
_YEAR = re.compile(r"\b(19[0-9]{2})\b")
CROWDS = frozenset(
    {
        "PEOPLE",
        "CIVILIANS",
        "POPULATION",
        "CIVILIAN POPULATION",
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
    }
)
# People: a figure above this is that of many incidents.
MANY = 100


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
    years = [int(year) for sentence in one.sentences for year in _YEAR.findall(sentence.text)]
    return not years or max(years) >= (published - RECENT).year


def is_specific(one: Candidate) -> bool:
    """Say whether one happening is told and not a habit: somebody named, somebody counted, a thing, a day or a place."""
    counts = [int(person.number) for person in one.people if person.number.isdigit()]
    if counts and max(counts) > MANY and not any(person.name for person in one.people):
        return False
    if any(person.name for person in one.people) or bool(_days(one)):
        return True
    if one.things:
        return (
            bool(_towns(one))
            or any(thing.number != "PLURAL" for thing in one.things)
            or any(incident.date is not None for incident in one.incidents)
        )
    counted = any(
        person.number.isdigit() and not (person.number == "1" and (person.description or "") in CROWDS)
        for person in one.people
    )
    described = any((person.description or "") not in CROWDS for person in one.people)
    return counted or (described and bool(_towns(one)))


def home_country(article: Article, incidents: Iterable[Incident]) -> str | None:
    """Give the country that the text is about: that of its places, those it names, and the town it was written in."""
    named = Counter(place.country for incident in incidents for place in incident.places if place.country in regions())
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


def dateline_place(article: Article) -> Place | None:
    """Give the town in which a text was written."""
    for section in article.document.sections:
        if section.kind is SectionKind.DATELINE:
            town = re.split(r"[,(/]| -|--", article.document.text[section.start : section.end])[0].strip()
            found = pipeline.knowledge().gazetteer.find(town.title(), countries=tuple(regions()))
            return found if found is not None else None
    return None


def _in_region(one: Candidate, home: str | None) -> bool:
    told = [place.country for incident in one.incidents for place in incident.places if place.country]
    return home is not None or any(country in regions() for country in told)


def slots(one: Candidate, article: Article, home: str | None) -> dict[str, object]:
    """Give the fills of a template."""
    made: dict[str, object] = {
        "date": date_of(one, article),
        "location": location(one, article, home),
        "type": one.kind,
        "stage": one.stage,
    }
    made.update(perpetrators(one, article))
    if one.kind not in {"KIDNAPPING", "ARSON"}:
        made["instrument_id"] = [words for words, _ in one.means]
        made["instrument_type"] = [tagged(fill, words) for words, fill in one.means]
        if not one.means:
            made["instrument_type"] = implied(one, article)
    if one.kind != "KIDNAPPING":
        made["phys_id"] = [target.id for target in one.things]
        made["phys_type"] = [tagged(target.kind, target.id) for target in one.things]
        made["phys_number"] = [tagged(target.number, target.id) for target in one.things]
        default = ["SOME DAMAGE"] if one.kind == "ARSON" or (DAMAGE_DEFAULT and one.kind == "BOMBING") else []
        made["phys_effect"] = [
            tagged(effect, target.id) for target in one.things for effect in (target.effects or default)[:1]
        ]
        made["phys_nation"] = [
            tagged(target.nation, target.id)
            for target in one.things
            if target.nation and target.nation != regions().get(home or "")
        ]
    one.people = without_vague(one.people)
    made["hum_name"] = [target.name for target in one.people if target.name]
    made["hum_description"] = [
        tagged(target.description, target.tag) if target.name else target.description
        for target in one.people
        if target.description
    ]
    made["hum_type"] = [tagged(target.kind, target.tag) for target in one.people]
    made["hum_number"] = [tagged(target.number, target.tag) for target in one.people]
    made["hum_nation"] = [
        tagged(target.nation, target.tag)
        for target in one.people
        if target.nation and target.nation != regions().get(home or "")
    ]
    made["hum_effect"] = [
        tagged(effect, target.tag) for target in one.people for effect in target.effects[:1]
    ] or unhurt(one, around(one, article))
    return {name: value for name, value in made.items() if value}


GUNS_AROUND = True
BOMB_DEFAULT = True
DAMAGE_DEFAULT = True


def implied(one: Candidate, article: Article) -> list[Fill]:
    """Give the type of the means where a verb tells it and no noun: somebody was shot, something was blown up."""
    if one.kind == "BOMBING":
        return [tagged("BOMB", "-")] if BOMB_DEFAULT else []
    sentences = around(one, article) if GUNS_AROUND else one.sentences
    verbs = {token.lemma_.lower() for sentence in sentences for token in sentence}
    if verbs & {"machinegun", "machine-gun", "submachinegun"}:
        return [tagged("MACHINE GUN", "-")]
    return [tagged("GUN", "-")] if verbs & listed("verbs", "guns") else []


def unhurt(one: Candidate, sentences: Sequence[Span]) -> list[Fill]:
    """Give "no injury or death" where the text says that nobody was hurt."""
    text = " ".join(" ".join(sentence.text.lower().split()) for sentence in sentences)
    if re.search(
        r"\bno (?:casualties|victims|injuries|deaths|one was (?:injured|hurt|killed)|people were)|\bunharmed|\bunhurt|\bescaped unscathed|\bno reports? of (?:casualties|victims|injur)",
        text,
    ):
        return [tagged("NO INJURY OR DEATH", one.people[0].tag if one.people else "-")]
    return []


def tagged(value: str | None, tag: str) -> Fill:
    """Make a fill that refers to another one."""
    return {"value": value, "xref": [tag]}


def date_of(one: Candidate, article: Article) -> str | dict[str, str | None] | None:
    """Give the day where the text tells one; else "on or before the day of publication"."""
    told = [
        incident.date
        for incident in one.incidents
        if incident.date is not None and incident.date.basis is not Basis.ASSUMED
    ]
    exact = [when for when in told if when.precision in {Precision.DAY, Precision.TIME}]
    if exact:
        return exact[0].start.isoformat()
    if told and told[0].precision in {Precision.PERIOD, Precision.MONTH}:
        return {"value": told[0].text, "from": told[0].start.isoformat(), "to": told[0].end.isoformat()}
    published = article.document.published
    return {"value": None, "from": None, "to": published.isoformat()} if published is not None else None


def location(one: Candidate, article: Article, home: str | None) -> str | None:
    """Give country and place, the most specific last."""
    told = [
        place
        for incident in one.incidents
        for place in incident.places
        if place.precision is not PlacePrecision.COUNTRY
    ]
    places = [place for place in told if is_place(place, article)]
    country = next((place.country for place in places if place.country in regions()), home)
    name = regions().get(country or "")
    if name is None:
        return None
    small = next(quarters(one), None)
    if small is not None:
        return f"{name}: {small}"
    chain = sorted(places, key=lambda place: (not place.id.startswith(("geonames", "place")), _grain(place)))
    own = next(
        (place for place in chain if place.country in {country, None} and place.precision is not PlacePrecision.SITE),
        None,
    )
    own = (
        own
        or next(places_beside(one.sentences, country), None)
        or next(places_beside(around(one, article), country), None)
    )
    if own is None and SEAT_OF_DATELINE:
        written = dateline_place(article)
        own = replace(written, aliases=(written.name,)) if written is not None and written.country == country else None
    return f"{name}: {spelt(own)}" if own is not None else name


SEAT_OF_DATELINE = False
_NAME = r"(?P<name>[A-Z]\w+(?:[ -](?:(?:de|del|y) )?(?:(?:la|las|los) )?[A-Z]\w+){0,4})"
_KIND = r"(?:neighborhood|canton|colonia|sector|district|municipality|town|city|village|hamlet|suburb)"
QUARTER = re.compile(rf"\b{_NAME},? (?:a )?{_KIND}\b|\b{_KIND} of {_NAME.replace('name', 'other')}")


def quarters(one: Candidate) -> Iterator[str]:
    """Go through the towns and parts of towns that the sentences call so."""
    for sentence in one.sentences:
        for found in QUARTER.finditer(" ".join(sentence.text.split())):
            told = (found["name"] or found["other"]).upper()
            if told not in regions().values() and not countries().by_demonym(told.title()) and "AMERICAN" not in told:
                yield told.removeprefix("THE ")


def places_beside(sentences: Sequence[Span], country: str | None) -> Iterator[Place]:
    """Go through the places of the country that the sentences name without saying that it happened there."""
    for sentence in sentences:
        for entity in sentence.ents:
            if entity.label_ in {"GPE", "LOC", "FAC"} and country is not None:
                found = pipeline.knowledge().gazetteer.find(entity.text, countries=(country,))
                if found is not None and found.country == country and found.precision is not PlacePrecision.COUNTRY:
                    yield replace(found, aliases=(entity.text,))


def is_place(place: Place, article: Article) -> bool:
    """Say whether a place is one: resolved, or at least no known person or group."""
    if not place.id.startswith("name:"):
        return True
    parts = place.name.split()
    return (
        not any(part in article.names for part in parts)
        and pipeline.knowledge().actors.find(place.name) is None
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


def perpetrators(one: Candidate, article: Article) -> dict[str, object]:
    """Give who did it: individuals, organisations, and whether the state."""
    roles = [role for incident in one.incidents for role in incident.actors if role.role is Role.INITIATOR]
    state = {ActorKind.STATE, ActorKind.SECURITY_FORCES}
    others = [role for role in roles if role.kind not in state and role.name.upper() not in MODIFIERS]
    individuals: list[str] = []
    organisations: dict[str, str] = {}
    for role in others or roles:
        if role.kind is ActorKind.STATE and role.name[:1].isupper():
            continue
        for alias in sorted(role.aliases, key=len, reverse=True)[:1]:
            who, group = parted(_clean(alias), role)
            if who and who not in MODIFIERS:
                individuals.append(who)
            if group and group not in MODIFIERS:
                organisations.setdefault(role.id, group)
    named = list(dict.fromkeys(organisations.values()))
    confidence = confidence_of(one.sentences, one)
    if not named and not (roles and not others):
        named = list(group_beside(one, article).values())[:1]
        confidence = confidence_of(around(one, article), one) if named else confidence
    if not individuals:
        individuals = list(doers_beside(one))[:1]
    individuals = [
        name for name in dict.fromkeys(individuals) if name not in BODIES or len(individuals) == 1 and not named
    ]
    return {
        "perp_individual": individuals,
        "perp_organization": named,
        "perp_org_confidence": [tagged(confidence, name) for name in named],
        "perp_category": "STATE-SPONSORED VIOLENCE" if roles and not others else "TERRORIST ACT",
    }


# Words for bodies of people, which name nobody where somebody else is named.
BODIES = frozenset({"GROUP", "GROUPS", "ORGANIZATION", "ORGANIZATIONS", "PEOPLE", "MOVEMENT", "PARTY", "FORCES"})
# Nouns that name those who did it only with a word like "unidentified" before them.
ANYONE = frozenset({"man", "men", "individual", "person", "people", "group", "subject", "youth"})
UNKNOWN = frozenset({"unidentified", "unknown", "armed", "hooded", "masked", "young", "heavily"})


def doers_beside(one: Candidate) -> Iterator[str]:
    """Go through those who may have done it, as the sentences name them: guerrillas, gunmen, unidentified men."""
    hit = {word for person in one.people for word in (person.description or "").split()}
    for sentence in one.sentences:
        for token in sentence:
            lemma = lemma_of(token)
            marked = any(child.lower_ in UNKNOWN for child in token.children)
            if token.dep_ not in {"nsubj", "pobj", "conj", "nsubjpass"} or token.pos_ not in {"NOUN", "PROPN"}:
                continue
            if (lemma in listed("nouns", "doers") and (token.tag_ != "NN" or marked)) or (lemma in ANYONE and marked):
                words = _clean(text_of(bounds(token)))
                if words and words.split()[-1] not in hit:
                    yield words


def _clean(alias: str) -> str:
    """Give an alias in capitals, without what stands in brackets or speaks of doubt."""
    text = re.sub(r"\s*[\[(][^\])]*[\])]?|[\])]", "", " ".join(alias.upper().split()))
    return re.sub(r"^(?:ALLEGED|PRESUMED|SUSPECTED|SUPPOSED|SO-CALLED|SEVERAL|SOME) ", "", text).strip()


def group_beside(one: Candidate, article: Article) -> dict[str, str]:
    """Give the armed group that the sentences name beside what they tell."""
    for sentence in around(one, article):
        if found := article.groups.get(key_of(sentence)):
            return {group: words.upper() for group, words in found[:1]}
    return {}


# Adjectives of attacks, which name nobody.
MODIFIERS = frozenset(
    {"TERRORIST", "GUERRILLA", "REBEL", "SUBVERSIVE", "ARMED", "EXTREMIST", "MEMBER", "MEMBERS OF", "UNITS"}
)
_MEMBERS = re.compile(
    r"(?P<who>.*?\b(?:MEMBERS?|GUERRILLAS|TERRORISTS|REBELS|COMMANDOS?|COLUMN|UNITS?|TROOPS|SOLDIERS|MILITANTS|FIGHTERS|SUBVERSIVES|EXTREMISTS|GROUP|GUNMEN)) (?:OF|FROM|BELONGING TO) (?:THE )?(?P<group>.+)"
)
_GROUP = re.compile(
    r"(?P<group>.+?) (?P<who>(?:MEMBERS?|GUERRILLAS|TERRORISTS|REBELS|COMMANDOS?|COLUMN|UNITS?|TROOPS|SOLDIERS|MILITANTS|FIGHTERS|SUBVERSIVES|EXTREMISTS|GUNMEN))"
)


def parted(alias: str, role: ActorRole) -> tuple[str, str]:
    """Part "guerrillas of the National Front" and "Front guerrillas" into who did it and for which organisation."""
    if not is_organisation(role):
        return alias, ""
    for pattern in (_MEMBERS, _GROUP):
        if found := pattern.fullmatch(alias):
            return (found["who"] if pattern is _MEMBERS else alias), found["group"]
    return "", alias


CLAIMING = re.compile(r"\b(?:claim(?:ed|s|ing)? (?:responsibility|credit)|admitted|took responsibility|acknowledged)\b")
ACCUSED = re.compile(
    r"\b(?:accus\w+|blam\w+|attribut\w+|suspect\w*|alleged\w*|apparently|presum\w+|believed|reportedly|held responsible|responsible for|charged with)\b"
)
OFFICIALS = re.compile(
    r"(?i)\b(?:police|army|military|minist\w+|president|government|authorit\w+|official\w*|armed forces|general|colonel|judge|coprefa|prosecutor|security)\b"
)


def confidence_of(sentences: Sequence[Span], one: Candidate) -> str:
    """Give how sure the text is of who did it."""
    text = " ".join(" ".join(sentence.text.lower().split()) for sentence in sentences)
    if CLAIMING.search(text):
        return "CLAIMED OR ADMITTED"
    found = ACCUSED.search(text)
    if found is None:
        return "REPORTED AS FACT"
    cited = " ".join(name for incident in one.incidents for name in incident.attribution)
    return "SUSPECTED OR ACCUSED BY AUTHORITIES" if OFFICIALS.search(cited) else "SUSPECTED OR ACCUSED"


# Last words of actors that are people and no organisation: "Salvadoran guerrillas".
PEOPLE_OF = frozenset(
    {
        "guerrilla",
        "rebel",
        "soldier",
        "troop",
        "terrorist",
        "fighter",
        "militant",
        "gunmen",
        "men",
        "policemen",
        "guard",
        "officer",
        "agent",
        "commando",
        "subversive",
        "extremist",
        "insurgent",
        "member",
        "mercenarie",
        "assassin",
    }
)


def is_organisation(role: ActorRole) -> bool:
    """Say whether an actor is an organisation rather than people of one."""
    if (
        role.kind in {ActorKind.PERSON, ActorKind.CIVILIANS}
        or role.name.split()[-1:]
        and role.name.split()[-1].lower().rstrip("s") in PEOPLE_OF
    ):
        return False
    if role.name[:1].isupper() and role.kind in {
        ActorKind.ARMED_GROUP,
        ActorKind.ORGANISATION,
        ActorKind.STATE,
        ActorKind.SECURITY_FORCES,
    }:
        return True
    return role.name.lower() in {
        "armed forces",
        "army",
        "air force",
        "government",
        "military",
        "death squads",
        "police",
    }
