"""Find the words of a sentence that relate two incidents."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

from timeline.model.incidents import (
    DocumentSpan,
    Incident,
    Passage,
    Relation,
    RelationKind,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that relate two incidents.

    Attributes:
        pattern: The words.
        kind: What they say of the one incident towards the other.
        is_of_second: Whether they say it of the incident that is told second, or that begins a
            sentence, towards the first; else the other way round.
    """

    pattern: re.Pattern[str]
    kind: RelationKind
    is_of_second: bool


def _wording(words: str, kind: RelationKind, *, is_of_second: bool = False) -> Wording:
    return Wording(re.compile(words, re.IGNORECASE), kind, is_of_second)


# Words between two triggers.
LINKS = (
    _wording(
        r"\b(?:in (?:response|retaliation|reaction) (?:to|for)|in reprisal for|to avenge)\b",
        RelationKind.RESPONSE_TO,
    ),
    _wording(
        r"\b(?:prompting|triggering|provoking|drew|drawing)\b",
        RelationKind.RESPONSE_TO,
        is_of_second=True,
    ),
    _wording(r"\b(?:despite|in spite of|in defiance of)\b", RelationKind.DESPITE),
    _wording(
        r"\b(?:coincid\w+ with|at the same time as|simultaneously with)\b",
        RelationKind.COINCIDES,
    ),
    _wording(r"\b(?:as part of|in the course of)\b", RelationKind.PART_OF),
    _wording(
        r"\b(?:(?:hours|days|weeks|months|minutes|a day|a week|a month) after"
        r"|shortly after)\b",
        RelationKind.BEFORE,
        is_of_second=True,
    ),
    _wording(
        r"\b(?:(?:hours|days|weeks|months|a day|a week) before"
        r"|shortly before|ahead of)\b",
        RelationKind.BEFORE,
    ),
)
# Words farther apart than this say nothing about each other, in characters.
REACH = 160
# What stands before both ("In response to a raid, rebels shelled Bor") governs the first where only
# a few words part them.
LEADS = 30
# Words that begin a sentence, and relate what it tells first to what was told last before it.
OPENINGS = (
    _wording(
        r"In (?:response|retaliation|reaction|reprisal)(?=,| )(?! (?:to|for))",
        RelationKind.RESPONSE_TO,
        is_of_second=True,
    ),
    _wording(
        r"(?:Hours|Days|Weeks|Minutes|A (?:few|couple of) (?:hours|days)|A day|An hour|Two days)"
        r" later"
        r"|Shortly after(?:wards?)?(?=,)|Soon after(?:wards?)?(?=,)"
        r"|The (?:next|following) day|Later that day",
        RelationKind.BEFORE,
    ),
    _wording(
        r"(?:At the same time|Simultaneously|Meanwhile)(?=,)",
        RelationKind.COINCIDES,
        is_of_second=True,
    ),
)
# Sentences farther apart than this do not follow each other, in characters.
GAP = 3


# A passage and the id of its incident.
Entry = tuple[Passage, str]
Passages = list[Entry]
Relations = dict[str, dict[tuple[RelationKind, str], Relation]]


def related(incidents: Sequence[Incident]) -> list[Incident]:
    """Add the relations that the sentences say between incidents told in the same sentence."""
    links = Links()
    for _, passages in sorted(_by_document(incidents).items(), key=itemgetter(0)):
        links.add(passages)
    relations = links.relations()
    return [_with(incident, relations) for incident in incidents]


def _by_document(incidents: Iterable[Incident]) -> dict[str, Passages]:
    by_document: dict[str, Passages] = defaultdict(list)
    for incident in incidents:
        for passage in incident.reports:
            by_document[passage.document].append((passage, incident.id))
    return by_document


