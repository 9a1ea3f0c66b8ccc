"""Which words of a sentence say how two incidents stand to each other?"""

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
    told: dict[tuple[str, int, int], list[tuple[Passage, str]]] = defaultdict(list)
    for incident in incidents:
        for passage in incident.reports:
            told[passage.document, passage.start, passage.end].append((passage, incident.id))
    found: dict[str, dict[tuple[RelationKind, str], Relation]] = defaultdict(dict)
    sentences = sorted(told)
    for key in sentences:
        told[key].sort(key=lambda pair: (pair[0].trigger.start, pair[1]))
        for (one, first), (other, second) in pairwise(told[key]):
            if first != second:
                _link(one, first, other, second, found)
    for before, after in pairwise(sentences):
        if before[0] == after[0] and 0 <= after[1] - before[2] <= GAP:
            _follow(told[before][-1][1], *told[after][0], found)
    return [
        replace(one, relations=_ordered(found[one.id])) if one.id in found else one
        for one in incidents
    ]


def _link(
    one: Passage,
    first: str,
    other: Passage,
    second: str,
    found: dict[str, dict[tuple[RelationKind, str], Relation]],
) -> None:
    between = one.text[one.trigger.end - one.start : other.trigger.start - one.start]
    if len(between) > REACH:
        return
    if _lead(one, first, second, found):
        return
    for pattern, kind, of_second in LINKS:
        match = pattern.search(between)
        if match is None:
            continue
        start = one.trigger.end + match.start()
        evidence = DocumentSpan(document=one.document, start=start, end=start + len(match.group()))
        holder, towards = (second, first) if of_second else (first, second)
        found[holder].setdefault(
            (kind, towards), Relation(kind=kind, incident=towards, evidence=evidence)
        )
        return


def _lead(
    one: Passage,
    first: str,
    second: str,
    found: dict[str, dict[tuple[RelationKind, str], Relation]],
) -> bool:
    """Note the relation that words before both say: of the second told, towards the first."""
    before = one.text[: one.trigger.start - one.start]
    for pattern, kind, of_second in LINKS:
        match = pattern.match(before)
        if match is None or len(before) - match.end() > LEADS or "," in before[match.end() :]:
            continue
        holder, towards = (first, second) if of_second else (second, first)
        evidence = DocumentSpan(document=one.document, start=one.start, end=one.start + match.end())
        found[holder].setdefault(
            (kind, towards), Relation(kind=kind, incident=towards, evidence=evidence)
        )
        return True
    return False


def _follow(
    last: str,
    passage: Passage,
    here: str,
    found: dict[str, dict[tuple[RelationKind, str], Relation]],
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
        found[holder].setdefault(
            (kind, towards), Relation(kind=kind, incident=towards, evidence=evidence)
        )
        return


def _ordered(relations: dict[tuple[RelationKind, str], Relation]) -> tuple[Relation, ...]:
    return tuple(relations[key] for key in sorted(relations))
