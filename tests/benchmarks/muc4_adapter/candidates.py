"""Which templates could the incidents of one text become, and which of them are one?"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Span, Token

from tests.benchmarks.muc4_adapter.effects import (
    counted,
    effect_of,
    harms,
    identified,
    is_named,
    targets,
    thing_effect,
)
from tests.benchmarks.muc4_adapter.people import Person, merge_people, person
from tests.benchmarks.muc4_adapter.phrases import is_armed, is_human, is_thing
from tests.benchmarks.muc4_adapter.reading import Article, Telling, key_of
from tests.benchmarks.muc4_adapter.things import (
    Thing,
    damaged,
    instruments,
    merge_things,
    thing,
)
from timeline.model.actors import ActorKind, Role
from timeline.model.incidents import Incident
from timeline.model.places import PlacePrecision
from timeline.model.types import Status
from timeline.model.when import Basis, Precision

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
# Sentences behind the last one that tells of an incident in which the text goes on about it.
GOES_ON = 6
# Types whose target is who is said to have done it.
ACCUSING = frozenset({"ACCUSE"})


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


def around(one: Candidate, article: Article) -> list[Span]:
    """Give the sentences that tell of an incident and those right behind them."""
    everything = list(article.sentences())
    places = {key_of(sentence): at for at, sentence in enumerate(everything)}
    told = [places[key_of(sentence)] for sentence in one.sentences]
    return [
        everything[at]
        for at in sorted(
            {
                near
                for at in told
                for near in range(at, min(at + 1 + GOES_ON, len(everything)))
            }
        )
    ]


def add_means(one: Candidate, article: Article) -> None:
    """Add the bomb of a bombing where only other sentences name it."""
    if one.kind == "BOMBING" and not one.means:
        found = instruments(around(one, article)) or instruments(
            list(article.sentences())
        )
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


def spoken_of(
    article: Article, incident: Incident, tellings: Sequence[Telling]
) -> Candidate:
    """Make a candidate of force that is only spoken of; whoever is accused of it did it."""
    accused = tuple(
        replace(role, role=Role.INITIATOR)
        for role in incident.actors
        if role.role is Role.TARGET
        and incident.type in ACCUSING
        and role.kind in {ActorKind.ARMED_GROUP, ActorKind.SECURITY_FORCES}
    )
    told = replace(
        incident,
        type="ASSAULT",
        mode=None,
        status=Status.OCCURRED,
        actors=accused,
        places=(),
        date=None,
    )
    return _made(article, told, tellings)


def _made(
    article: Article, incident: Incident, tellings: Sequence[Telling]
) -> Candidate:
    found = Candidate(
        kind=type_of(incident, tellings),
        stage=STAGES[incident.status],
        incidents=[incident],
    )
    found.sentences = list(
        {one.sentence.start: one.sentence for one in tellings}.values()
    )
    heads: dict[Token, list[str]] = {}
    for telling in tellings:
        found.things += _read_targets(telling, heads)
        for head, effect in counted(article, telling):
            _add(heads, head, effect)
    found.armed = any(is_armed(head) for head in heads)
    people = [
        _with_effects(person(head, article), effects)
        for head, effects in heads.items()
        if not is_armed(head)
    ]
    found.people = merge_people(people)
    found.things = merge_things(found.things)
    found.means = (
        instruments(found.sentences)
        if found.kind in {"BOMBING", "ATTACK", "ROBBERY"}
        else []
    )
    if (
        found.kind == "ATTACK"
        and incident.mode not in FROM_THE_AIR | CLASHES
        and _is_by_bomb(found)
    ):
        found.kind = "BOMBING"
    return found


def _read_targets(telling: Telling, heads: dict[Token, list[str]]) -> list[Thing]:
    """Give the things that a trigger hits, and note the people."""
    things: list[Thing] = []
    for head in targets(telling):
        if is_thing(head):
            effect = thing_effect(telling)
            things.append(replace(thing(head), effects=[effect] if effect else []))
        elif is_human(head) or (harms(telling) and is_named(head)):
            _add(heads, head, effect_of(telling))
    return things


def _with_effects(one: Person, effects: list[str]) -> Person:
    return replace(one, effects=effects)


def _is_by_bomb(one: Candidate) -> bool:
    """Say whether explosives, and no guns, are named as the means."""
    fills = {fill for _, fill in one.means}
    return bool(fills & (BOMBS - {"MINE"})) and not fills & {
        "GUN",
        "MACHINE GUN",
        "RIFLE",
        "HANDGUN",
    }


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
    return (
        "ROBBERY"
        if lemmas & {"rob", "steal", "loot", "robbery", "holdup"}
        else "ATTACK"
    )


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
        same.means = list(
            {fill: (words, fill) for words, fill in (*one.means, *same.means)}.values()
        )
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
    if (one.kind != other.kind and "ATTACK" not in {one.kind, other.kind}) or (
        one.kind != other.kind and not shared
    ):
        return False
    if _apart(_names(one), _names(other)) and not (days_told(one) & days_told(other)):
        return False
    return (
        one.stage == other.stage
        and not _apart(days_told(one), days_told(other))
        and not _apart(towns_told(one), towns_told(other))
    )


def _apart(one: set[object], other: set[object]) -> bool:
    return bool(one) and bool(other) and not one & other


def _names(one: Candidate) -> set[object]:
    return {
        part
        for person in one.people
        if person.name
        for part in person.name.split()[-1:]
    }


def days_told(one: Candidate) -> set[object]:
    return {
        when.start
        for when in (incident.date for incident in one.incidents)
        if when is not None
        and when.basis is not Basis.ASSUMED
        and when.precision in {Precision.DAY, Precision.TIME}
    }


def towns_told(one: Candidate) -> set[object]:
    return {
        place.id
        for incident in one.incidents
        for place in incident.places
        if place.precision in {PlacePrecision.CITY, PlacePrecision.SITE}
    }
