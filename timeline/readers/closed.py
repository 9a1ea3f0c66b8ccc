"""Apply the answers to closed questions: reports dropped, values chosen, reports joined."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from timeline.comparison import has_inside, merged_actors, merged_places
from timeline.llm.closed import Choice, Option, Question, choices_of
from timeline.llm.sentences import Sentences
from timeline.model.actors import Role
from timeline.model.incidents import Mark, Passage, Report
from timeline.model.mentions import Slot
from timeline.model.text import Document, TextSpan
from timeline.model.types import HAPPENED
from timeline.model.when import Basis, DateInterval
from timeline.readers.outcome import Verified
from timeline.readers.questions import distance
from timeline.reports.build import without_doubles
from timeline.reports.dates import clamped


def checked(
    document: Document, questions: Sequence[Question], content: object, *, rule: str
) -> Verified:
    """Return the reports of a document as a model's answers leave them.

    Args:
        document: The document.
        questions: What was asked about its reports.
        content: The answers, as decoded JSON.
        rule: Name of the reader ("llm:MODEL"), for every mark that it chose.
    """
    answered: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    choices = choices_of(content, questions, answered=answered, dropped=dropped)
    kept: dict[str, Report] = {}
    for question in questions:
        choice = choices[question.id]
        report = question.report
        if not choice.is_incident:
            acts["left out"] += 1
            continue
        if question.asks_incident:
            report = _confirmed(report, rule)
        acts["chosen"] += len(choice.values)
        kept[question.report.id] = chosen(document, report, choice.values, rule=rule)
    reports = _joined(kept, questions, choices)
    acts["joined"] = len(kept) - len(reports)
    return Verified(reports=reports, values=answered, dropped=dropped, acts=acts)


def _confirmed(report: Report, rule: str) -> Report:
    """Return a report whose triggers bear the name of the reader that confirmed it."""

    def confirm(mark: Mark) -> Mark:
        return replace(mark, rule=rule) if mark.slot is Slot.TRIGGER else mark

    passages = [
        replace(passage, marks=tuple(map(confirm, passage.marks))) for passage in report.passages
    ]
    return replace(report, passages=tuple(passages))


def chosen(
    document: Document, report: Report, values: Mapping[str, Option], *, rule: str
) -> Report:
    """Return a report with other values; their words are marked in its passages."""
    setters: dict[str, Callable[[Document, Report, Option], Report]] = {
        "when": _with_date,
        "where": _with_place,
        "initiator": lambda _, one, option: _with_actor(one, option, Role.INITIATOR),
        "target": lambda _, one, option: _with_actor(one, option, Role.TARGET),
    }
    slots = {"when": Slot.DATE, "where": Slot.PLACE, "initiator": Slot.INITIATOR}
    for field, option in values.items():
        slot = slots.get(field, Slot.TARGET)
        ref = None if slot is Slot.DATE else option.value.id
        mark = Mark(slot=slot, start=option.start, end=option.end, ref=ref, rule=rule)
        report = setters[field](document, _marked(document, report, mark), option)
    return report


def _with_date(document: Document, report: Report, option: Option) -> Report:
    happened = report.status in HAPPENED
    interval = clamped(option.value, document.published, happened=happened)
    passages = [
        replace(passage, date=interval) if _holds(passage, option) else passage
        for passage in report.passages
    ]
    return replace(report, date=interval, passages=tuple(passages))


def _holds(passage: Passage, option: Option) -> bool:
    return passage.start <= option.start and option.end <= passage.end


def _with_place(_: Document, report: Report, option: Option) -> Report:
    """Return a report at the chosen place; the wider places that hold it stay."""
    wider = [place for place in report.places if has_inside(place, option.value)]
    return replace(report, places=(option.value, *wider))


def _with_actor(report: Report, option: Option, role: Role) -> Report:
    others = [actor for actor in report.actors if actor.role is not role]
    return replace(report, actors=merged_actors([*others, replace(option.value, role=role)]))


def _marked(document: Document, report: Report, mark: Mark) -> Report:
    """Return a report with the mark in its nearest passage, in place of others of its slot.

    A passage that does not hold the words is widened to their sentence: what a field is read from
    stands in a passage.
    """
    nearest = min(report.passages, key=lambda passage: distance(passage, mark.start, mark.end))
    passages = []
    for passage in report.passages:
        marks = [other for other in passage.marks if other.slot is not mark.slot]
        if passage is nearest:
            passage = _widened(document, passage, mark)
            marks.append(mark)
        marks.sort(key=lambda other: (other.start, other.end, other.slot))
        passages.append(replace(passage, marks=tuple(marks)))
    return replace(report, passages=tuple(passages))


def _widened(document: Document, passage: Passage, mark: Mark) -> Passage:
    if passage.start <= mark.start and mark.end <= passage.end:
        return passage
    sentences = Sentences(document.text, document.sections)
    around = sentences.around(TextSpan(start=mark.start, end=mark.end))
    start = min(passage.start, around.start)
    end = max(passage.end, around.end)
    return replace(passage, start=start, end=end, text=document.text[start:end])


def _joined(
    kept: Mapping[str, Report], questions: Sequence[Question], choices: Mapping[str, Choice]
) -> list[Report]:
    """Return the reports, those that the answers put together as one, in order of the text."""
    heads: dict[str, str] = {}
    reports: dict[str, Report] = {}
    for question in questions:
        name = question.report.id
        if name not in kept:
            continue
        earlier = choices[question.id].same_as
        head = heads.get(earlier.id) if earlier is not None else None
        heads[name] = head or name
        reports[heads[name]] = united(reports[head], kept[name]) if head else kept[name]
    return list(reports.values())


def united(left: Report, right: Report) -> Report:
    """Return two reports of one document on one incident as one, under the id of the first."""
    passages = [*left.passages, *(replace(one, report=left.id) for one in right.passages)]
    passages.sort(key=lambda passage: (passage.start, passage.end))
    happened = [report.status for report in (left, right) if report.status in HAPPENED]
    return replace(
        left,
        mode=left.mode or (right.mode if left.type == right.type else None),
        status=happened[0] if happened else left.status,
        date=_date(left, right),
        actors=merged_actors((*left.actors, *right.actors)),
        places=merged_places((*left.places, *right.places)),
        casualties=without_doubles((*left.casualties, *right.casualties)),
        attribution=tuple(dict.fromkeys((*left.attribution, *right.attribution))),
        passages=tuple(passages),
        notes=(*left.notes, *right.notes),
    )


def _date(left: Report, right: Report) -> DateInterval | None:
    """Return the date of two reports: one that words give before one that is assumed."""
    dates = [report.date for report in (left, right) if report.date is not None]
    given = [date for date in dates if date.basis is not Basis.ASSUMED]
    return next(iter([*given, *dates]), None)
