"""Make closed questions of what the rules read of one document."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from timeline import temporal
from timeline.comparison import can_be_one
from timeline.llm.closed import AROUND, MOST_OPTIONS, Option, Question
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Passage, Report
from timeline.model.mentions import Slot
from timeline.model.places import Place
from timeline.model.text import Document
from timeline.model.when import DateInterval, TemporalExpression

# Earlier reports of its kind with which a report is compared.
MOST_EARLIER = 6
# What the words of a mark give, and the letter with which its ids begin.
FIELDS = {
    Slot.PLACE: "where",
    Slot.INITIATOR: "actor",
    Slot.TARGET: "actor",
    Slot.PARTY: "actor",
}
LETTERS = {"where": "p", "actor": "a"}
ROLES = {"initiator": Role.INITIATOR, "target": Role.TARGET}
NOTHING = "nothing"
# Numbers of the values met so far, by the letter of their kind.
Numbers = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Words of a document that give a day, a place or an actor.

    Attributes:
        field: "when", "where" or "actor".
        id: Id of the value in the questions, the same for all words that give it.
        value: The days, place or actor.
        label: The value in words.
        start: Offset of the words.
        end: Offset after them.
    """

    field: str
    id: str
    value: DateInterval | Place | ActorRole
    label: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What tells its value from others: the days, or an id."""
        if isinstance(self.value, DateInterval):
            return days_text(self.value)
        return f"{self.value.id}"

    def option(self) -> Option:
        """Return it as something that may be chosen."""
        return Option(
            id=self.id,
            value=self.value,
            label=self.label,
            start=self.start,
            end=self.end,
        )


def questions_of(
    document: Document, reports: Sequence[Report], *, parts: frozenset[str], dates: str
) -> list[Question]:
    """Return what to ask about the reports of one document, in order.

    Args:
        document: The document.
        reports: What the rules read of it, in order of the text.
        parts: "join", "choose" or both.
        dates: How dates without a year are read, as the settings say.
    """
    should_choose = "choose" in parts
    sights = _sights(document, reports, dates) if should_choose else []
    nearby = Nearby(sights)
    questions: list[Question] = []
    for number, report in enumerate(reports, 1):
        options = _options(report, nearby.of(report))
        earlier = _earlier(report, questions) if "join" in parts else {}
        question = Question(
            id=f"r{number}",
            report=report,
            now={field: _now(report, field) for field in options},
            options=options,
            earlier=earlier,
            asks_incident=should_choose,
        )
        questions.append(question)
    return questions


def _earlier(report: Report, questions: Sequence[Question]) -> dict[str, Report]:
    """Return the last reports that can tell of the same incident, by id."""
    recent = questions[-4 * MOST_EARLIER :]
    alike = [question for question in recent if can_be_one(question.report, report)]
    latest = alike[-MOST_EARLIER:]
    return {question.id: question.report for question in latest}


def _sights(document: Document, reports: Sequence[Report], dates: str) -> list[Sight]:
    """Return all words that give a day, a place or an actor, in order of the text."""
    expressions = temporal.tag(
        document.text, anchor=document.published, sections=document.sections, mode=dates
    )
    numbers: Numbers = {}
    sights = list(_days(expressions, numbers))
    for report in reports:
        values = _values(report)
        for passage in report.passages:
            sights += _of_passage(passage, values, numbers)
    return sorted(sights, key=_place)


def _place(sight: Sight) -> tuple[int, int, str]:
    return sight.start, sight.end, sight.id


def _days(
    expressions: Sequence[TemporalExpression], numbers: Numbers
) -> Iterator[Sight]:
    for expression in expressions:
        interval = expression.interval
        if interval is None:
            continue
        days = days_text(interval)
        yield Sight(
            field="when",
            id=_id("d", days, numbers),
            value=interval,
            label=f'"{expression.text}" ({days})',
            start=expression.start,
            end=expression.end,
        )


def _id(letter: str, key: str, numbers: Numbers) -> str:
    """Return the id of a value: a letter, and its number among the values of its kind."""
    of_kind = numbers.setdefault(letter, {})
    number = of_kind.setdefault(key, len(of_kind) + 1)
    return f"{letter}{number}"


def _values(report: Report) -> dict[tuple[str, str], Place | ActorRole]:
    """Return the places and actors of a report by the field that they fill and their id."""
    values: dict[tuple[str, str], Place | ActorRole] = {}
    for place in report.places:
        values["where", place.id] = place
    for actor in report.actors:
        values["actor", actor.id] = actor
    return values


def _of_passage(
    passage: Passage,
    values: Mapping[tuple[str, str], Place | ActorRole],
    numbers: Numbers,
) -> Iterator[Sight]:
    """Yield the places and actors that are marked in a passage."""
    for mark in passage.marks:
        field = FIELDS.get(mark.slot, "")
        value = values.get((field, mark.ref or ""))
        if value is None:
            continue
        yield Sight(
            field=field,
            id=_id(LETTERS[field], value.id, numbers),
            value=value,
            label=value.name,
            start=mark.start,
            end=mark.end,
        )


class Nearby:
    """Finds the words near the passages of a report."""

    def __init__(self, sights: Sequence[Sight]) -> None:
        """Keep the words, in order of the text."""
        self._sights = sights
        self._starts = [sight.start for sight in sights]

    def of(self, report: Report) -> list[Sight]:
        """Return the words in or near the passages of a report, the nearest first."""
        away: dict[Sight, int] = {}
        for passage in report.passages:
            for sight in self._around(passage):
                space = distance(passage, sight.start, sight.end)
                away[sight] = min(space, away.get(sight, space))
        return sorted(away, key=lambda sight: (away[sight], _place(sight)))

    def _around(self, passage: Passage) -> Sequence[Sight]:
        first = bisect_left(self._starts, passage.start - AROUND)
        last = bisect_left(self._starts, passage.end + AROUND)
        return self._sights[first:last]


def distance(passage: Passage, start: int, end: int) -> int:
    """Return how many characters lie between words and a passage; 0 where they are inside."""
    return max(0, passage.start - end, start - passage.end)


def _options(report: Report, near: Sequence[Sight]) -> dict[str, tuple[Option, ...]]:
    """Return by field what may be chosen instead of what the rules read."""
    options = {
        "when": _distinct(near, "when", _days_of(report)),
        "where": _distinct(near, "where", _place_ids(report)),
    }
    if not _in_role(report, Role.PARTY):
        for field, role in ROLES.items():
            now = _in_role(report, role)
            options[field] = _distinct(near, "actor", now)
    return _filled(options)


def _filled(options: Mapping[str, tuple[Option, ...]]) -> dict[str, tuple[Option, ...]]:
    return {field: values for field, values in options.items() if values}


def _place_ids(report: Report) -> list[str]:
    return [place.id for place in report.places]


def _days_of(report: Report) -> list[str]:
    return [] if report.date is None else [days_text(report.date)]


def _in_role(report: Report, role: Role) -> dict[str, str]:
    """Return the names of the actors in a role, by id."""
    return {actor.id: actor.name for actor in report.actors if actor.role is role}


def _distinct(
    near: Sequence[Sight], field: str, now: Collection[str]
) -> tuple[Option, ...]:
    """Return the nearest words for each value of a field but those that it has now."""
    options: dict[str, Option] = {}
    for sight in near:
        if sight.field != field or sight.key in now:
            continue
        options.setdefault(sight.id, sight.option())
    return tuple(options.values())[:MOST_OPTIONS]


def days_text(interval: DateInterval) -> str:
    """Return the days of an interval in words."""
    if interval.start == interval.end:
        return f"{interval.start}"
    return f"{interval.start} to {interval.end}"


def _now(report: Report, field: str) -> str:
    """Return in words what the rules read in a field."""
    names: Iterable[str]
    if field == "when":
        names = _days_of(report)
    elif field == "where":
        names = [place.name for place in report.places]
    else:
        names = _in_role(report, ROLES[field]).values()
    return ", ".join(names) or NOTHING
