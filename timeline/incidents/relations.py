"""Which words of a sentence say how two incidents stand to each other?"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.model.incidents import Incident, Passage, Relation, RelationEvidence, RelationKind

# Words between two triggers, and what they say of the first told towards the second told; True: of the second instead.
LINKS: tuple[tuple[re.Pattern[str], RelationKind, bool], ...] = (
    (
        re.compile(r"\b(?:in (?:response|retaliation|reaction) (?:to|for)|in reprisal for|to avenge)\b", re.I),
        RelationKind.RESPONSE_TO,
        False,
    ),
    (re.compile(r"\b(?:prompting|triggering|provoking|drew|drawing)\b", re.I), RelationKind.RESPONSE_TO, True),
    (re.compile(r"\b(?:despite|in spite of|in defiance of)\b", re.I), RelationKind.DESPITE, False),
    (
        re.compile(r"\b(?:coincid\w+ with|at the same time as|simultaneously with)\b", re.I),
        RelationKind.COINCIDES,
        False,
    ),
    (re.compile(r"\b(?:as part of|in the course of)\b", re.I), RelationKind.PART_OF, False),
    (
        re.compile(r"\b(?:(?:hours|days|weeks|months|minutes|a day|a week|a month) after|shortly after)\b", re.I),
        RelationKind.BEFORE,
        True,
    ),
    (
        re.compile(r"\b(?:(?:hours|days|weeks|months|a day|a week) before|shortly before|ahead of)\b", re.I),
        RelationKind.BEFORE,
        False,
    ),
)
# Words farther apart than this say nothing about each other, in characters.
REACH = 160


def related(incidents: Sequence[Incident]) -> list[Incident]:
    """Add the relations that the sentences say between incidents told in the same sentence."""
    told: dict[tuple[str, int, int], list[tuple[Passage, str]]] = defaultdict(list)
    for incident in incidents:
        for passage in incident.reports:
            told[passage.document, passage.start, passage.end].append((passage, incident.id))
    found: dict[str, dict[tuple[RelationKind, str], Relation]] = defaultdict(dict)
    for pairs in told.values():
        pairs.sort(key=lambda pair: pair[0].trigger.start)
        for (one, first), (other, second) in pairwise(pairs):
            if first != second:
                _link(one, first, other, second, found)
    return [replace(one, relations=_ordered(found[one.id])) if one.id in found else one for one in incidents]


def _link(
    one: Passage, first: str, other: Passage, second: str, found: dict[str, dict[tuple[RelationKind, str], Relation]]
) -> None:
    between = one.text[one.trigger.end - one.start : other.trigger.start - one.start]
    if len(between) > REACH:
        return
    for pattern, kind, of_second in LINKS:
        match = pattern.search(between)
        if match is None:
            continue
        start = one.trigger.end + match.start()
        evidence = RelationEvidence(document=one.document, start=start, end=start + len(match.group()))
        holder, towards = (second, first) if of_second else (first, second)
        found[holder].setdefault((kind, towards), Relation(kind=kind, incident=towards, evidence=evidence))
        return


def _ordered(relations: dict[tuple[RelationKind, str], Relation]) -> tuple[Relation, ...]:
    return tuple(relations[key] for key in sorted(relations))
