"""Ask closed questions about what the rules read: small models answer them with ids.

Every answer is the id of something that the rules found in the words of the article, so that an
answer can be wrong but nothing in it can be invented.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from timeline.comparison import same_kind
from timeline.llm.prompt import Message, fenced, prompt_hash
from timeline.llm.queries import Call, Query
from timeline.model.incidents import Report
from timeline.model.language_model import closed_parts
from timeline.model.text import Document

# Reports asked about in one request, characters of the article shown before and after their
# passages, and options of one question: what a small model can hold.
MOST_REPORTS, AROUND, MOST_OPTIONS = 12, 300, 8
KEEP, NONE, YES, NO = "keep", "none", "yes", "no"
INCIDENT, SAME = "incident", "same_as"
# Fields of which one of several values is chosen.
CHOSEN = ("when", "where", "initiator", "target")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value that a field may take, with the words of the article that give it.

    Attributes:
        id: Its id in the question ("d1", "p2", "a3").
        value: What the field becomes (days, a place, an actor in its role).
        label: The value in words.
        start: Offset of its words in the document's text.
        end: Offset after them.
    """

    id: str
    value: Any
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked about one report.

    Attributes:
        id: Its id in the question ("r1").
        report: The report.
        now: By field, what the rules read, in words.
        options: By field, what may be chosen instead.
        earlier: By id, the earlier reports that may tell of the same incident.
        asks_incident: Whether it is asked if this is an incident at all.
    """

    id: str
    report: Report
    now: Mapping[str, str]
    options: Mapping[str, Sequence[Option]]
    earlier: Mapping[str, Report]
    asks_incident: bool

    @property
    def choices(self) -> dict[str, list[str]]:
        """By field, the ids that may be answered."""
        choices = {INCIDENT: [YES, NO]} if self.asks_incident else {}
        for field, options in self.options.items():
            choices[field] = [option.id for option in options] + [KEEP]
        if self.earlier:
            choices[SAME] = [*self.earlier, NONE]
        return choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a model answered about one report.

    Attributes:
        is_incident: False where it says that this is none.
        values: By field, the option chosen.
        same_as: The earlier report that tells of the same incident; None for none.
    """

    is_incident: bool = True
    values: Mapping[str, Option]
    same_as: Report | None = None


def may_be_one(left: Report, right: Report) -> bool:
    """Return whether two reports are of kinds that can be one incident."""
    if left.type == right.type:
        return True
    return same_kind(left.type, left.mode, right.type, right.mode) >= 0


def closed_query(document: Document, questions: Sequence[Question]) -> Query:
    """Return the query that asks some questions; without any it has no calls."""
    asked = [question for question in questions if question.choices]
    calls = []
    for first in range(0, len(asked), MOST_REPORTS):
        calls.append(_call(document, asked[first : first + MOST_REPORTS]))
    sheets = "\0".join(call.messages[-1]["content"] for call in calls)
    digest = hashlib.sha256(f"{instructions()}\0{sheets}".encode())
    return Query(
        document=document,
        calls=tuple(calls),
        prompt=digest.hexdigest()[:16],
        gather=_gathered,
        is_bound=True,
    )


@cache
def instructions() -> str:
    """Return what a model is told before the questions."""
    return files("timeline.llm").joinpath("closed.md").read_text(encoding="utf-8")


@cache
def closed_hash() -> str:
    """Return the hash of the instructions, 16 hexadecimal digits."""
    return hashlib.sha256(instructions().encode()).hexdigest()[:16]


def prompt_of(mode: str | None) -> str:
    """Return the hash of what a model is told in a mode, the articles apart."""
    return closed_hash() if closed_parts(mode) else prompt_hash()


def _gathered(contents: Sequence[object]) -> dict[str, Any]:
    """Return the answers of all calls as one, in the form of a recorded one."""
    answers: dict[str, Any] = {}
    for content in contents:
        if isinstance(content, Mapping):
            answers.update(content)
    return {"answers": answers}


