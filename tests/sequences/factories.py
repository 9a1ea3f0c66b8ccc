"""Histories with a known make-up: nothing in them, an answer after three days, a burst, a motif; and dates made vague."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Incident
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import Status
from timeline.model.when import Basis, DateInterval, Precision

START = date(2011, 1, 1)
KINDS = ("ASSAULT", "THREATEN", "CONSULT", "MOBILIZE", "AID", "ACCUSE")
MOTIF = ("THREATEN", "MOBILIZE", "CONSULT")


def between(
    first: date, last: date, *, precision: Precision = Precision.DAY
) -> DateInterval:
    """Give an interval of days."""
    return DateInterval(start=first, end=last, precision=precision, basis=Basis.STATED)


def on(day: int) -> DateInterval:
    """Give the day of that number, 0 for the first of the history."""
    when = START + timedelta(days=day)
    return between(when, when)


def actor(
    name: str,
    role: Role,
    kind: ActorKind = ActorKind.ARMED_GROUP,
    country: str | None = None,
) -> ActorRole:
    """Make an actor whose id is its name in lower case."""
    return ActorRole(id=name.lower(), name=name, role=role, kind=kind, country=country)


def act(
    name: str,
    who: str,
    whom: str,
    when: int | DateInterval | None,
    kind: str = "ASSAULT",
    **changes: Any,
) -> Incident:
    """Make an incident in which one acts on another, on the day of that number."""
    fields: dict[str, Any] = {
        "id": name,
        "headline": f"{kind} by {who} on {whom}",
        "type": kind,
        "mode": None,
        "status": Status.OCCURRED,
        "disputed": False,
        "date": on(when) if isinstance(when, int) else when,
        "actors": (actor(who, Role.INITIATOR), actor(whom, Role.TARGET)),
        "places": (),
        "casualties": (),
        "attribution": (),
        "publishers": (),
        "salience": 1.0,
        "confidence": 0.9,
        "reports": (),
    }
    return Incident(**(fields | changes))


def clash(
    name: str, who: str, whom: str, when: int | DateInterval | None, **changes: Any
) -> Incident:
    """Make an incident in which nobody is told to have begun."""
    return act(
        name,
        who,
        whom,
        when,
        **({"actors": (actor(who, Role.PARTY), actor(whom, Role.PARTY))} | changes),
    )


def at_place(name: str, precision: PlacePrecision = PlacePrecision.CITY) -> Place:
    """Make a place whose id is its name in lower case."""
    return Place(id=name.lower(), name=name, precision=precision)


def empty(number: int, seed: int) -> list[Incident]:
    """Make a history in which nothing follows from anything.

    Pairs, seasons and kinds differ in how common they are, one side of a pair acts more than the other, and incidents
    come in clusters of some days, as in a war; who does what on which day of a season is left to chance.
    """
    rng = np.random.default_rng(seed)
    pairs, seasons = max(2, number // 250), 12 if number <= 10_000 else 40
    rate = rng.gamma(2.0, 1.0, (pairs, seasons))
    cells = rng.choice(rate.size, number, p=(rate / rate.sum()).reshape(-1))
    leaning, kinds = rng.uniform(0.3, 0.7, pairs), rng.dirichlet([8, 4, 3, 3, 2, 2])
    centres = rng.integers(0, 91, (pairs, seasons, 4))
    clustered = rng.random(number) < 0.4
    pair, season = np.divmod(cells, seasons)
    spread = centres[pair, season, rng.integers(0, 4, number)] + rng.integers(
        0, 5, number
    )
    day = season * 91 + np.where(
        clustered, np.minimum(spread, 90), rng.integers(0, 91, number)
    )
    first, placed = rng.random(number) < leaning[pair], rng.random(number) < 0.8
    kind = rng.choice(len(KINDS), number, p=kinds)
    told = []
    for at in range(number):
        who, whom = (f"A{pair[at]:03}", f"B{pair[at]:03}")[:: 1 if first[at] else -1]
        place = (at_place(f"Town {pair[at]}"),) if placed[at] else ()
        told.append(
            act(f"n{at:06}", who, whom, int(day[at]), KINDS[kind[at]], places=place)
        )
    return told


def even(number: int, seed: int) -> list[Incident]:
    """Make a history in which each pair goes on at one rate for ever: no bursts either."""
    rng = np.random.default_rng(seed)
    pairs, days = max(2, number // 250), 1_095 if number <= 10_000 else 3_650
    pair, day = rng.integers(0, pairs, number), rng.integers(0, days, number)
    first, kind = rng.random(number) < 0.5, rng.integers(0, len(KINDS), number)
    told = []
    for at in range(number):
        who, whom = (f"A{pair[at]:03}", f"B{pair[at]:03}")[:: 1 if first[at] else -1]
        told.append(act(f"n{at:06}", who, whom, int(day[at]), KINDS[kind[at]]))
    return told


def answered(number: int, seed: int, *, after: int = 3) -> list[Incident]:
    """Make an empty history and plant answers: whatever A000 does to B000 on some days, B000 does something 3 days on."""
    rng = np.random.default_rng(seed + 1)
    told, count = empty(number, seed), max(20, min(60, number // 20))
    days = rng.choice(_span(told) - after, count, replace=False)
    for at, day in enumerate(days.tolist()):
        told.append(act(f"p{at:03}a", "A000", "B000", day, "ASSAULT"))
        told.append(act(f"p{at:03}b", "B000", "A000", day + after, "ASSAULT"))
    return told


def with_burst(
    number: int, seed: int, *, first: int = 400, days: int = 6
) -> list[Incident]:
    """Make an even history and plant a burst of A000 and B000 that begins on day 400."""
    rng = np.random.default_rng(seed + 2)
    told = even(number, seed)
    burst = [first, first + days - 1, *(first + rng.integers(0, days, 28)).tolist()]
    return told + [
        act(f"b{at:03}", "A000", "B000", int(day), "ASSAULT")
        for at, day in enumerate(burst)
    ]


def with_motif(number: int, seed: int) -> list[Incident]:
    """Make an empty history and plant a motif of three kinds, two days apart, in many pairs."""
    rng = np.random.default_rng(seed + 3)
    told, pairs = empty(number, seed), max(2, number // 250)
    for at in range(max(14, number // 25)):
        pair, day = int(rng.integers(pairs)), int(rng.integers(_span(told) - 10))
        for step, kind in enumerate(MOTIF):
            told.append(
                act(
                    f"m{at:04}{step}",
                    f"A{pair:03}",
                    f"B{pair:03}",
                    day + 2 * step,
                    kind,
                )
            )
    return told


def vague(incidents: Iterable[Incident], *, share: float, seed: int) -> list[Incident]:
    """Make some dates known to the month only."""
    rng = np.random.default_rng(seed + 4)
    return [_monthly(one) if rng.random() < share else one for one in incidents]


def _monthly(incident: Incident) -> Incident:
    if incident.date is None:
        return incident
    first = incident.date.start.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return replace(incident, date=between(first, last, precision=Precision.MONTH))


def _span(told: Sequence[Incident]) -> int:
    return max((one.date.start - START).days for one in told if one.date is not None)
