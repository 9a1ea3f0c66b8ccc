"""How does the page stand a larger war? As many invented incidents as are asked for, always the same."""

import random
from datetime import date, timedelta

from tests.builders import document, incident, month, place, timeline_data
from tests.views.sample import (
    CIVILIANS,
    GOVERNMENT,
    HIGHLAND,
    NORTH,
    OUTLETS,
    RIVER,
    killed,
    who,
)
from timeline.model.actors import ActorKind, Role
from timeline.model.incidents import Casualty, Incident, Mark, Passage
from timeline.model.mentions import Slot
from timeline.model.places import Place
from timeline.model.text import TextSpan
from timeline.model.timeline import TimelineData
from timeline.model.types import Status
from timeline.model.when import Basis, DateInterval, Precision

_ACTORS = (
    GOVERNMENT,
    NORTH,
    CIVILIANS,
    RIVER,
    HIGHLAND,
    ("Coast Brigade", ActorKind.ARMED_GROUP, None),
    ("Border Guard", ActorKind.SECURITY_FORCES, "SDN"),
    ("Eastern Rebels", ActorKind.ARMED_GROUP, None),
    ("Foreign contingent", ActorKind.SECURITY_FORCES, "XYZ"),
    ("Mining Police", ActorKind.SECURITY_FORCES, None),
    ("Delta Movement", ActorKind.ARMED_GROUP, None),
    ("Village defence units of the lower valleys", ActorKind.ARMED_GROUP, None),
    ("Union of Towns", ActorKind.ORGANISATION, None),
    ("United observer mission", ActorKind.ORGANISATION, None),
    ("Fishing cooperatives", ActorKind.ORGANISATION, None),
    ("Port Authority", ActorKind.ORGANISATION, None),
)
_PLACES = (
    "Subek",
    "Lemo",
    "Tamra",
    "Orasund",
    "Vell",
    "Kasta",
    "Upper Delta",
    "Nim",
    "Harbour Town",
    "Ostrow Pass",
    "Ilmet",
    "Dry Wells",
)
_KINDS = (
    ("ASSAULT", "shelling", "shelled"),
    ("ASSAULT", "aerial", "struck"),
    ("ASSAULT", "clash", "fought"),
    ("ASSAULT", "ambush", "ambushed"),
    ("ASSAULT", "shooting", "shot at"),
    ("COERCE", "arrest", "arrested members of"),
    ("MOBILIZE", "deploy", "deployed against"),
    ("CONSULT", "talks", "met"),
    ("ACCUSE", "blame", "blamed"),
    ("AID", "relief", "brought relief to"),
    ("PROTEST", "demonstration", "protested against"),
    ("DISPLACE", "flight", "drove out"),
    ("REQUEST", "demand", "called on"),
    ("RETREAT", "withdraw", "withdrew before"),
)