def _with(
    incident: Incident, relations: Mapping[str, tuple[Relation, ...]]
) -> Incident:
    if incident.id not in relations:
        return incident
    return replace(incident, relations=relations[incident.id])


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
        sentences = _sentences(passages)
        for sentence in sentences:
            for earlier, later in pairwise(sentence):
                self._link(earlier, later)
        for sentence, next_sentence in pairwise(sentences):
            self._follow(sentence[0], sentence[-1], next_sentence[0])

    def _link(self, earlier: Entry, later: Entry) -> None:
        """Note how two incidents that follow each other in a sentence are related."""
        passage, incident = earlier
        next_passage, next_incident = later
        if incident == next_incident:
            return
        clue = _clue_within(passage, next_passage)
        if clue is not None:
            _note(self._within, incident, next_incident, clue)

    def _follow(self, first: Entry, last: Entry, following: Entry) -> None:
        """Note how the first incident of a sentence is related to the last before it.

        `first` and `last` are of the sentence before.
        """
        (sentence, _), (_, incident) = first, last
        next_sentence, next_incident = following
        if incident == next_incident:
            return
        if not 0 <= next_sentence.start - sentence.end <= GAP:
            return
        clue = _clue_at_start(next_sentence)
        if clue is not None:
            _note(self._following, incident, next_incident, clue)

    def relations(self) -> dict[str, tuple[Relation, ...]]:
        """Return the relations by incident; what one sentence says comes before what two say."""
        relations = {}
        for incident in {**self._following, **self._within}:
            merged = {**self._following[incident], **self._within[incident]}
            relations[incident] = tuple(merged[key] for key in sorted(merged))
        return relations


def _sentences(passages: Passages) -> list[Passages]:
    """Return passages by sentence, in order, those of one sentence by their triggers."""
    by_sentence: dict[tuple[int, int], Passages] = defaultdict(list)
    for passage, incident in passages:
        by_sentence[passage.start, passage.end].append((passage, incident))
    sentences = []
    for place in sorted(by_sentence):
        sentence = by_sentence[place]
        sentence.sort(key=_by_trigger)
        sentences.append(sentence)
    return sentences


def _by_trigger(entry: Entry) -> tuple[int, str]:
    passage, incident = entry
    return passage.trigger.start, incident


@dataclass(frozen=True, slots=True)
class _Clue:
    """Words of an article that relate an incident to another that is told after it.

    Attributes:
        kind: What they say.
        is_of_second: Whether they say it of the incident that is told second.
        evidence: Where they stand.
    """

    kind: RelationKind
    is_of_second: bool
    evidence: DocumentSpan


def _clue_within(earlier: Passage, later: Passage) -> _Clue | None:
    """Return the words that relate what two triggers of one sentence tell."""
    start = earlier.trigger.end - earlier.start
    end = later.trigger.start - earlier.start
    between = earlier.text[start:end]
    if len(between) > REACH:
        return None
    return _clue_before(earlier) or _clue_between(earlier, between)


def _clue_before(passage: Passage) -> _Clue | None:
    """Return the words before both triggers that relate what they tell."""
    before = passage.text[: passage.trigger.start - passage.start]
    for wording in LINKS:
        match = wording.pattern.match(before)
        if match is None:
            continue
        if _is_governing(before[match.end() :]):
            evidence = _evidence(passage, passage.start, match)
            return _Clue(wording.kind, not wording.is_of_second, evidence)
    return None


def _is_governing(after: str) -> bool:
    """Return whether so few words follow a wording that it governs the trigger after them."""
    return len(after) <= LEADS and "," not in after


def _clue_between(passage: Passage, between: str) -> _Clue | None:
    """Return the words between two triggers, of which a passage has the first."""
    for wording in LINKS:
        match = wording.pattern.search(between)
        if match is not None:
            evidence = _evidence(passage, passage.trigger.end, match)
            return _Clue(wording.kind, wording.is_of_second, evidence)
    return None


def _clue_at_start(passage: Passage) -> _Clue | None:
    """Return the words at the beginning of a sentence that relate it to what was told before."""
    for wording in OPENINGS:
        match = wording.pattern.match(passage.text)
        if match is not None:
            evidence = _evidence(passage, passage.start, match)
            return _Clue(wording.kind, wording.is_of_second, evidence)
    return None


def _evidence(passage: Passage, searched: int, match: re.Match[str]) -> DocumentSpan:
    """Return where words stand that were found in a text that starts at `searched`."""
    return DocumentSpan(
        document=passage.document,
        start=searched + match.start(),
        end=searched + match.end(),
    )


def _note(relations: Relations, first: str, second: str, clue: _Clue) -> None:
    """Note the relation of two incidents, unless one of its kind is noted already."""
    holder, towards = first, second
    if clue.is_of_second:
        holder, towards = second, first
    relation = Relation(kind=clue.kind, incident=towards, evidence=clue.evidence)
    noted = relations[holder]
    noted.setdefault((clue.kind, towards), relation)
