"""Apply the answers to closed questions: reports dropped, values chosen, reports joined."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.comparison import has_inside, merged_actors, merged_places
from timeline.llm.closed import Choice, Option, Question, choices_of
from timeline.llm.sentences import Sentences
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Mark, Passage, Report
from timeline.model.mentions import Slot
from timeline.model.places import Place
from timeline.model.text import Document, TextSpan
from timeline.model.types import HAPPENED, Status
from timeline.model.when import Basis, DateInterval
from timeline.readers.outcome import Verified
from timeline.readers.questions import distance
from timeline.reports.build import without_duplicates
from timeline.reports.dates import clamped

# Where the words of a chosen value are marked, and the role that an actor takes there.
SLOTS = {
    "when": Slot.DATE,
    "where": Slot.PLACE,
    "initiator": Slot.INITIATOR,
    "target": Slot.TARGET,
}
SLOT_ROLES = {Slot.INITIATOR: Role.INITIATOR, Slot.TARGET: Role.TARGET}


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
    choices = choices_of(content, questions, answered=answered, dropped=dropped)
    reports: dict[str, Report] = {}
    acts: Counter[str] = Counter()
    for question in questions:
        choice = choices[question.id]
        if not choice.is_incident:
            continue
        acts["chosen"] += len(choice.values)
        reports[question.report.id] = _answered(document, question, choice, rule)
    whole = _joined(reports, questions, choices)
    acts["left out"] = len(questions) - len(reports)
    acts["joined"] = len(reports) - len(whole)
    return Verified(reports=whole, values=answered, dropped=dropped, acts=acts)


def _answered(
    document: Document, question: Question, choice: Choice, rule: str
) -> Report:
    """Return a report that the model takes for an incident, with the values it chose."""
    report = question.report
    if question.asks_incident:
        report = _confirmed(report, rule)
    for field, option in choice.values.items():
        slot = SLOTS[field]
        report = _marked(document, report, _mark(slot, option, rule))
        report = _with_value(document, report, slot, option)
    return report


def _mark(slot: Slot, option: Option, rule: str) -> Mark:
    """Return the mark under the words of a chosen value."""
    return Mark(
        slot=slot,
        start=option.start,
        end=option.end,
        ref=None if slot is Slot.DATE else option.value.id,
        rule=rule,
    )


def _confirmed(report: Report, rule: str) -> Report:
    """Return a report whose triggers bear the name of the reader that confirmed it."""

    def confirm(mark: Mark) -> Mark:
        return replace(mark, rule=rule) if mark.slot is Slot.TRIGGER else mark

    passages = []
    for passage in report.passages:
        marks = tuple(map(confirm, passage.marks))
        passages.append(replace(passage, marks=marks))
    return replace(report, passages=tuple(passages))


def _with_value(
    document: Document, report: Report, slot: Slot, option: Option
) -> Report:
    """Return a report with another value in one field."""
    if slot is Slot.DATE:
        return _with_date(document, report, option)
    if slot is Slot.PLACE:
        return _with_place(report, option.value)
    return _with_actor(report, option.value, SLOT_ROLES[slot])


def _with_date(document: Document, report: Report, option: Option) -> Report:
    happened = report.status in HAPPENED
    interval = clamped(option.value, document.published, happened=happened)
    passages = []
    for passage in report.passages:
        if _has_inside(passage, option.start, option.end):
            passage = replace(passage, date=interval)
        passages.append(passage)
    return replace(report, date=interval, passages=tuple(passages))


def _has_inside(passage: Passage, start: int, end: int) -> bool:
    return passage.start <= start and end <= passage.end


def _with_place(report: Report, chosen: Place) -> Report:
    """Return a report at the chosen place; the wider places that hold it stay."""
    wider = [place for place in report.places if has_inside(place, chosen)]
    return replace(report, places=(chosen, *wider))


def _with_actor(report: Report, chosen: ActorRole, role: Role) -> Report:
    actors = [actor for actor in report.actors if actor.role is not role]
    actors.append(replace(chosen, role=role))
    return replace(report, actors=merged_actors(actors))


def _marked(document: Document, report: Report, mark: Mark) -> Report:
    """Return a report with the mark in its nearest passage, in place of others of its slot.

    A passage that does not hold the words is widened to their sentence: what a field is read from
    stands in a passage.
    """
    nearest = min(
        report.passages, key=lambda passage: distance(passage, mark.start, mark.end)
    )
    passages = []
    for passage in report.passages:
        marks = _other_marks(passage, mark.slot)
        if passage is nearest:
            passage = _widened(document, passage, mark)
            marks.append(mark)
        marks.sort(key=_mark_place)
        passages.append(replace(passage, marks=tuple(marks)))
    return replace(report, passages=tuple(passages))


def _other_marks(passage: Passage, slot: Slot) -> list[Mark]:
    return [mark for mark in passage.marks if mark.slot is not slot]


def _mark_place(mark: Mark) -> tuple[int, int, str]:
    return mark.start, mark.end, mark.slot


def _widened(document: Document, passage: Passage, mark: Mark) -> Passage:
    if _has_inside(passage, mark.start, mark.end):
        return passage
    words = TextSpan(start=mark.start, end=mark.end)
    sentences = Sentences(document.text, document.sections)
    around = sentences.around(words)
    start = min(passage.start, around.start)
    end = max(passage.end, around.end)
    return replace(passage, start=start, end=end, text=document.text[start:end])


def _joined(
    answered: Mapping[str, Report],
    questions: Sequence[Question],
    choices: Mapping[str, Choice],
) -> list[Report]:
    """Return the reports, those that the answers put together as one, in order of the text."""
    heads: dict[str, str] = {}
    whole: dict[str, Report] = {}
    for question in questions:
        name = question.report.id
        if name not in answered:
            continue
        head = _head(name, choices[question.id], heads)
        heads[name] = head
        if head == name:
            whole[head] = answered[name]
        else:
            whole[head] = united(whole[head], answered[name])
    return list(whole.values())


def _head(name: str, choice: Choice, heads: Mapping[str, str]) -> str:
    """Return the first of the reports that a report is put to; itself if it is put to none."""
    if choice.same_as is None:
        return name
    return heads.get(choice.same_as.id, name)


def united(left: Report, right: Report) -> Report:
    """Return two reports of one document on one incident as one, under the id of the first."""
    return replace(
        left,
        mode=left.mode or _mode_of(right, left.type),
        status=_status(left, right),
        date=_date(left, right),
        actors=merged_actors([*left.actors, *right.actors]),
        places=merged_places([*left.places, *right.places]),
        casualties=without_duplicates([*left.casualties, *right.casualties]),
        attribution=_once(left.attribution, right.attribution),
        passages=_passages(left, right),
        notes=_once(left.notes, right.notes),
    )


def _mode_of(report: Report, incident_type: str) -> str | None:
    return report.mode if report.type == incident_type else None


def _status(left: Report, right: Report) -> Status:
    """Return that it happened if one of two reports says so."""
    for report in (left, right):
        if report.status in HAPPENED:
            return report.status
    return left.status


def _once(left: Sequence[str], right: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*left, *right)))


def _passages(left: Report, right: Report) -> tuple[Passage, ...]:
    """Return the passages of both, under the id of the first, in order of the text."""
    passages = list(left.passages)
    for passage in right.passages:
        passages.append(replace(passage, report=left.id))
    return tuple(sorted(passages, key=_passage_place))


def _passage_place(passage: Passage) -> tuple[int, int]:
    return passage.start, passage.end


def _date(left: Report, right: Report) -> DateInterval | None:
    """Return the date of two reports: one that words give before one that is assumed."""
    dates = [report.date for report in (left, right) if report.date is not None]
    dates.sort(key=lambda interval: interval.basis is Basis.ASSUMED)
    return dates[0] if dates else None