class Press:
    """The sentences of one outlet, put together only at the end: adding to a long text each time would be quadratic."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.length = 0

    def add(self, sentence: str) -> None:
        self.sentences.append(sentence)
        self.length += len(sentence)


def generated(number: int = 500, *, seed: int = 7) -> TimelineData:
    """Make a war of that many incidents over four years, with two bursts, all grains, statuses and rival tolls."""
    chance = random.Random(seed)
    texts: dict[str, Press] = {outlet: Press() for outlet in OUTLETS}
    made = [_one(chance, number_of, texts) for number_of in range(number)]
    made.sort(
        key=lambda one: (
            one.date is None,
            one.date.start if one.date else date.max,
            one.id,
        )
    )
    documents = tuple(
        document(
            text="".join(texts[key].sentences),
            id=key,
            publisher=name,
            published=date(2023, 1, 5),
            title=title,
            sections=(),
        )
        for key, (name, _, title) in sorted(OUTLETS.items())
    )
    return timeline_data(
        *made, title="Delta conflict 2019–2022 (invented)", documents=documents
    )


def _one(chance: random.Random, number: int, texts: dict[str, "Press"]) -> Incident:
    first, second = (
        _ACTORS[min(int(chance.expovariate(0.28)), len(_ACTORS) - 1)] for _ in range(2)
    )
    type_id, mode, verb = _KINDS[min(int(chance.expovariate(0.25)), len(_KINDS) - 1)]
    where, when = chance.choice(_PLACES), _when(chance)
    symmetric = mode in {"clash", "talks"}
    roles = (Role.PARTY, Role.PARTY) if symmetric else (Role.INITIATOR, Role.TARGET)
    toll = chance.choice([0, 0, 1, 2, 3, 5, 9, 14]) if type_id == "ASSAULT" else 0
    outlets = chance.sample(sorted(OUTLETS), chance.choice([1, 1, 1, 2, 3]))
    rival = toll > 2 and len(outlets) > 1
    figures = (
        [
            killed(toll + (position * 2 if rival else 0))
            for position in range(len(outlets))
        ]
        if toll
        else []
    )
    passages = []
    for position, outlet in enumerate(outlets):
        start = texts[outlet].length
        ending = f", killing {figures[position].best} people" if figures else ""
        sentence = (
            f"{first[0]} {verb} {second[0]} near {where}{ending}, officials said."
        )
        texts[outlet].add(sentence + " ")
        passages.append(
            _told(
                sentence, start, outlet, verb, where, figures[position : position + 1]
            )
        )
    status = chance.choices(list(Status), weights=[70, 6, 8, 4, 4, 3, 3, 2])[0]
    names = [first] if first == second else [first, second]
    return incident(
        id=f"g-{number:05d}",
        headline=f"{first[0]} {verb} {second[0]} near {where}"
        + (f", killing {toll}" if toll else ""),
        type=type_id,
        mode=mode,
        status=status,
        disputed=rival,
        date=when,
        actors=tuple(who(name, role) for name, role in zip(names, roles, strict=False)),
        places=(_place(where),),
        casualties=tuple(dict.fromkeys(figures)),
        attribution=("officials",),
        reports=tuple(passages),
        publishers=tuple(sorted(OUTLETS[one][0] for one in outlets)),
        salience=round(toll / 5 + len(outlets), 2),
        confidence=round(chance.uniform(0.3, 0.97), 2),
    )


def _told(
    sentence: str,
    start: int,
    outlet: str,
    verb: str,
    where: str,
    figures: list[Casualty],
) -> Passage:
    trigger = start + sentence.index(verb)
    marks = [
        Mark(slot=Slot.TRIGGER, start=trigger, end=trigger + len(verb), rule="sample")
    ]
    at = start + sentence.index(f"near {where}") + 5
    marks.append(Mark(slot=Slot.PLACE, start=at, end=at + len(where), rule="sample"))
    return Passage(
        report=f"{outlet}#{start}",
        document=outlet,
        start=start,
        end=start + len(sentence),
        text=sentence,
        attribution=("officials",),
        trigger=TextSpan(start=trigger, end=trigger + len(verb)),
        marks=tuple(marks),
        casualties=tuple(figures),
    )


def _place(name: str) -> Place:
    return place(name, id=f"name:{name.lower().replace(' ', '-')}")


def _when(chance: random.Random) -> DateInterval | None:
    draw = chance.random()
    if draw < 0.04:
        return None
    middle = {0: date(2020, 3, 10), 1: date(2021, 9, 1)}.get(chance.randrange(5))
    start = (
        middle + timedelta(days=round(chance.gauss(0, 14)))
        if middle
        else date(2019, 1, 1) + timedelta(days=chance.randrange(1430))
    )
    if draw < 0.74:
        return DateInterval(
            start=start,
            end=start,
            precision=Precision.DAY,
            basis=Basis.RELATIVE,
            text="Monday",
        )
    if draw < 0.84:
        return DateInterval(
            start=start,
            end=start + timedelta(days=6),
            precision=Precision.WEEK,
            basis=Basis.RELATIVE,
            text="last week",
        )
    if draw < 0.96:
        return month(start.strftime("%Y-%m"))
    return DateInterval(
        start=date(start.year, 1, 1),
        end=date(start.year, 12, 31),
        precision=Precision.YEAR,
        basis=Basis.STATED,
        text=str(start.year),
    )
