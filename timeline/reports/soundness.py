"""Weigh whether all that a report says is right: what, who, whom, where, when and how many."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from math import log

from timeline.lexicon.fitted import Signs, chance, fitted_weights, log_odds
from timeline.model.actors import Role
from timeline.model.incidents import Casualty, Report
from timeline.model.mentions import Argument, EventMention, Slot
from timeline.model.places import Place
from timeline.model.text import TextSpan
from timeline.model.types import CasualtyKind
from timeline.reports.plausibility import signs as plausible
from timeline.reports.resolve import ResolvedMention

# Characters between a trigger and the words for what belongs to it beyond which it is far off.
FAR_OFF = 80
# Days before publication of which news tells.
FRESH_DAYS = 2
# Numbers of dead above which a figure is mostly a sum over places or months.
MANY_DEAD = (30, 100, 300)
# Signs of the sentence, in which a figure may count more than one place or day, and a place belong
# to a part of it.
WRITTEN = {
    "whole country": re.compile(
        r"\b(across|throughout|around|in) the (country|nation)\b|\bnationwide\b|\belsewhere\b"
        r"|\bacross [A-Z]"
    ),
    "parts told": re.compile(
        r"\b(including|of whom|of them|among them|most of|mostly|mainly|largely|both in|each in)\b"
    ),
    "running total": re.compile(
        r"\b(since|so far|to date|in total|(week|month|year)s?-(long|old)|in all|total)\b"
    ),
    "several happenings": re.compile(
        r"\b(incidents|separate|respectively|while|as well as)\b"
    ),
}
# Words before a place that is not where it happened, but from where one counts.
BESIDE = re.compile(
    r"\b(north|south|east|west|northern|southern|eastern|western)\S* of( the)?( \w+)? $|\bfrom $"
)
# Words between a trigger and a place that belongs to a part of what is told.
OF_A_PART = re.compile(
    r"\b(including|of whom|of them|most|mostly|mainly|largely|and|while|after)\b"
)
# Sentences between passages that stand far apart.
FAR_APART = 5
# Chances nearer to none and to all tell no more.
LEAST_CHANCE = 0.01
# Things counted up to this number, each a sign of its own.
MOST_COUNTED = 4


def soundness(
    group: Sequence[ResolvedMention],
    report: Report,
    published: date | None,
    members: Sequence[float],
    weights: Signs | None = None,
) -> float:
    """Return how likely all that a report says is right, from 0 to 1.

    Args:
        group: Its passages, in order of the text.
        report: What was made of them.
        published: Day of publication, if known.
        members: How likely each passage but the first belongs to it.
        weights: Weight of each sign; None for those fitted.
    """
    table = fitted_weights("soundness") if weights is None else weights
    return chance(signs(group, report, published, members), table)


def signs(
    group: Sequence[ResolvedMention],
    report: Report,
    published: date | None,
    members: Sequence[float],
) -> Signs:
    """Return what speaks for and against a report being wholly right, by name."""
    of_plausibility = plausible(group, published)
    likely = chance(of_plausibility, fitted_weights("incidents"))
    names = [
        *_of_date(group, report, published),
        *_of_counts(group, report),
        *_of_casualties(report),
        *_of_arguments(group),
        *_of_joining(group),
        *_of_words(group),
    ]
    odds = [log_odds(member, LEAST_CHANCE) for member in members]
    return {
        **of_plausibility,
        **dict.fromkeys(names, 1.0),
        "likely": log_odds(likely, LEAST_CHANCE),
        "weakest passage": min(odds, default=0.0),
        "all passages": sum(map(log, members)),
    }


def _of_date(
    group: Sequence[ResolvedMention], report: Report, published: date | None
) -> Iterator[str]:
    """Yield signs of how the date is known, and of dates beside it."""
    when = report.date
    if when is None:
        yield "no date"
        return
    yield f"date {when.basis.value}"
    yield f"date {when.basis.value} {when.precision.value}"
    if published is not None and (published - when.end).days < FRESH_DAYS:
        yield "date of the news"
    yield from _of_told_dates(group)


def _of_told_dates(group: Sequence[ResolvedMention]) -> Iterator[str]:
    """Yield signs of the dates that the passages tell."""
    yield from _of_days(group)
    for passage in group:
        words = passage.mention.when
        if passage.date is None or words is None:
            continue
        yield f"date rule {words.rule}"
        if _gap(words.start, words.end, passage) > FAR_OFF:
            yield "date far off"


def _of_days(group: Sequence[ResolvedMention]) -> Iterator[str]:
    """Yield signs of how many passages give a date, and which."""
    days = {(passage.date.start, passage.date.end) for passage in group if passage.date}
    if len(days) > 1:
        yield "several dates"
    if days and group[0].date is None:
        yield "dated by a later passage"
    if any(map(_has_dated_saying, group)):
        yield "saying is dated"


def _has_dated_saying(passage: ResolvedMention) -> bool:
    return passage.mention.time_told.said is not None


def _of_counts(group: Sequence[ResolvedMention], report: Report) -> Iterator[str]:
    """Yield signs of how many there are of each thing."""
    roles = Counter(actor.role for actor in report.actors)
    for role in Role:
        yield _counted(roles[role], f"of {role.value}")
    yield _counted(len(report.places), "places")
    yield _counted(len(report.attribution), "speakers")
    yield _counted(len(group), "passages")
    for place in report.places:
        yield from _of_grain(place)
    yield from _of_countries(report)


def _counted(number: int, things: str) -> str:
    """Return the name of the sign that there are so many things."""
    return f"{min(number, MOST_COUNTED)} {things}"


def _of_grain(place: Place) -> Iterator[str]:
    yield f"place {place.precision.value}"
    if place.lat is None:
        yield "place not found"


def _of_countries(report: Report) -> Iterator[str]:
    """Yield signs of the countries of places and actors."""
    countries = {place.country for place in report.places} - {None}
    sides = {actor.country for actor in report.actors} - {None}
    if len(countries) > 1:
        yield "places of several countries"
    if countries and sides and countries.isdisjoint(sides):
        yield "actors of other countries"


def _of_casualties(report: Report) -> Iterator[str]:
    """Yield signs of figures."""
    figures = report.casualties
    kinds = Counter(figure.kind for figure in figures)
    for kind, count in kinds.items():
        yield f"figures {kind.value}"
        yield _counted(count, f"figures {kind.value}")
    yield from _of_dead(figures)
    yield from _of_people(report)


def _of_people(report: Report) -> Iterator[str]:
    """Yield signs of whom figures count."""
    figures = report.casualties
    acting = {actor.id for actor in report.actors if actor.role is not Role.TARGET}
    if any(figure.actor in acting for figure in figures):
        yield "figures of who acts"
    if any(figure.part_of_total for figure in figures):
        yield "parts of a total"


def _of_dead(figures: Sequence[Casualty]) -> Iterator[str]:
    """Yield signs of how many dead the greatest figure counts."""
    dead = (figure for figure in figures if figure.kind is CasualtyKind.KILLED)
    most = max(map(_least, dead), default=0)
    for number in MANY_DEAD:
        if most > number:
            yield f"dead above {number}"


def _least(figure: Casualty) -> int:
    return figure.best or figure.low or 0


def _of_arguments(group: Sequence[ResolvedMention]) -> Iterator[str]:
    """Yield signs of the words that who, whom, where, how many and by whose word were read from."""
    for passage in group:
        mention = passage.mention
        for argument in mention.arguments:
            yield from _of_argument(argument, passage)
        if any(_is_far_off(count.span, passage) for count in mention.counts):
            yield "figure far off"
        if _has_speaker_of_other_words(passage):
            yield "speaker of other words"


def _of_argument(argument: Argument, passage: ResolvedMention) -> Iterator[str]:
    slot = argument.slot.value
    yield f"rule {slot} {argument.rule}"
    if argument.resolved is not None:
        yield f"{slot} of other words"
    if _is_far_off(argument.head, passage):
        yield f"{slot} far off"
    if argument.slot is Slot.PLACE:
        return
    if _is_unknown_name(argument):
        yield f"{slot} unknown name"
    if argument.side_before is not None:
        yield f"{slot} bare side"


def _of_words(group: Sequence[ResolvedMention]) -> Iterator[str]:
    """Yield signs of the sentences as they are written."""
    for passage in group:
        text = passage.passage.text
        yield from _of_text(text)
        for argument in passage.mention.arguments:
            if argument.slot is Slot.PLACE:
                yield from _of_place(argument, passage)


def _of_text(text: str) -> Iterator[str]:
    for name, pattern in WRITTEN.items():
        if pattern.search(text):
            yield name


def _of_place(argument: Argument, passage: ResolvedMention) -> Iterator[str]:
    """Yield what stands between a trigger and a place."""
    text = passage.passage.text
    start = passage.passage.start
    trigger = passage.mention.trigger
    place = argument.span.start
    if BESIDE.search(text[: max(0, place - start)]):
        yield "place beside"
    if place > trigger.end:
        between = text[trigger.end - start : place - start]
        if OF_A_PART.search(between):
            yield "place of a part"
    elif trigger.start - place > FAR_OFF / 2:
        yield "place long before"


def _has_speaker_of_other_words(passage: ResolvedMention) -> bool:
    return any(speaker.resolved is not None for speaker in passage.mention.attribution)


def _is_unknown_name(argument: Argument) -> bool:
    return argument.ref is None and argument.actor_class == "proper"


def _is_far_off(span: TextSpan, passage: ResolvedMention) -> bool:
    return _gap(span.start, span.end, passage) > FAR_OFF


def _gap(start: int, end: int, passage: ResolvedMention) -> int:
    """Return how many characters stand between the trigger and other words."""
    trigger = passage.mention.trigger
    return max(start - trigger.end, trigger.start - end, 0)


def _of_joining(group: Sequence[ResolvedMention]) -> Iterator[str]:
    """Yield signs of passages put together."""
    if len(group) == 1:
        return
    mentions = [passage.mention for passage in group]
    yield from _of_sentences({mention.sentence for mention in mentions})
    yield from _of_kinds(mentions)
    if sum(map(_is_anew, mentions)) > 1:
        yield "told anew"


def _of_kinds(mentions: Sequence[EventMention]) -> Iterator[str]:
    """Yield signs of types, modes and statuses that differ."""
    if len({mention.type for mention in mentions}) > 1:
        yield "passages of two types"
    if len({mention.mode for mention in mentions} - {None}) > 1:
        yield "passages of two modes"
    if len({mention.status for mention in mentions}) > 1:
        yield "passages of two statuses"


def _of_sentences(sentences: Collection[int]) -> Iterator[str]:
    """Yield signs of how near to each other the sentences of the passages are."""
    if len(sentences) == 1:
        yield "passages of one sentence"
    if max(sentences) - min(sentences) > FAR_APART:
        yield "passages far apart"


def _is_anew(mention: EventMention) -> bool:
    """Return whether a mention tells of something rather than pointing back to it."""
    return not mention.definite and not mention.aside
