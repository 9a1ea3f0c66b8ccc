"""Which small timeline do the page's tests look at? An invented war in twelve incidents."""

import re
from datetime import date
from typing import Any

from tests.builders import (
    actor_role,
    day,
    document,
    incident,
    month,
    place,
    timeline_data,
)
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import (
    Casualty,
    Incident,
    Mark,
    Passage,
    Relation,
    RelationKind,
)
from timeline.model.mentions import Slot
from timeline.model.places import PlacePrecision
from timeline.model.text import Document, TextSpan
from timeline.model.timeline import TimelineData
from timeline.model.types import CasualtyKind, Status
from timeline.model.when import Basis, DateInterval, Precision

NORTH = ("Northern Front", ActorKind.ARMED_GROUP, None)
GOVERNMENT = ("Government forces", ActorKind.SECURITY_FORCES, "SDN")
CIVILIANS = ("Civilians", ActorKind.CIVILIANS, None)
HIGHLAND = (
    "Highland Council for Peace and Reconciliation",
    ActorKind.ORGANISATION,
    None,
)
RIVER = ("River Militia", ActorKind.ARMED_GROUP, None)

OUTLETS = {
    "courier": (
        "Daily Courier",
        date(2020, 2, 4),
        "Four killed in Subek as front moves closer",
    ),
    "radio": ("Radio Delta", date(2020, 2, 5), "Hospital counts the dead"),
    "bulletin": ("Ministry Bulletin", date(2020, 2, 4), "Statement on operations"),
    "relief": ("Relief Watch", date(2020, 2, 7), "Situation report no. 34"),
}


def who(actor: tuple[str, ActorKind, str | None], role: Role) -> ActorRole:
    """Put an actor into a role."""
    name, kind, country = actor
    return actor_role(name, role, kind=kind, country=country)


def killed(number: int | None, **changes: Any) -> Casualty:
    """Give a figure of people killed."""
    fields: dict[str, Any] = {
        "kind": CasualtyKind.KILLED,
        "group": "people",
        "low": number,
        "best": number,
        "high": number,
    }
    return Casualty(**(fields | changes))


class Press:
    """Collects sentences into documents and gives back passages with true offsets."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = dict.fromkeys(OUTLETS, "")

    def tell(self, outlet: str, marked: str, **changes: Any) -> Passage:
        """Add a sentence to an outlet's article; "[place Subek]" stands for the marked word Subek."""
        start = len(self.texts[outlet])
        sentence, marks, done = "", [], 0
        for found in re.finditer(r"\[([a-z]+) ([^]]+)\]", marked):
            sentence += marked[done : found.start()]
            at = start + len(sentence)
            sentence += found.group(2)
            done = found.end()
            marks.append(
                Mark(
                    slot=Slot(found.group(1)),
                    start=at,
                    end=start + len(sentence),
                    rule="sample",
                )
            )
        sentence += marked[done:]
        self.texts[outlet] += sentence + " "
        trigger = next(one for one in marks if one.slot is Slot.TRIGGER)
        fields: dict[str, Any] = {
            "report": f"{outlet}#{start}",
            "document": outlet,
            "start": start,
            "end": start + len(sentence),
            "text": sentence,
            "trigger": TextSpan(start=trigger.start, end=trigger.end),
            "marks": tuple(marks),
        }
        return Passage(**(fields | changes))

    def documents(self) -> tuple[Document, ...]:
        """Give the articles as they stand."""
        return tuple(
            document(
                text=self.texts[key],
                id=key,
                publisher=name,
                published=published,
                title=title,
                sections=(),
            )
            for key, (name, published, title) in sorted(OUTLETS.items())
        )


def small() -> TimelineData:
    """Make twelve incidents with every grain of date, status, and rival tolls."""
    press = Press()
    incidents = [*_fighting(press), *_words(press), *_background(press)]
    ordered = sorted(
        incidents,
        key=lambda one: (
            one.date is None,
            one.date.start if one.date else date.max,
            one.id,
        ),
    )
    return timeline_data(
        *ordered, title="Delta conflict, February 2020", documents=press.documents()
    )


