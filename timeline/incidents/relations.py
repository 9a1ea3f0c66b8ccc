"""Find the words of a sentence that relate two incidents."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from timeline.model.incidents import (
    DocumentSpan,
    Incident,
    Passage,
    Relation,
    RelationKind,
)

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
    (
        re.compile(r"\b(?:despite|in spite of|in defiance of)\b", re.I),
        RelationKind.DESPITE,
        False,
    ),
    (
        re.compile(
            r"\b(?:coincid\w+ with|at the same time as|simultaneously with)\b", re.I
        ),
        RelationKind.COINCIDES,
        False,
    ),
    (
        re.compile(r"\b(?:as part of|in the course of)\b", re.I),
        RelationKind.PART_OF,
        False,
    ),
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
            r"\b(?:(?:hours|days|weeks|months|a day|a week) before|shortly before|ahead of)\b",
            re.I,
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


Passages = list[tuple[Passage, str]]
Relations = dict[str, dict[tuple[RelationKind, str], Relation]]


def related(incidents: Sequence[Incident]) -> list[Incident]:
    """Add the relations that the sentences say between incidents told in the same sentence."""
    by_document: dict[str, Passages] = defaultdict(list)
    for incident in incidents:
        for passage in incident.reports:
            by_document[passage.document].append((passage, incident.id))
    links = Links()
    for document in sorted(by_document):
        links.add(by_document[document])
    relations = links.relations()
    return [
        replace(incident, relations=relations[incident.id])
        if incident.id in relations
        else incident
        for incident in incidents
    ]


class Links:
    """Relations between incidents, found document by document."""

    def __init__(self) -> None:
        """Begin without any."""
        self._within: Relations = defaultdict(dict)
        self._following: Relations = defaultdict(dict)

    def add(self, passages: Passages) -> None:
        """Take in a document, after those whose ids come before its own.

        Args:
            passages: Its passages, each with the id of its incident.
        """
        by_sentence: dict[tuple[int, int], Passages] = defaultdict(list)
        for passage, incident in passages:
            by_sentence[passage.start, passage.end].append((passage, incident))
        in_order = sorted(by_sentence.items(), key=itemgetter(0))
        sentences = [sentence for _, sentence in in_order]
        for sentence in sentences:
            sentence.sort(key=lambda pair: (pair[0].trigger.start, pair[1]))
            for (passage, incident), (next_passage, next_incident) in pairwise(
                sentence
            ):
                if incident != next_incident:
                    _link(passage, incident, next_passage, next_incident, self._within)
        for sentence, next_sentence in pairwise(sentences):
            first, _ = sentence[0]
            _, last_incident = sentence[-1]
            next_first, next_incident = next_sentence[0]
            if 0 <= next_first.start - first.end <= GAP:
                _follow(last_incident, next_first, next_incident, self._following)

    def relations(self) -> dict[str, tuple[Relation, ...]]:
        """Return the relations by incident; what one sentence says comes before what two say."""
        return {
            incident: _ordered({**self._following[incident], **self._within[incident]})
            for incident in {**self._following, **self._within}
        }


def _link(
    earlier: Passage, first: str, later: Passage, second: str, relations: Relations
) -> None:
    between = earlier.text[
        earlier.trigger.end - earlier.start : later.trigger.start - earlier.start
    ]
    if len(between) > REACH:
        return
    lead = _lead(earlier)
    if lead is not None:
        kind, of_second, evidence = lead
        holder, towards = (first, second) if of_second else (second, first)
        _note(relations, holder, kind, towards, evidence)
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
        _note(relations, holder, kind, towards, evidence)
        return


def _lead(passage: Passage) -> tuple[RelationKind, bool, DocumentSpan] | None:
    """Return the relation that words before both triggers say, and their place; None for no words.

    True: of what is told second, towards the first.
    """
    before = passage.text[: passage.trigger.start - passage.start]
    for pattern, kind, of_second in LINKS:
        match = pattern.match(before)
        if match is None:
            continue
        after = before[match.end() :]
        if len(after) <= LEADS and "," not in after:
            end = passage.start + match.end()
            span = DocumentSpan(document=passage.document, start=passage.start, end=end)
            return kind, of_second, span
    return None


def _note(
    relations: Relations,
    holder: str,
    kind: RelationKind,
    towards: str,
    evidence: DocumentSpan,
) -> None:
    """Note a relation of an incident towards another, unless one of its kind is noted already."""
    relation = Relation(kind=kind, incident=towards, evidence=evidence)
    relations[holder].setdefault((kind, towards), relation)


def _follow(last: str, passage: Passage, here: str, relations: Relations) -> None:
    """Note the relation to what was reported before, by the first words of a sentence."""
    for pattern, kind, of_last in OPENINGS:
        match = pattern.match(passage.text)
        if match is None or last == here:
            continue
        evidence = DocumentSpan(
            document=passage.document,
            start=passage.start,
            end=passage.start + match.end(),
        )
        holder, towards = (last, here) if of_last else (here, last)
        _note(relations, holder, kind, towards, evidence)
        return


def _ordered(
    relations: dict[tuple[RelationKind, str], Relation],
) -> tuple[Relation, ...]:
    return tuple(relations[key] for key in sorted(relations))
