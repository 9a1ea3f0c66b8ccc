"""Make incidents of an exported article from what is chosen for it: which mentions, which roles, which of them are one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from tests.training.export import Candidate, Read
from tests.training.prepare import COUNTED
from timeline.assembly import merged
from timeline.evaluation.gold import GoldArticle
from timeline.evaluation.incidents import evaluate
from timeline.evaluation.scores import ArticleScores
from timeline.mentions.knowledge import knowledge
from timeline.model.incidents import Incident, Report
from timeline.model.mentions import Argument, Attribution, Count, EventMention, Slot
from timeline.model.text import Document
from timeline.model.types import CasualtyKind, Status
from timeline.reports import build as reports
from timeline.reports import cluster
from timeline.reports.build import resolved_mentions
from timeline.reports.contexts import Contexts
from timeline.reports.plausibility import LEAST_LIKELY, likelihood
from timeline.reports.resolve import ResolvedMention
from timeline.settings import Settings

Joiner = Callable[[Sequence[ResolvedMention]], list[list[ResolvedMention]]]
# Returns whether a story, with the report it makes, is kept.
Keep = Callable[[Sequence[ResolvedMention], Report], bool]


def incidents_of(
    read: Read,
    resolved: Sequence[ResolvedMention],
    *,
    join: Joiner = cluster.join,
    keep: Keep | None = None,
) -> list[Incident]:
    """Join mentions, keep what is likely and make incidents of one article.

    The engine's own joiner is put aside while this runs.
    """
    document = read.document
    with patch.object(reports, "join", join):
        told = list(reports.stories(document, resolved))
    kept = keep or by_rules(document)
    chosen = [one.report for one in told if kept(one.group, one.report)]
    return merged(chosen, [document], settings=Settings())


def by_rules(document: Document) -> Keep:
    """Return what keeps a story as the rules do."""
    contexts = Contexts(document)

    def keep(group: Sequence[ResolvedMention], report: Report) -> bool:
        if report.status is Status.DENIED or reports._is_dated_truce(group):
            return True
        published = contexts.published(group[0].mention.start)
        return likelihood(group, published) >= LEAST_LIKELY

    return keep


def score(
    reads: Sequence[Read], incidents: Mapping[str, Sequence[Incident]]
) -> ArticleScores:
    """Score articles by their labels."""
    gold: list[GoldArticle] = [read.labels.gold for read in reads]
    texts = {read.labels.gold.id: read.labels.text for read in reads}
    found = [one for read in reads for one in incidents[read.labels.gold.id]]
    return evaluate(gold, found, texts).total


def shown(total: ArticleScores) -> str:
    """Return detection, slots and overall in one line."""
    found = total.detection
    slots = " ".join(
        f"{name[:4]} {100 * tally.f1:.0f}" for name, tally in total.slots.items()
    )
    return (
        f"det P {100 * found.precision:.1f} R {100 * found.recall:.1f} F {100 * found.f1:.1f}  "
        f"overall {100 * total.overall.f1:.1f}  ({slots})"
    )


def resolve(read: Read, mentions: Sequence[EventMention]) -> list[ResolvedMention]:
    """Resolve mentions as the engine does."""
    known = knowledge()
    return resolved_mentions(
        read.document,
        sorted(mentions, key=lambda one: (one.sentence, one.trigger.start)),
        actors=known.actors,
        gazetteer=known.gazetteer,
        countries=read.countries,
    )


def with_roles(
    mention: EventMention,
    chosen: Sequence[tuple[Candidate, str]],
    dropped: set[tuple[str, int, int]],
) -> EventMention:
    """Return a mention with candidates added in roles, and values of the rules dropped.

    `dropped`: role and offsets (of the value's span) of what the rules have and is not wanted.
    """
    arguments = [
        one for one in mention.arguments if (one.slot.value, *ends(one)) not in dropped
    ]
    counts = [
        one for one in mention.counts if (one.kind.value, *ends(one)) not in dropped
    ]
    cited = [
        one for one in mention.attribution if ("speaker", *ends(one)) not in dropped
    ]
    when = mention.when
    if when is not None and ("date", when.start, when.end) in dropped:
        when = None
    for candidate, role in chosen:
        value = value_of(candidate, role)
        if isinstance(value, Argument):
            arguments.append(value)
        elif isinstance(value, Attribution):
            cited.append(value)
        elif isinstance(value, Count):
            counts.append(value)
        elif value is not None and when is None:
            when = value
    return replace(
        mention,
        arguments=tuple(arguments),
        counts=tuple(counts),
        attribution=tuple(cited),
        when=when,
    )


def ends(value: Argument | Count | Attribution) -> tuple[int, int]:
    """Return the offsets of a value's words."""
    return value.span.start, value.span.end


def value_of(candidate: Candidate, role: str) -> Any:
    """Return the record that a candidate gives in a role; None where it gives none."""
    values = candidate.values
    if role in {"initiator", "target", "party"}:
        order = ("target", "initiator") if role == "target" else ("initiator", "target")
        value = next((values[kind] for kind in order if kind in values), None)
        return (
            None if value is None else replace(value, slot=Slot(role), rule="trained")
        )
    if role == "place" and "place" in values:
        return replace(values["place"], rule="trained")
    if role == "speaker" and "speaker" in values:
        return replace(values["speaker"], verb="trained")
    if role in COUNTED and "count" in values:
        return replace(values["count"], kind=CasualtyKind(role))
    return values.get("date") if role == "date" else None


def given_values(mention: EventMention) -> list[tuple[str, int, int, int]]:
    """Return what the rules have in a mention: role, offsets of the words, offset of the head."""
    rows = [
        (one.slot.value, one.span.start, one.span.end, one.head.start)
        for one in mention.arguments
    ]
    rows += [
        (one.kind.value, one.span.start, one.span.end, one.span.start)
        for one in mention.counts
    ]
    rows += [
        ("speaker", one.span.start, one.span.end, one.span.start)
        for one in mention.attribution
    ]
    if mention.when is not None:
        rows.append(("date", mention.when.start, mention.when.end, mention.when.start))
    return rows


def candidates_by_place(
    candidates: Sequence[Candidate],
) -> dict[tuple[str, int, int], list[int]]:
    """Return candidates by kind and offsets of the record they give, and by their head."""
    found: dict[tuple[str, int, int], list[int]] = {}
    for number, candidate in enumerate(candidates):
        for kind, value in candidate.values.items():
            span = (
                (value.start, value.end)
                if kind == "date"
                else (value.span.start, value.span.end)
            )
            found.setdefault((kind, *span), []).append(number)
            if kind in {"initiator", "target", "place"}:
                found.setdefault((kind, value.head.start, -1), []).append(number)
    return found


def candidate_of(
    value: tuple[str, int, int, int],
    by_place: Mapping[tuple[str, int, int], Sequence[int]],
) -> int | None:
    """Return the candidate that a value of the rules is; None where it is none."""
    role, start, end, head = value
    kinds = (
        ("target", "initiator") if role in {"initiator", "target", "party"}
        else ("count",) if role in COUNTED
        else (role,)
    )  # fmt: skip
    for kind in kinds:
        for key in ((kind, head, -1), (kind, start, end)):
            if key in by_place:
                return by_place[key][0]
    return None
