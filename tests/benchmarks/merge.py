"""How do cost and quality of merging grow with the archive, measured on made-up reports of known incidents?

usage: python tests/benchmarks/merge.py [--files] [SIZE ...]     (default: 1000 10000 100000 reports)

With --files the reports lie in a file and are merged in parts, as those of a large timeline are; the incidents are made
in a file as well. Give one size at a time to see its peak memory.

Four wars of sixty towns and five actors each, twenty incidents a day, about five reports an incident. A report may leave out
who did it, give the state for its army, another mode of the family, the province for the town, a toll of its own, a week or a
month for the day, or no date but that of its publication. One report in twenty is vague: it tells of fighting in a country in
a month, and belongs to no incident. Pairs of reports of one incident are counted; every report is in a document of its own.
"""

import argparse
import math
import random
import resource
import tempfile
import time
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from timeline.cluster.large import merged_groups
from timeline.cluster.merge import MergeFolder
from timeline.incidents import incidents_of
from timeline.incidents.stored import Sources, stored_incidents
from timeline.mentions.knowledge import knowledge
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty, Incident, Passage, Report
from timeline.model.places import Place, PlacePrecision
from timeline.model.text import TextSpan
from timeline.model.types import CasualtyKind, Status
from timeline.model.when import Basis, DateInterval, Precision

WARS = ("AAA", "BBB", "CCC", "DDD")
TOWNS, PER_DAY, REPORTS_EACH = 60, 20, 5
FIRST = date(2001, 1, 1)
KINDS = [
    ("ASSAULT", ("shelling", "missile", "aerial"), ("shelled", "bombarded", "struck")),
    ("ASSAULT", ("shooting", "raid", "ambush"), ("shot", "raided", "attacked")),
    ("ASSAULT", ("abduction",), ("abducted", "seized")),
    ("ASSAULT", ("bombing", "suicide-bombing"), ("bombed", "exploded")),
    ("COERCE", ("arrest",), ("arrested", "detained")),
    ("PROTEST", ("demonstration",), ("marched", "protested")),
]


@dataclass(frozen=True)
class Happening:
    """What happened, in truth."""

    day: date
    war: str
    town: Place
    kind: tuple[str, tuple[str, ...], tuple[str, ...]]
    initiator: ActorRole
    target: ActorRole
    dead: int


