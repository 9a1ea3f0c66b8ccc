"""Find the words of a sentence that relate two incidents."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.model.incidents import DocumentSpan, Incident, Passage, Relation, RelationKind

# Words between two triggers, and what they say of the first told towards the second told; True: of
# the second instead.
LINKS: tuple[tuple[re.Pattern[str], RelationKind, bool], ...] = (
    (
        re.compile(
            r"\b(?:in (?:response|retaliation|reaction) (?:to|for)|in reprisal for|to avenge)\b",
            re.I,
        ),
        RelationKind.RESPONSE_TO,
        False,
    ),
    (
        re.compile(r"\b(?:prompting|triggering|provoking|drew|drawing)\b", re.I),
        RelationKind.RESPONSE_TO,
        True,
    ),
    (re.compile(r"\b(?:despite|in spite of|in defiance of)\b", re.I), RelationKind.DESPITE, False),
    (
        re.compile(r"\b(?:coincid\w+ with|at the same time as|simultaneously with)\b", re.I),
        RelationKind.COINCIDES,
        False,
    ),
    (re.compile(r"\b(?:as part of|in the course of)\b", re.I), RelationKind.PART_OF, False),
    (
        re.compile(
            r"\b(?:(?:hours|days|weeks|months|minutes|a day|a week|a month) after|shortly after)\b",
            re.I,
        ),
        RelationKind.BEFORE,
        True,
    ),
    (
        re.compile(
            r"\b(?:(?:hours|days|weeks|months|a day|a week) before|shortly before|ahead of)\b", re.I
        ),
        RelationKind.BEFORE,
        False,
    ),
)
# Words farther apart than this say nothing about each other, in characters.
REACH = 160
# What stands before both ("In response to a raid, rebels shelled Bor") governs the first where only
# a few words part them.
LEADS = 30
# Words that begin a sentence, and what they say of what it tells first towards what was told last
# before it; True: of the latter.
OPENINGS: tuple[tuple[re.Pattern[str], RelationKind, bool], ...] = (
    (re.compile(r"In (?:response|retaliation|reaction|reprisal)(?=,| )(?! (?:to|for))", re.I), RelationKind.RESPONSE_TO, False),
    (
        re.compile(r"(?:(?:Hours|Days|Weeks|Minutes|A (?:few|couple of) (?:hours|days)|A day|An hour|Two days) later|"
                   r"Shortly after(?:wards?)?(?=,)|Soon after(?:wards?)?(?=,)|The (?:next|following) day|Later that day)", re.I),
        RelationKind.BEFORE,
        True,
    ),
    (re.compile(r"(?:At the same time|Simultaneously|Meanwhile)(?=,)", re.I), RelationKind.COINCIDES, False),
)  # fmt: skip
# Sentences farther apart than this do not follow each other, in characters.
GAP = 3


def related(incidents: Sequence[Incident]) -> list[Incident]:
    """Add the relations that the sentences say between incidents told in the same sentence."""
    passages_by_sentence: dict[tuple[str, int, int], list[tuple[Passage, str]]] = defaultdict(list)
    for incident in incidents:
        for passage in incident.reports:
            passages_by_sentence[passage.document, passage.start, passage.end].append(
                (passage, incident.id)
            )
    relations: dict[str, dict[tuple[RelationKind, str], Relation]] = defaultdict(dict)
    sentences = sorted(passages_by_sentence)
    for key in sentences:
        passages_by_sentence[key].sort(key=lambda pair: (pair[0].trigger.start, pair[1]))
        for (earlier, first), (later, second) in pairwise(passages_by_sentence[key]):
            if first != second:
                _link(earlier, first, later, second, relations)
    for before, after in pairwise(sentences):
        if before[0] == after[0] and 0 <= after[1] - before[2] <= GAP:
            _follow(passages_by_sentence[before][-1][1], *passages_by_sentence[after][0], relations)
    return [
        replace(earlier, relations=_ordered(relations[earlier.id]))
        if earlier.id in relations
        else earlier
        for earlier in incidents
    ]


def _link(
    earlier: Passage,
    first: str,
    later: Passage,
    second: str,
    relations: dict[str, dict[tuple[RelationKind, str], Relation]],
) -> None:
    between = earlier.text[
        earlier.trigger.end - earlier.start : later.trigger.start - earlier.start
    ]
    if len(between) > REACH:
        return
    if _lead(earlier, first, second, relations):
        return
    for pattern, kind, of_second in LINKS:
        match = pattern.search(between)
        if match is None:
            continue
        start = earlier.trigger.end + match.start()
        evidence = DocumentSpan(
            document=earlier.document, start=start, end=start + len(match.group())
        )
        holder, towards = (second, first) if of_second else (first, second)
        relations[holder].setdefault(
            (kind, towards), Relation(kind=kind, incident=towards, evidence=evidence)
        )
        return


def _lead(
    passage: Passage,
    first: str,
    second: str,
    relations: dict[str, dict[tuple[RelationKind, str], Relation]],
) -> bool:
    """Note the relation that words before both say: of the second told, towards the first."""
    before = passage.text[: passage.trigger.start - passage.start]
    for pattern, kind, of_second in LINKS:
        match = pattern.match(before)
        if match is None or len(before) - match.end() > LEADS or "," in before[match.end() :]:
            continue
        holder, towards = (first, second) if of_second else (second, first)
        evidence = DocumentSpan(
            document=passage.document, start=passage.start, end=passage.start + match.end()
        )
        relations[holder].setdefault(
            (kind, towards), Relation(kind=kind, incident=towards, evidence=evidence)
        )
        return True
    return False


def _follow(
    last: str,
    passage: Passage,
    here: str,
    relations: dict[str, dict[tuple[RelationKind, str], Relation]],
) -> None:
    """Note the relation to what was reported before, by the first words of a sentence."""
    for pattern, kind, of_last in OPENINGS:
        match = pattern.match(passage.text)
        if match is None or last == here:
            continue
        evidence = DocumentSpan(
            document=passage.document, start=passage.start, end=passage.start + match.end()
        )
        holder, towards = (last, here) if of_last else (here, last)
        relations[holder].setdefault(
            (kind, towards), Relation(kind=kind, incident=towards, evidence=evidence)
        )
        return


def _ordered(relations: dict[tuple[RelationKind, str], Relation]) -> tuple[Relation, ...]:
    return tuple(relations[key] for key in sorted(relations))
