"""Unite what the rules and a language model read of one document, and see where they agree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.comparison import can_be_one
from timeline.model.incidents import Mark, Passage, Report


@dataclass(frozen=True, slots=True)
class Pair:
    """A report of the rules and the report of the model on the same incident."""

    rules: Report
    model: Report


def united(rules: Sequence[Report], model: Sequence[Report]) -> list[Report]:
    """Return the reports of both readers, one for each incident, in order of the text.

    Where both see an incident the model's report stays, with the marks of the rules added to its
    passages. Where the rules read another type at the same words, the model's stays and notes it.
    """
    pairs = {id(pair.model): pair for pair in agreeing(rules, model)}
    paired = {id(pair.rules) for pair in pairs.values()}
    unpaired = [report for report in rules if id(report) not in paired]
    rivals: list[Report] = []
    reports: list[Report] = []
    for report in unpaired:
        if _has_rival(report, model):
            rivals.append(report)
        else:
            reports.append(report)
    for report in model:
        pair = pairs.get(id(report))
        if pair is None:
            reports.append(_noted(report, rivals))
        else:
            reports.append(_joined(pair))
    return sorted(reports, key=_place)


def _place(report: Report) -> tuple[int, str]:
    return report.passages[0].start, report.id


def agreeing(rules: Sequence[Report], model: Sequence[Report]) -> list[Pair]:
    """Pair reports of one kind whose passages overlap, those that share most first."""
    pairs: list[Pair] = []
    used: set[int] = set()
    for pair in sorted(_candidates(rules, model), key=_rank):
        ids = {id(pair.rules), id(pair.model)}
        if used.isdisjoint(ids):
            used |= ids
            pairs.append(pair)
    return pairs


def _candidates(rules: Sequence[Report], model: Sequence[Report]) -> Iterator[Pair]:
    for left in rules:
        for right in model:
            if can_be_one(left, right) and _shared(left, right):
                yield Pair(left, right)


def _rank(pair: Pair) -> tuple[int, str, str]:
    size = _shared(pair.rules, pair.model)
    return -size, pair.rules.id, pair.model.id


def _shared(left: Report, right: Report) -> int:
    """Count the characters that two reports share; a shared trigger counts as a sentence."""
    size = 0
    for first in left.passages:
        for second in right.passages:
            size += _overlap(first, second)
            if _has_trigger_of(first, second):
                size += SAME_TRIGGER
    return size


def _overlap(first: Passage, second: Passage) -> int:
    start = max(first.start, second.start)
    end = min(first.end, second.end)
    return max(0, end - start)


# Characters that a shared trigger adds: more than a sentence has.
SAME_TRIGGER = 1000


def _has_trigger_of(first: Passage, second: Passage) -> bool:
    left = first.trigger
    right = second.trigger
    return left.start < right.end and right.start < left.end


def _has_rival(report: Report, model: Sequence[Report]) -> bool:
    """Return whether the model has its trigger at the same words as a report of the rules."""
    return any(_is_rival(report, candidate) for candidate in model)


def _is_rival(left: Report, right: Report) -> bool:
    for first in left.passages:
        for second in right.passages:
            if _has_trigger_of(first, second):
                return True
    return False


def _noted(report: Report, rivals: Iterable[Report]) -> Report:
    """Return a report of the model with what the rules read at its trigger."""
    notes = list(report.notes)
    for rival in rivals:
        if _is_rival(rival, report):
            notes.append(f"the rules read {rival.type} here")
    return replace(report, notes=tuple(notes))


def _joined(pair: Pair) -> Report:
    """Return the model's report with the marks of the rules, and what they read differently."""
    marks: list[Mark] = []
    for passage in pair.rules.passages:
        marks += passage.marks
    passages = [_with_marks(passage, marks) for passage in pair.model.passages]
    notes = [*pair.model.notes, *_differences(pair)]
    return replace(pair.model, passages=tuple(passages), notes=tuple(notes))


def _with_marks(passage: Passage, rules: Sequence[Mark]) -> Passage:
    marks = set(passage.marks)
    for mark in rules:
        if _is_inside(mark, passage):
            marks.add(mark)
    ordered = sorted(marks, key=_mark_place)
    return replace(passage, marks=tuple(ordered))


def _is_inside(mark: Mark, passage: Passage) -> bool:
    return passage.start <= mark.start and mark.end <= passage.end


def _mark_place(mark: Mark) -> tuple[int, int, str, str]:
    return mark.start, mark.end, mark.slot, mark.rule


def _differences(pair: Pair) -> Iterator[str]:
    """Yield in words where the rules read something else than the model."""
    left = pair.rules
    right = pair.model
    if left.status is not right.status:
        yield f"the rules read status {left.status} here"
    if left.date is None or right.date is None:
        return
    if not left.date.is_overlapping(right.date):
        yield f"the rules read date {left.date.start} here"
