"""Make closed questions of what the rules read of one document."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline import temporal
from timeline.llm.closed import AROUND, MOST_OPTIONS, Option, Question, may_be_one
from timeline.model.actors import Role
from timeline.model.incidents import Mark, Passage, Report
from timeline.model.mentions import Slot
from timeline.model.text import Document
from timeline.model.when import DateInterval, TemporalExpression

# Earlier reports of its kind with which a report is compared.
MOST_EARLIER = 6
ACTOR_SLOTS = frozenset({Slot.INITIATOR, Slot.TARGET, Slot.PARTY})
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
    value: Any
    label: str
    start: int
    end: int


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
    sights: Sequence[Sight] = ()
    if "choose" in parts:
        expressions = temporal.tag(
            document.text, anchor=document.published, sections=document.sections, mode=dates
        )
        sights = sights_of(reports, expressions)
    starts = [sight.start for sight in sights]
    questions: list[Question] = []
    for number, report in enumerate(reports, 1):
        near = _near(report, sights, starts)
        options = _options(report, near)
        questions.append(
            Question(
                id=f"r{number}",
                report=report,
                now={field: _now(report, field) for field in options},
                options=options,
                earlier=_earlier(report, questions) if "join" in parts else {},
                asks_incident="choose" in parts,
            )
        )
    return questions


def _earlier(report: Report, questions: Sequence[Question]) -> dict[str, Report]:
    """Return the last reports that can tell of the same incident, by id."""
    recent = questions[-4 * MOST_EARLIER :]
    alike = [question for question in recent if may_be_one(question.report, report)]
    return {question.id: question.report for question in alike[-MOST_EARLIER:]}


def sights_of(reports: Sequence[Report], expressions: Sequence[TemporalExpression]) -> list[Sight]:
    """Return all words that give a day, a place or an actor, in order of the text."""
    numbers: Numbers = {}
    sights = [*_days(expressions, numbers)]
    for report in reports:
        for passage in report.passages:
            for mark in passage.marks:
                sights += _of_mark(report, mark, numbers)
    return sorted(sights, key=lambda sight: (sight.start, sight.end, sight.id))


def _days(expressions: Sequence[TemporalExpression], numbers: Numbers) -> Iterator[Sight]:
    for expression in expressions:
        interval = expression.interval
        if interval is None:
            continue
        label = f'"{expression.text}" ({_days_text(interval)})'
        yield Sight(
            field="when",
            id=_id("d", _days_text(interval), numbers),
            value=interval,
            label=label,
            start=expression.start,
            end=expression.end,
        )


def _id(letter: str, key: str, numbers: Numbers) -> str:
    """Return the id of a value: a letter, and its number among the values of its kind."""
    of_kind = numbers.setdefault(letter, {})
    number = of_kind.setdefault(key, len(of_kind) + 1)
    return f"{letter}{number}"


def _of_mark(report: Report, mark: Mark, numbers: Numbers) -> Iterator[Sight]:
    """Yield the place or actor that a mark gives."""
    values: Mapping[str, Any] = {}
    field, letter = "actor", "a"
    if mark.slot is Slot.PLACE:
        field, letter = "where", "p"
        values = {place.id: place for place in report.places}
    elif mark.slot in ACTOR_SLOTS:
        values = {actor.id: actor for actor in report.actors}
    value = values.get(mark.ref or "")
    if value is not None:
        yield Sight(
            field=field,
            id=_id(letter, value.id, numbers),
            value=value,
            label=value.name,
            start=mark.start,
            end=mark.end,
        )


def _near(report: Report, sights: Sequence[Sight], starts: Sequence[int]) -> list[Sight]:
    """Return the words in or near the passages of a report, the nearest to them first."""
    ranked: dict[tuple[int, int, str], tuple[int, Sight]] = {}
    for passage in report.passages:
        first = bisect_left(starts, passage.start - AROUND)
        last = bisect_left(starts, passage.end + AROUND)
        for sight in sights[first:last]:
            away = distance(passage, sight.start, sight.end)
            key = (sight.start, sight.end, sight.id)
            if key not in ranked or away < ranked[key][0]:
                ranked[key] = (away, sight)
    ordered = sorted(ranked.values(), key=lambda pair: (pair[0], pair[1].start, pair[1].id))
    return [sight for _, sight in ordered]


def distance(passage: Passage, start: int, end: int) -> int:
    """Return how many characters lie between words and a passage; 0 where they are inside."""
    return max(0, passage.start - end, start - passage.end)


def _options(report: Report, near: Sequence[Sight]) -> dict[str, tuple[Option, ...]]:
    """Return by field what may be chosen instead of what the rules read."""
    options = {
        "when": _distinct(near, "when", _day_ids(report, near)),
        "where": _distinct(near, "where", {place.id for place in report.places}),
    }
    has_parties = any(actor.role is Role.PARTY for actor in report.actors)
    for field, role in ROLES.items():
        if not has_parties:
            now = {actor.id for actor in report.actors if actor.role is role}
            options[field] = _distinct(near, "actor", now)
    return {field: values for field, values in options.items() if values}


def _day_ids(report: Report, near: Sequence[Sight]) -> set[str]:
    """Return the days that a report has already."""
    return {_days_text(report.date)} if report.date is not None else set()


def _distinct(near: Sequence[Sight], field: str, now: set[str]) -> tuple[Option, ...]:
    """Return the nearest words for each value of a field but those that it has now."""
    options: dict[str, Option] = {}
    for sight in near:
        if sight.field == field and sight.id not in options and _key(sight.value) not in now:
            options[sight.id] = Option(
                id=sight.id,
                value=sight.value,
                label=sight.label,
                start=sight.start,
                end=sight.end,
            )
    return tuple(options.values())[:MOST_OPTIONS]


def _key(value: Any) -> str:  # noqa: ANN401 - days, a place or an actor
    if isinstance(value, DateInterval):
        return _days_text(value)
    return f"{value.id}"


def _days_text(interval: DateInterval) -> str:
    if interval.start == interval.end:
        return f"{interval.start}"
    return f"{interval.start} to {interval.end}"


def _now(report: Report, field: str) -> str:
    """Return in words what the rules read in a field."""
    if field == "when":
        return _days_text(report.date) if report.date is not None else NOTHING
    if field == "where":
        names = [place.name for place in report.places]
    else:
        names = [actor.name for actor in report.actors if actor.role is ROLES[field]]
    return ", ".join(names) or NOTHING
