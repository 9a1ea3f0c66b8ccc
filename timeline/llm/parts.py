"""Split long articles into parts that overlap, and put the answers of the parts together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from timeline.llm.contract import Answer, IncidentAnswer

# Words of the longest part, and words that two parts share, so that no incident is cut in the
# middle.
PART_WORDS, OVERLAP_WORDS = 1500, 150
WORD = re.compile(r"\S+")
BREAK = re.compile(r"\n\s*\n|\n|(?<=[.!?])\s")


def parts(text: str, *, most_words: int = PART_WORDS) -> list[str]:
    """Return a text in parts of at most so many words; one part for an ordinary article."""
    starts = [match.start() for match in WORD.finditer(text)]
    if len(starts) <= most_words:
        return [text]
    return list(_cut(text, starts, most_words))


def _cut(text: str, starts: Sequence[int], most_words: int) -> Iterator[str]:
    overlap = min(OVERLAP_WORDS, most_words // 4)
    first = 0
    while True:
        last = first + most_words
        if last >= len(starts):
            yield text[starts[first] :]
            return
        end = _sentence_end(text, starts[last - overlap], starts[last])
        yield text[starts[first] : end]
        first = last - overlap


def _sentence_end(text: str, least: int, most: int) -> int:
    """Return the last end of a sentence between two offsets; the later one if there is none."""
    end = most
    for match in BREAK.finditer(text, least, most):
        end = match.end()
    return end


def joined(contents: Sequence[object]) -> dict[str, list[Any]]:
    """Return the answers of the parts of one document as one, in the form of a recorded one."""
    whole: dict[str, list[Any]] = {"incidents": [], "not": []}
    for content in contents:
        rows = content if isinstance(content, Mapping) else {"incidents": content}
        for name, values in whole.items():
            given = rows.get(name)
            if isinstance(given, list):
                values += given
    return whole


def without_repeats(answer: Answer) -> Answer:
    """Return an answer in which what two parts tell of one incident is one.

    That is what has the same type and trigger, and a quotation in common.
    """
    incidents: list[IncidentAnswer] = []
    for incident in answer.incidents:
        for place, earlier in enumerate(incidents):
            if _is_same(earlier, incident):
                incidents[place] = _united(earlier, incident)
                break
        else:
            incidents.append(incident)
    return msgspec.structs.replace(answer, incidents=tuple(incidents))


def _is_same(left: IncidentAnswer, right: IncidentAnswer) -> bool:
    if left.type != right.type or left.trigger != right.trigger:
        return False
    return not set(left.evidence).isdisjoint(right.evidence)


def _united(left: IncidentAnswer, right: IncidentAnswer) -> IncidentAnswer:
    return msgspec.structs.replace(
        left,
        evidence=_once(left.evidence, right.evidence),
        when=left.when or right.when,
        who=_once(left.who, right.who),
        where=_once(left.where, right.where),
        casualties=_once(left.casualties, right.casualties),
        says=_once(left.says, right.says),
        headline=left.headline or right.headline,
    )


Value = TypeVar("Value")


def _once(left: Sequence[Value], right: Sequence[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys((*left, *right)))