def _fighting(press: Press) -> list[Incident]:
    monday = day("2020-02-03", basis=Basis.RELATIVE, words="Monday")
    four = killed(4, attribution=("hospital official",))
    twelve = killed(12, low=12, high=None, attribution=("Relief Watch monitor",))
    shelling = incident(
        id="i-subek",
        headline="Northern Front shelled Subek, killing at least 4",
        date=monday,
        disputed=True,
        salience=9.0,
        actors=(who(NORTH, Role.INITIATOR), who(CIVILIANS, Role.TARGET)),
        casualties=(four, twelve, killed(1)),
        attribution=("hospital official", "Relief Watch monitor"),
        publishers=("Daily Courier", "Ministry Bulletin", "Relief Watch"),
        relations=(Relation(kind=RelationKind.BEFORE, incident="i-raid"),),
        reports=(
            press.tell(
                "courier",
                "[initiator Northern Front fighters] [trigger shelled] the town of [place Subek] on "
                "[date Monday], killing [casualties four people], [attribution a hospital official] said.",
                attribution=("hospital official",),
                date=monday,
                casualties=(four,),
            ),
            press.tell(
                "bulletin",
                "[casualties One person] was killed when a stray round [trigger hit] [place Subek], "
                "[attribution the ministry] said.",
                attribution=("the ministry",),
                casualties=(killed(1),),
            ),
            press.tell(
                "relief",
                "[casualties At least twelve people] died under [trigger shellfire] in [place Subek] "
                "[date last Monday], according to [attribution our monitor there].",
                attribution=("Relief Watch monitor",),
                casualties=(twelve,),
                date=monday,
            ),
        ),
    )
    tuesday = day("2020-02-04", basis=Basis.RELATIVE, words="a day later")
    three = killed(3, group="fighters", actor="northern-front")
    raid = incident(
        id="i-raid",
        headline="Government forces struck Northern Front positions near Lemo, killing 3 fighters",
        mode="aerial",
        actors=(who(GOVERNMENT, Role.INITIATOR), who(NORTH, Role.TARGET)),
        date=tuesday,
        casualties=(three,),
        attribution=(),
        places=(place("Lemo", admin1="Upper Delta"),),
        publishers=("Radio Delta",),
        salience=6.0,
        relations=(Relation(kind=RelationKind.RESPONSE_TO, incident="i-subek"),),
        reports=(
            press.tell(
                "radio",
                "In response, [initiator army jets] [trigger bombed] [target rebel positions] near [place Lemo] "
                "[date a day later], and [casualties three fighters] were killed.",
                date=tuesday,
                casualties=(three,),
            ),
        ),
    )
    week = DateInterval(
        start=date(2020, 1, 20),
        end=date(2020, 1, 26),
        precision=Precision.WEEK,
        basis=Basis.RELATIVE,
        text="two weeks ago",
    )
    clash = incident(
        id="i-clash",
        headline="Clashes between River Militia and Government forces in Tamra",
        mode="clash",
        date=week,
        casualties=(),
        actors=(who(RIVER, Role.PARTY), who(GOVERNMENT, Role.PARTY)),
        places=(place("Tamra"),),
        attribution=(),
        publishers=("Relief Watch",),
        reports=(
            press.tell(
                "relief",
                "[date Two weeks ago] [party the army] and [party the River Militia] [trigger fought] in "
                "[place Tamra].",
                date=week,
            ),
        ),
    )
    mine = incident(
        id="i-mine",
        headline="Mine killed 1 person on the road to Subek",
        mode="mine",
        actors=(),
        casualties=(killed(1),),
        attribution=(),
        date=day("2020-02-06", words="February 6"),
        publishers=("Relief Watch",),
        reports=(
            press.tell(
                "relief",
                "[casualties One person] was killed by a [trigger mine] on [place the road to Subek] on "
                "[date February 6].",
                casualties=(killed(1),),
            ),
        ),
    )
    several = Casualty(kind=CasualtyKind.ABDUCTED, group="teachers")
    taken = incident(
        id="i-taken",
        headline="River Militia abducted several teachers",
        mode="abduction",
        date=None,
        casualties=(several,),
        actors=(who(RIVER, Role.INITIATOR), who(CIVILIANS, Role.TARGET)),
        places=(),
        attribution=(),
        publishers=("Radio Delta",),
        confidence=0.41,
        reports=(
            press.tell(
                "radio",
                "[casualties Several teachers] are said to have been [trigger taken away] by "
                "[initiator the River Militia].",
                casualties=(several,),
            ),
        ),
    )
    return [shelling, raid, clash, mine, taken]


