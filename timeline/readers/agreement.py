"""Unite what the rules and a language model read of one document, and see where they agree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from timeline.comparison import same_kind
from timeline.model.incidents import Mark, Passage, Report


@dataclass(frozen=True, slots=True)
class Pair:
    """A report of the rules and the report of the model on the same incident."""

    rules: Report
    model: Report


def united(rules: Sequence[Report], model: Sequence[Report]) -> list[Report]:
    """Return the reports of both readers, one for each incident, in order of the text.

    Where both see an incident the model's report stays, with the marks of the rules added to its passages. Where the
    rules see in a clause another type than the model, the model's stays and notes it.
    """
    pairs = agreeing(rules, model)
    joined = {id(pair.model): _joined(pair) for pair in pairs}
    paired = {id(pair.rules) for pair in pairs}
    alone = [report for report in rules if id(report) not in paired]
    rivals = [report for report in alone if _rival(report, model) is not None]
    reports = [joined.get(id(report), _noted(report, rivals)) for report in model]
    reports += [report for report in alone if report not in rivals]
    return sorted(reports, key=lambda report: (report.passages[0].start, report.id))


def agreeing(rules: Sequence[Report], model: Sequence[Report]) -> list[Pair]:
    """Pair reports of one kind whose passages overlap, those with the most words in common first."""
    shared = [
        (_shared(left, right), left, right)
        for left in rules
        for right in model
        if _can_be_one(left, right)
    ]
    shared.sort(key=lambda row: (-row[0], row[1].id, row[2].id))
    pairs: list[Pair] = []
    used: set[int] = set()
    for size, left, right in shared:
        if size > 0 and not used & {id(left), id(right)}:
            used |= {id(left), id(right)}
            pairs.append(Pair(left, right))
    return pairs


def _can_be_one(left: Report, right: Report) -> bool:
    is_kin = same_kind(left.type, left.mode, right.type, right.mode) >= 0
    return left.type == right.type or is_kin


def _shared(left: Report, right: Report) -> int:
    """Count the characters that the passages of two reports share; a shared trigger counts as a whole sentence."""
    size = 0
    for first in left.passages:
        for second in right.passages:
            size += max(0, min(first.end, second.end) - max(first.start, second.start))
            size += SAME_TRIGGER * _has_trigger_of(first, second)
    return size


# Characters that a shared trigger adds: more than a sentence has.
SAME_TRIGGER = 1000


def _has_trigger_of(first: Passage, second: Passage) -> bool:
    left, right = first.trigger, second.trigger
    return left.start < right.end and right.start < left.end


def _rival(report: Report, model: Sequence[Report]) -> Report | None:
    """Return the model's report of another type that has its trigger at the same words."""
    for candidate in model:
        for first in report.passages:
            if any(_has_trigger_of(first, second) for second in candidate.passages):
                return candidate
    return None


def _noted(report: Report, rivals: Iterable[Report]) -> Report:
    """Return a report of the model with what the rules read at its trigger."""
    types = [rival.type for rival in rivals if _rival(rival, [report]) is not None]
    notes = (f"the rules read {kind} here" for kind in dict.fromkeys(types))
    return replace(report, notes=(*report.notes, *notes))


def _joined(pair: Pair) -> Report:
    """Return the model's report, its passages with the marks of the rules, and what the rules read differently."""
    rules = [mark for passage in pair.rules.passages for mark in passage.marks]
    passages = tuple(_with_marks(passage, rules) for passage in pair.model.passages)
    notes = (f"the rules read {text} here" for text in _differences(pair))
    return replace(pair.model, passages=passages, notes=(*pair.model.notes, *notes))


def _with_marks(passage: Passage, rules: Sequence[Mark]) -> Passage:
    inside = [mark for mark in rules if passage.start <= mark.start and mark.end <= passage.end]
    marks = {
        (mark.slot, mark.start, mark.end, mark.rule): mark for mark in (*passage.marks, *inside)
    }
    order = sorted(marks.values(), key=lambda mark: (mark.start, mark.end, mark.slot, mark.rule))
    return replace(passage, marks=tuple(order))


def _differences(pair: Pair) -> list[str]:
    """Return in words where the rules read something else than the model."""
    left, right = pair.rules, pair.model
    differences = []
    if left.status is not right.status:
        differences.append(f"status {left.status}")
    if left.date and right.date and not left.date.overlaps(right.date):
        differences.append(f"date {left.date.start}")
    return differences