def main() -> None:
    """Print size, CPU seconds, growth and pairwise figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument(
        "--files", action="store_true", help="merge in parts, through files"
    )
    args = parser.parse_args()
    before: tuple[int, float] | None = None
    for size in args.sizes:
        measured = merged_through_files(size) if args.files else merged_in_memory(size)
        growth = (
            f"{math.log(measured.cpu / before[1]) / math.log(size / before[0]):.2f}"
            if before
            else "   –"
        )
        precision, recall, f1 = pairwise(measured.truth, measured.answer)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        print(  # noqa: T201 - a command
            f"reports {size:7,}  incidents {len(set(measured.answer)):7,} of {len(set(measured.truth)):7,}"
            f"  {measured.cpu:6.1f} CPU s  peak {peak:.0f} MB  exponent {growth}"
            f"  pairs P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f}",
            flush=True,
        )
        before = (size, measured.cpu)


@dataclass(frozen=True)
class Measured:
    """What merging took, and by report the number of its incident: in truth, and as found."""

    cpu: float
    truth: Sequence[int]
    answer: Sequence[int]


def merged_in_memory(size: int) -> Measured:
    """Merge made-up reports in memory."""
    truth, reports, published = archive(size)
    start = time.process_time()
    incidents = incidents_of(reports, types=knowledge().types, published=published)
    spent = time.process_time() - start
    return Measured(spent, list(truth.values()), answers(incidents, len(truth)))


def merged_through_files(size: int) -> Measured:
    """Merge made-up reports in parts; making and writing them is not counted."""
    truth = array("q")
    published: dict[str, date | None] = {}

    def reports() -> Iterator[Report]:
        for one in made_up(size):
            truth.append(one.happening)
            published[one.report.document] = one.published
            yield one.report

    with tempfile.TemporaryDirectory() as name:
        folder = MergeFolder(Path(name))
        folder.write_reports(reports())
        folder.write_days(published)
        start = time.process_time()
        groups = merged_groups(folder, address=None)
        sources = Sources(
            reports=folder.reports(),
            types=knowledge().types,
            published=published,
            voices={},
        )
        incidents = stored_incidents(groups, sources, folder.path)
        spent = time.process_time() - start
        return Measured(spent, truth, answers(incidents, len(truth)))


def answers(incidents: Iterable[Incident], size: int) -> Sequence[int]:
    """Return by report the number of the incident that it was put to."""
    found = array("q", bytes(8 * size))
    for number, incident in enumerate(incidents):
        for passage in incident.reports:
            found[int(passage.document.removeprefix("d"))] = number
    return found


@dataclass(frozen=True)
class MadeUp:
    """A report, the number of what it tells of, below 0 for nothing, and when it was published."""

    report: Report
    happening: int
    published: date


def archive(
    size: int, *, seed: int = 1
) -> tuple[dict[str, int], list[Report], dict[str, date | None]]:
    """Make reports: the number of its incident by report, the reports, the day of publication by document."""
    truth: dict[str, int] = {}
    reports: list[Report] = []
    published: dict[str, date | None] = {}
    for one in made_up(size, seed=seed):
        reports.append(one.report)
        truth[one.report.id] = one.happening
        published[one.report.document] = one.published
    return truth, reports, published


def made_up(size: int, *, seed: int = 1) -> Iterator[MadeUp]:
    """Yield at least so many reports, up to the last of an incident."""
    chance = random.Random(seed)
    towns = {war: [town(war, number) for number in range(TOWNS)] for war in WARS}
    count = number = 0
    while count < size:
        one = happening(chance, FIRST + timedelta(days=number // PER_DAY), towns)
        for _ in range(1 + min(40, int(chance.expovariate(1 / (REPORTS_EACH - 1))))):
            name = f"d{count:06}"
            count += 1
            late = 0 if chance.random() < 0.8 else int(chance.expovariate(1 / 20))
            published = one.day + timedelta(days=chance.randrange(2) + late)
            vague = chance.random() < 0.05
            report = (
                vague_report(one, name)
                if vague
                else telling(chance, one, name, late=late > 1)
            )
            yield MadeUp(report, -count if vague else number, published)
        number += 1


def town(war: str, number: int) -> Place:
    """Make a town: six a province, a degree apart."""
    at = WARS.index(war)
    return Place(
        id=f"{war}-{number}", name=f"Town {war} {number}", lat=10.0 + number % 10, lon=20.0 * at + number // 10, country=war,
        admin1=f"Province {war} {number // 6}", precision=PlacePrecision.CITY,
    )  # fmt: skip


def happening(
    chance: random.Random, day: date, towns: dict[str, list[Place]]
) -> Happening:
    """Make an incident."""
    war = chance.choice(WARS)
    army = ActorRole(
        id=f"{war}-military",
        name=f"{war} military",
        role=Role.INITIATOR,
        kind=ActorKind.SECURITY_FORCES,
        country=war,
    )
    group = ActorRole(
        id=f"{war}-front-{chance.randrange(3)}",
        name=f"Front {war}",
        role=Role.INITIATOR,
        kind=ActorKind.ARMED_GROUP,
    )
    initiator, other = (army, group) if chance.random() < 0.5 else (group, army)
    civilians = ActorRole(
        id="villagers", name="villagers", role=Role.TARGET, kind=ActorKind.CIVILIANS
    )
    target = civilians if chance.random() < 0.6 else at_end(other)
    dead = int(min(200, chance.paretovariate(0.8)))
    return Happening(
        day,
        war,
        chance.choice(towns[war]),
        chance.choice(KINDS),
        initiator,
        target,
        dead,
    )


def at_end(actor: ActorRole) -> ActorRole:
    """Give an actor as the target."""
    return ActorRole(
        id=actor.id,
        name=actor.name,
        role=Role.TARGET,
        kind=actor.kind,
        country=actor.country,
    )


def telling(chance: random.Random, one: Happening, name: str, *, late: bool) -> Report:
    """Tell of an incident as one article might."""
    kind, modes, words = one.kind
    actors = [one.initiator, one.target]
    if one.initiator.kind is ActorKind.SECURITY_FORCES and chance.random() < 0.3:
        actors[0] = ActorRole(
            id=one.war,
            name=one.war,
            role=Role.INITIATOR,
            kind=ActorKind.STATE,
            country=one.war,
        )
    if chance.random() < 0.2:
        actors = actors[1:]
    dead = (
        one.dead
        if chance.random() < 0.6
        else max(1, round(one.dead * chance.uniform(0.7, 1.4)))
    )
    figures = () if chance.random() < 0.25 else (figure(dead),)
    where = (province(one.town) if chance.random() < 0.1 else one.town,)
    mode = (
        None
        if chance.random() < 0.15
        else modes[0]
        if chance.random() < 0.7
        else chance.choice(modes)
    )
    return made(
        name,
        kind,
        mode,
        dated(chance, one.day, late=late),
        tuple(actors),
        where,
        figures,
        chance.choice(words),
    )


def dated(chance: random.Random, day: date, *, late: bool) -> DateInterval | None:
    """Date an incident by its day, its week, its month, or not; news may leave the day to the reader."""
    draw = chance.random()
    if draw < 0.08 and not late:
        return DateInterval(
            start=day,
            end=day + timedelta(days=1),
            precision=Precision.PERIOD,
            basis=Basis.ASSUMED,
        )
    if draw < 0.84:
        return DateInterval(
            start=day, end=day, precision=Precision.DAY, basis=Basis.RELATIVE
        )
    if draw < 0.92:
        monday = day - timedelta(days=day.weekday())
        return DateInterval(
            start=monday,
            end=monday + timedelta(days=6),
            precision=Precision.WEEK,
            basis=Basis.RELATIVE,
        )
    return month_of(day)


def month_of(day: date) -> DateInterval:
    """Give the month of a day."""
    start = day.replace(day=1)
    end = (start + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return DateInterval(
        start=start, end=end, precision=Precision.MONTH, basis=Basis.STATED
    )


def vague_report(one: Happening, name: str) -> Report:
    """Tell of fighting in a country in a month, which is no one incident."""
    country = Place(
        id=f"country:{one.war}",
        name=one.war,
        country=one.war,
        precision=PlacePrecision.COUNTRY,
    )
    return made(
        name,
        one.kind[0],
        None,
        month_of(one.day),
        (one.initiator,),
        (country,),
        (),
        "fought",
    )


def province(place: Place) -> Place:
    """Give the province of a town."""
    return Place(
        id=f"admin1:{place.admin1}", name=place.admin1 or "", lat=place.lat, lon=place.lon, country=place.country,
        admin1=place.admin1, precision=PlacePrecision.PROVINCE,
    )  # fmt: skip


def figure(dead: int) -> Casualty:
    """Give a plain figure of the dead."""
    return Casualty(
        kind=CasualtyKind.KILLED, group="people", low=dead, best=dead, high=dead
    )


def made(
    name: str,
    kind: str,
    mode: str | None,
    when: DateInterval | None,
    actors: tuple[ActorRole, ...],
    places: tuple[Place, ...],
    figures: tuple[Casualty, ...],
    word: str,
) -> Report:
    """Put a report together, its one passage being its trigger."""
    passage = Passage(
        report=f"{name}#0", document=name, start=0, end=len(word), text=word, trigger=TextSpan(start=0, end=len(word)),
        date=when, casualties=figures,
    )  # fmt: skip
    return Report(
        id=passage.report, document=name, publisher=None, type=kind, mode=mode, status=Status.OCCURRED, date=when,
        actors=actors, places=places, casualties=figures, attribution=(), passages=(passage,),
    )  # fmt: skip


def pairwise(truth: Sequence[int], answer: Sequence[int]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of the pairs of reports that are put together."""
    right = pairs(Counter(zip(truth, answer, strict=True)).values())
    ours, wanted = pairs(Counter(answer).values()), pairs(Counter(truth).values())
    precision, recall = right / ours, right / wanted
    return precision, recall, 2 * precision * recall / (precision + recall)


def pairs(counts: Iterable[int]) -> int:
    """Count the pairs in groups of these sizes."""
    return sum(count * (count - 1) // 2 for count in counts)


if __name__ == "__main__":
    main()