def _words(press: Press) -> list[Incident]:
    def said(
        key: str,
        headline: str,
        type_id: str,
        status: Status,
        when: DateInterval | None,
        outlet: str,
        sentence: str,
        **changes: Any,
    ) -> Incident:
        fields: dict[str, Any] = {
            "id": f"i-{key}",
            "headline": headline,
            "type": type_id,
            "mode": None,
            "status": status,
            "date": when,
            "casualties": (),
            "attribution": (),
            "publishers": (OUTLETS[outlet][0],),
            "places": (),
            "salience": 2.0,
            "reports": (press.tell(outlet, sentence, status=status, date=when),),
        }
        return incident(**(fields | changes))

    both = (who(GOVERNMENT, Role.PARTY), who(NORTH, Role.PARTY))
    return [
        said(
            "talks",
            "Government forces and Northern Front plan talks, hosted by the Highland Council",
            "CONSULT",
            Status.PLANNED,
            day("2020-02-08", basis=Basis.RELATIVE, words="on Saturday"),
            "relief",
            "[party Both sides] [status plan to] [trigger meet] [date on Saturday] in the hall of the "
            "Highland Council.",
            actors=(*both, who(HIGHLAND, Role.PARTY)),
        ),
        said(
            "threat",
            "Government forces threatened to retake Lemo",
            "THREATEN",
            Status.THREATENED,
            day("2020-02-05", words="Wednesday", basis=Basis.RELATIVE),
            "bulletin",
            "[initiator The army] will retake [place Lemo] whatever the price, [attribution the ministry] "
            "[trigger warned] [date on Wednesday].",
            actors=(who(GOVERNMENT, Role.INITIATOR), who(NORTH, Role.TARGET)),
        ),
        said(
            "denied",
            "Northern Front denies a strike on the clinic of Tamra",
            "ASSAULT",
            Status.DENIED,
            day("2020-02-02", words="Sunday", basis=Basis.RELATIVE),
            "radio",
            "[initiator The Northern Front] [status denied] that it had [trigger struck] "
            "[target the clinic] of [place Tamra] on [date Sunday].",
            actors=(who(NORTH, Role.INITIATOR), who(CIVILIANS, Role.TARGET)),
            disputed=True,
            mode="aerial",
            places=(place("Tamra"),),
        ),
        said(
            "demand",
            "Highland Council demands a ceasefire",
            "REQUEST",
            Status.DEMANDED,
            day("2020-02-05", words="February 5"),
            "radio",
            "[initiator The Highland Council for Peace and Reconciliation] [trigger called for] a ceasefire "
            "on [date February 5].",
            actors=(who(HIGHLAND, Role.INITIATOR),),
        ),
    ]


def _background(press: Press) -> list[Incident]:
    year = DateInterval(
        start=date(2018, 1, 1),
        end=date(2018, 12, 31),
        precision=Precision.YEAR,
        basis=Basis.STATED,
        text="2018",
    )
    fled = Casualty(
        kind=CasualtyKind.DISPLACED, group="people", low=30000, best=30000, high=None
    )
    return [
        incident(
            id="i-flight",
            headline="More than 30,000 people fled Upper Delta",
            type="DISPLACE",
            mode="flight",
            date=month("2020-01"),
            casualties=(fled,),
            actors=(who(CIVILIANS, Role.TARGET),),
            attribution=("Relief Watch monitor",),
            publishers=("Relief Watch",),
            salience=4.0,
            places=(place("Upper Delta", precision=PlacePrecision.PROVINCE),),
            reports=(
                press.tell(
                    "relief",
                    "[casualties More than 30,000 people] [trigger fled] their homes in [place Upper Delta] "
                    "[date last month].",
                    casualties=(fled,),
                    date=month("2020-01"),
                ),
            ),
        ),
        incident(
            id="i-war",
            headline="War between Government forces and Northern Front",
            mode="war",
            date=year,
            casualties=(),
            attribution=(),
            actors=(who(GOVERNMENT, Role.PARTY), who(NORTH, Role.PARTY)),
            places=(place("Delta", precision=PlacePrecision.COUNTRY),),
            publishers=("Daily Courier",),
            reports=(
                press.tell(
                    "courier",
                    "The two have been at [trigger war] since [date 2018].",
                    date=year,
                ),
            ),
        ),
        incident(
            id="i-retreat",
            headline="River Militia failed to withdraw from Tamra",
            type="RETREAT",
            mode="withdraw",
            status=Status.FAILED,
            casualties=(),
            attribution=(),
            date=day("2020-01-30", words="January 30"),
            actors=(who(RIVER, Role.INITIATOR),),
            places=(place("Tamra"),),
            publishers=("Daily Courier",),
            reports=(
                press.tell(
                    "courier",
                    "[initiator The River Militia] [status did not] [trigger leave] [place Tamra] on "
                    "[date January 30] as agreed.",
                    status=Status.FAILED,
                ),
            ),
        ),
    ]


def nothing() -> TimelineData:
    """Make a timeline in which no incident was found."""
    return TimelineData(
        version="0.0.0",
        title="Nothing found",
        documents=(document(),),
        actors=(),
        places=(),
        incidents=(),
    )