def _call(document: Document, questions: Sequence[Question]) -> Call:
    excerpt = _excerpt(document.text, [question.report for question in questions])
    lines = [excerpt, "", "The program's list:"]
    asked = {question.id for question in questions}
    for name, report in _earlier(questions).items():
        if name not in asked:
            lines.append(_report_line(name, report))
    for question in questions:
        lines += _question_lines(question)
    published = document.published.isoformat() if document.published else None
    sheet = fenced("\n".join(lines), published, "Article and list")
    messages: list[Message] = [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": sheet},
    ]
    return Call(messages=messages, schema=_schema(questions))


def _excerpt(text: str, reports: Sequence[Report]) -> str:
    """Return the passages of reports with some text before and after, in order of the text."""
    spans = sorted(
        (max(0, passage.start - AROUND), min(len(text), passage.end + AROUND))
        for report in reports
        for passage in report.passages
    )
    pieces: list[tuple[int, int]] = []
    for start, end in spans:
        if pieces and start <= pieces[-1][1]:
            pieces[-1] = (pieces[-1][0], max(end, pieces[-1][1]))
        else:
            pieces.append((start, end))
    return "\n[…]\n".join(text[start:end] for start, end in pieces)


def _earlier(questions: Sequence[Question]) -> dict[str, Report]:
    """Return the earlier reports that some questions name, by id."""
    earlier: dict[str, Report] = {}
    for question in questions:
        earlier.update(question.earlier)
    return earlier


def _report_line(name: str, report: Report) -> str:
    kind = f"{report.type}/{report.mode}" if report.mode else report.type
    quotes = [json.dumps(passage.text, ensure_ascii=False) for passage in report.passages]
    return f"{name} ({kind}): {' … '.join(quotes)}"


def _question_lines(question: Question) -> Iterator[str]:
    """Yield the lines on one report: its passages, what the rules read, what may be chosen."""
    yield _report_line(question.id, question.report)
    for field, options in question.options.items():
        listed = "; ".join(f"{option.id} = {option.label}" for option in options)
        yield f"  {field}: the program read {question.now[field]}; others: {listed}"
    if question.earlier:
        yield f"  may be the same as: {', '.join(question.earlier)}"


def _schema(questions: Sequence[Question]) -> dict[str, Any]:
    """Return the JSON schema in which only the ids of the questions can be answered."""
    properties = {}
    for question in questions:
        fields = {field: {"type": "string", "enum": ids} for field, ids in question.choices.items()}
        properties[question.id] = _closed(fields)
    return _closed(properties)


def _closed(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def choices_of(
    content: object,
    questions: Sequence[Question],
    *,
    answered: Counter[str],
    dropped: Counter[str],
) -> dict[str, Choice]:
    """Read an answer: what was chosen, by the id of the question.

    Args:
        content: The answer, as decoded JSON.
        questions: What was asked.
        answered: Counts the values by field.
        dropped: Counts those that are no id of the question ("choice").
    """
    answers = content.get("answers") if isinstance(content, Mapping) else None
    rows = answers if isinstance(answers, Mapping) else {}
    return {
        question.id: _choice(rows.get(question.id), question, answered, dropped)
        for question in questions
    }


def _choice(
    row: object, question: Question, answered: Counter[str], dropped: Counter[str]
) -> Choice:
    """Return what was chosen for one report; what is not an id asked for changes nothing."""
    cells = row if isinstance(row, Mapping) else {}
    chosen: dict[str, str] = {}
    for field, ids in question.choices.items():
        value = cells.get(field)
        answered[field] += 1
        if value in ids:
            chosen[field] = value
        else:
            dropped["choice"] += 1
    values = {}
    for field, options in question.options.items():
        for option in options:
            if option.id == chosen.get(field):
                values[field] = option
    return Choice(
        is_incident=chosen.get(INCIDENT) != NO,
        values=values,
        same_as=question.earlier.get(chosen.get(SAME, NONE)),
    )
