"""One mention, resolved.

A report of one passage, before the passages of one happening are joined.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from timeline.comparison import merged_actors
from timeline.model.actors import ActorRole
from timeline.model.incidents import Casualty, Mark, Passage
from timeline.model.mentions import Argument, Attribution, Count, EventMention, Slot
from timeline.model.places import Place
from timeline.model.text import Document, TextSpan
from timeline.model.types import HAPPENED, SPOKEN, Status
from timeline.model.when import Basis, DateInterval, Precision
from timeline.reports.bare_sides import Setting, scene_of
from timeline.reports.names import ActorNames, is_bare_side
from timeline.reports.places import PlaceNames

_FIRST_STATES = 800  # year before which no state of the lexicon was there
_NEAR_WORDS = 10  # characters before a date, or of it, in which "since" is looked for
# States of deeds of words that were spoken, whatever they ask for or threaten with.
DONE = frozenset({*HAPPENED, Status.DEMANDED, Status.THREATENED, Status.DENIED})


@dataclass(frozen=True, slots=True)
class ResolvedMention:
    """A mention with its actors, places, date and figures resolved.

    Attributes:
        mention: What the sentence says.
        actors: Who, in their roles.
        places: Where.
        date: When, if the sentence dates it; never an assumption.
        casualties: Figures told in this sentence.
        attribution: Names of those cited.
        near_date: The date told at most two sentences before, where this sentence gives none.
        passage: The passage as it will stand in the report; its `report` is filled in when the
            report has its id.
    """

    mention: EventMention
    actors: tuple[ActorRole, ...]
    places: tuple[Place, ...]
    date: DateInterval | None
    casualties: tuple[Casualty, ...]
    attribution: tuple[str, ...]
    passage: Passage
    near_date: DateInterval | None = None


def draft(
    mention: EventMention,
    document: Document,
    names: ActorNames,
    places: PlaceNames,
    setting: Setting,
) -> ResolvedMention:
    """Resolve one mention; `setting` says whose sides its bare nouns are."""
    mention = _as_planned(mention, document.published)
    roles = _roles(mention, names, places, setting)
    located = _located(mention, places)
    cited = _cited(mention.attribution)
    interval = _told_date(mention, document)
    figures = tuple(_casualty(count, cited, roles) for count in mention.counts)
    marks = [
        *(_mark(argument, role.id) for argument, role in roles),
        *(_mark(argument, place.id) for argument, place in located),
        *_other_marks(mention),
    ]
    passage = Passage(
        report="",
        document=document.id,
        start=mention.start,
        end=mention.end,
        text=document.text[mention.start : mention.end],
        trigger=mention.trigger,
        attribution=cited,
        status=mention.status,
        date=interval,
        casualties=figures,
        marks=tuple(sorted(marks, key=by_place)),
        clause=mention.clause,
    )
    return ResolvedMention(
        mention=mention,
        actors=merged_actors(role for _, role in roles),
        places=tuple({place.id: place for _, place in located}.values()),
        date=interval,
        casualties=figures,
        attribution=cited,
        passage=passage,
    )


def _as_planned(mention: EventMention, published: date | None) -> EventMention:
    """Return a mention as planned where its present tense has a day to come.

    "The ministers meet on Thursday", "the truce expires Sunday".
    """
    if mention.tense != "present" or mention.status not in HAPPENED:
        return mention
    if mention.when is None or not _is_ahead(mention.when.interval, published):
        return mention
    return replace(mention, status=Status.PLANNED)


def _is_ahead(days: DateInterval | None, published: date | None) -> bool:
    """Return whether days lie after publication."""
    if days is None or published is None:
        return False
    return days.start > published


def _located(mention: EventMention, places: PlaceNames) -> list[tuple[Argument, Place]]:
    """Return the places of a mention with their words."""
    located = []
    for argument in mention.arguments:
        if argument.slot is Slot.PLACE:
            located.append((argument, places.resolve(argument)))
    return located


def _mark(argument: Argument, ref: str) -> Mark:
    """Return the mark of the words for an actor or a place."""
    return Mark(
        slot=argument.slot,
        start=argument.span.start,
        end=argument.span.end,
        ref=ref,
        rule=argument.rule,
    )


def by_place(mark: Mark) -> tuple[int, int, Slot]:
    """Return what marks are sorted by: where they stand in the text."""
    return mark.start, mark.end, mark.slot


def _roles(
    mention: EventMention, names: ActorNames, places: PlaceNames, setting: Setting
) -> list[tuple[Argument, ActorRole]]:
    """Return the actors of a mention with their words; a bare side gets its country."""
    own = scene_of(mention, places)
    roles = []
    is_ancient = is_before_states(mention)
    for argument in mention.arguments:
        if argument.slot is Slot.PLACE:
            continue
        if is_ancient and argument.country is not None:
            argument = _in_own_words(argument)
        home = None
        if argument.country is None and is_bare_side(argument):
            home = setting.country_of(argument, mention, own)
        roles.append((argument, names.resolve(argument, home=home)))
    return roles


def is_before_states(mention: EventMention) -> bool:
    """Return whether something happened before any state of today was there: "in 480 BC"."""
    return _is_before_christ(mention) or _is_early(mention)


def _is_before_christ(mention: EventMention) -> bool:
    vague = mention.time_told.vague
    value = vague.value if vague else None
    return value is not None and value.startswith("BC")


def _is_early(mention: EventMention) -> bool:
    when = mention.when
    interval = when.interval if when else None
    return interval is not None and interval.end.year < _FIRST_STATES


def _in_own_words(argument: Argument) -> Argument:
    """Return an argument as its words alone say it: no Iranian army are "Persian troops"."""
    name = argument.text if argument.resolved is None else argument.name
    return replace(argument, name=name, ref=None, country=None)


def _told_date(mention: EventMention, document: Document) -> DateInterval | None:
    """Return the days that the words mean.

    As in "since March" is the whole time from then to publication.
    """
    interval = mention.when.interval if mention.when is not None else None
    if mention.when is None or interval is None or document.published is None:
        return interval
    if _is_yet_to_come(mention, interval, document.published):
        return None
    if not _is_since(mention, document) or interval.start >= document.published:
        return interval
    return replace(
        interval,
        end=document.published,
        precision=Precision.PERIOD,
        basis=Basis.RELATIVE,
    )


def _is_since(mention: EventMention, document: Document) -> bool:
    """Return whether a mention has gone on since its date."""
    if mention.time_told.since or mention.when is None:
        return mention.time_told.since
    start = mention.when.start
    first = max(0, start - _NEAR_WORDS)
    last = start + _NEAR_WORDS
    before = document.text[first:start].lower()
    if before.rstrip().endswith("since"):
        return True
    words = document.text[start:last].lower()
    return words.startswith("since")


def _is_yet_to_come(
    mention: EventMention, interval: DateInterval, published: date
) -> bool:
    """Return whether a day to come stands beside a deed of words that was done: not its day."""
    if mention.type not in SPOKEN or mention.status not in DONE:
        return False
    return interval.start > published


def _other_marks(mention: EventMention) -> Iterator[Mark]:
    """Yield the marks of all words but those for actors and places."""
    yield _mark_at(mention.trigger, Slot.TRIGGER, mention.rule)
    when = mention.when
    if when is not None:
        yield Mark(slot=Slot.DATE, start=when.start, end=when.end, rule=when.rule)
    if mention.status_span is not None:
        yield _mark_at(mention.status_span, Slot.STATUS, mention.status.value)
    for count in mention.counts:
        yield _mark_at(count.span, Slot.CASUALTIES, count.kind.value)
    for speaker in mention.attribution:
        yield _mark_of_speaker(speaker)


def _mark_at(span: TextSpan, slot: Slot, rule: str) -> Mark:
    return Mark(slot=slot, start=span.start, end=span.end, rule=rule)


def _mark_of_speaker(speaker: Attribution) -> Mark:
    return Mark(
        slot=Slot.ATTRIBUTION,
        start=speaker.span.start,
        end=speaker.span.end,
        ref=speaker.ref,
        rule=speaker.verb,
    )


def _cited(attribution: Sequence[Attribution]) -> tuple[str, ...]:
    """Return the names of those cited, each once, in order."""
    names: dict[str, None] = {}
    for speaker in attribution:
        if speaker.name:
            name = " ".join(speaker.name.split())
            names[name] = None
    return tuple(names)


def _casualty(
    count: Count, cited: tuple[str, ...], roles: Sequence[tuple[object, ActorRole]]
) -> Casualty:
    group = " ".join(count.group.split()) if count.group else None
    return Casualty(
        kind=count.kind,
        group=group,
        actor=_actor_of_group(group, roles),
        low=count.low,
        best=count.best,
        high=count.high,
        part_of_total=count.part_of_total,
        attribution=cited,
    )


def _actor_of_group(
    group: str | None, roles: Sequence[tuple[object, ActorRole]]
) -> str | None:
    """Return the id of the actor whose words hold those for the people counted, if any."""
    if group is None:
        return None
    whole_words = re.compile(
        rf"\b{re.escape(group)}\b"
    )  # no "men" in "Government soldiers"
    for _, role in roles:
        named = map(whole_words.search, role.aliases)
        if any(named):
            return role.id
    return None
