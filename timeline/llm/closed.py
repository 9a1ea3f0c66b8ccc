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

from timeline.llm.prompt import Message, fenced, prompt_hash
from timeline.llm.queries import Call, Query
from timeline.model.incidents import Passage, Report
from timeline.model.language_model import closed_parts
from timeline.model.text import Document

# What a small model can hold: reports asked about in one request, characters of the article shown
# before and after their passages, options of one question.
MOST_REPORTS = 12
AROUND = 300
MOST_OPTIONS = 8
KEEP, NONE, YES, NO = "keep", "none", "yes", "no"
INCIDENT, SAME = "incident", "same_as"
# What stands where the article is cut.
GAP = "\n[…]\n"


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


def closed_query(document: Document, questions: Sequence[Question]) -> Query:
    """Return the query that asks some questions; without any it has no calls."""
    asked = [question for question in questions if question.choices]
    calls = []
    for first in range(0, len(asked), MOST_REPORTS):
        last = first + MOST_REPORTS
        calls.append(_call(document, asked[first:last]))
    return Query(
        document=document,
        calls=tuple(calls),
        prompt=_hash_of(calls),
        gather=_gathered,
        is_bound=True,
    )


def _hash_of(calls: Sequence[Call]) -> str:
    """Return the hash of instructions and questions, 16 hexadecimal digits."""
    digest = hashlib.sha256(instructions().encode())
    for call in calls:
        sheet = call.messages[-1]["content"]
        digest.update(b"\0")
        digest.update(sheet.encode())
    return digest.hexdigest()[:16]


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
    published = document.published.isoformat() if document.published else None
    lines = [
        _excerpt(document.text, questions),
        "",
        "The program's list:",
        *_context_lines(questions),
    ]
    for question in questions:
        lines += _question_lines(question)
    sheet = fenced("\n".join(lines), published, "Article and list")
    messages: list[Message] = [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": sheet},
    ]
    return Call(messages=messages, schema=_schema(questions))


def _excerpt(text: str, questions: Sequence[Question]) -> str:
    """Return the passages of reports with some text before and after, in order of the text."""
    last = 0
    shown = ""
    for passage in _passages(questions):
        start = max(last, passage.start - AROUND)
        end = min(len(text), passage.end + AROUND)
        if end <= last:
            continue
        if shown and start > last:
            shown += GAP
        shown += text[start:end]
        last = end
    return shown


def _passages(questions: Sequence[Question]) -> list[Passage]:
    passages: list[Passage] = []
    for question in questions:
        passages += question.report.passages
    return sorted(passages, key=lambda passage: (passage.start, passage.end))


def _context_lines(questions: Sequence[Question]) -> Iterator[str]:
    """Yield the lines on earlier reports that questions name but do not ask about."""
    asked = {question.id for question in questions}
    for name, report in _earlier(questions).items():
        if name not in asked:
            yield _report_line(name, report)


def _earlier(questions: Sequence[Question]) -> dict[str, Report]:
    """Return the earlier reports that some questions name, by id."""
    earlier: dict[str, Report] = {}
    for question in questions:
        earlier.update(question.earlier)
    return earlier


def _report_line(name: str, report: Report) -> str:
    kind = f"{report.type}/{report.mode}" if report.mode else report.type
    quotes = [
        json.dumps(passage.text, ensure_ascii=False) for passage in report.passages
    ]
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
        fields = {
            field: {"type": "string", "enum": ids}
            for field, ids in question.choices.items()
        }
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
    chosen: dict[str, str] = {}
    for field, ids in question.choices.items():
        value = row.get(field) if isinstance(row, Mapping) else None
        answered[field] += 1
        if value in ids:
            chosen[field] = value
        else:
            dropped["choice"] += 1
    earlier = chosen.get(SAME, NONE)
    return Choice(
        is_incident=chosen.get(INCIDENT) != NO,
        values=dict(_values(question, chosen)),
        same_as=question.earlier.get(earlier),
    )


def _values(
    question: Question, chosen: Mapping[str, str]
) -> Iterator[tuple[str, Option]]:
    """Yield the fields that get another value, each with it."""
    for field, options in question.options.items():
        for option in options:
            if option.id == chosen.get(field):
                yield field, option
